"""
DTS: every call of the specification that a static host can answer has its file.

The templates are expanded as RFC 6570 says, and the answers are worked out anew from the rules of
the Navigation endpoint, with the ids of the ledger.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import quote, urljoin

import pytest
import rdflib
from lxml import etree
from test_golden import as_seen, compare

from lesart.model import Edition
from lesart.site.downloads_dts import dts_files
from lesart.tasks.edition import Settings, load_edition
from lesart.write.data import dts

SITE = "https://edition.example/lesart/"
VOCABULARY = "https://dtsapi.org/v1.0#"
WRAPPER = "{https://w3id.org/api/dts#}wrapper"
DCT = "http://purl.org/dc/terms/"
# What the context of the specification says of the names that are used here. It nests what stands
# in `dublinCore`; rdflib applies no context within a nest, so here it is a node of its own.
CONTEXT = {
    "dts": VOCABULARY,
    "lang": "@language",
    "value": "@value",
    "dublinCore": {
        "@id": "dts:dublinCore",
        "@context": {"@vocab": DCT, **{n: f"{DCT}{n}" for n in ("description", "title")}},
    },
    **{
        name: f"dts:{name}"
        for name in (
            "CitableUnit CitationTree CiteStructure Collection EntryPoint Navigation Resource "
            "citationTrees citeStructure citeType collection description document download "
            "dtsVersion identifier level mediaTypes member navigation parent ref resource title "
            "totalChildren totalParents"
        ).split()
    },
}
Files = dict[str, bytes]


def expand(template: str, **values: str) -> str:
    """Expand a URI template of the operators that RFC 6570 writes as none, `/` and `;`."""

    def one(found: re.Match[str]) -> str:
        operator, names = found[1], found[2].split(",")
        known = [(name, quote(values[name], safe="")) for name in names if name in values]
        if operator == "/":
            return "".join(f"/{value}" for _, value in known)
        if operator == ";":
            return "".join(f";{name}={value}" for name, value in known)
        return ",".join(value for _, value in known)

    return re.sub(r"\{([/;]?)([\w,]+)\}", one, template)


def client(files: Files, site: str) -> Callable[[str, str], bytes]:
    """Give what a client gets who follows an address from a file, or KeyError."""

    def get(here: str, address: str) -> bytes:
        whole = urljoin(site + here, address)
        assert whole.startswith(site)
        return files[whole[len(site) :]]

    return get


@pytest.fixture(params=[SITE, ""], ids=["known address", "unknown address"])
def edition(request: pytest.FixtureRequest, mini: Settings) -> Edition:
    """Give the tiny edition, once with the address of its site and once without."""
    return load_edition(replace(mini, address=request.param))


@pytest.fixture
def files(edition: Edition) -> Files:
    return dict(dts_files(edition))


def read(data: bytes) -> dict[str, Any]:
    """Read an answer; each begins with the context and the version."""
    answer = json.loads(data)
    assert list(answer)[:2] == ["@context", "dtsVersion"]
    assert answer["@context"] == "https://dtsapi.org/context/v1.0.json"
    assert answer["dtsVersion"] == "1.0"
    return answer


def test_no_two_files_have_one_name(edition: Edition) -> None:
    names = [path for path, _ in dts_files(edition)]
    assert len(names) == len({name.casefold() for name in names})
    assert all(re.fullmatch(r"[\w./;=-]+", name) for name in names)


def test_the_entry_point_leads_to_everything(edition: Edition, files: Files) -> None:
    get = client(files, SITE)
    entry = read(files["dts/index.json"])
    assert entry["@type"] == "EntryPoint"
    here = "dts/index.json"
    root = read(get(here, expand(entry["collection"])))
    assert read(get(here, expand(entry["collection"], id=root["@id"]))) == {
        **root,
        "collection": _seen_from(root["collection"], edition),
        "member": [_member(member, edition) for member in root["member"]],
    }
    for text in edition.record.texts:
        assert read(get(here, expand(entry["collection"], id=text)))["@id"] == text
        assert get(here, expand(entry["document"], resource=text)).startswith(b"<?xml")
        answer = read(get(here, expand(entry["navigation"], resource=text, down="1")))
        assert answer["resource"]["@id"] == text


def _seen_from(address: str, edition: Edition) -> str:
    """Write a relative address of `dts/collection.json` as it is in a file one folder below."""
    if edition.address:
        return address
    return address.removeprefix("collection/") if "collection/" in address else f"../{address}"


def _member(member: dict[str, Any], edition: Edition) -> dict[str, Any]:
    names = ("collection", "navigation", "document")
    moved = {name: _seen_from(member[name], edition) for name in names}
    download = member["download"] if edition.address else f"../{member['download']}"
    return {**member, **moved, "download": download}


def test_collections_name_children_and_parents(edition: Edition, files: Files) -> None:
    get = client(files, SITE)
    here = "dts/collection.json"
    root = read(files[here])
    assert (root["@type"], root["totalParents"]) == ("Collection", 0)
    assert root["totalChildren"] == len(root["member"]) == 2
    assert [member["@id"] for member in root["member"]] == ["zeichen", "wolken"]
    assert read(get(here, expand(root["collection"], nav="parents")))["member"] == []
    assert len(read(get(here, expand(root["collection"], nav="children")))["member"]) == 2
    for member in root["member"]:
        assert (member["@type"], member["totalParents"]) == ("Resource", 1)
        assert member["mediaTypes"] == ["application/tei+xml"]
        alone = read(get(here, expand(member["collection"])))
        assert alone["title"] == member["title"]
        below = read(get(here, expand(member["collection"], nav="children")))
        above = read(get(here, expand(member["collection"], nav="parents")))
        assert below["member"] == []
        assert [parent["@id"] for parent in above["member"]] == [root["@id"]]


def tree_of(edition: Edition, name: str) -> dict[str, str | None]:
    """Give every id of a text with its parent, in reading order."""
    text = next(one for one in edition.texts if one.record.id == name)
    tree: dict[str, str | None] = {}
    for row in text.rows:
        tree[row.id] = None
        tree |= {s.id: row.id for s in row.segments if s.id != row.id}
    return tree


@pytest.mark.parametrize("name", ["wolken", "zeichen"])
def test_navigation_answers_by_the_rules(edition: Edition, files: Files, name: str) -> None:
    get = client(files, SITE)
    template = read(files["dts/index.json"])["navigation"]
    tree = tree_of(edition, name)

    def ask(**query: str) -> tuple[str | None, list[str] | None]:
        answer = read(get("dts/index.json", expand(template, resource=name, **query)))
        assert answer["@type"] == "Navigation"
        for unit in [answer.get("ref"), *answer.get("member", ())]:
            if unit:
                assert unit["@type"] == "CitableUnit"
                assert unit["parent"] == tree[unit["identifier"]]
                assert unit["level"] == (2 if unit["parent"] else 1)
        member = answer.get("member")
        ref = answer.get("ref", {}).get("identifier")
        return ref, None if member is None else [unit["identifier"] for unit in member]

    assert ask(down="1") == (None, [id_ for id_, parent in tree.items() if parent is None])
    assert ask(down="2") == ask(down="-1") == (None, list(tree))
    for id_, parent in tree.items():
        siblings = [other for other, above in tree.items() if above == parent]
        below = [id_, *(other for other, above in tree.items() if above == id_)]
        assert ask(ref=id_) == (id_, None)
        assert ask(ref=id_, down="0") == (id_, siblings)
        assert ask(ref=id_, down="1") == ask(ref=id_, down="-1") == (id_, below)
    for query in ({}, {"down": "0"}, {"ref": "99"}, {"ref": "2.99"}):
        with pytest.raises(KeyError):
            ask(**query)


def test_a_navigation_is_called_by_its_own_address(edition: Edition, files: Files) -> None:
    for path, data in files.items():
        if path.startswith("dts/navigation/"):
            answer = read(data)
            assert urljoin(SITE + path, answer["@id"]) == SITE + path
            resource = answer["resource"]
            needed = {"@id", "@type", "collection", "navigation", "document", "citationTrees"}
            assert needed <= set(resource)
            kinds = {one["citeType"] for one in resource["citationTrees"][0]["citeStructure"]}
            assert {unit["citeType"] for unit in answer.get("member", ())} <= kinds | {"sentence"}


@pytest.mark.parametrize("name", ["wolken", "zeichen"])
def test_every_citable_unit_is_a_document(edition: Edition, files: Files, name: str) -> None:
    get = client(files, SITE)
    template = read(files["dts/index.json"])["document"]
    text = next(one for one in edition.texts if one.record.id == name)
    german = {s.id: s.text for row in text.rows for s in row.segments}
    for id_ in tree_of(edition, name):
        address = expand(template, resource=name, ref=id_)
        root = etree.fromstring(get("dts/index.json", address))
        (wrapper,) = root.iter(WRAPPER)
        listed = wrapper[0].xpath(".//*[local-name()='seg']/@n")
        assert listed == [one for one in german if one == id_ or one.startswith(f"{id_}.")]
        data = json.loads(get("dts/index.json", re.sub(r"xml$", "json", address)))
        assert data["reference"] == f"{name}:{id_}"
        segments = [s for row in data["rows"] for s in row["segments"]]
        assert [(s["id"], s["de"]) for s in segments] == [(one, german[one]) for one in listed]


def test_the_answers_are_linked_data(edition: Edition, files: Files) -> None:
    space = rdflib.Namespace(VOCABULARY)
    title = space.dublinCore / rdflib.URIRef(f"{DCT}title")
    graph = rdflib.Graph()
    for path in ("dts/collection.json", "dts/navigation/wolken;down=-1.json"):
        data = {**json.loads(files[path]), "@context": CONTEXT}
        graph.parse(data=json.dumps(data), format="json-ld", publicID=f"{SITE}dts/")
    collection = next(graph.subjects(rdflib.RDF.type, space.Collection))
    assert rdflib.Literal("Kleine Ausgabe", lang="de") in set(graph.objects(collection, title))
    members = set(graph.objects(collection, space.member))
    assert len(members) == 2
    assert all((member, rdflib.RDF.type, space.Resource) in graph for member in members)
    units = set(graph.subjects(rdflib.RDF.type, space.CitableUnit))
    found = {str(graph.value(unit, space.identifier)) for unit in units}
    assert found == set(tree_of(edition, "wolken"))


def test_the_collection_is_named_as_no_text_is(edition: Edition) -> None:
    record = replace(edition.record, texts=("edition", "edition-all"))
    assert dts.collection_id(replace(edition, record=record)) == "edition-all-all"


@pytest.mark.parametrize("sight", ["private", "missing", "public"])
def test_files_of_the_tiny_edition(mini: Settings, sight: str, accept: bool) -> None:
    files = dict(dts_files(load_edition(as_seen(mini, sight))))
    shown = [
        "dts/index.json",
        "dts/collection.json",
        "dts/navigation/wolken;down=1/2.json",
        "dts/document/wolken/2.2.json",
        "dts/document/wolken/2.2.xml",
    ]
    parts = [f"== {path}\n{_spread(files[path])}" for path in shown]
    names = "".join(f"{path}\n" for path in files if "wolken" not in path)
    compare(f"dts-{sight}.txt", "".join([*parts, "== the files of zeichen\n", names]), accept)


def _spread(data: bytes) -> str:
    if data.startswith(b"<"):
        return data.decode()
    return json.dumps(json.loads(data), ensure_ascii=False, indent=1) + "\n"

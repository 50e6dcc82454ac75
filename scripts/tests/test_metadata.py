"""
The head of a page: what reference managers read, in sites of both generators.

The rules are those of Zotero's translator “Embedded Metadata” (test_zotero.py runs it where it is
installed), of Google Scholar for `citation_*`, and of FAIR Signposting for links.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import rdflib
from sites import Sites, in_face
from test_markdown import HOSTILE, make_text

from lesart.model import EditionRecord, Person, Publication, Record, Text, Title
from lesart.tasks.edition import Settings, load_edition
from lesart.write.html.metadata import item_type, json_ld, meta_tags

PROJECT = Path(__file__).parents[2]
ADDRESS = "https://edition.example/lesart/"
TITLE = "Vom </script><script>alert(1)</script> Wiegen & \"Messen\" 'so' <!-- {{ x }}"
EDITORS = (Person("The Testers"),)
EDITION = EditionRecord(
    Title("Kleine Ausgabe", "Tiny Edition"), EDITORS, "https://creativecommons.org/", ()
)


class Head(HTMLParser):
    """Collect meta tags, links and JSON-LD of the head, and count scripts."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.meta: list[tuple[str, str]] = []
        self.links: list[tuple[str, str, str]] = []
        self.data: list[str] = []
        self.scripts = 0
        self._open = False
        self.feed(page[: page.index("</head>")])

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self._open = tag == "script" and given.get("type") == "application/ld+json"
        self.scripts += tag == "script"
        if tag == "meta" and re.match(r"citation_|DC\.|z:|prism\.", given.get("name") or ""):
            self.meta.append((given["name"], given["content"]))
        rels = ("cite-as", "license", "describedby", "item", "type", "canonical")
        if tag == "link" and given.get("rel") in rels:
            self.links.append((given["rel"], given.get("type", ""), given["href"]))

    def handle_data(self, data):
        self.data += [data] if self._open else []

    def handle_endtag(self, tag):
        self._open = False

    def contents(self, name: str) -> list[str]:
        """Give the contents of all meta tags of a name."""
        return [content for known, content in self.meta if known == name]


def record(**changes: Any) -> Record:
    """Make the record of a text that somebody wrote and a newspaper printed."""
    made = replace(
        make_text().record,
        authors=(Person("Korn", "Ada"), Person("Ruhr", "Eva")),
        translators=(Person("Reed", "Tom"),),
        publication=Publication("likely", "Wetterblatt", "2019-07"),
    )
    return replace(made, **changes)


def with_record(**changes: Any) -> Text:
    """Make a text of such a record."""
    return replace(make_text(), record=record(**changes))


def prepare(root: Path, title: str = "") -> None:
    """Give the tiny edition the templates of the project, an address, and a title."""
    settings = in_face((root / "mkdocs.yml").read_text("utf-8"))
    (root / "mkdocs.yml").write_text(f"site_url: {ADDRESS}\n{settings}", "utf-8")
    if title:
        path = root / "source_texts/wolken/text.yml"
        written = path.read_text("utf-8").replace("Vom Wiegen der Wolken", json.dumps(title), 1)
        path.write_text(written, "utf-8")


def head_of(built: Path, text: str) -> Head:
    """Read the head of the page of a text."""
    return Head((built / f"texts/{text}/index.html").read_text("utf-8"))


@pytest.fixture
def built(mini: Settings, sites: Sites) -> dict[str, Path]:
    """Build the tiny edition with a hostile title, with both generators, for the public."""
    prepare(mini.root, TITLE)
    public = replace(mini, audience="public")
    return {"mkdocs": sites(public), "zensical": sites(public, "zensical")}


def test_both_generators_print_the_same_head(built: dict[str, Path]) -> None:
    for text in ("wolken", "zeichen"):
        one, other = (head_of(built[name], text) for name in ("mkdocs", "zensical"))
        assert one.meta == other.meta
        assert sorted(one.links) == sorted(other.links)
        assert one.data == other.data
    for text in ("wolken", "zeichen"):
        head = head_of(built["mkdocs"], text)
        page = f"{ADDRESS}texts/{text}/"
        assert ("cite-as", "", page) in head.links
        assert ("canonical", "", page) in head.links
        assert ("type", "", "https://schema.org/Article") in head.links
        assert head.contents("citation_public_url") == [page]
        for rel, _, href in head.links:
            if rel in ("item", "describedby"):
                assert (built["mkdocs"] / "texts" / text / href).resolve().is_file()
    licences = [href for rel, _, href in head.links if rel == "license"]
    assert licences == ["https://creativecommons.org/licenses/by/4.0/"]


def test_a_hostile_title_stays_within_its_element(built: dict[str, Path]) -> None:
    for folder in built.values():
        head = head_of(folder, "wolken")
        plain = head_of(folder, "zeichen")
        assert head.scripts == plain.scripts
        assert head.contents("citation_title") == [TITLE]
        (data,) = head.data
        assert json.loads(data)["alternateName"] == TITLE


def test_metadata_of_a_withheld_text_stays(built: dict[str, Path]) -> None:
    head = head_of(built["mkdocs"], "wolken")
    assert head.contents("citation_author") == ["Korn, Ada"]
    assert head.contents("DC.rights") == ["http://rightsstatements.org/vocab/InC/1.0/"]
    assert [href for rel, _, href in head.links if rel == "license"] == []
    data = json.loads(head.data[0])
    assert data["isAccessibleForFree"] is False
    files = {one["contentUrl"]: one["encodingFormat"] for one in data["encoding"]}
    assert files[f"{ADDRESS}downloads/wolken.tei.xml"] == "application/tei+xml"
    assert f"{ADDRESS}downloads/wolken.tmx" not in files


def tags_of(text: Text, address: str = "", files=()) -> Head:
    """Read tags as they stand in a head."""
    head = Head("</head>")
    head.meta = [(t["name"], t["content"]) for t in meta_tags(text, EDITION, address, files)]
    return head


def test_highwire_tags() -> None:
    files = [
        {"href": f"{ADDRESS}downloads/probe.pdf", "type": "application/pdf", "label": "PDF"},
        {"href": f"{ADDRESS}downloads/probe.json", "type": "application/json", "label": "JSON"},
    ]
    head = tags_of(with_record(), f"{ADDRESS}texts/probe/", files)
    assert head.contents("citation_title") == ["Die Probe"]
    assert head.contents("citation_author") == ["Korn, Ada", "Ruhr, Eva"]
    assert head.contents("citation_publication_date") == ["2019/07"]
    assert head.contents("citation_language") == ["de"]
    assert head.contents("citation_public_url") == [f"{ADDRESS}texts/probe/"]
    assert head.contents("citation_pdf_url") == [f"{ADDRESS}downloads/probe.pdf"]


def test_no_highwire_tag_settles_the_type_but_ours() -> None:
    names = {name for name, _ in tags_of(with_record()).meta}
    # Each of these would make Zotero a journal article, a book or a thesis of it.
    settling = "journal_title conference book_title inbook_title isbn dissertation_institution"
    assert not {f"citation_{name}" for name in settling.split()} & names
    assert "citation_series_title" not in names


@pytest.mark.parametrize(
    ("changes", "kind", "container"),
    [
        ({}, "newspaperArticle", "Wetterblatt"),
        ({"publication": Publication("unknown", "", "2019")}, "webpage", "Tiny Edition"),
        ({"authors": EDITORS}, "webpage", "Tiny Edition"),
    ],
)
def test_what_a_text_is_for_zotero(changes: dict, kind: str, container: str) -> None:
    assert item_type(record(**changes), EDITION) == kind
    head = tags_of(with_record(**changes))
    assert head.contents("z:itemType") == [kind]
    assert head.contents("prism.publicationName") == [container]


def test_a_body_is_not_parted_into_first_and_last_name() -> None:
    head = tags_of(with_record(authors=EDITORS))
    assert head.contents("citation_author") == ["The Testers,"]
    assert head.contents("DC.creator") == ["The Testers"]


def test_an_uncertain_date_is_not_given_as_a_date() -> None:
    text = with_record(publication=Publication("unknown", "", "2019"))
    assert tags_of(text).contents("citation_publication_date") == []
    assert "datePublished" not in json_ld(text, EDITION)


def test_dublin_core_tags() -> None:
    head = tags_of(with_record())
    assert head.contents("DC.title") == ["Die Probe", "The Test"]
    assert head.contents("DC.contributor") == ["Tom Reed"]
    assert head.contents("DC.language") == ["de", "en"]
    # Hypothesis joins these two, the first of each, into one name that outlives an address.
    assert head.contents("DC.identifier") == ["probe"]
    assert head.contents("DC.relation.isPartOf") == ["Tiny Edition"]


def graph_of(text: Text, address: str = f"{ADDRESS}texts/probe/") -> rdflib.Graph:
    """Read JSON-LD with another parser, and a context of its own for schema.org."""
    data = json.loads(json_ld(text, EDITION, address))
    assert data["@context"] == "https://schema.org"
    data["@context"] = {"@vocab": "https://schema.org/"}
    return rdflib.Graph().parse(data=json.dumps(data), format="json-ld")


def test_json_ld_tells_translation_and_original() -> None:
    schema = rdflib.Namespace("https://schema.org/")
    graph = graph_of(with_record())
    page = rdflib.URIRef(f"{ADDRESS}texts/probe/")
    (original,) = graph.objects(page, schema.translationOfWork)
    assert (page, rdflib.RDF.type, schema.Article) in graph
    assert list(graph.objects(original, schema.workTranslation)) == [page]
    assert {str(one) for one in graph.objects(page, schema.inLanguage)} == {"de", "en"}
    assert [str(one) for one in graph.objects(original, schema.inLanguage)] == ["de"]
    assert [str(one) for one in graph.objects(original, schema.datePublished)] == ["2019-07"]
    names = {str(n) for n in graph.objects(page, schema.author / schema.name)}
    assert names == {"Ada Korn", "Eva Ruhr"}
    assert [str(n) for n in graph.objects(page, schema.translator / schema.name)] == ["Tom Reed"]
    assert [str(n) for n in graph.objects(page, schema.version)] == ["0.1.0"]
    assert [str(n) for n in graph.objects(page, schema.isPartOf / schema.name)] == ["Tiny Edition"]
    licences = [str(n) for n in graph.objects(page, schema.license)]
    assert licences == ["https://creativecommons.org/licenses/by/4.0/"]


def test_json_ld_lists_the_files_of_the_text_and_none_about_it() -> None:
    files = [
        {"href": f"{ADDRESS}a.xml", "type": "application/xml", "label": "A", "rel": "item"},
        {"href": f"{ADDRESS}b.bib", "type": "application/x-bibtex", "label": "B",
         "rel": "describedby"},
    ]  # fmt: skip
    data = json.loads(json_ld(with_record(), EDITION, ADDRESS, files))
    assert [one["contentUrl"] for one in data["encoding"]] == [f"{ADDRESS}a.xml"]


def test_json_ld_cannot_end_its_element() -> None:
    title = Title(HOSTILE + "</script\u2028>", "<!--<script>]]>")
    written = json_ld(with_record(title=title), EDITION)
    assert not set("<>&\u2028\u2029") & set(written)
    assert json.loads(written)["alternateName"] == title.de
    assert json.loads(written)["name"] == title.en


def test_without_an_address_nothing_claims_one(mini: Settings) -> None:
    text = load_edition(mini).texts[0]
    data = json.loads(json_ld(text, EDITION))
    assert not {"@id", "url", "encoding"} & set(data)
    assert "workTranslation" not in data["translationOfWork"]
    assert "citation_public_url" not in {tag["name"] for tag in meta_tags(text, EDITION)}

"""The files beside the pages: all there, of the right kind, and none that says too much."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

import bibtexparser
import pytest
import rdflib
import rispy
from lxml import etree

from lesart.core.cache import cache_folder
from lesart.exchange.tbx import parse_tbx
from lesart.exchange.term_csv import parse_csv
from lesart.model import Edition, Term
from lesart.site import downloads
from lesart.site.build import site_address
from lesart.tasks.edition import Settings, load_edition

RUN = 3
ANNOTATIONS = "annotations/"
ADDRESS = "https://edition.example/"


def words(text: str) -> list[str]:
    """Give the words of a file, with markup, escapes and numbers taken off."""
    text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text)
    return re.findall(r"[^\W\d_]+", re.sub(r"<[^>]*>|\\.", " ", text).casefold())


def runs(listed: list[str], length: int) -> set[tuple[str, ...]]:
    """Give every run of so many words."""
    return set(zip(*(listed[n:] for n in range(length)), strict=False))


def own_words(settings: Settings, names: Iterable[str], length: int) -> set[tuple[str, ...]]:
    """Give the runs of both sides of texts, without those of their titles."""
    edition = load_edition(replace(settings, audience="private"))
    found: set[tuple[str, ...]] = set()
    for text in edition.texts:
        if text.record.id in names:
            rows = [row for row in text.rows if row.role != "title"]
            assert any(segment.text for row in rows for segment in row.segments)
            for row in rows:
                german = " ".join(segment.text or "" for segment in row.segments)
                english = " ".join(unit.text for unit in row.units)
                found |= runs(words(german), length) | runs(words(english), length)
    return found


def made_for(settings: Settings) -> Iterator[tuple[str, bytes]]:
    """Make the files of an edition; books that this run has printed are taken from its cache."""
    return downloads.files(load_edition(settings), cache_folder(settings.root))


def leaking(settings: Settings, names: list[str], length: int) -> list[str]:
    """
    List the files of the public edition that hold words of withheld texts.

    Annotations are left out: they are the editors' own, and may quote up to eleven words in a row.
    """
    forbidden = own_words(settings, names, length)
    made = made_for(replace(settings, audience="public"))
    return [
        path
        for path, data in made
        if not path.startswith(ANNOTATIONS)
        and forbidden & runs(words(data.decode("utf-8", "ignore")), length)
    ]


def test_no_file_of_the_public_edition_holds_words_of_a_withheld_text(mini: Settings) -> None:
    assert leaking(mini, ["wolken"], RUN) == []
    # The same search finds the text that is public, in its files and in no others.
    found = leaking(mini, ["zeichen"], RUN)
    assert "downloads/zeichen.tei.xml" in found
    assert "downloads/zeichen.json" in found
    assert "dts/document/zeichen/1.1.xml" in found
    assert "dts/document/zeichen/1.1.json" in found
    assert [path for path in found if "wolken" in path] == []


def test_no_file_of_the_real_public_edition_holds_words_of_the_originals(real: Settings) -> None:
    names = ["siemons", "heilmann"]
    # What the editors say in the record of a text may use words of the text, and what they say in
    # the glossary and in notes may quote an original, up to eleven words in a row.
    short = own_words(real, names, 4) - runs(words(" ".join(_records(real))), 4)
    long = own_words(real, names, 12)
    for path, data in made_for(replace(real, audience="public", address=site_address(real.root))):
        listed = words(data.decode("utf-8", "ignore"))
        if any(name in path for name in names) and not path.startswith(ANNOTATIONS):
            assert not short & runs(listed, 4), path
        else:
            assert not long & runs(listed, 12), path


def _records(settings: Settings) -> list[str]:
    folder = settings.root / "source_texts"
    return [path.read_text("utf-8") for path in sorted(folder.glob("*/text.yml"))]


def test_the_pages_name_every_file_of_a_text(mini: Settings) -> None:
    edition = load_edition(mini)
    made = {path for path, _ in downloads.files(edition)}
    for text in edition.texts:
        offered = downloads.offered(text)
        assert {one["href"] for one in offered} <= made
        rels = {one["href"]: one["rel"] for one in offered}
        for ending in ("tei.xml", "json", "tmx"):
            assert rels[f"downloads/{text.record.id}.{ending}"] == "item"
    assert {one["href"] for one in downloads.offered_by_edition(edition)} <= made


def glossary_of(edition: Edition) -> dict[str, bytes]:
    """Give the files of the glossary by their endings."""
    prefix = "downloads/glossary."
    return {p[len(prefix) :]: data for p, data in downloads.files(edition) if p.startswith(prefix)}


def ids(terms: Iterable[Term]) -> list[str]:
    """Give the ids of terms, in order."""
    return sorted(term.id for term in terms)


def test_the_files_of_the_glossary_are_read_by_others(mini: Settings) -> None:
    edition = load_edition(replace(mini, address=ADDRESS))
    files = glossary_of(edition)
    known = ids(edition.glossary)
    assert ids(parse_tbx(files["tbx"], "glossary.tbx")) == known
    assert ids(parse_csv(files["csv"], "glossary.csv")) == known
    graph = rdflib.Graph().parse(data=files["ttl"], format="turtle")
    concepts = {str(one) for one in graph.subjects(rdflib.RDF.type, rdflib.SKOS.Concept)}
    assert concepts == {f"{ADDRESS}glossary/#{id_}" for id_ in known}


@pytest.mark.parametrize("address", ["", ADDRESS])
def test_every_file_is_what_its_name_says(mini: Settings, address: str) -> None:
    seen = set()
    for path, data in made_for(replace(mini, address=address)):
        name = path.rpartition("/")[2]
        suffix = ".tei.xml" if name.endswith(".tei.xml") else name[name.rindex(".") :]
        assert IS_ONE[suffix](data), path
        seen.add(suffix)
    assert seen == IS_ONE.keys()


def is_json(data: bytes) -> bool:
    return isinstance(json.loads(data), (dict, list))


def has_root(name: str, of: str = "") -> Callable[[bytes], bool]:
    """Make a test whether XML has this root, and elements of a name in it."""

    def test(data: bytes) -> bool:
        root = etree.fromstring(data)
        inner = root.iter(f"{{*}}{of}") if of else iter((root,))
        return etree.QName(root).localname == name and next(inner, None) is not None

    return test


def is_epub(data: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("mimetype") == b"application/epub+zip" and archive.testzip() is None


IS_ONE: dict[str, Callable[[bytes], bool]] = {
    ".bib": lambda data: not data or bool(bibtexparser.parse_string(data.decode()).entries),
    ".csv": lambda data: bool(parse_csv(data, "glossary.csv")),
    ".epub": is_epub,
    ".json": is_json,
    ".jsonld": lambda data: "@context" in json.loads(data),
    ".pdf": lambda data: data.startswith(b"%PDF-") and b"%%EOF" in data[-32:],
    ".ris": lambda data: not data or bool(rispy.loads(data.decode())),
    ".tbx": has_root("tbx", "conceptEntry"),
    ".tei.xml": has_root("TEI", "seg"),
    ".tmx": has_root("tmx", "tu"),
    ".ttl": lambda data: len(rdflib.Graph().parse(data=data, format="turtle")) > 0,
    ".xml": has_root("TEI"),
}

"""Addresses that a browser would run or misread: in no output of an edition are they links."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesart.citing.bibtex import write_bibtex
from lesart.citing.csljson import write_csl
from lesart.citing.ris import write_ris
from lesart.core.elements import make
from lesart.core.web_address import address_fault, is_harmful, linked, may_link
from lesart.site import downloads
from lesart.tasks.edition import Settings, load_edition
from lesart.view.targets import edition_targets
from lesart.write.html import metadata
from lesart.write.html import page as html

BAD = [
    "javascript:evil()", "JaVaScRiPt:evil()", " javascript:evil()", "java\tscript:evil()",
    "\x01javascript:evil()", "data:text/html,<script>evil()</script>", "vbscript:evil()",
    "//evil.example/", "\\\\evil.example\\", "https:evil.example", "https:///evil.example",
    "https://user:word@evil.example/", "https://bank.example@evil.example/", "file:///etc/evil",
    "https://a.example\\@evil.example/", "https://evil\u202e.example/", "https://evil\u200b.example/",
    "blob:https://evil.example/1", "view-source:https://evil.example/", "https://evil.example:0/",
    "https://evil.example:99999/", "https://[evil/", "javascript://evil.example/%0aevil()",
    "jav&#97;script:evil()", "java%73cript:evil()", "mailto:", "evil.example", "ftp://evil.example/",
]  # fmt: skip
GOOD = [
    "https://example.org", "http://example.org/a?b=c#d", "HTTPS://EXAMPLE.ORG/",
    "https://[::1]:8000/",
    "https://müller.example/straße", "https://example.org/wiki/Kant_(Begriff)",
    "mailto:a.b@c.example",
    "https://example.org/~a/@b", "http://localhost:8000/", "https://example.org/a b{c}",
]  # fmt: skip
LINKS = re.compile(
    rb"""(?:href|src|target|url|URL|license|usageInfo|sameAs|rights|UR)["']?\s*(?:=|:|  -)\s*"""
    rb"""[{"']{0,2}(?P<address>[^"'\r\n}]*)"""
)


@pytest.mark.parametrize("address", BAD)
def test_what_is_no_address_is_not_linked(address: str) -> None:
    assert address_fault(address)
    assert linked(address) == ""


@pytest.mark.parametrize("address", GOOD)
def test_what_is_an_address_is_linked(address: str) -> None:
    assert linked(address) == address
    assert may_link(address)
    assert not is_harmful(address)
    assert make("a", "words", href=address).get("href") == address


@pytest.mark.parametrize(
    "address", [one for one in BAD if not re.match(r"evil|jav[a&%]+[#7]", one)]
)
def test_no_element_links_with_what_is_no_address(address: str) -> None:
    assert "href" not in make("a", "words", href=address).attrib


@given(st.text(max_size=30), st.sampled_from(["javascript", "data", "vbscript", "file"]))
def test_no_disguise_makes_a_script_an_address(around: str, scheme: str) -> None:
    assert linked(f"{around}{scheme}:{around}") == "" or around.lower().startswith("http")
    assert not may_link(f"{scheme}:{around}")


@pytest.mark.parametrize("address", [one for one in BAD if "evil()" in one])
def test_a_page_with_a_script_for_an_address_is_found(address: str) -> None:
    assert is_harmful(address)


def poison(root: Path, address: str) -> None:
    """Write an address into every record that has one, and check nothing."""
    written = json.dumps(address)
    for path, old, new in (
        (
            "source_texts/wolken/text.yml",
            "container: Wetterblatt",
            "container: Wetterblatt\n  url: {}",
        ),
        ("source_texts/wolken/text.yml", "http://rightsstatements.org/vocab/InC/1.0/", "{}"),
        ("source_texts/edition.yml", "https://creativecommons.org/licenses/by/4.0/", "{}"),
        ("source_texts/bibliography.json", '"DOI": "10.1234/wolken_3.2"', '"DOI": {0}, "URL": {0}'),
    ):
        file = root / path
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new.format(written)), "utf-8")


def opened(path: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """Give a file, or what lies in it."""
    if not path.endswith(".epub"):
        yield path, data
        return
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        yield from ((f"{path}/{name}", book.read(name)) for name in book.namelist())


def uris(data: bytes) -> list[str]:
    """List the addresses that a book links with."""
    with pikepdf.open(io.BytesIO(data)) as book:
        found = [
            str(note.A.URI)
            for page in book.pages
            for note in page.get("/Annots", [])
            if "/A" in note and "/URI" in note.A
        ]
    return found


@pytest.mark.parametrize("address", ["javascript:evil()", "https://user:evil@host.example/"])
@pytest.mark.slow
def test_no_output_links_with_it(mini: Settings, tmp_path: Path, address: str) -> None:
    poison(mini.root, address)
    edition = load_edition(mini)
    pages = {text.record.id: f"{text.record.id}.md" for text in edition.texts}
    setting = html.NoteSetting(edition_targets(edition, pages, "glossary.md"))
    text = html.text_page(edition.texts[1], html.Links("t", "o", "r"), setting)
    page = ElementTree.tostring(text)
    described = metadata.json_ld(edition.texts[1], edition.record).encode()
    made = [("page.html", page), ("page.json", described), *downloads.files(edition, tmp_path)]
    assert len(made) > 20
    for path, data in made:
        if path.endswith(".pdf"):
            found = [one for one in uris(data) if "evil" in one]
            assert {one for one in found if not one.startswith("https://doi.org/")} == set(), path
            continue
        for name, content in opened(path, data):
            found = {one["address"] for one in LINKS.finditer(content) if b"evil" in one["address"]}
            # A processor puts its own resolver before whatever stands for a DOI.
            assert {one for one in found if not one.startswith(b"https://doi.org/")} == set(), name


def test_a_line_of_a_name_is_no_field_of_its_own() -> None:
    item = {
        "id": "a", "type": "book", "title": "T", "DOI": "10.1000/a}, url={javascript:evil()",
        "author": [{"literal": "Somebody\nUR  - javascript:evil()"}],
    }  # fmt: skip
    assert not [line for line in write_ris([item]).splitlines() if line.startswith("UR")]
    assert "url" not in re.findall(r"^  (\w+) =", write_bibtex([item], "biblatex"), re.MULTILINE)
    assert "10.1000/a}" not in write_bibtex([item], "biblatex")
    assert json.loads(write_csl([{**item, "URL": "javascript:evil()"}]))[0].get("URL") is None

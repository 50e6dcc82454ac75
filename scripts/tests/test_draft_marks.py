"""Drafts on the page: marked, counted, told; and what the public sees in their place."""

from __future__ import annotations

import json
from dataclasses import replace
from io import BytesIO
from xml.etree.ElementTree import Element, tostring
from zipfile import ZipFile

import pytest

from lesart.core.references import Reference
from lesart.model import Text, TranslationUnit
from lesart.tasks.copy_facts import read_imprint
from lesart.tasks.edition import Settings, load_edition, load_text, withheld_texts
from lesart.view.drafts import counted, draft_notice, origin
from lesart.view.listing import list_text
from lesart.view.states import mark
from lesart.view.targets import edition_targets
from lesart.write.data.dts_metadata import text_core
from lesart.write.epub.book import write_epub
from lesart.write.html import page as html
from lesart.write.html.concordance import concordance
from lesart.write.html.glossary import glossary
from lesart.write.pdf.book import book
from lesart.write.tei.document import write_tei

LINKS = html.Links("texts/probe.md", "about/originals.md", "about/rights.md")
PAGES = {"wolken": "w", "zeichen": "z"}


@pytest.fixture
def drafted(mini: Settings) -> Settings:
    """Give the tiny edition with a machine draft, one from the memory and one of a person."""
    for name, rows in (
        ("wolken", {"1.1": ("libre", "draft"), "2.1": ("memory:zeichen:1.1", "draft"),
                    "2.2": ("", "draft")}),
        ("zeichen", {"1.1": ("deepl", "draft"), "1.2": ("deepl", "reviewed")}),
    ):  # fmt: skip
        path = mini.root / f"source_texts/{name}/en.lock.tsv"
        lines = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
        head = [*lines[0], "origin", "date", "made"]
        body = [_changed(line, *rows.get(line[0], ("", line[3]))) for line in lines[1:]]
        text = "".join("\t".join(line) + "\n" for line in (head, *body))
        path.write_text(text, "utf-8")
    return mini


def _changed(line: list[str], origin: str, state: str) -> list[str]:
    made = ["2026-11-22", "0123456789abcdef"] if origin else ["", ""]
    return [*line[:3], state, line[4], origin, *made]


def page(text: Text, settings: Settings) -> str:
    targets = edition_targets(load_edition(settings), PAGES, "g")
    setting = html.NoteSetting(targets, ())
    return tostring(html.text_page(text, LINKS, setting), "unicode")


def unit(**fields: str) -> TranslationUnit:
    return replace(TranslationUnit("1.1", ("1.1",), "Words."), **fields)  # type: ignore[arg-type]


def test_a_unit_says_what_it_is() -> None:
    machine = unit(origin="libre", date="2026-11-22")
    assert origin(machine) == "Machine draft, not reviewed (libre, 22 November 2026)"
    assert mark(unit()) == "draft, not reviewed"
    assert mark(unit(origin="memory:a:1.1")) == "from the translation memory, not reviewed"
    assert mark(unit(state="reviewed", origin="libre")) == ""
    assert mark(unit(state="aligned")) == ""


def test_drafts_are_marked_and_counted(drafted: Settings) -> None:
    text = load_text(drafted, "wolken")
    assert counted(text) == [
        "1 machine draft not reviewed",
        "1 unit from the memory not reviewed",
        "1 draft not reviewed",
    ]
    written = page(text, drafted)
    assert written.count('class="seg seg--draft"') == 3
    assert '<span class="draft">1 of 2: machine draft, not reviewed</span>' in written
    assert '<span class="draft">2 of 3: from the translation memory, not reviewed</span>' in written
    assert "nobody has read them" in draft_notice(text)
    assert draft_notice(text) in written
    assert draft_notice(load_text(drafted, "zeichen"))


def test_a_reviewed_edition_says_nothing_of_drafts(mini: Settings) -> None:
    text = load_text(mini, "wolken")
    assert (counted(text), draft_notice(text)) == ([], "")
    assert "draft" not in page(text, mini)


def test_quotations_concordance_and_glossary_mark_drafts(drafted: Settings) -> None:
    text = load_text(drafted, "wolken")
    quoted = html.passage(text, Reference("wolken", "1.1", "1.1"), ["1.1"], LINKS)
    assert "machine draft, not reviewed" in words(quoted)
    edition = load_edition(drafted)
    assert "weighed? [machine draft, not reviewed]" in words(concordance(edition, PAGES, "g"))
    assert "machine draft, not reviewed" in words(glossary(edition, PAGES))


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def test_json_says_what_is_a_draft(drafted: Settings) -> None:
    listed = json.loads(
        list_text(load_text(drafted, "wolken"), "en", "segment", "json", speakers=False)
    )
    assert {entry["id"] for entry in listed if entry.get("state") == "draft"} == {
        "1.1", "2.1", "2.2",
    }  # fmt: skip


def test_the_public_is_told_what_is_missing(drafted: Settings) -> None:
    public = replace(drafted, audience="public")
    text = load_text(public, "zeichen")
    assert (text.withheld, text.held_for) == (True, "drafts")
    assert all(segment.text is None for row in text.rows for segment in row.segments)
    assert "holds drafts that nobody has reviewed. The public edition leaves" in page(text, public)
    quoted = html.passage(text, Reference("zeichen", "1.1", "1.1"), ["1.1"], LINKS)
    assert "is not part of the public edition, for its translation holds drafts" in words(quoted)
    searched = words(concordance(load_edition(public), PAGES, "g"))
    assert "Not reviewed yet, and so not searched here: Zeichen & Zahlen." in searched
    held = [(id_, reason) for id_, reason, _ in withheld_texts(public)]
    assert held == [("zeichen", "drafts"), ("wolken", "rights")]
    allowed = withheld_texts(replace(public, allow_drafts=True))
    assert [id_ for id_, *_ in allowed] == ["wolken"]
    shown = load_text(replace(public, allow_drafts=True), "zeichen")
    assert "Machine draft, not reviewed (deepl" in page(shown, replace(public, allow_drafts=True))


def test_no_form_calls_a_free_text_in_copyright_because_of_its_drafts(drafted: Settings) -> None:
    edition = load_edition(replace(drafted, audience="public"))
    (text,) = [one for one in edition.texts if one.held_for == "drafts"]
    made = [
        write_tei(text, edition, "a.xml").decode(),
        json.dumps(text_core(text, edition), ensure_ascii=False),
        _pages(write_epub(edition, read_imprint(), text)),
    ]
    for said in made:
        assert "copyright" not in said.lower()
        assert "reviewed" in said
    whole = _pages(write_epub(edition, read_imprint()))
    assert "Not reviewed yet, and left out of this public copy: Signs &amp; Numbers." in whole


def _pages(written: bytes) -> str:
    with ZipFile(BytesIO(written)) as archive:
        names = [name for name in archive.namelist() if name.endswith("xhtml")]
        return " ".join(archive.read(name).decode() for name in names)


def test_books_mark_drafts(drafted: Settings) -> None:
    edition = load_edition(drafted)
    printed = json.dumps(book(edition, edition.texts, "parallel", "2026-11-22"))
    assert printed.count("[machine draft, not reviewed]") == 2
    assert "1 machine draft not reviewed" in printed
    pages = _pages(write_epub(edition, read_imprint()))
    assert pages.count("[machine draft, not reviewed]") == 2
    assert "[draft, not reviewed]" in pages

"""Pages, EPUB, book and TEI say the same of a text: what each writer made is read and compared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import get_args

import pytest
from books import Opened
from conftest import DATA
from facts import Fact, of_kind
from facts_book import of_book
from facts_epub import of_epub
from facts_page import of_names, of_page
from facts_tei import of_tei
from generated import texts, without_original
from hypothesis import Phase, given, settings
from structured import structured
from test_golden import as_seen

from lesart.core.references import paragraph_of
from lesart.model import Bilingual, Edition, Language, Note, StyleKind, Text
from lesart.tasks.edition import Settings, load_edition
from lesart.view.targets import edition_targets
from lesart.write.epub.book import Imprint, write_epub
from lesart.write.html import page as html
from lesart.write.html.names import names
from lesart.write.pdf.book import book
from lesart.write.tei.document import write_tei

DATE = "2026-11-22"
MADE = Imprint(datetime(2026, 11, 22, tzinfo=UTC))
ALL = ("page", "epub", "book", "tei")
# Which writers say what. Of the terms, an EPUB links the first of each alone.
SAID = {
    "withheld": ALL,
    "gap": ALL,
    "gap says": ("page", "epub", "book"),
    "speaker": ALL,
    "draft": ALL,
    "draft says": ("page", "epub", "book"),
    "unsure": ALL,
    "emended": ALL,
    "term": ("page", "book", "tei"),
    "first term": ("page", "epub", "book"),
    "name": ALL,
    "name in note": ("page", "epub", "tei"),
    "call": ALL,
    "number": ("epub", "book"),
    "shape": ALL,
    "line": ALL,
    "style": ALL,
    "own call": ALL,
    "own number": ALL,
}
# What few texts have.
RARE = {"shape", "line", "style", "own call", "own number"}
ONE_SIDED: list[tuple[str, Language]] = [("german", "de"), ("english", "en")]


def setting_of(edition: Edition) -> html.NoteSetting:
    """Give what surrounds the notes of an edition."""
    pages = {one.record.id: f"{one.record.id}.md" for one in edition.texts}
    return html.NoteSetting(edition_targets(edition, pages, "glossary.md"))


def said_of(text: Text, edition: Edition) -> dict[str, set[Fact]]:
    """Let every writer write a text, and read what each says."""
    id_ = text.record.id
    pages = {one.record.id: f"{one.record.id}.md" for one in edition.texts}
    page = html.text_page(text, html.Links(glossary="glossary.md"), setting_of(edition))
    index = names(edition, pages, "glossary.md")
    return {
        "page": of_page(page) | of_names(index, id_),
        "epub": of_epub(Opened(write_epub(edition, MADE)), id_),
        "book": of_book(book(edition, edition.texts, "parallel", DATE), id_),
        "tei": of_tei(write_tei(text, edition, f"downloads/{id_}.tei.xml")),
    }


def compared(facts: set[Fact], kind: str) -> list[Fact]:
    """Pick the facts of a kind; the book sets a title as a heading, and marks nothing in it."""
    found = of_kind(facts, kind)
    return [f for f in found if not any(str(part).partition("#")[0] == "title" for part in f)]


def agree(said: dict[str, set[Fact]]) -> None:
    """Compare what the writers say, kind by kind."""
    withheld = ("withheld",) in said["page"]
    first_words = any(fact[-1] == "not at hand" for fact in of_kind(said["page"], "gap"))
    for kind, saying in SAID.items():
        writers = [one for one in saying if one != "book" or kind != "name" or not first_words]
        # Where names stand is known of a withheld text too, and a site lists it; the index of a
        # book leads to pages on which they can be read, so without the original to fewer.
        if not (withheld and kind in ("name", "name in note", "number")):
            found = {writer: compared(said[writer], kind) for writer in writers}
            assert found == dict.fromkeys(writers, found[writers[0]]), kind


def agree_on_one_side(text: Text, edition: Edition) -> None:
    """Compare the page and the book as they show one side alone."""
    page = html.text_page(text, html.Links(glossary="glossary.md"), setting_of(edition))
    for layout, side in ONE_SIDED:
        book_facts = of_book(book(edition, edition.texts, layout, DATE), text.record.id)
        page_facts = of_page(page, [side])
        for kind in (
            "call",
            "own call",
            "gap",
            "term",
            "first term",
            "emended",
            "speaker",
            "style",
        ):
            assert compared(page_facts, kind) == compared(book_facts, kind), (layout, kind)
        if not text.withheld:
            called = {fact[-1] for fact in of_kind(book_facts, "call", "title call")}
            assert called == {note.id for note in text.notes}


@pytest.mark.parametrize("sight", ["private", "missing", "public"])
@pytest.mark.parametrize("name", ["wolken", "zeichen"])
def test_the_writers_agree(mini: Settings, name: str, sight: str) -> None:
    edition = load_edition(as_seen(mini, sight))
    (text,) = (one for one in edition.texts if one.record.id == name)
    agree(said_of(text, edition))
    agree_on_one_side(text, edition)


def test_what_is_compared_is_there(mini: Settings) -> None:
    edition = load_edition(mini)
    said = said_of(edition.texts[1], edition)
    for writer, facts in said.items():
        kinds = {kind for kind, writers in SAID.items() if writer in writers}
        found = {fact[0] for fact in facts}
        assert kinds - found <= {"withheld", "draft", "draft says", "unsure", *RARE}, writer
    assert of_kind(said["page"], "call")[0] == ("call", "de", "1.1", 22, "1.1a")
    assert len(of_kind(said["page"], "call")) == 10
    public = load_edition(replace(mini, audience="public"))
    withheld = said_of(public.texts[1], public)
    assert [("withheld",) in facts for facts in withheld.values()] == [True] * 4


def bare(edition: Edition) -> Edition:
    """Take out of an edition the prose that links to its sentences and notes."""
    word = Bilingual("Ein Wort.", "A word.")
    glossary = tuple(replace(term, definition=word) for term in edition.glossary)
    texts_ = tuple(replace(t, textual=None, terms=glossary) for t in edition.texts)
    return replace(edition, glossary=glossary, texts=texts_, corrections=())


BARE = bare(load_edition(Settings(DATA / "mini", (DATA / "mini-originals",), "private")))


FORMS: dict[str, Callable[[Note], Note]] = {
    "both": lambda note: note,
    "german": lambda note: replace(note, english=""),
    "english": lambda note: replace(note, german=""),
    "paragraph": lambda note: replace(note, at=paragraph_of(note.at)),
    "not found": lambda note: replace(note, german="nirgends", english="nowhere"),
    "none": lambda note: replace(note, german="", english=""),
    "paragraph, none": lambda note: replace(note, at=paragraph_of(note.at), german="", english=""),
}


@pytest.mark.parametrize("translated", [True, False])
@pytest.mark.parametrize("at_hand", [True, False])
@pytest.mark.parametrize("form", FORMS)
def test_the_writers_agree_on_notes_of_any_form(form: str, at_hand: bool, translated: bool) -> None:
    text = BARE.texts[1]
    lost = replace(text.notes[0], id="3a", at="3")
    text = replace(text, notes=tuple(FORMS[form](note) for note in (*text.notes, lost)))
    if not translated:
        text = replace(text, rows=tuple(replace(row, units=()) for row in text.rows))
    if not at_hand:
        text = without_original(text)
    edition = replace(BARE, texts=(BARE.texts[0], text))
    said = said_of(text, edition)
    agree(said)
    agree_on_one_side(text, edition)
    assert {fact[-1] for fact in of_kind(said["tei"], "call")} == {note.id for note in text.notes}


@settings(max_examples=30, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(texts(BARE.texts[1]))
@pytest.mark.slow
def test_the_writers_agree_on_any_text(text: Text) -> None:
    edition = replace(BARE, texts=(BARE.texts[0], text))
    said = said_of(text, edition)
    agree(said)
    agree_on_one_side(text, edition)
    assert {fact[-1] for fact in of_kind(said["page"], "call")} == {note.id for note in text.notes}
    assert len(of_kind(said["page"], "emended")) == sum(
        len(segment.marks) for row in text.rows for segment in row.segments
    )


@pytest.mark.parametrize("at_hand", [True, False])
def test_the_writers_agree_on_every_role_and_style(at_hand: bool) -> None:
    text = structured(BARE.texts[1])
    text = text if at_hand else without_original(text)
    edition = replace(BARE, texts=(BARE.texts[0], text))
    said = said_of(text, edition)
    agree(said)
    agree_on_one_side(text, edition)
    page = said["page"]
    assert {fact[-1] for fact in of_kind(page, "shape")} == {
        "heading 1", "heading 2", "verse", "item", "quote"
    }  # fmt: skip
    assert ("line", "4.3", 2) in page or not at_hand
    if at_hand:
        assert {fact[-1] for fact in of_kind(page, "style")} == set(get_args(StyleKind))
        assert [fact for fact in of_kind(page, "own call") if fact[2].startswith("4.")] == [
            ("own call", "de", "4.2", 20, "fn2"),
            ("own call", "en", "4.2", 40, "fn2"),
        ]


def test_the_writers_agree_on_the_real_texts(real: Settings) -> None:
    edition = load_edition(real)
    for text in edition.texts:
        agree(said_of(text, edition))
        agree_on_one_side(text, edition)

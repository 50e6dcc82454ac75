"""Pages, EPUB, book and TEI say the same of a text: what each writer made is read and compared."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from books import Opened
from facts import Fact, of_kind
from facts_book import of_book
from facts_epub import of_epub
from facts_page import of_names, of_page
from facts_tei import of_tei
from test_golden import as_seen

from lesart.model import Edition, Text
from lesart.pipeline import Settings, load_edition
from lesart.render import html
from lesart.render.epub import Imprint, write_epub
from lesart.render.html_names import names
from lesart.render.targets import edition_targets
from lesart.render.tei import write_tei
from lesart.render.typst import book

DATE = "2026-11-22"
MADE = Imprint(datetime(2026, 11, 22, tzinfo=UTC))
ALL = ("page", "epub", "book", "tei")
# Which writers say what. Of the terms an EPUB links the first alone; where words are both emended
# and a term, the book alone counts the term.
SAID = {
    "withheld": ALL,
    "gap": ALL,
    "gap says": ("page", "epub", "book"),
    "speaker": ALL,
    "draft": ALL,
    "draft says": ("page", "epub", "book"),
    "unsure": ("page", "epub", "tei"),
    "emended": ALL,
    "term": ("page", "book", "tei"),
    "first term": ("page", "epub", "book"),
    "name": ALL,
    "name in note": ("page", "epub", "tei"),
    "call": ("page", "epub", "book"),
}


def said_of(text: Text, edition: Edition) -> dict[str, set[Fact]]:
    """Let every writer write a text, and read what each says."""
    id_ = text.record.id
    pages = {one.record.id: f"{one.record.id}.md" for one in edition.texts}
    targets = edition_targets(edition, pages, "glossary.md")
    setting = html.NoteSetting(targets)
    page = html.text_page(text, html.Links(glossary="glossary.md"), setting)
    index = names(edition, pages, "glossary.md")
    return {
        "page": of_page(page) | of_names(index, id_),
        "epub": of_epub(Opened(write_epub(edition, MADE)), id_),
        "book": of_book(book(edition, edition.texts, "parallel", DATE), id_),
        "tei": of_tei(write_tei(text, edition, f"downloads/{id_}.tei.xml")),
    }


def compared(facts: set[Fact], kind: str) -> list[Fact]:
    """Pick the facts of a kind; the book sets a title as a heading, and marks nothing in it."""
    emended = [fact[1:4] for fact in of_kind(facts, "emended")]
    return [
        fact
        for fact in of_kind(facts, kind)
        if not any(str(part).partition("#")[0] == "title" for part in fact)
        and not ("term" in kind and fact[2:5] in emended)
    ]


def agree(said: dict[str, set[Fact]]) -> None:
    """Compare what the writers say, kind by kind."""
    withheld = ("withheld",) in said["page"]
    first_words = any(fact[-1] == "not at hand" for fact in of_kind(said["page"], "gap"))
    for kind, saying in SAID.items():
        # The book calls notes behind first words as well.
        writers = ("page", "epub") if kind == "call" and first_words else saying
        # Where names stand is known of a withheld text too, and a site lists it.
        if not (withheld and kind.startswith("name")):
            found = {writer: compared(said[writer], kind) for writer in writers}
            assert found == dict.fromkeys(writers, found[writers[0]]), kind


@pytest.mark.parametrize("sight", ["private", "missing", "public"])
@pytest.mark.parametrize("name", ["wolken", "zeichen"])
def test_the_writers_agree(mini: Settings, name: str, sight: str) -> None:
    edition = load_edition(as_seen(mini, sight))
    (text,) = (one for one in edition.texts if one.record.id == name)
    agree(said_of(text, edition))


def test_what_is_compared_is_there(mini: Settings) -> None:
    edition = load_edition(mini)
    said = said_of(edition.texts[1], edition)
    for writer, facts in said.items():
        kinds = {kind for kind, writers in SAID.items() if writer in writers}
        found = {fact[0] for fact in facts}
        assert kinds - found <= {"withheld", "draft", "draft says", "unsure"}, writer
    assert of_kind(said["page"], "call")[0] == ("call", "de", "1.1", 22, "1.1a")
    assert len(of_kind(said["page"], "call")) == 10
    public = load_edition(replace(mini, audience="public"))
    withheld = said_of(public.texts[1], public)
    assert [("withheld",) in facts for facts in withheld.values()] == [True] * 4

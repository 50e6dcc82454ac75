"""EPUBs: whole, sound, the same for the same input, and nothing in them that may not be."""

from __future__ import annotations

import json
import re
import struct
import zipfile
from dataclasses import astuple, replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from books import Opened, X
from command import run
from epub_validity import epubcheck
from test_html import HOSTILE
from test_site import restricted_runs, runs_of

from lesart.core.findings import EditionError
from lesart.model import (
    Bilingual,
    Edition,
    Person,
    Rights,
    Row,
    Segment,
    Text,
    Title,
    TranslationUnit,
)
from lesart.site import downloads
from lesart.tasks.copy_facts import read_imprint
from lesart.tasks.edition import Settings, load_edition
from lesart.write.epub import text as epub_text
from lesart.write.epub.book import Imprint, write_epub

MADE = Imprint(datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC))
WOLKEN, NOTES = "EPUB/texts/wolken.xhtml", "EPUB/texts/wolken_notes.xhtml"

NOTES_MD = """\
## lead.2a „Maße“ = ‘measures’

kind: language

A *Maß* is no [scale](term:waage); see [the next note](note:wolken/2.2a) and
[the preface](zeichen:1.1).

## 2.2a „Online-Liste“ = ‘online list’

kind: correction
source: korn2018 – page 4, seen in Jena
source: general knowledge – everybody says so

The list was kept on paper [@korn2018, 4].

Its keeper called it 云.

## 2.2b „Wetterdienst“

kind: context

An office with two windows.

## 3a „Frage“

kind: fact
source: general knowledge – nobody asked

Nobody remembers the question.

## 4.2a ‘overlooks’

kind: translation

The German turns away, the English looks over.
"""
CORRECTIONS_MD = """\
1. **No list of clouds**
   There was no *list* [@korn2018].
   Told in: [the note](note:wolken/2.2a).
   Places: [wolken 2.2](wolken:2.2), [4.1](wolken:4.1).
"""
TEXTUAL_MD = """\
# de

Der Zeuge A ist ein Abdruck; siehe [2.2](wolken:2.2).

# en

Witness A is a printing; see [2.2](wolken:2.2).
"""
KEPT = """\
kept:
  - {at: "4.2", reading: zu viel, considered: zuviel, reason: the spelling of its day}
"""
WORKS = [
    {
        "id": "korn2018",
        "type": "book",
        "title": "Clouds & Scales",
        "author": [{"family": "Korn", "given": "Ada"}],
        "issued": {"date-parts": [[2018]]},
        "publisher": "Himmel",
    },
    {"id": "uncited1900", "type": "book", "title": "Never Cited"},
]


@pytest.fixture
def noted(mini: Settings) -> Settings:
    """Give the tiny edition with notes, a correction, a textual introduction and works."""
    folder = mini.root / "source_texts"
    (folder / "wolken/notes.md").write_text(NOTES_MD, "utf-8")
    (folder / "wolken/textual.md").write_text(TEXTUAL_MD, "utf-8")
    (folder / "corrections.md").write_text(CORRECTIONS_MD, "utf-8")
    (folder / "bibliography.json").write_text(json.dumps(WORKS), "utf-8")
    recipe = folder / "wolken/recipe.yml"
    written = recipe.read_text("utf-8").partition("kept:")[0]
    recipe.write_text(written + KEPT, "utf-8")
    return mini


def opened(settings: Settings, name: str = "", imprint: Imprint = MADE) -> Opened:
    """Write and open the EPUB of an edition, or of one text."""
    edition = load_edition(settings)
    text = next((one for one in edition.texts if one.record.id == name), None)
    return Opened(write_epub(edition, imprint, text))


def hostile(edition: Edition) -> Edition:
    """Put hostile words in the place of all sentences, names and titles."""

    def words(number: int) -> str:
        return f"{number} {HOSTILE[number % len(HOSTILE)]} \ufffe{number}"

    def row(row: Row, base: int) -> Row:
        segments = tuple(Segment(s.id, words(base + n), "") for n, s in enumerate(row.segments))
        units = tuple(
            TranslationUnit(u.ids, u.segments, words(base + 50 + n))
            for n, u in enumerate(row.units)
        )
        return replace(row, segments=segments, units=units)

    def text(text: Text) -> Text:
        nasty = Bilingual(HOSTILE[0], HOSTILE[6])
        record = replace(text.record, title=nasty, authors=(Person(HOSTILE[1], HOSTILE[3]),))
        rows = tuple(row(one, 1000 + 100 * n) for n, one in enumerate(text.rows))
        return replace(text, record=record, rows=rows)

    return replace(edition, texts=tuple(map(text, edition.texts)))


# What stands in it

QUOTES = str.maketrans(dict.fromkeys("‘’“”„", "'"))


def missing_words(edition: Edition, book: Opened) -> list[str]:
    """List what the edition holds and the words of the book do not."""
    said = " ".join(book.text.split())
    wanted: list[str] = []
    for text in edition.texts:
        rows = [row for row in text.rows if row.role != "title" or text.original == "present"]
        wanted += [words(s) for row in rows for s in row.segments if s.text or s.incipit]
        wanted += [unit.text for row in rows for unit in row.units]
        wanted += [w for note in text.notes for w in (note.german, note.english)]
        wanted += [source.said for note in text.notes for source in note.sources]
        for entry in text.apparatus:
            wanted += [entry.reading.replace("\n", " ↵ "), entry.emended]
        bodies = [note.body for note in text.notes] + [entry.reason for entry in text.apparatus]
        bodies += [text.textual.de, text.textual.en] if text.textual else []
        wanted += [words for body in bodies for words in unmarked(body)]
    wanted += [one.lemma for one in edition.glossary]
    wanted += [r for one in edition.glossary for r in one.english.preferred]
    definitions = [words for one in edition.glossary for words in astuple(one.definition)]
    bodies = [*definitions, *(one.body for one in edition.corrections)]
    wanted += [words for body in bodies for words in unmarked(body)]
    wanted += [str(work.item["title"]) for work in edition.works]
    # The style turns the quotation marks within a title.
    said = said.translate(QUOTES)
    return [one for one in wanted if " ".join(one.split()).translate(QUOTES) not in said]


def unmarked(prose: str) -> list[str]:
    """Give the words of prose between its marks."""
    return re.split(r"\[@[^\]]*\]|\[|\]\([^)]*\)|\*|\n\s*\n", prose)


def words(segment: Segment) -> str:
    """Give the words of a segment, or those that stand for it."""
    return segment.text if segment.text is not None else f"{segment.incipit} …"


def without_calls(book: Opened) -> Opened:
    """Take the calls of notes off, which stand within sentences."""
    for page in book.pages.values():
        for parent in page.iter():
            for child in [c for c in parent if c.get("class") == "call"]:
                before = list(parent)[: list(parent).index(child)]
                if before:
                    before[-1].tail = (before[-1].tail or "") + (child.tail or "")
                else:
                    parent.text = (parent.text or "") + (child.tail or "")
                parent.remove(child)
    return book


@pytest.mark.parametrize("at_hand", [True, False])
def test_nothing_is_lost(noted: Settings, at_hand: bool) -> None:
    settings = noted if at_hand else replace(noted, originals=())
    assert missing_words(load_edition(settings), without_calls(opened(settings))) == []


def test_nothing_of_the_real_edition_is_lost(real: Settings) -> None:
    book = opened(real)
    assert book.broken() == []
    edition = load_edition(real)
    notes = sum(len(text.notes) for text in edition.texts)
    assert len(book.typed("footnote")) == notes > 90
    assert missing_words(edition, without_calls(book)) == []


def test_every_note_is_a_pop_up_called_at_its_words(noted: Settings) -> None:
    book = opened(noted)
    notes = load_edition(noted).texts[1].notes
    assert [one.get("role") for one in book.typed("footnote")] == ["doc-footnote"] * len(notes)
    bodies = " ".join("".join(one.itertext()) for one in book.typed("footnote"))
    for said in ("Its keeper called it 云.", "page 4, seen in Jena", "General knowledge",
                 "(Korn 2018, 4)", "correction\xa01", "Nobody remembers"):  # fmt: skip
        assert said in bodies
    assert book.by_id(WOLKEN, "p2.2").startswith("Der Wetterdienst2 hat am 4. Juni eine Online-Li")
    assert "Online-Liste3" in book.by_id(WOLKEN, "p2.2")
    assert "online list3 ‘that" in book.by_id(WOLKEN, "p2.2-en")
    # A note that names words of one language is called in this one alone.
    assert book.by_id(WOLKEN, "p2.2-en").endswith("cloud’.")
    assert "5" not in book.by_id(WOLKEN, "p4.2")
    assert book.by_id(WOLKEN, "p4.2-en").endswith("overlooks5 the sky.")
    assert book.by_id(WOLKEN, "p3-de").endswith("]4")
    assert book.by_id(WOLKEN, "p3-en").endswith("]")
    backs = [one.get("href") for one in book.typed("backlink")]
    assert len(backs) == len(set(backs)) == len(notes) + 3


def test_emendations_terms_and_citations_are_links(noted: Settings) -> None:
    book = opened(noted)
    page = book.pages[WOLKEN]
    emended = [a for a in page.iter(f"{X}a") if a.get("class") == "emended"]
    assert ["".join(a.itertext()) for a in emended] == ["Wetterdienst", "Online-Liste", "Wind- und"]
    assert emended[0].get("href") == "wolken_notes.xhtml#emended-2.2-1"
    assert "zu viel" in book.by_id(NOTES, "kept-1")
    assert "raw line 21" in book.by_id(NOTES, "omitted-21")
    references = [a.get("href") for a in book.typed("glossref")]
    assert "../glossary.xhtml#waage" in references
    cited = [a.get("href") for a in book.typed("biblioref")]
    assert {"../bibliography.xhtml#korn2018", "bibliography.xhtml#korn2018"} == set(cited)
    assert len(book.typed("glossterm")) == len(book.typed("glossdef")) == 4
    chinese = [e for p in book.pages.values() for e in p.iter() if e.get("lang") == "zh-Hans"]
    assert {e.text for e in chinese} == {"云", "气象局"}


def test_languages_stand_on_their_words(noted: Settings) -> None:
    book = opened(noted)
    xml = "{http://www.w3.org/XML/1998/namespace}lang"
    for page in book.pages.values():
        assert all(e.get("lang") == e.get(xml) for e in page.iter())
    pair = next(e for e in book.pages[WOLKEN].iter() if e.get("class") == "pair pair--turn")
    assert [(e.tag.removeprefix(X), e.get("lang")) for e in pair] == [
        ("span", None),
        ("p", "de"),
        ("p", "en"),
    ]


def test_the_page_list_names_every_paragraph(noted: Settings) -> None:
    edition = load_edition(noted)
    expected = [
        (f"{text.record.id}:{row.id}", f"texts/{text.record.id}.xhtml#p{row.id}")
        for text in edition.texts
        for row in text.rows
        if row.id.isdigit()
    ]
    assert opened(noted).nav("page-list") == expected
    assert [words for words, _ in opened(noted, "wolken").nav("page-list")] == ["1", "2", "3", "4"]
    assert len(opened(noted).typed("pagebreak")) == len(expected)


def test_the_metadata_of_a_text(noted: Settings) -> None:
    book = opened(noted, "wolken")
    assert book.names("language") == ["de", "en"]
    assert book.names("title") == ["Vom Wiegen der Wolken", "On Weighing Clouds"]
    assert book.names("creator") == ["Ada Korn"]
    assert book.names("contributor") == ["Tom Reed", "The Testers"]
    assert book.meta("role") == ["aut", "trl", "edt"]
    assert book.meta("dcterms:modified") == ["2026-03-04T05:06:07Z"]
    assert book.meta("schema:accessibilityHazard") == ["none"]
    assert "pageNavigation" in book.meta("schema:accessibilityFeature")
    kinds = [words for words, _ in book.nav("landmarks")]
    assert kinds[:4] == ["Contents", "Cover", "Title page", "Texts"]
    assert kinds[4:] == ["Glossary", "Bibliography", "Index of names"]


def test_what_a_record_leaves_open_leaves_no_gap(noted: Settings) -> None:
    edition = load_edition(noted)
    texts = tuple(
        replace(text, record=replace(text.record, authors=(), rights=Rights("CC0", "")))
        for text in edition.texts
    )
    book = Opened(write_epub(replace(edition, texts=texts), MADE))
    assert "Vom Wiegen der Wolken: CC0 1.0." in book.names("rights")
    assert ": Vom Wiegen" not in "".join(book.pages["EPUB/title.xhtml"].itertext())
    (cover,) = book.pages["EPUB/cover.xhtml"].iter(f"{X}img")
    assert cover.get("alt") == "Cover: Kleine Ausgabe, Tiny Edition."


@pytest.mark.parametrize("times", [1, 40, 2000])
def test_the_cover_is_one_picture_whatever_the_title(noted: Settings, times: int) -> None:
    edition = load_edition(noted)
    title = Title("Eine sehr lange Ausgabe " * times, "A very long edition " * times)
    book = Opened(write_epub(replace(edition, record=replace(edition.record, title=title)), MADE))
    assert struct.unpack(">II", book.files["EPUB/cover.png"][16:24]) == (1200, 1920)


def test_the_cover_shows_chinese(noted: Settings) -> None:
    edition = load_edition(noted)
    covers = set()
    for words in ("云", "气", "\ue000"):  # the last one stands in no face
        record = replace(edition.record, title=Title(words, words))
        book = Opened(write_epub(replace(edition, record=record), MADE))
        covers.add(book.files["EPUB/cover.png"])
    assert len(covers) == 3


def test_the_index_of_names_leads_to_sentences_and_notes(noted: Settings) -> None:
    page = opened(noted).pages["EPUB/names.xhtml"]
    entries = {entry.get("id"): entry for entry in page.iter(f"{X}li")}
    assert list(entries) == ["jena", "korn", "wetterdienst"]
    links = [link.get("href") for link in entries["wetterdienst"].iter(f"{X}a")]
    assert links == [
        "texts/wolken.xhtml#p2.2", "texts/wolken.xhtml#p2.3", "texts/wolken_notes.xhtml#n2.2b"
    ]  # fmt: skip
    said = "".join(entries["wetterdienst"].itertext())
    assert said.startswith("weather service (Wetterdienst), an office that counts. wolken 2.2, ")


def test_a_book_of_one_text_holds_what_it_needs(noted: Settings) -> None:
    alone = opened(noted, "zeichen")
    assert alone.broken() == []
    assert [e.get("id") for e in alone.typed("glossterm")] == ["zeichen"]
    assert "EPUB/bibliography.xhtml" not in alone.files
    book = opened(noted, "wolken")
    assert "Clouds & Scales" in book.text
    assert "Never Cited" not in book.text
    assert "the preface." in book.text
    assert not any("zeichen" in a.get("href", "") for p in book.pages.values() for a in p.iter())
    there = opened(noted, "wolken", replace(MADE, address="https://lesart.example/"))
    links = [a.get("href") for page in there.pages.values() for a in page.iter(f"{X}a")]
    assert "https://lesart.example/texts/zeichen/#p1.1" in links


# What may not stand in it


@pytest.mark.parametrize("name", ["", "wolken"])
def test_in_public_neither_side_of_a_restricted_text(noted: Settings, name: str) -> None:
    book = opened(replace(noted, audience="public"), name)
    held = load_edition(noted).texts[1]
    sides = [s.text or "" for row in held.rows[1:] for s in row.segments]
    sides += [unit.text for row in held.rows[1:] for unit in row.units]
    said = without_calls(Opened(book.data)).text
    assert [words for words in sides if words in said] == []
    assert "The text is in copyright" in book.text
    assert "An office with two windows." in book.text
    assert book.broken() == []
    assert [w for w, _ in book.nav("page-list")][-1].endswith("4")


def test_a_copy_is_private_only_where_it_holds_what_may_not_be_passed_on(noted: Settings) -> None:
    for name, is_private in ("", True), ("wolken", True), ("zeichen", False):
        book = opened(noted, name)
        assert ("A private reading copy" in book.text) is is_private
        assert any("private" in said for said in book.names("rights")) is is_private


def test_in_public_nothing_of_the_real_texts(real: Settings) -> None:
    book = opened(replace(real, audience="public"))
    found = runs_of(re.findall(r"[^\W\d_]+", book.text.casefold()))
    assert not found & restricted_runs(real, ["siemons", "heilmann"])
    assert found & restricted_runs(real, ["einleitung"])


def test_without_the_original_only_its_first_words(noted: Settings) -> None:
    book = opened(replace(noted, originals=()), "wolken")
    assert book.by_id(WOLKEN, "p1.1") == "Kann man Wolken …"
    full = [s.text or "" for row in load_edition(noted).texts[1].rows[1:] for s in row.segments]
    assert [words for words in full if len(words.split()) > 5 and words in book.text] == []


# Whole, sound, the same


def test_hostile_words_come_out_as_they_went_in(noted: Settings) -> None:
    edition = hostile(load_edition(noted))
    book = Opened(write_epub(edition, MADE))
    said = without_calls(book).text
    for text in edition.texts:
        for row in text.rows:
            for segment in row.segments:
                assert (segment.text or "").replace("\ufffe", "\ufffd") in said
            for unit in row.units:
                assert unit.text.replace("\ufffe", "\ufffd") in said
    assert book.names("title") == [edition.record.title.en, edition.record.title.de]
    assert f"{HOSTILE[3]} {HOSTILE[1]}" in book.names("creator")
    assert not [e for page in book.pages.values() for e in page.iter(f"{X}script")]


def test_the_reason_of_an_emendation_is_no_markup(noted: Settings) -> None:
    edition = load_edition(noted)
    reason = "*so* the [witness](javascript:x) has it [@nobody]"
    entries = tuple(replace(one, reason=reason) for one in edition.texts[1].apparatus)
    texts = (edition.texts[0], replace(edition.texts[1], apparatus=entries))
    corrections = tuple(replace(one, title="A *list*") for one in edition.corrections)
    book = Opened(write_epub(replace(edition, texts=texts, corrections=corrections), MADE))
    assert reason in book.by_id(NOTES, entries[0].id)
    assert "1. A *list*" in "".join(book.pages["EPUB/corrections.xhtml"].itertext())


def test_the_same_input_gives_the_same_bytes(noted: Settings) -> None:
    edition = load_edition(noted)
    assert write_epub(edition, MADE) == write_epub(load_edition(noted), MADE)
    later = Imprint(datetime(2026, 3, 5, tzinfo=UTC))
    assert write_epub(edition, later) != write_epub(edition, MADE)
    assert Opened(write_epub(edition, later)).names("identifier") == Opened(
        write_epub(edition, MADE)
    ).names("identifier")


def test_the_archive(noted: Settings) -> None:
    data = write_epub(load_edition(noted), MADE)
    assert data[30:58] == b"mimetypeapplication/epub+zip"
    with zipfile.ZipFile(BytesIO(data)) as archive:
        entries = archive.infolist()
    assert {entry.date_time for entry in entries} == {(2026, 3, 4, 5, 6, 6)}
    names = [entry.filename for entry in entries[1:]]
    assert names == sorted(names)


@pytest.mark.parametrize("name", ["", "wolken", "zeichen"])
def test_all_links_lead_somewhere(noted: Settings, name: str) -> None:
    assert opened(noted, name).broken() == []


def test_a_long_text_lies_in_several_files(
    noted: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(epub_text, "PART", 100)
    book = opened(noted)
    assert sum(name.startswith("EPUB/texts/wolken") for name in book.files) > 3
    assert book.broken() == []
    assert [words for words, _ in book.nav("toc")].count(
        "Vom Wiegen der Wolken On Weighing Clouds"
    ) == 1


def test_a_link_to_no_note_stops(noted: Settings) -> None:
    path = noted.root / "source_texts/wolken/notes.md"
    path.write_text(NOTES_MD.replace("note:wolken/2.2a", "note:wolken/9.9a"), "utf-8")
    with pytest.raises(EditionError, match=r"U002.*wolken#.*9.9a.* leads nowhere"):
        opened(noted)


def test_an_id_that_stands_twice_stops(noted: Settings) -> None:
    edition = load_edition(noted)
    text = edition.texts[1]
    doubled = replace(text, notes=(*text.notes, text.notes[0]))
    with pytest.raises(EditionError, match=r"U001.*lead.2a.* stands twice"):
        write_epub(replace(edition, texts=(edition.texts[0], doubled)), MADE)


# EPUBCheck


@pytest.mark.java
@pytest.mark.parametrize("sight", ["private", "public", "wolken", "hostile"])
def test_epubcheck_says_nothing(noted: Settings, tmp_path: Path, sight: str) -> None:
    settings = replace(noted, audience="public") if sight == "public" else noted
    edition = load_edition(settings)
    edition = hostile(edition) if sight == "hostile" else edition
    text = edition.texts[1] if sight == "wolken" else None
    path = tmp_path / "book.epub"
    path.write_bytes(write_epub(edition, MADE, text))
    assert epubcheck(path) == []


@pytest.mark.java
def test_epubcheck_finds_what_is_broken(noted: Settings, tmp_path: Path) -> None:
    book = opened(noted)
    path = tmp_path / "book.epub"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in book.files.items():
            archive.writestr(name, data.replace(b'id="p3"', b'id="p4"'))
    assert any(message.startswith("RSC-") for message in epubcheck(path))


@pytest.mark.java
@pytest.mark.parametrize("audience", ["private", "public"])
def test_epubcheck_says_nothing_on_the_real_edition(
    real: Settings, tmp_path: Path, audience: str
) -> None:
    settings = real if audience == "private" else replace(real, audience="public")
    path = tmp_path / "book.epub"
    path.write_bytes(write_epub(load_edition(settings), MADE))
    assert epubcheck(path) == []


# Around it


def test_the_command(noted: Settings, tmp_path: Path) -> None:
    done = run(noted, "epub", "wolken", "zeichen", "--audience", "public", "-o", str(tmp_path))
    assert done.returncode == 0
    assert [Path(line).name for line in done.stdout.splitlines()] == ["wolken.epub", "zeichen.epub"]
    assert "wolken: left out, because the text is in copyright, and no permission" in done.stderr
    assert run(noted, "epub").stdout == "edition.epub\n"
    whole = Opened((noted.root / "edition.epub").read_bytes())
    assert "Kann man Wolken" in whole.text
    assert run(noted, "epub", "nothing").returncode == 2
    assert run(noted, "epub", "wolken", "zeichen", "-o", str(tmp_path / "x")).returncode == 2
    assert run(noted, "epub", "-o", str(tmp_path / "no/x.epub")).returncode == 2


def test_the_imprint_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    imprint = read_imprint("https://lesart.example/zwei")
    assert imprint.made == datetime(2001, 9, 9, 1, 46, 40, tzinfo=UTC)
    assert imprint.address == "https://lesart.example/zwei/"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(EditionError, match=r"F006.*“yesterday” is not a time"):
        read_imprint()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    with pytest.raises(EditionError, match="U004"):
        read_imprint("javascript:x")


def test_a_site_offers_books(noted: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    edition = load_edition(replace(noted, audience="public"))
    made = dict(downloads.files(edition))
    assert {"downloads/edition.epub", "downloads/wolken.epub"} <= set(made)
    assert "Can clouds be weighed?" not in Opened(made["downloads/wolken.epub"]).text
    assert "downloads/wolken.epub" in [f["href"] for f in downloads.offered(edition.texts[1])]
    home = downloads.offered_with_edition(edition, downloads.HOME)
    assert "downloads/edition.epub" in [f["href"] for f in home]

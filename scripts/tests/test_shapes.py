"""A text with every role and style in each format: what it is, and that its links arrive."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring, tostring

import pytest
from books import Opened
from facts import having
from generated import texts
from hypothesis import Phase, given, settings
from lxml import etree
from pdf_reading import read, verdicts
from structured import structured
from test_agreement import BARE, MADE, setting_of
from test_epub import epubcheck
from test_golden import compare, written
from test_tei import POINTERS, WRAPPER, faults, schema

from lesart.model import AuthorCall, Edition, Row, Segment, Style, Text
from lesart.site.search_index import read_page
from lesart.view.author_calls import called_at, note_numbers, place_author_calls
from lesart.view.listing import list_text
from lesart.view.runs import Over, Run, cut, pieces
from lesart.view.structure import heading_depths
from lesart.write.data.dts import files
from lesart.write.data.json_text import write_json
from lesart.write.epub.book import write_epub
from lesart.write.html import page as html
from lesart.write.pdf.book import book
from lesart.write.pdf.typesetting import print_book
from lesart.write.pdf.volumes import volumes
from lesart.write.tei.document import Passages, write_tei

__all__ = ["schema"]
TEXT = structured(BARE.texts[1])
EDITION = replace(BARE, texts=(BARE.texts[0], TEXT))
HERE = "downloads/wolken.tei.xml"


def withheld(text: Text) -> Text:
    """Take all words of a text away, as its audience may see neither side."""
    rows = tuple(
        replace(
            row,
            units=(),
            segments=tuple(
                replace(s, text=None, marks=(), styles=(), calls=()) for s in row.segments
            ),
        )
        for row in text.rows
    )
    held = replace(text.held, original="rights", translation="rights")
    return replace(text, rows=rows, original="missing", held_for="rights", held=held)


def page_of(text: Text, edition: Edition = EDITION) -> Element:
    """Render the page of a text."""
    links = html.Links(glossary="glossary.md")
    return fromstring(tostring(html.text_page(text, links, setting_of(edition)), "unicode"))


def row_of(id_: str) -> Row:
    """Find a row of the text."""
    return next(row for row in TEXT.rows if row.id == id_)


# The view


def test_a_heading_never_skips_a_depth() -> None:
    levels = [("h1", 2), ("h2", 3), ("h3", 1), ("h4", 3), ("h5", 2)]
    rows = tuple(Row(id_, "heading", "", (), (), level) for id_, level in levels)
    assert [*heading_depths(replace(TEXT, rows=rows)).values()] == [1, 2, 1, 2, 2]


def test_styles_cut_no_runs_and_overlap() -> None:
    styles = (Style(1, 4, "bold"), Style(3, 6, "italic"), Style(5, 99, "bold"))
    runs = cut("abcdef", over=Over(styles))
    assert [run.words for run in runs] == ["abcdef"]
    assert [(p.words, *p.styles) for p in pieces(runs[0])] == [
        ("a",), ("bc", "bold"), ("d", "italic", "bold"), ("ef", "italic")
    ]  # fmt: skip


def test_an_authors_note_is_called_on_both_sides_and_before_the_editors() -> None:
    calls = place_author_calls(TEXT)
    assert [(c.id, c.at) for c in calls["de"]["2.1"]] == [("fn1-at-de", 15)]
    (english,) = calls["en"]["2.1"]
    assert english.at == len(row_of("2").units[0].text)
    assert [call.id for call in calls["en"]["9.1"]] == ["fn1-at-en-2"]


def test_a_note_is_called_where_a_sentence_has_no_translation() -> None:
    rows = tuple(replace(row, units=()) for row in TEXT.rows)
    calls = place_author_calls(replace(TEXT, rows=rows))
    assert [(call.note, call.at) for call in calls["en"]["2.1"]] == [("fn1", 0)]


def test_notes_are_numbered_by_their_calls_and_those_without_come_last() -> None:
    calls = (AuthorCall(0, "fn3"), AuthorCall(0, "gone"), AuthorCall(2, "fn2"))
    body = Row("1", "paragraph", "", (Segment("1.1", "Ein Wort.", "Ein", calls=calls),), ())
    notes = [Row(f"fn{n}", "note", "", (), ()) for n in (1, 2, 3)]
    text = replace(TEXT, rows=(body, *notes))
    assert note_numbers(text) == {"fn3": 1, "fn2": 2, "fn1": 3}
    assert "gone" not in called_at(text)


# Pages


def test_headings_stand_below_the_title_once_a_language() -> None:
    page = page_of(TEXT)
    found = [(one.tag, "".join(one.itertext())) for one in page.iter() if one.tag in HEADINGS]
    assert found[:5] == [
        ("h1", "Die Waage"),
        ("h2", "Erster Teil"),
        ("h2", "Part One"),
        ("h3", "Am Morgen"),
        ("h3", "In the Morning"),
    ]
    passage = html.passage(TEXT, html_reference("h1"), ["h1.1"], html.Links("x"))
    assert not [one for one in passage.iter() if one.tag in HEADINGS]


HEADINGS = {f"h{n}" for n in range(1, 7)}


def html_reference(id_: str) -> html.Reference:
    """Name one place."""
    return html.Reference("wolken", id_, id_)


def test_items_are_one_list_whose_items_hold_both_languages() -> None:
    (items,) = having(page_of(TEXT), "items")
    assert items.get("role") == "list"
    assert [one.get("role") for one in items] == ["listitem"] * 3
    assert ["para--signed" in one.get("class", "") for one in items] == [False, False, True]


@pytest.mark.parametrize("text", [TEXT, withheld(TEXT)], ids=["shown", "withheld"])
def test_every_link_of_a_page_arrives_and_no_id_stands_twice(text: Text) -> None:
    page = page_of(text)
    ids = Counter(one.get("id") for one in page.iter() if one.get("id"))
    assert [id_ for id_, times in ids.items() if times > 1] == []
    links = {one.get("href", "") for one in page.iter("a")}
    assert [link for link in links if link.startswith("#") and link[1:] not in ids] == []
    assert {"fn1", "fn1.1", "h1", "h1.1", "h1.1-en"} <= set(ids)


@settings(max_examples=25, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(texts(BARE.texts[1]))
@pytest.mark.slow
def test_any_text_is_valid_tei_and_has_each_id_once(schema, text: Text) -> None:
    edition = replace(BARE, texts=(BARE.texts[0], text))
    assert faults(schema, etree.fromstring(write_tei(text, edition, HERE))) == []
    page = page_of(text, edition)
    ids = Counter(one.get("id") for one in page.iter() if one.get("id"))
    assert [id_ for id_, times in ids.items() if times > 1] == []
    links = {one.get("href", "") for one in page.iter("a")}
    assert [link for link in links if link.startswith("#") and link[1:] not in ids] == []


def test_a_search_names_lines_headings_and_the_authors_notes(tmp_path: Path) -> None:
    page = f'<div class="md-content__inner">{tostring(page_of(TEXT), "unicode")}</div>'
    (tmp_path / "index.html").write_text(page, "utf-8")
    titles = {unit.anchor: unit.title for unit in read_page(tmp_path, "").units}
    assert titles["h1.1"] == "Heading h1"
    assert titles["p4.2"] == "Line 4.2"
    assert titles["p5.2"] == "Lines 5.2–5.3"
    assert titles["fn1.2"] == "Author’s note 1"
    assert titles["p6.1"] == "Sentence 6.1"
    words = {unit.anchor: unit.words for unit in read_page(tmp_path, "").units}
    assert words["p4.2"] == ("with nothing but light and air for load,",)


def test_a_note_leads_back_to_each_of_its_calls() -> None:
    page = page_of(TEXT)
    (note,) = (one for one in having(page, "para--note") if one.get("id") == "fn1")
    backs = [one.get("href") for one in having(note, "back--author")]
    assert backs == ["#fn1-at-de", "#fn1-at-de-2", "#fn1-at-en", "#fn1-at-en-2"]


# Files


@pytest.mark.parametrize("text", [TEXT, withheld(TEXT)], ids=["shown", "withheld"])
def test_tei_and_its_passages_are_valid(text: Text, schema) -> None:
    assert faults(schema, etree.fromstring(write_tei(text, EDITION, HERE))) == []
    passages = Passages(text, EDITION, "../collection.json", "../whole.xml")
    for id_ in ("h1", "h1.1", "4", "4.2", "5.2", "8", "9.1", "10.2", "1", "fn1", "fn1.2"):
        root = etree.fromstring(passages.write(id_))
        (wrapper,) = root.iter(WRAPPER)
        wrapper.getparent()[:] = wrapper[:]
        assert faults(schema, root) == []


def test_the_pointers_of_tei_arrive() -> None:
    root = etree.fromstring(write_tei(TEXT, EDITION, HERE))
    ids = set(root.xpath("//@xml:id"))
    pointed = {
        one
        for name in (*POINTERS, "resp")
        for value in root.xpath(f"//@{name}")
        for one in value.split()
        if one.startswith("#")
    }
    assert {"#writer", "#fn1", "#fn1-en", "#fn1-at-de-2", "#fn1-at-en"} <= pointed
    assert {one[1:] for one in pointed} - ids == set()


@pytest.mark.java
@pytest.mark.parametrize("text", [TEXT, withheld(TEXT)], ids=["shown", "withheld"])
def test_epubcheck_says_nothing(text: Text, tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    path.write_bytes(write_epub(replace(EDITION, texts=(EDITION.texts[0], text)), MADE))
    assert epubcheck(path) == []


def test_the_contents_of_an_epub_hold_the_headings() -> None:
    opened = Opened(write_epub(EDITION, MADE))
    contents = next(one for one in opened.typed("toc") if one.tag.endswith("nav"))
    links = {one.get("href"): "".join(one.itertext()) for one in contents.iter() if one.get("href")}
    assert links["texts/wolken.xhtml#h2"] == "Am Morgen In the Morning"
    notes = opened.typed("footnote")
    assert [one.get("id") for one in notes if (one.get("id") or "").startswith("fn")] == [
        "fn1", "fn2"
    ]  # fmt: skip


@pytest.mark.parametrize("layout", ["parallel", "facing"])
def test_a_book_is_accessible_and_names_its_headings(layout: str) -> None:
    data = print_book(book(EDITION, [TEXT], layout, "2026-11-22"), 1760000000)
    assert verdicts(data) == {"PDF/UA-1": [], "PDF/A-2a": []}


def test_no_page_of_a_book_ends_with_a_heading() -> None:
    section = [row for row in TEXT.rows if row.role not in ("title", "author", "note")]
    rows = [renumbered(row, n) for n in range(6) for row in section]
    long = replace(TEXT, rows=tuple(rows), apparatus=())
    edition = replace(EDITION, texts=(EDITION.texts[0], long))
    proof = read(print_book(book(edition, [long], "stacked", "2026-11-22"), 1760000000))
    ends = [page.strip().partition("¶")[0].strip().splitlines()[-1:] for page in proof.pages]
    headings = {row.units[0].text for row in section if row.role == "heading"}
    assert sum(any(h in page for h in headings) for page in proof.pages) > 5
    assert [end for end in ends if end and end[0].strip() in headings] == []


def renumbered(row: Row, turn: int) -> Row:
    """Give a row and all in it other ids."""
    series = "h" if row.role == "heading" else ""
    new = f"{series}{int(row.id.removeprefix('h')) + 20 * turn}"
    ids = {s.id: s.id.replace(f"{row.id}.", f"{new}.") for s in row.segments}
    segments = tuple(replace(s, id=ids[s.id], marks=(), calls=()) for s in row.segments)
    units = tuple(
        replace(
            u,
            ids=u.ids.replace(f"{row.id}.", f"{new}."),
            segments=tuple(ids[i] for i in u.segments),
        )
        for u in row.units
    )
    return replace(row, id=new, segments=segments, units=units)


@pytest.mark.parametrize(
    ("format_", "line_end"), [("tsv", " / "), ("plain", "\n"), ("json", "\\n")]
)
def test_a_listing_by_paragraph_keeps_the_lines_of_verse(format_: str, line_end: str) -> None:
    listed = list_text(TEXT, "en", "paragraph", format_, False)
    assert f"thread,{line_end}with nothing" in listed


def test_a_volume_has_the_notes_that_it_calls() -> None:
    parts = [part for volume in volumes([TEXT], 11) for part in volume]
    notes = [[row.id for row in part.rows if row.role == "note"] for part in parts]
    assert notes == [["fn1", "fn2"], ["fn1"]]


def test_dts_names_the_kinds_that_a_text_has() -> None:
    made = dict(files(EDITION))
    said = made["dts/navigation/wolken;down=1.json"].decode()
    assert (
        '"citeType":"verse","citeStructure":[{"@type":"CiteStructure","citeType":"line"}]' in said
    )
    assert '"citeType":"verse"' not in made["dts/navigation/zeichen;down=1.json"].decode()


def test_goldens(accept: bool) -> None:
    compare("structure.html", written(page_of(TEXT)), accept)
    compare("structure.tei.xml", write_tei(TEXT, EDITION, HERE).decode(), accept)
    compare("structure.json", write_json(TEXT, EDITION).decode().replace(',"', ',\n"'), accept)


def test_a_styled_run_keeps_its_words() -> None:
    assert pieces(Run("")) == []

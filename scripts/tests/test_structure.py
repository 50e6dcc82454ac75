"""What stands beside the words: roles of paragraphs, styles, calls of notes, lines of verse."""

from __future__ import annotations

from dataclasses import replace

import pytest
from command import run
from hypothesis import given
from hypothesis import strategies as st

from lesart.core.findings import EditionError
from lesart.core.reference_forms import read_reference
from lesart.core.references import dom_id, expand, parse_reference
from lesart.model import (
    AuthorCall,
    Block,
    Emendation,
    LedgerEntry,
    Paragraph,
    Place,
    Recipe,
    Segment,
    StoredMark,
    Style,
    VerseLine,
)
from lesart.source.ledger import cut, start_ledger, update_ledger
from lesart.source.normalize import apply_recipe
from lesart.source.structure import (
    carry_marks,
    format_marks,
    format_places,
    marks_of,
    parse_marks,
    parse_places,
    put_marks,
)
from lesart.tasks.edition import Settings, load_sources, load_text

IDS = ("title", "h1", "1", "2", "h2", "fn1")
HEAD = "segment\tstart\tend\tkind\tvalue\twords\n"
SEGMENT = Segment("1.1", "Der alte Hund schläft.", "Der alte Hund")


def test_headings_and_notes_of_the_author_have_ids_of_their_own() -> None:
    assert str(parse_reference("heft:h1-h2")) == "heft:h1-h2"
    assert str(parse_reference("heft:fn3.2")) == "heft:fn3.2"
    assert parse_reference("heft:h0") is None
    assert expand("fn1", ["1.1", "fn1.1", "fn1.2"]) == ("fn1.1", "fn1.2")
    assert [dom_id(one) for one in ("h1", "fn1.2")] == ["h1", "fn1.2"]


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("Heft, heading 2", "h2", "h2"),
        ("Heft, Überschrift 2", "h2", "h2"),
        ("Heft, Zwischentitel 2", "h2", "h2"),
        ("Heft, Überschrift", "title", "title"),
        ("Heft, footnote 3", "fn3", "fn3"),
        ("Heft, author’s note 3", "fn3", "fn3"),
        ("Heft, Fußnote 3, Satz 2", "fn3.2", "fn3.2"),
        ("Heft, Fussnote 3", "fn3", "fn3"),
        ("heft:fn3.1-fn3.2", "fn3.1", "fn3.2"),
        ("heft#h1", "h1", "h1"),
        ("heft#fn1.2-en", "fn1.2", "fn1.2"),
    ],
)
def test_what_people_write_of_them_is_read(written: str, first: str, last: str) -> None:
    read = read_reference(written)
    assert (read.name.lower(), read.first, read.last) == ("heft", first, last)


def test_a_note_of_the_editors_is_no_note_of_the_author() -> None:
    assert read_reference("heft, fn. 3a").note == "3a"
    assert read_reference("heft, note fn3.1a").note == "fn3.1a"


def test_roles_are_read_as_they_were_written() -> None:
    places = (
        Place("title", "title"), Place("h1", "heading", "", 1), Place("1", "verse"),
        Place("2", "turn", "A"), Place("h2", "heading", "", 3), Place("fn1", "note"),
    )  # fmt: skip
    written = format_places(places)
    assert [line.split("\t")[0] for line in written.splitlines()] == ["id", "1", "2", "h2"]
    assert parse_places(written.encode(), "p", IDS, {"A"}) == (places, ())
    assert format_places([Place("h1", "heading", "", 1), Place("1", "paragraph")]) == ""


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("9\tquote\t\t", "no paragraph of the text"),
        ("1\tpoem\t\t", "no role"),
        ("1\theading\t\t2", "does not fit the role"),
        ("1\tturn\tB\t", "no speaker"),
        ("h1\theading\t\t9", "no level"),
        ("1\tquote\t\t1", "no level"),
    ],
)
def test_one_bad_line_is_named_and_the_others_hold(row: str, reason: str) -> None:
    table = f"id\trole\tspeaker\tlevel\n{row}\n2\tquote\t\t\n"
    places, (misfit,) = parse_places(table.encode(), "p", IDS, {"A"})
    assert (misfit.line, reason in misfit.reason) == (2, True)
    assert [(p.id, p.role) for p in places][2:4] == [("1", "paragraph"), ("2", "quote")]


def test_a_paragraph_given_twice_is_named() -> None:
    table = b"id\trole\tspeaker\tlevel\n1\tquote\t\t\n1\titem\t\t\n"
    places, (misfit,) = parse_places(table, "p", IDS, ())
    assert (places[2].role, misfit.reason) == ("quote", "the paragraph 1 stands on line 2 already")


def test_marks_are_read_as_they_were_written() -> None:
    marked = replace(
        SEGMENT, indent=2, styles=(Style(4, 8, "italic"),), calls=(AuthorCall(13, "fn1"),)
    )
    written = format_marks(marks_of([marked]))
    marks, misfits = parse_marks(written.encode(), "m")
    assert (put_marks([SEGMENT], marks, {"fn1"}, "m"), misfits) == (((marked,), ()), ())


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("1.1\t4\t8\tunderlined\t\talte", "no kind of mark"),
        ("1\t4\t8\titalic\t\talte", "not a segment id"),
        ("9.1\t4\t8\titalic\t\talte", "no segment of the text"),
        ("1.1\t8\t4\titalic\t\talte", "not a start and an end"),
        ("1.1\t4\t400\titalic\t\talte", "does not stand at"),
        ("1.1\t5\t9\titalic\t\talte", "does not stand at"),
        ("1.1\t4\t4\titalic\t\t", "needs words"),
        ("1.1\t0\t13\tbold\t\tDer alte Hund", "overlaps"),
        ("1.1\t4\t8\tcall\tfn9\talte", "no author's note fn9"),
        ("1.1\t4\t8\tcall\t3\talte", "no id of an author's note"),
        ("1.1\t0\t0\tindent\t99\t", "no indent"),
    ],
)
def test_one_bad_mark_is_named_and_the_others_hold(row: str, reason: str) -> None:
    table = f"{HEAD}1.1\t9\t13\tbold\t\tHund\n{row}\n"
    marks, faults = parse_marks(table.encode(), "m")
    (segment,), misfits = put_marks([SEGMENT], marks, {"fn1"}, "m")
    (misfit,) = (*faults, *misfits)
    assert (misfit.line, reason in misfit.reason) == (3, True)
    assert segment.styles == (Style(9, 13, "bold"),)


@given(st.text(max_size=60), st.text("ab c", min_size=1, max_size=9))
def test_any_table_gives_marks_and_misfits(cells: str, words: str) -> None:
    try:
        marks, _ = parse_marks((HEAD + cells + "\n").encode("utf-8", "replace"), "m")
    except EditionError as error:
        assert error.findings
    else:
        put_marks([Segment("1.1", words, "")], marks, (), "m")


def test_marks_move_with_their_words_and_the_lost_are_told() -> None:
    marks = [
        StoredMark("1.1", 4, 8, "italic", "", "alte"), StoredMark("1.1", 9, 13, "bold", "", "Hund"),
        StoredMark("1.1", 0, 0, "indent", "2", ""),
    ]  # fmt: skip
    kept, lost = carry_marks(marks, [replace(SEGMENT, text="Jener alte Wolf schläft.")])
    assert [(m.start, m.end, m.kind) for m in kept] == [(6, 10, "italic"), (0, 0, "indent")]
    assert [m.words for m in lost] == ["Hund"]


def test_lines_of_verse_are_segments_and_keep_their_indents() -> None:
    words = "Am Morgen. Am Abend\nund nachts".replace("\n", " ")
    verse = Paragraph("1", "verse", words, lines=(VerseLine(0), VerseLine(20, 2)))
    ledger = start_ledger([verse], "1.0")
    assert [s.text for s in cut(verse, ledger, "")] == ["Am Morgen. Am Abend", "und nachts"]
    assert [s.indent for s in cut(verse, ledger, "")] == [0, 2]
    assert update_ledger([verse], ledger, "1.1", "") == ledger


def test_a_style_over_two_sentences_is_in_both_and_a_call_in_the_one_before_it() -> None:
    calls = (AuthorCall(0, "fn1"), AuthorCall(9, "fn2"), AuthorCall(19, "fn3"))
    paragraph = Paragraph(
        "1", "paragraph", "Ein Satz. Noch ein.", styles=(Style(4, 14, "italic"),), calls=calls
    )
    ledger = start_ledger([paragraph], "1.0")
    one, two = cut(paragraph, ledger, "")
    assert (one.styles, two.styles) == ((Style(4, 9, "italic"),), (Style(0, 4, "italic"),))
    assert [c.note for c in one.calls] == ["fn1", "fn2"]
    assert two.calls == (AuthorCall(9, "fn3"),)
    behind = replace(paragraph, calls=(AuthorCall(10, "fn1"),))
    assert cut(behind, ledger, "")[0].calls == (AuthorCall(9, "fn1"),)


def _with_structure(mini: Settings) -> None:
    folder = mini.root / "source_texts/zeichen"
    (folder / "paragraphs.tsv").write_text("id\trole\tspeaker\tlevel\n2\tquote\t\t\n")
    (folder / "marks.tsv").write_text(f"{HEAD}2.1\t4\t10\titalic\t\trechts\n")


def test_a_text_is_assembled_with_its_structure(mini: Settings) -> None:
    before = load_sources(mini, "zeichen").ledger
    _with_structure(mini)
    text = load_text(mini, "zeichen")
    assert [(row.id, row.role) for row in text.rows][1:] == [("1", "paragraph"), ("2", "quote")]
    assert text.rows[2].segments[0].styles == (Style(4, 10, "italic"),)
    assert load_sources(mini, "zeichen").ledger == before


@pytest.mark.parametrize(
    ("new", "kept", "told"),
    [
        ("Und von rechts", "8\t14\titalic\t\trechts", ""),
        ("Von links", "", "the mark italic is lost with its words"),
    ],
)
def test_a_correction_of_the_source_carries_the_marks(
    mini: Settings, new: str, kept: str, told: str
) -> None:
    _with_structure(mini)
    file = mini.root / "source_texts/zeichen/de.tsv"
    file.write_text(file.read_text("utf-8").replace("Von rechts", new), "utf-8")
    done = run(mini, "ledger", "zeichen", "--update")
    marks = (mini.root / "source_texts/zeichen/marks.tsv").read_text()
    assert kept in marks
    assert ("rechts" in marks) == bool(kept)
    assert told in done.stderr


def test_an_id_without_a_role_tells_it(mini: Settings) -> None:
    ids = [LedgerEntry(id_, 1, "", "", "", "") for id_ in ("h1.1", "fn1.1")]
    places, _ = parse_places(b"id\trole\tspeaker\tlevel\n", "", [e.id[:-2] for e in ids], ())
    assert places == (Place("h1", "heading", "", 1), Place("fn1", "note"))


def test_raw_lines_of_verse_are_its_lines_with_their_indents_also_where_they_are_emended() -> None:
    blocks = (
        Block("heading", "h1", 1, 1, level=2), Block("verse", "1", 2, 4), Block("verse", "2", 5, 5),
    )  # fmt: skip
    emendations = (Emendation(2, "Abnd", "Abend", "x"),)
    recipe = Recipe("A", "hyphen", (), blocks, emendations)
    lines = ["Lied", "Am Abnd, am Meer-", "    und nachts. Dann", "  still", "    Ende"]
    heading, one, two = apply_recipe(recipe, lines, "")
    assert (heading.role, heading.level) == ("heading", 2)
    segments = cut(one, start_ledger([one], "1.0"), "")
    assert [(s.id, s.text, s.indent) for s in segments] == [
        ("1.1", "Am Abend, am Meer-", 0), ("1.2", "und nachts. Dann", 2), ("1.3", "still", 1),
    ]  # fmt: skip
    assert two.lines == (VerseLine(0, 2),)

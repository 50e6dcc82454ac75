"""The ledger: ids given once, words known by their hashes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesart.core.findings import EditionError
from lesart.model import Emendation, Mark, Paragraph
from lesart.source.ledger import (
    cut,
    format_ledger,
    incipit,
    parse_ledger,
    start_ledger,
    update_ledger,
    wording_digest,
)

PARAGRAPHS = (
    Paragraph("title", "title", "Vom Zählen. Ein Titel."),
    Paragraph("1", "paragraph", "Ein Satz. Noch ein Satz! Und der dritte?"),
    Paragraph("2", "lacuna", ""),
    Paragraph("3", "paragraph", "Schluss."),
)

WHERE_THEY_PART = """\
segments.tsv:3: error[L008]: paragraph 1 has 2 sentences and 3 ids
    9 characters: Ein Satz. …
    15 characters: Und der dritte? …
    hint: give a split sentence suffixes (3.4a, 3.4b) and set the lengths by hand
segments.tsv:6: error[L007]: paragraph 3 is in the ledger and no longer in the reading text
    hint: an id is never dropped: bring the paragraph back"""
OTHER_WORDS = """\
segments.tsv:4: error[L005]: segment 1.2 is not cut as the ledger says, or its words have changed
    ledger: 14 characters, Noch ein Satz! …
    reading text: 14 characters, Doch kein Satz
    hint: if the recipe was changed on purpose, run `lesart ledger TEXT --update`"""
MORE_WORDS = """\
segments.tsv: error[L006]: paragraph 1 goes on after its last segment
    Ein vierter Satz, und noch …
    hint: run `lesart ledger TEXT --update`"""


def test_ids_are_given_in_reading_order() -> None:
    ids = [entry.id for entry in start_ledger(PARAGRAPHS, "1.0")]
    assert ids == ["title", "1.1", "1.2", "1.3", "3.1"]


def test_a_ledger_is_read_as_it_was_written() -> None:
    ledger = start_ledger(PARAGRAPHS, "1.0")
    read = parse_ledger(format_ledger(ledger).encode(), "segments.tsv")
    assert [replace(entry, line=0) for entry in read] == list(ledger)


def test_the_lengths_cut_the_paragraph_and_carry_the_marks() -> None:
    emendation = Emendation(1, "der", "der dritte", "x")
    paragraph = replace(PARAGRAPHS[1], marks=(Mark(29, 39, emendation),))
    segments = cut(paragraph, start_ledger([paragraph], "1.0"), "segments.tsv")
    assert [s.text for s in segments] == ["Ein Satz.", "Noch ein Satz!", "Und der dritte?"]
    (mark,) = segments[2].marks
    assert (segments[2].text or "")[mark.start : mark.end] == "der dritte"


def test_a_mark_belongs_to_the_segment_in_which_it_begins() -> None:
    words = Emendation(1, "Satz!", "Satz! Und", "x")
    first, last, over = Mark(0, 3, words), Mark(39, 40, words), Mark(19, 28, words)
    paragraph = replace(PARAGRAPHS[1], marks=(first, over, last))
    segments = cut(paragraph, start_ledger([paragraph], "1.0"), "segments.tsv")
    assert [[(m.start, m.end) for m in s.marks] for s in segments] == [
        [(0, 3)], [(9, 18)], [(14, 15)],
    ]  # fmt: skip
    assert [s.incipit for s in segments] == ["Ein Satz.", "Noch ein Satz!", "Und der dritte?"]
    (only,) = segments[0].marks
    assert only.emendation is words


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Ein Wort. Noch ein Satz! Und der dritte?", "L005"),
        ("Ein Satz. Noch ein Satz! Und der dritte? Ein vierter.", "L006"),
        ("Ein Satz. Noch ein Satz!", "L005"),
    ],
)
def test_other_words_are_told(text: str, code: str) -> None:
    ledger = parse_ledger(format_ledger(start_ledger(PARAGRAPHS, "1.0")).encode(), "segments.tsv")
    with pytest.raises(EditionError) as caught:
        cut(replace(PARAGRAPHS[1], text=text), ledger[1:4], "segments.tsv")
    assert caught.value.findings[0].code == code


def test_other_words_are_told_with_those_of_the_ledger() -> None:
    ledger = parse_ledger(format_ledger(start_ledger(PARAGRAPHS, "1.0")).encode(), "segments.tsv")
    other = "Ein Satz. Doch kein Satz! Und der dritte?"
    more = f"{PARAGRAPHS[1].text} Ein vierter Satz, und noch ein Wort."
    said = []
    for text in (other, more):
        with pytest.raises(EditionError) as caught:
            cut(replace(PARAGRAPHS[1], text=text), ledger[1:4], "segments.tsv")
        said.append(str(caught.value))
    assert said == [OTHER_WORDS, MORE_WORDS]


def test_an_update_keeps_ids_and_dates_only_what_changed() -> None:
    ledger = start_ledger(PARAGRAPHS, "1.0")
    changed = replace(PARAGRAPHS[1], text="Ein Satz. Doch ein Satz! Und der dritte?")
    new = update_ledger([PARAGRAPHS[0], changed, *PARAGRAPHS[2:]], ledger, "1.1", "segments.tsv")
    assert [(e.id, e.since) for e in new] == [
        ("title", "1.0"), ("1.1", "1.0"), ("1.2", "1.1"), ("1.3", "1.0"), ("3.1", "1.0"),
    ]  # fmt: skip


def test_an_update_gives_ids_to_a_paragraph_that_is_new() -> None:
    ledger = start_ledger(PARAGRAPHS[:2], "1.0")
    new = update_ledger(PARAGRAPHS, ledger, "1.1", "segments.tsv")
    assert new == (*ledger, *start_ledger(PARAGRAPHS[3:], "1.1"))


def test_an_update_tells_where_the_ledger_and_the_text_part() -> None:
    ledger = parse_ledger(format_ledger(start_ledger(PARAGRAPHS, "1.0")).encode(), "segments.tsv")
    fewer = replace(PARAGRAPHS[1], text="Ein Satz. Und der dritte?")
    with pytest.raises(EditionError) as caught:
        update_ledger((PARAGRAPHS[0], fewer), ledger, "1.1", "segments.tsv")
    assert str(caught.value) == WHERE_THEY_PART


@pytest.mark.parametrize(
    ("paragraphs", "code"),
    [
        ((replace(PARAGRAPHS[1], text="Ein Satz. Und der dritte?"),), "L008"),
        ((), "L007"),
    ],
)
def test_an_update_never_loses_an_id(paragraphs: tuple[Paragraph, ...], code: str) -> None:
    ledger = start_ledger(PARAGRAPHS[1:2], "1.0")
    with pytest.raises(EditionError) as caught:
        update_ledger(paragraphs, ledger, "1.1", "segments.tsv")
    assert caught.value.findings[0].code == code


def test_a_segment_split_by_hand_keeps_its_suffixes() -> None:
    paragraph = Paragraph("1", "paragraph", "Eins und zwei. Drei.")
    (first, second) = start_ledger([paragraph], "1.0")
    parts = start_ledger([Paragraph("9", "paragraph", "Eins und")], "1.0")
    left = replace(parts[0], id="1.1a")
    right = replace(start_ledger([Paragraph("9", "paragraph", "zwei.")], "1.0")[0], id="1.1b")
    segments = cut(paragraph, (left, right, second), "segments.tsv")
    assert [s.id for s in segments] == ["1.1a", "1.1b", "1.2"]
    assert update_ledger([paragraph], (left, right, second), "1.1", "")[0].id == "1.1a"
    assert first.id == "1.1"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Er muß, ja.", "Er muss ja!", True),
        ("Photographie", "Fotografie", True),
        ("Online-Umfrage", "OnlineUmfrage", True),
        ("Überwachung", "Ueberwachung", True),
        ("Er kommt.", "Er kommt nicht.", False),
        ("zwei Männer", "drei Männer", False),
        ("1989", "1998", False),
    ],
)
def test_spelling_is_no_wording(one: str, other: str, same: bool) -> None:
    assert (wording_digest(one) == wording_digest(other)) is same


@given(st.lists(st.text("abc", min_size=1, max_size=5), min_size=1, max_size=20))
def test_an_incipit_is_a_short_beginning(words: list[str]) -> None:
    text = " ".join(words)
    short = incipit(text)
    assert text.startswith(short)
    assert min(3, len(words)) <= len(short.split()) <= 5


@given(st.binary(max_size=300))
def test_any_bytes_are_a_ledger_or_findings(data: bytes) -> None:
    try:
        parse_ledger(b"id\tlength\tdigest\twording\tsince\tincipit\n" + data, "segments.tsv")
    except EditionError as error:
        assert error.findings


def test_each_fault_of_a_ledger_is_told() -> None:
    hash_ = "0" * 16
    rows = [
        ("3", "1", hash_), ("1.1", "0", hash_), ("1.2", "2", "x"), ("1.2", "2", hash_),
    ]  # fmt: skip
    table = "id\tlength\tdigest\twording\tsince\tincipit\n" + "".join(
        f"{id_}\t{length}\t{digest}\t{hash_}\t1.0\tx\n" for id_, length, digest in rows
    )
    with pytest.raises(EditionError) as caught:
        parse_ledger(table.encode(), "segments.tsv")
    assert [(f.where.line, f.code) for f in caught.value.findings] == [
        (2, "L001"), (3, "L003"), (4, "L004"), (5, "L002"),
    ]  # fmt: skip

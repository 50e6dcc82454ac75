"""
What is read of strangers takes time in proportion to its length.

Each input is so long that a second walk for each of its parts would take minutes, and a single walk
takes a fraction of a second; the bound lies far from both. It is one of CPU time.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress

import pytest
from markdown import Markdown

from lesart.annotation.notes import parse_corrections, parse_notes
from lesart.core.findings import EditionError
from lesart.core.prose import parse_paragraphs, parse_pieces, plain
from lesart.core.reference_forms import read_reference
from lesart.core.references import expand, parse_reference
from lesart.core.sentences import split_sentences
from lesart.core.tables import format_rows
from lesart.exchange.readers import read_paragraphs
from lesart.glossary.matcher import Matcher, TermForms
from lesart.glossary.name_places import shown_words
from lesart.glossary.spelling import unknown_words
from lesart.site.brackets import find_brackets_once
from lesart.source.artefacts import find_artefacts
from lesart.source.joins import decide_joins
from lesart.source.lexicon import LONGEST_WORD, Lexicon
from lesart.source.normalize import split_lines
from lesart.translation.changes import Change, merge
from lesart.translation.units import parse_translation

pytestmark = pytest.mark.slow

MANY = 30_000
BOUND = 10.0
LEXICON = Lexicon({"wort": 1e-4, "ein": 1e-3, "a": 1e-3}, lambda word: word == "Wort")


def spent(read: Callable[[str], object], written: str) -> float:
    """Give the seconds of CPU time that reading takes; findings are an answer too."""
    begun = time.process_time()
    with suppress(EditionError):
        read(written)
    return time.process_time() - begun


def test_units_that_are_put_in() -> None:
    order = [f"{number}.1" for number in range(1, 15_000)]
    wanted = [Change(ids, None, "x") for ids in order]
    begun = time.process_time()
    merged = merge((), (), wanted, order)
    parse_translation(format_rows(merged.lines).encode(), "en.tsv", order, ())
    assert [ids for ids, _ in merged.lines] == order
    assert time.process_time() - begun < BOUND


@pytest.mark.parametrize(
    "piece",
    ["Dr. ", "Dr.", ".", "!?", "(. ", "…”", "z. B. ", "a", "a, b", "1. ", "’", "a’", "-", "a.b.",
     " ", "\n", " \n", "\n x", "“ sagte ", "I. ", "A B said "],
)  # fmt: skip
@pytest.mark.parametrize("end", ["", ", x. "])
def test_sentences(piece: str, end: str) -> None:
    assert spent(split_sentences, piece * MANY + end) < BOUND


@pytest.mark.parametrize(
    "piece",
    ["[", "[@a, ", "[@a", "[@a,", "[@a, [", "[@a, [x] ", "[a](", "[a](b", "[a", "*", "*a", "*a ",
     "* ", " ", "\n", "\n ", "中", "中 ", "[@a] ", "[@a][", "](", "]"],
)  # fmt: skip
@pytest.mark.parametrize("end", ["", "]"])
@pytest.mark.parametrize("read", [parse_paragraphs, plain, shown_words])
def test_prose(read: Callable[[str], object], piece: str, end: str) -> None:
    assert spent(read, piece * MANY + end) < BOUND


def test_a_citation_of_one_locator_with_many_blanks() -> None:
    assert spent(parse_pieces, "[@a," + " " * 10 * MANY) < BOUND


@pytest.mark.parametrize(
    "piece",
    ["## 1.1a „a“\n", "## ", "„", "“ = ‘", "\n", "kind: fact\nsource: a – b\n", " – ", "1. **a**\n",
     "1. **", "   Told in: [a](note:", "](note:", "](note:a/", "](a:", "   ](a:b\n", "‘", "’"],
)  # fmt: skip
@pytest.mark.parametrize("head", ["", "## 1.1a „a“\nkind: fact\n\n", "1. **A**\n   Told in: ",
                                  "1. **A**\n   Places: "])  # fmt: skip
@pytest.mark.parametrize("read", [parse_notes, parse_corrections])
def test_notes_and_corrections(read: Callable[[bytes, str], object], head: str, piece: str) -> None:
    assert spent(lambda words: read(words.encode(), "notes.md"), head + piece * 8_000) < BOUND


def test_many_notes() -> None:
    written = "".join(
        f"## {number}.1a „a“\nkind: language\n\nBody.\n\n" for number in range(1, 20_000)
    )
    assert spent(lambda words: parse_notes(words.encode(), "notes.md"), written) < BOUND


@pytest.mark.parametrize("piece", ["a", "aB", "a-", "-", "a ", "A a ", "a\n", "a-\n", "A und A\n",
                                   "und\n", "ge", " ", ".", "\n\n", "- ", "Aab-"])  # fmt: skip
def test_raw_lines(piece: str) -> None:
    def read(words: str) -> None:
        lines = split_lines(words)
        decide_joins(lines, LEXICON)
        find_artefacts(lines, LEXICON)

    assert spent(read, piece * 20_000) < BOUND


@pytest.mark.parametrize(("left", "right"), [(300_000, 3), (3, 300_000), (300_000, 300_000)])
def test_a_word_of_any_length_is_weighed(left: int, right: int) -> None:
    asked: list[str] = []

    def spells(word: str) -> bool:
        asked.append(word)
        return True

    lexicon = Lexicon({"a": 1e-3}, spells)
    assert spent(lambda _: lexicon.margin("a" * left, "b" * right), "") < BOUND
    assert lexicon.accepts("a" * 300_000) is False
    assert max(map(len, asked), default=0) <= LONGEST_WORD


@pytest.mark.parametrize("piece", ["a", "a-", "a’", "wolke ", "wolken- ", "wolke, ", "und ", " ",
                                   "wolke-"])  # fmt: skip
def test_terms(piece: str) -> None:
    forms = frozenset({("wolke",), ("wolke", "und", "wolke"), ("wolke", "wolke", "x")})
    find = Matcher([TermForms("wolke", forms, suspended=True)]).find
    assert spent(find, piece * MANY) < BOUND


def test_spelling() -> None:
    assert spent(lambda text: list(unknown_words(text, lambda _: False, frozenset())),
                 "a’" * MANY + " " + "a" * MANY) < BOUND  # fmt: skip


@pytest.mark.parametrize("piece", ["a", "1", "1.", "-", ":", "/", "#", "?", " ", "a:1-", "p", "§",
                                   "http://", "%"])  # fmt: skip
@pytest.mark.parametrize("read", [parse_reference, read_reference, lambda w: expand(w, ["1.1"])])
def test_references(read: Callable[[str], object], piece: str) -> None:
    assert spent(read, "a:" + piece * MANY) < BOUND


@pytest.mark.parametrize("piece", ["[", "![", "[a](", "[a][", "[a]", "[a](b \"", "*a ", "`", "a\n",
                                   "\n", " \n"])  # fmt: skip
def test_markdown(piece: str) -> None:
    def convert(words: str) -> None:
        md = Markdown()
        find_brackets_once(md)
        md.convert(words)

    assert spent(convert, piece * 2_500) < BOUND
    assert spent(lambda words: read_paragraphs(words.encode(), "a.md"), piece * 2_500) < BOUND


@pytest.mark.parametrize(
    "written",
    ["[a](b) [c [d] e](f \"g\") ![h](i(j)k) [l][m] [n]\n\n[m]: o\n[n]: p\n", "[a [b](c)", "[a](b",
     "[]() [a](<b c> 'd')", "[a](b'c)d')", "![a", "[a] (b)", "[x](data:" + "a" * 9000 + ")"],
)  # fmt: skip
def test_links_are_read_as_before(written: str) -> None:
    md = Markdown()
    find_brackets_once(md)
    assert md.convert(written) == Markdown().convert(written)


@pytest.mark.parametrize("piece", [" ", "\n", "\n ", "a ", "Dr. ", "a", "\t"])
def test_plain_files(piece: str) -> None:
    words = ("x" + piece * 20 * MANY + "x").encode()
    assert spent(lambda _: read_paragraphs(words, "a.txt"), "") < BOUND

"""How the words of a sentence are cut into runs: at the edges, and where things touch."""

from __future__ import annotations

from lesart.model import Emendation, Mark, Occurrence, Style
from lesart.view.runs import Over, Run, cut

WORDS = "abcdef"


def term(start: int, end: int, name: str = "t") -> Occurrence:
    return Occurrence("1.1", start, end, name, WORDS[start:end])


def mark(start: int, end: int) -> Mark:
    return Mark(start, end, Emendation(1, "x", WORDS[start:end], "a reason", 1))


def shown(runs: list[Run]) -> list[tuple[str, str]]:
    return [(run.words, run.term) for run in runs]


def styled(*styles: Style, terms: tuple[Occurrence, ...] = ()) -> list[tuple[str, list[str]]]:
    runs = cut(WORDS, terms=terms, over=Over(styles=styles))
    return [(run.words, [run.words[s.start : s.end] for s in run.styles]) for run in runs]


def test_a_term_links_once_in_all_sentences_that_share_what_was_seen() -> None:
    seen: set[str] = set()
    assert [run.first for run in cut(WORDS, terms=[term(0, 2)], seen=seen)] == [True, False]
    assert [run.first for run in cut(WORDS, terms=[term(2, 6)], seen=seen)] == [False, False]
    assert seen == {"t"}


def test_terms_may_come_in_any_order_and_end_with_the_words() -> None:
    later, sooner = term(4, 6, "late"), term(0, 2, "soon")
    assert shown(cut(WORDS, terms=[later, sooner])) == [("ab", "soon"), ("cd", ""), ("ef", "late")]


def test_of_terms_that_overlap_the_first_stays() -> None:
    terms = [term(2, 5, "late"), term(0, 3, "soon")]
    assert shown(cut(WORDS, terms=terms)) == [("abc", "soon"), ("def", "")]


def test_a_term_beside_an_emended_run_is_its_own() -> None:
    before = cut(WORDS, marks=[mark(2, 4)], terms=[term(0, 2)])
    assert [(run.words, run.emended, run.term) for run in before] == [
        ("ab", 0, "t"), ("cd", 1, ""), ("ef", 0, ""),
    ]  # fmt: skip
    behind = cut(WORDS, marks=[mark(2, 4)], terms=[term(4, 6)])
    assert [(run.words, run.emended, run.term) for run in behind] == [
        ("ab", 0, ""), ("cd", 1, ""), ("ef", 0, "t"),
    ]  # fmt: skip


def test_a_term_that_touches_an_emended_run_is_that_run() -> None:
    for place in (term(1, 3), term(3, 5), term(2, 4)):
        runs = cut(WORDS, marks=[mark(2, 4)], terms=[place])
        assert [(run.words, run.emended, run.term, run.first) for run in runs] == [
            ("ab", 0, "", False), ("cd", 1, "t", False), ("ef", 0, "", False),
        ]  # fmt: skip


def test_names_are_counted_where_they_begin() -> None:
    def named(*names: Occurrence) -> list[tuple[str, tuple[str, ...]]]:
        runs = cut(WORDS, terms=[term(2, 4)], names=names)
        return [(run.words, run.names) for run in runs]

    assert named(term(4, 6, "b")) == [("ab", ()), ("cd", ()), ("ef", ("b",))]
    assert named(term(3, 6, "b")) == [("ab", ()), ("cd", ("b",)), ("ef", ())]
    assert named(term(2, 3, "b"), term(2, 6, "c")) == [("ab", ()), ("cd", ("b", "c")), ("ef", ())]
    assert named(term(6, 6, "b")) == [("ab", ()), ("cd", ()), ("ef", ())]


def test_a_style_may_begin_and_end_with_the_words() -> None:
    assert styled(Style(0, 6, "bold")) == [(WORDS, [WORDS])]
    assert styled(Style(0, 1, "bold")) == [(WORDS, ["a"])]
    assert styled(Style(2, 2, "bold"), Style(4, 7, "italic")) == [(WORDS, [])]


def test_a_style_that_ends_with_a_run_is_not_in_the_next() -> None:
    cd = (term(2, 4),)
    assert styled(Style(0, 2, "bold"), terms=cd) == [("ab", ["ab"]), ("cd", []), ("ef", [])]
    assert styled(Style(1, 5, "bold"), terms=cd) == [("ab", ["b"]), ("cd", ["cd"]), ("ef", ["e"])]
    assert styled(Style(4, 6, "bold"), terms=cd) == [("ab", []), ("cd", []), ("ef", ["ef"])]

"""Terms: found in every form, and only where they are meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from casefiles import case_files, expect, sections
from hypothesis import given
from hypothesis import strategies as st

from lesart.core.findings import EditionError
from lesart.glossary.entries import parse_entry, parse_table
from lesart.glossary.expansion import matcher
from lesart.glossary.matcher import Match, Matcher, TermForms
from lesart.model import Language


def find(table: str, text: str, lang: Language) -> str:
    """Find the terms of a table; each row shows the words found."""
    try:
        terms = parse_table(table.encode(), "terms.tsv")
    except EditionError as error:
        return str(error)
    matches = matcher(terms, lang).find
    return "\n".join(
        f"{number} {match.term}: {line[match.start : match.end]}"
        for number, line in enumerate(text.split("\n"), 1)
        for match in matches(line)
    )


@pytest.mark.parametrize("path", case_files("terms"), ids=lambda path: path.stem)
def test_terms_case(path: Path, accept: bool) -> None:
    table, text, _ = sections(path)
    rows = [row.split("|") for row in table.splitlines()]
    header = "id\tde\ten\tde_aliases\ten_aliases\n"
    written = header + "".join("\t".join((row + [""] * 5)[:5]) + "\n" for row in rows)
    lang: Language = "en" if path.stem.startswith("en-") else "de"
    expect(path, 2, find(written, text, lang), accept)


@pytest.mark.parametrize("path", case_files("glossary"), ids=lambda path: path.stem)
def test_faulty_entry(path: Path, accept: bool) -> None:
    entry, _ = sections(path)
    with pytest.raises(EditionError) as caught:
        parse_entry((entry + "\n").encode(), "glossary/probe.md")
    expect(path, 1, str(caught.value), accept)


SMALL = Matcher(
    [
        TermForms("one", frozenset({("Eins",), ("Eins", "Zwei")})),
        TermForms("two", frozenset({("Zwei",), ("drei-zwei",)}), suspended=True),
    ]
)


@given(st.text("EinsZwdra- ,\n.-‑", max_size=60))
def test_matches_are_in_order_apart_and_whole_words(text: str) -> None:
    last = 0
    for match in SMALL.find(text):
        assert last <= match.start < match.end <= len(text)
        assert not text[: match.start][-1:].isalnum()
        assert not text[match.end :][:1].isalnum()
        last = match.end


def test_the_longest_form_wins() -> None:
    assert SMALL.find("Eins Zwei Zwei") == [Match(0, 9, "one"), Match(10, 14, "two")]


CUT_OFF = Matcher(
    [
        TermForms("face", frozenset({("Gesichtserkennung",), ("Gesichtsamt",)}), suspended=True),
        TermForms("ei", frozenset({("Gesichtsei",)}), suspended=True),
        TermForms("data", frozenset({("Datenschutz",)})),
        TermForms("b", frozenset({("Bildkunde",)}), suspended=True),
        TermForms("a", frozenset({("Bildkunde",)}), suspended=True),
    ]
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Die Gesichts- und Gangerkennung.", ["face: Gesichts-"]),
        ("GESICHTS- ODER GANGERKENNUNG", ["face: GESICHTS-"]),
        ("Gesichts-, Stimm- und Gangerkennung", ["face: Gesichts-"]),
        ("Gesichts- und Gang-Erkennung", ["face: Gesichts-"]),
        ("Gesichts- und Gesichtserkennung", ["face: Gesichts-", "face: Gesichtserkennung"]),
        ("Gesichts-, A-, B-, C-, D- und Gangerkennung", ["face: Gesichts-"]),
        # The tail that both share has three letters, and none is found in fewer.
        ("Gesichts- und Stadtamt", ["face: Gesichts-"]),
        ("Gesichts- und Spiegelei", []),
        ("Gesichts- und Amt", []),
        # Of terms of one form, the first by name.
        ("Bild- wie Erdkunde", ["a: Bild-"]),
        # Nothing joins the two, or too much stands between them, or another word follows.
        ("Gesichts-, Gangerkennung", []),
        ("Gesichts- Gangerkennung", []),
        ("Gesichts-, A-, B-, C-, D-, E- und Gangerkennung", []),
        ("Gesichts- und die Gangerkennung", []),
        ("Gesichts- und Punkte", []),
        ("Gesichts- und", []),
        ("Gesichts-", []),
        ("Daten- und Tierschutz", []),
    ],
)
def test_a_cut_off_compound_stands_for_the_whole(text: str, found: list[str]) -> None:
    assert [f"{one.term}: {text[one.start : one.end]}" for one in CUT_OFF.find(text)] == found

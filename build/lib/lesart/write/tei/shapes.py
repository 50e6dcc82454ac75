"""
Give a paragraph the TEI of what it is, and arrange paragraphs in divisions, lists and notes.

A heading opens a `div` that holds all up to the next heading as high; items that follow each other
are one `list`; the author's notes stand behind the text of their side.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from xml.etree.ElementTree import Element

from lesart.model import Row, Text
from lesart.view.runs import Run, pieces
from lesart.write.tei.elements import spaced, tei


def writer_of(text: Text) -> str:
    """Give the xml:id of whoever wrote the notes: of the author, or else of the original."""
    return "writer" if text.record.authors else "original"


def styled(run: Run) -> list[Element | str]:
    """Render the words of a run as the original has them set."""
    return [
        tei("hi", piece.words, rend=" ".join(piece.styles)) if piece.styles else piece.words
        for piece in pieces(run)
        if piece.words
    ]


def shaped(row: Row, segs: list[Element], names: Mapping[str, str]) -> Element:
    """Render one side of a row that is no verse."""
    tags = {"heading": "head", "quote": "quote", "item": "item", "stage": "stage"}
    return tei(tags.get(row.role, "p"), *spaced(segs), n=row.id, **names)


def verse(
    row: Row, parts: Sequence[Sequence[Element]], steps: Sequence[int], names: Mapping[str, str]
) -> Element:
    """Render a stanza, a line for each of *parts*, set in by *steps*."""
    lines = [
        tei("l", *part, rend=f"indent({indent})" if indent else "")
        for part, indent in zip(parts, steps, strict=True)
    ]
    return tei("lg", *lines, n=row.id, **names)


def author_note(
    text: Text, row: Row, segs: list[Element], called: Sequence[str], names: Mapping[str, str]
) -> Element:
    """Render a note of the author, which points at where it is called."""
    return tei(
        "note",
        tei("p", *spaced(segs)),
        place="foot",
        resp=f"#{writer_of(text)}",
        n=row.id,
        target=" ".join(called),
        **names,
    )


def arranged(rows: Sequence[Row], elements: Sequence[Element]) -> list[Element]:
    """Put the elements of rows into lists, divisions and the division of notes."""
    pairs = list(zip(rows, elements, strict=True))
    body = [(row, element) for row, element in pairs if row.role != "note"]
    notes = [element for row, element in pairs if row.role == "note"]
    top: list[Element] = []
    above: list[tuple[int, Element]] = []
    for row, element in _in_lists(body):
        if row.role == "heading":
            above = [one for one in above if one[0] < row.level]
            part = tei("div", element, type="part")
            (above[-1][1] if above else top).append(part)
            above.append((row.level, part))
        else:
            (above[-1][1] if above else top).append(element)
    return [*top, *([tei("div", *notes, type="author-notes")] if notes else [])]


def _in_lists(body: Sequence[tuple[Row, Element]]) -> Iterator[tuple[Row, Element]]:
    for is_list, group in groupby(body, lambda pair: pair[1].tag == "item"):
        pairs = list(group)
        if is_list:
            yield pairs[0][0], tei("list", *(element for _, element in pairs))
        else:
            yield from pairs

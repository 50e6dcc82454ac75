"""What stands before and behind a work is proposed to be left out, and never left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from lesart.align import Side
from lesart.align.matter import matter, proposals
from lesart.align.sides import align_files

STORY = [
    f"Am {n}. Tag ging er hinaus, und niemand sah ihn kommen oder gehen." for n in range(1, 99)
]
HEADER = [
    "The Project Gutenberg eBook of Ein Spaziergang, by Niemand",
    "This eBook is for the use of anyone anywhere.",
    "Language: German",
    "*** START OF THE PROJECT GUTENBERG EBOOK EIN SPAZIERGANG ***",
]
LICENCE = [
    "*** END OF THE PROJECT GUTENBERG EBOOK EIN SPAZIERGANG ***",
    "Updated editions will replace the previous one.",
    "Section 1. General terms of use.",
]
CONTENTS = ["Inhalt.", "I. Der Morgen 3", "II. Der Mittag 17", "III. Der Abend 40"]
IMPRINT = ["© 1931 Muster Verlag, Berlin", "Alle Rechte vorbehalten.", "Druck von Beispiel & Sohn"]


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [
        (HEADER, LICENCE, [(0, 4, "header"), (102, 105, "licence")]),
        (HEADER[:1], [], [(0, 1, "header")]),
        (CONTENTS, [], [(0, 4, "contents")]),
        ([], IMPRINT, [(98, 101, "imprint")]),
        ([*IMPRINT, *CONTENTS], [], [(0, 3, "imprint"), (3, 7, "contents")]),
        (["Der Inhalt war leer."], ["Der Verlag schwieg."], []),
        (["Inhalt", "Er ging."], ["Das Copyright war ihm gleich."], []),
        ([], [], []),
    ],
)
def test_matter_is_recognised(
    before: list[str], after: list[str], kinds: list[tuple[int, int, str]]
) -> None:
    found = matter([*before, *STORY, *after])
    assert [(one.first, one.after, one.kind.split()[-1]) for one in found] == [
        (first, last, {"header": "Gutenberg", "licence": "Gutenberg"}.get(kind, kind))
        for first, last, kind in kinds
    ]


def test_it_is_proposed_and_kept() -> None:
    source, target = Side([*HEADER, *STORY], "de"), Side(STORY, "en")
    beads, findings = align_files((Path("a.txt"), Path("b.txt")), (source, target), None, print)
    said = [one for one in findings if one.code == "A014"]
    assert [one.where.path for one in said] == ["a.txt"]
    assert said[0].severity == "warning"
    assert "sentences 1 to 4 look like the header of Project Gutenberg" in said[0].message
    assert sorted(i for bead in beads for i in bead.source) == list(range(len(source.sentences)))


def test_one_sentence_is_named_as_one() -> None:
    (found,) = proposals([*STORY, "ISBN 3-00-000000-0"], "a.txt")
    assert "sentence 99 looks like an imprint" in found.message

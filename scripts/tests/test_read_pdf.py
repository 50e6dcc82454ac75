"""PDF: furniture, footnotes, columns, divided words, paragraphs over pages; no letter is lost."""

from __future__ import annotations

import shutil
from collections import Counter
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesart.core.findings import EditionError, Finding
from lesart.exchange.readers import Block, Omission, read_blocks
from lesart.exchange.readers.pdf import blocks_of
from lesart.exchange.readers.pdf_boxes import CALL, Line, Word
from lesart.exchange.readers.pdf_paragraphs import with_lost_hyphens

needs_program = pytest.mark.skipif(
    not shutil.which("pdftotext"), reason="pdftotext is not installed"
)
FIRST = (
    "Der Krämer stellte die Waage vor die Tür und legte nacheinander eine Feder, ein Blatt und den"
    " Schatten der Dachrinne hinein, worauf die Nachbarschaft zusammenlief."
)
SECOND = (
    "Niemand wunderte sich darüber, denn die Verantwortlichkeit für das Wetter lag seit jeher bei"
    " der Eisenbahnverwaltung, und deren Aufmerksamkeit galt den Wasserstraßen. Man wog weiter bis"
    " zum Abend, und als die Laternen brannten, stand der Zeiger noch immer in der Mitte."
)
THIRD = "Am nächsten Morgen lag Schnee auf beiden Schalen, gleich viel auf jeder."
NOTE = "Gemeint ist die alte Waage, die noch heute über der Werkstatt hängt."
PARAGRAPHS = [FIRST, SECOND, THIRD, SECOND, FIRST, THIRD, SECOND]


@cache
def printed(settings: str, indent: bool = False, noted: bool = True, gutter: str = "7mm") -> bytes:
    """Print the paragraphs by Typst, divided into syllables."""
    typst = pytest.importorskip("typst")
    par = "#set par(justify: true, first-line-indent: (amount: 1em, all: true), spacing: 0.65em)"
    if not indent:
        par = "#set par(justify: true)"
    call = f"#footnote[{NOTE}]" if noted else ""
    words = [FIRST[:-1] + "." + call, *PARAGRAPHS[1:]]
    source = "\n".join(
        [f"#set page(width: 120mm, height: 130mm, margin: 15mm)\n#set page({settings})", par,
         f"#set columns(gutter: {gutter})",
         '#set text(lang: "de", hyphenate: true, size: 10pt)', "= Die Waage", "\n\n".join(words)]
    )  # fmt: skip
    return bytes(typst.compile(source.encode()))


def read(data: bytes) -> tuple[list[Block], list[Omission], list[Finding]]:
    warnings: list[Finding] = []
    omitted: list[Omission] = []
    return read_blocks(data, "a.pdf", warnings, omitted), omitted, warnings


SETTINGS = {
    "head and number": 'header: [Die Waage, erster Teil], numbering: "1"',
    "number in the head": "header: context [Die Waage #h(1fr) #counter(page).display()]",
    "number between dashes": 'numbering: "– 1 –"',
    "Roman numbers": 'numbering: "i", header: [Vorrede]',
    "two columns": 'columns: 2, numbering: "1"',
    "a foot": 'footer: [Ein Abdruck der Werkstatt], header: [Kopf], number-align: top',
}  # fmt: skip


@needs_program
@pytest.mark.parametrize("kind", SETTINGS)
@pytest.mark.parametrize("indent", [False, True])
def test_the_words_are_whole_and_the_rest_is_named(kind: str, indent: bool) -> None:
    blocks, omitted, _ = read(printed(SETTINGS[kind], indent))
    assert [(block.role, block.words) for block in blocks] == [
        ("heading", "Die Waage"),
        *(("paragraph", words) for words in PARAGRAPHS),
        ("note", NOTE),
    ]
    assert blocks[1].calls and blocks[1].calls[0].at == len(FIRST)
    kinds = {one.kind for one in omitted}
    assert kinds <= {"page numbers", "running heads and feet", "marks of footnotes"}
    assert all(one.page for one in omitted)
    assert len([one for one in omitted if "marks" not in one.kind]) >= 2


@needs_program
@pytest.mark.parametrize("gutter", ["3.5mm", "4mm", "5mm"])
@pytest.mark.parametrize("indent", [False, True])
def test_columns_that_stand_close_are_told_apart(gutter: str, indent: bool) -> None:
    blocks, _, _ = read(printed("columns: 2, width: 170mm", indent, gutter=gutter))
    assert [block.words for block in blocks] == ["Die Waage", *PARAGRAPHS, NOTE]


@needs_program
def test_a_page_without_furniture_loses_nothing() -> None:
    blocks, omitted, warnings = read(printed("numbering: none", noted=False))
    assert [block.words for block in blocks] == ["Die Waage", *PARAGRAPHS]
    assert omitted == []
    assert all(one.code == "A012" for one in warnings)


@needs_program
def test_a_page_without_text_is_named() -> None:
    typst = pytest.importorskip("typst")
    data = typst.compile(b"Eins.\n#pagebreak()\n#rect(width: 5cm)\n#pagebreak()\nDrei.")
    blocks, _, warnings = read(bytes(data))
    assert [block.words for block in blocks] == ["Eins.", "Drei."]
    assert [one.message for one in warnings] == ["pages without text: 1 (2)"]
    with pytest.raises(EditionError, match="no page of the file has text"):
        read(bytes(typst.compile(b"#rect(width: 5cm)")))


def line(
    words: str, page: int = 1, block: int = 1, top: float = 100.0, left: float = 50.0,
    height: float = 11.0, flow: int = 0,
) -> Line:  # fmt: skip
    cut, right = [], left
    for word in words.split():
        cut.append(Word(word, right, right + 5 * len(word), top, top + height))
        right += 5 * len(word) + 5
    return Line(
        words=tuple(cut), page=page, flow=flow or page, block=block, left=left, right=right,
        top=top, bottom=top + height, depth=400.0,
    )  # fmt: skip


def made(lines: list[Line]) -> tuple[list[str], list[str], list[str]]:
    found = list(blocks_of(lines, "a.pdf"))
    return (
        [one.words for one in found if isinstance(one, Block)],
        [one.words for one in found if isinstance(one, Omission)],
        [one.message for one in found if isinstance(one, Finding)],
    )


def test_small_type_that_is_not_called_is_text() -> None:
    lines = [line("Der Hund schläft im Hof."), line("2 Hunde, klein gedruckt.", top=300, height=8)]
    assert made(lines)[0] == ["Der Hund schläft im Hof.", "2 Hunde, klein gedruckt."]


def test_a_note_goes_on_over_the_page() -> None:
    lines = [
        line("Der Hund1 schläft im Hof."),
        line("1 Ein Dackel, der nie", top=300, height=8, block=2),
        line("Die Katze wacht.", page=2, block=3),
        line("gebellt hat.", page=2, top=300, height=8, block=4),
    ]
    words, omitted, _ = made(lines)
    assert words[:2] == ["Der Hund schläft im Hof.", "Die Katze wacht."]
    assert [one.replace("\n", " ") for one in words[2:]] == ["Ein Dackel, der nie", "gebellt hat."]
    assert omitted == ["1", "1"]


def test_items_begin_with_bullets() -> None:
    lines = [line("•"), line("Ein Hund", block=2), line("• Eine Katze", block=3)]
    found = [one for one in blocks_of(lines, "a.pdf") if isinstance(one, Block)]
    assert [(one.role, " ".join(one.words.split())) for one in found] == [
        ("item", "Ein Hund"), ("item", "Eine Katze"),
    ]  # fmt: skip


def test_hyphens_that_a_file_has_lost_are_found() -> None:
    pytest.importorskip("wordfreq")
    ends = ["die Verwal", "tung und die Gesell", "schaft der Regie", "rung kam"]
    marked, count = with_lost_hyphens([line(one, top=100 + 12 * n) for n, one in enumerate(ends)])
    assert count == 3
    assert made(marked)[0] == ["die Verwaltung und die Gesellschaft der Regierung kam"]
    whole = ["die Verwaltung", "und die Gesellschaft", "der Regierung kam"]
    assert with_lost_hyphens([line(one) for one in whole])[1] == 0


_TEXT = st.text("abÄß1.-\u00ad•„“2*", min_size=1, max_size=8).filter(lambda w: w.strip())


@given(
    st.lists(
        st.builds(
            line,
            st.lists(_TEXT, min_size=1, max_size=3).map(" ".join),
            st.integers(1, 4), st.integers(1, 3), st.sampled_from([10.0, 100.0, 300.0, 380.0]),
            st.sampled_from([50.0, 60.0, 200.0]), st.sampled_from([8.0, 11.0, 16.0]),
        ),
        min_size=1, max_size=12,
    )
)  # fmt: skip
def test_no_letter_is_lost(lines: list[Line]) -> None:
    lines.sort(key=lambda one: one.page)
    words, omitted, _ = made(lines)
    found, wanted = (
        Counter("".join([*words, *omitted])),
        Counter("".join(one.text for one in lines)),
    )
    assert {one: found[one] for one in "abÄß12"} == {one: wanted[one] for one in "abÄß12"}
    assert CALL not in "".join(words)

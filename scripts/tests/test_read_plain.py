"""Plain text: how lines make paragraphs, furniture of pages, words over line ends; none lost."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesart.core.findings import Finding
from lesart.exchange.readers import Omission, read_blocks
from lesart.exchange.readers.furniture import find_furniture


def read(text: str) -> tuple[list[str], list[Omission], list[Finding]]:
    warnings: list[Finding] = []
    omitted: list[Omission] = []
    blocks = read_blocks(text.encode(), "a.txt", warnings, omitted)
    return [block.words for block in blocks], omitted, warnings


WRAPPED = (
    "Der Krämer stand am Morgen vor der Tür und zählte die Säcke, die man ihm\n"
    "in der Nacht gebracht hatte. Es waren neun. Er hatte zehn bestellt, und\n"
    "das sagte er auch.\n"
)
LAYOUTS = {
    "filled lines": (WRAPPED, 1, ""),
    "filled lines, parted": (f"{WRAPPED}\n{WRAPPED}", 2, ""),
    "lines that are paragraphs": (
        "Der Hof\nDer Hund schläft im Hof.\nDie Katze sieht ihm zu, und nichts geschieht.\n"
        "„Wer ist da?“, fragte die Magd.\nNiemand.\n", 5, "each line is read as a paragraph: 5"),
    "a paragraph a line and empty lines": (
        "Der Hof\n\nDer Hund schläft.\nDie Katze wacht.\n\nDer Morgen\n\nEs regnet.\nEs schneit.\n",
        6, "each line"),
    "very long lines": (
        f"{'Der Hund schlief und die Katze sah ihm zu, ' * 6}und so:\n"
        f"{'Nichts geschah, und niemand wunderte sich, ' * 6}bis heute.\n", 2, "each line"),
    "two lines": ("Der Hund schläft.\nDie Katze aber wacht die ganze Nacht.\n", 2, "each line"),
    "lines set in": (
        f"   {WRAPPED}   Niemand antwortete ihm.\n   {WRAPPED}", 3, "lines that are set in"),
    "lines set in by a tab": (f"Der Hof\n\n{WRAPPED}\t{WRAPPED}", 3, "lines that are set in"),
    "all lines set in alike": (
        "".join(f"   {line}\n" for line in WRAPPED.splitlines()), 1, ""),
    "lines that end early": (WRAPPED * 3, 3, "lines that end early end paragraphs: 3"),
    "verse": (
        "Es hing ein Brett am Faden,\nmit Licht und Luft beladen,\nund doch, am Abend, wenn es kam,"
        "\nsank tief\n\nDa stand der Krämer vor der Tür\nund sah\nund sprach\n", 2,
        "stanzas of verse"),
}  # fmt: skip


@pytest.mark.parametrize("kind", LAYOUTS)
def test_lines_make_paragraphs_and_it_is_told_how(kind: str) -> None:
    text, count, said = LAYOUTS[kind]
    paragraphs, omitted, warnings = read(text)
    assert len(paragraphs) == count
    assert omitted == []
    assert [said in one.message for one in warnings] == [True] * bool(said)
    assert " ".join(" ".join(paragraphs).split()) == " ".join(text.split())


def test_stanzas_that_are_set_in_among_prose_are_verse() -> None:
    stanza = "    Es hing ein Brett am Faden,\n      mit Licht beladen,\n    und sank.\n"
    quoted = "".join(f"    {line}\n" for line in WRAPPED.splitlines())
    text = f"{WRAPPED}\n{stanza}\n„Neun.“\n\n„Zehn.“\n\n{quoted}\n* * *\n\n{WRAPPED}"
    warnings: list[Finding] = []
    blocks = read_blocks(text.encode(), "a.txt", warnings)
    assert [block.role for block in blocks] == [
        "paragraph", "verse", *["paragraph"] * 5
    ]  # fmt: skip
    assert [line.indent for line in blocks[1].lines] == [0, 1, 0]
    assert [one.message.split()[0] for one in warnings] == ["1"]


JOINED = {
    "ein Brett am Fa-\nden hing dort": "ein Brett am Faden hing dort",
    "die Nachricht kam un⸗\nerwartet an": "die Nachricht kam unerwartet an",
    "er buk mit Zuk-\nker und Mehl": "er buk mit Zucker und Mehl",
    "Wind-\nund Wetterhäuser": "Wind- und Wetterhäuser",
    "er ging –\nund kam": "er ging – und kam",
    "Do\u00adnau\u00ad\ndampf": "Donaudampf",
    "das Ra-\u00ad\nthaus dort": "das Rathaus dort",
}


@pytest.mark.parametrize("text", JOINED)
def test_words_divided_at_line_ends_are_whole(text: str) -> None:
    assert read(text)[0] == [JOINED[text]]


def test_a_file_that_divides_no_words_keeps_its_hyphens() -> None:
    """English without a divided word has hyphens at line ends that belong to the words."""
    line = "he wore what he had and nothing else that day or any other\n"
    text = line * 150 + "a dressing-\ngown and a well-\nknown hat\n" + "the well-known man\n"
    paragraphs, _, warnings = read(text)
    assert "a dressing-gown and a well-known hat" in paragraphs[0]
    assert "1 joins are doubtful" in warnings[0].message


PAGES = (
    "DER HOF            3\n\nDer Hund schlief im Hof, und die Ka-\n\f"
    "4            DER HOF\n\ntze sah ihm zu. Es war ein langer Tag\n\f"
    "DER HOF            5\n\nohne Ende. Dann kam die Nacht.\n"
)


def test_furniture_of_pages_is_left_out_and_named() -> None:
    paragraphs, omitted, warnings = read(PAGES)
    assert paragraphs == [
        "Der Hund schlief im Hof, und die Katze sah ihm zu. Es war ein langer Tag ohne Ende."
        " Dann kam die Nacht."
    ]
    assert [(one.line, one.words.split()[0]) for one in omitted] == [
        (1, "DER"),
        (4, "4"),
        (7, "DER"),
    ]
    assert [one.code for one in warnings] == ["A006"]


def test_a_number_that_tears_no_sentence_stays() -> None:
    assert read("Der Hund schlief.\n\n17\n\nDie Katze wachte.\n")[0][1] == "17"
    paragraphs, omitted, _ = read("Der Hund schlief im\n\n17\n\nHof und\n\n- 18 -\n\nträumte.\n")
    assert paragraphs == ["Der Hund schlief im", "17", "Hof und träumte."]
    assert [one.words for one in omitted] == ["- 18 -"]


@pytest.mark.parametrize(
    "pages",
    [
        [["Ein Satz."], ["Noch einer."]],
        [["Ein Satz.", "1912 war es."], ["Noch einer.", "Und 7."]],
        [["1", "Ein Satz."]],
        [["Eins", "a", "im Hof", "c"], ["Zwei", "d", "im Hof", "f"], ["Drei", "x", "y", "i"]],
    ],
)
def test_what_is_no_furniture_stays(pages: list[list[str]]) -> None:
    assert find_furniture(pages) == []


@given(
    st.lists(
        st.text("abÄß.–-⸗\u00ad 17„“", max_size=14).map(str) | st.sampled_from(["\f", "", "17"]),
        min_size=1, max_size=14,
    )
)  # fmt: skip
def test_no_letter_is_lost(lines: list[str]) -> None:
    text = "Anfang.\n" + "\n".join(lines)
    paragraphs, omitted, _ = read(text)
    found = Counter("".join([*paragraphs, *(one.words for one in omitted)]))
    wanted = Counter(text)
    assert {one: found[one] for one in "abÄß17An"} == {one: wanted[one] for one in "abÄß17An"}
    assert all(one.line for one in omitted)


@given(st.lists(st.sampled_from("Der Hund schläft Katze und. wacht, „Ja“".split()), min_size=1))
def test_what_is_written_with_empty_lines_is_read_back(words: list[str]) -> None:
    """Paragraphs of one line each, parted by empty lines, are what they are."""
    paragraphs = [" ".join(words), "Ende.", " ".join(reversed(words))]
    assert read("\n\n".join(paragraphs))[0] == paragraphs

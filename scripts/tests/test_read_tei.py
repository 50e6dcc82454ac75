"""TEI: one of several readings, breaks, parts, notes; nothing lost unseen; our own read back."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from xml.etree.ElementTree import Element, tostring

import pytest
from command import run
from hypothesis import given
from hypothesis import strategies as st
from structured import structured

from lesart.core.findings import Finding
from lesart.exchange.readers import Asked, Block, Omission, read_blocks
from lesart.model import Language, Row, Text
from lesart.tasks.edition import Settings, load_edition
from lesart.write.tei.document import write_tei

NS = "xmlns='http://www.tei-c.org/ns/1.0'"


def document(body: str, around: str = "<body>{}</body>") -> bytes:
    return f"<TEI {NS}><teiHeader/><text>{around.format(body)}</text></TEI>".encode()


def read(data: bytes) -> tuple[list[Block], list[Omission], list[Finding]]:
    omitted: list[Omission] = []
    warnings: list[Finding] = []
    return read_blocks(data, "a.xml", warnings, omitted), omitted, warnings


READINGS = {
    "a correction": ("<choice><sic>gieng</sic><corr>ging</corr></choice>", "ging", "gieng"),
    "the other order": ("<choice><reg>tut</reg> <orig>thut</orig></choice>", "tut", "thut"),
    "an expansion": ("<choice><abbr>Hr.</abbr><expan>Herr</expan></choice>", "Herr", "Hr."),
    "unclear alone": ("<choice><unclear>Wein</unclear><unclear>Bein</unclear></choice>", "Wein",
                      "Bein"),
    "a choice in a choice": (
        "<choice><sic>a<choice><abbr>b.</abbr><expan>bc</expan></choice></sic><corr>d</corr>"
        "</choice>", "d", "ab.bc"),
    "a lemma": ("<app><lem wit='#A'>Haus</lem><rdg wit='#B'>Hof</rdg></app>", "Haus", "Hof"),
    "a lemma that stands last": ("<app><rdg>Hof</rdg><lem>Haus</lem></app>", "Haus", "Hof"),
    "no lemma": ("<app><rdg>Haus</rdg><rdg>Hof</rdg></app>", "Haus", "Hof"),
    "grouped readings": ("<app><rdgGrp><rdg>Haus</rdg><rdg>Hof</rdg></rdgGrp></app>", "Haus",
                         "Hof"),
    "an empty lemma": ("<app><lem/><rdg>Hof</rdg></app>", "", "Hof"),
    "a substitution": ("<subst><del>Hof</del> <add>Haus</add></subst>", "Haus", "Hof"),
    "a deletion": ("Ha<del>llo</del>us", "Haus", "llo"),
    "a deletion taken back": ("<restore>Ha<del>us</del></restore>", "Haus", ""),
    "a lone error": ("<sic>gieng</sic>", "gieng", ""),
    "a picture": ("<figure><figDesc>Ein Hund</figDesc></figure>", "", "Ein Hund"),
    "an index": ("Haus<index><term>Häuser</term></index>", "Haus", "Häuser"),
}  # fmt: skip


@pytest.mark.parametrize("kind", READINGS)
def test_one_reading_is_the_text_and_the_others_are_named(kind: str) -> None:
    inside, wanted, left = READINGS[kind]
    blocks, omitted, warnings = read(document(f"<p>Das\n {inside}\n dort.</p>"))
    assert " ".join(block.words for block in blocks) == f"Das {wanted} dort.".replace("  ", " ")
    assert [one.words for one in omitted] == [left] * bool(left)
    assert len(warnings) == bool(left)
    assert all(one.where.line == 2 and left in one.evidence[0] for one in warnings)


def test_the_readings_of_the_document_can_be_asked_for(mini: Settings, tmp_path: Path) -> None:
    inside = "<choice><sic>gieng</sic><corr>ging</corr></choice> und <choice><reg>tat</reg>"
    body = f"<p>Er {inside}<orig>that</orig></choice> nichts.</p>"
    (tmp_path / "a.xml").write_bytes(document(body))
    for more, words in (([], "ging und tat"), (["--transcribed"], "gieng und that")):
        done = run(mini, "read", str(tmp_path / "a.xml"), *more)
        assert done.stdout == f"paragraph\tEr {words} nichts.\n"
    done = run(mini, "add", "neu", "--source", str(tmp_path / "a.xml"), "--transcribed")
    assert done.returncode == 0
    text = (mini.root / "source_texts/neu/de.tsv").read_text("utf-8")
    assert "Er gieng und that nichts." in text


def test_our_own_document_is_added_with_both_sides(mini: Settings, tmp_path: Path) -> None:
    edition = load_edition(mini)
    text = next(one for one in edition.texts if one.record.speakers)
    path = str(tmp_path / "a.tei.xml")
    (tmp_path / "a.tei.xml").write_bytes(write_tei(text, edition, "a.tei.xml"))
    done = run(mini, "add", "neu", "--source", path, "--translation", path)
    assert done.returncode == 0, done.stderr
    german = (mini.root / "source_texts/neu/de.tsv").read_text("utf-8")
    english = (mini.root / "source_texts/neu/en.tsv").read_text("utf-8")
    for row in text.rows:
        assert all(segment.text in german for segment in row.segments if segment.text)
        assert all(word in english for unit in row.units for word in unit.text.split())


BREAKS = {
    "bös<lb break='no'/>artig": "bösartig",
    "bös<lb break='no'/>\n artig": "bösartig",
    "bös\n  <lb break='no'/>artig": "bösartig",
    "<hi>bös</hi>\n<pb break='no' n='3'/><fw>3</fw>\n<hi>artig</hi>": "bösartig",
    "bös-<lb break='no'/>artig": "bösartig",
    "bös⸗<lb/>\nartig": "bösartig",
    "bös¬\n<pb/>\n<fw>Kopf</fw>\n<lb/>artig": "bösartig",
    "vor<lb/>dem": "vor dem",
    "vor<pb/>dem": "vor dem",
    "vor<cb/>dem": "vor dem",
    "Wind-<lb/>und Regen": "Wind- und Regen",
    "Nord-<lb/>Süd-Achse": "Nord-Süd-Achse",
    "Do\u00adnau": "Donau",
    "<s>Er.</s><s>Sie.</s>": "Er. Sie.",
    "<w>Ja</w>\n<pc join='left'>.</pc>": "Ja.",
    "um 10<hi rend='sup'>30</hi>": "um 10³⁰",
}


@pytest.mark.parametrize("inside", BREAKS)
def test_words_end_where_the_file_says(inside: str) -> None:
    blocks, _, _ = read(document(f"<p>{inside}</p>"))
    assert [block.words for block in blocks] == [BREAKS[inside]]


def test_all_parts_are_read_in_their_order() -> None:
    part = (
        "<text><front><div><head>Vor {0}</head></div></front><body><p>Text {0}.</p></body></text>"
    )
    group = document(part.format(1) + part.format(2), "<group>{}</group><back><p>Nach.</p></back>")
    words = [block.words for block in read(group)[0]]
    assert words == ["Vor 1", "Text 1.", "Vor 2", "Text 2.", "Nach."]
    corpus = f"<teiCorpus {NS}><teiHeader><text>nie</text></teiHeader>"
    inner = "<TEI><text><body><p>{}</p></body></text></TEI>"
    data = f"{corpus}{inner.format('Eins.')}{inner.format('Zwei.')}</teiCorpus>".encode()
    assert [block.words for block in read(data)[0]] == ["Eins.", "Zwei."]


def test_what_stands_in_another_file_is_named() -> None:
    body = "<p>Da.</p><xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='zwei.xml'/>"
    blocks, omitted, _ = read(document(body))
    assert [block.words for block in blocks] == ["Da."]
    assert [one.words for one in omitted] == ["zwei.xml"]


NOTED = {
    "in its place": "<p>Er ging<note place='foot' n='1'><p>Eins.</p><p>Zwei.</p></note> heim.</p>",
    "at the end, called": "<p>Er ging<ref target='#n'>1</ref> heim.</p><note xml:id='n'>Eins."
    "<lb/>Zwei.</note>",
    "at the end, by a pointer": "<p>Er ging<ptr target='#n'/> heim.</p><div><note xml:id='n'>"
    "<p>Eins. Zwei.</p></note></div>",
    "which says where": "<p>Er ging<anchor xml:id='a'/> heim.</p><note place='end' target='#a'>"
    "Eins. Zwei.</note>",
    "which says the word": "<p>Er <w xml:id='a'>ging</w> heim.</p><note place='end' target='#a'>"
    "Eins. Zwei.</note>",
    "on two pages": "<p>Er ging<note place='foot' xml:id='n' next='#m'>Eins.</note> <note"
    " place='foot' xml:id='m' prev='#n'>Zwei.</note>heim.</p>",
}


@pytest.mark.parametrize("kind", NOTED)
def test_a_note_stands_apart_and_is_called(kind: str) -> None:
    one, note = read(document(NOTED[kind]))[0]
    assert (one.words, note.role, note.words) == ("Er ging heim.", "note", "Eins. Zwei.")
    assert {call.at for call in one.calls} <= {7, 8}
    assert one.calls[0].at == 7


def test_a_reference_in_words_is_no_call() -> None:
    data = document("<p>Siehe <ref target='#n'>die Anmerkung</ref>.</p><note xml:id='n'>Da.</note>")
    assert [block.words for block in read(data)[0]] == ["Siehe die Anmerkung.", "Da."]


def test_lines_without_a_stanza_are_verse_and_prose_goes_on() -> None:
    data = document(
        "<p>Er sang:<quote><l>Am Abend</l><lb/><l rend='indent'>und nachts</l></quote> So.</p>"
    )
    blocks = read(data)[0]
    assert [(block.role, block.words) for block in blocks] == [
        ("paragraph", "Er sang:"), ("verse", "Am Abend und nachts"), ("paragraph", "So."),
    ]  # fmt: skip
    assert [(line.start, line.indent) for line in blocks[1].lines] == [(0, 0), (9, 1)]


# Every letter is in the text or in the list of what is left out

_INLINE = (
    "hi seg persName sic corr orig reg add del unclear choice app lem rdg subst note fw w s ref"
)
_BLOCK = (
    "div p head lg l sp speaker stage list item quote q table row cell figure note ab label bibl"
)
_EMPTY = "lb pb cb anchor ptr gap space milestone"
_WORDS = st.text("abc ÄÜß-\n¬⸗\u00ad.1", max_size=6)
_ATTRIBUTES = st.dictionaries(
    st.sampled_from(["break", "place", "type", "target", "rend", "join", "prev"]),
    st.sampled_from(["no", "foot", "translation", "edition", "#a", "italic bold", "left", "both"]),
    max_size=2,
)


@st.composite
def elements(draw: st.DrawFn, depth: int = 4) -> Element:
    element = Element(
        draw(st.sampled_from(f"{_INLINE} {_BLOCK} {_EMPTY}".split())), draw(_ATTRIBUTES)
    )
    if draw(st.integers(0, 4)) == 0:
        element.set("xml:id", "a")
    element.tail = draw(_WORDS)
    if element.tag in _EMPTY.split():
        return element
    element.text = draw(_WORDS)
    if depth:
        for child in draw(st.lists(elements(depth - 1), max_size=3)):
            element.append(child)
    for number, one in enumerate(element.iter()):
        if one.get("xml:id"):
            one.set("xml:id", "a" if number == 0 else f"a{number}")
    return element


def letters(words: str) -> Counter[str]:
    return Counter(one for one in words if one.isalnum())


@given(st.lists(elements(), min_size=1, max_size=3))
def test_no_letter_is_lost_in_silence(parts: list[Element]) -> None:
    body = Element("body")
    body.extend(parts)
    head = Element("p")
    head.text = "Anfang"
    body.insert(0, head)
    for number, one in enumerate(body.iter()):
        if one.get("xml:id"):
            one.set("xml:id", f"a{number}")
    blocks, omitted, _ = read(document(tostring(body, "unicode"), "{}"))
    found = Counter[str]()
    for words in [*(block.words for block in blocks), *(one.words for one in omitted)]:
        found += letters(words)
    assert found == letters("".join(body.itertext()))
    assert all(one.at for one in omitted)


# Our own documents


def wanted(rows: tuple[Row, ...], side: Language, text: Text) -> list[tuple[str, str]]:
    """Give what a text says on one side: role and words, and who speaks before each turn."""
    names = {id_: getattr(one.name, side) for id_, one in text.record.speakers.items()}
    found: list[tuple[str, str]] = []
    for row in rows:
        said = row.segments if side == "de" else row.units
        words = " ".join(one.text or "" for one in said)
        first = row is rows[0]
        role = {"title": "heading" if first else "paragraph", "turn": "paragraph"}.get(
            row.role, row.role
        )
        if row.speaker:
            found.append(("stage", names[row.speaker]))
        if words:
            found.append((role if role not in ("lead", "author") else "paragraph", words))
    return found


@pytest.mark.parametrize("number", [0, 1])
def test_our_own_document_gives_the_text_it_was_written_from(mini: Settings, number: int) -> None:
    edition = load_edition(mini)
    for text in (
        edition.texts[number],
        structured(next(one for one in edition.texts if one.record.speakers)),
    ):
        blocks, omitted, _ = read(write_tei(text, edition, "downloads/a.tei.xml"))
        rows = tuple(sorted(text.rows, key=lambda row: row.role == "note"))
        assert [(block.role, block.words) for block in blocks] == wanted(rows, "de", text)
        kinds = {one.kind.partition(" ")[0] for one in omitted}
        assert {"parts"} <= kinds <= {"parts", "other", "what", "gaps,"}
        english = wanted(rows, "en", text)
        blocks = read_blocks(write_tei(text, edition, "a.xml"), "a.xml", asked=Asked(language="en"))
        assert [(block.role, block.words) for block in blocks] == english


def test_our_own_document_gives_styles_calls_levels_and_lines(mini: Settings) -> None:
    edition = load_edition(mini)
    text = structured(next(one for one in edition.texts if one.record.speakers))
    blocks = read(write_tei(text, edition, "a.tei.xml"))[0]
    named = {one.name.de for one in text.record.speakers.values()}
    read_rows = [block for block in blocks if not (block.role == "stage" and block.words in named)]
    for row, block in zip(text.rows, read_rows, strict=True):
        starts = [0]
        for segment in row.segments:
            starts.append(starts[-1] + len(segment.text or "") + 1)
        pairs = list(zip(row.segments, starts, strict=False))
        styles = {(s.start + at, s.end + at, s.kind) for one, at in pairs for s in one.styles}
        # A call stands behind a word: behind the blank before one, it moves to the one before.
        calls = [
            (len(block.words[: call.at + at].rstrip()), call.note)
            for one, at in pairs
            for call in one.calls
        ]
        assert {(s.start, s.end, s.kind) for s in block.styles} == styles
        assert [(call.at, call.note) for call in block.calls] == calls
        if row.role == "heading":
            assert block.level == row.level
        if row.role == "verse":
            assert [(line.start, line.indent) for line in block.lines] == [
                (at, one.indent) for one, at in pairs
            ]


def test_all_that_is_left_out_can_be_printed(mini: Settings, tmp_path: Path) -> None:
    words = " ".join(f"<fw>Kopf {number}</fw>" for number in range(9))
    (tmp_path / "a.xml").write_bytes(document(f"<p>Da.</p>{words}"))
    done = run(mini, "read", str(tmp_path / "a.xml"))
    assert done.stdout == "paragraph\tDa.\n"
    assert "(fw): 9)" in done.stderr and "and 4 more" in done.stderr
    done = run(mini, "read", "--left-out", str(tmp_path / "a.xml"))
    assert done.stdout.count("line 1\trunning heads and page numbers (fw)\tKopf ") == 9

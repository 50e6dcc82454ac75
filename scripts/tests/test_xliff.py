"""XLIFF of versions 1.2 to 2.2: what stands in a unit, and which units can be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from translate.storage.xliff import xlifffile
from units_files import export_text, import_units

from lesart.core.findings import EditionError
from lesart.exchange.xliff import parse_xliff
from lesart.model import Incoming
from lesart.tasks.edition import Settings, load_sources

NAMESPACE = "urn:oasis:names:tc:xliff:document:"


def unit_of(body: str, version: str = "2.0") -> Incoming:
    namespace = f"{NAMESPACE}{'2.0' if version == '2.1' else version}"
    head = f'<xliff xmlns="{namespace}" version="{version}" srcLang="de" trgLang="en"><file id="a">'
    found = parse_xliff(f'{head}<unit id="1.1">{body}</unit></file></xliff>'.encode(), "a.xlf")
    assert [one.reference for one in found] == ["a:1.1"]
    return found[0]


def segment(target: str, state: str = "translated", source: str = "Ja.", order: str = "") -> str:
    order = f' order="{order}"' if order else ""
    return (f'<segment state="{state}"><source>{source}</source>'
            f"<target{order}>{target}</target></segment>")  # fmt: skip


def ignorable(source: str, target: str | None = None) -> str:
    other = "" if target is None else f"<target>{target}</target>"
    return f"<ignorable><source>{source}</source>{other}</ignorable>"


READ = [
    ('The <sm id="m1" type="comment" value="look"/>city<em startRef="m1"/> built.',
     "The city built."),
    ('The <mrk id="m1" type="term">city</mrk> <pc id="1">built <mrk id="m2">it</mrk></pc>.',
     "The city built it."),
    ('The <sc id="1"/>city<ec startRef="1"/> built.', "The city built."),
    ('A<cp hex="00AD"/>b<cp hex="1F600"/>', "A\u00adb\U0001f600"),
    ("one\n     line", "one line"),
    ("one\u2028line", "one\u2028line"),
]  # fmt: skip

UNREADABLE = [
    (segment('In <ph id="1" disp="1989"/> it'), "element ph stands in its words"),
    (segment("x", source='In <ph id="1"/>'), "element ph stands in its words"),
    (segment('A<cp hex="zz"/>'), "is no character"),
    (segment('A<cp hex="110000"/>'), "is no character"),
    (segment("Yes.", "initial"), "its state is initial"),
    (segment("Yes.") + segment(""), "only 1 of its 2 segments"),
    (segment("Yes.") + "<segment><source>Nein.</source></segment>", "only 1 of its 2 segments"),
    (segment("Yes.") + segment("No.", "initial"), "its state is initial"),
    (segment("a", order="1") + segment("b", order="1"), "no order"),
    (segment("a", order="3") + segment("b"), "no order"),
    (segment("a", order="2") + segment("b"), "two of its targets ask for one place"),
    (segment("a", order="x"), "no order"),
    ("<segment><target>x</target></segment>", "no source"),
]


@pytest.mark.parametrize("version", ["2.0", "2.1", "2.2"])
@pytest.mark.parametrize(("words", "read"), READ)
def test_words_are_read_through_what_marks_them(words: str, read: str, version: str) -> None:
    found = unit_of(segment(words), version)
    assert (found.target, found.fault, found.finished) == (read, "", False)


@pytest.mark.parametrize(("body", "said"), UNREADABLE)
def test_a_unit_that_cannot_be_read_says_why(body: str, said: str) -> None:
    found = unit_of(body)
    assert said in found.fault
    assert (found.target, found.finished) == ("", False)


def test_targets_stand_in_the_order_that_they_name() -> None:
    body = (segment("third", "final", "c", "5") + ignorable(", ") + segment("second", "final", "b")
            + ignorable(" - ", "; ") + segment("first", "reviewed", "a", "1"))  # fmt: skip
    found = unit_of(body)
    assert (found.source, found.target) == ("c, b - a", "first, second; third")
    assert found.finished


def test_a_segment_without_a_state_is_a_draft() -> None:
    found = unit_of("<segment><source>Ja.</source><target>Yes.</target></segment>")
    assert (found.target, found.finished, found.fault) == ("Yes.", False, "")


def test_a_version_that_is_not_read_is_named() -> None:
    with pytest.raises(EditionError, match=r"this is XLIFF 2\.3"):
        parse_xliff(b'<xliff version="2.3"/>', "a.xlf")


ONE = """<?xml version="1.0"?><xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">
<file original="a" source-language="de-DE" target-language="en-GB" datatype="x-a"><body><group>
%s</group></body></file></xliff>"""
UNITS_OF_ONE = [
    ('<trans-unit id="1.1"><source>Ja.</source><target>Yes.</target></trans-unit>',
     Incoming("a:1.1", "Ja.", "Yes.", False, line=3)),
    ('<trans-unit id="7" resname="b:2.1" approved="yes"><source>Ja.</source><target>Yes.</target>'
     "<note>Term: x\nBase: 01ab</note></trans-unit>",
     Incoming("b:2.1", "Ja.", "Yes.", True, "01ab", 3)),
    ('<trans-unit id="1.1" approved="yes"><source>Ja.</source><target state="needs-review">Yes.'
     "</target></trans-unit>", Incoming("a:1.1", "Ja.", "Yes.", False, line=3)),
    ('<trans-unit id="1.1"><source>J<g id="1">a</g>.</source><target state="final">Y<mrk '
     'mtype="seg">es</mrk>.</target></trans-unit>', Incoming("a:1.1", "Ja.", "Yes.", True, line=3)),
    ('<trans-unit id="1.1"><source>Ja.</source><target state="new">Ja.</target></trans-unit>',
     Incoming("a:1.1", "", "", False, line=3, fault="its state is new, which says that nobody has "
              "translated it")),
    ('<trans-unit id="1.1"><source>Ja.</source><target>Y<x id="1"/></target></trans-unit>',
     Incoming("a:1.1", "", "", False, line=3, fault="the element x stands in its words")),
    ('<trans-unit id="1.1"><source>Ja.</source></trans-unit>',
     Incoming("a:1.1", "Ja.", "", False, line=3)),
]  # fmt: skip


@pytest.mark.parametrize(("written", "read"), UNITS_OF_ONE)
def test_version_1_is_read(written: str, read: Incoming) -> None:
    assert parse_xliff((ONE % written).encode(), "a.xlf") == [read]


def test_what_another_program_writes_as_version_1_comes_in(mini: Settings, tmp_path: Path) -> None:
    file = xlifffile()
    file.setsourcelanguage("de")
    file.settargetlanguage("en")
    sources = load_sources(mini, "wolken")
    words = {one.id: one.text or "" for one in sources.segments or ()}
    unit = file.addsourceunit(words["2.1"])
    unit.setid("wolken:2.1")
    unit.target = "One could try."
    file.savefile(str(tmp_path / "a.xlf"))
    done = import_units(mini, tmp_path / "a.xlf", True, True)
    assert (done.report, done.refused) == (
        (("wolken:2.1", "changed", "One can try.", "One could try."),),
        (),
    )


def test_one_unit_that_cannot_be_read_keeps_no_other_out(mini: Settings, tmp_path: Path) -> None:
    text = export_text(mini, "wolken", "xliff").replace("One can try.", "One could try.")
    text = re.sub(r"<target>Can clouds", '<target>Can <ph id="1"/> clouds', text, count=1)
    (tmp_path / "a.xlf").write_text(text, "utf-8")
    done = import_units(mini, tmp_path / "a.xlf", False, False)
    assert [row[0] for row in done.report] == ["wolken:2.1"]
    assert [(one.code, one.where.reference) for one in done.refused] == [("X012", "wolken:1.1")]


PIECES = ["a", " ", "<cp hex='41'/>", "<ph id='1'/>", "<sm id='m'/>", "<em startRef='m'/>"]
INLINE = st.recursive(
    st.sampled_from(PIECES),
    lambda inner: st.lists(inner, max_size=3).map("".join).map("<mrk id='m'>{}</mrk>".format),
    max_leaves=8,
)


@given(st.lists(st.tuples(INLINE, st.sampled_from(["", "initial", "final", "odd"]),
                          st.sampled_from(["", "1", "2", "3", "9"])), max_size=4))  # fmt: skip
def test_any_unit_is_read_or_says_why(parts: list[tuple[str, str, str]]) -> None:
    found = unit_of("".join(segment(words, state, "Ja.", order) for words, state, order in parts))
    assert not found.fault or not found.target
    assert found.fault or "<" not in found.target

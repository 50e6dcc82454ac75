"""PO as gettext reads it: escapes, encodings, odd characters; broken strings with their line."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from command import run
from hypothesis import given, settings
from hypothesis import strategies as st
from units_files import export_text, import_units

from lesart.core.findings import EditionError
from lesart.exchange.po import format_po, parse_po
from lesart.model import Outgoing
from lesart.tasks.edition import Settings

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
OLD = 'msgstr "Can clouds be weighed?"'
needs_gettext = pytest.mark.skipif(
    not shutil.which("msgcat"), reason="gettext (msgcat, msgfmt) is not installed"
)


def gettext(name: str, *words: str, text: str) -> subprocess.CompletedProcess[bytes]:
    command = [name, *words, "-"]
    return subprocess.run(command, input=text.encode(), capture_output=True, check=False)


def entry(written: str) -> str:
    return f'{HEAD}msgctxt "a:1.1"\nmsgid "Ja."\nmsgstr {written}\n'


READ = [
    (r'"\342\200\223 yes \342\200\223"', "– yes –"),
    (r'"\xe2\x80\x93"', "–"),
    ('"\\342"\n"\\200\\223"', "–"),
    (r'"a\"b\\n\\342"', r'a"b\n\342'),
    (r'"tab\tend\n"', "tab\tend\n"),
    ('\n"on the next line"', "on the next line"),
    ('"two " "strings"', "two strings"),
    ('"a\u2028b\u2029c\x85d"', "a\u2028b\u2029c\x85d"),
    ('"a\u00a0b\u200bc\ufeffd"', "a\u00a0b\u200bc\ufeffd"),
    ('"a\u000bb\x1cc"', "a\u000bb\x1cc"),
]  # fmt: skip

BROKEN = [
    ('"no end', "string is broken"),
    ('"a mark " in it"', "string is broken"),
    ('"ends in \\"', "string is broken"),
    (r'"\q"', r"knows no \q"),
    ("words", "no line of a PO file"),
]


@pytest.mark.parametrize(("written", "words"), READ)
def test_strings_are_read_as_gettext_reads_them(written: str, words: str) -> None:
    assert parse_po(entry(written).encode(), "a.po")[0].target == words


@needs_gettext
@pytest.mark.parametrize(("written", "words"), [one for one in READ if "\x0b" not in one[1]])
def test_gettext_reads_the_same(written: str, words: str) -> None:
    done = gettext("msgcat", "--no-wrap", text=entry(written))
    assert done.returncode == 0, done.stderr
    assert parse_po(done.stdout, "a.po")[0].target == words


@pytest.mark.parametrize(("written", "said"), BROKEN)
def test_a_broken_string_refuses_the_file_with_its_line(written: str, said: str) -> None:
    with pytest.raises(EditionError) as caught:
        parse_po(entry(written).encode(), "a.po")
    (finding,) = caught.value.findings
    assert (finding.code, finding.where.line) == ("X008", 6)
    assert said in finding.message


@needs_gettext
@pytest.mark.parametrize(("written", "_"), BROKEN)
def test_gettext_refuses_the_same(written: str, _: str) -> None:
    assert gettext("msgfmt", "-o", "/dev/null", text=entry(written)).returncode == 1


@pytest.mark.parametrize("charset", ["ISO-8859-1", "windows-1252", "UTF-8"])
def test_the_encoding_of_the_header_is_used(charset: str) -> None:
    text = entry('"na\u00efve caf\u00e9"').replace("UTF-8", charset)
    assert parse_po(text.encode(charset), "a.po")[0].target == "na\u00efve caf\u00e9"


@pytest.mark.parametrize("charset", ["no-such", "US-ASCII"])
def test_another_encoding_than_that_of_the_header_is_told(charset: str) -> None:
    with pytest.raises(EditionError, match="not in the encoding"):
        parse_po(entry('"é"').replace("UTF-8", charset).encode(), "a.po")


def test_an_escape_that_is_no_character_refuses_its_unit_alone(
    mini: Settings, tmp_path: Path
) -> None:
    path = tmp_path / "a.po"
    text = export_text(mini, "wolken", "po").replace(OLD, r'msgstr "Can \377 be weighed?"')
    path.write_text(text.replace("One can try.", "One could try."), "utf-8")
    done = import_units(mini, path, False, False)
    assert [str(one).partition("refused: ")[2] for one in done.refused] == [
        "its escapes are no characters of the file's encoding"
    ]
    assert [row[0] for row in done.report] == ["wolken:2.1"]


@pytest.mark.parametrize("sign", ["\u2028", "\x85", "\x0b"])
def test_an_odd_character_refuses_its_unit_alone(mini: Settings, tmp_path: Path, sign: str) -> None:
    path = tmp_path / "a.po"
    text = export_text(mini, "wolken", "po").replace(OLD, f'msgstr "Can clouds{sign}be weighed?"')
    text = text.replace("\nmsgctxt", f"\n# first{sign}second\nmsgctxt", 1)
    path.write_text(text.replace("One can try.", "One could try."), "utf-8")
    done = run(mini, "import", str(path))
    assert done.returncode == 1
    assert "wolken:1.1: error[X012]: refused: its English holds line ends" in done.stderr
    assert done.stdout.startswith("wolken:2.1\tchanged\t")


def test_entries_of_the_past_and_plurals(mini: Settings) -> None:
    text = (
        f'{HEAD}#~ msgid "x"\n#~ msgstr "y"\n\n#| msgid "old"\n#|msgid "older"\n'
        'msgctxt "a:1.1"\nmsgid "Ja."\nmsgid_plural "Jas."\nmsgstr[0] "Yes."\nmsgstr[1] "Yeses."\n'
    )
    (unit,) = parse_po(text.encode(), "a.po")
    assert (unit.reference, unit.fault) == ("a:1.1", "it has forms of the plural")


@needs_gettext
def test_our_own_file_escaped_by_gettext_changes_nothing(mini: Settings, tmp_path: Path) -> None:
    text = export_text(mini, "wolken", "po")
    escaped = gettext("msgcat", "-E", text=text).stdout
    assert re.search(rb"\\[0-7]{3}", escaped)
    (tmp_path / "a.po").write_bytes(escaped)
    done = import_units(mini, tmp_path / "a.po", True, False)
    assert (done.report, done.refused, done.doubtful) == ((), (), ())
    assert gettext("msgfmt", "--check", "-o", "/dev/null", text=text).returncode == 0


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn"),
                              exclude_characters="\ufeff"), min_size=1, max_size=12)  # fmt: skip


@needs_gettext
@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=12))
def test_whatever_gettext_escapes_is_read_back(rows: list[tuple[str, str]]) -> None:
    units = [Outgoing(f"a:1.{n}", *row, "reviewed") for n, row in enumerate(rows, 1)]
    done = gettext("msgcat", "-E", "--no-wrap", text=format_po(units, "a"))
    assert done.returncode == 0, done.stderr
    read = parse_po(done.stdout, "a.po")
    assert [(one.source, one.target) for one in read] == rows

"""Units as PO, XLIFF and TMX: out, through other programs, and back."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from command import run
from hypothesis import given
from hypothesis import strategies as st
from translate.storage.po import pofile
from translate.storage.tmx import tmxfile
from translate.storage.xliff2 import Xliff2File
from units_files import export_text, import_units

from lesart.core.findings import EditionError
from lesart.exchange.po import format_po, parse_po
from lesart.exchange.tmx import Pair, parse_tmx, write_tmx
from lesart.exchange.xliff import format_xliff, parse_xliff
from lesart.model import Incoming, Outgoing
from lesart.source.ledger import digest
from lesart.tasks.edition import Settings, load_sources
from lesart.tasks.exchange import (
    export_memory,
    import_memory,
    outgoing,
)
from lesart.tasks.memory import load_memory
from lesart.tasks.review import review_units

KINDS = ["po", "xliff"]
SUFFIX = {"po": ".po", "xliff": ".xlf"}
PARSERS = {"po": parse_po, "xliff": parse_xliff}
OLD, NEW = "Can clouds be weighed?", "Can one put clouds on scales?"


def exported(mini: Settings, folder: Path, kind: str, text_id: str = "wolken") -> Path:
    path = folder / f"{text_id}{SUFFIX[kind]}"
    path.write_text(export_text(mini, text_id, kind), "utf-8")
    return path


def state(mini: Settings) -> dict[str, bytes]:
    folder = mini.root / "source_texts/wolken"
    return {name: (folder / name).read_bytes() for name in ("en.tsv", "en.lock.tsv")}


@pytest.mark.parametrize("kind", KINDS)
def test_a_round_trip_changes_nothing(mini: Settings, tmp_path: Path, kind: str) -> None:
    review_units(mini, "wolken", ["2"], "draft")
    before = state(mini)
    path = exported(mini, tmp_path, kind)
    for reviewed in (False, True):
        done = import_units(mini, path, reviewed, False)
        assert (done.report, done.refused) == ((), ())
    assert state(mini) == before
    assert exported(mini, tmp_path, kind).read_bytes() == path.read_bytes()


@pytest.mark.parametrize("kind", KINDS)
def test_an_edited_unit_comes_in_as_a_draft(mini: Settings, tmp_path: Path, kind: str) -> None:
    path = edited(exported(mini, tmp_path, kind), OLD, NEW)
    done = import_units(mini, path, False, False)
    assert done.report == (("wolken:1.1", "changed", OLD, NEW),)
    unit = next(unit for unit in load_sources(mini, "wolken").units if unit.ids == "1.1")
    assert (unit.text, unit.state, unit.origin) == (NEW, "draft", "")
    assert import_units(mini, path, False, False).report == ()


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_translator_finished_can_be_reviewed(
    mini: Settings, tmp_path: Path, kind: str
) -> None:
    path = edited(exported(mini, tmp_path, kind), OLD, NEW)
    assert import_units(mini, path, True, False).report[0][0] == "wolken:1.1"
    unit = next(unit for unit in load_sources(mini, "wolken").units if unit.ids == "1.1")
    assert (unit.text, unit.state) == (NEW, "reviewed")


def test_a_draft_that_is_no_longer_fuzzy_is_reviewed(mini: Settings, tmp_path: Path) -> None:
    review_units(mini, "wolken", ["1.1"], "draft")
    path = exported(mini, tmp_path, "po")
    assert path.read_text("utf-8").count("#, fuzzy") == 1
    edited(path, "#, fuzzy\n", "")
    assert import_units(mini, path, False, False).report == ()
    done = import_units(mini, path, True, False)
    assert [row[:2] for row in done.report] == [("wolken:1.1", "reviewed")]


@pytest.mark.parametrize("kind", KINDS)
def test_missing_units_go_out_empty_and_come_back(
    mini: Settings, tmp_path: Path, kind: str
) -> None:
    english = mini.root / "source_texts/wolken/en.tsv"
    english.write_text(english.read_text("utf-8").replace(f"1.1\t{OLD}\n", ""), "utf-8")
    units = outgoing(mini, load_sources(mini, "wolken"))
    assert [unit.reference for unit in units if unit.state == "missing"] == ["wolken:1.1"]
    path = exported(mini, tmp_path, kind)
    if kind == "po":
        edited(path, 'msgid "Kann man Wolken wiegen?"\nmsgstr ""',
               f'msgid "Kann man Wolken wiegen?"\nmsgstr "{NEW}"')  # fmt: skip
    else:
        source = "<source>Kann man Wolken wiegen?</source>"
        edited(path, source, f"{source}<target>{NEW}</target>")
        assert "its state is initial" in str(import_units(mini, path, False, False).refused)
        edited(path, 'state="initial"', 'state="translated"')
    done = import_units(mini, path, False, False)
    assert done.report == (("wolken:1.1", "added", "", NEW),)
    assert next(u for u in load_sources(mini, "wolken").units if u.ids == "1.1").text == NEW


@pytest.mark.parametrize("kind", KINDS)
def test_what_both_sides_changed_is_refused_and_named(
    mini: Settings, tmp_path: Path, kind: str
) -> None:
    path = edited(exported(mini, tmp_path, kind), OLD, NEW)
    english = mini.root / "source_texts/wolken/en.tsv"
    edited(english, OLD, "By hand.")
    before = state(mini)
    done = import_units(mini, path, False, False)
    assert done.report == ()
    assert [(f.code, f.where.reference) for f in done.refused] == [("X012", "wolken:1.1")]
    assert state(mini) == before
    assert import_units(mini, path, False, True).report[0][3] == NEW


@pytest.mark.parametrize("kind", KINDS)
def test_what_only_this_side_changed_stays(mini: Settings, tmp_path: Path, kind: str) -> None:
    path = exported(mini, tmp_path, kind)
    edited(mini.root / "source_texts/wolken/en.tsv", OLD, "By hand.")
    before = state(mini)
    assert import_units(mini, path, False, False).report == ()
    assert state(mini) == before


REFUSED = [
    ("wolken:1.1", "wolken:9.9", "no such place"),
    ("wolken:1.1", "nebel:1.1", "no such text"),
    ("wolken:1.1", "wolken:1.2", "stands twice"),
    ("Kann man Wolken wiegen?", "Kann man Nebel wiegen?", "German is not that of today"),
    (f'msgstr "{OLD}"', 'msgstr ""', "no words for it"),
    (f'msgstr "{OLD}"', r'msgstr "One\nTwo"', "line ends"),
    (f'msgstr "{OLD}"', r'msgstr "One\tTwo"', "tabs"),
]


@pytest.mark.parametrize(("old", "new", "said"), REFUSED)
def test_refused_units_are_named(
    mini: Settings, tmp_path: Path, old: str, new: str, said: str
) -> None:
    path = edited(exported(mini, tmp_path, "po"), old, new)
    before = state(mini)
    done = run(mini, "import", str(path))
    assert done.returncode == 1
    assert "error[X012]: refused: " in done.stderr
    assert said in done.stderr
    assert "0 units changed, " in done.stderr
    assert state(mini) == before


def test_a_file_without_its_beginnings_changes_nothing_unasked(
    mini: Settings, tmp_path: Path
) -> None:
    path = edited(exported(mini, tmp_path, "po"), OLD, NEW)
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("#. Base")), "utf-8")
    assert "does not say which words" in str(import_units(mini, path, False, False).refused[0])
    assert import_units(mini, path, False, True).report[0][1] == "changed"


def edited(path: Path, old: str, new: str) -> Path:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return path


def test_stale_units_are_fuzzy_and_say_so(mini: Settings) -> None:
    lock = mini.root / "source_texts/wolken/en.lock.tsv"
    edited(lock, "ef9bfed6d1dfa6bc\treviewed", "0000000000000000\treviewed")
    edited(lock, "2.1\tbd3879199c8c3962", "2.1\t0000000000000000")
    (entry,) = [e for e in pofile.parsestring(export_text(mini, "wolken", "po").encode()).units
                if e.isfuzzy()]  # fmt: skip
    assert "wolken:2.1" in entry.getcontext()
    assert "the German has changed since" in entry.getnotes("developer")


# Other programs read what we write


def test_po_is_read_by_others(mini: Settings) -> None:
    review_units(mini, "wolken", ["1"], "draft")
    file = pofile.parsestring(export_text(mini, "wolken", "po").encode())
    units = [unit for unit in file.units if not unit.isheader()]
    known = outgoing(mini, load_sources(mini, "wolken"))
    assert [(u.getcontext(), str(u.source), str(u.target), u.isfuzzy()) for u in units] == [
        (o.reference, o.source, o.target, not o.finished) for o in known
    ]
    notes = units[[o.reference for o in known].index("wolken:1.1")].getnotes("developer")
    assert "Term: Wolken (Wolke) = cloud" in notes
    assert "State: draft, not reviewed" in notes
    assert "Speaker: " in notes


def test_xliff_is_read_by_others(mini: Settings) -> None:
    file = Xliff2File.parsestring(export_text(mini, "wolken", "xliff").encode())
    known = outgoing(mini, load_sources(mini, "wolken"))
    assert [(str(u.source), str(u.target)) for u in file.units] == [
        (o.source, o.target) for o in known
    ]
    assert (file.getsourcelanguage(), file.gettargetlanguage()) == ("de", "en")


def test_tmx_is_read_by_others(mini: Settings) -> None:
    file = tmxfile.parsestring(export_memory(mini, ["wolken", "zeichen"]).encode())
    file.sourcelanguage, file.targetlanguage = "de", "en"
    pairs = [
        (o.source, o.target)
        for text_id in ("wolken", "zeichen")
        for o in outgoing(mini, load_sources(mini, text_id))
        if o.target
    ]
    assert [(str(u.source), str(u.target)) for u in file.units] == pairs


@pytest.mark.parametrize("kind", KINDS)
def test_what_another_program_has_saved_comes_back(
    mini: Settings, tmp_path: Path, kind: str
) -> None:
    path = exported(mini, tmp_path, kind)
    store = (pofile if kind == "po" else Xliff2File).parsefile(str(path))
    for unit in store.units:
        if str(unit.target) == OLD:
            unit.target = NEW
    store.savefile(str(path))
    before = state(mini)
    done = import_units(mini, path, False, False)
    assert done.refused == ()
    assert done.report == (("wolken:1.1", "changed", OLD, NEW),)
    assert state(mini) != before


# Whatever the words are

WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cn")), max_size=40
).map(lambda text: " ".join(text.split()))
UNITS = st.lists(
    st.tuples(WORDS.filter(bool), WORDS, WORDS), min_size=1, max_size=4
)  # fmt: skip


@given(UNITS)
def test_any_words_go_out_and_come_back(rows: list[tuple[str, str, str]]) -> None:
    units = [
        Outgoing(f"a:1.{n}", source, target, "reviewed" if target else "missing",
                 notes=(note,) if note else (), terms=(("x", (note or "y",)),),
                 base=digest(target) if target else "")
        for n, (source, target, note) in enumerate(rows, 1)
    ]  # fmt: skip
    for written, parse in ((format_po, parse_po), (format_xliff, parse_xliff)):
        read = parse(written(units, "a").encode(), "f")
        assert [(u.reference, u.source, u.target, u.base) for u in read] == [
            (u.reference, u.source, u.target, u.base) for u in units
        ]
    pairs = [Pair(u.source, u.target) for u in units if u.target]
    if pairs:
        assert parse_tmx(write_tmx(pairs).encode(), "f") == pairs


@given(st.binary(max_size=200))
@pytest.mark.parametrize("parse", [parse_po, parse_xliff, parse_tmx])
def test_any_bytes_are_read_or_refused(parse, data: bytes) -> None:  # type: ignore[no-untyped-def]
    try:
        read = parse(data, "f")
    except EditionError as error:
        assert error.findings
    else:
        assert all(isinstance(one, Incoming | Pair) for one in read)


ENTITY = b'<!DOCTYPE a [<!ENTITY b "c">]>'


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.po", b"", "X008"),
        ("a.po", b'foo "bar"\n', "X008"),
        ("a.po", b"\xff\xfe", "D001"),
        ("a.xlf", b"<a/>", "X009"),
        ("a.xlf", b'<xliff version="1.2"/>', "X009"),
        ("a.xlf", b'<xliff version="3.0"/>', "X009"),
        ("a.xlf", b"<xliff/>", "X009"),
        ("a.xlf", b'<xliff version="2.0" trgLang="fr"/>', "X009"),
        ("a.xlf", b"<", "X002"),
        ("a.xliff", ENTITY + b"<a>&b;</a>", "X001"),
        ("a.tmx", b"<tmx/>", "X011"),
        ("a.tmx", ENTITY + b"<tmx/>", "X001"),
        ("a.tmx", b"<a/>", "X011"),
    ],
)
def test_what_is_no_such_file_is_told(
    mini: Settings, tmp_path: Path, name: str, data: bytes, code: str
) -> None:
    (tmp_path / name).write_bytes(data)
    done = run(mini, "import", str(tmp_path / name))
    assert done.returncode == 3
    assert f"error[{code}]" in done.stderr
    assert "Traceback" not in done.stderr


def test_nothing_is_taken_in_where_one_original_is_missing(mini: Settings, tmp_path: Path) -> None:
    words = [export_text(mini, text_id, "po") for text_id in ("zeichen", "wolken")]
    body = words[1].partition("\n\n")[2]
    path = tmp_path / "both.po"
    path.write_text(f"{words[0]}\n{body}".replace('msgstr "', 'msgstr "Now, ', 3), "utf-8")
    before = (mini.root / "source_texts/zeichen/en.tsv").read_bytes()
    with pytest.raises(EditionError, match="O102"):
        import_units(Settings(mini.root), path, False, True)
    assert (mini.root / "source_texts/zeichen/en.tsv").read_bytes() == before
    assert import_units(mini, path, False, True).report


def test_words_with_codes_in_them_are_refused(mini: Settings, tmp_path: Path) -> None:
    path = edited(exported(mini, tmp_path, "xliff"), f"<target>{OLD}", '<target>A <ph id="1"/>')
    (refused,) = import_units(
        mini, edited(path, "One can try.", "One could try."), False, False
    ).refused
    assert (refused.code, refused.where.reference) == ("X012", "wolken:1.1")
    assert "element ph stands in its words" in refused.message


def test_marks_and_parted_segments_are_read(mini: Settings, tmp_path: Path) -> None:
    whole = f"<source>Kann man Wolken wiegen?</source>\n        <target>{OLD}</target>"
    parted = (
        "<source>Kann man <mrk id='m1' type='term'>Wolken</mrk></source>"
        "<target>Can <mrk id='m1' type='term'>clouds</mrk></target></segment>"
        "<ignorable><source> </source><target> </target></ignorable>"
        "<segment state='final'><source>wiegen?</source><target>be put on scales?</target>"
    )
    path = edited(exported(mini, tmp_path, "xliff"), whole, parted)
    done = import_units(mini, path, False, False)
    assert done.report[0][3] == "Can clouds be put on scales?"


# Memories


def test_a_memory_of_others_is_taken_in(mini: Settings, tmp_path: Path) -> None:
    path = tmp_path / "other.tmx"
    path.write_text(
        """<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4"><header/><body>
        <tu tuid="1"><tuv xml:lang="DE-DE"><seg>Es <bpt i="1">&lt;b&gt;</bpt>regnet<ept i="1"/>.
        </seg></tuv><tuv lang="en-GB"><seg>It <hi>rains</hi>.</seg></tuv></tu>
        <tu><tuv xml:lang="fr"><seg>Oui.</seg></tuv><tuv xml:lang="en"><seg>Yes.</seg></tuv></tu>
        </body></tmx>""",
        "utf-8",
    )
    written, number, findings = import_memory(mini, path, False)
    assert [(one.code, one.where.line) for one in findings] == [("X022", 4)]
    assert "1 units of other languages" in findings[0].message
    assert (written.relative_to(mini.root).as_posix(), number) == (
        "source_texts/memory/other.tmx",
        1,
    )
    found = load_memory(mini).exact(digest("Es regnet."))
    assert found is not None
    assert (found.target, found.place) == ("It rains.", "other.tmx")
    with pytest.raises(EditionError, match="X013"):
        import_memory(mini, path, False)
    assert import_memory(mini, path, True)[1] == 1


def test_a_memory_in_utf_16_is_read() -> None:
    text = write_tmx([Pair("Ja, täglich.", "Yes, daily.")]).replace("UTF-8", "UTF-16")
    assert parse_tmx(text.encode("utf-16"), "f")[0].source == "Ja, täglich."
    hostile = text.replace("<tmx", '<!DOCTYPE tmx [<!ENTITY a "b">]><tmx', 1)
    with pytest.raises(EditionError, match="X001"):
        parse_tmx(hostile.encode("utf-16"), "f")


def test_drafts_are_marked_and_not_remembered(mini: Settings, tmp_path: Path) -> None:
    review_units(mini, "wolken", ["1.1"], "draft")
    text = export_memory(mini, ["wolken"])
    assert text.count('<prop type="x-lesart-state">draft</prop>') == 1
    (tmp_path / "own.tmx").write_text(text, "utf-8")
    import_memory(mini, tmp_path / "own.tmx", False)
    memory = load_memory(mini)
    assert memory.exact(digest("Kann man Wolken wiegen?")) is None


def test_the_commands_go_out_and_in(mini: Settings, tmp_path: Path) -> None:
    path = str(tmp_path / "a.po")
    assert run(mini, "export", "po", "wolken", "-o", path).returncode == 0
    done = run(mini, "import", path)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "0 units changed, 0 refused\n"
    assert run(mini, "export", "tmx").stdout.count("<tu>") > 10
    assert run(mini, "export", "po").returncode == 2
    assert run(mini, "export", "tbx", "wolken").returncode == 2
    assert run(mini, "export", "po", "nebel").returncode == 2
    done = run(mini, "export", "po", "wolken", originals=False)
    assert done.returncode == 3
    assert "the original is not at hand" in done.stderr


DEEP = "<mrk>" * 3000 + "Ja." + "</mrk>" * 3000


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("a.tmx", f"<tmx><tu><tuv lang='de'><seg>{DEEP}</seg></tuv></tu></tmx>"),
        ("a.xlf", f"<xliff version='2.0'><file id='a'><unit id='1'><segment><source>{DEEP}"
                  "</source></segment></unit></file></xliff>"),
        ("a.tbx", f"<tbx><conceptEntry>{DEEP}</conceptEntry></tbx>"),
    ],
)  # fmt: skip
def test_elements_very_deep_in_each_other_are_told(
    mini: Settings, tmp_path: Path, name: str, words: str
) -> None:
    before = state(mini)
    (tmp_path / name).write_text(words, "utf-8")
    done = run(mini, "import", str(tmp_path / name))
    assert (done.returncode, done.stdout) == (3, "")
    assert f"{name}:1: error[X002]: its elements stand more than 256 deep" in done.stderr
    assert state(mini) == before


def test_elements_less_deep_are_looked_through() -> None:
    deep = "<hi>" * 200 + "Ja." + "</hi>" * 200
    pair = f"<tu><tuv lang='de'><seg>{deep}</seg></tuv><tuv lang='en'><seg>Yes.</seg></tuv></tu>"
    assert parse_tmx(f"<tmx>{pair}</tmx>".encode(), "a.tmx")[0].source == "Ja."


@pytest.mark.parametrize("kind", KINDS)
def test_combining_marks_without_end_are_refused_in_time(
    mini: Settings, tmp_path: Path, kind: str
) -> None:
    path = edited(exported(mini, tmp_path, kind), OLD, "a" + "\u0301\u0323" * 40_000)
    begun = time.process_time()
    try:
        assert import_units(mini, path, False, False).refused
    except EditionError as error:
        assert "combining" in str(error)
    assert time.process_time() - begun < 5


def test_units_in_units_take_linear_time() -> None:
    pair = "<tuv lang='de'><seg>a</seg></tuv><tuv lang='en'><seg>b</seg></tuv>" * 3000
    begun = time.process_time()
    assert len(parse_tmx(f"<tmx>{'<tu>' * 200}{pair}{'</tu>' * 200}</tmx>".encode(), "a.tmx")) == 1
    assert time.process_time() - begun < 2

"""The command line: results on stdout, findings on stderr, exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from command import COMMAND, run, run_process
from conftest import PROJECT

import lesart
from lesart.glossary.entries import parse_entry
from lesart.tasks.edition import Settings


def test_the_tests_run_the_tree_they_stand_in(tmp_path: Path) -> None:
    code = "import lesart; print(lesart.__file__)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    here = str(PROJECT / "scripts/lesart/__init__.py")
    assert (done.stdout.strip(), lesart.__file__) == (here, here)


def test_text_lists_segments_with_speakers(mini: Settings) -> None:
    done = run(mini, "text", "wolken", "--speakers")
    assert done.returncode == 0
    assert done.stdout.splitlines()[:4] == [
        "title\t\tVom Wiegen der Wolken",
        "lead.1\t\tWer wiegt, der weiß noch nichts.",
        "lead.2\t\tEin Gespräch über Maße.",
        "1.1\tzeitung\tKann man Wolken wiegen?",
    ]


def test_text_lists_paragraphs_of_the_translation(mini: Settings) -> None:
    done = run(mini, "text", "wolken", "--lang", "en", "--by", "paragraph", originals=False)
    assert done.stdout.splitlines()[2:5] == [
        "1\tCan clouds be weighed? Or do the scales deceive?",
        "2\tOne can try. On 4 June the weather service published an online list ‘that knows every"
        " cloud’. Quantities of wind and water are in it, and the office goes on counting.",
        "3\t[…]",
    ]


def test_text_as_json_and_plain(mini: Settings) -> None:
    entries = json.loads(run(mini, "text", "zeichen", "--format", "json").stdout)
    assert entries[0] == {"id": "title", "text": "Zeichen & Zahlen"}
    plain = run(mini, "text", "wolken", "--format", "plain", "--by", "paragraph").stdout
    assert plain.startswith("Vom Wiegen der Wolken\n\nWer wiegt, der weiß noch nichts. Ein Ge")


def test_a_missing_original_is_broken_data(mini: Settings) -> None:
    done = run(mini, "text", "wolken", originals=False)
    assert (done.returncode, done.stdout) == (3, "")
    assert "the original is not at hand" in done.stderr


def test_a_place_where_nothing_can_be_written_is_told(mini: Settings) -> None:
    target = mini.root / "nowhere" / "terms.tbx"
    done = run(mini, "export", "tbx", "-o", str(target))
    assert done.returncode == 3
    assert done.stderr == f"{target}: error[E007]: the system says: No such file or directory\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
def test_a_full_disk_behind_standard_output_is_told(mini: Settings) -> None:
    command = [sys.executable, "-m", "lesart", "export", "csv"]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            command, cwd=mini.root, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 3
    assert done.stderr.startswith("standard output: error[E007]: the system says: No space left")


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_a_raw_file_in_another_encoding_is_told(mini: Settings, end: bytes) -> None:
    path = mini.root / "raw.txt"
    path.write_bytes(b"Ein Wort" + end + b"m\xfcde" + end)
    done = run(mini, "joins", str(path))
    assert (done.returncode, done.stdout) == (3, "")
    assert f"{path}:2: error[D001]: byte 0xfc is not UTF-8" in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["text", "nebel"], "the edition has no text “nebel”; it has zeichen, wolken"),
        (["nebel"], "No such command 'nebel'"),
        (["text"], "Missing argument 'TEXT'"),
        (["check", "--nebel"], "No such option"),
    ],
)
def test_wrong_words_are_usage(mini: Settings, words: list[str], said: str) -> None:
    done = run(mini, *words)
    assert (done.returncode, done.stdout) == (2, "")
    usage, *_, error = done.stderr.splitlines()
    assert usage.startswith("Usage: lesart ")
    assert error.startswith("Error: ")
    assert said in error


def test_a_process_ends_as_the_same_words_do_in_process(mini: Settings) -> None:
    for words in (["nebel"], ["text", "wolken", "--by", "paragraph"], ["resolve", "wolken:2.9"]):
        inside, outside = run(mini, *words), run_process(mini, *words)
        assert outside.stdout == inside.stdout
        assert outside.stderr.replace("python -m lesart", "lesart") == inside.stderr
        assert outside.returncode == inside.returncode


def test_check_says_nothing_when_all_is_well(mini: Settings) -> None:
    for done in (run(mini, "check", "--strict"), run_process(mini, "check", "--strict")):
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_check_tells_findings_and_fails(mini: Settings) -> None:
    path = mini.root / "source_texts/wolken/en.tsv"
    path.write_text(path.read_text("utf-8").replace("2.1\tOne can try.\n", ""), "utf-8")
    done = run(mini, "check")
    assert done.returncode == 1
    assert "wolken:2.1: error[T101]: a segment has no translation" in done.stderr
    entries = json.loads(run(mini, "check", "--format", "json").stdout)
    assert {entry["code"] for entry in entries} == {"T101", "T109"}


def test_warnings_fail_only_when_strict(mini: Settings) -> None:
    assert run(mini, "review", "wolken", "2", "--draft").returncode == 0
    assert run(mini, "check").returncode == 0
    assert run(mini, "check", "--strict").returncode == 1


def test_broken_data_is_exit_three_without_traceback(mini: Settings) -> None:
    (mini.root / "source_texts/wolken/en.tsv").write_bytes(b"\xff\n")
    for done in (run(mini, "check"), run_process(mini, "check")):
        assert done.returncode == 3
        assert done.stderr.startswith("source_texts/wolken/en.tsv:1: error[D001]: byte 0xff")
        assert "Traceback" not in done.stderr


def test_originals_are_listed(mini: Settings) -> None:
    done = run(mini, "originals")
    assert done.returncode == 0
    assert done.stdout.split("\t")[:2] == ["wolken", "A"]
    done = run(mini, "originals", originals=False)
    assert (done.returncode, done.stdout) == (1, "wolken\tA\tmissing\n")


def test_a_near_miss_is_told(mini: Settings, tmp_path: Path, mini_originals: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    data = (mini_originals / "gespraech.txt").read_bytes()
    (folder / "x.txt").write_bytes(b"\xef\xbb\xbf" + data)
    done = run(mini, "--originals", str(folder), "originals", originals=False)
    assert done.returncode == 1
    assert "nearly witness A of wolken" in done.stderr
    assert "byte-order mark" in done.stderr


def test_a_ledger_is_not_made_twice(mini: Settings) -> None:
    path = mini.root / "source_texts/wolken/segments.tsv"
    before = path.read_bytes()
    done = run(mini, "ledger", "wolken")
    assert done.returncode == 3
    assert "its ids stand for ever" in done.stderr
    assert run(mini, "ledger", "wolken", "--update").returncode == 0
    assert path.read_bytes() == before
    path.unlink()
    assert run(mini, "ledger", "wolken").stdout.endswith("segments.tsv\t11 segments\n")
    assert path.read_bytes() == before


def test_review_names_what_it_changed(mini: Settings) -> None:
    assert run(mini, "review", "wolken").stdout == ""
    assert run(mini, "review", "wolken", "1-2", "--draft").stdout.splitlines() == [
        f"wolken:{id_}\tdraft" for id_ in ("1.1", "1.2", "2.1", "2.2", "2.3")
    ]
    assert run(mini, "review", "wolken", "9").returncode == 3


def test_joins_prints_a_row_for_every_pair(mini: Settings, mini_originals: Path) -> None:
    path = str(mini_originals / "gespraech.txt")
    rows = [row.split("\t") for row in run(mini, "joins", path).stdout.splitlines()]
    assert [row[0] for row in rows] == ["1", "2", "3", "4", "7", "12", "15", "18"]
    assert {row[0]: row[1] for row in rows}["4"] == "join"
    assert all(len(row) == 3 and row[2] for row in rows)


@pytest.mark.parametrize("command", ["joins", "artefacts"])
@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"\0\0\0", ": error[D007]: this is no text file"),
        (b"\xff\xfe\n", ":1: error[D001]: the bytes are not UTF-16, as the first two say"),
        (b"Wort\nW\xf6rt\n", ":2: error[D001]: byte 0xf6 is not UTF-8"),
    ],
    ids=["zeros", "utf-16", "latin-1"],
)
def test_a_raw_file_that_is_no_text_is_refused(
    mini: Settings, tmp_path: Path, command: str, data: bytes, told: str
) -> None:
    path = tmp_path / "raw.txt"
    path.write_bytes(data)
    done = run(mini, command, str(path))
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.splitlines()[0] == f"{path}{told}"


@pytest.mark.parametrize(
    ("data", "pairs"),
    [(b"", []), (b"x" * 1_000_000, []), (b"a\r\nb\r\n", ["1"]), (b"\n\na\nb\n\nc", ["3"])],
    ids=["empty", "long", "crlf", "gaps"],
)
def test_any_other_raw_file_is_read(
    mini: Settings, tmp_path: Path, data: bytes, pairs: list[str]
) -> None:
    path = tmp_path / "raw.txt"
    path.write_bytes(data)
    joins, artefacts = (run(mini, command, str(path)) for command in ("joins", "artefacts"))
    assert (joins.returncode, joins.stderr) == (artefacts.returncode, artefacts.stderr) == (0, "")
    assert [row.partition("\t")[0] for row in joins.stdout.splitlines()] == pairs
    assert artefacts.stdout == ""


def test_outside_an_edition_the_message_says_so(mini: Settings, tmp_path: Path) -> None:
    done = subprocess.run(
        [*COMMAND, "check"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 3
    assert "no edition here" in done.stderr


@pytest.mark.parametrize("kind", ["tbx", "csv"])
def test_the_glossary_goes_out_and_comes_back(mini: Settings, tmp_path: Path, kind: str) -> None:
    file = tmp_path / f"terms.{kind}"
    assert run(mini, "export", kind, "-o", str(file)).returncode == 0
    folder = mini.root / "glossary"
    entries = sorted(path.name for path in folder.glob("*.md") if path.name != "README.md")
    before = {path: path.read_bytes() for path in folder.iterdir()}
    done = run(mini, "import", str(file))
    assert done.returncode == 1
    assert done.stderr.count("was left alone") == len(entries)
    assert {path: path.read_bytes() for path in folder.iterdir()} == before
    for name in entries:
        (folder / name).unlink()
    done = run(mini, "import", str(file))
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in folder.glob("*.md") if path.name != "README.md") == entries
    assert "# de" in (folder / entries[0]).read_text("utf-8")


def test_an_entry_is_begun_and_never_overwritten(mini: Settings) -> None:
    done = run(mini, "new", "term", "Öffentliche Größe")
    path = mini.root / "glossary/oeffentliche-groesse.md"
    assert done.returncode == 0
    assert path.read_text("utf-8").startswith("---\nlemma: Öffentliche Größe\n")
    assert run(mini, "new", "term", "Öffentliche Größe").returncode == 3


@pytest.mark.parametrize("lemma", ["Null", "Ja: nein", '"Herde', "? Punkt", "[Regen]", "#Nebel"])
def test_a_lemma_that_yaml_would_read_otherwise_stays_as_it_is(mini: Settings, lemma: str) -> None:
    done = run(mini, "new", "term", lemma)
    assert done.returncode == 0, done.stderr
    path = Path(done.stdout.strip())
    assert parse_entry(path.read_bytes(), f"glossary/{path.name}").lemma == lemma


@pytest.mark.parametrize("lemma", ["中", "3-D-Druck", "…"])
def test_a_lemma_of_which_no_id_can_be_made_is_refused(mini: Settings, lemma: str) -> None:
    before = sorted((mini.root / "glossary").iterdir())
    assert run(mini, "new", "term", lemma).returncode == 2
    assert sorted((mini.root / "glossary").iterdir()) == before


def test_a_term_that_gets_no_id_is_left_out_and_named(mini: Settings, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,lemma,preferred\n,Regen,rain\n,中,middle\n", "utf-8")
    done = run(mini, "import", str(tmp_path / "a.csv"))
    assert done.returncode == 1
    assert "no id for “中”" in done.stderr
    assert (mini.root / "glossary/regen.md").exists()


def test_terms_of_a_table_are_found_in_a_file(mini: Settings, tmp_path: Path) -> None:
    (tmp_path / "t.tsv").write_text(
        "id\tde\ten\tde_aliases\ten_aliases\nh\tHerde\therd\t\t\n", "utf-8"
    )
    (tmp_path / "a.txt").write_text("Nichts.\nDie Herden der Herde.\n", "utf-8")
    done = run(mini, "terms", str(tmp_path / "a.txt"), "--glossary", str(tmp_path / "t.tsv"))
    assert done.stdout == "2\t4\t10\th\n2\t15\t20\th\n"


def test_places_of_terms_are_written_and_counted(mini: Settings) -> None:
    before = (mini.root / "source_texts/wolken/terms.tsv").read_bytes()
    assert run(mini, "terms", "--update").returncode == 0
    assert (mini.root / "source_texts/wolken/terms.tsv").read_bytes() == before
    assert run(mini, "terms", "--report").stdout.splitlines() == [
        "zeichen\tzeichen\tentity\t1",
        "zeichen\tzeichen\tsign\t1",
        "wolken\twaage\tto weigh\t3",
        "wolken\twaage\tscales\t1",
        "wolken\twetterdienst\tweather service\t1",
        "wolken\twolke\tcloud\t3",
    ]


@pytest.mark.parametrize(
    ("data", "siglum", "words"),
    [
        (b"Wort\n\xff\n", "B", "raw.txt:2: error[O104]: byte 0xff is not UTF-8"),
        (b"Wort\n", "../../x", "is not a siglum"),
        (b"Wort\n", "A", "another file is recorded as witness A of wolken"),
    ],
)
def test_a_witness_that_cannot_be_recorded_changes_nothing(
    mini: Settings, tmp_path: Path, data: bytes, siglum: str, words: str
) -> None:
    (tmp_path / "raw.txt").write_bytes(data)
    before = {p: p.read_bytes() for p in mini.root.rglob("*") if p.is_file()}
    done = run(mini, "witness", "wolken", str(tmp_path / "raw.txt"), "--siglum", siglum)
    assert done.returncode == 3
    assert words in done.stderr
    assert {p: p.read_bytes() for p in mini.root.rglob("*") if p.is_file()} == before


def test_a_witness_is_recorded(mini: Settings, tmp_path: Path, mini_originals: Path) -> None:
    path = mini.root / "source_texts/wolken/witness-A.tsv"
    before = path.read_bytes()
    assert run(mini, "witness", "wolken", str(mini_originals / "gespraech.txt")).returncode == 0
    assert path.read_bytes() == before
    (tmp_path / "raw.txt").write_bytes(b"Wort\n")
    assert run(mini, "witness", "wolken", str(tmp_path / "raw.txt"), "--replace").returncode == 0
    assert path.read_bytes() != before


def test_a_reference_is_resolved(mini: Settings) -> None:
    done = run(mini, "resolve", "Korn, Abs. 2, Satz 1")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "wolken:2.1",
        "texts/wolken/#p2.1",
        "de\tMan kann es versuchen.",
        "en\tOne can try.",
    ]
    found = json.loads(run(mini, "resolve", "wolken#p2.1-en", "--format", "json").stdout)
    assert (found["reference"], found["side"], found["exact"]) == ("wolken:2.1", "en", True)
    public = run(mini, "resolve", "wolken:2.1", "--audience", "public", "--site-url", "https://a/")
    assert public.stdout == "wolken:2.1\nhttps://a/texts/wolken/#p2.1\n"


@pytest.mark.parametrize(
    "words", [("cite", "wolken:2"), ("resolve", "wolken:2"), ("pdf", "wolken"), ("epub",)]
)
def test_an_address_of_the_site_that_is_none_is_told(mini: Settings, words: list[str]) -> None:
    done = run(mini, *words, "--site-url", "edition.example")
    assert (done.returncode, done.stdout) == (2, "")
    assert "“edition.example” is not a web address" in done.stderr


def test_a_note_at_no_place_is_resolved_without_words_of_the_text(mini: Settings) -> None:
    with (mini.root / "source_texts/wolken/notes.md").open("a", encoding="utf-8") as file:
        file.write("\n## 9.9a „x“ = ‘y’\n\nkind: language\n\nA body.\n")
    done = run(mini, "resolve", "note:wolken/9.9a")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == ["note:wolken/9.9a", "texts/wolken/#n9.9a", "note\tA body."]


def test_a_reference_that_is_near_gets_the_nearest_and_fails(mini: Settings) -> None:
    done = run(mini, "resolve", "wolken:2.9")
    assert done.returncode == 1
    assert done.stdout.startswith("wolken:2.3\n")
    assert done.stderr == (
        "wolken:2.9: error[P012]: wolken has no sentence 2.9\n    hint: the nearest is wolken:2.3\n"
    )


@pytest.mark.parametrize("reference", ["", "nichts:3", "9" * 10_000, "<b>", "wolken:2-zeichen:3"])
def test_a_bad_reference_is_one_message(mini: Settings, reference: str) -> None:
    done = run(mini, "resolve", "--", reference)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("error[P0") == 1
    assert len(done.stderr) < 400


def test_a_version_is_released_once(mini: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")
    rows = [line.split("\t") for line in run(mini, "release", "1.0").stdout.splitlines()]
    assert [row[:3] for row in rows] == [
        ["zeichen", "1.0", "released"], ["wolken", "1.0", "released"]
    ]  # fmt: skip
    listed = (mini.root / "source_texts/zeichen/releases.tsv").read_text("utf-8")
    assert listed.splitlines()[1].startswith("1.0\t2026-11-22\t")
    assert run(mini, "release", "1.0").stdout.splitlines() == [
        "zeichen\t1.0\treleased before", "wolken\t1.0\treleased before"
    ]  # fmt: skip
    assert run(mini, "release", "1.1").returncode == 3
    assert run(mini, "release", "1.0", "nichts").returncode == 2
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "today")
    assert run(mini, "release", "1.0").returncode == 3
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    (mini.root / "source_texts/zeichen/en.lock.tsv").unlink()
    refused = run(mini, "release", "1.0")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "error[V009]" in refused.stderr
    shown = run(mini, "resolve", "zeichen?v=1.0#p2.1").stdout
    assert shown.startswith("zeichen:2.1\ntexts/zeichen/?v=1.0#p2.1\n")

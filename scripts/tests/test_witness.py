"""Witnesses: known by their bytes, and how a near miss differs."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import run

from lesart.model import Bilingual, Witness
from lesart.source.witness import compare_witness, fingerprint, sha256
from lesart.tasks.edition import Settings

LINES = ["Die erste Zei", "le endet ", "ohne Strich, ", "die vierte auch ", "nicht, sag", "te man."]
DATA = ("\n".join(LINES) + "\n").encode()
WITNESS = Witness("A", sha256(DATA), Bilingual("", ""))
TEXT = DATA.decode()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (
            TEXT.replace("\n", "\r\n").encode(),
            "nothing but how it was saved: its lines end with CRLF",
        ),
        (b"\xef\xbb\xbf" + DATA, "it begins with a byte-order mark"),
        (TEXT.encode("utf-16"), "the encoding is utf-16"),
        (TEXT.replace("erste", "älteste").encode("cp1252"), "line 1"),
        (DATA.replace(b" \n", b"\n"), "first differs on line 2: the blank at the end of the line"),
        (DATA.replace(b"man.", b"man!"), "first differs on line 6: other words"),
        (DATA.replace(b"te man.\n", b""), "first differs on line 6: the file ends there"),
        (DATA + b"Mehr.\n", "first differs on line 7: the witness ends before it"),
        (DATA.replace(b"ohne Strich, \n", b""), "line 3 of the witness is missing"),
        (DATA[:-1], "the last line end is missing"),
    ],
)
def test_a_near_miss_says_where_it_differs(data: bytes, words: str) -> None:
    near = compare_witness(data, WITNESS, fingerprint(LINES))
    assert near is not None
    assert words in near.difference
    assert near.hint


@pytest.mark.parametrize(
    "data", [b"", b"\0\1\2" * 99, b"Etwas ganz anderes.\n" * 6, b"\xff\xfe\x00", DATA[:14]]
)
def test_another_file_is_no_near_miss(data: bytes) -> None:
    assert compare_witness(data, WITNESS, fingerprint(LINES)) is None


def test_a_text_is_begun_with_its_witness(mini: Settings, tmp_path: Path) -> None:
    raw = tmp_path / "raw.txt"
    raw.write_text("Titel\n\nErste Zeile mit Wor-\nten.\n\nZweiter Absatz.\n", "utf-8")
    done = run(mini, "witness", "neu", str(raw))
    assert done.returncode == 0, done.stderr
    assert "neu is begun" in done.stderr
    assert (mini.root / "docs/texts/neu.md").is_file()
    empty = run(mini, "ledger", "neu")
    assert "error[L011]" in empty.stderr
    originals = mini.root / "source_texts/originals"
    originals.mkdir(exist_ok=True)
    raw.rename(originals / "raw.txt")
    recipe = mini.root / "source_texts/neu/recipe.yml"
    half = "witness: A\njoins: {rule: hyphen}\nblocks:\n  - {lines: 1, role: title}\n"
    recipe.write_text(half, "utf-8")
    gap = run(mini, "ledger", "neu")
    assert gap.returncode == 3
    assert "recipe.yml: error[R113]: raw lines 3-6 are in no block" in gap.stderr
    rest = '  - {lines: 3-4, role: paragraph, id: "1"}\n  - {lines: 6, role: paragraph, id: "2"}\n'
    recipe.write_text(half + rest, "utf-8")
    assert run(mini, "ledger", "neu").stdout == "source_texts/neu/segments.tsv\t3 segments\n"
    assert "1.1\tErste Zeile mit Worten.\n" in run(mini, "text", "neu").stdout
    again = run(mini, "ledger", "neu")
    assert "error[L010]" in again.stderr


@pytest.mark.parametrize("name", ["Neu", "note", "originals"])
def test_a_text_of_no_good_name_is_not_begun(mini: Settings, tmp_path: Path, name: str) -> None:
    raw = tmp_path / "raw.txt"
    raw.write_text("Titel\n", "utf-8")
    before = (mini.root / "source_texts/edition.yml").read_bytes()
    assert run(mini, "witness", name, str(raw)).returncode == 3
    assert (mini.root / "source_texts/edition.yml").read_bytes() == before


def test_a_text_of_the_long_way_gets_its_translation(mini: Settings, tmp_path: Path) -> None:
    raw = tmp_path / "raw.txt"
    raw.write_text("Vom Gehen\n\nWer geht, sieht mehr. Niemand fuhr.\n\nDas Haus.\n", "utf-8")
    assert run(mini, "witness", "neu", str(raw)).returncode == 0
    (mini.root / "source_texts/originals").mkdir(exist_ok=True)
    raw.rename(mini.root / "source_texts/originals/raw.txt")
    (mini.root / "source_texts/neu/recipe.yml").write_text(
        "witness: A\njoins: {rule: hyphen}\nblocks:\n  - {lines: 1, role: title}\n"
        '  - {lines: 3, role: paragraph, id: "1"}\n  - {lines: 5, role: paragraph, id: "2"}\n',
        "utf-8",
    )
    assert run(mini, "ledger", "neu").returncode == 0
    english = tmp_path / "on-walking.txt"
    english.write_text("On Walking\n\nWho walks sees more. Nobody drove.\n\nThe house.\n", "utf-8")
    done = run(mini, "align", "neu", "--translation", str(english))
    assert (done.returncode, done.stdout) == (0, "neu\t4 units\n"), done.stderr
    units = (mini.root / "source_texts/neu/en.tsv").read_text("utf-8")
    assert units == (
        "title\tOn Walking\n1.1\tWho walks sees more.\n1.2\tNobody drove.\n2.1\tThe house.\n"
    )
    locks = (mini.root / "source_texts/neu/en.lock.tsv").read_text("utf-8")
    assert locks.count("\taligned\t") == 4
    again = run(mini, "align", "neu", "--translation", str(english))
    assert again.returncode == 3
    assert "error[A013]: 4 units of the text are aligned, and would be lost" in again.stderr
    assert (mini.root / "source_texts/neu/en.tsv").read_text("utf-8") == units


RAW = """Vom Gehen

Zeitung für Wege 1

Wer geht, der sieht mehr. Wer fährt, kommt frü-
her an und hat weniger gesehen.

- 1 -

Zeitung für Wege 2

Der Weg ist nicht kurz.

- 2 -

Zeitung für Wege 3

Und niemand wohnt im Haus am Fluss.
"""


def test_a_recipe_is_drafted_from_the_lines(mini: Settings, tmp_path: Path) -> None:
    raw = tmp_path / "raw.txt"
    raw.write_text(RAW, "utf-8")
    assert run(mini, "witness", "neu", str(raw)).returncode == 0
    missing = run(mini, "recipe", "neu")
    assert missing.returncode == 3
    assert "witness A is not at hand" in missing.stderr
    (mini.root / "source_texts/originals").mkdir(exist_ok=True)
    raw.rename(mini.root / "source_texts/originals/raw.txt")
    done = run(mini, "recipe", "neu")
    assert done.stdout == "source_texts/neu/recipe.yml\t9 blocks, 5 omitted\n", done.stderr
    written = (mini.root / "source_texts/neu/recipe.yml").read_text("utf-8")
    assert written.count("reason: running head") == 3
    assert written.count("reason: page number") == 2
    assert run(mini, "ledger", "neu").stdout == "source_texts/neu/segments.tsv\t5 segments\n"
    assert "1.2\tWer fährt, kommt früher an und hat weniger gesehen.\n" in (
        run(mini, "text", "neu").stdout
    )
    again = run(mini, "recipe", "neu")
    assert again.returncode == 3
    assert "error[R015]: the text has a recipe" in again.stderr
    assert (mini.root / "source_texts/neu/recipe.yml").read_text("utf-8") == written
    assert run(mini, "recipe", "neu", "--siglum", "B").returncode == 3

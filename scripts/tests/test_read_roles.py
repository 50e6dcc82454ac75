"""The commands `read` and `split`: what a reader makes of a file, and its sentences."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from command import COMMAND, run

from lesart.tasks.edition import Settings

_TEI = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><div><head>Kopf</head><p>Satz.</p>'
    "<lg><l>Vers eins</l><l>Vers zwei</l></lg></div></body></text></TEI>"
)
FILES = {
    "a.txt": ("Eins.\n\nZwei\ngeht weiter.\n", "paragraph Eins.|paragraph Zwei geht weiter."),
    "a.md": (
        "# Kopf\n\nSatz.\n\n- ein\n- zwei\n\n> Wort\n",
        "heading Kopf|paragraph Satz.|item ein|item zwei|quote Wort",
    ),
    "a.html": (
        "<h2>Kopf</h2><ul><li>ein<p>Satz</p></li></ul><p>Ende</p>",
        "heading Kopf|item ein|item Satz|paragraph Ende",
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_the_role_of_a_paragraph_is_told(mini: Settings, tmp_path: Path, name: str) -> None:
    words, wanted = FILES[name]
    (tmp_path / name).write_text(words, "utf-8")
    done = run(mini, "read", str(tmp_path / name))
    assert done.stdout.splitlines() == [one.replace(" ", "\t", 1) for one in wanted.split("|")]
    assert (done.returncode, done.stderr) == (0, "")


def test_roles_of_tei(mini: Settings, tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(_TEI, "utf-8")
    lines = run(mini, "read", str(tmp_path / "a.xml")).stdout.splitlines()
    assert lines[:2] == ["heading\tKopf", "paragraph\tSatz."]


def test_what_cannot_be_read_is_a_finding(mini: Settings, tmp_path: Path) -> None:
    (tmp_path / "a.doc").write_bytes(b"\xd0\xcf")
    for words in (["read"], ["split", "--lang", "de"]):
        done = run(mini, *words, str(tmp_path / "a.doc"))
        assert (done.returncode, done.stdout) == (3, "")
        assert "save it as .docx" in done.stderr


def test_sentences_of_a_file_and_of_standard_input(mini: Settings, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Am 4. Juni kam er. Dann nicht\n\nNeu.", "utf-8")
    done = run(mini, "split", str(tmp_path / "a.txt"), "--lang", "de")
    assert done.stdout == "Am 4. Juni kam er.\nDann nicht\nNeu.\n"
    assert run(mini, "split", str(tmp_path / "a.txt")).returncode == 2
    done = subprocess.run(
        [*COMMAND, "split", "-", "--lang", "en"],
        input="That was in chapter 5. Nobody asked.", capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout == "That was in chapter 5.\nNobody asked.\n"

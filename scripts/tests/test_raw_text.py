"""Plain text is read alike by `witness`, `joins`, `artefacts`, `add` and `read`."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import run

from lesart.source.witness import read_witness
from lesart.tasks.edition import Settings

WORDS = "Der alte Mann ging durch die Stra-\nße und grüßte nie-\fmanden. Dann blieb er.\n"
LINES = ["Der alte Mann ging durch die Stra-", "ße und grüßte nie-", "manden. Dann blieb er."]
GOOD = {
    "UTF-8": WORDS.encode(),
    "UTF-8 with a mark": WORDS.encode("utf-8-sig"),
    "UTF-16, little end first": b"\xff\xfe" + WORDS.encode("utf-16-le"),
    "UTF-16, big end first": b"\xfe\xff" + WORDS.encode("utf-16-be"),
    "Windows line ends": WORDS.replace("\n", "\r\n").encode(),
    "old Mac line ends": WORDS.replace("\n", "\r").encode(),
}
BAD = {
    "Windows-1252": (WORDS.encode("cp1252"), ":2: error"),
    "UTF-16 without a mark": (WORDS.encode("utf-16-le"), ": error"),
    "UTF-16 that is cut": (WORDS.encode("utf-16")[:-1], ":3: error"),
    "a bell": (b"Eins.\nZwei\x07.\n", "the control character U+0007"),
}
COMMANDS = (["joins"], ["artefacts"], ["witness", "neu"], ["read"], ["add", "neu", "--source"])


@pytest.mark.parametrize("kind", GOOD)
def test_what_one_command_reads_the_others_read(mini: Settings, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(GOOD[kind])
    assert read_witness(GOOD[kind]) == LINES
    for words in COMMANDS[:4]:
        done = run(mini, *words, str(path))
        assert done.returncode == 0, (words, done.stderr)
    assert run(mini, "joins", str(path)).stdout.startswith("1\tjoin\t")
    text = run(mini, "read", str(path)).stdout
    assert (
        text
        == "paragraph\tDer alte Mann ging durch die Straße und grüßte niemanden. Dann blieb er.\n"
    )


@pytest.mark.parametrize("kind", BAD)
def test_what_one_command_refuses_the_others_refuse(
    mini: Settings, tmp_path: Path, kind: str
) -> None:
    data, said = BAD[kind]
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    for words in COMMANDS:
        done = run(mini, *words, str(path))
        assert (done.returncode, done.stdout) == (3, ""), words
        assert said in done.stderr, words
        assert "hint: " in done.stderr
    assert not (mini.root / "source_texts/neu").exists()


def test_the_hint_shows_what_the_bytes_would_be(mini: Settings, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Ein Wort.\nDie Tür fiel zu.".encode("cp1252"))
    said = run(mini, "joins", str(tmp_path / "a.txt")).stderr
    assert "as Windows-1252 it would read “Wort. Die Tür fiel zu.”" in said

"""What `lesart doctor` tells: of the machine, of the edition, and never a traceback."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from command import call, run

from lesart.core import extras
from lesart.tasks.edition import Settings


def told(output: str) -> dict[str, str]:
    """Give the sign of each line that has one."""
    return {line[2:]: line[0] for line in output.splitlines() if line[:1] in "✓✗–"}


def test_an_edition_is_looked_at_from_its_texts_to_git(mini: Settings) -> None:
    done = run(mini, "doctor")
    assert (done.returncode, done.stderr) == (0, "")
    found = told(done.stdout)
    assert found["2 texts: zeichen, wolken"] == "✓"
    assert found["wolken, witness A: its original is at hand, gespraech.txt"] == "✓"
    assert found["zeichen: the public sees both sides"] == "✓"
    assert found["The fonts of pages, which come with Lesart: 6 files"] == "✓"
    withheld = next(words for words in found if words.startswith("wolken: the public sees neither"))
    assert found[withheld] == "–"
    assert "    see rights in source_texts/wolken/text.yml\n" in done.stdout
    assert found["The edition is in no git repository"] == "–"
    missing = run(mini, "doctor", originals=False)
    assert told(missing.stdout)["wolken, witness A: its original is not at hand"] == "–"


def test_originals_that_git_would_keep_are_to_be_mended(mini: Settings) -> None:
    subprocess.run(["git", "init", "--quiet"], cwd=mini.root, check=True)
    done = run(mini, "doctor")
    assert done.returncode == 1
    said = "git would keep what lies in source_texts/originals/, and publish it"
    assert told(done.stdout)[said] == "✗"
    (mini.root / ".gitignore").write_text("/source_texts/originals/*\n", "utf-8")
    done = run(mini, "doctor")
    assert done.returncode == 0
    assert told(done.stdout)["git leaves source_texts/originals/ alone"] == "✓"


def test_outside_of_an_edition_the_machine_is_looked_at(tmp_path: Path) -> None:
    done = call(tmp_path, "doctor")
    assert done.returncode == 0
    assert "no edition here" in done.stdout
    assert "    lesart init DIR begins an edition\n" in done.stdout


def test_what_is_missing_has_its_remedy(mini: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extras, "find_spec", lambda name: None)
    monkeypatch.setenv("PYPANDOC_PANDOC", "/nowhere/pandoc")
    done = run(mini, "doctor")
    assert done.returncode == 1
    assert '    pip install "lesart[pdf]"\n' in done.stdout
    assert any(
        sign == "✗" and "PYPANDOC_PANDOC" in words for words, sign in told(done.stdout).items()
    )


@pytest.mark.parametrize(
    "path",
    ["mkdocs.yml", "source_texts/edition.yml", "source_texts/wolken/text.yml",
     "source_texts/zeichen/segments.tsv", "source_texts/wolken/recipe.yml"],
)  # fmt: skip
@pytest.mark.parametrize("content", [b"", b"\xff", b"[", b"a: b: c\n"])
def test_broken_data_are_told_and_the_rest_is_looked_at(
    mini: Settings, path: str, content: bytes
) -> None:
    (mini.root / path).write_bytes(content)
    done = run(mini, "doctor")
    assert "Traceback" not in done.stderr
    assert "E008" not in done.stdout + done.stderr
    if path != "source_texts/edition.yml":
        assert told(done.stdout)["The edition is in no git repository"] == "–"
        assert content == b"" or done.returncode == 1

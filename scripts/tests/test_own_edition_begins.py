"""Beginning an edition of one's own, and bringing it up to date: no file of a person is lost."""

from __future__ import annotations

import json
import shutil
from importlib.resources import files
from pathlib import Path

import pytest
import yaml
from command import call

from lesart.site import build as site
from lesart.store import scaffold
from lesart.tasks.check import check_edition
from lesart.tasks.edition import Settings

SAID = ("--title", "On Walking & *Seeing*", "--title-de", "Vom „Gehen“: ein Buch", "--editor",
        "Ada Editor, The Club", "--licence", "cc-by-4.0")  # fmt: skip
VERSIONS = Path(__file__).parent / "data" / "scaffolds"


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    done = call(tmp_path, "init", "mine", *SAID)
    assert done.returncode == 0, done.stderr
    return tmp_path / "mine"


def test_what_was_said_stands_in_the_files(begun: Path) -> None:
    made = (begun / "source_texts/edition.yml").read_bytes()
    record = yaml.safe_load(made)
    assert record["title"]["de"] == "Vom „Gehen“: ein Buch"
    assert record["title"]["en"] == "On Walking & *Seeing*"
    assert record["editors"] == [
        {"given": "Ada", "family": "Editor"}, {"given": "The", "family": "Club"},
    ]  # fmt: skip
    assert record["licence"] == "https://creativecommons.org/licenses/by/4.0/"
    assert "On Walking &amp; \\*Seeing\\*" in (begun / "docs/index.md").read_text("utf-8")
    everything = b"".join(path.read_bytes() for path in begun.rglob("*") if path.is_file())
    assert not [word for word in (b"China", b"siemons", b"heilmann") if word in everything]


@pytest.mark.site
@pytest.mark.parametrize("generator", ["mkdocs", "zensical"])
def test_it_builds_before_it_has_a_text(begun: Path, tmp_path: Path, generator: str) -> None:
    if generator == "zensical":
        pytest.importorskip("zensical")
    settings = Settings(begun, (), "public")
    assert check_edition(settings) == []
    assert site.build(settings, generator, tmp_path / "site") == []  # type: ignore[arg-type]
    page = (tmp_path / "site/index.html").read_text("utf-8")
    assert "On Walking &amp; *Seeing*" in page
    assert list((tmp_path / "site/assets").rglob("*.css"))
    assert 'class="hero"' in page


def test_nobody_is_asked_in_a_pipe(tmp_path: Path) -> None:
    done = call(tmp_path, "init", "mine", "--title", "A")
    assert done.returncode == 2
    assert "say it with --editor" in done.stderr
    assert not (tmp_path / "mine").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--licence", "CC BY"), "did you mean CC BY 4.0?"),
        (("--licence", "in copyright"), "write a licence such as CC BY 4.0"),
        (("--languages", "fr,en"), "is not 'de,en'"),
        (("--site-url", "mysite"), "is not a web address"),
        (("--title", " "), "say it with --title"),
    ],
)
def test_what_cannot_be_is_refused(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    done = call(tmp_path, "init", "mine", *SAID, *words)
    assert done.returncode == 2
    assert said in done.stderr
    assert not (tmp_path / "mine").exists()


def test_a_file_that_is_there_is_never_overwritten(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "README.md").write_text("mine", "utf-8")
    done = call(tmp_path, "init", "mine", *SAID)
    assert done.returncode == 3
    assert "README.md: error[A010]" in done.stderr
    assert [path.name for path in folder.iterdir()] == ["README.md"]
    assert (folder / "README.md").read_text("utf-8") == "mine"


@pytest.mark.parametrize("written", [0, 1, 9])
def test_a_run_that_was_stopped_is_finished_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: int
) -> None:
    root = tmp_path / "mine"
    real = scaffold.write_atomic
    left = [written]

    def stops(path: Path, content: str) -> None:
        if path.name != scaffold.RECORD and not left[0]:
            raise KeyboardInterrupt
        left[0] -= path.name != scaffold.RECORD
        real(path, content)

    monkeypatch.setattr(scaffold, "write_atomic", stops)
    assert call(tmp_path, "init", "mine", *SAID).returncode != 0
    assert len([path for path in root.rglob("*") if path.is_file()]) == written + 1
    monkeypatch.undo()
    other = [word.replace("Seeing", "Hearing") for word in SAID]
    done = call(tmp_path, "init", "mine", *other)
    assert done.returncode == 0, done.stderr
    assert "Hearing" in (root / "docs/index.md").read_text("utf-8")
    assert call(root, "upgrade").returncode == 0


def test_what_was_changed_after_the_stop_is_not_overwritten(tmp_path: Path) -> None:
    root = tmp_path / "mine"
    call(tmp_path, "init", "mine", *SAID)
    kept = json.loads((root / ".lesart.json").read_text("utf-8"))
    (root / ".lesart.json").write_text(json.dumps(kept | {"unfinished": True}), "utf-8")
    assert "begin it again" in call(root, "upgrade").stderr
    (root / "README.md").write_text("mine", "utf-8")
    done = call(tmp_path, "init", "mine", *SAID)
    assert done.returncode == 3
    assert done.stderr.count("A010") == 1
    assert (root / "README.md").read_text("utf-8") == "mine"


def test_up_to_date_there_is_nothing_to_do(begun: Path) -> None:
    done = call(begun, "upgrade")
    assert (done.returncode, done.stdout) == (0, "")


def test_changed_and_deleted_files_stay_as_they_are(begun: Path) -> None:
    (begun / "docs/notes.md").write_text("mine", "utf-8")
    (begun / ".gitlab-ci.yml").unlink()
    old = (begun / "docs/names.md").read_text("utf-8") + "older\n"
    (begun / "docs/names.md").write_text(old, "utf-8")
    kept = json.loads((begun / ".lesart.json").read_text("utf-8"))
    kept["files"]["docs/names.md"] = scaffold._hash(old.encode())
    del kept["files"]["docs/robots.txt"]
    (begun / "docs/robots.txt").unlink()
    (begun / ".lesart.json").write_text(json.dumps(kept), "utf-8")
    done = call(begun, "upgrade")
    assert done.returncode == 1
    assert done.stdout == "updated\tdocs/names.md\nnew\tdocs/robots.txt\n"
    assert done.stderr.splitlines() == [
        ".gitlab-ci.yml: deleted by you, so it stays away",
        "docs/notes.md: changed by you, so it stays; compare it with what `lesart init` makes",
    ]
    assert (begun / "docs/notes.md").read_text("utf-8") == "mine"
    assert "older" not in (begun / "docs/names.md").read_text("utf-8")
    again = call(begun, "upgrade")
    assert (again.stdout, again.stderr) == (
        "", done.stderr + "Nothing was to be brought up to date.\n",
    )  # fmt: skip


@pytest.mark.parametrize("version", range(1, scaffold.VERSION + 1))
def test_an_edition_of_any_version_is_brought_up_to_date(tmp_path: Path, version: int) -> None:
    """`data/scaffolds` keeps what each version of the scaffold made; a new one is added."""
    shutil.copytree(VERSIONS / str(version), tmp_path / "old")
    done = call(tmp_path / "old", "upgrade")
    assert done.returncode == 0, done.stderr
    new = call(tmp_path, "init", "new", *SAID)
    assert new.returncode == 0
    for path in sorted((tmp_path / "new").rglob("*")):
        if path.is_file() and path.name not in ("edition.yml", ".lesart.json"):
            beside = tmp_path / "old" / path.relative_to(tmp_path / "new")
            assert beside.read_bytes() == path.read_bytes(), path


def test_the_newest_version_is_kept(begun: Path) -> None:
    """Whoever changes a file of the scaffold counts its version up and keeps the new one."""
    kept = VERSIONS / str(scaffold.VERSION)
    for path, content in scaffold._rendered(
        json.loads((kept / ".lesart.json").read_text())["words"]
    ):
        if path != "source_texts/edition.yml":
            assert (kept / path).read_text("utf-8") == content, path


def test_an_edition_that_was_not_begun_so_is_told(tmp_path: Path, mini: Settings) -> None:
    done = call(mini.root, "upgrade")
    assert done.returncode == 3
    assert "A011" in done.stderr
    (mini.root / ".lesart.json").write_text("[]", "utf-8")
    assert "bring it back from git" in call(mini.root, "upgrade").stderr


def test_the_look_can_be_changed(begun: Path, tmp_path: Path) -> None:
    done = call(tmp_path, "init", "mine", "--eject")
    assert done.returncode == 0, done.stderr
    assert (begun / "face/main.html").read_bytes() == (
        files("lesart").joinpath("face/main.html").read_bytes()
    )
    assert "LESART_FACE" not in site.environment(Settings(begun, (), "public"))
    again = call(tmp_path, "init", "mine", "--eject")
    assert again.returncode == 3


@pytest.mark.site
def test_the_example_shows_what_there_is_and_goes(tmp_path: Path) -> None:
    assert call(tmp_path, "init", "mine", *SAID, "--example").returncode == 0
    assert call(tmp_path, "init", "bare", *SAID).returncode == 0
    mine = tmp_path / "mine"
    settings = Settings(mine, (), "public")
    assert check_edition(settings) == []
    assert site.build(settings, "mkdocs", tmp_path / "site") == []
    page = (tmp_path / "site/texts/beispiel/index.html").read_text("utf-8")
    assert "Am Abend ging" in page
    assert page.count('class="note') >= 3
    assert "gloss" in page
    changed = call(mine, "upgrade")
    assert changed.stderr.splitlines()[0].startswith("mkdocs.yml: changed by you")
    done = call(mine, "remove", "beispiel", "--yes", "--with-unused")
    assert done.returncode == 0, done.stderr
    shutil.rmtree(mine / "removed")
    left = {
        path.relative_to(mine).as_posix(): path.read_bytes()
        for path in mine.rglob("*")
        if path.is_file() and ".cache" not in path.parts
    }
    bare = {
        path.relative_to(tmp_path / "bare").as_posix(): path.read_bytes()
        for path in (tmp_path / "bare").rglob("*")
        if path.is_file()
    }
    beside = {"glossary/names.yml", "source_texts/bibliography.json", "source_texts/spelling.txt"}
    assert left.keys() - bare.keys() == beside
    assert {name: left[name] for name in bare} == bare
    assert check_edition(settings) == []

"""For whom a site is made: settings that differ, private pages, one kind of site over another."""

from __future__ import annotations

import itertools
import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from sites import in_face

from lesart.cli import cli
from lesart.core.findings import EditionError, Finding
from lesart.site import build as site
from lesart.site import preview
from lesart.site.audience import configured, mark_pages, standing
from lesart.tasks.edition import Settings
from lesart.view.held import PRIVATE

FOLLOWS = {
    "audience": "!ENV [LESART_AUDIENCE, public]",
    "drafts": "!ENV [LESART_DRAFTS, refuse]",
}
ROBOTS = '<meta name="robots" content="noindex, nofollow">'


def say(settings: Settings, option: str, value: str) -> int:
    """Let mkdocs.yml give an option a value of its own, or leave it out; give the line."""
    file = settings.root / "mkdocs.yml"
    old = f"      {option}: {FOLLOWS[option]}\n"
    written = file.read_text("utf-8")
    assert old in written
    line = written[: written.index(old)].count("\n") + 1
    file.write_text(written.replace(old, f"      {option}: {value}\n" if value else ""), "utf-8")
    return line


def outcome(settings: Settings) -> str:
    """Tell whether a build would begin, or what stops it."""
    try:
        site.require_one_audience(settings)
    except EditionError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("said", ["private", "public", "", "Private", "''"])
def test_the_audience_of_mkdocs_yml_is_that_of_the_command_line(mini: Settings, said: str) -> None:
    line = say(mini, "audience", said)
    for asked in ("private", "public"):
        found = outcome(replace(mini, audience=asked))
        assert bool(found) == ((said or "public") != asked)
        # Where the option is missing, the extension is named.
        assert not found or f"mkdocs.yml:{line if said else line - 1}: error[B011]" in found


@pytest.mark.parametrize("said", ["allow", "refuse", "", "yes"])
def test_so_are_drafts(mini: Settings, said: str) -> None:
    say(mini, "drafts", said)
    for asked in (True, False):
        found = outcome(replace(mini, allow_drafts=asked))
        assert bool(found) == ((said or "refuse") != ("allow" if asked else "refuse"))


def test_so_are_originals(mini: Settings) -> None:
    file = mini.root / "mkdocs.yml"
    written = file.read_text("utf-8")
    assert outcome(mini) == ""
    file.write_text(re.sub(r"      originals: .*\n", "", written), "utf-8")
    assert "the option “originals” is empty" in outcome(mini)
    assert outcome(replace(mini, originals=())) == ""
    file.write_text(re.sub(r"(originals:) .*", r"\1 elsewhere", written), "utf-8")
    assert "the option “originals” is “elsewhere”" in outcome(replace(mini, originals=()))


@pytest.mark.parametrize(
    "extensions",
    ["[lesart, toc]", "{lesart: {audience: public}}", "[lesart: {audience: public}]", "[lesart: ]"],
)
def test_options_are_found_however_extensions_are_listed(mini: Settings, extensions: str) -> None:
    settings = f"site_name: x\nmarkdown_extensions: {extensions}\n"
    (mini.root / "mkdocs.yml").write_text(settings, "utf-8")
    assert "mkdocs.yml:2: error[B011]: the option “audience” is “public”" in outcome(mini)


def test_options_may_be_inherited(mini: Settings) -> None:
    (mini.root / "mkdocs.yml").rename(mini.root / "base.yml")
    (mini.root / "mkdocs.yml").write_text("INHERIT: base.yml\n", "utf-8")
    assert configured(mini.root, {"LESART_AUDIENCE": "private"}) == {
        "audience": "private", "drafts": "refuse", "originals": "", "downloads": "",
    }  # fmt: skip


@pytest.mark.parametrize("generator", ["mkdocs", "zensical"])
def test_a_build_that_would_differ_writes_nothing(
    mini: Settings, tmp_path: Path, generator: str
) -> None:
    say(mini, "audience", "private")
    arguments = ["-C", str(mini.root), "build", "--audience", "public", "--generator", generator]
    done = CliRunner().invoke(cli, [*arguments, "--site-dir", str(tmp_path / "s")])
    assert isinstance(done.exception, EditionError)
    assert "error[B011]" in str(done.exception)
    assert not (tmp_path / "s").exists()


def test_the_preview_stops_too(mini: Settings) -> None:
    say(mini, "audience", "")
    with pytest.raises(EditionError, match="B011"):
        preview.serve(mini, "127.0.0.1", 0)


@pytest.mark.parametrize(
    ("said", "environ", "fault"),
    [
        ("private", {"LESART_AUDIENCE": "public"}, "is “private”, and “public” is asked for"),
        ("", {"LESART_AUDIENCE": "private"}, "is “public”, and “private” is asked for"),
        ("private", {"LESART_AUDIENCE": ""}, "is “private”, and empty is asked for"),
        (FOLLOWS["audience"], {"LESART_AUDIENCE": ""}, "the option “audience” is “"),
        (FOLLOWS["audience"], {"LESART_AUDIENCE": "Public"}, "the option “audience” is “Public”"),
        (FOLLOWS["audience"], {"LESART_DRAFTS": "yes"}, "“drafts” is “True”"),
    ],
)
def test_pages_that_a_generator_makes_by_itself_are_held_to_the_environment(
    mini: Settings,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    said: str,
    environ: dict[str, str],
    fault: str,
) -> None:
    say(mini, "audience", said)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(Abort):
        pages(mini)
    assert fault in caplog.text
    assert list(mini.root.glob("site/**/*.html")) == []


def pages(settings: Settings) -> None:
    """Build the pages as `mkdocs build` does, in this process."""
    from mkdocs.commands.build import build  # noqa: PLC0415

    config = load_config(str(settings.root / "mkdocs.yml"), site_dir=str(settings.root / "site"))
    build(config)


@pytest.mark.parametrize(
    ("asked", "said", "code"),
    [
        *((a, s, 0 if a in ("", s) else 2) for a, s in itertools.product(
            ("", "private", "public"), ("private", "public"))),
        ("public", "", 2),
        ("", "", 2),
        ("", "Public", 2),
        ("private", "Public", 2),
    ],
)  # fmt: skip
def test_the_command_line_and_the_environment_agree(
    mini: Settings, tmp_path: Path, asked: str, said: str, code: int
) -> None:
    target = ["-o", str(tmp_path / "a.epub")]
    arguments = ["-C", str(mini.root), "epub", "zeichen", *target]
    arguments += ["--audience", asked] if asked else []
    done = CliRunner().invoke(cli, arguments, env={"LESART_AUDIENCE": said})
    assert done.exit_code == code, done.output
    assert (tmp_path / "a.epub").is_file() == (code == 0)
    drafts = CliRunner().invoke(
        cli, [*arguments, "--drafts", "refuse"], env={"LESART_DRAFTS": "allow"}
    )
    assert drafts.exit_code == 2
    assert "LESART_DRAFTS is “allow”" in drafts.output


def test_a_dirty_build_keeps_no_private_page_without_a_word(mini: Settings) -> None:
    built = mini.root / "site"
    built.mkdir()
    (built / "index.html").write_text("<head></head><body></body>", "utf-8")
    mark_pages(built, "private")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--dirty", "-q", "-f", mini.root / "mkdocs.yml"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "error[B012]: a private copy stands here" in done.stderr


def test_one_kind_of_site_over_another_is_told(
    mini: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "site"

    def build(settings: Settings, generator: str, site_dir: Path) -> list[Finding]:
        site_dir.mkdir(exist_ok=True)
        (site_dir / "index.html").write_text("<head></head><body></body>", "utf-8")
        mark_pages(site_dir, settings.audience)
        return []

    monkeypatch.setattr(site, "build", build)
    for audience, said in (
        ("private", ""),
        ("public", f"{target}: a private site stood here, and it is public now"),
        ("private", f"{target}: a public site stood here, and it is private now: do not publish"),
    ):
        arguments = ["-C", str(mini.root), "build", "--audience", audience]
        done = CliRunner().invoke(cli, [*arguments, "--site-dir", str(target)])
        assert done.exit_code == 0, done.output
        assert standing(target) == audience
        assert said in done.stderr
        assert bool(said) == ("stood here" in done.stderr)


@pytest.mark.usefixtures("pages_alone")
@pytest.mark.parametrize("generator", ["mkdocs", "zensical"])
@pytest.mark.parametrize("themed", [True, False], ids=["our template", "another theme"])
def test_private_pages_say_so_and_are_kept_out_of_indexes(
    mini: Settings, tmp_path: Path, generator: site.Generator, themed: bool
) -> None:
    if themed:
        config = mini.root / "mkdocs.yml"
        config.write_text(in_face(config.read_text("utf-8")), "utf-8")
    found: dict[str, list[str]] = {}
    for audience in ("private", "public"):
        site.build(replace(mini, audience=audience), generator, tmp_path / audience, False)
        found[audience] = [p.read_text("utf-8") for p in (tmp_path / audience).rglob("*.html")]
    assert len(found["private"]) == len(found["public"]) > 10
    for page in found["private"]:
        assert page.count(ROBOTS) == 1
        assert len(re.findall(rf'<p class="?private-copy"?>{PRIVATE}</p>', page)) == 1
    for page in found["public"]:
        assert ROBOTS not in page
        assert PRIVATE not in page
    for name, holds in (("private", True), ("public", False)):
        index = next(p for p in (tmp_path / name).rglob("search*.json"))
        assert (json.loads(index.read_bytes()).get("notice") == PRIVATE) == holds

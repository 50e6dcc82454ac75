"""CITATION.cff: valid, and saying what the package and the edition say."""

from __future__ import annotations

import tomllib
from pathlib import Path

import bibtexparser
import pytest
import yaml

from lesart import store

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
    record = store.read_edition_record(PROJECT)
    preferred = citation["preferred-citation"]
    assert preferred["title"].replace("'", "’") == record.title.en
    assert [author["name"] for author in preferred["authors"]] == [
        person.family for person in record.editors
    ]
    versions = {store.read_record(PROJECT, text).version for text in record.texts}
    assert versions == {preferred["version"]}

"""The JSON Schemas: current, true of our own files, and as strict as the records they come from."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from command import run
from conftest import DATA, PROJECT
from hypothesis import given
from hypothesis import strategies as st

from lesart.core.findings import EditionError
from lesart.core.records import Document, convert
from lesart.tasks.edition import Settings
from lesart.tasks.schemas import FOLDER, SCHEMAS, make_schema, schema_file, write_schemas

_LINE = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")
EDITIONS = {"ours": PROJECT, "tiny": DATA / "mini"}


def _files(name: str, root: Path) -> Iterator[Path]:
    for path in sorted(root.glob(SCHEMAS[name].files)):
        if path.name != "README.md":
            yield path


def _data(name: str, path: Path) -> Any:
    """Read a file as an editor's language server does, which knows numbers."""
    words = path.read_text("utf-8")
    if SCHEMAS[name].front_matter:
        words = words.split("---\n")[1]
    return yaml.safe_load(words)


def _faults(name: str, data: Any) -> list[str]:
    return [one.message for one in jsonschema.Draft7Validator(make_schema(name)).iter_errors(data)]


def _read(name: str, data: Any) -> bool:
    """Tell whether the engine takes data, whose scalars it reads as words."""
    try:
        convert(Document(_as_words(data), {}, "x.yml"), SCHEMAS[name].record)
    except EditionError:
        return False
    return True


def _as_words(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _as_words(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_as_words(value) for value in data]
    return data if data is None else str(data)


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schemas_of_our_edition_are_current(name: str) -> None:
    path = PROJECT / FOLDER / schema_file(name)
    assert path.read_text("utf-8") == write_schemas()[schema_file(name)], "run `lesart schema`"


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", SCHEMAS)
def test_files_are_valid(name: str, edition: str) -> None:
    files = list(_files(name, EDITIONS[edition]))
    assert files or (name, edition) == ("waivers", "tiny")
    for path in files:
        assert _faults(name, _data(name, path)) == [], path


@pytest.mark.parametrize("name", SCHEMAS)
def test_our_files_name_their_schema(name: str) -> None:
    for path in _files(name, PROJECT):
        found = _LINE.match(path.read_text("utf-8"))
        assert bool(found) != SCHEMAS[name].front_matter, path
        if found:
            assert (path.parent / found[1]).resolve() == PROJECT / FOLDER / schema_file(name)


@pytest.mark.parametrize("name", SCHEMAS)
@pytest.mark.slow
def test_what_nobody_knows_is_refused_by_schema_and_engine(name: str) -> None:
    data = _data(name, next(_files(name, PROJECT)))
    assert _read(name, data)
    for place in list(_records(data)):
        place["nebel"] = "x"
        assert _faults(name, data), place
        assert not _read(name, data), place
        del place["nebel"]
    for key in make_schema(name).get("required", ()):
        left = {one: value for one, value in data.items() if one != key}
        assert _faults(name, left) and not _read(name, left), key


def _records(data: Any) -> Iterator[dict[str, Any]]:
    """Give every record in a file; the keys of `speakers` are names and no fields."""
    if isinstance(data, dict):
        yield data
        for key, value in data.items():
            yield from _records(list(value.values()) if key == "speakers" else value)
    elif isinstance(data, list):
        for value in data:
            yield from _records(value)


@given(st.data())
@pytest.mark.slow
def test_what_the_schema_refuses_of_the_edition_the_engine_refuses(data: st.DataObject) -> None:
    """One value of another kind anywhere: the schema is never stricter than the engine."""
    made = _data("text", PROJECT / "source_texts/siemons/text.yml")
    place = data.draw(st.sampled_from(list(_records(made))))
    key = data.draw(st.sampled_from(sorted(place)))
    place[key] = data.draw(st.sampled_from(["x", 7, 1.5, True, None, [], {}, ["x"], {"de": "x"}]))
    if _faults("text", made):
        assert not _read("text", made)


def test_the_command_writes_them_and_new_texts_name_them(mini: Settings, tmp_path: Path) -> None:
    folder = mini.root / FOLDER
    done = run(mini, "schema", str(folder))
    assert (done.returncode, done.stderr) == (0, "")
    assert [Path(line).name for line in done.stdout.splitlines()] == [*map(schema_file, SCHEMAS)]
    assert json.loads((folder / "text.schema.json").read_text("utf-8"))["title"].endswith(
        "text.yml"
    )
    (folder / "text.schema.json").write_text("{}", "utf-8")
    assert run(mini, "schema", str(folder)).returncode == 3
    assert (folder / "text.schema.json").read_text("utf-8") == "{}"
    (tmp_path / "a.txt").write_text("Ein Satz.\n", "utf-8")
    assert run(mini, "add", "regen", "--source", str(tmp_path / "a.txt")).returncode == 0
    path = mini.root / "source_texts/regen/text.yml"
    assert _LINE.match(path.read_text("utf-8"))
    assert _faults("text", _data("text", path)) == []

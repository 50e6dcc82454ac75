"""
Write JSON Schemas of the files that editors write, from the records that read these files.

Every scalar of a file is read as words (see `core.records`), so where words are expected a number
is none the worse.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter

from lesart.annotation.waivers import WaiversFile
from lesart.glossary.entries import EntryFront
from lesart.glossary.name_entries import NamesFile
from lesart.model import EditionRecord, Record
from lesart.source.recipe import RecipeFile

FOLDER = "source_texts/schemas"
"""Where an edition keeps its schemas; files refer to them there."""
DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SCALARS = ["string", "number", "boolean"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileKind:
    """Name a kind of files by a pattern of paths, and the record that reads one."""

    files: str
    record: type
    front_matter: bool = False

    @property
    def title(self) -> str:
        """Name the files as a person does."""
        return f"front matter of {self.files}" if self.front_matter else self.files


SCHEMAS: dict[str, FileKind] = {
    "edition": FileKind(files="source_texts/edition.yml", record=EditionRecord),
    "text": FileKind(files="source_texts/*/text.yml", record=Record),
    "recipe": FileKind(files="source_texts/*/recipe.yml", record=RecipeFile),
    "waivers": FileKind(files="source_texts/*/waivers.yml", record=WaiversFile),
    "names": FileKind(files="glossary/names.yml", record=NamesFile),
    "entry": FileKind(files="glossary/*.md", record=EntryFront, front_matter=True),
}
"""The files for which there is a schema, by its name."""


def schema_file(name: str) -> str:
    """
    Name the file of a schema.

    >>> schema_file("text")
    'text.schema.json'
    """
    return f"{name}.schema.json"


def schema_line(name: str, up: str) -> str:
    r"""
    Write the line with which a file names its schema to an editor.

    *up* leads from the folder of the file to that of the sources.

    >>> schema_line("text", "..")
    '# yaml-language-server: $schema=../schemas/text.schema.json\n'
    """
    return f"# yaml-language-server: $schema={up}/schemas/{schema_file(name)}\n"


def make_schema(name: str) -> dict[str, Any]:
    """
    Make the schema of a kind of files.

    >>> made = make_schema("edition")
    >>> made["title"], made["additionalProperties"]
    ('source_texts/edition.yml', False)
    """
    kind = SCHEMAS[name]
    made: dict[str, Any] = _lenient(TypeAdapter(kind.record).json_schema())
    if name == "edition":
        # An edition that is begun has an empty list, or nothing after the key.
        texts = made["properties"]["texts"]
        made["properties"]["texts"] = {**texts, "type": [texts["type"], "null"]}
    return {"$schema": DIALECT, "$id": schema_file(name), **made, "title": kind.title}


def write_schemas() -> Mapping[str, str]:
    """Write all schemas, by the names of their files."""
    return {
        schema_file(name): json.dumps(make_schema(name), ensure_ascii=False, indent=2) + "\n"
        for name in SCHEMAS
    }


def _lenient(schema: Any) -> Any:
    """Let numbers stand for words, and leave out titles that only repeat a key."""
    if isinstance(schema, list):
        return [_lenient(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    made: dict[str, Any] = {
        key: {name: _member(one) for name, one in value.items()}
        if key == "properties"
        else _lenient(value)
        for key, value in schema.items()
    }
    if made.get("type") == "string" and "enum" not in made:
        made["type"] = _SCALARS
    if "description" in made:
        made["description"] = " ".join(made["description"].split())
    return made


def _member(schema: Any) -> Any:
    made: dict[str, Any] = _lenient(schema)
    made.pop("title", None)
    return made

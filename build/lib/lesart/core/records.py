"""Read YAML files into the frozen records of the model, with the line of every fault."""

from __future__ import annotations

import dataclasses
import difflib
import json
import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeVar, cast

import yaml
from pydantic import TypeAdapter, ValidationError

from lesart.core import tables
from lesart.core.findings import EditionError, Finding, Location
from lesart.core.yaml_words import expected, named, yaml_problem
from lesart.model.base import key_of

T = TypeVar("T")
Path = tuple[str | int, ...]

_DEEPEST = 20
_ADAPTERS: dict[type, TypeAdapter[Any]] = {}


@dataclass(frozen=True, slots=True)
class Document:
    """Hold the data of a YAML file and the 1-based line of each place in it."""

    data: Any
    lines: dict[Path, int]
    path: str

    def line(self, place: Path) -> int:
        """Give the line of *place*, or of the nearest place around it."""
        while place not in self.lines and place:
            place = place[:-1]
        return self.lines.get(place, 1)


class _Loader(yaml.SafeLoader):
    """Stop where lists lie too deep in each other, which would take the square of their number."""

    def fetch_flow_collection_start(self, TokenClass: type) -> None:
        if self.flow_level > _DEEPEST:
            mark = self.get_mark()
            raise yaml.scanner.ScannerError(None, None, "deep nesting is not used here", mark)
        super().fetch_flow_collection_start(TokenClass)


def read_yaml(data: bytes, path: str) -> Document:
    """
    Read one YAML document of mappings, lists and scalars.

    Every scalar stays a string, as it is written: `1.0` is a version and not a number. Raises
    EditionError for broken YAML, doubled keys, aliases, nesting deeper than 20, and characters that
    an escape brings in and no line can hold.
    """
    try:
        node = yaml.compose(tables.decode(data, path), Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        said, hint = yaml_problem(error.problem or "broken")
        shown = data.decode("utf-8", "replace").split("\n")[line - 1 : line]
        raise _broken(path, line, said, tuple(shown), hint) from None
    except RecursionError:
        raise _broken(path, 1, "deep nesting is not used here") from None
    except yaml.YAMLError as error:
        raise _broken(path, 1, str(error).splitlines()[0] if str(error) else "broken") from None
    lines: dict[Path, int] = {}
    return Document(_construct(node, (), lines, path, set()), lines, path)


def _broken(
    path: str, line: int, problem: str, shown: tuple[str, ...] = (), hint: str = ""
) -> EditionError:
    shown = tuple(one.strip()[:120] for one in shown if one.strip())
    message = f"this is not YAML: {problem}"
    return EditionError(Finding(Location(path, line), "D010", message, shown, hint))


def _construct(
    node: yaml.Node | None, place: Path, lines: dict[Path, int], path: str, seen: set[int]
) -> Any:
    if node is None:
        return None
    line = node.start_mark.line + 1
    lines.setdefault(place, line)
    if id(node) in seen or len(place) > _DEEPEST:
        raise _broken(path, line, "aliases and deep nesting are not used here")
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        if found := next(filter(None, map(tables.line_fault, node.value.split("\n"))), ""):
            raise EditionError(Finding(Location(path, line), "D002", found))
        return None if node.tag.endswith(":null") else node.value
    if isinstance(node, yaml.SequenceNode):
        return [_construct(n, (*place, i), lines, path, seen) for i, n in enumerate(node.value)]
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = key_node.value
        key_line = key_node.start_mark.line + 1
        if not isinstance(key, str):
            raise _broken(path, key_line, "a key is not a word")
        if key in result:
            raise _broken(path, key_line, f"the key “{key}” stands twice", (), "keep one of both")
        lines[(*place, key)] = key_line
        result[key] = _construct(value_node, (*place, key), lines, path, seen)
    return result


def convert(document: Document, type_: type[T]) -> T:
    """
    Turn *document* into *type_*, a dataclass of the model.

    Raises EditionError with one finding a fault: unknown key (with the nearest known one),
    missing key, value of another kind.
    """
    try:
        return _adapter(type_).validate_python(document.data)
    except ValidationError as error:
        raise EditionError(
            _finding(fault, document, type_) for fault in _faults(error, type_)
        ) from None


def _adapter(type_: type[T]) -> TypeAdapter[T]:
    if type_ not in _ADAPTERS:
        _ADAPTERS[type_] = TypeAdapter(type_)
    return cast(TypeAdapter[T], _ADAPTERS[type_])


def _faults(error: ValidationError, type_: Any) -> Iterator[dict[str, Any]]:
    """
    Give what is wrong, by the place in the file.

    Where a record or words may stand, what is no word is judged as the record.
    """
    for fault in error.errors(include_url=False):
        if fault["loc"][-1:] != ("str",) or not isinstance(fault["input"], dict | list):
            yield {**fault, "loc": _in_file(fault["loc"], type_)}


def _in_file(place: Path, type_: Any) -> Path:
    """Leave out of a place the names of records, which stand where there is a choice."""
    kept: list[str | int] = []
    for part in place:
        record = _required(type_)
        if record is not type_ and part == getattr(record, "__name__", ""):
            type_ = record
        elif part != "[key]":
            kept.append(part)
            type_ = _member(record, part)
    return tuple(kept)


def _finding(fault: dict[str, Any], document: Document, type_: type) -> Finding:
    place: Path = fault["loc"]
    name = named(place)
    where = Location(document.path, document.line(place))
    if fault["type"] in ("unexpected_keyword_argument", "extra_forbidden"):
        known = _keys_at(type_, place[:-1])
        near = difflib.get_close_matches(str(place[-1]), known, 1)
        hint = f"did you mean “{near[0]}”?" if near else f"keys here: {', '.join(known)}"
        return Finding(where, "D011", f"unknown key: {name}", hint=hint)
    if fault["type"] == "missing":
        return Finding(where, "D012", f"missing key: {name}")
    shown = (repr(fault["input"])[:120],) if not isinstance(fault["input"], dict | list) else ()
    message, hint = expected(fault, _keys_at(type_, place))
    return Finding(where, "D013", f"{name or 'the file'}: {message}", shown, hint)


def _keys_at(type_: Any, place: Path) -> list[str]:
    """List the keys that may stand at *place* in a record of this type."""
    for part in place:
        type_ = _member(_required(type_), part)
    type_ = _required(type_)
    return (
        [key_of(f.name) for f in dataclasses.fields(type_)]
        if dataclasses.is_dataclass(type_)
        else []
    )


def _member(type_: Any, part: str | int) -> Any:
    if dataclasses.is_dataclass(type_):
        return typing.get_type_hints(type_).get(str(part))
    return next(filter(dataclasses.is_dataclass, typing.get_args(type_)), None)


def _required(type_: Any) -> Any:
    """Give X for X | None."""
    return _member(type_, "") if isinstance(type_, types.UnionType) else type_


def quoted(words: str) -> str:
    r"""
    Write words as a YAML scalar on one line, which any reader of YAML gives back as they are.

    >>> print(quoted('On "R&D": {{ x }} # 1'), quoted("a\x7f\u2028b"))
    "On \"R&D\": {{ x }} # 1" "a\U0000007f\U00002028b"
    """
    return "".join(
        one if one.isprintable() else f"\\U{ord(one):08x}"
        for one in json.dumps(words, ensure_ascii=False)
    )


def write_yaml(data: Any) -> str:
    r"""
    Write mappings, lists and strings as YAML, in their order.

    >>> write_yaml({"lemma": "Herde", "also": ["Hirte"]})
    'lemma: Herde\nalso:\n- Hirte\n'
    """
    text: str = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100)
    return text

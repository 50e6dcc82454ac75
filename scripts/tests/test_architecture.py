"""The page on the architecture and the import rule: they name the rooms that there are."""

from __future__ import annotations

import ast
import re
import tomllib
from typing import Any

import pytest
from conftest import PROJECT

PACKAGE = PROJECT / "scripts/lesart"
WRITERS = sorted(path.parent.name for path in PACKAGE.glob("write/*/__init__.py"))
ROOMS = sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py"))
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.name != "__init__.py")
LONGEST = 300


def import_rule() -> dict[str, Any]:
    """Read the import rule, of which there is one."""
    settings = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))
    rule: dict[str, Any]
    (rule,) = settings["tool"]["importlinter"]["contracts"]
    return rule


def layers() -> list[str]:
    """Give the names in the import rule, from the top."""
    return [name for layer in import_rule()["layers"] for name in re.findall(r"[\w.]+", layer)]


def test_the_import_rule_names_every_room() -> None:
    assert sorted({name.partition(".")[0] for name in layers()} - {"cli"}) == ROOMS


def test_the_map_names_every_room_in_the_order_of_the_import_rule() -> None:
    page = (PROJECT / "docs/architecture.md").read_text("utf-8")
    table = page.partition("## Rooms")[2].partition("\n## ")[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    named = [name.replace("/", ".") for row in rows for name in re.findall(r"`([\w/]+)`", row)]
    assert sorted(named) == sorted(
        {"cli", *ROOMS, *(f"write.{name}" for name in WRITERS)} - {"write"}
    )
    order = [name.partition(".")[0] for name in layers()]
    assert [order.index(name.partition(".")[0]) for name in named] == sorted(
        order.index(name.partition(".")[0]) for name in named
    )


def test_the_import_rule_is_short_and_has_no_exception_but_the_front_of_the_package() -> None:
    rule = import_rule()
    assert len(rule["layers"]) <= 14
    assert rule["ignore_imports"] == ["lesart -> lesart.**"]


def test_no_writer_may_import_another() -> None:
    """Hold that the writers are one layer, in which `|` parts those that must not meet."""
    (layer,) = (layer for layer in import_rule()["layers"] if "write" in layer)
    assert sorted(layer.split(" | ")) == [f"write.{name}" for name in WRITERS]


@pytest.mark.parametrize("room", [*ROOMS, *(f"write/{name}" for name in WRITERS)])
def test_a_room_says_in_one_sentence_who_lives_there(room: str) -> None:
    module = ast.parse((PACKAGE / room / "__init__.py").read_text("utf-8"))
    said = ast.get_docstring(module) or ""
    assert re.fullmatch(r"[A-Z].*\.", said.splitlines()[0]), room


def test_no_module_stands_outside_the_rooms() -> None:
    assert sorted(path.name for path in PACKAGE.glob("*.py")) == [
        "__init__.py",
        "__main__.py",
        "cli.py",
    ]

"""The page on the architecture: it lists every module, in an order that imports follow."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import PROJECT

PACKAGE = PROJECT / "scripts/lesart"
MODULES = sorted({path.stem for path in PACKAGE.iterdir() if path.suffix == ".py"} - {"__init__"})
PACKAGES = sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py"))
NAMES = [name for name in (*MODULES, *PACKAGES) if name != "__main__"]


def places() -> dict[str, int]:
    """Give the row of each module in the table of stages."""
    page = (PROJECT / "docs/architecture.md").read_text("utf-8")
    table = page.partition("## Stages")[2].partition("\n## ")[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    return {name: n for n, row in enumerate(rows) for name in re.findall(r"`(\w+)`", row)}


def imported(path: Path) -> Iterator[str]:
    """Name the modules and packages of `lesart` that a file imports, wherever it does."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "lesart":
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("lesart."):
            yield (node.module or "").split(".")[1]


def test_every_module_is_listed_and_no_other() -> None:
    assert sorted(places()) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_module_imports_what_stands_above_it(name: str) -> None:
    order = places()
    files = [PACKAGE / f"{name}.py"] if name in MODULES else [*(PACKAGE / name).rglob("*.py")]
    below = {
        other for path in files for other in imported(path) if order.get(other, -1) > order[name]
    }
    assert not below

"""Read from the code which class and data names pages have, and which are asked for."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from sites import FACE

PACKAGE = FACE.parent
_MAKERS = ("write/html", "view", "site", "core")
_NAME = r"-?[A-Za-z_][\w-]*"
_QUOTED = re.compile(r'"([^"\n]*)"|`([^`]*)`')
_COMMENT = re.compile(r"(?s:/\*.*?\*/)|^\s*//.*$", re.MULTILINE)


class _Module:
    """Find what stands for a name of class or data in one module."""

    def __init__(self, path: Path, beside: Sequence[ast.Module]) -> None:
        self.tree = ast.parse(path.read_text("utf-8"))
        self._beside = beside

    def made(self) -> Iterator[tuple[str, ast.expr]]:
        """Give attributes that elements are made with, as HTML writes them, and their values."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.keyword) and node.arg:
                yield node.arg.rstrip("_").replace("_", "-"), node.value
            elif isinstance(node, ast.Dict):
                for key, value in zip(node.keys, node.values, strict=True):
                    if isinstance(key, ast.Constant):
                        yield str(key.value).rstrip("_").replace("_", "-"), value
            elif (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and len(node.args) > 1
                and isinstance(node.args[0], ast.Constant)
            ):
                yield str(node.args[0].value), node.args[1]

    def patterns(self, node: ast.expr, depth: int = 0) -> Iterator[str]:
        """Give the words that a value may have, as regular expressions."""
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from map(re.escape, node.value.split())
        elif isinstance(node, ast.JoinedStr):
            parts = [str(p.value) if isinstance(p, ast.Constant) else "\0" for p in node.values]
            for word in "".join(parts).split():
                if word.strip("\0"):
                    yield re.escape(word).replace("\0", r"[\w-]*")
            held = [p.value for p in node.values if isinstance(p, ast.FormattedValue)]
            for value in held:
                yield from self.patterns(value, depth)
        elif isinstance(node, ast.Name) and depth < 3:
            for value in self._values(node.id, node.lineno):
                yield from self.patterns(value, depth + 1)
        elif isinstance(node, (ast.IfExp, ast.BoolOp, ast.BinOp)):
            for child in ast.iter_child_nodes(node):
                if isinstance(child, ast.expr) and child is not getattr(node, "test", None):
                    yield from self.patterns(child, depth)

    def _values(self, name: str, line: int) -> Iterator[ast.expr]:
        """Give what is assigned to a name in the function around *line*, or handed over for it."""
        for function in ast.walk(self.tree):
            if not isinstance(function, ast.FunctionDef):
                continue
            if not function.lineno <= line <= (function.end_lineno or 0):
                continue
            for node in ast.walk(function):
                targets = node.targets if isinstance(node, ast.Assign) else []
                if any(isinstance(one, ast.Name) and one.id == name for one in targets):
                    yield node.value
            names = [argument.arg for argument in function.args.args]
            if name in names:
                given = len(names) - names.index(name)
                yield from function.args.defaults[-given:][:1] if given else ()
                yield from self._handed(function.name, name, names.index(name))

    def _handed(self, function: str, name: str, place: int) -> Iterator[ast.expr]:
        for call in (node for tree in self._beside for node in ast.walk(tree)):
            if isinstance(call, ast.Call) and ast.unparse(call.func).split(".")[-1] == function:
                own = place - ("." in ast.unparse(call.func))
                yield from call.args[own : own + 1]
                yield from (given.value for given in call.keywords if given.arg == name)


def made_by_python() -> tuple[set[str], set[str]]:
    """Give the classes of pages, as regular expressions, and their data names."""
    classes: set[str] = set()
    data: set[str] = set()
    paths = [path for folder in _MAKERS for path in sorted((PACKAGE / folder).glob("*.py"))]
    trees = [ast.parse(path.read_text("utf-8")) for path in paths]
    for path in paths:
        module = _Module(path, trees)
        for attribute, value in module.made():
            if attribute == "class":
                classes.update(module.patterns(value))
            elif re.fullmatch(r"data-[a-z-]+", attribute):
                data.add(attribute)
    return classes, data


def made_by_pages(pages: Iterable[Path]) -> set[str]:
    """Give the classes that templates and pages write by hand."""
    found = (re.findall(r'class="([^"]*)"', path.read_text("utf-8")) for path in pages)
    return {word for said in found for words in said for word in words.split()}


def of_styles() -> tuple[set[str], set[str]]:
    """Give the classes and the data names in the selectors of the style sheets."""
    classes: set[str] = set()
    data: set[str] = set()
    for path in FACE.glob("assets/*/*.css"):
        for selector in re.findall(r"([^{};]+)\{", _COMMENT.sub("", path.read_text("utf-8"))):
            if not selector.strip().startswith("@"):
                classes.update(re.findall(rf"\.({_NAME})", selector))
                data.update(re.findall(r"\[(data-[a-z-]+)", selector))
    return classes, data


def of_scripts() -> tuple[set[str], set[str], set[str]]:
    """Give the classes that scripts ask for, those that they make, and their data names."""
    asked: set[str] = set()
    made: set[str] = set()
    data: set[str] = set()
    for path in FACE.glob("assets/*/*.js"):
        text = _COMMENT.sub("", path.read_text("utf-8"))
        for words in (one or other for one, other in _QUOTED.findall(text)):
            if re.search(r"(?:^|[\s>(~,:])\.[a-z]|^[a-z]+\.[a-z]", words) and "${CSS." not in words:
                asked.update(re.findall(rf"\.({_NAME})", words))
            data.update(re.findall(r"\[(data-[a-z-]+)", words))
        for said in re.findall(r"className: ((?:[^,}`]|`[^`]*`)*)", text):
            for words in (one or other for one, other in _QUOTED.findall(said)):
                made.update(re.sub(r"\$\{\w+\}", "*", words).split())
        for said in re.findall(r"classList\.(?:add|toggle)\(([^)]*)\)", text):
            made.update(one for one, _ in _QUOTED.findall(said) if one)
        data.update(f"data-{name}" for name in re.findall(r"dataset\.([a-z]+)", text))
    return asked, made, data

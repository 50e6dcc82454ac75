"""
What is fuzzed: every reader by its ending, every importer by its command, and the data files.

A subject takes the bytes of a file and gives the findings of a refusal, or nothing where the file
was read. Whatever else it raises is a fault.
"""

from __future__ import annotations

import contextlib
import io
import shutil
import tempfile
from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial
from pathlib import Path

import click

from fuzzing.seeds import DATA, PARTED
from lesart.align.dictionary import load
from lesart.citing.bibliography import parse_works
from lesart.cli import cli
from lesart.core.findings import EditionError, Finding
from lesart.core.tables import read_lines
from lesart.exchange.readers import READERS, read_paragraphs
from lesart.model import Witness
from lesart.source.witness import compare
from lesart.store import read as store
from lesart.tasks.edition import Settings, load_sources

Subject = Callable[[bytes], tuple[Finding, ...]]
_BROKEN = 3


def _refused(read: Callable[[bytes], object], data: bytes) -> tuple[Finding, ...]:
    """Read; what refuses must be able to say so in UTF-8, in a line of fair length."""
    try:
        read(data)
    except EditionError as error:
        assert error.findings, "refused without a finding"
        for finding in error.findings:
            str(finding).encode()
            assert len(finding.message) < 1000, "the message is too long"
            assert finding.where.path, "the finding names no file"
        return error.findings
    return ()


def _read(ending: str, data: bytes) -> None:
    warnings: list[Finding] = []
    paragraphs = read_paragraphs(data, f"a.{ending}", warnings)
    assert paragraphs and all(paragraph.strip() for paragraph in paragraphs)
    "\n".join([*paragraphs, *map(str, warnings)]).encode()


class _Import:
    """Import into a copy of the tiny edition, which must be as it was where a file is refused."""

    def __init__(self, ending: str) -> None:
        self._ending = ending
        self._held = tempfile.TemporaryDirectory()
        self._root = Path(self._held.name) / "mini"
        self._fresh = _files(DATA / "mini")

    def __call__(self, data: bytes) -> None:
        if not self._root.exists():
            shutil.copytree(DATA / "mini", self._root)
        file = Path(self._held.name) / f"given.{self._ending}"
        file.write_bytes(data)
        said = io.StringIO()
        try:
            with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
                _command(["-C", str(self._root), "--originals", str(DATA / "mini-originals"),
                          "import", str(file)])  # fmt: skip
        except EditionError:
            assert _files(self._root) == self._fresh, "refused, and something was written"
            raise
        said.getvalue().encode()
        if _files(self._root) != self._fresh:
            self._read_again()
            shutil.rmtree(self._root)

    def _read_again(self) -> None:
        """Whatever was taken in is data that the edition can be read with."""
        settings = Settings(self._root, (DATA / "mini-originals",), "private")
        try:
            store.read_glossary(self._root)
            list(store.read_memories(self._root))
            load_sources(settings, "wolken")
        except EditionError as error:
            raise AssertionError(f"taken in, and broken: {error}") from None
        finally:
            if self._root.exists() and _files(self._root) == self._fresh:
                shutil.rmtree(self._root)


def _command(arguments: list[str]) -> None:
    try:
        cli.main(arguments, standalone_mode=False)
    except SystemExit as done:
        assert done.code in (0, 1, _BROKEN), done.code
    except click.exceptions.Exit:
        return


def _files(root: Path) -> dict[str, bytes]:
    return {str(p.relative_to(root)): p.read_bytes() for p in root.rglob("*") if p.is_file()}


@cache
def _recorded() -> tuple[Witness, Sequence[str]]:
    record = store.read_record(DATA / "mini", "wolken")
    return record.witnesses[0], store.read_fingerprint(DATA / "mini", "wolken", "A")


def _witness(data: bytes) -> None:
    if near := compare(data, *_recorded()):
        near.difference.encode()
    with contextlib.suppress(EditionError):
        read_lines(data, "a.txt")


class _Dictionary:
    """Load a dictionary from files; what it cannot read is an OSError or ValueError."""

    def __init__(self) -> None:
        self._held = tempfile.TemporaryDirectory()

    def __call__(self, data: bytes) -> None:
        index, mark, packed = data.partition(PARTED)
        path = Path(self._held.name) / ("a-b.index" if mark else "a-b")
        path.write_bytes(index)
        path.with_suffix(".dict.dz").write_bytes(packed)
        try:
            known = load(path, source="de", target="en")
            known.pairs(["haus", "wolke"], ["house", "cloud"])
        except (OSError, ValueError) as error:
            str(error).encode()


def subjects(names: Iterable[str] = ()) -> dict[str, Subject]:
    """Make the subjects of these names, or all."""
    made: dict[str, Callable[[], Callable[[bytes], object]]] = {
        **{kind: partial(partial, _read, kind) for kind in _KINDS},
        **{kind: partial(_Import, ending) for kind, ending in _IMPORTS.items()},
        "works": lambda: partial(parse_works, path="bibliography.json"),
        "witness": lambda: _witness,
        "dictionary": _Dictionary,
    }
    return {name: partial(_refused, made[name]()) for name in names or made}


_KINDS = tuple(kind for kind in READERS if kind not in ("markdown", "htm", "xhtml", "xml"))
_IMPORTS = {"po": "po", "xliff": "xlf", "tmx": "tmx", "tbx": "tbx", "csv": "csv"}

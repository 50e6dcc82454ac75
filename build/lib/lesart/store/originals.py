"""Find the originals that a reader keeps, and keep by what they are recognised."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from lesart.core.files import write_atomic
from lesart.core.findings import EditionError, Finding, Location
from lesart.core.tables import format_rows, parse_rows
from lesart.model import Witness
from lesart.source.witness import fingerprint, sha256
from lesart.store.paths import SOURCES, read_optional

LARGEST_ORIGINAL = 20_000_000


def find_original(originals: Sequence[Path], witness: Witness) -> Path | None:
    """Find the file in the folders *originals* whose bytes are the witness, whatever its name."""
    for folder in originals:
        found = _index(folder, _stamp(folder)).get(witness.sha256)
        if found and found.is_file() and sha256(found.read_bytes()) == witness.sha256:
            return found
    return None


def stored_witness(text_id: str, siglum: str) -> str:
    """Give the path of a witness that is kept in the repository, relative to the edition."""
    return f"{SOURCES}/{text_id}/witness-{siglum}.txt"


def is_stored(root: Path, text_id: str, siglum: str) -> bool:
    """
    Tell whether the repository itself keeps a witness.

    One with a fingerprint is a reader's to bring, and stays so if somebody copies it in.
    """
    fingerprinted = (root / SOURCES / text_id / f"witness-{siglum}.tsv").exists()
    return (root / stored_witness(text_id, siglum)).is_file() and not fingerprinted


def find_witness(
    root: Path, text_id: str, witness: Witness, originals: Sequence[Path]
) -> Path | None:
    """
    Find the file of a witness: in the folder of its text, or in one of the folders *originals*.

    Raises EditionError where the repository keeps another file than the one that was recorded.
    """
    if not is_stored(root, text_id, witness.siglum):
        return find_original(originals, witness)
    path = stored_witness(text_id, witness.siglum)
    # Git may have given it the line ends of another system.
    if sha256((root / path).read_bytes().replace(b"\r\n", b"\n")) != witness.sha256:
        message = f"the file is not the one recorded as witness {witness.siglum} in text.yml"
        hint = "a witness stays as it is: bring it back from git, and emend it in recipe.yml"
        raise EditionError(Finding(Location(path), "O106", message, hint=hint))
    return root / path


def original_files(originals: Sequence[Path]) -> list[Path]:
    """List the files in the folders *originals*, without hidden and very large ones."""
    return [
        path
        for folder in originals
        if folder.is_dir()
        for path in sorted(folder.iterdir())
        if path.is_file()
        and not path.name.startswith(".")
        and path.name != "README.md"
        and path.stat().st_size <= LARGEST_ORIGINAL
    ]


def _stamp(folder: Path) -> int:
    try:
        return folder.stat().st_mtime_ns
    except OSError:
        return 0


@lru_cache(maxsize=64)
def _index(folder: Path, stamp: int) -> dict[str, Path]:
    """Map the SHA-256 of the files in *folder*; *stamp* makes a changed folder a new question."""
    return {sha256(path.read_bytes()): path for path in original_files([folder])}


def read_fingerprint(root: Path, text_id: str, siglum: str) -> tuple[str, ...]:
    """Read the fingerprint of a witness, empty where none was recorded."""
    path = f"{SOURCES}/{text_id}/witness-{siglum}.tsv"
    rows = parse_rows(*read_optional(root, path, "line\tchecksum\n"), ("line", "checksum"))
    return tuple(checksum for _, (_, checksum) in rows)


def write_fingerprint(root: Path, text_id: str, siglum: str, lines: Sequence[str]) -> Path:
    """Record the fingerprint of a witness; the folder of a text that is only listed is made."""
    rows = [(str(n), checksum) for n, checksum in enumerate(fingerprint(lines), 1)]
    path = root / SOURCES / text_id / f"witness-{siglum}.tsv"
    path.parent.mkdir(exist_ok=True)
    write_atomic(path, format_rows(rows, ("line", "checksum")))
    return path

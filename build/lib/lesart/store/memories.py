"""Read the memories that were imported as TMX."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from lesart.exchange.tmx import Pair, parse_tmx
from lesart.store.paths import MEMORY, Stamps, stamps_of


def read_memories(root: Path) -> tuple[tuple[str, tuple[Pair, ...]], ...]:
    """Read the memories that were imported as TMX: the name of each file and its pairs."""
    return _memories(root, stamps_of((root / MEMORY).glob("*.tmx")))


@lru_cache(maxsize=2)
def _memories(root: Path, stamps: Stamps) -> tuple[tuple[str, tuple[Pair, ...]], ...]:
    return tuple(
        (path.name, tuple(parse_tmx(path.read_bytes(), path.relative_to(root).as_posix())))
        for path, _, _ in stamps
    )

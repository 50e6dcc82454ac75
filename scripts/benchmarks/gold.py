"""How well the aligner does on gold sets, beside a peer and with each part left out."""

from __future__ import annotations

import os
from pathlib import Path

from benchmarks import align
from lesart.align import load_dictionary


def run() -> list[tuple[str, str]]:
    """Print the tables of the aligner: our own texts, and the sets below the folder LESART_GOLD."""
    align.run_own(lambda source, target: load_dictionary("auto", source, target))
    root = os.environ.get("LESART_GOLD", "")
    if not root:
        return [("no gold sets", "name their folder in LESART_GOLD")]
    align.run(Path(root), load_dictionary("auto", "de", "en"))
    return []

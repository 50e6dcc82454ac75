"""The run that is killed: a fork server imports this once, so that each run begins at once."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

from drafting import EAGER, KEYS, QUICK

from lesart.draft.engines import ENGINES, Client
from lesart.glossary.inflections import is_english
from lesart.tasks.draft import Order, draft_text, plan
from lesart.tasks.edition import Settings

if "pytest" not in sys.modules:  # In the fork server, and not where tests are collected.
    is_english("The dictionaries are loaded before the first run begins.")


def run(root: Path, originals: Path, address: str, log: Path, redo: bool) -> None:
    """Draft `regen`, and note each unit in *log* as soon as it is said to be written."""
    settings = Settings(root, (originals,), "private")
    client = Client(replace(ENGINES["mymemory"], interval=0.0), address, QUICK, KEYS)
    order = Order((), redo, client, None, "2026-11-22", EAGER, workers=2)
    handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def tell(place: str, origin: str, words: str, characters: int) -> None:
        os.write(handle, f"{place}\t{words}\n".encode())

    os.write(handle, b"begun\n")
    draft_text(settings, plan(settings, "regen", order), order, tell)

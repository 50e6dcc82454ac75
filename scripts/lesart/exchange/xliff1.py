"""
Read the units of XLIFF 1 (versions 1.0 to 1.2), each as far as it can be read.

A unit of the edition is known by its reference (`siemons:3.4`), as `resname` or as `id`, or by its
id in a file whose `original` is the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lesart.exchange.xliff2 import Unreadable, children, words_of
from lesart.exchange.xml import joined, local_name
from lesart.model import Incoming

_FINISHED = ("final", "signed-off")
_UNTRANSLATED = ("new", "needs-translation")
_TRANSPARENT = ("mrk", "g")
_BASE = "Base: "


def read_units(root: Any) -> Iterator[Incoming]:
    """Give the units of a document in its order; a unit that cannot be read says why."""
    for file in children(root, "file"):
        for unit in file.iter():
            if local_name(unit) == "trans-unit":
                yield _read(unit, _reference(unit, file.get("original") or ""))


def _reference(unit: Any, original: str) -> str:
    names = [unit.get("resname") or "", unit.get("id") or ""]
    return next((name for name in names if ":" in name), f"{original}:{names[1]}")


def _read(unit: Any, reference: str) -> Incoming:
    line = unit.sourceline or 0
    lines = [line for note in children(unit, "note") for line in (note.text or "").split("\n")]
    base = next((one for one in lines if one.startswith(_BASE)), "").removeprefix(_BASE).strip()
    try:
        sides = {local_name(side): side for side in children(unit, "source", "target")}
        if "source" not in sides:
            raise Unreadable("it has no source")
        words = {
            name: joined("".join(words_of(side, _TRANSPARENT))) for name, side in sides.items()
        }
        target = words.get("target", "")
        state = sides["target"].get("state") or "" if target else ""
        if state in _UNTRANSLATED:
            raise Unreadable(f"its state is {state}, which says that nobody has translated it")
    except Unreadable as error:
        return Incoming(reference, "", "", False, base, line, str(error))
    finished = unit.get("approved") == "yes" and (state in _FINISHED or not state)
    return Incoming(reference, words["source"], target, finished or state in _FINISHED, base, line)

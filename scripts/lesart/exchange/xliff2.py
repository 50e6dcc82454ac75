"""Read the units of XLIFF 2 (OASIS, versions 2.0 to 2.2), each as far as it can be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lesart.exchange.xml import joined, local_name
from lesart.model import Incoming

_FINISHED = ("reviewed", "final")
_TRANSPARENT = ("mrk", "pc", "sm", "em", "sc", "ec")
"""Elements that mark or dress words, in pairs or at both ends, and are none themselves."""


class Unreadable(Exception):
    """Say why a unit cannot be read; the others can."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """Hold a segment or what stands between two; `target` is None where it has none."""

    source: str
    target: str | None
    state: str
    order: int
    between: bool


def read_units(root: Any) -> Iterator[Incoming]:
    """Give the units of a document in its order; a unit that cannot be read says why."""
    for file in children(root, "file"):
        for unit in file.iter():
            if local_name(unit) == "unit":
                yield _read(unit, f"{file.get('id') or ''}:{unit.get('id') or ''}")


def children(element: Any, *names: str) -> Iterator[Any]:
    """Give the children of an element that have one of these names, in any namespace."""
    return (child for child in element if local_name(child) in names)


def _read(unit: Any, reference: str) -> Incoming:
    line = unit.sourceline or 0
    notes = {note.get("category"): note.text or "" for part in children(unit, "notes")
             for note in children(part, "note")}  # fmt: skip
    base = notes.get("base", "").strip()
    try:
        parts = [_part(part) for part in children(unit, "segment", "ignorable")]
        target = _target(parts)
    except Unreadable as error:
        return Incoming(reference, "", "", False, base, line, str(error))
    source = joined("".join(part.source for part in parts))
    states = [part.state for part in parts if not part.between]
    finished = bool(states) and all(state in _FINISHED for state in states)
    return Incoming(reference, source, target, finished, base, line)


def _part(element: Any) -> _Part:
    sides = {local_name(side): side for side in children(element, "source", "target")}
    if "source" not in sides:
        raise Unreadable("a segment in it has no source")
    target = sides.get("target")
    words = None if target is None else "".join(words_of(target, _TRANSPARENT))
    order = 0 if target is None else _whole(target.get("order") or "0")
    return _Part(
        source="".join(words_of(sides["source"], _TRANSPARENT)),
        target=words,
        state=element.get("state") or "",
        order=order,
        between=local_name(element) == "ignorable",
    )


def _target(parts: Sequence[_Part]) -> str:
    """
    Join the targets in the order that they name; empty where none of them is translated.

    Between two segments the source is the same in both languages where nothing else is said.
    """
    segments = [part for part in parts if not part.between]
    done = [part for part in segments if (part.target or "").strip()]
    if not done:
        return ""
    if len(done) < len(segments):
        raise Unreadable(f"only {len(done)} of its {len(segments)} segments have a translation")
    if any(part.state == "initial" for part in done):
        raise Unreadable("its state is initial, which says that nobody has translated it")
    words = {at: part.source if part.target is None else part.target
             for at, part in enumerate(parts, 1)}  # fmt: skip
    return joined("".join(words[at] for at in _order([part.order for part in parts])))


def _order(wanted: Sequence[int]) -> list[int]:
    """
    Say which part stands where; those that ask for no place of their own fill the others.

    >>> _order([3, 0, 1])
    [3, 2, 1]
    """
    places = {place: at for at, place in enumerate(wanted, 1) if place}
    if len(places) < sum(map(bool, wanted)) or any(not 1 <= p <= len(wanted) for p in places):
        raise Unreadable("the order of its targets is no order")
    # Without a place of its own a part keeps that of its source, as the standard has it.
    kept = {at for at, place in enumerate(wanted, 1) if not place}
    if kept & places.keys():
        raise Unreadable("two of its targets ask for one place")
    return [places.get(place, place) for place in range(1, len(wanted) + 1)]


def _whole(written: str) -> int:
    if not (written.isascii() and written.isdigit()):
        raise Unreadable("the order of its targets is no order")
    return int(written[:9])


def words_of(element: Any, transparent: Sequence[str]) -> Iterator[str]:
    """
    Give the words of a side; elements that are *transparent* are looked through.

    Raises Unreadable for one that stands for something of which the file does not give the words.
    """
    yield element.text or ""
    for child in element:
        name = local_name(child)
        if name == "cp":
            yield _character(child.get("hex") or "")
        elif name in transparent:
            yield from words_of(child, transparent)
        else:
            raise Unreadable(f"the element {name} stands in its words")
        yield child.tail or ""


def _character(code: str) -> str:
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        raise Unreadable(f"“{code[:20]}” is no character (cp)") from None

"""Write and read translation units as PO (gettext); `polib` is met only here."""

from __future__ import annotations

import re
from collections.abc import Sequence

import polib

from lesart import __version__
from lesart.core.findings import EditionError, Finding, Location
from lesart.exchange.po_lines import lines_for_polib, meant
from lesart.model import Incoming, Outgoing

_BASE = "Base: "
_LINE = re.compile(r"\(line (\d+)\)")


def format_po(units: Sequence[Outgoing], text_id: str, notice: str = "") -> str:
    """
    Write *units* as a PO file: references as contexts, notes and terms as comments.

    Whatever is not reviewed against today's source is fuzzy. The header holds a *notice*.
    """
    file = polib.POFile(wrapwidth=78)
    file.metadata = {
        "Project-Id-Version": text_id,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": "en",
        "X-Source-Language": "de",
        "X-Generator": f"lesart {__version__}",
        **({"X-Rights": notice} if notice else {}),
    }
    file.extend(_entry(unit, text_id) for unit in units)
    return str(file).rstrip("\n") + "\n"


def _entry(unit: Outgoing, text_id: str) -> polib.POEntry:
    comments = [*unit.notes, *(f"Term: {form} = {', '.join(said)}" for form, said in unit.terms)]
    comments += [f"State: {state}"] if (state := state_words(unit)) else []
    comments += [_BASE + unit.base] if unit.base else []
    return polib.POEntry(
        msgctxt=unit.reference,
        msgid=unit.source,
        msgstr=unit.target,
        comment="\n".join(comments),
        occurrences=[(f"source_texts/{text_id}/en.tsv", str(unit.line))] if unit.line else [],
        flags=["fuzzy"] if unit.target and not unit.finished else [],
    )


def state_words(unit: Outgoing) -> str:
    """
    Say in words what a translator must know of the state of a unit; nothing where it is finished.

    >>> state_words(Outgoing("a:1.1", "Ja.", "Yes.", "draft", origin="libre", date="2026-11-22"))
    'machine draft (libre, 2026-11-22), not reviewed'
    """
    said = []
    if unit.state == "draft":
        made = f"machine draft ({unit.origin}, {unit.date})" if unit.origin else "draft"
        said.append(f"{made}, not reviewed")
    elif unit.state == "aligned":
        said.append("brought together by the aligner, not reviewed")
    if unit.stale:
        said.append("the German has changed since")
    return "; ".join(said)


def parse_po(data: bytes, path: str) -> list[Incoming]:
    """
    Read the units of a PO file, in the encoding that it declares.

    Raises EditionError where it is none, or a string in it is broken.
    """
    text = lines_for_polib(data, path)
    try:
        # The empty line keeps polib from taking a short text for the name of a file.
        file = polib.pofile("\n" + text)
    except (OSError, ValueError, IndexError, UnicodeError) as error:
        line = _LINE.search(str(error))
        where = Location(path, max(0, int(line[1]) - 1) if line else 0)
        raise EditionError(Finding(where, "X008", "this is no PO file")) from None
    units = [_read(entry) for entry in file if not entry.obsolete]
    if not units:
        raise EditionError(Finding(Location(path), "X008", "there is no unit in this PO file"))
    return units


def _read(entry: polib.POEntry) -> Incoming:
    context, source, target = map(meant, (entry.msgctxt or "", entry.msgid, entry.msgstr))
    fault = "it has forms of the plural" if entry.msgid_plural else ""
    if context is None or source is None or target is None:
        fault = "its escapes are no characters of the file's encoding"
    return Incoming(
        context or "",
        source or "",
        target or "",
        not entry.fuzzy,
        _base(entry.comment),
        max(0, (entry.linenum or 1) - 1),
        fault,
    )


def _base(comment: str) -> str:
    lines = (line for line in comment.split("\n") if line.startswith(_BASE))
    return next(lines, "").removeprefix(_BASE).strip()

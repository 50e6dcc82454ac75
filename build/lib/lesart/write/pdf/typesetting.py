"""
Set the data of a book as PDF.

The template is fixed and reads the book as JSON; no markup is generated. Pages are planned first
(see `plan.typ`), then set by the plan, and the result is asked where everything came to stand.
What Typst does not accept comes back as EditionError, with the reference where it is known.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

from lesart.core.extras import require
from lesart.core.files import make_ignored, write_atomic
from lesart.core.findings import EditionError, Finding, Location
from lesart.write.pdf import named_links as destinations
from lesart.write.pdf import stream_ends as streams
from lesart.write.pdf.data import Book
from lesart.write.pdf.data_checks import broken_link, faults, missing_glyph

Made = TypeVar("Made")

TEMPLATE = Path(__file__).parent / "template"
STANDARDS = ("ua-1", "a-2a")
# How much of a page stays free, in points: measured heights may be a little short.
SLACKS = (6, 24, 60)
DAY = 24 * 60 * 60
LATEST = 253_402_300_799  # the last second of the year 9999


def timestamp() -> int:
    """
    Give the moment that a book says it was made, in seconds since 1970.

    It is SOURCE_DATE_EPOCH where that is set, and otherwise the beginning of this day (UTC), so
    that a book made twice on one day has the same bytes. Raises EditionError where it is set to
    something else.
    """
    written = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if not written:
        return min(max(0, int(time.time())), LATEST) // DAY * DAY
    figures = written.lstrip("0") or "0"
    if written.isascii() and written.isdigit() and len(figures) <= 12 and int(figures) <= LATEST:
        return int(figures)
    message = f"“{written[:40]}” is not a time"
    hint = "seconds since 1970, or leave it unset"
    raise EditionError(Finding(Location("SOURCE_DATE_EPOCH"), "F006", message, hint=hint))


def print_book(book: Book, made: int, cache_folder: Path | None = None) -> bytes:
    """
    Set *book*, made at *made* (seconds since 1970), as PDF/UA-1 and PDF/A-2a in one file.

    With *cache_folder*, a book whose data, template, fonts and engine are unchanged is not set
    again; one that cannot be read or written is done without. Raises EditionError where the book
    cannot be set, and where the typesetter is not installed.
    """
    require("pdf")
    data = json.dumps(book, ensure_ascii=False, sort_keys=True)
    kept = cache_folder / f"{_key(data, made)}.pdf" if cache_folder else None
    if kept and (known := _read(kept)):
        return known
    if findings := list(faults(book)):
        raise EditionError(findings)
    pdf = _set(book, data, made)
    if kept:
        # Where nothing can be kept, the book is set anew each time.
        with suppress(OSError):
            make_ignored(kept.parent)
            write_atomic(kept, pdf)
    return pdf


def _read(kept: Path) -> bytes:
    try:
        return kept.read_bytes()
    except OSError:
        return b""


def _key(data: str, made: int) -> str:
    """Hash all that decides the bytes of a book."""
    found = hashlib.sha256(f"{made}\n{version('typst')}\n{_template()}\n".encode())
    found.update(data.encode())
    return found.hexdigest()[:32]


@cache
def _template() -> str:
    found = hashlib.sha256()
    files = sorted(path for path in TEMPLATE.rglob("*") if path.is_file())
    rooms = [Path(__file__), Path(destinations.__file__), Path(streams.__file__)]
    for path in [*files, *rooms]:
        found.update(path.name.encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


def _set(book: Book, data: str, made: int) -> bytes:
    """Plan and set, with more room left free where a plan did not hold."""
    wandered: list[str] = []
    press = None
    for slack in SLACKS:
        planning = {"book": data, "planning": "yes", "slack": str(slack)}
        plan = _query(book, _press("plan.typ", planning), "<plan>")
        # One press asks and prints, for what it has set for the one it need not set for the other.
        press = _press("edition.typ", {"book": data, "plan": plan})
        places = json.loads(_query(book, press, "<pages>"))
        wandered = strayed(places)
        # Where one sentence with its notes is longer than a page, no plan can hold.
        long = any(text["overfull"] for text in json.loads(plan).values())
        if long or not (wandered or overfull(places)):
            return _print(book, press, made)
    if wandered:
        message = "the note does not stand on the page of its call"
        raise EditionError(Finding(Location(reference=one), "F003", message) for one in wandered)
    return _print(book, press, made)


def strayed(places: Mapping[str, Any]) -> list[str]:
    """
    List the notes that do not stand where they are called.

    *places* are the pages of calls and notes as the template reports them: `call` where a note
    stands, `again` where it is called a second time, on the other side.

    >>> strayed({"call": [["n1", 4], ["n2", 4]], "noted": [["n1", 4], ["n2", 5]], "again": []})
    ['n2']
    """
    noted = dict(places["noted"])
    sides = {side for (_, _, side), _ in places.get("begins", ())}
    wrong = [label for label, page in places["call"] if noted.get(label) != page]
    for label, page in places["again"]:
        here = noted.get(label, 0)
        # Of a spread, a note stands on the left page or on the right one.
        near = page // 2 == here // 2 if len(sides) > 1 else page == here
        wrong += [] if near or label in wrong else [label]
    return wrong


def overfull(places: Mapping[str, Any]) -> list[str]:
    """
    List the planned pages whose rows did not fit: text and number, counted from 1.

    >>> overfull({"begins": [[["a", 0, "de"], 3]], "ends": [[["a", 0, "de"], 4]]})
    ['a, planned page 1']
    """
    begins = {tuple(key): page for key, page in places["begins"]}
    return [
        f"{text}, planned page {number + 1}"
        for (text, number, side), page in places["ends"]
        if begins[text, number, side] != page
    ]


# Typst


def _press(template: str, inputs: Mapping[str, str]) -> Any:
    import typst  # noqa: PLC0415  (not every installation has it, and only a book needs it)

    return typst.Compiler(
        input=str(TEMPLATE / template),
        root=str(TEMPLATE),
        font_paths=[str(TEMPLATE / "fonts")],
        ignore_system_fonts=True,
        sys_inputs=dict(inputs),
    )


def _query(book: Book, press: Any, label: str) -> str:
    def ask() -> str:
        found: str = press.query(label, field="value", one=True)
        return found

    return _guarded(book, ask)


def _print(book: Book, press: Any, made: int) -> bytes:
    def make() -> bytes:
        pdf: bytes = press.compile(format="pdf", pdf_standards=list(STANDARDS), timestamp=made)
        return pdf

    pdf = destinations.name_links(_guarded(book, make))
    if missing := list(destinations.missing_names(pdf)):
        raise EditionError(broken_link("", target) for target in missing)
    return streams.end_streams(pdf)


def _guarded(book: Book, act: Callable[[], Made]) -> Made:
    """Let Typst act; what it does not accept is told with the reference where it stands."""
    import typst  # noqa: PLC0415  (as above)

    try:
        return act()
    except typst.TypstError as error:
        said = str(error.diagnostic or error.message)
    except RuntimeError as error:
        said = str(error)
    glyphs = dict.fromkeys(re.findall(r'the text `"(.*?)"` could not be displayed', said))
    glyphs |= dict.fromkeys(re.findall(r'the PDF contains the codepoint `"(.*?)"`', said))
    findings = [found for words in glyphs for found in missing_glyph(book, _unescaped(words))]
    if not findings:
        lines = tuple(line for line in said.splitlines() if line.strip())[:6]
        findings = [Finding(Location(), "F004", "Typst could not set the book", lines)]
    raise EditionError(findings)


def _unescaped(words: str) -> str:
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda found: chr(int(found[1], 16)), words)

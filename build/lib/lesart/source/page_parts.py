"""Tell the parts of a printed page in raw lines: paragraphs, page numbers, running heads, notes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lesart.source.artefacts import Artefact, ArtefactKind

_PAGE = re.compile(r"\W*(?:(?:page|seite|s\.)\s*)?[0-9]{1,4}\W*", re.IGNORECASE)
_PAGE_WITHIN = re.compile(r"\s*[-–—\[(]*\s*[0-9]{1,4}\s*[-–—\])]*\s*")
_HEAD_WITHIN = re.compile(
    r"\s*(?:[0-9]{1,4}\s{2,}[^\Wa-zäöüß].*|[^\Wa-zäöüß].*\s{2,}[0-9]{1,4})\s*"
)
_NOTE = re.compile(r"\s*(?P<sign>\*{1,4}|[0-9]{1,2})(?P<close>\)?)[.:]?\s*(?=[^\W\d_]|[„“\"‚‘«»(])")
_FIGURES = re.compile(r"[0-9]+")
_REPEATED = 3
_LONGEST_HEAD = 80
_KINDS: dict[str, ArtefactKind] = {
    "page number": "page-number",
    "running head": "running-head",
}


@dataclass(frozen=True, slots=True)
class Run:
    """Hold a run of raw lines, 1-based and both included, and why it is to be omitted, if it is."""

    first: int
    last: int
    omitted: str = ""

    @property
    def lines(self) -> str:
        """Write the lines as a recipe does."""
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"


@dataclass(frozen=True, slots=True)
class NoteMark:
    """Show where a footnote is called: the raw line, 1-based, its reading, and that without it."""

    line: int
    reading: str
    emended: str
    sign: str


def runs_of(lines: Sequence[str]) -> list[Run]:
    """
    Find the runs of lines without an empty one, and those that are hardly part of the text.

    A page number stands alone, and so does a running head: a line that comes back on at least
    three pages, perhaps with other figures, or capitals with a number far beside. Either may stand
    within a run, which it parts. Footnotes end a page, and are called on it.

    >>> [run.omitted for run in runs_of(["Der Weg", "", "Ein Satz.", "", "- 12 -"])]
    ['', '', 'page number']
    >>> [run.lines for run in runs_of(["durch die Stra-", "17", "ße ging."])]
    ['1', '2', '3']
    """
    bounds = list(_bounds(lines))
    alone = Counter(_bare(lines[first - 1]) for first, last in bounds if first == last)
    parts = [part for first, last in bounds for part in _parted(lines, first, last)]
    return _with_notes(lines, [replace(one, omitted=_why(lines, one, alone)) for one in parts])


def _bounds(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    first = 0
    for number, line in enumerate([*lines, ""], 1):
        if line.strip():
            first = first or number
        elif first:
            yield first, number - 1
            first = 0


def _parted(lines: Sequence[str], first: int, last: int) -> Iterator[Run]:
    """Part a run at the lines within it that are a page number or a running head."""
    start = first
    for number in range(first, last + 1):
        if first < last and _within(lines[number - 1]):
            if start < number:
                yield Run(start, number - 1)
            yield Run(number, number, _within(lines[number - 1]))
            start = number + 1
    if start <= last:
        yield Run(start, last)


def _within(line: str) -> str:
    if _PAGE_WITHIN.fullmatch(line):
        return "page number"
    head = _HEAD_WITHIN.fullmatch(line) and len(line) <= _LONGEST_HEAD
    return "running head" if head and _bare(line).upper() == _upper(line) else ""


def _upper(line: str) -> str:
    return " ".join(_FIGURES.sub("", line).split())


def _bare(line: str) -> str:
    return " ".join(_FIGURES.sub("", line).casefold().split())


def _why(lines: Sequence[str], run: Run, alone: Counter[str]) -> str:
    line = lines[run.first - 1].strip()
    if run.omitted or run.first != run.last:
        return run.omitted
    if _PAGE.fullmatch(line):
        return "page number"
    repeated = alone[_bare(line)] >= _REPEATED
    head = repeated and len(line) <= _LONGEST_HEAD and _bare(line)
    return "running head" if head or _within(line) else ""


def _with_notes(lines: Sequence[str], runs: Sequence[Run]) -> list[Run]:
    """Omit the footnotes: the last runs of a page that begin with a sign that calls them."""
    made = list(runs)
    ends = [n for n, run in enumerate(runs) if run.omitted] + [len(runs)]
    for start, end in zip([-1, *ends], ends, strict=False):
        for number in range(end - 1, start + 1, -1):
            run = made[number]
            found = _NOTE.match(lines[run.first - 1])
            above = [n for one in made[start + 1 : number] for n in _numbers(one)]
            if found is None or not any(_call(lines[n - 1], found["sign"]) for n in above):
                break
            made[number] = replace(run, omitted=f"footnote {found['sign']}")
    return made


def _numbers(run: Run) -> range:
    return range(run.first, run.last + 1)


def _call(line: str, sign: str) -> re.Match[str] | None:
    """
    Find the mark that calls a footnote behind a word or a stop.

    >>> _call("Er ging heim.1 Es war spät.", "1")[0], _call("um 1 Uhr", "1")
    ('heim.1', None)
    """
    word = r"[^\W\d_]+[.,;:!?“”»«’)]*"
    return re.search(rf"{word}(?P<mark>\(?{re.escape(sign)}\)?)(?![\w*])", line)


def note_marks(lines: Sequence[str], runs: Sequence[Run]) -> list[NoteMark]:
    """Find the marks in the text of all footnotes among *runs*, in their order."""
    found: list[NoteMark] = []
    start = 0
    for end, run in enumerate(runs):
        if not run.omitted.startswith("footnote "):
            if run.omitted:
                start = end
            continue
        sign = run.omitted.removeprefix("footnote ")
        above = [n for one in runs[start:end] if not one.omitted for n in _numbers(one)]
        calls = ((n, _call(lines[n - 1], sign)) for n in above)
        number, call = next((n, call) for n, call in calls if call)
        reading = call[0]
        found.append(NoteMark(number, reading, reading[: -len(call["mark"])], sign))
    return found


def find_page_parts(lines: Sequence[str]) -> Iterator[Artefact]:
    """Suggest what a recipe omits, an empty suggestion, and the marks of notes; in line order."""
    runs = runs_of(lines)
    found = [
        Artefact(
            run.first,
            _KINDS.get(run.omitted, "footnote"),
            " ".join(" ".join(lines[run.first - 1 : run.last]).split()),
            "",
            f"lines {run.lines}: omit them, {run.omitted}",
        )
        for run in runs
        if run.omitted
    ]
    found += [
        Artefact(mark.line, "note-mark", mark.reading, mark.emended, f"footnote {mark.sign}")
        for mark in note_marks(lines, runs)
    ]
    yield from sorted(found, key=lambda one: one.line)

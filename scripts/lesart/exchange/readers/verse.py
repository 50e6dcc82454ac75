"""Tell verse from prose in plain text, and read its stanzas line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from lesart.exchange.readers.roles import Block, Collector

_FEWEST = 4
"""Lines that are followed by another, at the least, from which verse can be told."""
_LONGEST = 70
"""Characters of the longest line of verse; longer ones are prose."""
_MOST = 14
"""Lines of a stanza; what has more of them is a column of prose, but for one in five."""
_SHARE = 0.6
"""Lines that end though the next word had room, among all that are followed by another."""
_STANZA, _SET_IN, _STANZA_WIDTH = 2, 2, 60
"""Lines, blanks before each, and letters of the longest line of a stanza among prose."""
_NARROW = 0.6
"""The width of a stanza against that of prose, at the most; set-in prose is wider."""
_CAPITALS = 0.8
"""Lines that begin with a capital, among all; those of prose do so by chance alone."""


def is_verse(stanzas: Sequence[Sequence[str]]) -> bool:
    r"""
    Tell whether a text, its paragraphs given as lines, is evidently verse.

    Lines of prose are filled: a line ends where the next word has no room. Those of verse end
    earlier, or they all begin with a capital.

    >>> is_verse([["Der Wald"], ["Nun ruhen alle Wege,", "Und alles geht ins Haus."] * 3])
    True
    >>> is_verse([["Ein Satz, der über die Zeile läuft", "und auf der nächsten weitergeht,"] * 3])
    False
    """
    lines = [[line.strip() for line in stanza] for stanza in stanzas if len(stanza) > 1]
    pairs = [pair for stanza in lines for pair in pairwise(stanza)]
    if len(pairs) < _FEWEST or any(len(line) > _LONGEST for stanza in lines for line in stanza):
        return False
    if sum(len(stanza) > _MOST for stanza in lines) * 5 > len(lines):
        return False
    if len(lines) <= sum(len(stanza) == 1 for stanza in stanzas[1:]):
        return False
    width = max(len(line) for stanza in lines for line in stanza)
    early = sum(len(line) + 1 + len(after.split()[0]) <= width for line, after in pairs)
    words = [line.lstrip("„“‚‘»«›‹\"'(–—- ") for stanza in lines for line in stanza]
    capitals = sum(line[:1].isupper() for line in words)
    return early >= _SHARE * len(pairs) or capitals >= _CAPITALS * len(words)


def is_stanza(lines: Sequence[str], usual: int) -> bool:
    """
    Tell whether lines that are set in among prose are a stanza: short, or ending early.

    *usual* is the width of the prose, in characters.

    >>> is_stanza(["    Der Mond ist da,", "    die Sterne prangen", "    am Himmel."], 70)
    True
    """
    bare = [line.strip() for line in lines]
    if len(bare) < _STANZA or min(_blanks(line) for line in lines) < _SET_IN:
        return False
    width = max(map(len, bare))
    early = sum(len(line) + 1 + len(after.split()[0]) <= width for line, after in pairwise(bare))
    capitals = sum(line.lstrip("„“‚‘»«›‹\"'(–—- ")[:1].isupper() for line in bare)
    return width <= _STANZA_WIDTH and (
        width <= _NARROW * usual
        or early >= _SHARE * (len(bare) - 1)
        or capitals >= _CAPITALS * len(bare)
    )


def flush(lines: Sequence[str]) -> list[str]:
    """Take off the blanks that all of some lines begin with."""
    least = min(_blanks(line) for line in lines)
    return [line.expandtabs(4)[least:] for line in lines]


def read_stanzas(stanzas: Sequence[Sequence[str]]) -> Iterator[Block | str]:
    """Read each stanza with its lines and their indents; a line alone at the head is a title."""
    first, *_ = stanzas
    unit = _unit(stanzas)
    for stanza in stanzas:
        if stanza is first and len(stanza) == 1:
            yield stanza[0]
            continue
        collector = Collector()
        for line in stanza:
            collector.line(round(_blanks(line) / unit))
            collector.add(line.strip())
        yield from collector.take("verse")


def _unit(stanzas: Sequence[Sequence[str]]) -> int:
    """Give the blanks of one step of indentation: the fewest that a line has."""
    found = [blanks for stanza in stanzas for line in stanza if (blanks := _blanks(line))]
    return max(1, min(found, default=1))


def _blanks(line: str) -> int:
    written = line.expandtabs(4)
    return len(written) - len(written.lstrip())

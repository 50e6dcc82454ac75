"""Hold what a reader finds of a paragraph: its words, what it is, and what stands beside them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lesart.model import AuthorCall, Role, Style, StyleKind, VerseLine

_ROLES: dict[Role, tuple[str, ...]] = {
    "heading": ("h1", "h2", "h3", "h4", "h5", "h6", "head"),
    "item": ("li", "dt", "dd", "item"),
    "quote": ("blockquote", "quote", "cit"),
    "verse": ("l", "lg"),
    "stage": ("stage", "speaker"),
}
ROLE_OF: dict[str, Role] = {name: role for role, names in _ROLES.items() for name in names}
"""The role of a paragraph by the element that holds it; all others are plain paragraphs."""
PARAGRAPH: Role = "paragraph"
SOFT_HYPHEN = "\u00ad"
"""Says where a word may be broken; it is no part of the word, and goes."""


@dataclass(frozen=True, slots=True)
class Block:
    """
    Hold one paragraph of a file; ranges count characters of `words`.

    `key` is how the file calls an author's note, and `calls` name notes by it. What is `exact` is
    of an edition of ours, whose raised numbers are what they are to be.
    """

    words: str
    role: Role = PARAGRAPH
    level: int = 0
    lines: tuple[VerseLine, ...] = ()
    styles: tuple[Style, ...] = ()
    calls: tuple[AuthorCall, ...] = ()
    key: str = ""
    exact: bool = False


_UNSEEN = frozenset("\u00ad\u200b\u2060\ufeff")
"""They only say where a line may break: soft hyphens, and blanks and joiners of no width."""
_TORN = re.compile("\u00ad[^\\S\n]*\n\\s*(?=[^\\W\\d_])")


def fold(block: Block) -> Block:
    """
    Fold blanks, take soft hyphens out, compose characters (NFC); ranges stay on their words.

    Soft hyphens and blanks of no width are taken out; a soft hyphen at the end of a line takes the
    end of the line with it.

    >>> fold(Block(" Der  alte Hund ", styles=(Style(6, 10, "italic"),))).styles
    (Style(start=4, end=8, kind='italic'),)
    """
    out: list[str] = []
    starts: list[int] = []
    ends = [0]
    written = _TORN.sub(lambda torn: "\u00ad" * len(torn[0]), block.words)
    for character in written:
        if character in _UNSEEN:
            starts.append(max(len(out), starts[-1] if starts else 0))
            ends.append(ends[-1])
            continue
        blank = character.isspace()
        if not blank and out and starts and ends[-1] < starts[-1]:
            out.append(" ")
        starts_at = len(out)
        if blank:
            starts.append(len(out) + 1 if out else 0)
            ends.append(ends[-1])
        else:
            starts.append(starts_at)
            out.append(character)
            ends.append(len(out))
    words = "".join(out)
    starts.append(len(words))
    for at in reversed([at for at, character in enumerate(written) if character in _UNSEEN]):
        starts[at] = starts[at + 1]
    return _composed(moved(block, words, starts, ends))


def cut(block: Block, ranges: Sequence[tuple[int, int]]) -> Block:
    """
    Cut ranges of words out of a block that is folded; what is kept beside them moves along.

    >>> cut(Block("Der alte Hund", styles=(Style(9, 13, "italic"),)), [(3, 8)]).styles
    (Style(start=4, end=8, kind='italic'),)
    """
    gone = {at for start, end in ranges for at in range(start, end)}
    places = [0]
    for at in range(len(block.words)):
        places.append(places[-1] + (at not in gone))
    words = "".join(one for at, one in enumerate(block.words) if at not in gone)
    return fold(moved(block, words, places, places))


def _composed(block: Block) -> Block:
    if unicodedata.is_normalized("NFC", block.words):
        return block
    words = unicodedata.normalize("NFC", block.words)
    places = [
        min(len(words), len(unicodedata.normalize("NFC", block.words[:at])))
        for at in range(len(block.words) + 1)
    ] if block.styles or block.calls or block.lines else [0] * (len(block.words) + 1)  # fmt: skip
    return moved(block, words, places, places)


def moved(block: Block, words: str, starts: list[int], ends: list[int]) -> Block:
    """Put other words into a block, whose ranges start and end where these lists say."""
    styles = (Style(starts[s.start], ends[s.end], s.kind) for s in block.styles)
    lines = {starts[line.start]: line.indent for line in reversed(block.lines)}
    return replace(
        block,
        words=words,
        styles=tuple(dict.fromkeys(s for s in styles if s.start < s.end)),
        calls=tuple(AuthorCall(ends[call.at], call.note) for call in block.calls),
        lines=tuple(VerseLine(at, lines[at]) for at in sorted(lines) if at < len(words)),
    )


class Collector:
    """Gather the words of one block after the other, with the styles and calls among them."""

    def __init__(self) -> None:
        """Begin with no words."""
        self._words: list[str] = []
        self._length = 0
        self._open: list[tuple[StyleKind, int]] = []
        self._styles: list[Style] = []
        self._calls: list[AuthorCall] = []
        self._lines: list[VerseLine] = []

    def add(self, words: str) -> None:
        """Add words."""
        self._words.append(words)
        self._length += len(words)

    def ends_with(self, signs: str) -> bool:
        """Tell whether the words so far end with one of *signs*, blanks aside."""
        last = next((one.rstrip() for one in reversed(self._words) if one.strip()), "")
        return bool(last) and last[-1] in signs

    def trim(self) -> None:
        """Take blanks off the end of the words so far, for a word that goes on."""
        while self._words and self._words[-1] != (bare := self._words[-1].rstrip()):
            self._length -= len(self._words.pop()) - len(bare)
            self._words += [bare] if bare else []
        self._open = [(kind, min(start, self._length)) for kind, start in self._open]
        for at in range(len(self._styles) - 1, -1, -1):
            if self._styles[at].end <= self._length:
                break
            self._styles[at] = replace(self._styles[at], end=self._length)
        for at in range(len(self._calls) - 1, -1, -1):
            if self._calls[at].at <= self._length:
                break
            self._calls[at] = replace(self._calls[at], at=self._length)

    def begin(self, kind: StyleKind) -> None:
        """Begin a style."""
        self._open.append((kind, self._length))

    def end(self) -> None:
        """End the style begun last."""
        kind, start = self._open.pop()
        self._style(kind, start)

    def _style(self, kind: StyleKind, start: int) -> None:
        if any(other == kind for other, _ in self._open) or start >= self._length:
            return
        last = next((s for s in reversed(self._styles) if s.kind == kind), None)
        if last and last.end == start:
            self._styles.remove(last)
            start = last.start
        self._styles.append(Style(start, self._length, kind))

    def call(self, key: str) -> None:
        """Call an author's note here."""
        self._calls.append(AuthorCall(self._length, key))

    def line(self, indent: int = 0) -> None:
        """Begin a line of verse."""
        self.add(" ")
        self._lines.append(VerseLine(self._length, indent))

    def take(self, role: Role = PARAGRAPH, level: int = 0, key: str = "") -> Iterator[Block]:
        """Give what was gathered as a block, if it is anything, and begin anew."""
        words = "".join(self._words)
        opened = self._open
        if words.strip():
            self._open = []
            for number, (kind, start) in enumerate(opened):
                if kind not in [other for other, _ in opened[:number]]:
                    self._style(kind, start)
            lines = self._lines if role == "verse" else []
            yield Block(
                words, role, level, tuple(lines), tuple(self._styles), tuple(self._calls), key
            )
        self._words, self._length = [], 0
        self._styles, self._calls, self._lines = [], [], []
        self._open = [(kind, 0) for kind, _ in opened]

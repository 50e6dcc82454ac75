"""Make paragraphs of the lines of a PDF, over columns and pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from lesart.core.extras import has
from lesart.exchange.readers.furniture import NUMBERS, Furniture, find_furniture
from lesart.exchange.readers.line_ends import LINE_END
from lesart.exchange.readers.omissions import Omission
from lesart.exchange.readers.pdf_boxes import Line, body_height
from lesart.exchange.readers.pdf_notes import calls_in
from lesart.exchange.readers.roles import PARAGRAPH, SOFT_HYPHEN, Block
from lesart.model import AuthorCall, Role
from lesart.source.joins import AGAINST_BLANK, HYPHENS
from lesart.source.lexicon import Lexicon, load_lexicon
from lesart.source.line_pairs import TAIL

_MARGIN = 0.15
"""The part of a page, at its head and at its foot, where its furniture stands."""
_LARGE = 1.12
_MOST_LEVEL = 6
_INDENT = (0.6, 6.0)
"""By how many heights of its type a first line is set in, at the least and at the most."""
_ROOM = 0.15
_EDGE = 0.02
_GAP = 0.5
_TELLING = 3
"""Lines of a column from which its edge can be told, at the least."""
_JUSTIFIED = 0.5
_LONGEST_HEADING = 200
_BULLET = re.compile("[•◦▪‣∙●]")
_LOST = 0.02
"""Line ends within words, at the least, in a file that has lost its hyphens."""
_HEAD = re.compile(r"[a-zäöüß]+")
_HYPHENED = re.compile(rf"[^\W\d_][{re.escape(HYPHENS)}{SOFT_HYPHEN}]\Z")
_END = re.compile(r"[.!?…:][\"'“”’‘»«)\]›‹]*\Z")


def without_furniture(lines: Sequence[Line]) -> tuple[list[Line], list[Omission]]:
    """Part the text from page numbers, running heads and feet; large type is a heading."""
    pages = [sorted(group, key=lambda one: (one.top, one.left))
             for _, group in groupby(lines, lambda line: line.page)]  # fmt: skip
    usual = body_height(lines)
    gone: set[int] = set()
    omitted: list[Omission] = []
    found = find_furniture([[line.text for line in page] for page in pages])
    known = {(one.page, one.line) for one in found}
    found += [one for one in _lone_numbers(pages) if (one.page, one.line) not in known]
    known |= {(one.page, one.line) for one in found}
    for one in sorted(found):
        line = pages[one.page][one.line]
        outer = line.bottom <= _MARGIN * line.depth or line.top >= (1 - _MARGIN) * line.depth
        text = [other for at, other in enumerate(pages[one.page]) if (one.page, at) not in known]
        if outer and not _size(line, usual) and _stands_off(line, text, usual):
            gone.add(id(line))
            omitted.append(Omission(one.kind, line.text, page=line.page))
    return [line for line in lines if id(line) not in gone], omitted


def _stands_off(line: Line, text: Sequence[Line], usual: float) -> bool:
    """Tell whether more than the blank between lines parts a line from the text of its page."""
    blanks = (max(other.top - line.bottom, line.top - other.bottom) for other in text)
    return min(blanks, default=line.depth) >= _GAP * usual


def _lone_numbers(pages: Sequence[Sequence[Line]]) -> Iterator[Furniture]:
    """Find a number alone at the foot of a page, a line or more below all else."""
    for number, page in enumerate(pages):
        last, above = page[-1], max((line.bottom for line in page[:-1]), default=page[-1].top)
        if last.text.strip("–-— ").isdecimal() and last.top - above >= last.height:
            yield Furniture(number, len(page) - 1, NUMBERS)


def paragraphs_of(lines: Sequence[Line]) -> Iterator[Block]:
    """Make blocks of the running text; larger type makes a heading."""
    layout = _layout(lines)
    gathered: list[Line] = []
    for line in lines:
        if gathered and layout.begins(gathered[-1], line):
            yield layout.block(gathered)
            gathered = []
        gathered.append(line)
    if gathered:
        yield layout.block(gathered)


def _layout(lines: Sequence[Line]) -> _Layout:
    usual = body_height(lines)
    rights: dict[int, float] = {}
    lefts: dict[int, float] = {}
    for line in lines:
        rights[line.flow] = max(rights.get(line.flow, 0.0), line.right)
        lefts[line.block] = min(lefts.get(line.block, line.left), line.left)
    counts = Counter(line.flow for line in lines)
    widest = max(rights.values(), default=0.0)
    rights = {flow: right if counts[flow] >= _TELLING else widest for flow, right in rights.items()}
    sizes = sorted({_size(line, usual) for line in lines} - {0.0}, reverse=True)
    plain = _Layout(usual, counts, rights, lefts, tuple(sizes), indents=False, justified=False)
    at_edge = sum(plain.is_justified(line) for line in lines)
    return replace(
        plain,
        indents=any(plain.is_set_in(line) for line in lines),
        justified=at_edge >= _JUSTIFIED * len(lines),
    )


@dataclass(frozen=True, slots=True)
class _Layout:
    """
    Say how a file is set: the usual height of type, lines and right edges of flows, left edges of
    blocks, larger sizes.

    `indents` tells whether first lines are set in, `justified` whether most lines end at the edge.
    """

    usual: float
    counts: Mapping[int, int]
    rights: Mapping[int, float]
    lefts: Mapping[int, float]
    sizes: tuple[float, ...]
    indents: bool
    justified: bool

    def begins(self, before: Line, line: Line) -> bool:
        """Tell whether a line begins a paragraph."""
        if _size(before, self.usual) != _size(line, self.usual):
            return True
        text = before.plain
        if _BULLET.match(line.text) or _BULLET.fullmatch(text):
            return not _BULLET.fullmatch(text)
        if text[-1:] in HYPHENS + SOFT_HYPHEN and text[-2:-1].isalpha():
            return False
        ended = bool(_END.search(text))
        if ended and abs(before.height - line.height) > (_LARGE - 1) * self.usual:
            return True
        if before.block == line.block or self._is_next(before, line):
            return ended and (self.is_set_in(line) or not self._is_full(before, line))
        if not ended:
            turned = before.flow != line.flow
            return not (line.text[:1].islower() or (turned and self._is_full(before, line)))
        goes_on = before.flow != line.flow and not self.is_set_in(line)
        if self.indents:
            return not (goes_on and self._is_full(before, line))
        return not (goes_on and self.justified and self.is_justified(before))

    def is_set_in(self, line: Line) -> bool:
        """Tell whether a line is set in from the edge of its block."""
        by = line.left - self.lefts[line.block]
        return _INDENT[0] * line.height <= by <= _INDENT[1] * line.height

    def _is_next(self, before: Line, line: Line) -> bool:
        """Tell whether a line stands right below another of its column."""
        blank = line.top - before.bottom
        near = -self.usual / 2 <= blank <= _GAP * self.usual
        return before.flow == line.flow and before.page == line.page and near

    def is_justified(self, line: Line) -> bool:
        """Tell whether a line ends right at the edge, as last lines of paragraphs hardly do."""
        edge = self.rights[line.flow]
        return self.counts[line.flow] >= _TELLING and line.right >= edge - _EDGE * (
            edge - line.left
        )

    def _is_full(self, before: Line, line: Line) -> bool:
        """Tell whether a line is as long as it can be: the next word has no room behind it."""
        edge = self.rights[before.flow]
        letter = (line.right - line.left) / max(1, len(line.text))
        needed = before.right + letter * (1 + len(line.words[0].text))
        return needed > edge - _ROOM * (edge - before.left)

    def block(self, lines: Sequence[Line]) -> Block:
        """Make a block of the lines of a paragraph."""
        words, calls = calls_in(LINE_END.join(line.text for line in lines))
        called = tuple(AuthorCall(at, key) for at, key in calls)
        if _BULLET.match(words):
            return Block(f" {words[1:]}", "item", calls=called)
        size = _size(lines[0], self.usual)
        heading = bool(size) and len(words) <= _LONGEST_HEADING
        role: Role = "heading" if heading else PARAGRAPH
        level = min(_MOST_LEVEL, self.sizes.index(size) + 1) if heading else 0
        return Block(words, role, level, calls=called)


def _size(line: Line, usual: float) -> float:
    return float(round(line.height)) if line.height >= _LARGE * usual else 0.0


def with_lost_hyphens(lines: Sequence[Line]) -> tuple[list[Line], int]:
    """
    Mark lines that end within a word though no hyphen is left there, and count them.

    The list of words must speak for the whole by far, and so often that the file has lost its
    hyphens.
    """
    ends = [(one, after) for one, after in pairwise(lines) if one.block == after.block]
    if not ends or not has("raw") or any(_HYPHENED.search(one.plain) for one, _ in ends):
        return list(lines), 0
    lexicon = load_lexicon()
    broken = {id(one) for one, after in ends if _is_broken(one.plain, after.plain, lexicon)}
    if len(broken) < max(2, _LOST * len(ends)):
        return list(lines), 0
    marked = [_marked(line) if id(line) in broken else line for line in lines]
    return marked, len(broken)


def _is_broken(left: str, right: str, lexicon: Lexicon) -> bool:
    tail, head = TAIL.search(left), _HEAD.match(right)
    if tail is None or head is None:
        return False
    return lexicon.margin(tail[0], head[0]) >= AGAINST_BLANK


def _marked(line: Line) -> Line:
    last = line.words[-1]
    return replace(line, words=(*line.words[:-1], replace(last, text=last.text + SOFT_HYPHEN)))

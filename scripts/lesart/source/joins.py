"""
Decide how each raw line goes on in the next: as one word, as two, or not at all.

Text that was pulled out of a PDF has lost the hyphens of its line ends, so "regu" and
"latorische" must be told from "und" and "latorische". Lines come raw, before any strip: many
extractors leave a blank after a whole word and none after half a one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lesart.model import Join
from lesart.source.lexicon import Lexicon
from lesart.source.line_pairs import PARAGRAPH_LINE, TAIL, Layout, LinePair, layout_of, line_pairs

COORDINATORS = frozenset("und oder bzw beziehungsweise sowie bis noch statt wie als plus".split())
ABBREVIATIONS = frozenset(
    "abs art bd bspw bzw ca co dr etc evtl ggf hl hrsg inkl jh max min mio mrd nr prof sog st str "
    "tel usw vgl".split()
)
HYPHENS = "-\u2010\u2011\u2e17\u00ac=\u2013"
_OLD_HYPHENS = "\u2e17\u00ac"
"""⸗ and ¬, with which old prints and their transcripts divide words, and nothing else."""
_LIKE_HYPHENS = "=\u2013"
"""= and –, which divide a word only where they stand right behind a letter."""
SOFT_HYPHEN = "\u00ad"

# Margins in powers of ten, see `Lexicon.margin`; between the first two a person should look.
UNSURE_SPACE = -2.1
UNSURE_JOIN = 3.0
OUTWEIGHS_DICTIONARY = 1.0
SPEAKS_AGAINST_DICTIONARY = -1.75
AGAINST_BLANK = 4.0

# On the Zipf scale, see `Lexicon.zipf`.
COMMON = 3.5
COMMON_WITHOUT_BLANK = 4.0
COMMON_JOINED = 3.0
COMMON_CAPITAL = 5.0

_ADJECTIVE = re.compile(r"[a-zäöüß](?:isch|lich|iv|al|ell|är|ig|ös|bar|sam)\Z")
_SENTENCE_END = re.compile(r"[.!?…][\"”“«»’)\]]*\Z")
_CLOSING = re.compile(r"[,;:!?)\]}]|\.(?!\.)")


@dataclass(frozen=True, slots=True)
class JoinDecision:
    """
    Say how raw line `line` goes on in the next one.

    `join` glues the two, without the hyphen of the line end if there is one; `hyphen` glues them
    and keeps it; `ck` glues what an old print divided as k-k; `space` is a word boundary, which a
    suspended hyphen stands before; `break` ends a paragraph, heading or column. `doubtful` marks
    what a person should look at.
    """

    line: int
    join: Join
    reason: str
    doubtful: bool = False


def decide_joins(
    lines: Sequence[str], lexicon: Lexicon, *, blanks: bool = True
) -> list[JoinDecision]:
    """
    Decide every pair of adjacent lines that are not empty, in order.

    With *blanks* the leading and trailing blanks of the raw lines are evidence, where the file
    as a whole shows that they mean something; else, and where it does not, layout, spelling and
    the lexicon decide.

    >>> words = Lexicon({"über": 1e-3, "überwachung": 2e-5, "die": 3e-2, "wachung": 2e-8})
    >>> [d.join for d in decide_joins(["die Über", "wachung,", "die"], words)]
    ['join', 'space']
    """
    reading = lexicon.with_document(lines)
    pairs = list(line_pairs(lines, blanks))
    layout = layout_of(lines, pairs, reading, blanks)
    return [_decide(pair, layout, reading) for pair in pairs]


def _decide(pair: LinePair, layout: Layout, lexicon: Lexicon) -> JoinDecision:
    between_letters = pair.last.isalpha() and pair.head
    return (
        _by_break(pair, layout)
        or (None if between_letters else _by_hyphen(pair, lexicon) or _by_signs(pair))
        or (_by_blank(pair, lexicon) if layout.blanks else _by_lexicon(pair, lexicon))
    )


def _by_break(pair: LinePair, layout: Layout) -> JoinDecision | None:
    if layout.indents and pair.indented:
        return JoinDecision(
            pair.line, "break", "the next line begins with a blank, as few lines here do"
        )
    if layout.blanks and pair.blank:
        return None
    ended = _ends_sentence(pair.last)
    if ended and layout.blanks:
        return JoinDecision(
            pair.line, "break", "the sentence ends, and no blank follows it", not pair.short
        )
    lower = pair.head[:1].islower()
    if layout.paragraph_lines and not lower and (ended or len(pair.left) > PARAGRAPH_LINE):
        return JoinDecision(
            pair.line, "break", "lines of this file are whole paragraphs", not ended
        )
    if ended and pair.short and not lower:
        return JoinDecision(
            pair.line, "break", "the sentence ends, and the line has room for the next word"
        )
    if ended and lower and pair.left.endswith(".") and not pair.left.endswith(".."):
        return JoinDecision(pair.line, "break", "a full stop stands before a lower-case word", True)
    return None


def _ends_sentence(word: str) -> bool:
    """Tell whether a sentence ends here; a dotted or listed last word is an abbreviation."""
    if word.isalpha() or not _SENTENCE_END.search(word):
        return False
    last = word.rstrip('"”“«»’)]')
    if not last.endswith(".") or last.endswith("..."):
        return True
    stem = last.rstrip(".").lstrip('(„“»«"')
    return len(stem) > 1 and stem.isalpha() and stem.casefold() not in ABBREVIATIONS


def _by_hyphen(pair: LinePair, lexicon: Lexicon) -> JoinDecision | None:
    if pair.left.endswith(SOFT_HYPHEN):
        return JoinDecision(pair.line, "join", "a soft hyphen ends the line")
    stem = pair.last.rstrip(HYPHENS + SOFT_HYPHEN)
    signs = pair.last[len(stem) :]
    if not signs or not stem or not stem[-1].isalnum():
        return None
    sign = signs[0]
    if sign in _LIKE_HYPHENS and not (
        stem[-1].isalpha() and pair.head and (sign == "=" or pair.head[0].islower())
    ):
        return None
    decision = _by_halves(pair, stem, lexicon)
    if sign in _OLD_HYPHENS + _LIKE_HYPHENS:
        reason = decision.reason.replace("hyphen", f"hyphen of old prints, “{sign}”,", 1)
        return replace(decision, reason=reason, doubtful=True)
    return decision


def _by_halves(pair: LinePair, stem: str, lexicon: Lexicon) -> JoinDecision:
    """Decide what a hyphen joins, by the halves that stand beside it."""
    part = TAIL.search(stem)
    first = part.group() if part else ""
    joined = first + pair.head
    if pair.head in COORDINATORS and (not first or lexicon.zipf(joined) < COMMON_JOINED):
        return JoinDecision(pair.line, "space", f"the hyphen before “{pair.head}” is suspended")
    if not pair.right[0].isalnum():
        return JoinDecision(pair.line, "space", "a hyphen ends the line, and a sign follows")
    if not pair.head or not first:
        return JoinDecision(pair.line, "hyphen", "the hyphen stands beside a digit")
    if len(first) == 1 or (first.isupper() and not pair.head.isupper()):
        return JoinDecision(
            pair.line, "hyphen", f"“{first}-” is an abbreviation or a single letter"
        )
    if pair.head[0].isupper() and not (first.isupper() and lexicon.margin(first, pair.head) > 0):
        return JoinDecision(pair.line, "hyphen", "a capital follows the hyphen")
    if undivided := _ck(first, pair.head, lexicon):
        reason = f"old prints divide “ck” as “k-k”: “{undivided}”"
        return JoinDecision(pair.line, "ck", reason, True)
    if min(lexicon.zipf(first), lexicon.zipf(pair.head)) >= COMMON and not lexicon.knows(joined):
        join: Join = "hyphen" if _ADJECTIVE.search(first) else "join"
        return JoinDecision(pair.line, join, f"“{joined}” is unseen, both halves are common", True)
    return JoinDecision(pair.line, "join", "a hyphen ends the line")


def _ck(first: str, head: str, lexicon: Lexicon) -> str:
    """Give the word with ck that an old print divided as k-k, if the halves are no words."""
    if first[-1] not in "kK" or head[0] not in "kK":
        return ""
    joined, undivided = first + head, f"{first[:-1]}{'C' if first[-1] == 'K' else 'c'}{head}"
    if lexicon.zipf(undivided) > lexicon.zipf(joined):
        return undivided
    words = lexicon.knows(joined) or min(lexicon.zipf(first), lexicon.zipf(head)) > 0
    return "" if words else undivided


def _by_signs(pair: LinePair) -> JoinDecision | None:
    if pair.left[-1] in "([{„‚/" or _CLOSING.match(pair.right):
        return JoinDecision(pair.line, "join", "no blank stands beside this sign")
    if not pair.tail:
        return JoinDecision(pair.line, "space", "the line ends with a sign or a digit")
    if not pair.head:
        return JoinDecision(pair.line, "space", "the next line begins with a sign or a digit")
    return None


def _starts_word(pair: LinePair) -> bool:
    """Tell whether the next line must begin a word: with a capital, but not within capitals."""
    capitals = pair.tail.isupper() and pair.head.isupper()
    return pair.head[0].isupper() and not (capitals and min(len(pair.tail), len(pair.head)) > 1)


def _by_blank(pair: LinePair, lexicon: Lexicon) -> JoinDecision:
    margin = lexicon.margin(pair.tail, pair.head)
    if pair.blank:
        against = margin > AGAINST_BLANK and not _starts_word(pair)
        return JoinDecision(
            pair.line, "space", "the line ends with a blank, as whole words do here", against
        )
    if _starts_word(pair):
        return JoinDecision(
            pair.line, "space", "a capital begins a new word, though no blank precedes it", True
        )
    common = COMMON_CAPITAL if pair.tail[0].isupper() else COMMON_WITHOUT_BLANK
    halves = min(lexicon.zipf(pair.tail), lexicon.zipf(pair.head))
    if halves >= common and not lexicon.knows(pair.tail + pair.head):
        return JoinDecision(
            pair.line, "space", "no blank, but the joined form is unseen and both common", True
        )
    against = margin < -AGAINST_BLANK
    return JoinDecision(
        pair.line, "join", "the line ends without a blank, as broken words do here", against
    )


def _by_lexicon(pair: LinePair, lexicon: Lexicon) -> JoinDecision:
    if _starts_word(pair):
        return JoinDecision(pair.line, "space", "a capital begins a new word")
    margin = lexicon.margin(pair.tail, pair.head)
    unsure = UNSURE_SPACE < margin < UNSURE_JOIN
    verdict = _by_dictionary(pair, margin, lexicon) if unsure else None
    reason = f"“{pair.tail}{pair.head}” weighs {margin:+.1f} against two words"
    join: Join = "join" if margin > 0 else "space"
    return verdict or JoinDecision(pair.line, join, reason, unsure)


def _by_dictionary(pair: LinePair, margin: float, lexicon: Lexicon) -> JoinDecision | None:
    joined = lexicon.accepts(pair.tail + pair.head)
    if joined is None:
        return None
    halves = lexicon.accepts(pair.tail) and lexicon.accepts(pair.head)
    if joined and not halves:
        return JoinDecision(
            pair.line, "join", f"the dictionary has “{pair.tail}{pair.head}”, not its halves"
        )
    if halves and not joined and margin < OUTWEIGHS_DICTIONARY:
        reason = f"the dictionary has both halves, not “{pair.tail}{pair.head}”"
        return JoinDecision(pair.line, "space", reason, margin > SPEAKS_AGAINST_DICTIONARY)
    return None

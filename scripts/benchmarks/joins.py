"""Line joins: how fast, and how right on German that was re-flowed without hyphens."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from lesart.model import Join
from lesart.source.joins import decide_joins
from lesart.source.lexicon import Lexicon, load_lexicon

FRESH = Path(__file__).parents[1] / "tests" / "data" / "reflow.de.txt"
QUOTATIONS = Path("/usr/share/games/fortunes/de/zitate")
WIDTHS = range(32, 64, 2)
QUOTATION_WIDTH = 46
SYNTHETIC_WORDS = 400_000
VOWELS = "aeiouyäöü"
CLUSTERS = ("sch", "ch", "ck", "ph", "th", "qu", "pf")


@dataclass(frozen=True, slots=True)
class Score:
    """
    Say how well re-flowed text was put together again.

    `reviewed` is the share of doubtful pairs, `covered` the share of errors among them.
    """

    pairs: int
    accuracy: float
    reviewed: float
    covered: float

    def __str__(self) -> str:
        review = f"review {self.reviewed:.1%}, holds {self.covered:.0%} of the errors"
        return f"{self.accuracy:.2%} of {self.pairs} pairs; {review}"


def run() -> list[tuple[str, str]]:
    """Measure the speed with wordfreq alone, and the accuracy with what is installed."""
    start = time.process_time()
    plain = load_lexicon(hunspell=False)
    rows = [("word list loaded", f"{time.process_time() - start:.2f} s CPU")]
    rows += _speed(plain)
    fresh = FRESH.read_text("utf-8")
    samples: list[tuple[str, str, Sequence[int]]] = [("own fresh text", fresh, WIDTHS)]
    if QUOTATIONS.exists():
        samples.append(("quotations of fortunes-de", _quotations(), [QUOTATION_WIDTH]))
    full = load_lexicon()
    for name, text, widths in samples:
        rows.append((f"{name}, wordfreq (goal 97.5 %)", str(measure(text, plain, widths))))
        if full.spells is not None:
            rows.append((f"{name}, hunspell (goal 98 %)", str(measure(text, full, widths))))
    return rows


def measure(text: str, lexicon: Lexicon, widths: Sequence[int] = WIDTHS) -> Score:
    """Re-flow *text* at each width, put it together and count; line ends of sentences count too."""
    pairs = wrong = reviewed = covered = 0
    for width in widths:
        lines, joins = reflow(text, width)
        for decision in decide_joins(lines, lexicon, blanks=False):
            error = decision.join != joins[decision.line]
            pairs += 1
            wrong += error
            reviewed += decision.doubtful
            covered += error and decision.doubtful
    return Score(pairs, 1 - wrong / pairs, reviewed / pairs, covered / wrong if wrong else 1.0)


def reflow(text: str, width: int) -> tuple[list[str], dict[int, Join]]:
    """
    Set the paragraphs of *text* anew, and break three words of four where a line is full.

    Words are broken at places like syllables, and no hyphen is left. Gives the lines, an empty
    one after each paragraph, and how each line goes on by its 1-based number.
    """
    chance = random.Random(width)
    lines: list[str] = []
    joins: dict[int, Join] = {}
    for paragraph in re.split(r"\n\s*\n", text):
        line = ""
        for word in paragraph.split():
            rest = word
            while line and len(line) + 1 + len(rest) > width:
                cuts = [c for c in _syllables(rest) if len(line) + 1 + c <= width]
                broken = bool(cuts) and chance.random() < 0.75
                cut = cuts[-1] if broken else 0
                lines.append(f"{line} {rest[:cut]}" if broken else line)
                joins[len(lines)] = "join" if broken else "space"
                line, rest = "", rest[cut:]
                if broken:
                    line, rest = rest, ""
            if rest:
                line = f"{line} {rest}" if line else rest
        lines += [line, ""]
    return lines, joins


def _syllables(word: str) -> list[int]:
    """Give the places where *word* may be broken: before the last consonant ahead of a vowel."""
    letters = re.match(r"[^\W\d_]*", word)
    lower = letters.group().lower() if letters else ""
    vowels = [at for at, letter in enumerate(lower) if letter in VOWELS]
    cuts = []
    for first, second in pairwise(vowels):
        between = lower[first + 1 : second]
        cluster = next((c for c in CLUSTERS if between.endswith(c)), between[-1:])
        cut = second - len(cluster)
        if between and cut >= 2 and len(lower) - cut >= 2:
            cuts.append(cut)
    return cuts


def _speed(lexicon: Lexicon) -> list[tuple[str, str]]:
    chance = random.Random(0)
    common = sorted(lexicon.shares, key=lexicon.shares.__getitem__, reverse=True)[:50_000]
    common = [word for word in common if word.isalpha()]
    shares = [lexicon.shares[word] for word in common]
    drawn = " ".join(chance.choices(common, shares, k=SYNTHETIC_WORDS))
    again = "\n\n".join([drawn[: len(drawn) // 20]] * 20)
    return [
        ("weights alone, every pair new (goal 100,000)", _weights_per_second(common, lexicon)),
        ("raw lines to decisions, nearly every pair new", _pairs_per_second(drawn, lexicon)),
        (
            "the same where pairs recur and are cached (goal 100,000)",
            _pairs_per_second(again, lexicon),
        ),
    ]


def _weights_per_second(words: list[str], lexicon: Lexicon) -> str:
    start = time.process_time()
    for left, right in pairwise(words):
        lexicon.margin(left, right)
    return f"{len(words) / (time.process_time() - start):,.0f} pairs/s"


def _pairs_per_second(text: str, lexicon: Lexicon) -> str:
    lines, joins = reflow(text, QUOTATION_WIDTH)
    best = min(_seconds(lines, lexicon) for _ in range(3))
    return f"{len(joins) / best:,.0f} pairs/s"


def _seconds(lines: list[str], lexicon: Lexicon) -> float:
    start = time.process_time()
    decide_joins(lines, lexicon, blanks=False)
    return time.process_time() - start


def _quotations() -> str:
    """Take every twelfth quotation, without the names below them."""
    quotations = QUOTATIONS.read_text("utf-8").split("\n%\n")[::12]
    bodies = [re.sub(r"(?m)^\s*--.*$", "", quotation) for quotation in quotations]
    return "\n\n".join(" ".join(body.split()) for body in bodies if len(body) > 60)

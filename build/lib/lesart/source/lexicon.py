"""
Know German word forms: how common each one is, and whether a spelling dictionary accepts it.

The only module that meets wordfreq (required) and spylls (optional, with a hunspell dictionary
that is installed on the system or named by the variable `LESART_HUNSPELL`). Neither is imported
or read before its first use.
"""

from __future__ import annotations

import math
import os
import re
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from lesart.core.extras import require
from lesart.core.findings import EditionError, Finding, Location

HUNSPELL_VARIABLE = "LESART_HUNSPELL"
SYSTEM_FOLDER = Path("/usr/share/hunspell")
DICTIONARIES = ("de_DE", "de_CH", "de_AT")

# Log10 weights of `margin`, set on re-flowed jokes and sayings of Debian's fortunes-de, not on its
# quotations nor on the fixture of the tests, which measure them.
UNSEEN = 3.0
UNSEEN_LETTER = 1.2
COMPOUND = -3.6
COMPOUND_PARTS = 0.8
LINKING = 3.0
WORD_END = -0.5
SHORTEST_PART = 3
LONGEST_WORD = 100
"""Letters; what is longer is no word, and neither a dictionary nor a compound's parts are asked."""
DOCUMENT_SHARE = 3e-7

_WORD = re.compile(r"[^\W\d_]+")
_LINKING_S = re.compile(r"(?:ung|heit|keit|schaft|tion|sion|tät)s\Z")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """
    Hold what is known of word forms; a small one can be built from plain data.

    `shares` maps a folded form to its share of running text (1e-6 is once in a million words).
    `spells` answers whether a spelling dictionary accepts a form as it is written, capitals
    included; None where there is no dictionary. `document` holds folded forms of the text at hand.

    >>> small = Lexicon({"kredit": 4e-5, "konto": 6e-5, "auf": 9e-3})
    >>> small.zipf("Kredit") > 4.5, small.accepts("Kredit")
    (True, None)
    """

    shares: Mapping[str, float]
    spells: Callable[[str], bool] | None = None
    document: Set[str] = frozenset()
    _margins: dict[tuple[str, str], float] = field(default_factory=dict, compare=False, repr=False)

    def zipf(self, word: str) -> float:
        """
        Give how common *word* is on the Zipf scale of van Heuven et al. (2014).

        6 is once in a thousand words, 3 once in a million; 0 is unseen. Case does not count, nor
        the difference of ß and ss.
        """
        share = self._share(fold_german(word))
        return math.log10(share) + 9 if share else 0.0

    def accepts(self, word: str) -> bool | None:
        """Ask the spelling dictionary, also with ß for a Swiss ss; None if there is none."""
        if self.spells is None:
            return None
        if len(word) > LONGEST_WORD:
            return False
        return self.spells(word) or ("ss" in word and self.spells(word.replace("ss", "ß")))

    def knows(self, word: str) -> bool:
        """Tell whether *word* was seen in running text, in this document or in a dictionary."""
        return self._share(fold_german(word)) > 0 or bool(self.accepts(word))

    def with_document(self, lines: Iterable[str]) -> Lexicon:
        """
        Add the words that stand inside *lines*.

        The first and the last of each line are left out: they may be halves of a broken word.
        """
        inner = " ".join([line.strip().partition(" ")[2].rpartition(" ")[0] for line in lines])
        tokens = frozenset(fold_german(inner).split())
        words = _WORD.findall(" ".join(token for token in tokens if not token.isalpha()))
        return replace(self, document=tokens.union(words), _margins={})

    def margin(self, left: str, right: str) -> float:
        """
        Weigh *left* + *right* as one word (positive) against two words (negative).

        The unit is a power of ten. A unigram model: the share of the joined form against the
        product of the shares of its halves. An unseen form costs the more the longer it is
        (after Norvig, "Natural Language Corpus Data", 2009), or is read as a compound of two
        known parts (the idea of Koehn and Knight, 2003), whichever costs less. A half with a
        linking s, as in "Zeitungs", is no word by itself.

        >>> small = Lexicon({"kredit": 4e-5, "kreditkonto": 1e-7, "konto": 6e-5, "auf": 9e-3})
        >>> small.margin("Kredit", "konto") > 0 > small.margin("Kredit", "auf")
        True
        """
        known = self._margins.get((left, right))
        if known is None:
            known = self._margins[left, right] = self._weigh(left, right)
        return known

    def _weigh(self, left: str, right: str) -> float:
        first, second = fold_german(left), fold_german(right)
        joined = first + second
        before, after = self._log_share(first), self._log_share(second)
        together = self._log_share(joined)
        if together is None and before is not None and after is not None:
            together = _compound_cost(joined, before + after, min(len(first), len(second)))
        elif together is None:
            together = self._unseen_cost(joined)
        if _LINKING_S.search(first):
            together += LINKING
        apart = self._unseen_cost(first) if before is None else before
        apart += _length_cost(second) if after is None else after
        return together + WORD_END - apart

    def _unseen_cost(self, word: str) -> float:
        best = 0.0
        longest = len(word) if len(word) <= LONGEST_WORD else 0
        for cut in range(SHORTEST_PART, longest - SHORTEST_PART + 1):
            head = self._share(word[cut:])
            if head:
                part = word[:cut]
                share = self._share(part)
                if not share and _LINKING_S.search(part):
                    share = self._share(part[:-1])
                best = max(best, share * head)
        return _compound_cost(word, math.log10(best), SHORTEST_PART) if best else _length_cost(word)

    def _log_share(self, word: str) -> float | None:
        share = self._share(word)
        return math.log10(share) if share else None

    def _share(self, word: str) -> float:
        return self.shares.get(word) or (DOCUMENT_SHARE if word in self.document else 0.0)


def _compound_cost(word: str, parts: float, shortest: int) -> float:
    cost = _length_cost(word)
    return max(cost, COMPOUND + COMPOUND_PARTS * parts) if shortest >= SHORTEST_PART else cost


def _length_cost(word: str) -> float:
    return -UNSEEN - UNSEEN_LETTER * len(word)


def fold_german(word: str) -> str:
    """
    Make forms equal that differ by case or by the Swiss ss alone.

    >>> fold_german("Straße") == fold_german("STRASSE")
    True
    """
    return word.casefold()


@cache
def load_lexicon(*, hunspell: bool = True) -> Lexicon:
    """
    Load the German word list of wordfreq, and a hunspell dictionary if there is one.

    `LESART_HUNSPELL` names a `.dic` file or a folder of them; `off` does without. Otherwise the
    system's folder is looked through for de_DE, de_CH and de_AT, in this order. The dictionary
    is read when it is first asked. Raises EditionError where the word list is not installed.
    """
    require("raw")
    from wordfreq import get_frequency_dict  # noqa: PLC0415

    path = find_dictionary() if hunspell else None
    return Lexicon(get_frequency_dict("de", "best"), cache(_Speller(path)) if path else None)


def find_dictionary() -> Path | None:
    """Find a German hunspell dictionary (its `.dic` file), if spylls can be imported to read it."""
    named = os.environ.get(HUNSPELL_VARIABLE, "")
    if named == "off":
        return None
    try:
        import spylls  # noqa: F401, PLC0415
    except ImportError:
        return None
    if named.endswith(".dic"):
        candidates = [Path(named)]
    else:
        candidates = [Path(named or SYSTEM_FOLDER, f"{name}.dic") for name in DICTIONARIES]
    found = next((path for path in candidates if path.with_suffix(".aff").is_file()), None)
    if named and found is None:
        raise EditionError(
            Finding(
                Location(named),
                "W001",
                f"{HUNSPELL_VARIABLE} names no German hunspell dictionary",
                hint="name a folder with de_DE.dic and de_DE.aff, a .dic file, or off",
            )
        )
    return found


class _Speller:
    """Answer from a hunspell dictionary, which is read at the first question."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lookup: Callable[[str], bool] | None = None

    def __call__(self, word: str) -> bool:
        if self._lookup is None:
            from spylls.hunspell import Dictionary  # noqa: PLC0415

            self._lookup = Dictionary.from_files(str(self._path.with_suffix(""))).lookup
        return bool(self._lookup(word))

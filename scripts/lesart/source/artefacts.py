"""
Find faults that an extraction or a publisher's portal left inside the lines, and suggest a cure.

Suggestions only: nothing here changes a text. Most faults show in the capital letters of German,
which only a spelling dictionary knows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from lesart.model import Join
from lesart.source.lexicon import LONGEST_WORD, Lexicon, fold_german
from lesart.source.line_words import COORDINATORS, Word, cut_words
from lesart.source.lost_blanks import glued_by_capital, glued_by_stop

ArtefactKind = Literal[
    "blank-in-word", "lost-hyphen", "suspended-hyphen", "case-after-hyphen", "broken-word",
    "lost-blank",
    "page-number", "running-head", "footnote", "note-mark",
]  # fmt: skip

GENDERED = "Innen"
NOUN_SUFFIXES = ("ung", "ungen", "heit", "heiten", "keit", "keiten", "schaft", "schaften")
ADJECTIVE = re.compile(
    r"(?:ig|lich|isch|haft|los|frei|fach|förmig|artig|weit|bedingt|fähig|mal|bar|sam)"
    r"(?:e[mnrs]?)?\Z"
)
DERIVATION = "schaft"

# On the Zipf scale: a common word, a rare one, a name that is known with its inner capital.
COMMON = 3.0
RARE = 2.0
NAME = 2.5

SURE_MARGIN = 3.0
LONGEST_SUSPENDED = 8
SHORTEST_HEAD = 4
ABBREVIATION = 3

_INNER_CAPITAL = re.compile(r"([A-ZÄÖÜ]?[a-zäöüß]+|[A-ZÄÖÜ]{2,})([A-ZÄÖÜ][a-zäöüß]+)")
_VOWEL = re.compile(r"[aeiouyäöü]", re.IGNORECASE)
_PARAGRAPH_END = re.compile(r"[^\S\n]*\n\s*\n[^\S\n]*")


@dataclass(frozen=True, slots=True)
class Artefact:
    """
    Suggest to read `suggestion` where the text has `reading`, with the `evidence` for it.

    `line` is the raw line on which `reading` begins. `reading` shows a line end as a blank and
    a paragraph end as ¶.
    """

    line: int
    kind: ArtefactKind
    reading: str
    suggestion: str
    evidence: str


@dataclass(frozen=True, slots=True)
class _Witnessed:
    """
    Know the forms of the text at hand as it writes them, capitals included.

    `reading` is `lexicon` with the words of the text, faulty ones among them.
    """

    lexicon: Lexicon
    reading: Lexicon
    inside: Counter[str]

    def is_noun(self, form: str) -> bool:
        """Tell whether the text itself writes this form with a capital inside its sentences."""
        return self.inside[form.capitalize()] > 2 * self.inside[form.lower()]


def find_artefacts(
    lines: Sequence[str], lexicon: Lexicon, *, joins: Mapping[int, Join] | None = None
) -> list[Artefact]:
    """
    Find what looks like a fault of transmission in raw *lines*, in order of lines.

    Words are looked at across line ends too, as *joins* has decided them by the number of the
    line that ends. Where it has not, a line that ends without a blank goes on in the next if
    `Lexicon.margin` says so.

    With a spelling dictionary a half that is no word, or one only with a capital, gives a fault
    away. Halves that are words ("Fahrrad verleih", a verb form) escape it. Without a dictionary
    about half is found: a blank inside a word only if a half is unseen, or if the text has the
    whole word too; a lower-case noun after a hyphen only after an abbreviation, by its suffix or
    by the text's own use; a lost suspended hyphen only if its "und" was glued to it.

    >>> words = Lexicon({}, {"Zwischen", "zwischen", "Zwischenraum", "Raum"}.__contains__)
    >>> [a.suggestion for a in find_artefacts(["ein Zwischen raum"], words)]
    ['Zwischenraum']
    """
    reading = lexicon.with_document(lines)
    words = cut_words("\n".join(line.rstrip("\r\n") for line in lines), reading, joins or {})
    inside = Counter(word.text for before, word in pairwise(words) if before.before_blank)
    text = _Witnessed(lexicon, reading, inside)
    found: list[Artefact] = []
    for index, word in enumerate(words):
        following = words[index + 1 : index + 3]
        found += _in_word(word, text)
        if following:
            found += _in_pair(word, following[0], text)
        if len(following) > 1:
            found += _in_coordination(word, following[0], following[1], text)
    return found


def _in_word(word: Word, text: _Witnessed) -> Iterator[Artefact]:
    if "-" in word.text:
        yield from _lower_after_hyphen(word, text)
    else:
        yield from _lost_hyphen(word, text.lexicon)


def _in_pair(word: Word, following: Word, text: _Witnessed) -> Iterator[Artefact]:
    if sign := glued_by_stop(word, following, text.lexicon):
        reading = f"{word.text}{sign}{following.text}"
        suggestion = f"{word.text}{sign} {following.text}"
        evidence = "no blank follows the sign, and both are words"
        yield Artefact(word.line, "lost-blank", reading, suggestion, evidence)
    if "-" in word.text + following.text or not following.text[0].islower():
        return
    if word.before_blank:
        yield from _blank_in_word(word, following.text, text)
    elif _PARAGRAPH_END.fullmatch(word.gap):
        yield from _broken_word(word, following.text, text.reading)


def _in_coordination(word: Word, second: Word, third: Word, text: _Witnessed) -> Iterator[Artefact]:
    if not word.before_blank or not word.text[0].isupper():
        return
    if second.text[0].isupper():
        yield from _glued_coordinator(word, second.text, text.lexicon)
    elif second.text in COORDINATORS and second.before_blank and third.text[0].isupper():
        yield from _lost_suspension(word, second.text, third.text, text.lexicon)


def _blank_in_word(word: Word, right: str, text: _Witnessed) -> Iterator[Artefact]:
    lexicon, left = text.lexicon, word.text
    joined = left + right
    if min(len(left), len(right)) < 2:
        return
    if lexicon.spells is not None:
        if lexicon.accepts(right) or not lexicon.accepts(joined):
            return
        evidence = f"the dictionary has “{joined}”, but no “{right}”"
    elif not text.reading.zipf(joined):
        return
    elif text.is_noun(right) and fold_german(joined) in text.reading.document:
        evidence = f"the text has “{joined}” too, and writes “{right.capitalize()}” by itself"
    elif min(lexicon.zipf(left), lexicon.zipf(right)) == 0 and lexicon.zipf(joined) >= RARE:
        evidence = f"“{joined}” is known, a half of it is not"
    else:
        return
    yield Artefact(word.line, "blank-in-word", f"{left} {right}", joined, evidence)


def _broken_word(word: Word, right: str, lexicon: Lexicon) -> Iterator[Artefact]:
    joined = word.text + right
    if lexicon.spells is not None:
        halves = lexicon.accepts(word.text) and lexicon.accepts(right)
        found = bool(lexicon.accepts(joined)) and not halves
        evidence = f"the dictionary has “{joined}”, but not both halves"
    else:
        margin = lexicon.margin(word.text, right)
        found = margin > SURE_MARGIN and lexicon.zipf(joined) > 0
        evidence = f"“{joined}” weighs {margin:+.1f} against two words"
    if found:
        yield Artefact(word.line, "broken-word", f"{word.text}¶{right}", joined, evidence)


def _lost_hyphen(word: Word, lexicon: Lexicon) -> Iterator[Artefact]:
    match = _INNER_CAPITAL.fullmatch(word.text)
    if match is None or lexicon.zipf(word.text) >= NAME:
        return
    left, right = match.groups()
    if glued_by_capital(left, right, lexicon) and not lexicon.accepts(word.text):
        evidence = "a capital stands inside, and one half makes no compounds"
        yield Artefact(word.line, "lost-blank", word.text, f"{left} {right}", evidence)
        return
    if right.startswith(GENDERED) or len(left) < 2 or len(right) < SHORTEST_HEAD:
        return
    if lexicon.spells is None:
        whole = min(lexicon.zipf(left), lexicon.zipf(right)) < COMMON
        evidence = "a capital stands inside, and both halves are common words"
    else:
        whole = bool(lexicon.accepts(word.text)) or not (
            lexicon.accepts(left) and lexicon.accepts(right)
        )
        evidence = f"the dictionary has “{left}” and “{right}”, but not the whole"
    if not whole:
        yield Artefact(word.line, "lost-hyphen", word.text, f"{left}-{right}", evidence)


def _glued_coordinator(word: Word, following: str, lexicon: Lexicon) -> Iterator[Artefact]:
    coordinator = next((c for c in COORDINATORS if word.text.endswith(c)), "")
    stem = word.text.removesuffix(coordinator)
    if not coordinator or len(stem) < 2 or lexicon.zipf(word.text) >= RARE:
        return
    if lexicon.accepts(word.text):
        return
    if max(lexicon.zipf(stem), lexicon.zipf(stem.removesuffix("s"))) < COMMON:
        return
    yield Artefact(
        word.line,
        "suspended-hyphen",
        f"{word.text} {following}",
        f"{stem}- {coordinator} {following}",
        f"“{word.text}” is no known word, “{stem}” is",
    )


def _lost_suspension(
    word: Word, coordinator: str, compound: str, lexicon: Lexicon
) -> Iterator[Artefact]:
    """Ask whether the first noun needs the head of the second: Kauf(konditionen)."""
    if lexicon.spells is None or "-" in word.text + compound or len(word.text) > LONGEST_SUSPENDED:
        return
    if len(compound) > LONGEST_WORD:
        return
    for cut in range(3, len(compound) - SHORTEST_HEAD + 1):
        modifier, head = compound[:cut], compound[cut:]
        shared = word.text + head
        if (
            lexicon.zipf(head) >= COMMON
            and lexicon.zipf(modifier) >= COMMON
            and not lexicon.accepts(head)
            and lexicon.accepts(head.capitalize())
            and lexicon.accepts(shared)
            and not head.startswith(DERIVATION)
        ):
            yield Artefact(
                word.line,
                "suspended-hyphen",
                f"{word.text} {coordinator} {compound}",
                f"{word.text}- {coordinator} {compound}",
                f"the dictionary has “{shared}” beside “{compound}”",
            )
            return


def _lower_after_hyphen(word: Word, text: _Witnessed) -> Iterator[Artefact]:
    first, *rest = word.text.split("-")
    if not first[0].isupper() or any(len(part) == 1 for part in rest):
        return
    abbreviation = _is_abbreviation(first, text.lexicon)
    parts = [first.upper() if abbreviation else first]
    parts += [_as_noun(part, abbreviation, text) for part in rest]
    suggestion = "-".join(parts)
    if parts[1:] != rest:
        evidence = "a noun after a hyphen takes a capital"
        yield Artefact(word.line, "case-after-hyphen", word.text, suggestion, evidence)


def _is_abbreviation(part: str, lexicon: Lexicon) -> bool:
    if len(part) == 1 or not _VOWEL.search(part):
        return len(part) <= ABBREVIATION
    capitals = part.upper()
    if len(part) > ABBREVIATION:
        return False
    return bool(lexicon.accepts(capitals)) and not lexicon.accepts(part)


def _as_noun(part: str, abbreviation: bool, text: _Witnessed) -> str:
    """Write *part* with a capital if it can only be a noun."""
    lexicon, noun = text.lexicon, part.capitalize()
    if not part[0].islower() or len(part) < 3 or ADJECTIVE.search(part):
        return part
    if abbreviation:
        sure = bool(lexicon.accepts(noun)) if lexicon.spells else lexicon.zipf(part) >= COMMON
    elif lexicon.spells is not None:
        sure = bool(lexicon.accepts(noun)) and not lexicon.accepts(part)
    else:
        sure = text.is_noun(part) or part.endswith(NOUN_SUFFIXES)
    return noun if sure else part

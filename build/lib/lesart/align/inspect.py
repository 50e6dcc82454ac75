"""
Look at two texts before they are aligned, and say what is odd about them.

Findings name what an editor would mend: a side that is empty, in the wrong language or in the
wrong place, or much longer than its counterpart. Nothing here stops the aligner.
"""

from __future__ import annotations

import unicodedata
from collections import Counter

from lesart.align.tokens import table, tokens
from lesart.align.types import Side
from lesart.core.findings import Finding, Location
from lesart.languages import LANGUAGES

LONGEST_RATIO = 4.0
"""Characters of one side to the other, beyond which one of them can hardly be the whole text."""
SHORTEST_SAMPLE = 20
"""Words that are needed to tell a language."""
SAMPLE = 400
"""Sentences that are looked at."""
LONGEST_SENTENCE = 5000
"""Characters beyond which a sentence was hardly split."""
_FEWEST = 0.12
"""Function words among running words, below which a text is hardly in their language."""
_OTHER = "another language"
_COLUMNS = ("de", "en", "fr")
_FUNCTION_ROWS = 130
"""Rows at the head of the word table that hold function words."""


def inspect(source: Side, target: Side) -> list[Finding]:
    """List what is odd about two sides, the gravest first."""
    sides = (("source", source), ("target", target))
    findings = [
        _finding(f"the {name} has no sentences", "check the file", name)
        for name, side in sides
        if not any(sentence.strip() for sentence in side.sentences)
    ]
    if findings:
        return findings
    return _languages(source, target) + _sizes(source, target)


def guess_language(side: Side) -> str:
    """
    Tell German, English or French by their function words; empty where nothing decides.

    >>> guess_language(Side(["Der Hund ist nicht da, und die Katze schläft. "] * 4, "en"))
    'de'
    """
    words = Counter(
        word.lower() for sentence in side.sentences[:SAMPLE] for word in tokens(sentence)
    )
    if sum(words.values()) < SHORTEST_SAMPLE:
        return ""
    counts = {
        language: sum(words[word] for word in function_words(language)) for language in _COLUMNS
    }
    ranked = sorted(counts, key=lambda language: -counts[language])
    clear = counts[ranked[0]] > 1.5 * counts[ranked[1]]
    return ranked[0] if clear else ""


def plainly_other(side: Side) -> str:
    """
    Say in which other language than its own a side plainly is; empty where it may be in its own.

    Running words of a language hold a quarter to a half of its function words; those of another
    hardly any. What is too short to tell may be in its own.

    >>> plainly_other(Side(["Gallia est omnis divisa in partes tres. "] * 9, "de"))
    'another language'
    """
    sample = " ".join(side.sentences[:SAMPLE])
    letters = [letter for letter in sample if letter.isalpha()]
    latin = sum("LATIN" in unicodedata.name(letter, "") for letter in letters)
    if len(letters) >= SHORTEST_SAMPLE and latin < len(letters) / 2:
        return _OTHER
    words = [word.lower() for word in tokens(sample)]
    own = function_words(side.language)
    if len(words) < 2 * SHORTEST_SAMPLE or sum(word in own for word in words) >= _FEWEST * len(
        words
    ):
        return ""
    found = guess_language(side)
    if found in ("", side.language):
        return _OTHER
    return LANGUAGES[found].name if found in LANGUAGES else f"{_OTHER} ({found})"


def function_words(language: str) -> frozenset[str]:
    """Give the function words of a language that are none in the others."""
    columns = [set[str]() for _ in _COLUMNS]
    for line in table("words.tsv")[:_FUNCTION_ROWS]:
        for column, words in zip(columns, line.split("\t"), strict=True):
            column.update(words.split())
    own = columns[_COLUMNS.index(language)]
    others = [c for name, c in zip(_COLUMNS, columns, strict=True) if name != language]
    return frozenset(own.difference(*others))


def _languages(source: Side, target: Side) -> list[Finding]:
    known = guess_language(source), guess_language(target)
    wanted = source.language, target.language
    if known == wanted or not all(known) or not {*wanted} <= {*_COLUMNS}:
        return []
    if known == wanted[::-1]:
        return [_finding("the sides are swapped", "give the files the other way round", "source")]
    if known[0] == known[1]:
        language = known[0]
        return [
            _finding(
                f"both sides are in the same language ({language})",
                "check that the second file is the translation",
                "target",
            )
        ]
    return [
        _finding(
            f"the {name} looks like {have}, not {want}", "check the file or the language", name
        )
        for name, have, want in zip(("source", "target"), known, wanted, strict=True)
        if have != want
    ]


def _sizes(source: Side, target: Side) -> list[Finding]:
    sides = (("source", source), ("target", target))
    sizes = {name: sum(map(len, side.sentences)) + 1 for name, side in sides}
    findings = []
    longer = max(sizes, key=lambda name: sizes[name])
    ratio = max(sizes.values()) / min(sizes.values())
    if ratio > LONGEST_RATIO:
        findings.append(
            _finding(
                f"the {longer} is {ratio:.0f} times as long as its counterpart",
                "check that both files hold the whole text",
                longer,
            )
        )
    for name, side in sides:
        longest = max(range(len(side.sentences)), key=lambda n: len(side.sentences[n]))
        size = len(side.sentences[longest])
        if size > LONGEST_SENTENCE:
            findings.append(
                _finding(
                    f"sentence {longest + 1} of the {name} has {size} characters",
                    "check how the text was split into sentences",
                    name,
                )
            )
    return findings


def _finding(message: str, hint: str, name: str) -> Finding:
    return Finding(Location(name), "A001", message, hint=hint, severity="warning")

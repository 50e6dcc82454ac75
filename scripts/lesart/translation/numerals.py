"""
Compare the numbers of a sentence with those of its translation.

What separates thousands, decimals, hours or the parts of a date differs between languages and is
looked through: numbers are compared by their runs of digits. A number may be written out on the
other side, as a word, the name of a month or in Roman figures; an hour may be counted by twelve,
and of a year in a range its first figures may be left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lesart.languages import LANGUAGES, LanguageRecord

_THOUSANDS = re.compile(r"(?<!\d)(\d{1,3})((?:[.,'’ \u00a0\u2009\u202f]\d{3})+)(?!\d)")
_DIGITS = re.compile(r"\d{1,30}")
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ROMAN = re.compile(r"\b(?=[IVXLC])(?:C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\b")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def changed_numbers(
    source: str, target: str, languages: tuple[str, str]
) -> tuple[list[str], list[str]]:
    """
    Give the numbers in figures that only *source* has, and those that only *target* has.

    >>> changed_numbers("1.200 Kronen am 3.10.1989", "1,200 crowns on 3 October 1998", ("de", "en"))
    (['1989'], ['1998'])
    >>> changed_numbers("Um 14.30 Uhr im 19. Jahrhundert", "2:30 in the nineteenth century",
    ...                 ("de", "en"))
    ([], [])
    """
    left, right = (LANGUAGES[code] for code in languages)
    ours, theirs = _figures(source), _figures(target)
    gone = ours - theirs - _said(target, right) if ours - theirs else set()
    come = theirs - ours - _said(source, left) if theirs - ours else set()
    if come and _has_large(source, left):
        come = set()
    if gone and _has_large(target, right):
        gone = {number for number in gone if number % 10 or number < 100}
    return _told(gone, theirs), _told(come, ours)


def _told(numbers: set[int], others: set[int]) -> list[str]:
    return [str(number) for number in sorted(numbers) if not _is_meant(number, others)]


def _is_meant(number: int, others: set[int]) -> bool:
    """Tell whether one of the *others* is the same hour, or the same year in a range."""
    hours = {number - 12} if 12 < number <= 24 else {number + 12} if number <= 12 else set()
    years = number < 100 and any(1000 < o < 3000 and o % 100 == number for o in others)
    short = 1000 < number < 3000 and number % 100 in others and any(
        o // 100 == number // 100 for o in others)  # fmt: skip
    return bool(hours & others) or years or short


def _figures(text: str) -> set[int]:
    joined = _THOUSANDS.sub(lambda one: one[1] + re.sub(r"\D", "", one[2]), text)
    return {int(run) for run in _DIGITS.findall(joined)}


def _said(text: str, language: LanguageRecord) -> set[int]:
    """Give the numbers that a text says without figures."""
    return {*_in_words(text, language), *map(_roman_value, _ROMAN.findall(text))}


def _in_words(text: str, language: LanguageRecord) -> Iterator[int]:
    months = {name.lower(): number for number, name in enumerate(language.months, 1)}
    for word in _WORDS.findall(text.lower()):
        for part in (word, *word.split("-")):
            if part in language.numerals:
                yield language.numerals[part]
            elif part in months:
                yield months[part]


def _roman_value(figures: str) -> int:
    values = [_ROMAN_VALUES[one] for one in figures]
    return sum(
        -value if at + 1 < len(values) and value < values[at + 1] else value
        for at, value in enumerate(values)
    )


def _has_large(text: str, language: LanguageRecord) -> bool:
    lower = text.lower()
    return any(part in lower for part in language.large_numerals)

"""
Turn sentences into the word keys by which two languages are compared.

A key is a folded, stemmed form: case, accents, old spellings and inflection do not count. Keys
are never shown to anybody, so a stem need not be a word. German follows CISTEM (Weissweiler and
Fraser 2017); English strips the commonest endings, French follows `french`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path

from lesart.align import french

LONGEST_SENTENCE = 4000
"""Characters of a sentence that are read for its words; its length is counted in full."""

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:-[^\W\d_]+)*|[?!;:()…]")
_VOWELLED = re.compile(r"[aeiouy]")
_GERMAN_PREFIX = re.compile(
    r"(ab|an|auf|aus|be|bei|dar|durch|ein|emp|ent|er|fort|ge|heim|her|hin|los|miss|mit|nach|nieder"
    r"|um|unter|uber|ver|voll|vor|weg|wider|wieder|zer|zu|zuruck|zusammen)(.{3,})"
)
_FOLD = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "’": "'"})


def fold(word: str) -> str:
    """
    Take away case and accents.

    >>> fold("Straße"), fold("Œil"), fold("Māra")
    ('strasse', 'oeil', 'mara')
    """
    lowered = word.lower()
    if lowered.isascii():
        return lowered
    parts = unicodedata.normalize("NFD", lowered.translate(_FOLD))
    return "".join(c for c in parts if not unicodedata.combining(c))


def tokens(sentence: str, language: str = "") -> list[str]:
    """
    List words, numbers and the stops that translators keep (`?`, `!`, `:` and the like).

    In French, what a hyphen joins is several words (dit-il, grand-père), as it is after an elision.

    >>> tokens("Am 4. Juni 1989: wozu?")
    ['Am', '4', 'Juni', '1989', ':', 'wozu', '?']
    >>> tokens("Qu’y a-t-il d’ailleurs ?", "fr")
    ['Qu', 'y', 'a', 't', 'il', 'd', 'ailleurs', '?']
    """
    read = sentence[:LONGEST_SENTENCE]
    return _TOKEN.findall(read.replace("-", " ") if language == "fr" else read)


@cache
def stem(word: str, language: str) -> str:
    """
    Give the key of *word*; a language without rules of its own is only folded.

    >>> [stem(w, "de") for w in ("Häuser", "Hauses", "gemacht", "thun")]
    ['hau', 'hau', 'mach', 'tun']
    >>> [stem(w, "en") for w in ("cities", "walked", "hoping", "went")]
    ['citi', 'walk', 'hop', 'go']
    >>> [stem(w, "fr") for w in ("glaciers", "grandes", "heureuse", "arrivée", "fîmes", "XVIe")]
    ['glaci', 'grand', 'heureu', 'arriv', 'fair', '16']
    """
    folded = fold(word)
    if not folded[0].isalpha():
        return folded.replace(",", "").replace(".", "")
    if language == "fr":
        return _stem_french(word.lower())
    folded = folded.replace("-", "")
    return _STEMMERS.get(language, _keep)(folded)


@cache
def candidates(word: str, language: str) -> tuple[tuple[str, float], ...]:
    """
    List further keys under which a dictionary may hold *word*, each with its worth (0 to 1).

    >>> candidates("verstanden", "de")
    (('versta', 1.0), ('versteh', 1.0), ('stand', 0.4), ('steh', 0.4))
    """
    found = {stem(word, language): 1.0}
    if language == "de":
        for key, worth in _german_candidates(word):
            found.setdefault(key, worth)
    return tuple(found.items())


def _keep(folded: str) -> str:
    return folded


def _stem_german(folded: str) -> str:
    word = folded.replace("th", "t").replace("ey", "ei")
    if word.startswith("ge") and len(word) >= 6:
        word = word[2:]
    return _strip_german(word)


def _strip_german(word: str) -> str:
    """Strip endings as CISTEM does: digraphs count as one letter, doubled letters stay."""
    word = word.replace("sch", "$").replace("ei", "%").replace("ie", "&")
    while len(word) > 3:
        last, doubled = word[-2:], word[-2] == word[-3]
        if len(word) > 5 and last in ("em", "er", "nd") and not doubled:
            word = word[:-2]
        elif last[1] in "tesn" and last[0] != last[1]:
            word = word[:-1]
        else:
            break
    return word.replace("$", "sch").replace("%", "ei").replace("&", "ie")


def _german_candidates(word: str) -> Iterable[tuple[str, float]]:
    folded = fold(word).replace("-", "").replace("th", "t")
    irregular = _irregular("de")
    plain = _strip_german(folded)
    yield plain, 1.0
    for form in (plain, stem(word, "de")):
        if form in irregular:
            yield irregular[form], 1.0
    match = _GERMAN_PREFIX.fullmatch(folded)
    while match:
        prefix, rest = match[1], match[2]
        inner = _strip_german(rest)
        forms = [inner]
        if inner.startswith(("ge", "zu")) and len(inner) > 4:
            forms.append(inner[2:])
        forms += [irregular[form] for form in list(forms) if form in irregular]
        yield from ((prefix + form, 1.0) for form in forms[1:])
        yield from ((form, 0.4) for form in forms)
        match = _GERMAN_PREFIX.fullmatch(rest) if len(rest) > 6 else None


def _stem_english(folded: str) -> str:
    base = _irregular("en").get(folded)
    if base:
        return base
    return _strip_english(folded)


def _strip_english(word: str) -> str:
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-3] + "y" if word.endswith("ies") else word[:-1]
    for ending in ("ing", "ed", "ly"):
        cut = word[: -len(ending)]
        if word.endswith(ending) and len(cut) > 2 and _VOWELLED.search(cut):
            word = cut
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiouls":
        word = word[:-1]
    if len(word) > 3 and word.endswith("e"):
        word = word[:-1]
    return word[:-1] + "i" if len(word) > 3 and word.endswith("y") else word


def _stem_french(word: str) -> str:
    """Give the key of a French word in lower case, whose accents tell some of its forms apart."""
    base = _irregular("fr").get(word)
    return base or french.century(word) or fold(french.strip(word))


_STEMMERS: Mapping[str, Callable[[str], str]] = {
    "de": _stem_german,
    "en": _stem_english,
}


@cache
def _irregular(language: str) -> dict[str, str]:
    """Map the stem (English and French: the form) of each irregular form to the key of its base."""
    found: dict[str, str] = {}
    for line in table(f"verbs.{language}.txt"):
        base, *forms = line.split()
        if language == "de":
            found.update(dict.fromkeys(forms, base))
        else:
            key = _strip_english(base) if language == "en" else fold(french.strip(base))
            found.update({form: key for form in (base, *forms) if form not in found})
    return found


def table(name: str) -> list[str]:
    """Read a table of the package: its lines without comments."""
    text = (Path(__file__).parent / "tables" / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]

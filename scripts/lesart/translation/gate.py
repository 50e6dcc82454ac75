"""
Look at a translation that comes in, whichever way: from an engine, a file, a memory.

One gate for every door. What cannot be the English of its source is refused: a copy, another
language, repetition, a length out of all proportion, markup. What may be right and is seldom so is
a doubt, which is named, and no unit with a doubt comes in as reviewed: numbers that changed, a
part that is still in the language of the source, characters of a program that were taken out.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from lesart.core.characters import character_name, unseen
from lesart.core.tables import line_fault
from lesart.glossary.inflections import is_translated
from lesart.translation.numerals import changed_numbers
from lesart.translation.repetition import repeated
from lesart.translation.still_source import copied, untranslated
from lesart.translation.units import NOT_TRANSLATED

PAIR = ("de", "en")
"""The languages of a translation: its source, its target."""
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9:-]*(?:\s[^<>]{0,300})?/?>|<!--|<!\[CDATA\[")
_LEFT_OUT = "\u00ad\u200b\u2060\ufeff"
_SHORTEST_JUDGED = 60
_LEAST, _MOST = 0.3, 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """
    Say what is wrong with a translation, as what follows its subject: `is a copy of its source`.

    With `refused` it cannot be taken. `language` is True where its language is wrong.
    """

    said: str
    evidence: tuple[str, ...] = ()
    refused: bool = False
    language: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """Hold the words of a translation as they can be kept, and what is wrong with them."""

    words: str
    flaws: tuple[Flaw, ...] = ()

    @property
    def refusal(self) -> Flaw | None:
        """Give the first flaw with which a translation cannot be taken."""
        return next((flaw for flaw in self.flaws if flaw.refused), None)

    @property
    def doubts(self) -> tuple[Flaw, ...]:
        """Give the flaws of which a person has to be told."""
        return tuple(flaw for flaw in self.flaws if not flaw.refused)


def examine(source: str, target: str) -> Examined:
    """
    Look at *target* as the English of a German *source*.

    Entities of HTML become their characters, and signs that only break or join lines go; both are
    told. Words of another script, emphasis and spelling are none of its business.

    >>> examine("Das Haus blieb leer.", "The house stayed empty.")
    Examined(words='The house stayed empty.', flaws=())
    >>> found = examine("Im Jahr 1989 blieb es leer.", "In 1998 it wasn&#39;t let.")
    >>> found.words, [flaw.said for flaw in found.flaws][1:]
    ("In 1998 it wasn't let.", ['has other numbers'])
    """
    words, flaws = _cleaned(source, target.strip())
    if words == NOT_TRANSLATED:
        return Examined(words=words, flaws=tuple(flaws))
    broken = _broken(words)
    flaws += [broken] if broken else _flaws(source, words)
    return Examined(words=words, flaws=tuple(flaws))


def _cleaned(source: str, target: str) -> tuple[str, list[Flaw]]:
    flaws: list[Flaw] = []
    words = target
    entities = [one for one in _ENTITY.findall(words) if html.unescape(one) != one]
    if entities and not _ENTITY.search(source):
        while (read := _ENTITY.sub(lambda one: html.unescape(one[0]), words)) != words:
            words = read
        said = "has entities of HTML, which became characters"
        flaws.append(Flaw(said=said, evidence=(f"en: {target[:120]}",)))
    signs = sorted(set(words) & set(_LEFT_OUT))
    if signs:
        words = words.translate(dict.fromkeys(map(ord, _LEFT_OUT)))
        names = ", ".join(map(character_name, signs))
        flaws.append(Flaw(said="has signs that nobody sees, which were taken out",
                          evidence=(names,)))  # fmt: skip
    words = unicodedata.normalize("NFC", words) if not line_fault(words) else words
    return words.strip(), flaws


def _broken(words: str) -> Flaw | None:
    """Say why words cannot stand on a line of a table."""
    if not words:
        return Flaw(said="is empty", refused=True)
    if "\n" in words or "\t" in words or line_fault(words):
        said = "holds line ends, tabs or control characters"
        return Flaw(said=said, evidence=(repr(words[:120]),), refused=True)
    return None


def _flaws(source: str, words: str) -> Iterator[Flaw]:
    shown = (f"de: {source[:120]}", f"en: {words[:120]}")
    if tags := set(_TAG.findall(words)) - set(_TAG.findall(source)):
        yield Flaw(said="holds markup", evidence=(" ".join(sorted(tags))[:120],), refused=True)
    known = {one.said for one in unseen(source)}
    if odd := [one.said for one in unseen(words) if one.said not in known]:
        said = "has signs that turn it round or hide in it"
        yield Flaw(said=said, evidence=(", ".join(odd)[:120],), refused=True)
    if copied(source, words):
        yield Flaw(said="is a copy of the German", evidence=shown, refused=True, language=True)
    elif not is_translated(source, words):
        yield Flaw(said="is not English", evidence=shown, refused=True, language=True)
    elif left := untranslated(source, words):
        yield Flaw(said="is in part still German", evidence=(left, *shown), language=True)
    if again := repeated(source, words):
        yield Flaw(said=f"says “{again[0][:60]}” {again[1]} times", evidence=shown,
                   refused=again[1] > 2)  # fmt: skip
    if out_of_proportion(source, words):
        ratio = len(words) / max(1, len(source))
        said = f"is {ratio:.1f} times as long as the German"
        yield Flaw(said=said, evidence=shown, refused="…" not in words)
    numbers = zip(PAIR, changed_numbers(source, words, PAIR), strict=True)
    if only := [f"only {code}: {', '.join(some)}" for code, some in numbers if some]:
        yield Flaw(said="has other numbers", evidence=(*only, *shown))


def out_of_proportion(source: str, target: str) -> bool:
    """Tell whether a translation is far longer or shorter than its source can make it."""
    ratio = len(target) / max(1, len(source))
    if len(source) >= _SHORTEST_JUDGED:
        return not _LEAST <= ratio <= _MOST
    return len(target) > _MOST * len(source) + _SHORTEST_JUDGED

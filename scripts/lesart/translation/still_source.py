"""Find what of a translation is still its source: all of it, or a part."""

from __future__ import annotations

import re

from lesart.glossary.inflections import known_share

_WORD = re.compile(r"[^\W\d_]+")
_LONG = 3


def copied(source: str, target: str) -> bool:
    """
    Tell whether *target* is its German *source* again, whatever its capitals and marks.

    Names and numbers are the same in both languages.

    >>> copied("DIE STADT SCHWEIGT", "Die Stadt schweigt."), copied("Nein.", "Nein.")
    (True, True)
    >>> copied("Prof. Anna Muster, Jena", "Prof. Anna Muster, Jena"), copied("1989", "1989")
    (False, False)
    """
    words = _words(source)
    if not words or words != _words(target):
        return False
    if source == source.upper():
        return known_share(" ".join(words), "de") > known_share(" ".join(words), "en")
    # A single word with a capital is as likely a name as a noun, but for the first of a sentence.
    lower = [word for word in _WORD.findall(source) if word.islower()]
    first = [words[0]] if source.rstrip()[-1:] in ".!?…" else []
    told = " ".join(lower or first)
    return bool(told) and known_share(told, "de") > known_share(told, "en")


def untranslated(source: str, target: str) -> str:
    """
    Give words of *source* that stand in *target* one after another and can be German alone.

    >>> untranslated("»Wer hat es gebaut?«, fragte der Wirt.", "“Who built it?” fragte der Wirt.")
    'fragte der Wirt'
    >>> untranslated("Er kaufte die Neue Zürcher Zeitung.", "He bought the Neue Zürcher Zeitung.")
    ''
    """
    held = {
        tuple(three) for three in zip(*(_words(source)[n:] for n in range(_LONG)), strict=False)
    }
    found = list(_WORD.finditer(target))
    lower = [one[0].lower() for one in found]
    for at in range(len(found) - _LONG + 1):
        if tuple(lower[at : at + _LONG]) not in held:
            continue
        end = at + _LONG
        while end < len(found) and tuple(lower[end - _LONG + 1 : end + 1]) in held:
            end += 1
        own = [one[0] for one in found[at:end] if one[0].islower()]
        if any(known_share(word, "de") and not known_share(word, "en") for word in own):
            return target[found[at].start() : found[end - 1].end()]
    return ""


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]

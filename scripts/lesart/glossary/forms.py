"""
Generate the word forms of a term: German paradigms by class of ending, English ones by rule.

The rules give too many forms rather than too few; `inflections` takes away those that belong to
another word.
"""

from __future__ import annotations

import itertools
import re

ADJECTIVE_ENDINGS = ("", "e", "en", "er", "es", "em")
_VOWEL = re.compile(r"aa|oo|au|(?<!e)u|[ao]")
_FEMININE = ("ung", "heit", "keit", "schaft", "tät", "ion", "ik", "ur", "enz", "anz", "ei", "ie")
_PARTICIPIAL = re.compile(r"(?:(?<=nd)|(?<=[bdfghklmnprst]t))(?:e|er)$")
_MOST_PHRASES = 4000

_ENGLISH_LINKS = frozenset("of for with between to from in by on under at".split())
_IRREGULAR = {
    "man": "men", "woman": "women", "child": "children", "being": "beings",
    "criterion": "criteria", "datum": "data", "analysis": "analyses", "crisis": "crises",
}  # fmt: skip
_IRREGULAR_VERBS = {
    "keep": ("keeps", "kept", "keeping"), "hold": ("holds", "held", "holding"),
    "know": ("knows", "knew", "known", "knowing"), "be": ("is", "are", "was", "were", "being"),
    "see": ("sees", "saw", "seen", "seeing"), "give": ("gives", "gave", "given", "giving"),
    "make": ("makes", "made", "making"), "take": ("takes", "took", "taken", "taking"),
    "bring": ("brings", "brought", "bringing"), "drive": ("drives", "drove", "driven", "driving"),
    "have": ("has", "had", "having"), "put": ("puts", "putting"), "set": ("sets", "setting"),
}  # fmt: skip


def german_forms(lemma: str) -> set[tuple[str, ...]]:
    """
    Give the forms of a German term, each a sequence of words.

    A capitalised last word is a noun and keeps its capital; words before it are inflected as
    adjectives in lower case; articles and particles stay as they are. A single word in lower case
    is a verb where it ends as one, else an adjective.

    >>> sorted(" ".join(form) for form in german_forms("Herde"))[:3]
    ['Herde', 'Herden', 'Herdens']
    >>> ("neuen", "Menschen") in german_forms("neuer Mensch")
    True
    """
    words = lemma.split()
    if len(words) == 1:
        return {(form,) for form in _word_forms(words[0])}
    parts = [_within_phrase(word, at == len(words) - 1) for at, word in enumerate(words)]
    product = itertools.islice(itertools.product(*map(sorted, parts)), _MOST_PHRASES)
    return set(product)


def _within_phrase(word: str, last: bool) -> set[str]:
    if word[:1].isupper() and last:
        return _noun_forms(word)
    stem = re.sub(r"(?:e|er|es|en|em)$", "", word)
    inflected = stem != word and len(stem) > 2
    if last and word.endswith(("end", "t", "ig", "isch", "lich", "bar", "är")):
        return {word + ending for ending in ADJECTIVE_ENDINGS}
    if word[:1].isupper() and not inflected:
        return _noun_forms(word)
    low = stem[:1].lower() + stem[1:]
    return {low + ending for ending in ADJECTIVE_ENDINGS[1:]} if inflected else {word}


def _word_forms(word: str) -> set[str]:
    if word[:1].isupper():
        return _noun_forms(word)
    if re.search(r"(?:en|eln|ern)$", word) and len(word) > 4:
        return _verb_forms(word)
    return _adjective_forms(word)


def _adjective_forms(word: str) -> set[str]:
    stems = {word}
    if word.endswith(("el", "er")) and len(word) > 4:
        stems.add(word[:-2] + word[-1])
    if word.endswith("e"):
        stems = {word[:-1]}
    degrees = {stem + degree for stem in stems for degree in ("", "er", "st", "est")}
    return {word} | {degree + ending for degree in degrees for ending in ADJECTIVE_ENDINGS}


def finite_forms(word: str) -> set[str]:
    """
    Give the finite forms of a weak verb, and its infinitive.

    >>> {"setze", "setzt", "setzte"} <= finite_forms("setzen")
    True
    """
    stem = re.sub(r"e?n$", "", word)
    finite = {stem + ending for ending in ("e", "st", "est", "t", "et", "te", "test", "ten", "tet")}
    return {word} | finite | {stem + "e" + ending for ending in ("te", "test", "ten", "tet")}


def _verb_forms(word: str) -> set[str]:
    stem = re.sub(r"e?n$", "", word)
    participles = {f"{ge}{stem}{t}" for ge in ("", "ge") for t in ("t", "et")} | {word + "d"}
    return finite_forms(word) | {p + ending for p in participles for ending in ADJECTIVE_ENDINGS}


def _noun_forms(word: str) -> set[str]:
    forms = {word}
    if word.isupper():
        return forms | {word + "s"}
    if _PARTICIPIAL.search(word):
        stem = _PARTICIPIAL.sub("", word)
        forms |= {stem + ending for ending in ADJECTIVE_ENDINGS[1:]}
    return forms | {stem + ending for stem, endings in _noun_classes(word) for ending in endings}


def _noun_classes(word: str) -> list[tuple[str, tuple[str, ...]]]:
    """List stems with the endings they take, by the ending of the headword."""
    if word.endswith(_FEMININE):
        return [(word, ("en", "n", "s") if word.endswith("ie") else ("en",))]
    if word.endswith("in"):
        return [(word, ("nen", "s", "e", "en"))]
    if word.endswith("nis"):
        return [(word, ("se", "ses", "sen"))]
    if word.endswith("mus"):
        return [(word[:-2], ("en",))]
    if word.endswith("us"):
        return [(word[:-2], ("en", "i")), (word, ("se", "ses", "sen"))]
    if word.endswith("um"):
        return [(word, ("s", "e")), (word[:-2], ("en", "a"))]
    if word.endswith(("a", "o")):
        return [(word, ("s",)), (word[:-1], ("en", "i"))]
    if word.endswith("e"):
        return [(word, ("n", "ns", "s"))]
    umlaut = umlauted(word)
    if word.endswith(("er", "el", "en", "chen", "lein")):
        return [(word, ("s", "n")), (umlaut, ("", "n"))]
    plain = () if umlaut != word else ("er", "ern")
    if word.endswith(("s", "ß", "x", "z")):
        return [(word, ("es", "e", "en", *plain)), (umlaut, ("e", "en", "er", "ern"))]
    return [
        (word, ("s", "es", "e", "en", *plain)),
        (umlaut, ("e", "en", "er", "ern") if umlaut != word else ()),
    ]


def umlauted(word: str) -> str:
    """
    Put the umlaut on the last back vowel.

    >>> umlauted("Datensatz"), umlauted("Haus"), umlauted("Bild")
    ('Datensätz', 'Häus', 'Bild')
    """
    found = list(_VOWEL.finditer(word.lower()))
    if not found:
        return word
    start, end = found[-1].span()
    vowel = word[start:end]
    changed = {"aa": "ä", "oo": "ö", "au": "äu", "a": "ä", "o": "ö", "u": "ü"}[vowel.lower()]
    changed = changed.capitalize() if vowel[0].isupper() else changed
    return word[:start] + changed + word[end:]


def english_forms(rendering: str) -> set[tuple[str, ...]]:
    """
    Give the forms of an English rendering: plural of its head, or the forms of a verb (`to …`).

    Spellings in -ise and -ize, -our and -or count as one, and so do hyphen and blank.

    >>> ("conceptions", "of", "the", "human", "being") in english_forms(
    ...     "conception of the human being")
    True
    >>> ("steered",) in english_forms("to steer")
    True
    """
    verb = rendering.startswith("to ")
    words = re.sub(r"^(?:to|the|an?) ", "", rendering).split()
    if not words:
        return set()
    parts = [{word} for word in words]
    if verb:
        parts[0] |= _english_verb(words[0])
    else:
        for at in _heads(words):
            parts[at] |= _english_plural(words[at])
    phrases = {tuple(phrase) for phrase in itertools.product(*map(sorted, parts))}
    spelled = {tuple(other) for phrase in phrases for other in _spellings(phrase)}
    parted = {tuple(" ".join(phrase).replace("-", " ").split()) for phrase in spelled}
    joined = {
        (*phrase[:at], f"{phrase[at]}-{phrase[at + 1]}", *phrase[at + 2 :])
        for phrase in parted
        for at in range(len(phrase) - 1)
    }
    return spelled | parted | joined


def _heads(words: list[str]) -> list[int]:
    links = [at for at, word in enumerate(words) if word in _ENGLISH_LINKS]
    end = links[0] if links and links[0] else len(words)
    joined = [at - 1 for at, word in enumerate(words[:end]) if word in ("and", "or")]
    return [at for at in (*joined, end - 1) if words[at] not in _ENGLISH_LINKS]


def _english_plural(word: str) -> set[str]:
    if word.lower() in _IRREGULAR:
        return {_IRREGULAR[word.lower()]}
    stem, _, tail = word.rpartition("-")
    prefix = f"{stem}-" if stem else ""
    if re.search(r"(?:s|x|z|ch|sh)$", tail):
        return {prefix + tail + "es"}
    if re.search(r"[^aeiou]y$", tail):
        return {prefix + tail[:-1] + "ies"}
    if tail == "person":
        return {prefix + "persons", prefix + "people"}
    if tail.endswith("man"):
        return {prefix + tail[:-3] + "men"}
    return {prefix + tail + "s"}


def _english_verb(word: str) -> set[str]:
    if word in _IRREGULAR_VERBS:
        return set(_IRREGULAR_VERBS[word])
    if word.endswith("e"):
        return {word + "s", word + "d", word[:-1] + "ing"}
    if re.search(r"[^aeiou]y$", word):
        return {word[:-1] + "ies", word[:-1] + "ied", word + "ing"}
    third = _english_plural(word)
    doubled = word + word[-1] if re.search(r"[^aeiou][aeiou][bdglmnprt]$", word) else word
    return third | {stem + ending for stem in (word, doubled) for ending in ("ed", "ing")}


def _spellings(phrase: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Give the phrase in British and in American spelling."""
    american = tuple(
        re.sub(r"our(?=s?$|al|ed$|ing$)", "or", re.sub(r"is(?=e|ing|ation|ed)", "iz", word))
        for word in phrase
    )
    british = tuple(re.sub(r"iz(?=e|ing|ation|ed)", "is", word) for word in phrase)
    return [phrase, american, british]


def in_form_of(base: str, found: str, other: str) -> str:
    """
    Give the rendering *other* in the form in which the rendering *base* stands as *found*.

    >>> in_form_of("flock", "flocks", "herd"), in_form_of("to control", "controlled", "to steer")
    ('herds', 'steered')
    >>> in_form_of("crowd order", "crowd orders", "order of the herd")
    'orders of the herd'
    """
    plain, words = _bare(base), _bare(other)
    stands = found.lower().replace("-", " ").split()
    if other.startswith("to "):
        words[0] = _as_verb(words[0], _verb_form(plain[0].lower(), stands[0]))
    elif tuple(stands) not in _singular(plain):
        at = _heads(words)[-1]
        words[at] = min(_english_plural(words[at]))
    return " ".join(words)


def _bare(rendering: str) -> list[str]:
    return re.sub(r"^(?:to|the|an?) ", "", rendering).split()


def _singular(words: list[str]) -> set[tuple[str, ...]]:
    spelled = _spellings(tuple(" ".join(words).lower().split()))
    return {tuple(" ".join(phrase).replace("-", " ").split()) for phrase in spelled}


def _verb_form(base: str, found: str) -> str:
    if found == base:
        return "base"
    if found.endswith("ing"):
        return "ing"
    return "third" if found.endswith("s") else "past"


def _as_verb(word: str, form: str) -> str:
    if form == "base":
        return word
    if word in _IRREGULAR_VERBS:
        third, *past, ing = _IRREGULAR_VERBS[word]
        return {"third": third, "ing": ing, "past": past[0] if past else word}[form]
    if form == "third":
        return min(_english_plural(word))
    short = re.fullmatch(r"[^aeiou]*[aeiou][bdglmnprt]", word)
    stem = word + word[-1] if short else word
    if form == "ing":
        return (stem[:-1] if stem.endswith("e") else stem) + "ing"
    if re.search(r"[^aeiou]y$", stem):
        return stem[:-1] + "ied"
    return stem + ("d" if stem.endswith("e") else "ed")

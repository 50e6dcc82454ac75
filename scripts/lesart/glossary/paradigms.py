"""
Know which words find one another: forms of a word, and the last parts of compounds.

The search of a site and the concordance both answer by these rows, so they answer alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lesart.glossary.dictionary_excerpt import Excerpt
from lesart.glossary.inflections import dictionary, last_part, unlisted
from lesart.model import Language

SHORTEST = 4
"""Letters; a shorter word is found as it is written alone."""


@dataclass(frozen=True, slots=True)
class Paradigm:
    """Hold the forms of one word, its headword first; `part` is the headword of its last part."""

    forms: tuple[str, ...]
    part: str = ""


@dataclass(frozen=True, slots=True)
class Paradigms:
    """Hold the paradigms of the words of an edition in one language."""

    rows: tuple[Paradigm, ...] = ()
    _heads: dict[str, Paradigm] = field(default_factory=dict, compare=False, repr=False)
    _holding: dict[str, list[Paradigm]] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Note in which rows a form stands."""
        for row in self.rows:
            self._heads[row.forms[0]] = row
            for form in row.forms:
                self._holding.setdefault(form, []).append(row)

    def related(self, word: str) -> set[str]:
        """
        Give the forms of a word and of its last parts; itself alone where nothing is known of it.

        >>> known = paradigms(["Rechtsstaats", "Häuser"], "de")
        >>> sorted(known.related("Häuser")), "Staaten" in known.related("Rechtsstaats")
        (['Haus', 'Hause', 'Hauses', 'Häuser', 'Häusern'], True)
        """
        found = {word}
        for form in {word, word.lower()}:
            for holding in self._holding.get(form, ()):
                row: Paradigm | None = holding
                while row is not None:
                    found.update(row.forms)
                    row = self._heads.get(row.part)
        return found

    def written(self) -> list[tuple[str, str]]:
        """
        Write the rows as a page holds them: endings, and the stems that take them.

        A stem is followed by the place of its last part among all rows, where it has one.

        >>> paradigms(["Diktaturen", "Republik"], "de").written()
        [(',en', 'Diktatur Republik')]
        """
        stems: defaultdict[str, list[tuple[str, Paradigm]]] = defaultdict(list)
        for row in self.rows:
            stem = _beginning(row.forms)
            stems[",".join(form[len(stem) :] for form in row.forms)].append((stem, row))
        order = [row.forms[0] for found in stems.values() for _, row in found]
        at = {head: f":{index}" for index, head in enumerate(order)}
        return [
            (endings, " ".join(f"{stem}{at.get(row.part, '')}" for stem, row in found))
            for endings, found in stems.items()
        ]


def paradigms(words: Iterable[str], language: Language, cache: Path | None = None) -> Paradigms:
    """
    Give the paradigms of *words*, but for those that have one form alone.

    A German noun has all its forms; any other word has those that stand among *words*, and its
    headword. What the dictionary says is kept in the folder *cache*.
    """
    asked = {word for word in words if len(word) >= SHORTEST}
    with dictionary(asked, cache, language) as known:
        found = _german(asked, known) if language == "de" else _english(asked, known)
        rows = tuple(found)
    parts = {row.part for row in rows}
    return Paradigms(
        tuple(row for row in rows if len(row.forms) > 1 or row.part or row.forms[0] in parts)
    )


def _english(words: Iterable[str], known: Excerpt) -> Iterator[Paradigm]:
    standing = _standing({word.lower() for word in words}, known)
    return (_paradigm(head, standing[head]) for head in sorted(standing))


def _german(words: set[str], known: Excerpt) -> Iterator[Paradigm]:
    standing = _standing(words | {word.lower() for word in words}, known)
    compounds = {compound for word in words if (compound := unlisted(word, known))}
    nouns = {head for head in standing if head[:1].isupper()} | {head for _, head in compounds}
    parts = _parts(nouns, known)
    forms = known.forms(parts)
    for head in sorted(parts):
        yield _paradigm(head, forms[head], parts[head])
    for head in sorted(standing.keys() - parts.keys()):
        yield _paradigm(head, standing[head])
    for first, head in sorted(compounds):
        # Behind a hyphen a noun keeps its capital.
        whole = {first + (form if first.endswith("-") else form.lower())
                 for form in (head, *forms[head])}  # fmt: skip
        yield _paradigm(first + (head if first.endswith("-") else head.lower()), whole, head)


def _standing(forms: Iterable[str], known: Excerpt) -> Mapping[str, set[str]]:
    """Give the headwords of *forms*, each with its forms among them."""
    standing: defaultdict[str, set[str]] = defaultdict(set)
    for form in forms:
        if head := known.headword(form):
            standing[head].add(form)
    return standing


def _parts(nouns: Iterable[str], known: Excerpt) -> dict[str, str]:
    """Give the last part of each noun, and that of each last part; empty where there is none."""
    parts: dict[str, str] = {}
    waiting = list(nouns)
    while waiting:
        noun = waiting.pop()
        if noun not in parts:
            parts[noun] = last_part(noun, known) or ""
            waiting += [parts[noun]] if parts[noun] else []
    return parts


def _beginning(forms: Sequence[str]) -> str:
    """Give the letters with which all *forms* begin."""
    first, last = min(forms), max(forms)
    shared = (at for at, letter in enumerate(first) if letter != last[at : at + 1])
    return first[: next(shared, len(first))]


def _paradigm(head: str, forms: Iterable[str], part: str = "") -> Paradigm:
    return Paradigm((head, *sorted({*forms} - {head})), part)

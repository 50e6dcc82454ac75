"""
Put the place of a citation into words: “para. 3, sentence 4”, “pars. 3–5”, “Abs. 3, Satz 4”.

`cite.js` of the face does the same on the page, from the same words; a browser test compares both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lesart.core.references import dom_id, note_dom_id, series_of

Words = Mapping[str, str]
_ENGLISH = {
    "para": "para.", "paras": "paras.", "sentence": "sentence", "sentences": "sentences",
    "to": "to", "title": "title", "lead": "standfirst", "author": "author line", "note": "note",
    "h": "heading", "fn": "footnote",
}  # fmt: skip
WORDS: Mapping[str, Words] = {
    "chicago": _ENGLISH,
    "mla": {**_ENGLISH, "para": "par.", "paras": "pars."},
    "apa": {**_ENGLISH, "sentence": "Sentence", "sentences": "Sentences", "note": "Note",
            "h": "Heading", "fn": "Footnote"},
    "de": {
        "para": "Abs.", "paras": "Abs.", "sentence": "Satz", "sentences": "Satz", "to": "bis",
        "title": "Titel", "lead": "Vorspann", "author": "Autorenzeile", "note": "Anm.",
        "h": "Überschrift", "fn": "Fußnote",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CitedPlace:
    """
    Name what is cited in one text: the whole where `first` and `note` are empty.

    `speaker` is the id of the one who speaks throughout a place in an interview. `version` is that
    of the text if it was released: only then can an address ask for it.
    """

    text: str
    first: str = ""
    last: str = ""
    note: str = ""
    speaker: str = ""
    version: str = ""

    @property
    def fragment(self) -> str:
        """Give the place as it stands behind the # of an address; nothing for a whole text."""
        if self.note:
            return note_dom_id(self.note)
        ends = dict.fromkeys(dom_id(end) for end in (self.first, self.last) if end)
        return "-".join(ends)

    @property
    def key(self) -> str:
        """Give the key of the place in files of reference managers."""
        ends = dict.fromkeys(end for end in (self.first, self.last) if end)
        return "-".join([self.text, *([f"n{self.note}"] if self.note else ends)])


def locate(place: CitedPlace, words: Words, speaker: str = "") -> str:
    """
    Write a place in the words of a style; *speaker* is the name of the one who speaks there.

    >>> locate(CitedPlace("heilmann", "3.4", "3.6"), WORDS["chicago"])
    'para. 3, sentences 4–6'
    >>> locate(CitedPlace("heilmann", "4", "4"), WORDS["de"], "Sebastian Heilmann")
    'Abs. 4 [Sebastian Heilmann]'
    >>> locate(CitedPlace("heilmann", "fn3", "fn3"), WORDS["de"])
    'Fußnote 3'
    """
    if place.note:
        return f"{words['note']} {place.note}"
    if not place.first:
        return ""
    (p1, s1), (p2, s2) = _split(place.first), _split(place.last)
    numbered = p1[0].isdigit() and p2[0].isdigit()
    if place.first == place.last:
        said = _one(p1, s1, words)
    elif numbered and not s1 and not s2:
        said = f"{words['paras']} {p1}–{p2}"
    elif p1 == p2:
        said = f"{_one(p1, '', words)}, {words['sentences']} {s1}–{s2}"
    else:
        comma = "," if s1 else ""
        said = f"{_one(p1, s1, words)}{comma} {words['to']} {_one(p2, s2, words)}"
    return f"{said} [{speaker}]" if speaker else said


def _split(id_: str) -> tuple[str, str]:
    paragraph, _, sentence = id_.partition(".")
    return paragraph, sentence


def _one(paragraph: str, sentence: str, words: Words) -> str:
    series = series_of(paragraph)
    said = f"{words[series or 'para']} {paragraph.removeprefix(series)}".rstrip()
    return f"{said}, {words['sentence']} {sentence}" if sentence else said

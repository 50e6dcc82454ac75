"""
Declare the data of a printed book: what the template reads, as it stands in JSON.

Words go into it as they are, and nothing in it is markup. `label` names an element, `to` leads to
such a name.
"""

from __future__ import annotations

from typing import NotRequired, TypedDict

from lesart.model import Language


class Styled(TypedDict):
    """Hold words that are styled alike, the outermost style first."""

    t: str
    k: list[str]


class Run(TypedDict, total=False):
    """
    Hold words that are set alike and lead to the same place.

    `t` are the words, shown as they are and never parsed. `to` is a place in the book and `url` an
    address that they link with; `term` says that they stand for a term of the glossary, `ix` under
    what this place stands in the index, `em` that they are stressed, `zh` that they are Chinese,
    `ed` that they are emended, with the entry of the apparatus. `st` cuts words that the original
    sets apart, each with its styles. A run with `fn` calls a note of the editors, one with `own` a
    note of the author, to which it leads and which leads back to its `label`.
    """

    t: str
    to: str
    url: str
    term: str
    ix: list[str]
    em: bool
    zh: bool
    ed: str
    fn: str
    own: bool
    label: str
    st: list[Styled]


class Sides(TypedDict):
    """Say something in both languages."""

    de: str
    en: str


class Sentence(TypedDict):
    """
    Hold a sentence: its runs `r`, the names `a` of its place, the ids it covers, its number `s`.

    What stands for a lacuna covers nothing; `incipit` are first words in the place of all. A line
    of verse is set in by `indent` steps.
    """

    ids: NotRequired[list[str]]
    a: list[str]
    r: list[Run]
    s: NotRequired[str]
    incipit: NotRequired[bool]
    indent: NotRequired[int]


class Number(TypedDict, total=False):
    """Number a note `n`; it is called on `sides` and stands on `side`."""

    n: str
    sides: list[Language]
    side: Language


class Quoted(TypedDict, total=False):
    """Hold the words that a note is about."""

    de: str
    en: str


class Note(Number, Quoted):
    """Hold a note; one that is not called has no number, one of a withheld text no words."""

    label: str
    at: str
    to: str
    body: list[list[Run]]
    sources: list[Run]


class Voice(TypedDict, total=False):
    """Name who speaks."""

    speaker: Sides


class Shape(TypedDict, total=False):
    """
    Say how a row is set: a heading by its `depth`, an item with or without a `sign` of its own.

    A note of the author shows `shown` for its id, and leads back `to` where it is called.
    """

    depth: int
    sign: bool
    shown: str
    to: str


class Row(Voice, Shape):
    """Hold a row; `cuts` are how many sentences of each side stand before a place to part them."""

    id: str
    label: str
    role: str
    url: str
    question: bool
    de: list[Sentence]
    en: list[Sentence]
    cuts: list[list[int]]
    notes: dict[str, Note]


class Entry(TypedDict):
    """Hold an entry of the apparatus; of a text that is withheld, without words."""

    label: str
    kind: str
    at: str
    to: str
    reason: list[Run]
    first: int
    last: int
    reading: NotRequired[str]
    emended: NotRequired[str]


class Text(TypedDict):
    """Hold a text with its notes: those called in a row, those behind the title, the others."""

    id: str
    label: str
    de: str
    en: str
    kind: str
    by: list[str]
    names: list[str]
    published: list[Run]
    facts: list[str]
    notices: list[str]
    calls: list[Run]
    textual: dict[Language, list[list[Run]]]
    rows: list[Row]
    called: dict[str, Note]
    uncalled: list[Note]
    apparatus: list[Entry]
    siglum: str


class Headword(TypedDict):
    """Name a further headword of an entry of the glossary."""

    lemma: str
    grammar: str


class Admitted(TypedDict):
    """Name a rendering that is admitted, and why."""

    t: str
    reason: str


class Places(TypedDict):
    """List the paragraphs of a text in which a term stands."""

    text: str
    refs: list[Run]


class Term(TypedDict):
    """Hold an entry of the glossary."""

    label: str
    lemma: str
    grammar: str
    also: list[Headword]
    zh: str
    pinyin: str
    preferred: list[str]
    admitted: list[Admitted]
    rejected: list[str]
    de: list[list[Run]]
    en: list[list[Run]]
    related: list[Run]
    source: str
    places: list[Places]


class Indexed(TypedDict):
    """Hold an entry of the index, whose places are found by `key`; `kind` is de, en or name."""

    key: str
    kind: str
    t: str
    see: NotRequired[str]
    de: NotRequired[str]
    about: NotRequired[str]


class Correction(TypedDict):
    """Hold a correction, with the notes in which it is told and its places."""

    n: str
    title: str
    body: list[Run]
    told: list[Run]
    places: list[Run]


class Work(TypedDict):
    """Hold an entry of the bibliography."""

    label: str
    r: list[Run]


class Statement(TypedDict):
    """Hold a line of the colophon: a name, and paragraphs of runs."""

    name: str
    said: list[list[Run]]


class Meta(TypedDict):
    """Say of the file what programs ask."""

    title: str
    authors: list[str]
    keywords: list[str]
    description: str


class Titled(TypedDict):
    """Name a text on the title page of a book of several."""

    by: str
    de: str
    en: str


class Cover(TypedDict):
    """Hold the title page."""

    de: str
    en: str
    by: list[str]
    within: str
    works: list[Titled]
    date: str
    private: str


class Book(TypedDict):
    """Hold a whole book."""

    layout: str
    sides: list[Language]
    meta: Meta
    cover: Cover
    texts: list[Text]
    corrections: list[Correction]
    glossary: list[Term]
    bibliography: list[Work]
    index: list[Indexed]
    colophon: list[Statement]

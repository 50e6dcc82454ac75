"""What a citation style makes of a work: runs of words, as a page or a print shows them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """Hold words that are set alike; `href` is the address they lead to, empty for none."""

    words: str
    emphasis: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class FormattedWork:
    """
    Hold a work of the bibliography in the edition's style.

    `label` names it in running text, without brackets (“Foucault 2007”); `entry` is its entry in
    the bibliography, and `rank` the place of that entry in the order of the style, from 0.
    """

    key: str
    label: tuple[Run, ...]
    entry: tuple[Run, ...]
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Mention:
    """
    Point at a place where a work is cited.

    `kind` says in what; `text` is the id of the text, empty for the glossary and the corrections;
    `name` is the id of the note or term, or the number of the correction.
    """

    key: str
    kind: str
    text: str
    name: str
    path: str
    line: int = 0

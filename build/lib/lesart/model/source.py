"""From witness to segments: recipe, paragraphs, ledger, translation units."""

from __future__ import annotations

from dataclasses import dataclass

from lesart.model.base import Join, JoinRule, Role, Strict, StyleKind, UnitState
from lesart.model.notes import KeptReading


@dataclass(frozen=True, slots=True)
class Block:
    """
    Give one run of raw lines its place in the reading text.

    `first` and `last` are 1-based raw lines, both included, and 0 for a lacuna, which has none.
    `label` is a speaker's label that stands before the words of a turn and is not part of them;
    `level` is that of a heading.
    """

    role: Role
    id: str = ""
    first: int = 0
    last: int = 0
    speaker: str = ""
    label: str = ""
    continues: bool = False
    reason: str = ""
    line: int = 0
    level: int = 0


@dataclass(frozen=True, slots=True)
class JoinException(Strict):
    """Decide the end of raw line `line` otherwise than the rule of the recipe does."""

    line: int
    join: Join
    reason: str


@dataclass(frozen=True, slots=True)
class Emendation:
    """
    Correct one fault of transmission: `reading` → `emended`.

    `line` is the raw line on which `reading` begins; `at` the line of the recipe that says so.
    """

    line: int
    reading: str
    emended: str
    reason: str
    at: int = 0


@dataclass(frozen=True, slots=True)
class Recipe:
    """Hold the steps from a witness to the reading text, in reading order."""

    witness: str
    rule: JoinRule
    exceptions: tuple[JoinException, ...]
    blocks: tuple[Block, ...]
    emendations: tuple[Emendation, ...]
    kept: tuple[KeptReading, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """Point at emended words: characters `start` to `end` (exclusive) of a paragraph or segment."""

    start: int
    end: int
    emendation: Emendation


@dataclass(frozen=True, slots=True)
class Style:
    """
    Set words of the original apart: characters `start` to `end` (exclusive) of a segment.

    A style stands beside the words, never in them: no id, length or digest depends on it.
    """

    start: int
    end: int
    kind: StyleKind


@dataclass(frozen=True, slots=True)
class AuthorCall:
    """
    Call a note of the author's own (a paragraph of the role `note`) at character `at`.

    `note` is the id of that paragraph. The call's sign is not part of the words.
    """

    at: int
    note: str


@dataclass(frozen=True, slots=True)
class StoredMark:
    """
    Hold one line of `marks.tsv`: a style, an indent or a call, with the words it stands on.

    `kind` is that of a style, `call` or `indent`; `value` the note that is called, or the steps of
    the indent. A call stands at `end`, behind `words`.
    """

    segment: str
    start: int
    end: int
    kind: str
    value: str
    words: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Misfit:
    """Name a line of a file beside the text that does not fit it, and say why."""

    path: str
    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class VerseLine:
    """Begin a line of verse at character `start` of its paragraph, set in by `indent` steps."""

    start: int
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """
    Hold one numbered unit of the reading text, before it is cut into segments.

    `level` is that of a heading, 1 for the highest below the title, and 0 for all else. `lines`
    are those of verse, each a segment.
    """

    id: str
    role: Role
    text: str
    speaker: str = ""
    marks: tuple[Mark, ...] = ()
    level: int = 0
    lines: tuple[VerseLine, ...] = ()
    styles: tuple[Style, ...] = ()
    calls: tuple[AuthorCall, ...] = ()


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """
    Keep what is known for ever of a segment: one line of `segments.tsv`.

    `digest` hashes the exact wording, `wording` the wording without spelling and punctuation
    (see `ledger.wording_digest`); `incipit` holds its first words, and `since` the edition
    version since which it stands.
    """

    id: str
    length: int
    digest: str
    wording: str
    since: str
    incipit: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Segment:
    """
    Hold one sentence of the original; `text` is None where the original is not at hand.

    `id` is the segment id without the text id: `3.4`, `lead.1`, `title`. In verse a segment is a
    line, and `indent` says by how many steps it is set in. `styles` and `calls` are empty where
    the original is not at hand.
    """

    id: str
    text: str | None
    incipit: str
    marks: tuple[Mark, ...] = ()
    styles: tuple[Style, ...] = ()
    calls: tuple[AuthorCall, ...] = ()
    indent: int = 0


@dataclass(frozen=True, slots=True)
class UnitLock:
    """
    Remember from which source wording a unit was translated, and who answers for it.

    `state` is `draft` (nobody has read it), `aligned` (somebody's translation, brought to its
    source by the aligner with `confidence`, 0 to 1) or `reviewed` (read against the source).

    Where no person began the unit, `origin` names what did (an engine, or `memory:siemons:3.4`),
    `date` is the ISO date on which it did, and `made` hashes the words it gave (see
    `ledger.digest`): a unit whose words are others has been edited by a person. Of a reviewed unit,
    `read` hashes the words that were read: others have not been reviewed.
    """

    ids: str
    digest: str
    wording: str
    state: UnitState
    line: int = 0
    confidence: float = 1.0
    origin: str = ""
    date: str = ""
    made: str = ""
    read: str = ""


@dataclass(frozen=True, slots=True)
class TranslationUnit:
    """
    Hold the English of one segment, or of a range where the translation joins sentences.

    `ids` is written as in `en.tsv` (`3.4` or `3.2-3.3`); `segments` lists every id it covers.
    `confidence` is how sure the aligner was of the unit, 1 where a person set it; `origin` and
    `date` are those of its lock.
    """

    ids: str
    segments: tuple[str, ...]
    text: str
    state: UnitState = "draft"
    line: int = 0
    confidence: float = 1.0
    origin: str = ""
    date: str = ""

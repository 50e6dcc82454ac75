"""
Declare every type of the edition: plain frozen records without behaviour.

The words are those of `docs/architecture.md`. Lines are 1-based raw lines of a witness; offsets
and lengths count characters (Unicode code points), never bytes.
"""

from lesart.model.base import (
    NAMED_ROLES,
    Audience,
    Bilingual,
    Join,
    JoinRule,
    Language,
    Role,
    Strict,
    UnitState,
)
from lesart.model.bibliography import (
    EditionRecord,
    Person,
    Publication,
    Record,
    Speaker,
    Title,
    Witness,
)
from lesart.model.citing import FormattedWork, Mention, Run
from lesart.model.exchange import Incoming, Outgoing
from lesart.model.glossary import (
    ChineseTerm,
    English,
    Headword,
    Occurrence,
    Overruling,
    Rendering,
    RenderingCount,
    Term,
    Waiver,
)
from lesart.model.names import Name, NameKind, NamePlaces
from lesart.model.note_kinds import NOTE_KINDS, NoteKind
from lesart.model.notes import (
    ApparatusEntry,
    Correction,
    EntryKind,
    Kept,
    Note,
    NoteSource,
    Work,
)
from lesart.model.release import Citable, CitableKind, History, Release, Revision, Signpost
from lesart.model.rights import Held, Permission, Rights, Use
from lesart.model.source import (
    Block,
    Emendation,
    JoinException,
    LedgerEntry,
    Mark,
    Paragraph,
    Recipe,
    Segment,
    TranslationUnit,
    UnitLock,
)
from lesart.model.statements import Statement, near, parse_statement, statements
from lesart.model.text import Edition, HeldFor, Place, Row, Sources, Text

__all__ = [
    "NAMED_ROLES",
    "NOTE_KINDS",
    "ApparatusEntry",
    "Audience",
    "Bilingual",
    "Block",
    "ChineseTerm",
    "Citable",
    "CitableKind",
    "Correction",
    "Edition",
    "EditionRecord",
    "Emendation",
    "English",
    "EntryKind",
    "FormattedWork",
    "Headword",
    "Held",
    "HeldFor",
    "History",
    "Incoming",
    "Join",
    "JoinException",
    "JoinRule",
    "Kept",
    "Language",
    "LedgerEntry",
    "Mark",
    "Mention",
    "Name",
    "NameKind",
    "NamePlaces",
    "Note",
    "NoteKind",
    "NoteSource",
    "Occurrence",
    "Outgoing",
    "Overruling",
    "Paragraph",
    "Permission",
    "Person",
    "Place",
    "Publication",
    "Recipe",
    "Record",
    "Release",
    "Rendering",
    "RenderingCount",
    "Revision",
    "Rights",
    "Role",
    "Row",
    "Run",
    "Segment",
    "Signpost",
    "Sources",
    "Speaker",
    "Statement",
    "Strict",
    "Term",
    "Text",
    "Title",
    "TranslationUnit",
    "UnitLock",
    "UnitState",
    "Use",
    "Waiver",
    "Witness",
    "Work",
    "near",
    "parse_statement",
    "statements",
]

"""
Declare every type of the edition: plain frozen records without behaviour.

The words are those of `docs/architecture.md`. Lines are 1-based raw lines of a witness; offsets
and lengths count characters (Unicode code points), never bytes.
"""

from lesart.model.base import (
    NAMED_ROLES,
    Audience,
    Join,
    JoinRule,
    Language,
    Role,
    Strict,
    UnitState,
)
from lesart.model.bibliography import (
    Bilingual,
    EditionRecord,
    Person,
    Publication,
    Record,
    Rights,
    Speaker,
    Witness,
)
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
from lesart.model.text import Edition, Place, Row, Sources, Text

__all__ = [
    "NAMED_ROLES",
    "Audience",
    "Bilingual",
    "Block",
    "ChineseTerm",
    "Edition",
    "EditionRecord",
    "Emendation",
    "English",
    "Headword",
    "Incoming",
    "Join",
    "JoinException",
    "JoinRule",
    "Language",
    "LedgerEntry",
    "Mark",
    "Occurrence",
    "Outgoing",
    "Overruling",
    "Paragraph",
    "Person",
    "Place",
    "Publication",
    "Recipe",
    "Record",
    "Rendering",
    "RenderingCount",
    "Rights",
    "Role",
    "Row",
    "Segment",
    "Sources",
    "Speaker",
    "Strict",
    "Term",
    "Text",
    "TranslationUnit",
    "UnitLock",
    "UnitState",
    "Waiver",
    "Witness",
]

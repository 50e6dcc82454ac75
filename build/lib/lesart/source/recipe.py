"""Read a recipe: the steps from the raw lines of a witness to the reading text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from lesart.core import references
from lesart.core.findings import EditionError, Finding, Location
from lesart.core.records import Document, convert, read_yaml
from lesart.model import (
    NAMED_ROLES,
    Block,
    Emendation,
    JoinException,
    JoinRule,
    KeptReading,
    Recipe,
    Record,
    Role,
    Strict,
)

_DEEPEST = 6
_LINES = re.compile(r"([1-9][0-9]{0,8})(?:-([1-9][0-9]{0,8}))?")


@dataclass(frozen=True, slots=True)
class _BlockEntry(Strict):
    """
    Give a run of raw lines (12 or 12-18) its place in the reading text.

    A lacuna has no lines, and a reason. `label` is a speaker's label before the words of a turn;
    `continues` goes on with a paragraph of this id. `level` is that of a heading, 1 without it. The
    raw lines of verse are its lines.
    """

    role: Role
    lines: str = ""
    id: str = ""
    speaker: str = ""
    label: str = ""
    continues: bool = False
    reason: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class _EmendationEntry(Strict):
    """Correct a fault of transmission on a raw line, for a reason."""

    line: int
    reading: str
    emended: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Joins(Strict):
    """Say how raw lines join, and where they do otherwise."""

    rule: JoinRule
    exceptions: tuple[JoinException, ...] = ()


@dataclass(frozen=True, slots=True)
class RecipeFile(Strict):
    """Lead from a witness to the reading text: `recipe.yml`."""

    witness: str
    joins: _Joins
    blocks: tuple[_BlockEntry, ...]
    emendations: tuple[_EmendationEntry, ...] = ()
    kept: tuple[KeptReading, ...] = ()


def parse_recipe(data: bytes, path: str, record: Record) -> Recipe:
    """
    Read a recipe file for the text of *record*.

    What can be told without the witness is checked: the schema, line ranges that overlap, ids
    given twice or out of form, roles without what they need, unknown speakers and witnesses,
    emendations outside any block. Raises EditionError with every fault and its line.
    """
    document = read_yaml(data, path)
    entries = convert(document, RecipeFile)
    recipe = Recipe(
        witness=entries.witness,
        rule=entries.joins.rule,
        exceptions=entries.joins.exceptions,
        blocks=tuple(_block(entry, n, document) for n, entry in enumerate(entries.blocks)),
        emendations=tuple(
            Emendation(e.line, e.reading, e.emended, e.reason, document.line(("emendations", n)))
            for n, e in enumerate(entries.emendations)
        ),
        kept=entries.kept,
    )
    findings = [*_check_blocks(recipe, record, path), *_check_changes(recipe, document)]
    if recipe.witness not in {witness.siglum for witness in record.witnesses}:
        known = ", ".join(witness.siglum for witness in record.witnesses) or "none"
        findings.append(
            Finding(
                Location(path, document.line(("witness",))),
                "R101",
                f"no witness “{recipe.witness}” in text.yml",
                hint=f"witnesses there: {known}",
            )
        )
    if findings:
        raise EditionError(findings)
    return recipe


def _block(entry: _BlockEntry, number: int, document: Document) -> Block:
    line = document.line(("blocks", number))
    first = last = 0
    if entry.lines:
        found = _LINES.fullmatch(entry.lines)
        if not found:
            raise EditionError(
                Finding(
                    Location(document.path, document.line(("blocks", number, "lines"))),
                    "R102",
                    f"“{entry.lines}” is not a range of raw lines",
                    hint="write 12 or 12-18",
                )
            )
        first, last = int(found[1]), int(found[2] or found[1])
    id_ = entry.id or (entry.role if entry.role in NAMED_ROLES else "")
    return Block(
        entry.role,
        id_,
        first,
        last,
        entry.speaker,
        entry.label,
        entry.continues,
        entry.reason,
        line,
        entry.level or int(entry.role == "heading"),
    )


def _check_blocks(recipe: Recipe, record: Record, path: str) -> Iterator[Finding]:
    begun: dict[str, Block] = {}
    for block in recipe.blocks:
        where = Location(path, block.line)
        faults = list(_shape_faults(block))
        if block.role != "omit":
            faults += [*_id_faults(block, begun), *_speaker_faults(block, record)]
        for message, hint in faults:
            yield Finding(where, "R103", message, hint=hint)
        if block.id:
            begun.setdefault(block.id, block)
    taken = sorted((block for block in recipe.blocks if block.first), key=lambda b: b.first)
    for before, after in pairwise(taken):
        if after.first <= before.last:
            yield Finding(
                Location(path, after.line),
                "R104",
                f"raw lines {after.first}-{min(before.last, after.last)} are used twice",
                hint=f"they stand in the block at line {before.line} too",
            )


def _shape_faults(block: Block) -> Iterator[tuple[str, str]]:
    if block.role == "lacuna":
        if block.first:
            yield "a lacuna has no raw lines", "take “lines” out"
    elif not block.first:
        yield "the block has no raw lines", "add “lines: FIRST-LAST”"
    elif block.last < block.first:
        yield f"the range {block.first}-{block.last} is reversed", ""
    if block.level and (block.role != "heading" or not 0 < block.level <= _DEEPEST):
        yield f"the level {block.level} is not that of a heading", "1 to 6, at a heading alone"
    if block.role in ("omit", "lacuna") and not block.reason:
        yield f"the role {block.role} needs a reason", "add “reason: …”"


def _id_faults(block: Block, begun: dict[str, Block]) -> Iterator[tuple[str, str]]:
    if not references.is_paragraph(block.id):
        yield f"“{block.id}” is not a paragraph id", "a number such as 3 or 3a, or a name"
    if references.is_paragraph(block.id) and not _fits(block):
        yield f"the id “{block.id}” does not fit the role {block.role}", ""
    if block.continues and block.id not in begun:
        yield f"no earlier block has the id {block.id}", "“continues” goes on with a paragraph"
    if block.id in begun and not block.continues:
        yield f"the id {block.id} is given twice", "add “continues: true” if it goes on"


def _fits(block: Block) -> bool:
    if block.role in NAMED_ROLES or block.id in references.NAMES:
        return (block.id in references.NAMES) == (block.role in NAMED_ROLES)
    own = references.SERIES.get(block.role, "")
    return block.role == "lacuna" or references.series_of(block.id) == own


def _speaker_faults(block: Block, record: Record) -> Iterator[tuple[str, str]]:
    if block.role == "turn" and not block.speaker and not block.continues:
        yield "a turn needs a speaker", "add “speaker: …”"
    if block.speaker and block.speaker not in record.speakers:
        known = ", ".join(record.speakers) or "none"
        yield f"no speaker “{block.speaker}” in text.yml", f"speakers there: {known}"


def _check_changes(recipe: Recipe, document: Document) -> Iterator[Finding]:
    used = [(b.first, b.last) for b in recipe.blocks if b.first and b.role != "omit"]
    for emendation in recipe.emendations:
        where = Location(document.path, emendation.at)
        if not any(first <= emendation.line <= last for first, last in used):
            yield Finding(where, "R105", f"raw line {emendation.line} is in no block that is read")
        if not emendation.reading or emendation.reading == emendation.emended:
            yield Finding(where, "R106", "the reading is empty or is not changed")
        if not emendation.reason.strip():
            yield Finding(where, "R107", "an emendation needs a reason")
    seen: set[int] = set()
    for number, exception in enumerate(recipe.exceptions):
        where = Location(document.path, document.line(("joins", "exceptions", number)))
        if exception.line in seen:
            yield Finding(where, "R108", f"line {exception.line} has two exceptions")
        if exception.join == "break":
            yield Finding(where, "R109", "a break is a block of its own", hint="split the block")
        seen.add(exception.line)
    ids = {block.id for block in recipe.blocks}
    for number, kept in enumerate(recipe.kept):
        where = Location(document.path, document.line(("kept", number)))
        if not references.is_segment(kept.at) or references.paragraph_of(kept.at) not in ids:
            yield Finding(where, "R117", f"“{kept.at[:60]}” is no sentence of the text")
        if not kept.reading or not kept.reason.strip():
            yield Finding(where, "R118", "a reading that is kept needs its words and a reason")

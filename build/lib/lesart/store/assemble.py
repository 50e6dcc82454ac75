"""Bring what was read of a text together, row by row, as its audience may see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from lesart.annotation.history import make_history, withhold
from lesart.annotation.releases import citables
from lesart.core import references
from lesart.glossary.name_places import Naming, find_named_in_english, find_named_in_notes
from lesart.glossary.terminology import Terminology, count_renderings, find_renderings
from lesart.model import (
    Audience,
    Held,
    HeldFor,
    History,
    NamePlaces,
    RenderingCount,
    Row,
    Segment,
    Sources,
    Text,
    TranslationUnit,
    Use,
)
from lesart.source.apparatus import recipe_apparatus

DRAFTS = "its translation holds drafts that nobody has reviewed"


def held_for(
    sources: Sources, audience: Audience, allow_drafts: bool, use: Use = ""
) -> tuple[HeldFor, Held]:
    """
    Tell what *audience* may not see of a text, and why: its rights, or drafts not reviewed.

    The first value is empty where a side may be seen. A private copy holds everything;
    *allow_drafts* opens a public one to drafts, never to rights. *use* is that of the edition.
    """
    if audience == "private":
        return "", Held()
    held = sources.record.rights.held(use)
    if held.both:
        return "rights", held
    drafts = any(unit.state == "draft" for unit in sources.units if unit.segments)
    if drafts and not allow_drafts and not held.translation:
        return "drafts", Held(held.original or DRAFTS, DRAFTS)
    return "", held


def assemble(
    sources: Sources,
    audience: Audience,
    number: int = 0,
    total: int = 0,
    terminology: Terminology | None = None,
    allow_drafts: bool = False,
    naming: Naming | None = None,
    use: Use = "",
) -> Text:
    """
    Make the text that *audience* may see, with the places of terms and of names.

    Of a side that it may not see, every id stays and no word does. A unit stands in the row of
    its first segment; units of unknown ids stand nowhere, and `check` reports them.
    """
    reason, held = held_for(sources, audience, allow_drafts, use)
    segments: dict[str, list[Segment]] = {}
    for segment in _segments(sources):
        bare = _without_words(segment) if held.original else segment
        segments.setdefault(references.paragraph_of(segment.id), []).append(bare)
    units: dict[str, list[TranslationUnit]] = {}
    for unit in () if held.translation else sources.units:
        if unit.segments:
            units.setdefault(references.paragraph_of(unit.segments[0]), []).append(unit)
    rows = tuple(
        Row(
            place.id,
            place.role,
            place.speaker,
            tuple(segments.get(place.id, ())),
            tuple(units.get(place.id, ())),
            place.level,
        )
        for place in sources.places
    )
    present = sources.segments is not None and not held.original
    state: Literal["present", "missing"] = "present" if present else "missing"
    text = Text(
        sources.record,
        rows,
        state,
        reason,
        held,
        number,
        total,
        notes=sources.notes,
        apparatus=recipe_apparatus(sources.recipe, sources.segments),
        textual=sources.textual,
        history=_history(sources, held, use),
        named=_named(sources, naming, held) if naming else NamePlaces(),
    )
    return _with_terms(text, sources, terminology) if terminology else text


def _without_words(segment: Segment) -> Segment:
    """Keep of a segment what may be seen without its words: its id, and the indent of verse."""
    return Segment(segment.id, None, "", indent=segment.indent)


def _history(sources: Sources, held: Held, use: Use) -> History:
    if not sources.releases and not sources.signposts:
        return History()
    today = citables(sources, not sources.record.rights.held(use).original)
    version = sources.record.version
    history = make_history(sources.releases, today, version, sources.signposts)
    return withhold(history) if held.any else history


def _named(sources: Sources, naming: Naming, held: Held) -> NamePlaces:
    return NamePlaces(
        tuple(one for one in sources.named if one.term in naming.names),
        () if held.translation else tuple(find_named_in_english(naming, sources)),
        tuple(find_named_in_notes(naming, sources.notes)),
    )


def _with_terms(text: Text, sources: Sources, terminology: Terminology) -> Text:
    known = terminology.terms
    occurrences = tuple(one for one in sources.occurrences if one.term in known)
    visible = replace(
        sources, occurrences=occurrences, units=() if text.held.translation else sources.units
    )
    return replace(
        text,
        occurrences=occurrences,
        renderings=tuple(find_renderings(terminology, visible)),
        rendered=tuple(
            RenderingCount(term, rendering, units)
            for term, counts in count_renderings(terminology, visible).items()
            for rendering, units in counts.items()
        ),
        terms=tuple(known[id_] for id_ in sorted({one.term for one in occurrences})),
    )


def _segments(sources: Sources) -> Sequence[Segment]:
    if sources.segments is not None:
        return sources.segments
    return [Segment(entry.id, None, entry.incipit) for entry in sources.ledger]

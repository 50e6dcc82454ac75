"""Compose what citing needs: find the place that is meant, and write its citation."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lesart import pipeline, store
from lesart.citing import (
    STYLES,
    WORDS,
    Citation,
    CitedPlace,
    Format,
    Side,
    StyleName,
    fill,
    locate,
    place_item,
    templates,
    write_item,
    written_access,
)
from lesart.citing.styles import Templates
from lesart.diagnostics import EditionError, Finding, Location
from lesart.model import EditionRecord, Record, Sources
from lesart.pipeline import Settings
from lesart.references import expand, paragraph_of, parse_reference

_NOTE = re.compile(r"(?:note:(?P<of>[^/]+)/|(?P<text>[^:]+):n)(?P<note>[\w.]+)")


@dataclass(frozen=True, slots=True)
class Request:
    """Say how a place is to be cited; *site* is the address of the site, empty for none."""

    style: StyleName = "chicago-note"
    side: Side = "both"
    format_: Format = "text"
    accessed: date = date.min
    site: str = ""


def cite(settings: Settings, written: str, request: Request) -> Citation:
    """
    Cite the place that *written* names.

    For a reference manager `cited` is empty. Raises EditionError where there is no such place.
    """
    edition = pipeline.load_record(settings)
    sources, place = find_place(settings, edition, written)
    address = address_of(place, request.site)
    if request.format_ in ("bibtex", "biblatex", "ris", "csl-json"):
        speaker = speaker_name(sources.record, place, "en")
        day = request.accessed
        item = place_item(sources.record, edition, place, request.side, address, day, speaker)
        return Citation("", write_item(item, request.format_).rstrip("\n"))
    made = load_templates(settings, sources.record)[request.style]
    template = made["note" if place.note else request.side]
    style = STYLES[request.style]
    speaker = speaker_name(sources.record, place, style.lang)
    locator = locate(place, WORDS[style.words], speaker)
    accessed = written_access(request.accessed, request.style)
    gaps = (locator, address, accessed, request.format_)
    return Citation(fill(template.cited, *gaps), fill(template.entry, *gaps))


def load_templates(settings: Settings, record: Record) -> Templates:
    """
    Make the templates of a text.

    Those of all texts are made at once, for that takes no longer and is done once for a site.
    """
    edition = pipeline.load_record(settings)
    records = [
        record if id_ == record.id else store.read_record(settings.root, id_)
        for id_ in edition.texts
    ]
    return templates(edition, records)[record.id]


def find_place(
    settings: Settings, edition: EditionRecord, written: str
) -> tuple[Sources, CitedPlace]:
    """Find the place that a reference names. Raises EditionError where there is none."""
    note = _NOTE.fullmatch(written) if len(written) <= 200 else None
    reference = None if note else parse_reference(written)
    text_id = (note["of"] or note["text"]) if note else reference.text if reference else written
    if text_id not in edition.texts:
        near = difflib.get_close_matches(text_id[:80].partition(":")[0], edition.texts, 1)
        hint = f"did you mean “{near[0]}”?" if near else f"its texts: {', '.join(edition.texts)}"
        raise _fault(written, "the edition has no such text or place", hint)
    sources = store.read_sources(settings.root, text_id, ())
    if note:
        ids = [one.id for one in sources.notes]
        return sources, CitedPlace(text_id, note=_known(note["note"], ids, written, "note"))
    if not reference:
        return sources, CitedPlace(text_id)
    segments = [entry.id for entry in sources.ledger]
    known = [*segments, *(place.id for place in sources.places)]
    for end in (reference.first, reference.last):
        _known(end, known, written, "place")
    covered = expand(str(reference).partition(":")[2], segments)
    lacuna = reference.first == reference.last and not covered
    if not covered and not lacuna:
        raise _fault(written, "the range runs backwards", "name the earlier place first")
    speaker = _speaker(sources, reference.first, reference.last)
    return sources, CitedPlace(text_id, reference.first, reference.last, speaker=speaker)


def _speaker(sources: Sources, first: str, last: str) -> str:
    """Give the id of the one who speaks from *first* to *last*, if it is one alone."""
    ids = [place.id for place in sources.places]
    start, end = ids.index(paragraph_of(first)), ids.index(paragraph_of(last))
    speakers = {place.speaker for place in sources.places[start : end + 1]}
    return next(iter(speakers)) if len(speakers) == 1 else ""


def speaker_name(record: Record, place: CitedPlace, lang: str) -> str:
    """Name who speaks throughout a place; nothing where nobody or more than one does."""
    speaker = record.speakers.get(place.speaker)
    return getattr(speaker.name, "de" if lang == "de" else "en") if speaker else ""


def address_of(place: CitedPlace, site: str) -> str:
    """
    Write the address of a place; nothing where that of the site is not known.

    >>> address_of(CitedPlace("siemons", "3.4", "3.6"), "https://edition.example")
    'https://edition.example/texts/siemons/#p3.4-p3.6'
    """
    if not site:
        return ""
    fragment = f"#{place.fragment}" if place.fragment else ""
    return f"{site.rstrip('/')}/texts/{place.text}/{fragment}"


def _known(id_: str, known: Sequence[str], written: str, what: str) -> str:
    if id_ not in known:
        near = difflib.get_close_matches(id_, known, 1, 0.3)
        hint = f"the nearest is {near[0]}" if near else ""
        raise _fault(written, f"there is no {what} {id_[:40]}", hint)
    return id_


def _fault(written: str, message: str, hint: str) -> EditionError:
    shown = " ".join("".join(c if c.isprintable() else " " for c in written[:80]).split())
    return EditionError(Finding(Location(reference=shown), "Q006", message, hint=hint))

"""Compose what citing needs: find the place that is meant, and write its citation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

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
from lesart.citing.resolve import require
from lesart.core.references import paragraph_of
from lesart.model import Record, Sources
from lesart.store.moved_texts import read_text_signposts
from lesart.store.read import read_edition_record, read_sources
from lesart.tasks.edition import Settings
from lesart.tasks.references import load_known
from lesart.view.addresses import place_path


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
    edition = read_edition_record(settings.root)
    sources, place = find_place(settings, written)
    address = cited_address(place, request.site)
    if request.format_ in ("bibtex", "biblatex", "ris", "csl-json"):
        speaker = speaker_name(sources.record, place, "en")
        day = request.accessed
        item = place_item(sources.record, edition, place, request.side, address, day, speaker)
        return Citation("", write_item(item, request.format_).rstrip("\n"))
    made = templates(edition, [sources.record], [request.style])[place.text][request.style]
    template = made["note" if place.note else request.side]
    style = STYLES[request.style]
    speaker = speaker_name(sources.record, place, style.lang)
    locator = locate(place, WORDS[style.words], speaker)
    accessed = written_access(request.accessed, request.style)
    gaps = (locator, address, accessed, request.format_)
    return Citation(fill(template.cited, *gaps), fill(template.entry, *gaps))


def find_place(settings: Settings, written: str) -> tuple[Sources, CitedPlace]:
    """Find the place that a reference names. Raises EditionError where there is none."""
    found = require(written, load_known(settings), read_text_signposts(settings.root))
    sources = read_sources(settings.root, found.text, ())
    speaks = found.first and not found.note
    speaker = _speaker(sources, found.first, found.last) if speaks else ""
    version = sources.record.version
    known = any(release.version == version for release in sources.releases)
    place = CitedPlace(
        found.text, found.first, found.last, found.note, speaker, version if known else ""
    )
    return sources, place


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


def cited_address(place: CitedPlace, site: str) -> str:
    """
    Write the address of a place; nothing where that of the site is not known.

    It asks for the version that is cited, so that the page can tell what has changed since.

    >>> cited_address(CitedPlace("siemons", "3.4", "3.6", version="1.0"), "https://edition.example")
    'https://edition.example/texts/siemons/?v=1.0#p3.4-p3.6'
    """
    path = place_path(place.text, place.version, place.fragment)
    return f"{site.rstrip('/')}/{path}" if site else ""

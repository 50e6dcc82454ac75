"""Compose what references need: what can be pointed at in the edition, and what stands there."""

from __future__ import annotations

from dataclasses import dataclass

from lesart.citing.known_texts import KnownText
from lesart.citing.resolve import Resolved, resolve
from lesart.core.findings import Finding
from lesart.core.prose import plain
from lesart.core.references import paragraph_of
from lesart.model import Revision, Sources, Text
from lesart.store.moved_texts import read_text_signposts
from lesart.store.read import read_edition_record, read_sources
from lesart.tasks.edition import Settings, load_text
from lesart.view.addresses import place_path
from lesart.view.listing import LACUNA


@dataclass(frozen=True, slots=True)
class Answer:
    """
    Answer to a reference: the place, its address, and its words in both languages.

    `finding` says what was wrong with the reference, where `place` is only the nearest. A side is
    empty where the audience may not see it, or nothing is translated; with a note, which is given
    without markup, the sides are those of the place at which it stands. `revisions` are those since
    the version that was asked for.
    """

    place: Resolved
    address: str
    de: str
    en: str
    note: str = ""
    finding: Finding | None = None
    revisions: tuple[Revision, ...] = ()


def load_known(settings: Settings) -> tuple[KnownText, ...]:
    """
    Read what can be pointed at in every text; no original is looked for.

    Raises EditionError where files are broken.
    """
    edition = read_edition_record(settings.root)
    sources = (read_sources(settings.root, id_, ()) for id_ in edition.texts)
    return tuple(known_text(one, edition.date) for one in sources)


def known_text(sources: Sources, date: str) -> KnownText:
    """Tell what can be pointed at in one text of an edition, whose *date* is ISO 8601 or empty."""
    paragraphs: dict[str, tuple[str, ...]] = {place.id: () for place in sources.places}
    for entry in sources.ledger:
        paragraph = paragraph_of(entry.id)
        paragraphs[paragraph] = (*paragraphs.get(paragraph, ()), entry.id)
    return KnownText(
        sources.record,
        paragraphs,
        tuple(note.id for note in sources.notes),
        {post.id: post for post in sources.signposts},
        tuple(release.version for release in sources.releases),
        tuple(dict.fromkeys(day[:4] for day in (date, *(one.date for one in sources.releases)))),
    )


def answer(settings: Settings, written: str, site: str = "") -> Answer:
    """
    Find what *written* means, and give it as the audience may see it.

    *site* is the address of the site; without it addresses begin at `texts/`. Raises EditionError
    where the reference means nothing that there is.
    """
    place, finding = resolve(written, load_known(settings), read_text_signposts(settings.root))
    text = load_text(settings, place.text)
    address = place_address(place, site)
    if not place.first and not place.note:
        title = text.record.title
        return Answer(place, address, title.de, title.en, finding=finding)
    note = next((note for note in text.notes if note.id == place.note), None)
    first, last = (note.at, note.at) if note else (place.first, place.last)
    wanted = covered(text, first, last)
    told = wanted | {f"n{place.note}"}
    revisions = tuple(
        one
        for one in text.history.revisions
        if one.since == place.version and told.intersection(one.places)
    )
    words = _words(text, wanted)
    return Answer(place, address, *words, plain(note.body) if note else "", finding, revisions)


def place_address(place: Resolved, site: str = "") -> str:
    """
    Write the address of a place on the site; without *site* it is relative to the home page.

    >>> place_address(Resolved("siemons", "3.4", "3.6", version="1.0"))
    'texts/siemons/?v=1.0#p3.4-p3.6'
    """
    base = f"{site.rstrip('/')}/" if site else ""
    return base + place_path(place.text, place.version, "-".join(place.fragments))


def covered(text: Text, first: str, last: str) -> frozenset[str]:
    """Give the paragraphs and segments of a text from *first* to *last*; none where one is not."""
    rows = {row.id: [segment.id for segment in row.segments] for row in text.rows}
    ids = [id_ for row, segments in rows.items() for id_ in dict.fromkeys((row, *segments))]
    if first not in ids or last not in ids:
        return frozenset()
    end = max(ids.index(last), ids.index((rows.get(last) or [last])[-1]))
    return frozenset(ids[ids.index(first) : end + 1])


def _words(text: Text, wanted: frozenset[str]) -> tuple[str, str]:
    if text.withheld:
        return "", ""
    german: list[str] = []
    english: list[str] = []
    for row in text.rows:
        if row.role == "lacuna" and row.id in wanted:
            german.append(LACUNA)
            english.append(LACUNA)
        german += [
            f"{segment.incipit} …" if segment.text is None else segment.text
            for segment in row.segments
            if segment.id in wanted
        ]
        english += [unit.text for unit in row.units if wanted.intersection(unit.segments)]
    return " ".join(german), " ".join(english)

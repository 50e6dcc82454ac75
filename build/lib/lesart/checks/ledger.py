"""Check the words of a text against its ledger."""

from __future__ import annotations

from collections.abc import Iterator

from lesart.checks.checked import Checked
from lesart.core import references
from lesart.core.findings import Location, Problem
from lesart.source.ledger import digest


def changed_wording(edition: Checked) -> Iterator[Problem]:
    """The words of a segment are not those of the ledger."""
    for text in edition.texts:
        if text.recipe is not None or text.segments is None:
            continue
        entries = {entry.id: entry for entry in text.ledger}
        for segment in text.segments:
            entry = entries.get(segment.id)
            if entry is None or entry.digest != digest(segment.text or ""):
                where = Location(f"{text.folder}/de.tsv", 0, f"{text.record.id}:{segment.id}")
                hint = f"run `lesart ledger {text.record.id} --update`"
                yield where, (f"{(segment.text or '')[:80]}",), hint


def unknown_paragraph(edition: Checked) -> Iterator[Problem]:
    """A segment of the ledger belongs to no paragraph of the text, or a paragraph has none."""
    for text in edition.texts:
        path = f"{text.folder}/segments.tsv"
        places = {place.id for place in text.places if place.role != "lacuna"}
        found = {references.paragraph_of(entry.id): entry.line for entry in text.ledger}
        for id_ in sorted(places ^ found.keys()):
            line = found.get(id_, 0)
            hint = "give the paragraph back its block in recipe.yml"
            if not line:
                hint = f"run `lesart ledger {text.record.id} --update`"
            yield Location(path, line, f"{text.record.id}:{id_}"), (), hint


def misfit_structure(edition: Checked) -> Iterator[Problem]:
    """A line beside the text does not fit it, and is left aside."""
    for text in edition.texts:
        for misfit in text.misfits:
            hint = f"correct the line, or run `lesart ledger {text.record.id} --update`"
            if not misfit.path.endswith("marks.tsv"):
                hint = "correct the line, or take it out"
            yield Location(misfit.path, misfit.line, text.record.id), (misfit.reason,), hint

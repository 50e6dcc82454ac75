"""
Check an edition: a table from code to check, each a function whose docstring is the message.

A check yields where, the evidence and a hint; what is broken so that it cannot be read was
refused before, by the readers. The checks of one family stand in a file; a new check is a function
and a row.
"""

from __future__ import annotations

from collections.abc import Iterator

from lesart.annotation.waivers import waive
from lesart.checks import (
    citations,
    glossary,
    ledger,
    listed,
    names,
    notes,
    originals,
    pages,
    rights,
    translation,
    versions,
    writing,
)
from lesart.checks.checked import Check, Checked
from lesart.core.findings import Finding, Severity

ALIGNMENT = "A101"

CHECKS: dict[str, tuple[Check, Severity]] = {
    "E101": (listed.unlisted_text, "error"),
    "L101": (ledger.changed_wording, "error"),
    "L102": (ledger.unknown_paragraph, "error"),
    "L103": (ledger.misfit_structure, "error"),
    "T101": (translation.missing_unit, "error"),
    "T102": (translation.extra_unit, "error"),
    "T103": (translation.overlapping_unit, "error"),
    "T104": (translation.misplaced_unit, "error"),
    "T105": (translation.stale_wording, "error"),
    "T106": (translation.stale_spelling, "warning"),
    "T107": (translation.unlocked_unit, "error"),
    "T108": (translation.draft_unit, "warning"),
    "T109": (translation.orphaned_lock, "warning"),
    "T110": (translation.unfinished_change, "warning"),
    "T111": (translation.edited_unit, "warning"),
    "G101": (glossary.wrong_rendering, "error"),
    "G102": (glossary.rejected_rendering, "error"),
    "G103": (glossary.shared_rendering, "error"),
    "G104": (glossary.moved_occurrence, "error"),
    "G105": (glossary.broken_entry_link, "error"),
    "G106": (glossary.unfilled_entry, "error"),
    "Q101": (citations.unknown_work, "error"),
    "Q102": (citations.uncited_work, "warning"),
    "Q103": (citations.incomplete_work, "warning"),
    "Q104": (citations.idle_waiver, "warning"),
    "N101": (notes.missing_anchor, "error"),
    "N102": (notes.unplaced_note, "error"),
    "N103": (notes.broken_note_link, "error"),
    "N104": (notes.unsourced_note, "error"),
    "N105": (notes.ill_measured_note, "warning"),
    "N106": (notes.misplaced_reading, "error"),
    "N107": (notes.broken_correction, "error"),
    "N108": (notes.misspelt_word, "warning"),
    "N109": (notes.unclosed_link, "error"),
    "I101": (names.unfound_name, "warning"),
    "I102": (names.shared_form, "error"),
    "I103": (names.moved_name, "error"),
    "I104": (names.unanswered_name, "error"),
    "I105": (names.broken_name_link, "error"),
    "P101": (rights.unknown_statement, "error"),
    "P102": (rights.unread_permission, "error"),
    "P103": (rights.contradicted_statement, "error"),
    "P104": (rights.unknown_licence, "error"),
    "P105": (rights.unnamed_holder, "warning"),
    "C101": (originals.long_quotation, "error"),
    "C102": (originals.exposed_original, "error"),
    "C103": (originals.exposed_copy, "error"),
    "C104": (originals.lost_witness, "error"),
    "S101": (pages.unwatched_data, "error"),
    "S102": (pages.missing_page, "error"),
    "S103": (writing.unsafe_address, "error"),
    "S104": (writing.unseen_character, "error"),
    "S105": (writing.mixed_scripts, "error"),
    "S106": (writing.foreign_line_ends, "warning"),
    "V101": (versions.vanished_id, "error"),
    "V102": (versions.changed_release, "error"),
    "V103": (versions.reused_id, "error"),
    "V104": (versions.lost_signpost, "error"),
    "V105": (versions.broken_release, "error"),
    "V106": (versions.lowered_version, "error"),
}


def run_checks(edition: Checked) -> Iterator[Finding]:
    """Run every check of CHECKS; what a waiver lets pass is left out."""
    waivers = [
        (f"{text.folder}/waivers.yml", waiver)
        for text in edition.texts
        for waiver in text.waivers
        if waiver.code != ALIGNMENT
    ]
    yield from waive(_run(edition), waivers)


def _run(edition: Checked) -> Iterator[Finding]:
    for code, (check, severity) in CHECKS.items():
        words = (check.__doc__ or "").strip().rstrip(".")
        message = words[:1].lower() + words[1:]
        for where, evidence, hint in check(edition):
            yield Finding(where, code, message, evidence, hint, severity)

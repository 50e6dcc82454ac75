"""
Write a text, or a passage of it, as JSON: rows, segments, units, notes, terms, names, apparatus.

Offsets count characters (Unicode code points). A heading has its `level`; a segment has `styles`,
`calls` of the author's notes and `indent` where there are any. Of a withheld text the record and
the ids stand there, and no words.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from lesart.citing.csljson import sound
from lesart.core.references import dom_id
from lesart.core.web_address import linked
from lesart.model import (
    Bilingual,
    Edition,
    Name,
    Note,
    Occurrence,
    Permission,
    Row,
    Segment,
    Term,
    Text,
    TranslationUnit,
)
from lesart.model.base import key_of
from lesart.translation.relations import coverage_of, joined_by, relation_of
from lesart.view.addresses import page_path
from lesart.view.held import notice, private_notice
from lesart.view.passages import passage_rows
from lesart.view.record import rights_address

FORMAT = "lesart-text"
FORMAT_VERSION = 1


def write_json(text: Text, edition: Edition) -> bytes:
    """Write a whole text."""
    data = {
        "format": FORMAT,
        "formatVersion": FORMAT_VERSION,
        **_about(text, edition),
        "record": _record(text),
        "alignment": asdict(coverage_of(text.rows)),
        "rows": [_row(row) for row in text.rows],
    }
    if not text.withheld:
        data |= {
            "textualIntroduction": asdict(text.textual) if text.textual else None,
            "notes": [_note(note) for note in text.notes],
            "apparatus": [asdict(entry) for entry in text.apparatus],
            "terms": [_term(term) for term in text.terms],
            "occurrences": {
                "de": [_occurrence(one) for one in text.occurrences],
                "en": [_occurrence(one) for one in text.renderings],
            },
            **_names(text, edition),
            "works": [dict(sound(work.item)) for work in edition.works],
        }
    return _written(data)


def write_passage_json(text: Text, edition: Edition, id_: str) -> bytes:
    """Write the paragraph or sentence *id_* of a text."""
    about = _about(text, edition)
    rows = [_row(row) for row in passage_rows(text, id_)]
    page = edition.address and f"{edition.address}{page_path(text.record.id)}#{dom_id(id_)}"
    return _written(
        {**about, "reference": f"{text.record.id}:{id_}", "address": page, "rows": rows}
    )


def _names(text: Text, edition: Edition) -> dict[str, Any]:
    sides = {"de": text.named.german, "en": text.named.english, "notes": text.named.notes}
    standing = {one.term for found in sides.values() for one in found}
    return {
        "names": [_name(name) for name in edition.names if name.id in standing],
        "namePlaces": {key: [_name_place(one) for one in found] for key, found in sides.items()},
    }


def _name(name: Name) -> dict[str, Any]:
    told = {key: getattr(name, key) for key in ("id", "kind", "about", "term")}
    return {**told, "heading": asdict(name.heading), "sameAs": linked(name.same_as)}


def _about(text: Text, edition: Edition) -> dict[str, Any]:
    rights = text.record.rights
    return {
        "text": text.record.id,
        "version": text.record.version,
        "edition": _title(edition.record.title),
        "rights": rights_address(rights.statement) or linked(rights.statement),
        "audience": edition.audience,
        "original": "withheld" if text.held.original else text.original,
        "withheld": text.withheld,
        **({"leftOut": said} if (said := notice(text)) else {}),
        **({"notice": said} if (said := private_notice(edition, text)) else {}),
    }


def _record(text: Text) -> dict[str, Any]:
    record = {k: v for k, v in asdict(text.record).items() if k not in ("id", "version")}
    rights = text.record.rights
    if isinstance(rights.permission, Permission):
        answer = {key_of(name): value for name, value in asdict(rights.permission).items()}
        record["rights"] = {**record["rights"], "permission": answer}
    record["rights"]["statement"] = rights_address(rights.statement) or linked(rights.statement)
    record["publication"]["url"] = linked(record["publication"]["url"])
    return record | {"title": _title(text.record.title)}


def _title(title: Bilingual) -> dict[str, str]:
    return {"de": title.de, "en": title.en}


def _row(row: Row) -> dict[str, Any]:
    return {
        "id": row.id,
        "role": row.role,
        "speaker": row.speaker,
        **({"level": row.level} if row.level else {}),
        "segments": [_segment(segment) for segment in row.segments],
        "units": [_unit(unit) for unit in row.units],
    }


def _segment(segment: Segment) -> dict[str, Any]:
    marks = [
        {
            "start": mark.start,
            "end": mark.end,
            "reading": mark.emendation.reading,
            "reason": mark.emendation.reason,
            "line": mark.emendation.line,
        }
        for mark in segment.marks
    ]
    found = {
        "styles": [asdict(style) for style in segment.styles],
        "calls": [asdict(call) for call in segment.calls],
        "indent": segment.indent,
    }
    return {
        "id": segment.id,
        "de": segment.text,
        "incipit": segment.incipit,
        "marks": marks,
        **{key: value for key, value in found.items() if value},
    }


def _unit(unit: TranslationUnit) -> dict[str, Any]:
    return {
        "ids": unit.ids,
        "segments": unit.segments,
        "en": unit.text,
        "state": unit.state,
        "confidence": unit.confidence,
        "relation": relation_of(unit),
        "joinedBy": joined_by(unit),
    }


def _note(note: Note) -> dict[str, Any]:
    sources = [{"key": source.key, "said": source.said} for source in note.sources]
    named = ("id", "at", "german", "english", "kind", "body")
    return {**{name: getattr(note, name) for name in named}, "sources": sources}


def _term(term: Term) -> dict[str, Any]:
    return {k: v for k, v in asdict(term).items() if k not in ("path", "skip", "include")}


def _occurrence(one: Occurrence) -> dict[str, Any]:
    return {"in": one.unit, "start": one.start, "end": one.end, "term": one.term, "form": one.form}


def _name_place(one: Occurrence) -> dict[str, Any]:
    return {"in": one.unit, "start": one.start, "end": one.end, "name": one.term, "form": one.form}


def _written(data: dict[str, Any]) -> bytes:
    return (json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n").encode()

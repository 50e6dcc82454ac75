"""
Write the alignment of a text as stand-off JSON, as the Scaife Viewer reads it (ATLAS).

Each record has two relations, the sentences of the original and the unit of the translation, by
CTS URNs whose work is the text. What ATLAS does not ask for stands in `metadata`: the relation's
type, who joined it, and how sure the aligner was.
"""

from __future__ import annotations

import json
from typing import Any

from lesart.model import Edition, Text, TranslationUnit
from lesart.translation.relations import joined_by, relation_of

FORMAT = "atlas-standoff-annotation"
_NAMESPACE = "lesart"


def write_scaife(text: Text, edition: Edition) -> bytes:
    """Write one record for each translation unit."""
    name = text.record.id
    versions = [f"urn:cts:{_NAMESPACE}:{name}.{name}.{side}:" for side in ("de", "en")]
    units = [unit for row in text.rows for unit in row.units if unit.segments]
    data = {
        "urn": f"urn:cite2:{_NAMESPACE}:alignment.v1:{name}",
        "label": f"{text.record.title.de} / {text.record.title.en}",
        "format": FORMAT,
        "versions": versions,
        "metadata": {"version": text.record.version, "edition": edition.record.title.en},
        "records": [_record(unit, name, number, versions) for number, unit in enumerate(units)],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _record(unit: TranslationUnit, name: str, number: int, versions: list[str]) -> dict[str, Any]:
    relation = relation_of(unit)
    target = [] if relation == "omitted" else [f"{versions[1]}{unit.ids}"]
    said: dict[str, Any] = {"relation": relation, "joinedBy": joined_by(unit), "state": unit.state}
    if unit.state == "aligned":
        said["confidence"] = unit.confidence
    return {
        "urn": f"urn:cite2:{_NAMESPACE}:alignment-record.v1:{name}_{number}",
        "relations": [[f"{versions[0]}{id_}" for id_ in unit.segments], target],
        "metadata": said,
    }

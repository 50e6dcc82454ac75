"""List a text by segment or paragraph: as tab-separated values, JSON or plain words."""

from __future__ import annotations

import json
from collections.abc import Iterator

from lesart.core.tables import format_rows
from lesart.model import Language, Row, Text

LACUNA = "[…]"


def list_text(text: Text, lang: Language, by: str, format_: str, speakers: bool) -> str:
    """
    Give the words of *text* in reading order, one id after the other.

    By `segment`, English units that join sentences come with their range as id; by `paragraph`,
    a lacuna is `[…]`, and the lines of verse stay apart: in a table, which has a line for each
    paragraph, by a slash. With *speakers* the speaker's id stands between id and words. JSON says
    of an English unit that it is a draft nobody has reviewed.
    """
    line_end = " / " if format_ == "tsv" else "\n"
    rows = [
        (id_, row.speaker, words)
        for row in text.rows
        for id_, words in _entries(row, lang, by, line_end if row.role == "verse" else " ")
    ]
    if format_ == "json":
        drafts = {u.ids for row in text.rows for u in row.units if u.state == "draft"}
        drafts |= {row.id for row in text.rows if any(u.state == "draft" for u in row.units)}
        entries = [
            {
                "id": id_,
                **({"speaker": speaker} if speakers else {}),
                "text": words,
                **({"state": "draft"} if lang == "en" and id_ in drafts else {}),
            }
            for id_, speaker, words in rows
        ]
        return json.dumps(entries, ensure_ascii=False, indent=2) + "\n"
    if format_ == "plain":
        gap = "\n" if by == "segment" else "\n\n"
        voices = [f"{voice}: " if speakers and voice else "" for _, voice, _ in rows]
        words = [voice + row[2] for voice, row in zip(voices, rows, strict=True)]
        return gap.join(words) + "\n"
    return format_rows(row if speakers else (row[0], row[2]) for row in rows)


def _entries(row: Row, lang: Language, by: str, gap: str) -> Iterator[tuple[str, str]]:
    if lang == "de":
        entries = [(segment.id, segment.text or "") for segment in row.segments]
    else:
        entries = [(unit.ids, unit.text) for unit in row.units]
    if by == "segment":
        yield from entries
    elif row.role == "lacuna":
        yield row.id, LACUNA
    elif entries:
        yield row.id, gap.join(words for _, words in entries)

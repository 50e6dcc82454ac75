"""Tell who speaks in a paragraph, and whether it is the one who asks."""

from __future__ import annotations

from lesart.model import Row, Speaker, Text


def speaker_of(row: Row, text: Text) -> Speaker | None:
    """Give the speaker of a row; None where nobody in particular speaks."""
    return text.record.speakers.get(row.speaker)


def is_question(row: Row, text: Text) -> bool:
    """Tell whether a row is a turn of the one who asks: the speaker who is given no person."""
    speaker = speaker_of(row, text)
    return speaker is not None and speaker.person is None

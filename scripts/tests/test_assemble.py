"""Assembled texts: what each audience sees."""

from __future__ import annotations

from dataclasses import replace

from lesart.model import Text
from lesart.tasks.edition import Settings, load_edition, load_text, withheld_texts


def words(text: Text) -> list[str]:
    """Collect every word of both sides that the text holds."""
    held = [s.text or s.incipit for row in text.rows for s in row.segments]
    return [w for w in held + [u.text for row in text.rows for u in row.units] if w]


def test_a_private_copy_holds_both_sides(mini: Settings) -> None:
    text = load_text(mini, "wolken")
    assert text.original == "present"
    assert [row.id for row in text.rows] == ["title", "lead", "1", "2", "3", "4", "author"]
    assert [row.speaker for row in text.rows][2:6] == ["zeitung", "korn", "zeitung", "korn"]
    joined = text.rows[5].units[0]
    assert (joined.ids, joined.segments, joined.state) == ("4.1-4.2", ("4.1", "4.2"), "reviewed")
    marked = [(s.id, m.emendation.emended) for s in text.rows[3].segments for m in s.marks]
    assert marked == [("2.2", "Wetterdienst"), ("2.2", "Online-Liste"), ("2.3", "Wind- und")]


def test_without_the_original_there_are_incipits(mini: Settings) -> None:
    text = load_text(replace(mini, originals=()), "wolken")
    assert text.original == "missing"
    segments = [s for row in text.rows for s in row.segments]
    assert all(s.text is None and s.incipit for s in segments)
    assert text.rows[2].units[0].text == "Can clouds be weighed?"


def test_in_public_a_restricted_text_keeps_its_ids_and_no_word(mini: Settings) -> None:
    text = load_text(replace(mini, audience="public"), "wolken")
    assert text.withheld
    assert words(text) == []
    assert [s.id for s in text.rows[2].segments] == ["1.1", "1.2"]
    assert [(id_, reason) for id_, reason, _ in withheld_texts(mini)] == [("wolken", "rights")]


def test_in_public_a_free_text_is_whole(mini: Settings) -> None:
    edition = load_edition(replace(mini, audience="public"))
    assert [(t.record.id, t.withheld, t.number, t.total) for t in edition.texts] == [
        ("zeichen", False, 1, 2),
        ("wolken", True, 2, 2),
    ]

"""A tiny edition that was released and has changed since: what tests of versions start from."""

from __future__ import annotations

from pathlib import Path

from lesart.source.ledger import enter, format_ledger
from lesart.tasks.edition import Settings
from lesart.tasks.release import release
from lesart.tasks.review import review_units
from lesart.tasks.terms import update_occurrences

DAY = "2026-11-22"
LATER = "2027-05-03"
OLD_ENGLISH = "From the right: \u200fשלום\u200f, and on."
NEW_ENGLISH = "Read from the right: \u200fשלום\u200f, and so on."
GERMAN = [
    ("title", "Zeichen & Zahlen"),
    ("1.1", 'Ein <script>alert("x")</script> ist hier bloß ein Wort.'),
    ("1.2a", "Auch [das](javascript:alert) und *dies*."),
    ("1.2b", "Oder | {{ jenes }} bleibt, wie es ist."),
    ("2.1", "Von rechts: \u200fשלום\u200f, und weiter."),
]
ENGLISH = [
    ("title", "Signs & Numbers"),
    ("1.1", 'A <script>alert("x")</script> is only a word here.'),
    ("1.2a-1.2b", "So [this](javascript:alert) and *that* | or {{ the other }} stays as it is."),
    ("2.1", NEW_ENGLISH),
]
SIGNPOSTS = (
    "id\tto\tsince\treason\n1.2\t1.2a-1.2b\t1.1\ttwo sentences\n2.2\t\t1.1\tnot of this text\n"
)


def publish(settings: Settings) -> None:
    """Release 1.0 of both texts."""
    release(settings, "1.0", DAY)


def change(settings: Settings) -> None:
    """
    Bring `zeichen` to 1.1: one unit reworded, one sentence reworded, one split, one withdrawn.

    The English of the split sentence stays as it is; it has one unit still. In `wolken`, whose
    original is in copyright, one unit is reworded.
    """
    folder = settings.root / "source_texts/zeichen"
    for name, rows in (("de", GERMAN), ("en", ENGLISH)):
        text = "".join(f"{id_}\t{words}\n" for id_, words in rows)
        (folder / f"{name}.tsv").write_text(text, "utf-8", newline="\n")
    entries = [enter(id_, words, "1.1") for id_, words in GERMAN]
    (folder / "segments.tsv").write_text(format_ledger(entries), "utf-8", newline="\n")
    (folder / "signposts.tsv").write_text(SIGNPOSTS, "utf-8", newline="\n")
    _edit(settings.root / "source_texts/wolken/en.tsv", "One can try.", "One may try.")
    for name in ("zeichen", "wolken"):
        _edit(settings.root / f"source_texts/{name}/text.yml", 'version: "1.0"', 'version: "1.1"')
    review_units(settings, "zeichen", (), "reviewed")
    update_occurrences(settings)


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8", newline="\n")

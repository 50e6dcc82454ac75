"""
Keep the ids of texts that were released and are gone: where each leads, since when, and why.

`source_texts/signposts.tsv` has a line for each; an empty `to` says that the text was withdrawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from lesart.core import references
from lesart.core.findings import EditionError, Finding, Location
from lesart.core.tables import format_rows, parse_rows
from lesart.model import Signpost

COLUMNS = ("text", "to", "since", "reason")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def parse_text_signposts(data: bytes, path: str) -> tuple[Signpost, ...]:
    """
    Read the signposts of texts; `since` is the day on which the id went.

    Raises EditionError for ids out of form or given twice, and where day or reason is missing.
    """
    posts: dict[str, Signpost] = {}
    findings: list[Finding] = []
    for line, (id_, to, since, reason) in parse_rows(data, path, COLUMNS):
        message = ""
        if not references.is_text_id(id_) or (to and not references.is_text_id(to)):
            message = "an id is out of form"
        elif id_ in posts:
            message = f"the text {id_} has a signpost on line {posts[id_].line} already"
        elif not _DATE.fullmatch(since) or not reason.strip():
            message = "a signpost needs the day since which it stands, and a reason"
        if message:
            hint = "old<TAB>new<TAB>2026-11-30<TAB>why"
            findings.append(Finding(Location(path, line), "V010", message, (), hint))
        posts[id_] = Signpost(id_, to, since, reason, line)
    if findings:
        raise EditionError(findings)
    return tuple(posts.values())


def format_text_signposts(posts: Iterable[Signpost]) -> str:
    """Write the signposts of texts."""
    return format_rows(((one.id, one.to, one.since, one.reason) for one in posts), COLUMNS)


def led_on(id_: str, posts: Iterable[Signpost]) -> Signpost | None:
    """
    Follow the signposts from a text that is gone to what stands for it today; None for no post.

    >>> posts = [Signpost("a", "b", "2026-01-01", "x"), Signpost("b", "c", "2026-02-01", "y")]
    >>> led_on("a", posts).to, led_on("c", posts)
    ('c', None)
    """
    by_id = {post.id: post for post in posts}
    found, seen = by_id.get(id_), {id_}
    while found and found.to in by_id and found.to not in seen:
        seen.add(found.to)
        found = by_id[found.to]
    return found


def told_of_text(id_: str, post: Signpost) -> str:
    """
    Say what became of a text.

    >>> told_of_text("a", Signpost("a", "b", "2026-01-01", "a better name"))
    'Since 2026-01-01, the text a has the id b: a better name.'
    """
    became = f"has the id {post.to}" if post.to else "is withdrawn"
    return f"Since {post.since}, the text {id_} {became}: {post.reason.rstrip('.')}."

"""The command that finds what a reference means: resolve."""

from __future__ import annotations

import json
import sys

import click

from lesart.commands.shared import (
    FINDINGS,
    SITE_URL,
    audience_option,
    report,
    settings_of,
    wrong_references,
)
from lesart.model import Audience, Revision
from lesart.tasks import references as tasks_references


@click.command()
@click.argument("reference", metavar="REF")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text")
@audience_option("private")
@SITE_URL
@click.pass_context
def resolve(
    context: click.Context, reference: str, format_: str, audience: Audience, site_url: str
) -> None:
    """
    Find what REF means: its id, its address, and both texts.

    REF is written as people write it: mytext:3.4, "Miller ¶ 3", "Miller, Abs. 12, Satz 2",
    mytext#p3.4, or an address of the site. Where it is near but wrong, the nearest place is
    given, what is wrong is told, and the exit code is 1.
    """
    with wrong_references():
        found = tasks_references.answer(settings_of(context, audience), reference, site_url)
    click.echo(_as_json(found) if format_ == "json" else _as_text(found))
    if found.finding:
        report([found.finding])
        sys.exit(FINDINGS)


def _as_text(found: tasks_references.Answer) -> str:
    rows = [str(found.place), found.address]
    words = (("de", found.de), ("en", found.en), ("note", found.note))
    rows += [f"{name}\t{said}" for name, said in words if said]
    rows += [found.place.remark] if found.place.remark else []
    return "\n".join([*rows, *map(_changed, found.revisions)])


def _changed(one: Revision) -> str:
    when = f"{one.version}, {one.date}" if one.date else f"{one.version}, not released"
    words = f"{one.kind} {one.since}\t{one.then}" if one.then else ""
    said = f"{one.kind}\tother words since {when}: {one.id}"
    return f"{said}\n{words}" if words else said


def _as_json(found: tasks_references.Answer) -> str:
    place = found.place
    data = {
        "reference": str(place), "exact": found.finding is None, "text": place.text,
        "first": place.first or None, "last": place.last or None, "note": place.note or None,
        "side": place.side or None, "version": place.version or None, "address": found.address,
        "de": found.de or None, "en": found.en or None, "note_text": found.note or None,
        "remark": place.remark or None,
        "changes": [
            {"kind": c.kind, "id": c.id, "since": c.since, "version": c.version,
             "date": c.date or None, "then": c.then}
            for c in found.revisions
        ],
    }  # fmt: skip
    return json.dumps(data, ensure_ascii=False, indent=2)

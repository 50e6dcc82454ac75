"""Let findings pass where an editor has given a reason, and only there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from lesart.core import references
from lesart.core.findings import EditionError, Finding, Location
from lesart.core.records import convert, read_yaml
from lesart.model import Strict, Waiver


@dataclass(frozen=True, slots=True)
class WaiversFile(Strict):
    """Let findings pass in a text: `waivers.yml`."""

    waivers: tuple[Waiver, ...]


def parse_waivers(data: bytes, path: str) -> tuple[Waiver, ...]:
    """Read `waivers.yml`. Raises EditionError for a bad reference or a missing reason."""
    if not data.strip():
        return ()
    document = read_yaml(data, path)
    waivers = tuple(
        replace(waiver, line=document.line(("waivers", number)))
        for number, waiver in enumerate(convert(document, WaiversFile).waivers)
    )
    findings = [
        Finding(Location(path, waiver.line), "W001", message, hint=hint)
        for waiver in waivers
        for holds, message, hint in (
            (references.parse_reference(waiver.at), f"“{waiver.at[:60]}” is no reference", ""),
            (waiver.reason.strip(), "a waiver needs a reason", "add “reason: …”"),
        )
        if not holds
    ]
    if findings:
        raise EditionError(findings)
    return waivers


def waive(findings: Iterable[Finding], waivers: Sequence[tuple[str, Waiver]]) -> Iterator[Finding]:
    """
    Give the findings that no waiver lets pass, and one for each waiver that lets none pass.

    *waivers* come with the path of their file.
    """
    used: set[int] = set()
    for finding in findings:
        numbers = [n for n, (_, waiver) in enumerate(waivers) if _covers(waiver, finding)]
        used.update(numbers)
        if not numbers:
            yield finding
    for number, (path, waiver) in enumerate(waivers):
        if number not in used:
            where = Location(path, waiver.line, waiver.at)
            message = f"nothing of the code {waiver.code} is found there, so the waiver is unused"
            yield Finding(where, "W101", message, hint="take it out")


def _covers(waiver: Waiver, finding: Finding) -> bool:
    words = "\n".join((finding.message, *finding.evidence))
    return (finding.code, finding.where.reference) == (waiver.code, waiver.at) and (
        waiver.about in words
    )

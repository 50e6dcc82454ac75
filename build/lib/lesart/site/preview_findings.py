"""Give the pages of the preview the findings of the edition, as it is at this moment."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from importlib.resources import files
from threading import Lock

from lesart.core.findings import EditionError, Finding
from lesart.core.unforeseen import finding_of
from lesart.store.paths import Stamps
from lesart.store.read import edition_stamps
from lesart.tasks.check import check_all
from lesart.tasks.edition import Settings

ADDRESS = "/lesart-preview/"
_MOST = 100
_STATIC = {"preview.js": "text/javascript", "preview.css": "text/css"}
HEAD = (
    f'<link rel="stylesheet" href="{ADDRESS}preview.css">'
    f'<script src="{ADDRESS}preview.js" defer></script>'
).encode()
"""What every page of the preview has besides."""


@dataclass
class Findings:
    """
    Know the findings of an edition; it is checked anew when it is asked for and has changed.

    `stopped` is what kept the last build from its end.
    """

    settings: Settings
    stopped: tuple[Finding, ...] = ()
    _stamps: Stamps | None = None
    _found: tuple[Finding, ...] = ()
    _lock: Lock = field(default_factory=Lock)

    def now(self) -> tuple[Finding, ...]:
        """Give what stopped the build, and what the checks find."""
        with self._lock:
            stamps = edition_stamps(self.settings.root, self.settings.folders)
            if stamps != self._stamps:
                self._found = self._check()
                self._stamps = stamps
            return tuple(dict.fromkeys((*self.stopped, *self._found)))

    def _check(self) -> tuple[Finding, ...]:
        try:
            return tuple(check_all(self.settings)[0])
        except EditionError as error:
            return tuple(error.findings)
        except Exception as error:
            return (finding_of(error, "checking the edition"),)

    def answer(self, path: str) -> tuple[str, bytes] | None:
        """Answer for a path below ADDRESS with a type and bytes; None for one that there is not."""
        name = path.removeprefix(ADDRESS)
        if name == "findings.json":
            told = [_told(one) for one in self.now()[:_MOST]]
            return "application/json", json.dumps(told, ensure_ascii=False).encode()
        if name in _STATIC:
            source = files("lesart.site") / "page_scripts" / name
            return _STATIC[name], source.read_bytes()
        return None


def _told(finding: Finding) -> dict[str, object]:
    return {
        "where": str(finding.where),
        "said": f"{finding.severity}[{finding.code}]: {finding.message}",
        "evidence": list(finding.evidence),
        "hint": finding.hint,
    }

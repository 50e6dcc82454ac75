"""Run axe over a page, on the screens that all tests of access share."""

from __future__ import annotations

import pytest

SCREENS = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "phone": {"width": 360, "height": 740},
}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page):
    """Run axe and name what it finds, with one place each."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found = axe.run(page, options={"resultTypes": ["violations"], "runOnly": RULES}).response
    return [(rule["id"], rule["nodes"][0]["html"][:120]) for rule in found["violations"]]

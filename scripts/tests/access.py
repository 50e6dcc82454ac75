"""Run axe over a page, on the screens that all tests of access share."""

from __future__ import annotations

import pytest
from settling import settle

SCREENS = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "phone": {"width": 360, "height": 740},
}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_COLOURS = ["color-contrast", "link-in-text-block"]


def violations(page):
    """
    Run axe and name what it finds, with one place each.

    The dark screen has the same page as the light one in other colours: only rules that look at
    colours can find something there that the light one does not have.
    """
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    # Half-way through a transition, words have a colour that nobody meant.
    settle(page)
    dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    only = {"type": "rule", "values": OF_COLOURS} if dark else RULES
    found = axe.run(page, options={"resultTypes": ["violations"], "runOnly": only}).response
    return [(rule["id"], rule["nodes"][0]["html"][:120]) for rule in found["violations"]]

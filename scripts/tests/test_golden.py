"""The tiny edition, whole, as each audience sees it: compared with files a person has read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element, indent, tostring

import pytest

from lesart.listing import list_text
from lesart.pipeline import Settings, load_edition, load_text
from lesart.render import html

GOLDEN = Path(__file__).parent / "golden"
LINKS = html.Links("texts/probe.md", "about/originals.md", "about/rights.md")


def compare(name: str, found: str, accept: bool) -> None:
    """Compare with a golden file; with *accept* rewrite it instead."""
    path = GOLDEN / name
    if accept:
        path.parent.mkdir(exist_ok=True)
        path.write_text(found, "utf-8", newline="\n")
    assert path.read_text("utf-8") == found


def written(element: Element) -> str:
    """Write an element so that a change shows as lines."""
    indent(element)
    return tostring(element, "unicode") + "\n"


def as_seen(mini: Settings, sight: str) -> Settings:
    """Give the settings of a reader with the original, one without it, and of the public."""
    if sight == "missing":
        return replace(mini, originals=())
    return replace(mini, audience="public") if sight == "public" else mini


@pytest.mark.parametrize("sight", ["private", "missing", "public"])
@pytest.mark.parametrize("name", ["wolken", "zeichen"])
def test_page_of_a_text(mini: Settings, name: str, sight: str, accept: bool) -> None:
    text = load_text(as_seen(mini, sight), name)
    compare(f"{name}-{sight}.html", written(html.text_page(text, LINKS)), accept)


@pytest.mark.parametrize("sight", ["private", "public"])
def test_contents(mini: Settings, sight: str, accept: bool) -> None:
    edition = load_edition(as_seen(mini, sight))
    contents = html.contents([(text, LINKS) for text in edition.texts])
    compare(f"contents-{sight}.html", written(contents), accept)


@pytest.mark.parametrize("lang", ["de", "en"])
def test_listing(mini: Settings, lang: str, accept: bool) -> None:
    text = load_text(mini, "wolken")
    language = "de" if lang == "de" else "en"
    compare(f"wolken-{lang}.json", list_text(text, language, "segment", "json", True), accept)

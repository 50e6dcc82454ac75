"""The tiny edition, whole, as each audience sees it: compared with files a person has read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element, indent, tostring

import pytest

from lesart.tasks.edition import Settings, load_edition, load_sources, load_text
from lesart.tasks.notes import load_transmission
from lesart.view.listing import list_text
from lesart.view.targets import edition_targets
from lesart.write.html import page as html
from lesart.write.html.all_notes import all_notes
from lesart.write.html.corrections import corrections
from lesart.write.html.textual import textual

GOLDEN = Path(__file__).parent / "golden"
LINKS = html.Links(
    "texts/probe.md",
    "about/originals.md",
    "about/rights.md",
    corrections="corrections.md",
    textual="texts/probe-textual.md",
)
PAGES = {"wolken": "texts/wolken.md", "zeichen": "texts/zeichen.md"}


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


def setting_of(settings: Settings) -> html.NoteSetting:
    """Give what surrounds the notes of the tiny edition."""
    edition = load_edition(settings)
    targets = edition_targets(edition, PAGES, "glossary.md")
    return html.NoteSetting(targets, edition.corrections, LINKS.corrections)


@pytest.mark.parametrize("sight", ["private", "missing", "public"])
@pytest.mark.parametrize("name", ["wolken", "zeichen"])
def test_page_of_a_text(mini: Settings, name: str, sight: str, accept: bool) -> None:
    settings = as_seen(mini, sight)
    element = html.text_page(load_text(settings, name), LINKS, setting_of(settings))
    compare(f"{name}-{sight}.html", written(element), accept)


@pytest.mark.parametrize("sight", ["private", "missing", "public"])
def test_all_notes(mini: Settings, sight: str, accept: bool) -> None:
    settings = as_seen(mini, sight)
    element = all_notes(load_edition(settings), setting_of(settings))
    compare(f"notes-{sight}.html", written(element), accept)


def test_corrections(mini: Settings, accept: bool) -> None:
    element = corrections(load_edition(mini), setting_of(mini).targets)
    compare("corrections.html", written(element), accept)


@pytest.mark.parametrize("sight", ["private", "missing"])
def test_textual_introduction(mini: Settings, sight: str, accept: bool) -> None:
    settings = as_seen(mini, sight)
    text = load_text(settings, "wolken")
    facts = load_transmission(settings, load_sources(settings, "wolken"))
    element = textual(text, facts, PAGES["wolken"], setting_of(settings).targets)
    compare(f"textual-{sight}.html", written(element), accept)


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

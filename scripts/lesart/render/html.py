"""
Render a text, or a passage of it, as elements of a page.

The elements are plain `xml.etree` and hold source text as data. The page works without scripts:
the layouts are radio buttons that style rules read, and an emended word is a link to its entry.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from xml.etree.ElementTree import Element

from lesart.model import Text
from lesart.references import Reference, dom_id
from lesart.render.html_foot import apparatus, colophon
from lesart.render.html_head import Links, notices, view_choice, work_head
from lesart.render.html_make import make, spaced
from lesart.render.html_record import facts, listed, written_name
from lesart.render.html_rows import both_sides, text_row, translated
from lesart.render.html_terms import glosses, term_choice, term_links

__all__ = ["Links", "contents", "passage", "text_page"]


def text_page(text: Text, links: Links) -> Element:
    """Render the page of a text: record, notices, layouts, rows, apparatus, colophon."""
    known = translated(text)
    glossary = links.glossary if text.terms else ""
    terms = term_links(text, glossary)
    rows = [text_row(row, text, known, terms) for row in text.rows if row.role != "title"]
    choices = [view_choice(), *([term_choice()] if glossary else [])]
    tools = [] if text.withheld else [make("div", *spaced(*choices), class_="tools")]
    return make(
        "div",
        work_head(text),
        *notices(text, links),
        *tools,
        make("div", *rows, class_="bitext bitext--held" if text.withheld else "bitext"),
        *apparatus(text),
        colophon(text),
        *(glosses(text) if glossary and not text.withheld else ()),
        class_="edition",
    )


def contents(texts: Sequence[tuple[Text, Links]]) -> Element:
    """List texts, each linked with its page, as the contents of an edition."""
    items = []
    for text, links in texts:
        record = text.record
        title = make("a", record.title.de, href=links.text, lang="de", translate="no")
        names = listed(written_name(person) for person in record.authors)
        by = [make("span", part) for part in (names, record.kind.en) if part]
        said = ["left out of the public edition"] if text.withheld else facts(text)[:2]
        parts = [
            title,
            make("span", record.title.en, class_="contents__en"),
            make("span", *spaced(*by), class_="contents__by"),
            make("span", ", ".join(said), class_="contents__facts"),
        ]
        items.append(make("li", *spaced(*parts)))
    return make("ol", *items, class_="contents")


def passage(text: Text, reference: Reference, ids: Sequence[str], links: Links) -> Element:
    """
    Render the segments *ids* of a text as a quotation that links to its place.

    Nothing in it has an id, so that a passage may stand on any page, and more than once.
    """
    caption = make("figcaption", *_caption(text, reference, links))
    if text.withheld:
        said = "This passage is in copyright and not part of the public edition."
        if text.held_for == "drafts":
            said = "The translation of this passage is a draft, not part of the public edition."
        return make("figure", make("p", said, class_="notice"), caption, class_="passage")
    wanted = set(ids)
    rows = []
    for row in text.rows:
        units = tuple(unit for unit in row.units if wanted.intersection(unit.segments))
        within = wanted.union(*(unit.segments for unit in units))
        segments = tuple(segment for segment in row.segments if segment.id in within)
        if segments:
            part = replace(row, segments=segments, units=units)
            sides = both_sides(part, text, translated(text), with_ids=False)
            rows.append(make("div", *sides, class_=f"para para--{row.role}"))
    return make("figure", make("blockquote", *rows), caption, class_="passage")


def _caption(text: Text, reference: Reference, links: Links) -> list[Element | str]:
    record = text.record
    ends = [dom_id(reference.first), dom_id(reference.last)]
    link = make("a", str(reference), href=f"{links.text}#{ends[0]}")
    if reference.first != reference.last:
        # Only a script can resolve a range, so the plain address names its first place.
        link.set("data-range", "-".join(ends))
    authors = listed(person.family for person in record.authors)
    title = make("cite", record.title.de, lang="de", translate="no")
    return spaced(*([make("span", f"{authors},")] if authors else []), title, link)

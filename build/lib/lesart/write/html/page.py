"""
Render a text, or a passage of it, as elements of a page.

The elements are plain `xml.etree` and hold source text as data. The page works without scripts:
the layouts are radio buttons that style rules read, and an emended word is a link to its entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from xml.etree.ElementTree import Element

from lesart.core.elements import make, spaced
from lesart.core.references import Reference, dom_id
from lesart.model import Text
from lesart.view.author_calls import note_numbers, notes_in_order
from lesart.view.held import held_side
from lesart.view.record import facts, listed, written_name
from lesart.view.sentences import text_view
from lesart.view.shapes import in_lists
from lesart.view.structure import body_rows, heading_depths
from lesart.view.terms import NO_PLACES, term_places
from lesart.write.html.apparatus import apparatus, words_choice
from lesart.write.html.author_notes import author_notes
from lesart.write.html.foot import colophon
from lesart.write.html.head import Links, notices, view_choice, work_head
from lesart.write.html.notes import (
    NO_SETTING,
    NoteMarks,
    NoteSetting,
    kind_choice,
    note_choice,
    note_marks,
    row_notes,
)
from lesart.write.html.rows import Display, both_sides, signed, text_row
from lesart.write.html.signposts import plant
from lesart.write.html.terms import glosses, term_choice
from lesart.write.html.versions import versions

__all__ = ["Links", "NoteSetting", "contents", "downloads", "passage", "text_page"]


def text_page(text: Text, links: Links, setting: NoteSetting = NO_SETTING) -> Element:
    """Render the page of a text: record, notices, choices, rows with notes, apparatus, colophon."""
    glossary = links.glossary if text.terms else ""
    notes = note_marks(text)
    terms = term_places(text) if glossary else NO_PLACES
    view = text_view(text, terms, calls=notes.calls)
    display = Display(
        view, glossary, notes, depths=heading_depths(text), numbers=note_numbers(text)
    )
    body, behind = (
        [text_row(row, text, display, setting) for row in rows]
        for rows in (body_rows(text), notes_in_order(text))
    )
    plant([*body, *behind], text)
    rows = [*in_lists(body_rows(text), body), *author_notes(behind)]
    bitext = make("div", *_title_notes(text, notes, setting), *rows, class_="bitext")
    if text.withheld:
        bitext.set("class", "bitext bitext--held")
    return make(
        "div",
        work_head(text, display, links.here),
        *notices(text, links),
        *([] if text.withheld else [_tools(text, bool(glossary))]),
        bitext,
        *apparatus(text, links.textual),
        colophon(text, links.textual),
        *versions(text),
        *(glosses(text) if glossary and not text.withheld else ()),
        class_="edition",
    )


def _tools(text: Text, has_terms: bool) -> Element:
    """Render the choices of a reader; what is rarely chosen is folded."""
    rare = [kind_choice(text.notes)] if text.notes else []
    emended = any(entry.kind == "emendation" for entry in text.apparatus)
    rare += [words_choice()] if emended and text.original == "present" else []
    choices = [
        view_choice(),
        *([term_choice()] if has_terms else []),
        *([note_choice()] if text.notes else []),
    ]
    if rare:
        panel = make("div", *spaced(*rare), class_="options__panel")
        choices.append(make("details", make("summary", "Options"), panel, class_="options"))
    return make("div", *spaced(*choices), class_="tools")


def _title_notes(text: Text, notes: NoteMarks, setting: NoteSetting) -> list[Element]:
    """Render the notes on the title, which is no row of the text itself."""
    rows = [row for row in text.rows if row.role == "title"]
    return [
        make("div", found, class_="para para--title")
        for row in rows
        for found in row_notes(text, row, notes, setting)
    ]


def contents(texts: Sequence[tuple[Text, Links]]) -> Element:
    """List texts, each linked with its page, as the contents of an edition."""
    items = []
    for text, links in texts:
        record = text.record
        title = make("a", record.title.de, href=links.text, lang="de", translate="no")
        names = listed(written_name(person) for person in record.authors)
        by = [make("span", part) for part in (names, record.kind.en) if part]
        said = [] if text.withheld else facts(text)[:2]
        if text.held.any:
            said.append(f"{held_side(text)} left out of the public edition".strip())
        parts = [
            title,
            make("span", record.title.en, class_="contents__en"),
            make("span", *spaced(*by), class_="contents__by"),
            make("span", ", ".join(said), class_="contents__facts"),
        ]
        items.append(make("li", *spaced(*parts)))
    return make("ol", *items, class_="contents")


def downloads(texts: Sequence[tuple[Text, Links, Sequence[Mapping[str, str]]]]) -> Element:
    """List texts, each linked with its page, and the names of their files."""
    items = []
    for text, links, files in texts:
        names = [make("code", file["href"]) for file in files]
        said = [make("span", "ids and metadata only")] if text.withheld else []
        if text.held.any and not text.withheld:
            said = [make("span", f"without {held_side(text)}")]
        title = make("a", text.record.title.en, href=links.text)
        items.append(make("li", *spaced(title, *names, *said)))
    return make("ul", *items, class_="files")


def passage(text: Text, reference: Reference, ids: Iterable[str], links: Links) -> Element:
    """
    Render the segments and lacunae *ids* of a text as a quotation that links to its place.

    Nothing in it has an id, so that a passage may stand on any page, and more than once.
    """
    caption = make("figcaption", *_caption(text, reference, links))
    if text.withheld:
        said = f"This passage is not part of the public edition, for {text.held.said}."
        return make("figure", make("p", said, class_="notice"), caption, class_="passage")
    wanted = set(ids)
    view = replace(text_view(text, calls=()), marks=False, author_calls={})
    plain = Display(view, with_ids=False)
    rows = []
    for row in text.rows:
        units = tuple(unit for unit in row.units if wanted.intersection(unit.segments))
        within = wanted.union(*(unit.segments for unit in units))
        segments = tuple(segment for segment in row.segments if segment.id in within)
        if segments or (row.role == "lacuna" and row.id in wanted):
            part = replace(row, segments=segments, units=units)
            rows.append(
                make(
                    "div", *both_sides(part, plain), class_=f"para para--{part.role}" + signed(part)
                )
            )
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

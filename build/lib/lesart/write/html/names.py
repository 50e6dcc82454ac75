"""Render the index of names: by letter, each with its kind, who or what it is, and its places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from xml.etree.ElementTree import Element

from lesart.core.elements import count, make, spaced
from lesart.core.references import dom_id, note_dom_id
from lesart.core.sorting import sort_key
from lesart.glossary.name_entries import other_heading
from lesart.model import Edition, Name
from lesart.view.names import KINDS, Found, in_order, places_by_name
from lesart.write.html.choice import box


@dataclass(frozen=True, slots=True)
class _Around:
    """Know the addresses of the pages of the texts and of the glossary, and the terms there."""

    pages: Mapping[str, str]
    glossary: str
    terms: Mapping[str, str]


def names(edition: Edition, pages: Mapping[str, str], glossary: str) -> Element:
    """
    Render every name that stands in a text or a note.

    *pages* are the addresses of the pages of the texts, *glossary* that of the glossary. Of a text
    that is withheld the references stand there, and no words.
    """
    places = places_by_name(edition.texts)
    ordered = in_order(edition.names, places)
    around = _Around(pages, glossary, {term.id: term.lemma for term in edition.glossary})
    letters = [(key, list(group)) for key, group in groupby(ordered, _letter)]
    sections = [_section(letter, found, places, around) for letter, found in letters]
    kicker = make("p", count(len(ordered), "name", "names"), class_="kicker")
    head = [_choice(ordered), _letters([letter for letter, _ in letters])] if ordered else []
    return make("div", kicker, *head, *sections, class_="names")


def _letter(name: Name) -> str:
    return sort_key(name.heading.en)[0][:1].upper()


def _choice(ordered: Sequence[Name]) -> Element:
    """Render the choice of a kind, which works by style rules alone."""
    kinds = [kind for kind in KINDS if any(name.kind == kind for name in ordered)]
    choices = (("all", "All"), *((kind, KINDS[kind][1]) for kind in kinds))
    labels = [
        make("label", box("radio", "kind", value, value == "all"), make("span", words))
        for value, words in choices
    ]
    legend = make("legend", "Names shown")
    return make("fieldset", legend, *labels, class_="marks names__kinds", data_search_exclude="")


def _letters(letters: Sequence[str]) -> Element:
    links = [make("a", letter, href=f"#{_letter_id(letter)}") for letter in letters]
    return make("nav", *spaced(*links), class_="names__letters", aria_label="Names from A to Z",
                data_search_exclude="")  # fmt: skip


def _letter_id(letter: str) -> str:
    return f"names-{letter.lower()}"


def _section(
    letter: str, found: Sequence[Name], places: Mapping[str, list[Found]], around: _Around
) -> Element:
    heading = make("h2", letter, id=_letter_id(letter))
    entries = [_entry(name, places[name.id], around) for name in found]
    return make("section", heading, make("dl", *spaced(*entries)), class_="names__letter")


def _entry(name: Name, found: Sequence[Found], around: _Around) -> Element:
    parts: list[Element | str] = [make("b", name.heading.en)]
    if german := other_heading(name):
        parts.append(make("span", german, lang="de", translate="no", class_="name__german"))
    heading = make("dt", *spaced(*parts))
    about = make("dd", *spaced(*_about(name, around)), class_="name__about")
    listed = make("dd", *spaced(*(_places(one, around) for one in found)), class_="name__places")
    return make("div", *spaced(heading, about, listed), id=name.id, class_="name",
                data_kind=name.kind)  # fmt: skip


def _about(name: Name, around: _Around) -> list[Element]:
    parts = [make("span", KINDS[name.kind][0], class_="name__kind")]
    parts += [make("span", name.about)] if name.about else []
    if name.term in around.terms:
        lemma = make("span", around.terms[name.term], lang="de", translate="no")
        link = make("a", lemma, href=f"{around.glossary}#{name.term}")
        parts.append(make("span", *spaced("in the glossary:", link)))
    if name.same_as:
        record = make("a", "authority record", href=name.same_as, rel="external")
        record.set("aria-label", f"authority record of {name.heading.en}")
        parts.append(record)
    return parts


def _places(found: Found, around: _Around) -> Element:
    record = found.text.record
    page = around.pages[record.id]
    parts: list[Element | str] = [make("span", record.title.en, class_="name__text")]
    for id_ in found.segments:
        link = make("a", id_, href=f"{page}#{dom_id(id_)}", class_="ref")
        link.set("aria-label", f"{record.id} {id_}")
        parts.append(link)
    if found.notes:
        parts.append(make("span", "note" if len(found.notes) == 1 else "notes"))
    for id_ in found.notes:
        link = make("a", id_, href=f"{page}#{note_dom_id(id_)}", class_="ref")
        link.set("aria-label", f"{record.id}, note {id_}")
        parts.append(link)
    return make("span", *spaced(*parts), class_="name__in")

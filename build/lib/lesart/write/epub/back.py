"""Render what all texts share in an EPUB: corrections, glossary, bibliography."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from xml.etree.ElementTree import Element

from lesart.annotation import notes
from lesart.core.elements import make, spaced
from lesart.core.references import parse_reference
from lesart.core.sorting import sort_key
from lesart.model import Bilingual, Correction, Term, Text, Work
from lesart.view.addresses import correction_id
from lesart.view.xhtml import runs
from lesart.write.epub.pages import CORRECTIONS, GLOSSARY, WORKS, Book, Page, place
from lesart.write.epub.prose import prose
from lesart.write.epub.xhtml import typed


def corrections_page(book: Book) -> list[Page]:
    """Make the page of the corrections that concern the texts of the book."""
    ids = [text.record.id for text in book.texts]
    items = [_correction(one, book) for one in notes.corrections_on(book.edition.corrections, ids)]
    if not items:
        return []
    said = "What later research sees otherwise than the texts, each told once."
    section = make("section", make("h1", "Corrections"), make("p", said), *items)
    label = Bilingual("", "Corrections")
    return [Page("corrections.xhtml", CORRECTIONS, label.en, label, section)]


def _correction(one: Correction, book: Book) -> Element:
    heading = make("h2", f"{one.number}. {one.title}")
    told = [
        make(
            "a",
            f"{text_id}, note {note}",
            href=book.targets.address(f"note:{text_id}/{note}", notes.CORRECTIONS),
        )
        for text_id, note in one.notes
    ]
    for link in told:
        typed(link, "noteref", "doc-noteref")
    places = [_place_link(written) for written in one.places]
    return make(
        "section",
        heading,
        *prose(one.body, book, notes.CORRECTIONS),
        make("p", "Told in ", *_listed(told), class_="told"),
        make("p", "Places: ", *_listed(places), class_="places"),
        id=correction_id(one),
    )


def _listed(links: Iterable[Element]) -> list[Element | str]:
    """Part links by commas."""
    parts: list[Element | str] = []
    for link in links:
        parts += [", ", link] if parts else [link]
    return parts


def _place_link(written: str) -> Element:
    reference = parse_reference(written)
    if reference is None:
        return make("span", written)
    return make("a", written.replace(":", " "), href=place(reference.text, reference.first))


# Glossary


def glossary_page(book: Book, wanted: frozenset[str]) -> list[Page]:
    """Make the glossary of the terms *wanted*; nothing where there are none."""
    terms = sorted(
        (term for term in book.edition.glossary if term.id in wanted),
        key=lambda term: sort_key(term.lemma),
    )
    if not terms:
        return []
    names = {term.id: term.lemma for term in book.edition.glossary}
    entries = [part for term in terms for part in _entry(term, names, book)]
    section = make("section", make("h1", "Glossary"), make("dl", *entries, class_="glossary"))
    label = Bilingual("", "Glossary")
    body = typed(section, "glossary", "doc-glossary")
    return [Page("glossary.xhtml", GLOSSARY, label.en, label, body, "glossary")]


def _entry(term: Term, names: dict[str, str], book: Book) -> Iterator[Element]:
    lemma = make("dfn", term.lemma, lang="de", translate="no")
    parts: list[Element | str] = [lemma]
    parts += [make("span", term.grammar, class_="grammar")] if term.grammar else []
    if term.also:
        parts.append(_also(term))
    if term.chinese:
        parts.append(make("span", term.chinese.term, lang="zh-Hans"))
        parts.append(make("span", term.chinese.pinyin, lang="zh-Latn-pinyin", class_="pinyin"))
    yield typed(make("dt", *spaced(*parts), id=term.id), "glossterm")
    german = [_in("de", element) for element in prose(term.definition.de, book, term.path)]
    english = [_in("en", element) for element in prose(term.definition.en, book, term.path)]
    facts = [*_related(term, names), *_source(term), *_places(term, book.texts)]
    yield typed(make("dd", _agreed(term), *german, *english, *facts), "glossdef")


def _also(term: Term) -> Element:
    """Name the other headwords of an entry, in one bracket."""
    parts: list[Element | str] = []
    for word in term.also:
        parts += ["; " if parts else "(also ", make("span", word.lemma, lang="de", translate="no")]
        parts += [f", {word.grammar}"] if word.grammar else []
    return make("span", *parts, ")")


def _in(language: str, element: Element) -> Element:
    element.set("lang", language)
    return element


def _agreed(term: Term) -> Element:
    parts: list[Element | str] = [make("b", ", ".join(term.english.preferred))]
    for item in term.english.admitted:
        parts.append(make("span", "; also ", make("b", item.rendering), f" ({item.reason})"))
    if term.english.rejected:
        parts.append(make("span", f"; not: {', '.join(term.english.rejected)}"))
    return make("p", *parts, class_="agreed")


def _related(term: Term, names: dict[str, str]) -> list[Element]:
    links = [
        make("a", names[id_], href=f"{GLOSSARY}#{id_}", lang="de", translate="no")
        for id_ in term.related
        if id_ in names
    ]
    return [make("p", "See also ", *_listed(links), class_="fact")] if links else []


def _source(term: Term) -> list[Element]:
    return [make("p", f"Source: {term.source}", class_="fact")] if term.source else []


def _places(term: Term, texts: Iterable[Text]) -> list[Element]:
    """Lead back to every sentence in which the term stands."""
    lines = []
    for text in texts:
        found = dict.fromkeys(one.unit for one in text.occurrences if one.term == term.id)
        links = [make("a", id_, href=place(text.record.id, id_)) for id_ in found]
        if links:
            lines.append(make("p", f"{text.record.id}: ", *_listed(links), class_="places"))
    return lines


# Bibliography


def works_page(book: Book, wanted: Sequence[Work]) -> list[Page]:
    """Make the bibliography of the works *wanted*, in the order of the style."""
    if not wanted:
        return []
    formatted = book.targets.cited.works
    ordered = sorted((formatted[work.key] for work in wanted), key=lambda one: one.rank)
    items = [make("li", *runs(one.entry), id=one.key) for one in ordered]
    section = make("section", make("h1", "Bibliography"), make("ul", *items, class_="works"))
    label = Bilingual("", "Bibliography")
    body = typed(section, "bibliography", "doc-bibliography")
    return [Page("bibliography.xhtml", WORKS, label.en, label, body, "bibliography")]


def linked_ids(pages: Iterable[Page], unit: str) -> frozenset[str]:
    """Give the ids of a unit to which pages link."""
    found = {
        address.partition("#")[2]
        for page in pages
        for element in page.body.iter("a")
        if (address := element.get("href", "")).startswith(f"{unit}#")
    }
    return frozenset(found)

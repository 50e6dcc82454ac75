"""Render the glossary: an index, the entries with every place, an index by English rendering."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from xml.etree.ElementTree import Element

from lesart.core.elements import count, make, spaced
from lesart.core.sorting import sort_key
from lesart.model import Edition, Term
from lesart.view.prose import NOTHING_CITED, Cited, Targets
from lesart.view.targets import edition_targets
from lesart.view.xhtml import paragraphs
from lesart.write.html.places import TextPlaces, all_places, index_text
from lesart.write.html.plot import dispersion

OTHERWISE = "—"


def glossary(edition: Edition, pages: Mapping[str, str], cited: Cited = NOTHING_CITED) -> Element:
    """Render all entries; *pages* are the addresses of the pages of the texts."""
    texts = [index_text(text, pages[text.record.id]) for text in edition.texts]
    terms = sorted(edition.glossary, key=lambda term: sort_key(term.lemma))
    targets = edition_targets(edition, pages, "", cited)
    entries = [_entry(term, texts, terms, targets) for term in terms]
    return make("div", _by_lemma(terms), *entries, *_by_rendering(terms), class_="glossary")


def term_list(terms: Iterable[Term], page: str) -> Element:
    """List terms with their renderings, each linked with its entry on the page *page*."""
    items = [
        make(
            "li",
            make("a", term.lemma, href=f"{page}#{term.id}", lang="de", translate="no"),
            " ",
            make("span", term.english.preferred[0], class_="soft"),
        )
        for term in sorted(terms, key=lambda term: sort_key(term.lemma))
    ]
    return make("ul", *items, class_="terms")


# One entry


def _entry(
    term: Term, texts: Sequence[TextPlaces], terms: Sequence[Term], targets: Targets
) -> Element:
    heading = make("h2", term.lemma, id=term.id, lang="de", translate="no")
    german = make("div", *paragraphs(term.definition.de, targets, term.path), lang="de")
    english = make("div", *paragraphs(term.definition.en, targets, term.path), lang="en")
    return make(
        "section",
        heading,
        *_grammar(term),
        _english(term),
        make("div", *spaced(german, english), class_="entry__definition"),
        make("dl", *spaced(*_facts(term, texts, terms)), class_="entry__facts"),
        *dispersion(term, texts),
        *all_places(term, texts),
        class_="entry",
    )


def _grammar(term: Term) -> list[Element]:
    parts = [make("span", term.grammar)] if term.grammar else []
    for word in term.also:
        also = make("span", word.lemma, lang="de", translate="no", class_="entry__also")
        parts.append(make("span", "also ", also, f", {word.grammar}" if word.grammar else ""))
    if term.chinese:
        chinese = make("span", term.chinese.term, lang="zh-Hans")
        pinyin = make("span", term.chinese.pinyin, lang="zh-Latn-pinyin", class_="pinyin")
        parts.append(make("span", *spaced(chinese, pinyin)))
    return [make("p", *spaced(*parts), class_="entry__grammar")] if parts else []


def _english(term: Term) -> Element:
    agreed = [make("strong", rendering) for rendering in term.english.preferred]
    items = [make("li", *spaced(*agreed), class_="agreed__best")]
    for item in term.english.admitted:
        reason = make("span", item.reason, class_="reason")
        items.append(make("li", *spaced(make("b", item.rendering), reason)))
    if term.english.rejected:
        words = [make("s", word) for word in term.english.rejected]
        items.append(make("li", *spaced(make("span", "not"), *words), class_="agreed__not"))
    return make("ul", *spaced(*items), class_="agreed", lang="en")


def _facts(term: Term, texts: Sequence[TextPlaces], terms: Sequence[Term]) -> list[Element]:
    forms = Counter(one.form for text in texts for one in text.text.occurrences
                    if one.term == term.id)  # fmt: skip
    rendered: Counter[str] = Counter()
    for text in texts:
        for one in text.text.rendered:
            rendered[one.rendering] += one.units if one.term == term.id else 0
    counted = [
        (make("span", "otherwise") if name == OTHERWISE else make("span", name), number)
        for name, number in rendered.most_common()
        if number
    ]
    names = {other.id: other.lemma for other in terms}
    related = [
        make("a", names[id_], href=f"#{id_}", lang="de", translate="no")
        for id_ in term.related
        if id_ in names
    ]
    german = [
        (make("span", form, lang="de", translate="no"), number)
        for form, number in forms.most_common()
    ]
    rows = [
        ("Forms found", [_counted(*pair) for pair in german]),
        ("Rendered", [_counted(*pair) for pair in counted]),
        ("See also", related),
        ("Source", [make("span", term.source)] if term.source else []),
    ]
    return [
        make("div", make("dt", name), " ", make("dd", *spaced(*parts)))
        for name, parts in rows
        if parts
    ]


def _counted(word: Element, number: int) -> Element:
    return make("span", word, " ", make("span", f"×\u202f{number}", class_="times"))


# The indexes


def _by_lemma(terms: Sequence[Term]) -> Element:
    groups = [
        make("li", make("span", letter, class_="letter", aria_hidden="true"), " ", _links(found))
        for letter, found in _grouped([(term.lemma, term.id) for term in terms])
    ]
    heading = make("p", count(len(terms), "term", "terms"), class_="kicker")
    index = make("ul", *groups, class_="letters", lang="de", translate="no")
    return make("nav", heading, index, class_="az", aria_label="Terms from A to Z",
                data_search_exclude="")  # fmt: skip


def _by_rendering(terms: Sequence[Term]) -> list[Element]:
    pairs = [
        (rendering, term.id)
        for term in terms
        for rendering in (*term.english.preferred, *(a.rendering for a in term.english.admitted))
    ]
    pairs.sort(key=lambda pair: sort_key(pair[0].removeprefix("to ")))
    items = [
        make("li", make("span", letter, class_="letter", aria_hidden="true"), " ", _links(found))
        for letter, found in _grouped(pairs)
    ]
    heading = make("h2", "By English rendering", id="by-english-rendering")
    return [make("section", heading, make("ul", *items, class_="letters"), class_="az")]


def _grouped(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, list[tuple[str, str]]]]:
    def letter(pair: tuple[str, str]) -> str:
        return sort_key(pair[0].removeprefix("to "))[0][:1].upper()

    return [(key, list(group)) for key, group in itertools.groupby(pairs, letter)]


def _links(pairs: Iterable[tuple[str, str]]) -> Element:
    return make("span", *spaced(*(make("a", words, href=f"#{id_}") for words, id_ in pairs)))

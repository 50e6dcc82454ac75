"""Terms in the text, the glossary and the concordance as elements: what stands in them."""

from __future__ import annotations

import json
from dataclasses import replace
from xml.etree.ElementTree import Element, fromstring, tostring

import pytest
from test_html import by_id, make_text, of_class, page, words

from lesart.core.findings import EditionError
from lesart.core.prose import first_sentence, plain
from lesart.model import (
    Bilingual,
    Edition,
    EditionRecord,
    English,
    Occurrence,
    Rendering,
    RenderingCount,
    Term,
    Text,
    Title,
)
from lesart.tasks.edition import Settings, load_edition
from lesart.view.prose import Targets
from lesart.view.xhtml import inline, paragraphs
from lesart.write.html import page as html
from lesart.write.html.concordance import concordance
from lesart.write.html.glossary import glossary

GLOSSARY = "glossary.md"
LINKS = html.Links("texts/probe.md", "about/originals.md", "about/rights.md", GLOSSARY)
SERIES = Term(
    "reihe", "glossary/reihe.md", "Reihe", English(("series",), (Rendering("row", "of numbers"),)),
    Bilingual("Eine *Folge*. Mehr nicht.", "A sequence. No more."),
)  # fmt: skip


def with_terms(text: Text) -> Text:
    """Give the text one term that stands twice in a paragraph, once in emended words."""
    return replace(
        text,
        occurrences=(
            Occurrence("2.1", 5, 16, "reihe", "Zahlenreihe"),
            Occurrence("2.2", 0, 3, "reihe", "Sie"),
            Occurrence("2.3", 0, 4, "reihe", "Doch"),
            Occurrence("4.1", 0, 7, "reihe", "Anderes"),
        ),
        renderings=(
            Occurrence("2.1", 2, 8, "reihe", "series"),
            Occurrence("2.2-2.3", 0, 2, "reihe", "It"),
        ),
        rendered=(RenderingCount("reihe", "series", 1), RenderingCount("reihe", "—", 1)),
        terms=(SERIES,),
    )


def show(element: Element) -> Element:
    """Write an element and read it back, so that broken markup would show."""
    return fromstring(tostring(element, "unicode"))


def linked(side: Element) -> list[tuple[str, str]]:
    """List the terms of a side: words, and whether the term stood before."""
    return [(words(a), a.get("class", "")) for a in of_class(side, "term")]


def test_first_place_in_each_paragraph_and_side_is_marked():
    root = show(html.text_page(with_terms(make_text()), LINKS))
    assert linked(by_id(root, "p2-de")) == [("Sie", "term"), ("Doch", "term term--again")]
    assert linked(by_id(root, "p2-en")) == [("series", "term"), ("It", "term term--again")]
    link = of_class(root, "term")[0]
    assert (link.get("href"), link.get("tabindex")) == ("glossary.md#reihe", None)
    assert of_class(root, "term--again")[0].get("tabindex") == "-1"
    assert words(by_id(root, "p2")) == words(by_id(page(make_text()), "p2"))


def test_emended_words_and_places_gone_astray_are_no_terms():
    root = show(html.text_page(with_terms(make_text()), LINKS))
    emended = of_class(root, "emended")[0]
    assert words(emended) == "Zahlenreihe"
    assert not of_class(emended, "term")
    assert not of_class(by_id(root, "p4"), "term")


def test_glosses_and_choice_stand_in_the_page():
    root = show(html.text_page(with_terms(make_text()), LINKS))
    (gloss,) = [part for part in root.iter() if part.get("data-gloss")]
    assert words(gloss) == "Reihe series Eine Folge. A sequence."
    assert of_class(root, "glosses")[0].get("hidden") == "hidden"
    values = [box.get("value") for box in of_class(root, "marks")[0].iter("input")]
    assert values == ["first", "all", "none"]
    assert not of_class(page(make_text()), "marks")


def test_passage_has_no_terms(mini: Settings):
    text = load_edition(mini).texts[1]
    reference = html.Reference("wolken", "1.1", "1.1")
    assert not of_class(show(html.passage(text, reference, ["1.1"], LINKS)), "term")


def edition(*texts: Text, terms: tuple[Term, ...] = (SERIES,)) -> Edition:
    """Make an edition of texts."""
    record = EditionRecord(Title("E", "E"), (), "", tuple(t.record.id for t in texts))
    return Edition(record, texts, "private", terms)


def test_entry_shows_what_is_agreed_found_and_counted():
    root = show(glossary(edition(with_terms(make_text())), {"probe": "texts/probe.md"}))
    assert words(by_id(root, "reihe")) == "Reihe"
    assert words(of_class(root, "agreed")[0]) == "series row of numbers"
    facts = words(of_class(root, "entry__facts")[0])
    assert facts.startswith("Forms found Zahlenreihe × 1 Sie × 1")
    assert "Rendered series × 1 otherwise × 1" in facts
    pairs = of_class(root, "pair")
    assert [words(pair[0]) for pair in pairs] == [
        "probe:2.1", "probe:2.2", "probe:2.3", "probe:4.1",
    ]  # fmt: skip
    assert pairs[0][0].get("href") == "texts/probe.md#p2.1"
    assert [words(mark) for mark in pairs[0].iter("mark")] == ["Zahlenreihe", "series"]
    assert next(root.iter("details")).get("open") is None
    said = words(next(root.iter("desc")))
    assert said == "probe: 4 places (2 in the middle third, 2 in the last third)."
    assert [words(a) for a in of_class(root, "az")[1].iter("a")] == ["row", "series"]


@pytest.mark.parametrize("audience", ["public", "private"])
def test_no_word_beyond_the_term_without_the_original(mini: Settings, audience):
    found = load_edition(replace(mini, audience=audience, originals=()))
    root = show(glossary(found, {"zeichen": "z.md", "wolken": "w.md"}))
    said = words(root)
    assert "Wolken × 2" in said
    assert "w.md#p2.2" in {a.get("href") for a in root.iter("a")}
    assert "Wiegen der" not in said
    assert ("Can clouds be weighed" in said) == (audience == "private")
    assert "ist hier nur" not in said
    assert "Keine Überschrift" in said


def test_definitions_link_and_cite(mini: Settings):
    root = show(glossary(load_edition(mini), {"zeichen": "z.md", "wolken": "w.md"}))
    entry = next(e for e in of_class(root, "entry") if words(e).startswith("Wolke"))
    links = {words(a): a.get("href") for a in of_class(entry, "entry__definition")[0].iter("a")}
    assert links["wiegen"] == "#waage"
    assert links["die erste Frage"] == "w.md#p1.1"
    cited = of_class(entry, "cite")[0]
    assert (words(cited), cited[0].get("data-key")) == ("(Korn 2018, 4)", "korn2018")
    assert [words(e) for e in entry.iter("em")][:1] == ["nubes"]
    assert "云" in [words(e) for e in entry.iter() if e.get("lang") == "zh-Hans"]


TARGETS = Targets({"a": "a.md"}, {"a": frozenset({"1", "1.1"})}, frozenset({"x"}), "g.md")


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("term:x", "g.md#x"),
        ("a:1", "a.md#p1"),
        ("a:1.1", "a.md#p1.1"),
        ("note:a/1.1a", "a.md#n1.1a"),
        ("https://a.example/?b", "https://a.example/?b"),
    ],
)
def test_links_of_prose_lead_to_their_places(target, address):
    (link,) = inline(f"[so]({target})", TARGETS)
    assert isinstance(link, Element)
    assert (link.get("href"), link.text) == (address, "so")


@pytest.mark.parametrize(
    "target", ["term:y", "a:2", "b:1", "note:b/1", "ftp://a.example", "javascript:x", "x", "page:1"]
)
def test_links_that_lead_nowhere_are_told(target):
    with pytest.raises(EditionError, match=r"glossary/x\.md: error.G013"):
        paragraphs(f"[so]({target})", TARGETS, "glossary/x.md")


@pytest.mark.parametrize("prose", ["a * b * c", "[x]", "[x] (y)", "<b>&amp;</b>", "2*3*4 [@]", "*"])
def test_what_is_no_markup_stays(prose):
    (paragraph,) = paragraphs(prose, TARGETS)
    assert "".join(paragraph.itertext()).replace("*", "") == prose.replace("*", "")


def test_gloss_is_the_first_sentence():
    assert first_sentence("Ein *Wort*, z. B. so [@a2000]. Noch eins.\n\nB.", "de") == (
        "Ein Wort, z. B. so."
    )
    assert plain("") == first_sentence("", "en") == ""


@pytest.mark.slow
def test_concordance_holds_what_may_be_seen(mini: Settings):
    pages = {"zeichen": "z.md", "wolken": "w.md"}
    for settings in (mini, replace(mini, audience="public"), replace(mini, originals=())):
        root = show(concordance(load_edition(settings), pages, GLOSSARY))
        held = {text["id"]: text["pairs"] for text in json.loads(words_of_data(root))["texts"]}
        assert held["zeichen"][0][2] == "Zeichen & Zahlen"
        assert ("wolken" in held) == (settings.audience == "private")
        if settings is mini:
            assert held["wolken"][-2] == [
                "4.1-4.2",
                "p4.1",
                "Gewiss. Wer zu viel misst, übersieht den Himmel.",
                "Certainly: whoever measures too much overlooks the sky.",
            ]
        if not settings.originals:
            assert held["wolken"][3][2] == "Kann man Wolken …"


def words_of_data(root: Element) -> str:
    """Give the data of the concordance as a script reads them."""
    return "".join(of_class(root, "kwic__data")[0].itertext())

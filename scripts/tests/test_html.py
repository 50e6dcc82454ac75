"""The page of a text: what stands in it, and that words come out as they went in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element, fromstring, tostring

import pytest

from lesart.core.references import Reference
from lesart.model import (
    ApparatusEntry,
    Bilingual,
    Emendation,
    Mark,
    Person,
    Publication,
    Record,
    Rights,
    Row,
    Segment,
    Speaker,
    Text,
    Title,
    TranslationUnit,
    UnitState,
    Witness,
)
from lesart.write.html import page as html

HOSTILE = [
    "<script>alert(1)</script>",
    "[x](y) ![x](y) <https://a.example>",
    "*a* _b_ **c** `d` ~~e~~",
    "| a | b |",
    "{{ page }} {% raw %}",
    "{: .x #y } {.x}",
    "&lt;b&gt; &amp; &copy; &#60;",
    "\u202eabc\u202c \u200fdef\u200e \u2067ghi\u2069",
    "/// passage | x:1",
    "a\\*b \\\\ *[HTML]: x",
    "-- ... \"q\" 'q' (c)",
    "\u00ad\u2011\ufeffx",
]
LINKS = html.Links("texts/probe.md", "about/originals.md", "about/rights.md")


def make_text() -> Text:
    """Make an interview with every feature: joined units, a lacuna, emendations, named rows."""
    fault = Emendation(12, "Zahlen reihe", "Zahlenreihe", "A blank inside a word.")
    record = Record(
        id="probe",
        title=Title("Die Probe", "The Test"),
        kind=Bilingual("Gespräch", "Interview"),
        authors=(Person("Muster", "Eva"),),
        translators=(Person("Roe", "Jo"), Person("Poe", "Al")),
        publication=Publication("likely", "Das Blatt", "2018-08", "https://blatt.example/1"),
        rights=Rights("http://rightsstatements.org/vocab/InC/1.0/", "Das Blatt"),
        version="0.1.0",
        speakers={
            "Q": Speaker(Bilingual("Frage", "Question")),
            "A": Speaker(Bilingual("Eva Muster", "Eva Muster"), Person("Muster", "Eva")),
        },
        witnesses=(Witness("A", "0" * 64, Bilingual("Ein Auszug", "A printout")),),
    )
    rows = (
        Row("title", "title", "", (Segment("title", "Die Probe", "Die"),), (unit("title"),)),
        Row("lead", "lead", "", (Segment("lead.1", "Ein Vorspann.", "Ein"),), (unit("lead.1"),)),
        Row("1", "turn", "Q", (Segment("1.1", "Warum?", "Warum"),), (unit("1.1"),)),
        Row(
            "2",
            "turn",
            "A",
            (
                Segment("2.1", "Eine Zahlenreihe ist lang.", "Eine", (Mark(5, 16, fault),)),
                Segment("2.2", "Sie endet nie.", "Sie endet"),
                Segment("2.3", "Doch.", "Doch"),
            ),
            (
                TranslationUnit("2.1", ("2.1",), "A series is long.", "reviewed"),
                TranslationUnit("2.2-2.3", ("2.2", "2.3"), "It never ends, or does it?", "aligned"),
            ),
        ),
        Row("3", "lacuna", "Q", (), ()),
        Row("4", "paragraph", "", (Segment("4.1", "Schluss.", "Schluss"),), ()),
        Row("author", "author", "", (Segment("author", "Wer sie ist.", "Wer"),), (unit("author"),)),
    )
    entry = ApparatusEntry(
        "emended-2.1-1", "emendation", "2.1", fault.reason, fault.reading, fault.emended, 12, 12
    )
    return Text(record, rows, "present", number=2, total=3, apparatus=(entry,))


def unit(id_: str, words: str = "") -> TranslationUnit:
    """Make the unit of one segment."""
    return TranslationUnit(id_, (id_,), words or f"English of {id_}.", "aligned")


def without_original(text: Text) -> Text:
    """Take the words of the original away."""
    rows = tuple(
        replace(row, segments=tuple(replace(s, text=None) for s in row.segments))
        for row in text.rows
    )
    return replace(text, rows=rows, original="missing")


def held_back(text: Text) -> Text:
    """Take all words away, as the pipeline does for a text without permission."""
    rows = tuple(
        replace(
            row,
            units=(),
            segments=tuple(replace(s, text=None, incipit="", marks=()) for s in row.segments),
        )
        for row in text.rows
    )
    held = text.record.rights.held()
    return replace(text, rows=rows, original="missing", held_for="rights", held=held)


def page(text: Text) -> Element:
    """Render a text and read it back, so that broken markup would show."""
    return fromstring(tostring(html.text_page(text, LINKS), "unicode"))


def ids(element: Element) -> list[str]:
    """List the ids in document order."""
    return [part.attrib["id"] for part in element.iter() if "id" in part.attrib]


def by_id(element: Element, id_: str) -> Element:
    """Find an element by its id."""
    return next(part for part in element.iter() if part.get("id") == id_)


def words(element: Element) -> str:
    """Give the text of an element as it reads, blanks made single."""
    return " ".join("".join(reading(element)).split())


def reading(element: Element) -> Iterator[str]:
    """Give the words of an element without those that stand only as transmitted."""
    if "sent" not in element.get("class", "").split():
        yield element.text or ""
        for part in element:
            yield from reading(part)
            yield part.tail or ""


def of_class(element: Element, name: str) -> list[Element]:
    """Find elements by class."""
    return [part for part in element.iter() if name in part.get("class", "").split()]


NAMED = ("title", "title-de", "title-en", "lead", "lead-de", "lead-en", "author", "author-en")
REFERENCES = {
    *NAMED,
    *(f"p{n}{side}" for n in ("1", "2", "3", "4") for side in ("", "-de", "-en")),
    *(
        f"{n}{side}"
        for n in ("lead.1", "p1.1", "p2.1", "p2.2", "p2.3", "p4.1")
        for side in ("", "-de", "-en")
    ),
}


@pytest.mark.parametrize("make", [make_text, lambda: without_original(make_text())])
def test_every_id_stands_once(make):
    found = ids(page(make()))
    assert len(found) == len(set(found))
    assert set(found) >= REFERENCES


def test_withheld_text_keeps_every_id_and_no_word():
    # The apparatus is the editors' own, and stays.
    root = page(replace(held_back(make_text()), apparatus=()))
    found = ids(root)
    assert len(found) == len(set(found))
    assert set(found) >= REFERENCES
    assert "5 sentences" not in words(root)
    assert words(by_id(root, "p2")) == "2 Eva Muster 3 sentences"
    shown = words(root)
    for word in ("Zahlenreihe", "Vorspann", "series", "English of", "Wer sie"):
        assert word not in shown
    assert "no permission to publish it is recorded" in shown
    assert [a.get("href") for a in of_class(root, "notice")[0].iter("a")] == [LINKS.rights]
    assert not of_class(root, "views")


def test_source_comes_first_and_each_side_has_its_language():
    row = by_id(page(make_text()), "p2")
    assert [part.get("id") or part.get("class") for part in row] == ["para__no", "p2-de", "p2-en"]
    german, english = row[1], row[2]
    assert (german.get("lang"), german.get("translate")) == ("de", "no")
    assert (english.get("lang"), english.get("translate")) == ("en", None)
    assert row[0].attrib == {"class": "para__no", "href": "#p2", "aria-label": "Paragraph 2"}


def test_joined_unit_answers_to_all_its_sentences():
    root = page(make_text())
    joined = by_id(root, "p2.2-en")
    assert joined.get("data-seg") == "2.2 2.3"
    assert by_id(by_id(root, "p2.3-en"), "p2.2-en") is joined
    assert by_id(root, "p2.3").get("data-seg") == "2.3"


def test_unit_may_reach_into_the_next_paragraph():
    text = make_text()
    first = replace(text.rows[2], units=(TranslationUnit("1.1-2.1", ("1.1", "2.1"), "Why? Long."),))
    second = replace(text.rows[3], units=text.rows[3].units[1:])
    root = page(replace(text, rows=(*text.rows[:2], first, second, *text.rows[4:])))
    assert words(by_id(root, "p2-en")) == "Eva Muster It never ends, or does it?"
    assert words(by_id(by_id(root, "p1-en"), "p2.1-en")) == "Why? Long."


def test_missing_translation_is_said():
    gap = by_id(page(make_text()), "p4.1-en")
    assert words(gap) == "[not yet translated]"


def test_record_and_counts():
    head = of_class(page(make_text()), "work")[0]
    assert words(of_class(head, "work__kind")[0]) == "Interview 2 of 3"
    assert words(by_id(head, "title")) == "Die Probe"
    assert by_id(head, "title").tag == "h1"
    assert words(by_id(head, "title-en")) == "English of title."
    assert words(of_class(head, "work__by")[0]) == "Eva Muster translated by Jo Roe and Al Poe"
    published = of_class(head, "work__published")[0]
    assert words(published) == "Probably published in Das Blatt, August 2018."
    assert words(of_class(head, "work__facts")[0]) == (
        "4 paragraphs 8 sentences 1 of 6 units reviewed 7 of 8 sentences translated"
        " 5 joined by the aligner alone version 0.1.0"
    )


@pytest.mark.parametrize(
    ("publication", "said"),
    [
        (Publication("unknown"), "Where it was published is not known."),
        (
            Publication("unknown", "", "2019"),
            "Where it was published is not known; the date, 2019, is not certain.",
        ),
        (Publication("unknown", "B", "2019"), "Not confirmed: published in B, 2019."),
        (Publication("certain", "", "2019-02-01"), "Published 1 February 2019."),
        (Publication("certain", "B", note=Bilingual("x", "No date.")), "Published in B. No date."),
    ],
)
def test_what_is_uncertain_is_said(publication, said):
    text = make_text()
    text = replace(text, record=replace(text.record, publication=publication))
    assert words(of_class(page(text), "work__published")[0]) == said


def test_speakers_questions_and_lacuna():
    root = page(make_text())
    assert "para--question" in by_id(root, "p1").get("class", "")
    assert "para--question" not in by_id(root, "p2").get("class", "")
    assert words(by_id(root, "p1-de")) == "Frage Warum?"
    assert "speaker--same" in of_class(by_id(root, "p2-en"), "speaker")[0].get("class", "")
    assert words(by_id(root, "p3-de")) == "Frage [Eine Frage fehlt]"
    assert words(by_id(root, "p3-en")) == "Question [A question is missing here]"


def test_emendation_is_marked_and_explained():
    root = page(make_text())
    mark = of_class(root, "emended")[0]
    assert words(mark) == "Zahlenreihe"
    entry = by_id(root, mark.get("href", "")[1:])
    assert words(entry) == (
        "2.1 Zahlenreihe transmitted as Zahlen reihe (A, raw line 12): A blank inside a word. ↩"
    )
    assert of_class(entry, "back")[0].get("href") == f"#{mark.get('id')}"


@pytest.mark.parametrize("marks", [[(0, 0)], [(9, 99)], [(5, 8), (6, 10)]])
def test_marks_out_of_place_never_change_the_words(marks):
    fault = Emendation(1, "x", "y", "z")
    segment = Segment("4.1", "Ein Satz.", "", tuple(Mark(a, b, fault) for a, b in marks))
    text = make_text()
    row = replace(text.rows[5], segments=(segment,))
    root = page(replace(text, rows=(row,)))
    assert words(by_id(root, "p4.1")) == "Ein Satz."


def test_without_the_original_the_first_words_stand():
    root = page(without_original(make_text()))
    assert words(by_id(root, "p2-de")) == "Eva Muster Eine … Sie endet … Doch …"
    assert of_class(by_id(root, "p2-de"), "seg--incipit")
    notice = of_class(root, "notice")[0]
    assert [a.get("href") for a in notice.iter("a")] == [LINKS.originals]
    assert words(by_id(root, "p2-en")) == "Eva Muster A series is long. It never ends, or does it?"
    assert not of_class(root, "emended")
    assert words(by_id(root, "title")) == "Die Probe"


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_words_come_out_as_they_went_in(hostile):
    fault = Emendation(1, hostile, "x", hostile)
    marked = Segment("4.1", f"x{hostile}", "", (Mark(0, 1, fault),))
    text = make_text()
    record = replace(text.record, title=Title(hostile, hostile))
    row = replace(text.rows[5], segments=(marked,), units=(unit("4.1", hostile),))
    root = page(replace(text, record=record, rows=(row,)))
    assert "".join(reading(by_id(root, "p4.1"))) == f"x{hostile}"
    assert "".join(of_class(root, "sent")[0].itertext()) == hostile
    assert "".join(by_id(root, "p4.1-en").itertext()) == hostile
    assert "".join(by_id(root, "title").itertext()) == hostile
    tails = {part.tail for part in root.iter() if part.tail}
    assert tails <= {" "}


def test_control_characters_show_as_pictures():
    text = make_text()
    row = replace(text.rows[5], segments=(Segment("4.1", "a\x02b\x03c\x00", ""),))
    assert words(by_id(page(replace(text, rows=(row,))), "p4.1")) == "a␂b␃c␀"


def test_passage_has_no_ids_and_links_to_its_place():
    text = make_text()
    reference = Reference("probe", "2.2", "3.1")
    figure = html.passage(text, reference, ["2.2", "2.3"], LINKS)
    assert not ids(figure)
    assert words(of_class(figure, "side--de")[0]) == "Eva Muster Sie endet nie. Doch."
    assert words(of_class(figure, "side--en")[0]) == "Eva Muster It never ends, or does it?"
    link = next(iter(figure.iter("a")))
    assert link.get("href") == "texts/probe.md#p2.2"
    assert link.get("data-range") == "p2.2-p3.1"
    assert words(link) == "probe:2.2-3.1"


def test_passage_takes_the_whole_of_a_joined_unit():
    figure = html.passage(make_text(), Reference("probe", "2.3", "2.3"), ["2.3"], LINKS)
    assert words(of_class(figure, "side--de")[0]) == "Eva Muster Sie endet nie. Doch."


def test_withheld_passage_holds_no_words():
    figure = html.passage(held_back(make_text()), Reference("probe", "2.1", "2.1"), ["2.1"], LINKS)
    assert "not part of the public edition" in words(figure)
    assert not list(figure.iter("blockquote"))


def test_contents_list_the_texts_and_say_what_is_left_out():
    texts = [(make_text(), LINKS), (held_back(make_text()), LINKS)]
    first, second = html.contents(texts)
    assert words(first) == "Die Probe The Test Eva Muster Interview 4 paragraphs, 8 sentences"
    assert words(second).endswith("left out of the public edition")
    assert [a.get("href") for a in first.iter("a")] == [LINKS.text]


@pytest.mark.parametrize(
    ("state", "confidence", "shown"),
    [("aligned", 0.62, True), ("aligned", 0.95, False), ("reviewed", 0.62, False)],
)
def test_a_unit_the_aligner_was_unsure_of_shows(
    state: UnitState, confidence: float, shown: bool
) -> None:
    text = make_text()
    rows = [
        replace(
            row,
            units=tuple(replace(u, state=state, confidence=confidence) for u in row.units),
        )
        for row in text.rows
    ]
    unsure = of_class(page(replace(text, rows=tuple(rows))), "seg--unsure")
    assert bool(unsure) is shown
    assert all("confidence 0.62" in (span.get("title") or "") for span in unsure)

"""Notes and corrections: their files read, their marks placed, their annotations written."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from casefiles import case_files, expect, sections
from hypothesis import given
from hypothesis import strategies as st
from test_markdown import make_text

from lesart.annotation.notes import anchor_of, parse_corrections, parse_notes
from lesart.core.findings import EditionError
from lesart.model import (
    NOTE_KINDS,
    AuthorCall,
    Correction,
    Edition,
    Emendation,
    Mark,
    Note,
    Row,
    Segment,
    Text,
    TranslationUnit,
)
from lesart.tasks.check import check_edition
from lesart.tasks.edition import Settings, load_edition, load_text
from lesart.view.calls import by_place, find_calls
from lesart.view.targets import edition_targets
from lesart.write.data.annotations import quotation, write_annotations
from lesart.write.html import page as html
from lesart.write.html.notes import concerned, note_marks

PATH = "source_texts/wolken/notes.md"


def shown(read: tuple[Note, ...] | tuple[Correction, ...]) -> str:
    """Write what was read, one record a line."""
    return "\n".join(json.dumps(asdict(one), ensure_ascii=False) for one in read)


@pytest.mark.parametrize("path", case_files("notes"), ids=lambda path: path.stem)
def test_notes_case(path: Path, accept: bool) -> None:
    try:
        found = shown(parse_notes(sections(path)[0].encode(), PATH))
    except EditionError as error:
        found = str(error)
    expect(path, 1, found, accept)


@pytest.mark.parametrize("path", case_files("corrections"), ids=lambda path: path.stem)
def test_corrections_case(path: Path, accept: bool) -> None:
    try:
        found = shown(parse_corrections(sections(path)[0].encode(), "corrections.md"))
    except EditionError as error:
        found = str(error)
    expect(path, 1, found, accept)


PIECES = st.sampled_from(
    ["## 1.1a „Wort“ = ‘word’", "## 1.1b", "## title.a ‘x’", "kind: fact", "kind: x", "kind:",
     "source: a – b", "source:", "", "Body.", "# T", "1. **A**", "   Told in: [x](note:a/1.1a).",
     "   Places: [x](a:1).", "   Text.", "\u2028", "„“ = ‘’"]
)  # fmt: skip
FILES = st.lists(PIECES | st.text(max_size=20), max_size=12).map("\n".join)


@given(FILES.map(str.encode) | st.binary(max_size=60))
def test_any_notes_file_gives_notes_or_findings_with_lines(data: bytes) -> None:
    try:
        notes = parse_notes(data, PATH)
    except EditionError as error:
        assert all(found.where.path == PATH and found.code for found in error.findings)
    else:
        lines = data.decode().split("\n")
        for note in notes:
            assert lines[note.line - 1].startswith("## ")
            assert note.kind in NOTE_KINDS
            assert note.body.strip()
            assert anchor_of(note.id) == note.at
            assert note.german or note.english
        assert len({note.id for note in notes}) == len(notes)


@given(FILES.map(str.encode) | st.binary(max_size=60))
def test_any_corrections_file_gives_corrections_or_findings(data: bytes) -> None:
    try:
        found = parse_corrections(data, PATH)
    except EditionError as error:
        assert all(one.where.path == PATH and one.code for one in error.findings)
    else:
        assert [one.number for one in found] == list(range(1, len(found) + 1))
        assert all(one.body and one.notes and one.places for one in found)


BODY = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1)
WORDS = st.lists(BODY, min_size=1, max_size=5).map(" ".join)


@given(WORDS.filter(lambda body: not body.startswith(("#", "kind:", "source:"))))
def test_a_body_comes_out_as_it_went_in(body: str) -> None:
    written = f"## 3.4a „Wort“ = ‘word’\n\nkind: language\n\n{body}\n"
    (note,) = parse_notes(written.encode(), PATH)
    assert note.body == body.strip()


# Marks


def note(id_: str) -> Note:
    """Make a note of an id."""
    return Note(id_, anchor_of(id_), "x", "x", "fact", (), "x")


def test_marks_stand_on_both_sides_or_where_there_are_words(mini: Settings) -> None:
    private = note_marks(load_text(mini, "wolken"))
    assert set(private.sides.values()) == {("de", "en")}
    assert by_place(private.calls, "de")["2.2"][0].at == len("Der Wetterdienst")
    english = by_place(private.calls, "en")
    assert list(english) == ["1.1", "1.2", "2.2", "4.1-4.2", "author"]
    assert not private.alone
    # Without the original a reader of the German alone finds the notes behind the first words.
    missing = note_marks(load_text(replace(mini, originals=()), "wolken"))
    assert by_place(missing.calls, "en") == english
    assert missing.alone == {(id_, "de") for id_ in private.sides}
    public = note_marks(load_text(replace(mini, audience="public"), "wolken"))
    assert not public.sides


def test_a_note_knows_the_corrections_of_its_place(mini: Settings) -> None:
    edition = load_edition(mini)
    (one,) = edition.corrections
    assert [n.id for n in edition.texts[1].notes if concerned("wolken", n, [one])] == ["2.2a"]
    assert concerned("zeichen", replace(note("1.2a"), at="1.2"), [one]) == [one]
    assert concerned("zeichen", note("2.1a"), [one]) == []


# Web annotations


def graph(mini: Settings, base: str):
    """Read annotations as linked data, with the terms that the tests ask for; no network."""
    rdflib = pytest.importorskip("rdflib")
    edition = load_edition(mini)
    data = json.loads(write_annotations(edition.texts[1], edition, base))
    local = json.loads((Path(__file__).parent / "data/anno-context.json").read_text("utf-8"))
    data["@context"] = [local["@context"], *data["@context"][1:]]
    found = rdflib.Graph()
    return found.parse(data=json.dumps(data), format="json-ld", publicID=f"{base}x/")


def test_annotations_are_linked_data(mini: Settings) -> None:
    base = "https://edition.example/"
    found = graph(mini, base)
    rows = found.query(
        """
        PREFIX oa: <http://www.w3.org/ns/oa#>
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        SELECT ?note ?fragment ?exact WHERE {
          ?note a oa:Annotation ; oa:hasTarget ?target ; oa:motivatedBy oa:commenting .
          ?target oa:hasSource ?source ; oa:hasSelector ?selector .
          ?selector a oa:FragmentSelector ; rdf:value ?fragment ; oa:refinedBy ?quote .
          ?quote a oa:TextQuoteSelector ; oa:exact ?exact .
        }"""
    )
    page = f"{base}texts/wolken/"
    assert {tuple(map(str, row)) for row in rows} >= {
        (f"{page}#n2.2a", "p2.2", "Wetterdienst"),
        (f"{page}#n2.2a", "p2.2-en", "weather service"),
    }
    rows = found.query(
        """
        PREFIX oa: <http://www.w3.org/ns/oa#>
        PREFIX as: <https://www.w3.org/ns/activitystreams#>
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        SELECT ?total ?kind WHERE {
          ?all a as:OrderedCollection ; as:totalItems ?total ; as:first ?page .
          ?note oa:hasBody ?body . ?body oa:hasPurpose oa:tagging ; rdf:value ?kind .
        }"""
    )
    kinds = {"fact", "language", "correction", "translation", "cross-reference"}
    assert {tuple(map(str, row)) for row in rows} == {("5", kind) for kind in kinds}


@pytest.mark.parametrize("sight", ["private", "missing", "public"])
def test_annotations_quote_what_the_audience_sees(mini: Settings, sight: str) -> None:
    settings = {
        "private": mini,
        "missing": replace(mini, originals=()),
        "public": replace(mini, audience="public"),
    }[sight]
    edition = load_edition(settings)
    data = json.loads(write_annotations(edition.texts[1], edition))
    targets = [target for item in data["first"]["items"] for target in item["target"]]
    languages = {target.get("language") for target in targets}
    seen = {"private": {"de", "en"}, "missing": {"en"}, "public": {None}}[sight]
    assert languages == seen
    assert all(target["source"] == "../texts/wolken/" for target in targets)
    quoted = [t["selector"]["refinedBy"] for t in targets if "refinedBy" in t["selector"]]
    assert bool(quoted) == (sight != "public")


def test_an_annotation_quotes_where_the_page_calls_the_note(mini: Settings) -> None:
    """Words that stand twice are meant in the sentence that has those of the other side too."""
    one = Note("1a", "1", "Die", "scales", "fact", (), "Said.")
    segments = (Segment("1.1", "Die Wolke.", "Die"), Segment("1.2", "Die Waage.", "Die"))
    units = (TranslationUnit("1.1", ("1.1",), "A cloud."),
             TranslationUnit("1.2", ("1.2",), "The scales."))  # fmt: skip
    text = replace(make_text(notes=(one,)), rows=(Row("1", "paragraph", "", segments, units),))
    data = json.loads(write_annotations(text, replace(load_edition(mini), texts=(text,))))
    selectors = [target["selector"] for target in data["first"]["items"][0]["target"]]
    assert [(one["value"], one["refinedBy"]["prefix"]) for one in selectors] == [
        ("p1", "Die Wolke. "),
        ("p1-en", "A cloud. The "),
    ]


def quoted_on_page(text: Text, edition: Edition) -> list[tuple[str, bool]]:
    """Tell of each quotation whether it stands in its fragment of the page, as its text is read."""
    targets = edition_targets(edition, {one.record.id: "t.md" for one in edition.texts}, "g.md")
    page = html.text_page(text, html.Links("x.md", glossary="g.md"), html.NoteSetting(targets))
    read = {one.get("id"): "".join(one.itertext()) for one in page.iter() if one.get("id")}
    data = json.loads(write_annotations(text, edition))
    found = []
    for target in (target for item in data["first"]["items"] for target in item["target"]):
        selector = target["selector"]
        if quote := selector.get("refinedBy"):
            words = quote.get("prefix", "") + quote["exact"] + quote.get("suffix", "")
            found.append((words, words in read[selector["value"]]))
    return found


@pytest.mark.parametrize("originals", [True, False])
def test_every_quotation_stands_in_the_text_of_its_page(mini: Settings, originals: bool) -> None:
    edition = load_edition(mini if originals else replace(mini, originals=()))
    found = [one for text in edition.texts for one in quoted_on_page(text, edition)]
    assert len(found) >= (10 if originals else 5)
    assert [words for words, stands in found if not stands] == []


def test_a_quotation_is_not_parted_by_marks_on_the_page(mini: Settings) -> None:
    """Other notes are called in its words and before them, words are emended, and verse breaks."""
    emended = Emendation(1, "Hass", "Haus", "misprint")
    segment = Segment(
        "1.1", "Das alte Haus steht am Fluss.", "Das", (Mark(9, 13, emended),),
        calls=(AuthorCall(19, "fn1"),),
    )  # fmt: skip
    second = Segment("1.2", "Dort wohnt niemand.", "Dort")
    units = (TranslationUnit("1.1-1.2", ("1.1", "1.2"), "The old house by the river is empty."),)
    notes = tuple(
        Note(f"1{letter}", at, german, english, "fact", (), "Said.")
        for letter, at, german, english in (
            ("a", "1.1", "alte Haus steht", "old house by"),
            ("b", "1.1", "alte", "house"),
            ("c", "1.1", "steht am Fluss", "river"),
            ("d", "1.2", "niemand", "is empty"),
            ("e", "1", "Fluss", "river"),
            ("f", "1", "Dort wohnt", ""),
        )
    )
    for role in ("paragraph", "verse"):
        note = Row("fn1", "note", "", (Segment("fn1.1", "Der Fluss ist die Saale.", "Der"),), ())
        rows = (Row("1", role, "", (segment, second), units), note)
        text = replace(make_text(notes=notes), rows=rows)
        found = quoted_on_page(text, replace(load_edition(mini), texts=(text,)))
        assert len(found) == 11
        assert [words for words, stands in found if not stands] == []


@given(st.lists(st.text("ab-é“ ", min_size=1, max_size=6), min_size=1, max_size=30), st.data())
def test_a_quotation_is_short_and_stands_in_its_text(pieces: list[str], data: st.DataObject):
    within = " ".join(pieces)
    start = data.draw(st.integers(0, len(within) - 1))
    end = data.draw(st.integers(start + 1, min(len(within), start + 12)))
    found = quotation(within[start:end], within, start)
    whole = "".join(found.get(name, "") for name in ("prefix", "exact", "suffix"))
    assert whole in within
    assert len(whole.split()) <= 13


def test_the_page_of_a_text_names_its_notes_by_their_ids(mini: Settings) -> None:
    links = html.Links("x.md", glossary="g.md")
    edition = load_edition(mini)
    targets = edition_targets(edition, {"wolken": "w.md", "zeichen": "z.md"}, "g.md")
    page = html.text_page(edition.texts[1], links, html.NoteSetting(targets))
    ids = [part.get("id") for part in page.iter() if part.get("id")]
    assert len(ids) == len(set(ids))
    for one in edition.texts[1].notes:
        assert {f"n{one.id}", f"n{one.id}-de", f"n{one.id}-en"} <= set(ids)
    hrefs = {part.get("href", "") for part in page.iter("a")}
    assert {href[1:] for href in hrefs if href.startswith("#")} <= set(ids)


def test_the_list_of_names_is_sorted_and_every_word_of_it_is_used() -> None:
    project = Path(__file__).parents[2]
    names = (project / "source_texts/spelling.txt").read_text("utf-8").split()
    assert names == sorted(set(names))
    files = [*project.glob("source_texts/**/*.[mt]*"), *project.glob("glossary/*.md")]
    used = "".join(path.read_text("utf-8") for path in files if path.name != "spelling.txt")
    assert [name for name in names if name not in used] == []


def test_a_note_may_be_about_a_place_and_quote_nothing(mini: Settings) -> None:
    path = mini.root / "source_texts/wolken/notes.md"
    body = "A remark on what is told here. " * 7
    added = "".join(
        f"\n## {head}\n\nkind: language\n\n{body.strip()} ({name})\n"
        for head, name in (("1.2x", "sentence"), ("2.3y 2.2-2.3", "range"), ("1z", "paragraph"))
    )
    path.write_text(path.read_text("utf-8") + added, "utf-8")
    assert [one for one in check_edition(mini) if one.code.startswith("N")] == []
    text = load_text(mini, "wolken")
    calls = {call.note.id: call for call in find_calls(text) if call.side == "de"}
    sentences = {one.id: one.text or "" for row in text.rows for one in row.segments}
    assert (calls["1.2x"].place, calls["1.2x"].at) == ("1.2", len(sentences["1.2"]))
    assert (calls["2.3y"].place, calls["2.3y"].at) == ("2.3", len(sentences["2.3"]))
    last = [one.id for row in text.rows if row.id == "1" for one in row.segments][-1]
    assert calls["1z"].place == last
    assert next(note for note in text.notes if note.id == "2.3y").place == "2.2-2.3"
    path.write_text(path.read_text("utf-8").replace("2.2-2.3", "2.9-2.3"), "utf-8")
    assert "N102" in {one.code for one in check_edition(mini)}

"""The printed book: nothing is lost, everything is found, and what it claims is true."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from pdf_reading import Proof, bare, in_reading_order, read, verdicts

from lesart.cli import cli
from lesart.core.findings import EditionError
from lesart.model import (
    ApparatusEntry,
    Bilingual,
    Correction,
    Edition,
    NamePlaces,
    Note,
    NoteSource,
    Occurrence,
    Rights,
    Row,
    Segment,
    Text,
    TranslationUnit,
    Work,
)
from lesart.site.downloads_pdf import pdf_files
from lesart.tasks.edition import Settings, load_edition
from lesart.tasks.pdf import file_names, make_pdf, make_pdfs
from lesart.write.pdf import typesetting as printing
from lesart.write.pdf.book import book
from lesart.write.pdf.data_checks import faults
from lesart.write.pdf.layouts import LAYOUTS
from lesart.write.pdf.typesetting import overfull, print_book, strayed
from lesart.write.pdf.volumes import volumes

pytestmark = pytest.mark.pdf

DATA = Path(__file__).parent / "data"
ADDRESS = "https://lesart.example/"
DATE = "2026-11-22"
HOSTILE = (
    r"#import \input{x} $x^2$ *stern* _unter_ @verweis `code` <script>alert(1)</script> &amp; "
    r"%prozent ~tilde [eckig](x) {geschweift} \\ \end{document} #eval(\"1\") </td> ]]> <!-- --> "
    r"// /* */ = + 1. \u{41} $$ {{ jinja }} {% x %} <lbl> 'a' \"b\" --- ... 。"
)


def note(id_: str, at: str, german: str = "", english: str = "", body: str = "") -> Note:
    """Make a note, in the form of `notes.md`."""
    said = body or f"What is to be said of {id_} [@korn2018, 4] [@reed2019], and [there](wolken:1)."
    return Note(id_, at, german, english, "language", (NoteSource("reed2019", "x"),), said)


def annotated(edition: Edition) -> Edition:
    """Give the tiny edition everything that a text can have."""
    notes = (
        note("title.a", "title", "Wolken", "Clouds"),
        note("1.1a", "1.1", "Wolken", "clouds"),
        note("2.2a", "2.2", "Wetterdienst", "", f"*Dienst*: {HOSTILE.replace('[eckig](x)', '')}"),
        note("2.2b", "2.2", "", "online list", "Two paragraphs.\n\nAnd 云 the second."),
        note("4a", "4", "Gewiss"),
    )
    entries = (ApparatusEntry("kept-9", "kept", "2.1", "It may be so.", "Man kann", "Man könnte"),)
    works = (
        Work("korn2018", {"author": [{"family": "Korn", "given": "Ada"}], "type": "webpage",
                          "title": "Wolken 云", "issued": {"date-parts": [[2018]]},
                          "URL": "https://korn.example/x"}),
        Work("reed2019", {"author": [{"family": "Reed"}], "type": "article", "title": "Winds",
                          "issued": {"date-parts": [[2019]]}}),
    )  # fmt: skip
    text = edition.texts[1]
    made = replace(
        text,
        notes=notes,
        textual=Bilingual("Ein *Zeuge*, siehe [dort](wolken:2.2).", "One witness [@korn2018]."),
        apparatus=(*text.apparatus, *entries),
    )
    told = Correction(1, "Clouds", "They *weigh*.", (("wolken", "1.1a"),), ("wolken:1.1",))
    texts = (edition.texts[0], made)
    return replace(edition, texts=texts, works=works, corrections=(told,), address=ADDRESS)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """Give the tiny edition as its reader sees it, with everything that a text can have."""
    return annotated(load_edition(Settings(DATA / "mini", (DATA / "mini-originals",), "private")))


def printed(edition: Edition, layout: str = "parallel", texts: Any = None) -> bytes:
    """Print without a cache, as if on one day."""
    return print_book(book(edition, texts or edition.texts, layout, DATE), 0)


@pytest.fixture(scope="module")
def whole(tiny: Edition) -> bytes:
    """Give the whole tiny edition, both sides beside each other."""
    return printed(tiny)


@pytest.fixture(scope="module")
def proof(whole: bytes) -> Proof:
    """Give what is read from it."""
    return read(whole)


def words_of(data: Any) -> Iterator[str]:
    """Give the words of all runs within the data of a book."""
    if isinstance(data, list):
        for one in data:
            yield from words_of(one)
    elif isinstance(data, dict):
        if isinstance(data.get("t"), str):
            yield data["t"]
        for value in data.values():
            yield from words_of(value)


def sentences(edition: Edition) -> Iterator[tuple[str, str, str]]:
    """Give every sentence of both sides, with the text and the paragraph in which it stands."""
    for text in edition.texts:
        for row in text.rows:
            for segment in row.segments:
                yield text.record.id, row.id, segment.text or ""
            for unit in row.units:
                yield text.record.id, row.id, unit.text


def notes_of(data: Any) -> dict[str, Any]:
    """Give the notes of a text within the data of a book."""
    found = dict(data["called"])
    for row in data["rows"]:
        found |= row["notes"]
    return found


# The data


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_data_hold_every_sentence_word_for_word(tiny: Edition, layout: str) -> None:
    made = book(tiny, tiny.texts, layout, DATE)
    for text, data in zip(tiny.texts, made["texts"], strict=True):
        rows = {row["id"]: row for row in data["rows"]}
        for row in (row for row in text.rows if row.role not in ("title", "lacuna")):
            sides = {"de": [s.text for s in row.segments], "en": [u.text for u in row.units]}
            for side, expected in sides.items():
                found = ["".join(words_of(s["r"])) for s in rows[row.id][side]]
                assert found == expected
        notes = notes_of(data)
        assert {*notes} == {one.id for one in text.notes}
        assert data["uncalled"] == []
        called = [one["n"] for one in notes.values()]
        assert sorted(called, key=int) == [str(n) for n in range(1, len(text.notes) + 1)]


def test_cuts_stand_where_both_sides_end_a_sentence(tiny: Edition) -> None:
    rows = {row["id"]: row for row in book(tiny, tiny.texts, "parallel", DATE)["texts"][1]["rows"]}
    assert rows["2"]["cuts"] == [[0, 0], [1, 1], [2, 2], [3, 3]]
    assert rows["3"]["cuts"] == [[0, 0], [1, 1]]
    # One unit renders both sentences, so nothing can be cut between them.
    assert rows["4"]["cuts"] == [[0, 0], [2, 1]]


def test_a_row_that_nobody_has_translated_keeps_its_place(tiny: Edition) -> None:
    row = Row("9", "paragraph", "", (Segment("9.1", "Rest.", "Rest"),), ())
    text = replace(tiny.texts[1], rows=(*tiny.texts[1].rows, row))
    data = book(replace(tiny, texts=(tiny.texts[0], text)), [text], "parallel", DATE)["texts"][0]
    assert data["rows"][-1]["en"][0]["r"] == [{"t": "[not yet translated]"}]
    assert data["rows"][-1]["en"][0]["a"] == []
    assert data["rows"][-1]["de"][0]["a"] == ["p9.1"]


def test_a_note_on_a_paragraph_is_called_at_the_words_it_quotes(tiny: Edition) -> None:
    told = (note("2a", "2", "Wassermengen", "wind and water"), note("2b", "2", "Man kann"),
            note("2c", "2", "nirgends", "online list"))  # fmt: skip
    text = replace(tiny.texts[1], notes=told)
    data = book(replace(tiny, corrections=()), [text], "parallel", DATE)["texts"][0]
    row = next(row for row in data["rows"] if row["id"] == "2")
    called = {
        side: [(one["ids"], run["fn"]) for one in row[side] for run in one["r"] if "fn" in run]
        for side in ("de", "en")
    }
    assert called["de"] == [(["2.1"], "2b"), (["2.2"], "2c"), (["2.3"], "2a")]
    assert called["en"] == [(["2.2"], "2c"), (["2.3"], "2a")]
    runs = row["de"][2]["r"]
    assert runs[runs.index({"fn": "2a"}) - 1]["t"].endswith("Wassermengen")


def test_a_note_names_every_source_that_it_does_not_cite(tiny: Edition) -> None:
    later = replace(tiny.works[0], key="korn2018a")
    one = replace(note("2.2a", "2.2", "Wetterdienst", "", "A word [@korn2018a]."),
                  sources=(NoteSource("korn2018", "x"), NoteSource("korn2018a", "y")))  # fmt: skip
    text = replace(tiny.texts[1], notes=(one,))
    data = book(replace(tiny, works=(*tiny.works, later), corrections=()), [text], "parallel", DATE)
    (made,) = notes_of(data["texts"][0]).values()
    assert [run.get("to") for run in made["sources"] if "to" in run] == ["bibliography:korn2018"]


def test_a_book_lists_what_its_corrections_cite(tiny: Edition) -> None:
    far = Correction(1, "A *b*", "So [@reed2019].", (("wolken", "1.1a"),), ("zeichen:1.1",))
    data = book(replace(tiny, corrections=(far,)), tiny.texts[:1], "parallel", DATE)
    assert [one["title"] for one in data["corrections"]] == ["A *b*"]
    assert [one["label"] for one in data["bibliography"]] == ["bibliography:reed2019"]
    cited = [run for run in data["corrections"][0]["body"] if "to" in run]
    assert cited


def test_ids_are_those_of_the_site_and_have_their_text_before_them(tiny: Edition) -> None:
    one = book(tiny, [tiny.texts[1]], "parallel", DATE)["texts"][0]
    both = book(tiny, tiny.texts, "parallel", DATE)["texts"][1]
    assert [row["label"] for row in one["rows"]][:2] == ["lead", "p1"]
    assert [row["label"] for row in both["rows"]][:2] == ["wolken:lead", "wolken:p1"]
    assert notes_of(both)["2.2a"]["label"] == "wolken:n2.2a"


def test_a_link_out_of_the_book_leads_to_the_web_or_nowhere(tiny: Edition) -> None:
    entry = book(tiny, [tiny.texts[0]], "parallel", DATE)["glossary"][0]
    assert entry["label"] == "glossary:zeichen"
    said = note("1.1x", "1.1", "", "", "See [there](wolken:2.2) and [cloud](term:wolke).")
    text = replace(tiny.texts[0], notes=(said,))
    edition = replace(tiny, texts=(text, tiny.texts[1]))
    links = book(edition, [text], "parallel", DATE)["texts"][0]
    links = notes_of(links)["1.1x"]["body"][0]
    assert links[1]["url"] == f"{ADDRESS}texts/wolken/#p2.2"
    assert links[3]["url"] == f"{ADDRESS}glossary/#wolke"
    silent = book(replace(edition, address=""), [text], "parallel", DATE)
    assert notes_of(silent["texts"][0])["1.1x"]["body"][0][1] == {"t": "there"}


# The file


def test_everything_is_found_in_the_file(tiny: Edition, proof: Proof) -> None:
    made = book(tiny, tiny.texts, "parallel", DATE)
    for words in words_of(
        [made["texts"], made["glossary"], made["bibliography"], made["colophon"]]
    ):
        assert _found(words, proof.words), words
    for term in tiny.glossary:
        for words in (term.lemma, *term.english.preferred, term.source):
            assert bare(words) in proof.words
    for text in tiny.texts:
        for entry in text.apparatus:
            assert bare(entry.emended) in proof.words
            assert bare(entry.reason) in proof.words
        for one in text.notes:
            assert bare(one.german) in proof.words
            assert bare(one.english) in proof.words
    for name in ("Korn,Ada", "Reed"):
        assert name in proof.words


def _found(words: str, text: str) -> bool:
    """Tell whether words stand in the file; those from right to left come out either way."""
    parts = [bare(part).strip("\u200f\u200e") for part in words.split("שלום")]
    return all(part in text or part[1:] in text for part in parts)


def test_hostile_words_come_out_as_they_went_in(tiny: Edition, proof: Proof) -> None:
    assert bare(HOSTILE.replace("[eckig](x)", "").rpartition("*stern*")[2]) in proof.words
    for text, _, words in sentences(tiny):
        if text == "zeichen" and "שלום" not in words:
            assert bare(words) in proof.words


def test_every_note_stands_on_the_page_of_its_sentence(tiny: Edition, proof: Proof) -> None:
    for one in tiny.texts[1].notes:
        at = {"title": "wolken:title"}.get(one.at, f"wolken:p{one.at}")
        assert proof.places[f"wolken:n{one.id}"] == proof.places[at], one.id


def test_every_place_has_its_name(tiny: Edition, proof: Proof) -> None:
    for text in tiny.texts:
        id_ = text.record.id
        for row in (row for row in text.rows if row.role != "title"):
            name = f"p{row.id}" if row.id[0].isdigit() else row.id
            assert f"{id_}:{name}" in proof.places
            for segment in (s for s in row.segments if s.id != row.id):
                name = f"p{segment.id}" if segment.id[0].isdigit() else segment.id
                assert f"{id_}:{name}" in proof.places
        assert {f"{id_}:{entry.id}" for entry in text.apparatus} <= proof.places.keys()
    assert {f"glossary:{term.id}" for term in tiny.glossary} <= proof.places.keys()
    assert {"bibliography:korn2018", "index", "colophon"} <= proof.places.keys()


def test_links_and_bookmarks(proof: Proof) -> None:
    assert proof.broken == 0
    assert f"{ADDRESS}texts/wolken/#p2" in proof.outside
    assert "https://korn.example/x" in proof.outside
    assert not any(one.startswith("lesart:") for one in proof.outside)
    assert {"glossary:wolke", "bibliography:korn2018", "zeichen:p2", "wolken:p1"} <= proof.inside
    chapters = ["Contents", "Zeichen & Zahlen", "Vom Wiegen der Wolken", "Textual introduction"]
    chapters += ["Apparatus", "Glossary", "Bibliography", "Index of terms and names", "Colophon"]
    assert [one for one in proof.bookmarks if one in chapters] == chapters
    assert any(one.startswith("Wolke") for one in proof.bookmarks)


def test_the_contents_and_the_index_give_the_right_pages(proof: Proof) -> None:
    contents = proof.pages[1]
    for chapter, place in (("Glossary", "glossary"), ("Colophon", "colophon")):
        line = next(line for line in contents.splitlines() if line.startswith(chapter))
        assert line.split()[-1].strip(".") == str(proof.places[place])
    index = proof.pages[proof.places["index"] - 1].split("\n")
    line = next(line for line in index if line.startswith("Wetterdienst"))
    assert str(proof.places["wolken:p2.2"]) in line.replace(",", " ").split()


def index_of(proof: Proof) -> str:
    """Give the words of the index on one line."""
    pages = proof.pages[proof.places["index"] - 1 : proof.places["colophon"] - 1]
    return re.sub(r"\s+", " ", " ".join(pages).replace("\u00ad ", "").replace("\u00ad\n", ""))


def test_the_index_gives_names_with_their_pages(tiny: Edition, proof: Proof) -> None:
    author, sentence = proof.places["wolken:author"], proof.places["wolken:p2.2"]
    index = index_of(proof)
    assert re.search(rf"Jena, town on the Saale {author}\b(?!, )", index)
    assert re.search(
        rf"weather service \(Wetterdienst\), an office that counts {sentence}\b", index
    )
    # Whom the bibliography cites is the same entry as whom the texts name.
    assert index.count("Korn, Ada") == 1


@pytest.mark.parametrize("layout", ["english", "german"])
def test_the_index_tells_what_stands_in_a_note_alone(tiny: Edition, layout: str) -> None:
    there = NamePlaces(notes=(Occurrence("1.1a", 0, 1, "jena", "J"),))
    proof = read(printed(tiny, layout, [replace(tiny.texts[1], named=there)]))
    assert f"Jena, town on the Saale {proof.places['n1.1a']}n" in index_of(proof)
    assert "weather service (Wetterdienst), an office" not in index_of(proof)


def test_the_index_has_no_part_without_entries(tiny: Edition) -> None:
    texts = tuple(replace(text, terms=(), occurrences=(), renderings=()) for text in tiny.texts)
    for glossary, title in ((), "Index of names"), (tiny.glossary, "Index of terms and names"):
        edition = replace(tiny, texts=texts, glossary=glossary)
        proof = read(printed(edition))
        assert title in proof.bookmarks
        assert "Names" in proof.bookmarks
        assert "Terms" not in proof.bookmarks
        assert "German headwords" not in index_of(proof)


def test_what_a_record_leaves_open_leaves_no_gap(tiny: Edition) -> None:
    rights = Rights("https://creativecommons.org/publicdomain/mark/1.0/", "")
    texts = tuple(
        replace(text, record=replace(text.record, authors=(), translators=(), rights=rights))
        for text in tiny.texts
    )
    data = book(replace(tiny, texts=texts), texts, "parallel", DATE)
    said = {one["name"]: "".join(words_of(one["said"])) for one in data["colophon"]}
    assert said["Rights in wolken"] == "Public Domain Mark 1.0."
    assert data["cover"]["private"] == ""
    assert "Copy" not in said


def test_two_of_one_name_keep_their_own_places(tiny: Edition) -> None:
    first, *others = (one for one in tiny.names if one.id in ("jena", "korn"))
    twin = replace(others[0], heading=first.heading, about="another")
    data = book(replace(tiny, names=(first, twin)), tiny.texts, "parallel", DATE)
    keys = [one["key"] for one in data["index"] if one["t"] == first.heading.en]
    assert keys == ["name:jena", "name:korn"]


def test_a_name_never_parts_a_term_or_an_emendation(tiny: Edition) -> None:
    row = next(row for row in book(tiny, tiny.texts, "parallel", DATE)["texts"][1]["rows"]
               if row["id"] == "2")  # fmt: skip
    (run,) = (
        run for one in row["de"] for run in one["r"] if "name:wetterdienst" in run.get("ix", ())
    )
    assert (run["t"], run["term"], "ed" in run) == ("Wetterdienst", "glossary:wetterdienst", True)


def test_tags_languages_and_metadata(proof: Proof) -> None:
    assert proof.claims == ("1", "2a")
    assert {"de", "en-GB", "zh-CN"} <= proof.languages
    assert proof.types["Note"] == 5
    assert proof.types["H1"] >= 5
    assert proof.types["P"] > 20
    assert proof.title == "Kleine Ausgabe / Tiny Edition"
    assert proof.authors == ["The Testers, Ada Korn, Tom Reed"]
    assert proof.labels
    assert proof.unembedded == []
    assert proof.sizes == {(595, 842)}


def test_number_german_english_are_read_in_this_order(whole: bytes) -> None:
    said = in_reading_order(whole)
    assert bare("4 ADA KORN Gewiss 5 5 4 Gewiss What is to be said of 4a") in said
    german, english = said.index(bare("Wer zu viel misst")), said.index(bare("Certainly:"))
    assert german < english
    assert bare("Wer zu viel misst, übersieht den Himmel. ADA KORN Certainly:") in said


def test_both_standards_are_kept(whole: bytes) -> None:
    assert verdicts(whole) == {"PDF/UA-1": [], "PDF/A-2a": []}


@pytest.mark.parametrize("layout", ["facing", "stacked", "english", "german"])
def test_every_layout(tiny: Edition, layout: str) -> None:
    data = printed(tiny, layout)
    assert verdicts(data) == {"PDF/UA-1": [], "PDF/A-2a": []}
    proof = read(data)
    assert proof.sizes == {(420, 595)}
    assert proof.broken == 0
    assert {f"wolken:n{one.id}" for one in tiny.texts[1].notes} <= proof.places.keys()
    sides = {"de": "Wer zu viel misst", "en": "Certainly: whoever measures too much"}
    for side, words in sides.items():
        assert (bare(words) in proof.words) == (side in LAYOUTS[layout].sides)
    if layout == "facing":
        left = proof.places["wolken:p4.2"]
        assert left % 2 == 0
        assert bare(sides["de"]) in bare(proof.pages[left - 1])
        assert bare(sides["en"]) in bare(proof.pages[left])


def test_an_opening_on_a_spread_has_german_on_the_left_and_no_head_on_a_blank_page(
    tiny: Edition,
) -> None:
    proof = read(printed(tiny, "facing", [tiny.texts[1]]))
    left = proof.places["title"]
    assert left % 2 == 0
    assert "Zeuge" in proof.pages[left - 1]
    assert "One witness" in proof.pages[left]
    assert "One witness" not in proof.pages[left - 1]
    assert proof.pages[left - 2].strip() == ""


def test_the_same_data_give_the_same_bytes(tiny: Edition) -> None:
    one = [tiny.texts[0]]
    assert printed(tiny, "english", one) == printed(tiny, "english", one)


def test_the_moment_is_that_of_source_date_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86401")
    assert printing.timestamp() == 86401
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(EditionError, match=r"SOURCE_DATE_EPOCH: error\[F006\]"):
        printing.timestamp()
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert printing.timestamp() % printing.DAY == 0


def test_an_unchanged_book_is_not_set_again(
    tiny: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = make_pdf(tiny, [tiny.texts[0]], "english", tmp_path)
    monkeypatch.setattr(printing, "_set", lambda *_: pytest.fail("it was set again"))
    assert make_pdf(tiny, [tiny.texts[0]], "english", tmp_path) == first
    assert len(list((tmp_path / "pdf").glob("*.pdf"))) == 1


# Long texts


def long_text(tiny: Edition) -> Text:
    """Make a text of two paragraphs, each longer than a page, with many notes."""
    words = "Wer die Dinge zählt, der ordnet sie und gibt ihnen einen Namen, den man behält"
    rows, notes = [], []
    for paragraph in (1, 2):
        ids = [f"{paragraph}.{n}" for n in range(1, 41)]
        german = tuple(Segment(id_, f"{words}, im Satz {id_}.", words[:8]) for id_ in ids)
        units = tuple(TranslationUnit(i, (i,), f"Whoever counts, in {i}, keeps.") for i in ids)
        rows.append(Row(str(paragraph), "paragraph", "", german, units))
        notes += [note(f"{id_}a", id_, "Dinge", "counts", f"A note at {id_}. " * 9) for id_ in ids]
    return replace(tiny.texts[0], rows=tuple(rows), notes=tuple(notes), occurrences=(), terms=())


@pytest.mark.parametrize("layout", ["parallel", "facing"])
def test_rows_break_over_pages_and_notes_stay_with_their_calls(tiny: Edition, layout: str) -> None:
    text = long_text(tiny)
    proof = read(printed(replace(tiny, texts=(text, tiny.texts[1])), layout, [text]))
    pages = set()
    for one in text.notes:
        here, there = proof.places[f"p{one.at}"], proof.places[f"n{one.id}"]
        # In the facing layout a note stands on the left page of its spread or on the right one.
        assert there - here in ((0, 1) if layout == "facing" else (0,)), one.id
        english = here + 1 if layout == "facing" else here
        assert bare(f"im Satz {one.at}.") in bare(proof.pages[here - 1])
        assert bare(f", in {one.at}, keeps.") in bare(proof.pages[english - 1])
        pages.add(here)
    assert len(pages) > 3
    # Of a spread, the first notes stand on the left-hand page and those after them on the right.
    stand = [proof.places[f"n{one.id}"] for one in text.notes]
    assert stand == sorted(stand)


def test_the_last_note_of_a_page_may_go_on_overleaf(tiny: Edition) -> None:
    text = long_text(tiny)
    said = "This is said at length, and then once more. " * 36
    notes = tuple(
        replace(one, body=f"Note {one.id} begins. {said}Note {one.id} ends.") for one in text.notes
    )
    text = replace(text, notes=notes)
    proof = read(printed(replace(tiny, texts=(text, tiny.texts[1])), "german", [text]))
    over = 0
    for one in notes:
        here = proof.places[f"n{one.id}"]
        assert here == proof.places[f"p{one.at}"], one.id
        assert bare(f"Note {one.id} begins.") in bare(proof.pages[here - 1])
        ends = [
            bare(f"Note {one.id} ends.") in bare(page) for page in proof.pages[here - 1 : here + 1]
        ]
        assert any(ends), one.id
        over += not ends[0]
    assert 0 < over < len(proof.pages)


@pytest.mark.parametrize("layout", ["parallel", "facing", "stacked"])
def test_what_is_longer_than_a_page_goes_on_overleaf(tiny: Edition, layout: str) -> None:
    words = " ".join(f"Im Teil {n} zählt man." for n in range(400))
    others = " ".join(f"In part {n} one counts." for n in range(400))
    said = " ".join(f"Of part {n} much is said." for n in range(400))
    row = Row("1", "paragraph", "", (Segment("1.1", words, words[:8]),),
              (TranslationUnit("1.1", ("1.1",), others),))  # fmt: skip
    text = replace(long_text(tiny), rows=(row,), notes=(note("1.1a", "1.1", "Im", "", said),))
    found = read(printed(replace(tiny, texts=(text, tiny.texts[1])), layout, [text])).words
    for n in range(100, 400):
        # One of the two stands before or behind the end of a page.
        assert f"ImTeil{n}" in found or f"{n}zähltman." in found
        assert f"Inpart{n}" in found or f"{n}onecounts." in found
        assert f"Ofpart{n}" in found or f"{n}muchissaid." in found


def test_a_question_stands_with_its_answer(tiny: Edition) -> None:
    text = tiny.texts[1]
    ask, answer = text.rows[2], text.rows[3]
    rows = []
    for n in range(1, 41):
        row, size = (ask, 1) if n % 2 else (answer, 1 + n % 3)
        segment = replace(row.segments[0], marks=())
        ids = [f"{n}.{s}" for s in range(1, size + 1)]
        segments = tuple(replace(segment, id=id_, text="Was man so sagt. " * 9) for id_ in ids)
        rows.append(replace(row, id=str(n), segments=segments, units=()))
    long = replace(text, rows=tuple(rows), notes=(), occurrences=(), renderings=(), apparatus=())
    edition = replace(tiny, texts=(tiny.texts[0], long), corrections=(), glossary=())
    proof = read(printed(edition, "german", [long]))
    assert proof.places["p39"] > proof.places["p1"] + 2
    for n in range(1, 41, 2):
        assert proof.places[f"p{n}"] == proof.places[f"p{n + 1}"], n


def test_a_very_long_edition_is_parted_into_volumes(tiny: Edition) -> None:
    long = long_text(tiny)
    rows = tuple(replace(long.rows[0], id=str(n), segments=(), units=()) for n in range(1, 8))
    text = replace(long, rows=rows)
    name = "of 2026/book"
    assert file_names(name, [replace(text, rows=rows * 1000)])[:2] == [f"{name}-1", f"{name}-2"]
    parts = volumes([tiny.texts[1], text, tiny.texts[0]], 3)
    shown = [[(t.record.id, [row.id for row in t.rows]) for t in part] for part in parts]
    assert shown[-2:] == [[("zeichen", ["7"])], [("zeichen", ["title", "1", "2"])]]
    assert max(sum(len(t.rows) for t in part) for part in parts) == 3
    both = [t for part in volumes(tiny.texts, 3) for t in part]
    for text in tiny.texts:
        mine = [one for one in both if one.record.id == text.record.id]
        assert tuple(row for one in mine for row in one.rows) == text.rows
        assert tuple(note for one in mine for note in one.notes) == text.notes
        assert {e for one in mine for e in one.apparatus} == set(text.apparatus)
    assert volumes(tiny.texts) == [list(tiny.texts)]


def test_a_volume_leads_to_the_others_on_the_web(tiny: Edition) -> None:
    text = volumes([tiny.texts[1]], 3)[1][0]
    proof = read(print_book(book(tiny, [text], "german", DATE, volume="volume 2 of 3"), 0))
    assert proof.broken == 0
    assert f"{ADDRESS}texts/wolken/#p1" in proof.outside
    assert proof.title.endswith("volume 2 of 3")
    assert {"p2.2", "p3"} <= proof.places.keys()
    assert "p1" not in proof.places


def test_what_did_not_hold_is_seen() -> None:
    places = {
        "call": [["a", 4], ["b", 4]], "noted": [["a", 4], ["b", 4]], "again": [["a", 5]],
        "begins": [[["t", 0, "de"], 4]], "ends": [[["t", 0, "de"], 5]],
    }  # fmt: skip
    assert strayed(places) == ["a"]
    assert overfull(places) == ["t, planned page 1"]
    spread = {**places, "begins": [[["t", 0, "de"], 4], [["t", 0, "en"], 5]]}
    assert strayed(spread) == []


# What stops


def test_a_character_that_no_face_has_is_named_with_its_place(tiny: Edition) -> None:
    text = tiny.texts[0]
    segment = replace(text.rows[1].segments[0], text="Ein \U0001f600 Zeichen.")
    row = replace(text.rows[1], segments=(segment, *text.rows[1].segments[1:]))
    strange = replace(text, rows=(text.rows[0], row, *text.rows[2:]))
    with pytest.raises(EditionError) as caught:
        printed(replace(tiny, texts=(strange, tiny.texts[1])), "german", [strange])
    assert "p1.1: error[F005]: no face of the book has “\U0001f600” (U+1F600)" in str(caught.value)


def test_a_link_that_leads_nowhere_is_named_with_its_place(tiny: Edition) -> None:
    text = replace(tiny.texts[1], notes=(note("2.2c", "2.2", "", "", "See [x](wolken:77)."),))
    with pytest.raises(EditionError, match=r"wolken:n2\.2c.*G013.*wolken:77"):
        book(replace(tiny, texts=(tiny.texts[0], text)), [text], "parallel", DATE)


def test_faults_of_the_data_are_found_before_it_is_set(tiny: Edition) -> None:
    made = book(tiny, tiny.texts, "parallel", DATE)
    assert list(faults(made)) == []
    made["texts"][1]["rows"][1]["label"] = "wolken:p2"
    made["glossary"][0]["related"] = [{"t": "x", "to": "glossary:none"}]
    with pytest.raises(EditionError) as caught:
        print_book(made, 0)
    said = str(caught.value)
    assert "wolken:p2: error[F001]: the id “wolken:p2” is given twice" in said
    assert "glossary:waage: error[F002]: the link to “glossary:none” leads nowhere" in said


# What the audience may have


def test_a_public_book_holds_no_words_of_a_text_without_permission(mini: Settings) -> None:
    private = annotated(load_edition(mini))
    public = annotated(load_edition(replace(mini, audience="public")))
    proof = read(printed(public))
    assert bare("no permission to publish it is recorded") in proof.words
    for text, paragraph, words in sentences(private):
        if paragraph not in ("title", "author") and text == "wolken":
            assert bare(words) not in proof.words
            for part in zip(*(words.split()[n:] for n in range(4)), strict=False):
                assert bare(" ".join(part)) not in proof.words
    assert "What is to be said of 1.1a" in " ".join("".join(proof.pages).split())
    assert bare("made for its reader alone") not in proof.words
    assert bare("made for its reader alone") in read(printed(private, "english")).words


def test_without_the_original_its_first_words_stand(mini: Settings) -> None:
    edition = annotated(load_edition(replace(mini, originals=())))
    proof = read(printed(edition, "german", [edition.texts[1]]))
    assert bare("Wer zu viel …") in proof.words
    assert bare("shown by its first words") in proof.words


# The command


def test_the_command_prints_a_text(mini: Settings, tmp_path: Path) -> None:
    target = tmp_path / "out.pdf"
    wanted = ["-C", str(mini.root), "pdf", "zeichen", "--layout", "english", "-o", str(target)]
    done = CliRunner().invoke(cli, wanted)
    assert done.exit_code == 0, done.output
    assert target.read_bytes().startswith(b"%PDF-1.7")
    assert str(target) in done.stdout
    assert "private" not in done.stderr
    done = CliRunner().invoke(cli, [word.replace("zeichen", "wolken") for word in wanted])
    assert "A private reading copy" in done.stderr


def test_the_file_of_several_texts_bears_their_names(
    mini: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(cli, ["-C", str(mini.root), "pdf", "wolken", "zeichen"])
    assert done.exit_code == 0, done.output
    assert [path.name for path in tmp_path.glob("*.pdf")] == ["zeichen-wolken.pdf"]


def test_an_edition_without_texts_makes_a_book_and_no_files_of_a_site(tiny: Edition) -> None:
    empty = replace(tiny, texts=(), corrections=(), glossary=())
    (pdf,) = make_pdfs(empty, ())
    assert read(pdf).broken == 0
    assert list(pdf_files(empty, None)) == []


@pytest.mark.parametrize("command", ["pdf", "epub"])
def test_the_command_looks_where_it_is_to_write_before_it_sets(
    mini: Settings, tmp_path: Path, command: str
) -> None:
    root = ["-C", str(mini.root), command]
    done = CliRunner().invoke(cli, [*root, "-o", str(tmp_path / "none" / "x")])
    assert done.exit_code == 2
    assert "there is no folder" in done.output
    done = CliRunner().invoke(cli, [*root, "--site-url", "lesart.example"])
    assert done.exit_code == 2
    assert "“lesart.example” is not a web address" in done.output


def test_the_command_knows_its_texts(mini: Settings) -> None:
    done = CliRunner().invoke(cli, ["-C", str(mini.root), "pdf", "nothing"])
    assert done.exit_code == 2
    assert "the edition has no text “nothing”" in done.output


def test_the_data_are_json(tiny: Edition) -> None:
    assert json.loads(json.dumps(book(tiny, tiny.texts, "facing", DATE)))["layout"] == "facing"

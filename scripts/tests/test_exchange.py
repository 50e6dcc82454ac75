"""Exchange: what is written is read back, by others and by us."""

from __future__ import annotations

from dataclasses import replace

import pytest
from command import run

from lesart.core.findings import EditionError
from lesart.core.prose import plain
from lesart.exchange.tbx import BASIC, CORE, LANG, MIN, format_tbx, parse_tbx, read_tbx
from lesart.exchange.term_csv import format_csv, parse_csv
from lesart.exchange.xliff import format_xliff
from lesart.model import Bilingual, ChineseTerm, English, Headword, Rendering, Term
from lesart.store.terms import read_glossary
from lesart.write.data.skos import format_skos

BASE = "https://edition.example/glossary/"
HOSTILE = 'a "b" <c> & \\ d\', é 云'
TERM = Term(
    id="wolke",
    path="glossary/wolke.md",
    lemma="Wolke",
    grammar="f., -, -n",
    also=(Headword("Gewölk", "n."),),
    english=English(("cloud", "to cloud"), (Rendering("haze", f"thin, {HOSTILE}"),), ("fog",)),
    related=("himmel",),
    source=HOSTILE,
    chinese=ChineseTerm("云", "yún"),
    definition=Bilingual(f"Ein *Tropfen* {HOSTILE}.", "Many [drops](term:himmel)."),
)
SKY = Term("himmel", "", "Himmel", English(("sky",)), Bilingual("Oben.", "Above."))


def test_tbx_is_read_back_by_us():
    read, sky = parse_tbx(format_tbx([TERM, SKY], "T").encode(), "t.tbx")
    definition = Bilingual(plain(TERM.definition.de), plain(TERM.definition.en))
    assert replace(read, path=TERM.path, definition=definition) == replace(
        TERM, definition=definition
    )
    assert read.definition.en == "Many drops."
    assert sky == replace(SKY, path="t.tbx")


def test_tbx_is_well_formed_for_others():
    etree = pytest.importorskip("lxml.etree")
    format_xliff([], "text")  # It takes the empty prefix for itself.
    written = format_tbx([TERM], "Ti & tle")
    assert "<conceptEntry " in written
    assert "<min:administrativeStatus>" in written
    root = etree.fromstring(written.encode())
    names = {"c": CORE, "m": MIN, "b": BASIC}
    assert (root.tag, root.get("type"), root.get("style")) == (f"{{{CORE}}}tbx", "TBX-Basic", "dct")
    assert root.findtext(".//c:titleStmt/c:title", None, names) == "Ti & tle"
    sections = root.findall(".//c:conceptEntry/c:langSec", names)
    assert [section.get(LANG) for section in sections] == ["de", "en", "zh-Hans"]
    statuses = sections[1].findall(".//m:administrativeStatus", names)
    assert [status.text.partition("Term")[0] for status in statuses] == [
        "preferred", "preferred", "admitted", "deprecated",
    ]  # fmt: skip
    assert HOSTILE in sections[0].findtext(".//b:definition", None, names)


def test_tbx_of_the_older_style_is_read():
    old = """<martif type="TBX"><text><body><termEntry id="c1">
    <langSet xml:lang="de-DE"><tig><term>Wolke</term></tig></langSet>
    <langSet xml:lang="en"><descrip type="definition">Drops.</descrip>
    <tig><term>cloud</term></tig>
    <tig><term>fog</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote>
    </tig></langSet></termEntry><termEntry id="c2"/></body></text></martif>"""
    read = read_tbx(old.encode(), "old.tbx")
    (term,) = read.terms
    assert [str(one) for one in read.findings] == [
        "old.tbx:6: c2: error[X023]: left out: the concept has no German and no English term"
    ]
    assert (term.id, term.lemma, term.definition.en) == ("c1", "Wolke", "Drops.")
    assert term.english == English(("cloud",), (), ("fog",))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "X002"),
        (b"<a", "X002"),
        (b"<tbx/>", "X003"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "X001"),
        (b"\xff\xfe\x00", "X002"),
    ],
)
def test_what_is_no_tbx_is_told(data, code):
    with pytest.raises(EditionError, match=code):
        parse_tbx(data, "t.tbx")


def test_csv_is_read_back():
    read = parse_csv(format_csv([TERM, SKY]).encode(), "t.csv")
    assert [replace(term, path="") for term in read] == [replace(TERM, path=""), SKY]


@pytest.mark.parametrize("word", ["=1+1", "-x", "+x", "@x"])
def test_csv_holds_no_formula(word):
    written = format_csv([replace(SKY, lemma=word)])
    assert f"himmel,'{word}," in written
    assert parse_csv(written.encode(), "t.csv")[0].lemma == word


def test_csv_of_a_spreadsheet_is_read():
    data = "\ufefflemma;preferred;admitted\r\nWolke;cloud;\r\n".encode()
    (term,) = parse_csv(data, "t.csv")
    assert (term.lemma, term.english.preferred) == ("Wolke", ("cloud",))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "X004"),
        (b"word\nx\n", "X004"),
        (b"lemma,id\n,x\n", "t.csv:2: error.X005"),
        (b"lemma,id\na,b,c\n", "too many cells"),
        (b"lemma\n\xff\n", "D001"),
    ],
)
def test_what_is_no_table_of_terms_is_told(data, said):
    with pytest.raises(EditionError, match=said):
        parse_csv(data, "t.csv")


def test_turtle_is_read_by_others():
    rdflib = pytest.importorskip("rdflib")
    graph = rdflib.Graph().parse(data=format_skos([TERM, SKY], HOSTILE, BASE), format="turtle")
    skos = rdflib.namespace.SKOS
    cloud, sky = rdflib.URIRef(f"{BASE}#wolke"), rdflib.URIRef(f"{BASE}#himmel")
    assert set(graph.subjects(rdflib.RDF.type, skos.Concept)) == {cloud, sky}
    labels = {str(label) for label in graph.objects(cloud, skos.prefLabel)}
    assert labels == {"Wolke", "cloud", "云"}
    assert list(graph.objects(cloud, skos.related)) == [sky]
    assert rdflib.Literal(HOSTILE, lang="en") in set(graph.objects(cloud, rdflib.DCTERMS.source))
    assert list(graph.objects(cloud, skos.hiddenLabel)) == [rdflib.Literal("fog", lang="en")]


def test_glossary_of_the_tiny_edition_goes_round(mini):
    terms = read_glossary(mini.root)
    assert len(terms) == 4
    assert [t.lemma for t in parse_tbx(format_tbx(terms, "T").encode(), "t")] == [
        t.lemma for t in terms
    ]
    again = parse_csv(format_csv(terms).encode(), "t")
    assert [t.definition for t in again] == [t.definition for t in terms]


@pytest.mark.parametrize(
    "word", ["'s Herz", "'=x", "''=x", "'tis", "'", "''", "=1+1", "-'s", "’s Herz", "'-x"]
)
def test_csv_keeps_every_apostrophe(word):
    written = format_csv([replace(SKY, lemma=word, source=word)])
    (read,) = parse_csv(written.encode(), "t.csv")
    assert (read.lemma, read.source) == (word, word)
    assert not any(cell[:1] in "=+-@" for cell in written.splitlines()[1].split(",") if cell)


def test_csv_from_elsewhere_keeps_its_apostrophe():
    (term,) = parse_csv(b'lemma,preferred\n"\'s Herz",heart\n', "t.csv")
    assert term.lemma == "'s Herz"


def test_a_long_cell_is_read():
    long = "Wort " * 60_000
    (term,) = parse_csv(f"lemma,source\nWolke,{long}\n".encode(), "t.csv")
    assert term.source == long.strip()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'lemma,preferred\nWolke,"cloud\nHimmel,sky\n', "t.csv:2: error.X005.: this is no CSV"),
        (b'lemma,preferred\n"Wolke"x,cloud\n', "t.csv:2: error.X005"),
        (b"lemma,lemma\nWolke,Himmel\n", "lemma twice"),
        (b"lemma\n" + b"x" * 10_000_001 + b"\n", "t.csv:2: error.X005.: this is no CSV: field"),
    ],
)
def test_csv_that_would_lose_words_is_refused(data, said):
    with pytest.raises(EditionError, match=said):
        parse_csv(data, "t.csv")


def test_a_term_that_could_not_be_read_again_is_refused_and_the_others_come_in(mini, tmp_path):
    file = tmp_path / "t.csv"
    file.write_text('lemma,preferred,definition_de\nWind,,\nSturm,storm,"a\n# de\nb"\nNebel,fog,\n')
    done = run(mini, "import", str(file))
    assert (done.returncode, done.stdout) == (1, "glossary/nebel.md\n")
    assert "error[X014]: left out: “Wind” makes no entry" in done.stderr
    assert "an entry needs a lemma and a preferred" in done.stderr
    assert "error[X014]: left out: “Sturm” makes no entry" in done.stderr
    assert "the words do not stand in both" in done.stderr
    assert not (mini.root / "glossary/wind.md").exists()
    assert len(read_glossary(mini.root)) == 5

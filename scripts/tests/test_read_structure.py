"""What readers keep beside the words, and what `add` makes of it."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from pathlib import Path

import docx
import pytest
from command import run
from hypothesis import given
from hypothesis import strategies as st

from lesart.core.findings import Finding
from lesart.exchange.readers import Block, read_blocks
from lesart.exchange.readers.roles import fold
from lesart.model import AuthorCall, Style
from lesart.tasks.check import check_edition
from lesart.tasks.edition import Settings, load_text

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MD = (
    "# Der Hof\n\nDer *alte* Hund[^1] schläft. Er **bellt** nie.\n\n## Abends\n\n"
    "> Ruhe[^b] jetzt.\n\n[^1]: Ein Dackel.\n[^b]: Nach acht.\n"
)
_HTML = (
    "<h1>Der Hof</h1><p>Der <em>alte</em> Hund<sup><a href='#fn1' role='doc-noteref'>1</a></sup>"
    " schläft. Er <b>bellt</b> nie.</p><h2>Abends</h2><blockquote>Ruhe<a href='#fn2'><sup>2</sup>"
    "</a> jetzt.</blockquote><section><ol><li id='fn1'><p>Ein Dackel. <a href='#r1'>↩</a></p></li>"
    "<li id='fn2'>Nach acht. <a role='doc-backlink' href='#r2'>zurück</a></li></ol></section>"
)
_TEI = (
    "<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><body><head>Der Hof</head><p>Der <hi"
    " rend='italic'>alte</hi> Hund<note place='foot'>Ein Dackel.</note> schläft. Er <hi"
    " rend='bold'>bellt</hi> nie.</p><div><div><head>Abends</head><quote>Ruhe<note place='foot'"
    ">Nach acht.</note> jetzt.</quote></div></div></body></text></TEI>"
)


def _docx() -> bytes:
    document = docx.Document()
    document.add_heading("Der Hof", 1)
    one = document.add_paragraph("Der ")
    one.add_run("alte").italic = True
    one.add_run(" Hund")
    one.add_run("NOTE1")
    one.add_run(" schläft. Er ")
    one.add_run("bellt").bold = True
    one.add_run(" nie.")
    document.add_heading("Abends", 2)
    document.add_paragraph("RuheNOTE2 jetzt.", style="Quote")
    written = io.BytesIO()
    document.save(written)
    made = io.BytesIO()
    notes = (
        f"<w:footnotes xmlns:w='{_W}'><w:footnote w:type='separator' w:id='0'><w:p/></w:footnote>"
        "<w:footnote w:id='1'><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>Ein Dackel.</w:t></w:r>"
        "</w:p></w:footnote><w:footnote w:id='2'><w:p><w:r><w:t>Nach acht.</w:t></w:r></w:p>"
        "</w:footnote></w:footnotes>"
    )
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                text = data.decode()
                for number in "12":
                    call = f"</w:t><w:footnoteReference w:id='{number}'/><w:t xml:space='preserve'>"
                    text = text.replace(f"NOTE{number}", call)
                data = text.encode()
            new.writestr(name, data)
        new.writestr("word/footnotes.xml", notes)
    return made.getvalue()


FILES = {"md": _MD.encode(), "html": _HTML.encode(), "xml": _TEI.encode(), "docx": _docx()}


@pytest.mark.parametrize("ending", FILES)
def test_every_kind_keeps_headings_styles_and_notes(ending: str) -> None:
    warnings: list[Finding] = []
    blocks = read_blocks(FILES[ending], f"a.{ending}", warnings)
    assert [(b.role, b.words) for b in blocks] == [
        ("heading", "Der Hof"),
        ("paragraph", "Der alte Hund schläft. Er bellt nie."),
        ("heading", "Abends"),
        ("quote", "Ruhe jetzt."),
        ("note", "Ein Dackel."),
        ("note", "Nach acht."),
    ]
    assert [b.level for b in blocks[::2]][:2] == [1, 2]
    assert blocks[1].styles == (Style(4, 8, "italic"), Style(26, 31, "bold"))
    assert blocks[1].calls == (AuthorCall(13, "fn1"),)
    assert blocks[3].calls == (AuthorCall(4, "fn2"),)
    assert "2 footnotes kept as notes" in [one.message for one in warnings]


def test_notes_on_a_page_of_their_own_in_a_book() -> None:
    data = io.BytesIO()
    page = "<html xmlns='http://www.w3.org/1999/xhtml' xmlns:epub='http://www.idpf.org/2007/ops'><body>{}</body></html>"
    with zipfile.ZipFile(data, "w") as book:
        book.writestr(
            "META-INF/container.xml",
            "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfiles>"
            "<rootfile full-path='O/book.opf'/></rootfiles></container>",
        )
        book.writestr(
            "O/book.opf",
            "<package xmlns='http://www.idpf.org/2007/opf'><manifest><item id='a' href='a.xhtml'/>"
            "<item id='n' href='n.xhtml'/></manifest><spine><itemref idref='a'/>"
            "<itemref idref='n'/></spine></package>",
        )
        call = "<p>Der Hund<a epub:type='noteref' href='n.xhtml#x'>1</a> schläft.</p>"
        book.writestr("O/a.xhtml", page.format(call))
        note = "<aside epub:type='footnote' id='x'><p>Ein Dackel. <a href='a.xhtml#c'>↩︎</a></p>"
        book.writestr("O/n.xhtml", page.format(f"{note}</aside>"))
    one, two = read_blocks(data.getvalue(), "a.epub")
    assert (one.words, one.calls) == ("Der Hund schläft.", (AuthorCall(8, "fn1"),))
    assert (two.role, two.words) == ("note", "Ein Dackel.")


def test_verse_of_tei_has_lines_and_indents() -> None:
    verse = (
        "<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><body><lg><l>Am <hi rend='sc'>Abend</hi>"
        "</l><l rend='indent(2)'>und nachts</l></lg><lg><l>Ruhe</l></lg></body></text></TEI>"
    )
    one, two = read_blocks(verse.encode(), "a.xml")
    assert (one.role, one.words, two.words) == ("verse", "Am Abend und nachts", "Ruhe")
    assert [(line.start, line.indent) for line in one.lines] == [(0, 0), (9, 2)]
    assert one.styles == (Style(3, 8, "small-caps"),)


RAISED = {
    "10<sup>30</sup> Meter": ("10³⁰ Meter", ()),
    "10<sup>-3</sup>": ("10⁻³", ()),
    "der 2<sup>te</sup> Mai": ("der 2te Mai", (Style(5, 7, "superscript"),)),
    "H<sub>2</sub>O": ("H2O", (Style(1, 2, "subscript"),)),
    "1986<sup>1, a</sup>.": ("1986¹, a.", (Style(5, 6, "superscript"), Style(7, 8, "superscript"))),
    "(a+b)<sup>2</sup>": ("(a+b)2", (Style(5, 6, "superscript"),)),
}


@pytest.mark.parametrize("page", RAISED)
def test_raised_text_that_is_no_call_stays(page: str) -> None:
    warnings: list[Finding] = []
    (block,) = read_blocks(f"<p>{page}</p>".encode(), "a.html", warnings)
    assert (block.words, block.styles) == RAISED[page]
    assert warnings == []


def test_a_raised_number_behind_a_stop_is_cut_and_named() -> None:
    warnings: list[Finding] = []
    page = "<p>Erst.</p><p>Er schläft.<sup>1</sup> „Nein.“<sup>[2]</sup> <i>Sie</i></p>"
    _, block = read_blocks(page.encode(), "a.html", warnings)
    assert (block.words, block.styles) == (
        "Er schläft. „Nein.“ Sie", (Style(20, 23, "italic"),)
    )  # fmt: skip
    (warning,) = warnings
    assert warning.message == "left out (raised marks that lead to no note: 2)"
    assert warning.evidence == ("paragraph 2: 1", "paragraph 2: [2]")


UNSEEN = {
    "a.txt": "Die Do\u00adnau\u00ad\ndampf\u200b\u2060schifffahrt \u00ad ruht.\n\n\u00ad\n",
    "a.md": "Die *Do\u00adnau*\u00ad\ndampfschiff\ufefffahrt ruht.",
    "a.html": "<p>Die <i>Do&shy;nau</i>dampfschiff&#173;fahrt &#xad;ruht.</p><p>&shy;</p>",
    "a.xml": "<TEI><text><body><p>Die Donaudampf\u00adschifffahrt ruht.</p></body></text></TEI>",
}


@pytest.mark.parametrize("name", UNSEEN)
def test_soft_hyphens_are_taken_out(name: str) -> None:
    (block,) = read_blocks(UNSEEN[name].encode(), name)
    assert block.words == "Die Donaudampfschifffahrt ruht."
    assert all(block.words[s.start : s.end] == "Donau" for s in block.styles)


def _folded(words: str) -> str:
    joined = re.sub("\u00ad[ \\t]*\n\\s*(?=[a-z\u00e9])", "", words)
    seen = joined.replace("\u00ad", "").replace("\u200b", "")
    return unicodedata.normalize("NFC", " ".join(seen.split()))


@given(
    st.lists(st.text(" \t\nab\u0301e\u00e9\u0308\u200b\u00ad", max_size=9), min_size=3, max_size=3)
)
def test_folding_keeps_a_range_on_its_words(parts: list[str]) -> None:
    before, marked, after = (f"{part}." for part in parts)
    words = before + marked + after
    start, end = len(before), len(before) + len(marked)
    made = fold(Block(words, styles=(Style(start, end, "italic"),), calls=(AuthorCall(end, "x"),)))
    assert made.words == _folded(words)
    (style,) = made.styles
    assert made.words[style.start : style.end] == _folded(marked)
    assert made.calls[0].at == style.end


def test_a_text_with_structure_is_added_with_its_translation(
    mini: Settings, tmp_path: Path
) -> None:
    source, target = tmp_path / "a.md", tmp_path / "b.md"
    source.write_text(_MD, "utf-8")
    target.write_text(
        "# The Farm\n\nThe old dog[^1] is asleep. It never barks.\n\n## In the Evening\n\n"
        "> Quiet[^b] now.\n\n[^1]: A dachshund.\n[^b]: After eight.\n", "utf-8"
    )  # fmt: skip
    done = run(
        mini, "add", "hof", "--source", str(source), "--translation", str(target),
        "--language", "de,en",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    text = load_text(mini, "hof")
    assert [(row.id, row.role) for row in text.rows] == [
        ("title", "title"), ("1", "paragraph"), ("h1", "heading"), ("2", "quote"),
        ("fn1", "note"), ("fn2", "note"),
    ]  # fmt: skip
    first = text.rows[1].segments[0]
    assert (first.styles, first.calls) == ((Style(4, 8, "italic"),), (AuthorCall(13, "fn1"),))
    assert [unit.text for row in text.rows[-2:] for unit in row.units] == [
        "A dachshund.", "After eight.",
    ]  # fmt: skip
    assert [one for one in check_edition(mini) if "hof" in str(one)] == []


PROSE = """Wer geht, der sieht mehr, und wer fährt,
kommt früher an und hat weniger gesehen,
als er hätte sehen können, wenn er nur
gegangen wäre.

Der Weg ist nicht kurz. Er führt durch den
Wald, über den Fluss und an einem Haus
vorbei, in dem seit Jahren keiner wohnt.
"""
VERSE = """Der Wald

Es steht ein Wald am Rand der Stadt,
    der keine Tür und Wände hat,
und wer hineingeht, findet bald
den Weg hinaus: Das ist der Wald.

Die Bäume reden nicht mit mir.
    Sie waren lange vor uns hier.
"""
CAPITALS = """Nun ruhen alle Wege aus,
Und jeder geht in seinen Bau,
Und wer noch draußen steht, ist grau,
Und wer noch draußen geht, ist Haus.
Und keiner weiß, wer ihn hier rief.
"""


def test_plain_verse_keeps_its_lines() -> None:
    warnings: list[Finding] = []
    blocks = read_blocks(VERSE.encode(), "wald.txt", warnings)
    assert [block.role for block in blocks] == ["paragraph", "verse", "verse"]
    assert [line.indent for line in blocks[1].lines] == [0, 1, 0, 0]
    starts = [line.start for line in blocks[1].lines]
    assert [blocks[1].words[at:].split()[0] for at in starts] == ["Es", "der", "und", "den"]
    assert [one.code for one in warnings] == ["A012"]
    assert [block.role for block in read_blocks(CAPITALS.encode(), "a.txt")] == ["verse"]


@pytest.mark.parametrize("prose", [PROSE, "Ein Satz.\n\nNoch einer.\n", "Eine\nZeile\n"])
def test_plain_prose_is_no_verse(prose: str) -> None:
    warnings: list[Finding] = []
    blocks = read_blocks(prose.encode(), "a.txt", warnings)
    assert {block.role for block in blocks} == {"paragraph"}
    assert warnings == []


def test_emphasis_of_a_translation_is_named_as_left_out(mini: Settings, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Das ist *der* Weg nach Hause.\n\nEr ist lang.\n", "utf-8")
    (tmp_path / "b.md").write_text("This is *the* way home.\n\nIt is **long**.\n", "utf-8")
    words = ["--source", str(tmp_path / "a.md"), "--translation", str(tmp_path / "b.md")]
    done = run(mini, "add", "neu", *words)
    assert "b.md: warning[A017]: left out (emphasis in the translation: 2)" in done.stderr
    assert "\n    the\n    long\n" in done.stderr
    assert "italic" in (mini.root / "source_texts/neu/marks.tsv").read_text("utf-8")

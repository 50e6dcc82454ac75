"""Readers: the same two paragraphs out of every kind of file."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lesart.core.findings import EditionError
from lesart.exchange.readers import READERS, read_paragraphs

WANTED = ["Vom Zählen", "Wer zählt, der ordnet & herrscht.", "Niemand fragte, wozu."]


def a_docx() -> bytes:
    document = docx.Document()
    document.add_heading(WANTED[0], 1)
    document.add_paragraph("Wer zählt, ").add_run("der ordnet & herrscht.").bold = True
    document.add_table(1, 1).cell(0, 0).text = WANTED[2]
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def an_epub() -> bytes:
    data = io.BytesIO()
    page = "<html xmlns='http://www.w3.org/1999/xhtml'><head><title>x</title></head><body>{}</body></html>"
    with zipfile.ZipFile(data, "w") as book:
        book.writestr(
            "META-INF/container.xml",
            "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfiles>"
            "<rootfile full-path='O/book.opf'/></rootfiles></container>",
        )
        book.writestr(
            "O/book.opf",
            "<package xmlns='http://www.idpf.org/2007/opf'><manifest><item id='b' href='b.xhtml'/>"
            "<item id='a' href='a.xhtml'/></manifest><spine><itemref idref='a'/>"
            "<itemref idref='b'/></spine></package>",
        )
        book.writestr("O/a.xhtml", page.format(f"<h1>{WANTED[0]}</h1>"))
        rest = "<p>Wer zählt, <i>der ordnet</i> &amp; herrscht.</p><p>Niemand fragte,<br/>wozu.</p>"
        book.writestr("O/b.xhtml", page.format(rest))
    return data.getvalue()


FILES = {
    "txt": "Vom Zählen\n\nWer zählt,\nder ordnet & herrscht.\n\n\nNiemand fragte, wozu.\n".encode(),
    "md": "---\na: b\n---\n# Vom Zählen\n\nWer zählt, *der ordnet* & herrscht.\n\n> Niemand"
    " fragte, wozu.\n".encode(),
    "html": "<title>x</title><nav>weg</nav><main><article><h1>Vom <b>Zählen</b></h1><p>Wer zählt,"
    " der ordnet &amp; herrscht.<script>weg</script></p><div>Niemand fragte, wozu.</div>"
    "</article></main><footer>weg</footer>".encode(),
    "tei": "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><p>weg</p></teiHeader><text><body>"
    "<head>Vom Zählen</head><p>Wer zählt, <hi>der ordnet</hi> &amp; herrscht.<note>weg</note></p>"
    "<p>Niemand fragte,<lb/>wozu.</p></body></text></TEI>".encode(),
    "docx": a_docx(),
    "epub": an_epub(),
}


@pytest.mark.parametrize("ending", FILES)
def test_every_kind_gives_the_same_paragraphs(ending: str) -> None:
    assert read_paragraphs(FILES[ending], f"text.{ending}") == WANTED


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not installed")
def test_a_broken_pdf_is_told() -> None:
    with pytest.raises(EditionError, match="pdftotext cannot read it"):
        read_paragraphs(b"%PDF-1.4 broken", "text.pdf")


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "a.txt", "holds no text"),
        (b" \n\n ", "a.txt", "holds no text"),
        (b"\0\1", "a.txt", "no text file"),
        (b"ok\n\xff", "a.txt", "a.txt:2: error[A002]: byte 0xff"),
        (b"PK\3\4rubbish", "a.docx", "not a readable .docx"),
        (b"rubbish", "a.epub", "not a readable .epub"),
        (b"<a>", "a.tei", "a.tei:1: error[A001]: this is no XML"),
        (b"<a/>", "a.xml", "no TEI body"),
        (b"x", "a.doc", "save it as .docx"),
        (b"one\n\ntwo\x07", "a.txt", "paragraph 2: the control character U+0007"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(data: bytes, name: str, words: str) -> None:
    with pytest.raises(EditionError) as caught:
        read_paragraphs(data, name)
    assert words in str(caught.value)


@given(st.binary(max_size=200), st.sampled_from([e for e in READERS if e != "pdf"]))
def test_any_bytes_are_paragraphs_or_findings(data: bytes, ending: str) -> None:
    try:
        paragraphs = read_paragraphs(data, f"a.{ending}")
    except EditionError as error:
        assert error.findings
    else:
        assert paragraphs
        assert all(paragraph.strip() for paragraph in paragraphs)


def test_utf_16_and_byte_order_marks_are_read(tmp_path: Path) -> None:
    text = FILES["txt"].decode()
    assert read_paragraphs(text.encode("utf-16"), "a.txt") == WANTED
    assert read_paragraphs(text.encode("utf-8-sig"), "a.txt") == WANTED

"""
Read running text from the files editors have: READERS maps a file's ending to its reader.

Each reader gives paragraphs of plain words, headings among them, and knows nothing of the others.
HTML, TEI and the pages of an EPUB are read with lxml, DOCX with python-docx, Markdown with
Python-Markdown by way of HTML; a PDF is read by `pdftotext`, where it is installed, and its
lines are joined as `joins` decides.
"""

from __future__ import annotations

import io
import posixpath
import re
import shutil
import subprocess
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import docx
import docx.opc.exceptions
from lxml import etree, html
from markdown import Markdown

from lesart.brackets import find_brackets_once
from lesart.diagnostics import EditionError, Finding, Location
from lesart.joins import decide_joins
from lesart.lexicon import load_lexicon
from lesart.normalize import split_lines
from lesart.tables import fault

_BLOCKS = frozenset(
    "p h1 h2 h3 h4 h5 h6 li dt dd blockquote pre figcaption td th div section article body "
    "header footer main aside caption".split()
)
_SKIPPED = frozenset("script style head nav template noscript svg sup".split())
_TEI_BLOCKS = frozenset("p head l ab item sp salute closer byline cell".split())
_TEI_SKIPPED = frozenset("teiHeader note fw figure".split())
_LARGEST_MEMBER = 50_000_000


def read_paragraphs(data: bytes, path: str) -> list[str]:
    """
    Read the paragraphs of a file by the ending of its name; plain text where it is unknown.

    Blanks are folded, and the words are in Unicode normalization form C. Raises EditionError for
    a file that is broken, empty, encrypted, or of a kind that cannot be read.
    """
    ending = path.rpartition(".")[2].lower() if "." in path else ""
    if ending in _HINTS:
        raise _broken(path, f"files of the kind .{ending} cannot be read", _HINTS[ending])
    reader = READERS.get(ending, read_plain)
    try:
        raw = list(reader(data, path))
    except (etree.LxmlError, zipfile.BadZipFile, ValueError, KeyError, OSError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise _broken(path, f"this is not a readable .{ending} file: {reason}") from None
    folded = (unicodedata.normalize("NFC", " ".join(part.split())) for part in raw)
    paragraphs = [paragraph for paragraph in folded if paragraph]
    if not paragraphs:
        raise _broken(path, "the file holds no text")
    for number, paragraph in enumerate(paragraphs, 1):
        if found := fault(paragraph):
            message = f"paragraph {number}: {found}"
            raise _broken(path, message, "take the character out of the file")
    return paragraphs


def _broken(path: str, message: str, hint: str = "") -> EditionError:
    return EditionError(Finding(Location(path), "A001", message, hint=hint))


def read_plain(data: bytes, path: str) -> Iterator[str]:
    """Read plain text in UTF-8 or UTF-16 with a byte-order mark; empty lines part paragraphs."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16")
    else:
        if b"\0" in data:
            raise _broken(path, "this is no text file", "give plain text, DOCX, EPUB, TEI or HTML")
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            message = f"byte 0x{data[error.start]:02x} is not UTF-8"
            hint = "save the file as UTF-8"
            raise EditionError(Finding(Location(path, line), "A002", message, (), hint)) from None
    yield from re.split(r"\n\s*\n", "\n".join(split_lines(text)))


def read_markdown(data: bytes, path: str) -> Iterator[str]:
    """Read Markdown, its marks taken off."""
    text = "\n\n".join(read_plain(data, path))
    body = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    md = Markdown(extensions=["footnotes"])
    find_brackets_once(md)
    yield from read_html(md.convert(body).encode(), path)


def read_html(data: bytes, path: str) -> Iterator[str]:
    """Read the text blocks of a page, or of its `article` or `main` where there is one."""
    if not data.strip():
        return
    root = parse_html(data)
    inner = root.find(".//article")
    if inner is None:
        inner = root.find(".//main")
    yield from _blocks(root if inner is None else inner, _BLOCKS, _SKIPPED)


def parse_html(data: bytes) -> Any:
    """Parse a page that is not empty, in UTF-8 or whatever it declares; nothing is fetched."""
    parser = html.HTMLParser(encoding="utf-8" if _is_utf8(data) else None, no_network=True)
    return html.document_fromstring(data, parser=parser)


def walk(root: Any) -> Iterator[tuple[str, Any]]:
    """Go through a parsed page: `start` and `end` of each element, and `comment`."""
    yield from etree.iterwalk(root, events=("start", "end", "comment"))


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def read_tei(data: bytes, path: str) -> Iterator[str]:
    """Read the text of a TEI file, notes and header left out."""
    root = _parse_xml(data)
    body = root.find(".//{*}body")
    if body is None:
        raise _broken(path, "the file has no TEI body")
    yield from _blocks(body, _TEI_BLOCKS, _TEI_SKIPPED)


def _parse_xml(data: bytes) -> Any:
    """Parse without entities, DTD and network: a file is data and fetches nothing."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(data, parser)


def _blocks(root: Any, blocks: frozenset[str], skipped: frozenset[str]) -> Iterator[str]:
    """Give the words of each innermost block, and of loose text between blocks."""
    words: list[str] = []
    silent = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        name = _name(element)
        if event == "start":
            silent += name in skipped
            if name in blocks:
                yield "".join(words)
                words = []
            # An entity is an element without a name; nothing is put in its place.
            words.append("" if silent or not name else element.text or "")
            words.append(" " if name in ("br", "lb") else "")
            continue
        if event == "end":
            silent -= name in skipped
            if name in blocks:
                yield "".join(words)
                words = []
        if not silent and element is not root:
            words.append(element.tail or "")
    yield "".join(words)


def _name(element: Any) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def read_docx(data: bytes, path: str) -> Iterator[str]:
    """Read the paragraphs of a Word file, those in tables included."""
    try:
        document = docx.Document(io.BytesIO(data))
    except docx.opc.exceptions.PackageNotFoundError:
        raise _broken(path, "this is not a readable .docx file") from None
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                yield from (p.text for cell in row.cells for p in cell.paragraphs)
        else:
            yield block.text


def read_epub(data: bytes, path: str) -> Iterator[str]:
    """Read the pages of an EPUB in the order of its spine."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        container = _parse_xml(_member(book, "META-INF/container.xml", path))
        package = container.find(".//{*}rootfile").get("full-path")
        opf = _parse_xml(_member(book, package, path))
        items = {item.get("id"): item.get("href") for item in opf.iterfind(".//{*}item")}
        for reference in opf.iterfind(".//{*}itemref"):
            name = posixpath.join(posixpath.dirname(package), items[reference.get("idref")])
            yield from read_html(_member(book, name, path), path)


def _member(book: zipfile.ZipFile, name: str, path: str) -> bytes:
    if book.getinfo(name).file_size > _LARGEST_MEMBER:
        raise _broken(path, f"its part {name} is larger than 50 MB")
    return book.read(name)


def read_pdf(data: bytes, path: str) -> Iterator[str]:
    """Read a PDF by `pdftotext`; its raw lines are joined as `decide_joins` says."""
    program = shutil.which("pdftotext")
    if not program:
        raise _broken(path, "pdftotext is not installed", "install poppler-utils, or give text")
    command = [program, "-enc", "UTF-8", "-nopgbrk", "-", "-"]
    done = subprocess.run(command, input=data, capture_output=True, check=False, timeout=300)
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise _broken(path, "pdftotext cannot read it", reason[0] if reason else "")
    yield from join_lines(split_lines(done.stdout.decode("utf-8", "replace")))


def join_lines(lines: list[str]) -> Iterator[str]:
    """Join raw lines to paragraphs; empty lines and breaks part them."""
    decided = {decision.line: decision.join for decision in decide_joins(lines, load_lexicon())}
    words = ""
    for number, line in enumerate(lines, 1):
        words += line.strip()
        join = decided.get(number, "break")
        if join == "break":
            yield words
            words = ""
        elif join == "join":
            words = words.removesuffix("-").removesuffix("\u00ad")
        elif join == "space":
            words += " "


READERS: dict[str, Callable[[bytes, str], Iterable[str]]] = {
    "txt": read_plain,
    "md": read_markdown,
    "markdown": read_markdown,
    "html": read_html,
    "htm": read_html,
    "xhtml": read_html,
    "xml": read_tei,
    "tei": read_tei,
    "docx": read_docx,
    "epub": read_epub,
    "pdf": read_pdf,
}
_HINTS = {
    "doc": "save it as .docx",
    "odt": "save it as .docx",
    "rtf": "save it as .docx",
    "mobi": "convert it to .epub",
}

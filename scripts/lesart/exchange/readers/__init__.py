"""
Read running text from the files editors have: READERS maps a file's ending to its reader.

Each reader gives paragraphs of plain words, headings among them, and knows nothing of the others;
what it leaves out, it names in a warning among them. HTML, TEI, DOCX and the pages of an EPUB are
read with lxml, Markdown with markdown-it by way of HTML; a PDF is read by `pdftotext`, where it is
installed, and its lines are joined as `joins` decides.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable

from lesart.core.findings import Finding
from lesart.core.tables import fault
from lesart.exchange.readers.epub import read_epub
from lesart.exchange.readers.pages import parse_html, read_html, walk
from lesart.exchange.readers.pdf import read_pdf
from lesart.exchange.readers.places import broken, place
from lesart.exchange.readers.plain import read_markdown, read_plain
from lesart.exchange.readers.roles import role_of
from lesart.exchange.readers.tei import read_tei
from lesart.exchange.readers.word import read_docx

__all__ = ["READERS", "parse_html", "read_paragraphs", "read_with_roles", "walk"]


def read_with_roles(
    data: bytes, path: str, warnings: list[Finding] | None = None
) -> list[tuple[str, str]]:
    """
    Read the paragraphs of a file by the ending of its name; plain text where it is unknown.

    Each comes with its role: `heading`, `item`, `quote`, `verse`, or `paragraph` where the file
    does not say more.

    Blanks are folded, and the words are in Unicode normalization form C. What is left out, or can
    be read in several ways, is appended to *warnings*. Raises EditionError for a file that is
    broken, empty, encrypted, or of a kind that cannot be read.
    """
    ending = path.rpartition(".")[2].lower() if "." in path else ""
    if ending in _HINTS:
        message = f"files of the kind .{ending} cannot be read"
        raise broken(place(path), message, _HINTS[ending])
    read = list(READERS.get(ending, read_plain)(data, path))
    if warnings is not None:
        warnings += [one for one in read if isinstance(one, Finding)]
    folded = [(role_of(one), " ".join(one.split())) for one in read if isinstance(one, str)]
    paragraphs = [(role, words) for role, words in folded if words]
    if not paragraphs:
        raise broken(place(path), "the file holds no text")
    for number, (_, words) in enumerate(paragraphs, 1):
        if found := fault(words):
            message = f"paragraph {number}: {found}"
            raise broken(place(path), message, "take the character out of the file")
    return [(role, unicodedata.normalize("NFC", words)) for role, words in paragraphs]


def read_paragraphs(data: bytes, path: str, warnings: list[Finding] | None = None) -> list[str]:
    """Read the paragraphs of a file as `read_with_roles` does, and leave out what each is."""
    return [words for _, words in read_with_roles(data, path, warnings)]


READERS: dict[str, Callable[[bytes, str], Iterable[str | Finding]]] = {
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

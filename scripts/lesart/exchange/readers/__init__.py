"""
Read running text from the files editors have: READERS maps a file's ending to its reader.

Each reader gives paragraphs of plain words, headings among them, and knows nothing of the others;
what it leaves out, it names in a warning among them. HTML, TEI, DOCX and the pages of an EPUB are
read with lxml, Markdown with markdown-it by way of HTML; a PDF is read by the boxes of `pdftotext`,
where it is installed. Words that lines divide are joined as `joins` decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from lesart.core.findings import Finding
from lesart.core.tables import line_fault
from lesart.exchange.readers.asked import USUAL, Asked
from lesart.exchange.readers.epub import read_epub
from lesart.exchange.readers.markdown import read_markdown
from lesart.exchange.readers.note_calls import with_notes
from lesart.exchange.readers.omissions import Omission, warnings_of
from lesart.exchange.readers.pages import parse_html, read_html, walk
from lesart.exchange.readers.pdf import read_pdf
from lesart.exchange.readers.places import broken, left_out, place
from lesart.exchange.readers.plain import read_plain
from lesart.exchange.readers.raised import keep_raised
from lesart.exchange.readers.roles import Block, fold
from lesart.exchange.readers.tei import read_tei
from lesart.exchange.readers.word import read_docx

__all__ = [
    "READERS",
    "Asked",
    "Block",
    "Omission",
    "parse_html",
    "read_blocks",
    "read_paragraphs",
    "read_with_roles",
    "walk",
]


def read_blocks(
    data: bytes,
    path: str,
    warnings: list[Finding] | None = None,
    omissions: list[Omission] | None = None,
    asked: Asked = USUAL,
) -> list[Block]:
    """
    Read the paragraphs of a file by the ending of its name; plain text where it is unknown.

    Each comes with its role, the styles of its words and the calls of the author's notes, which
    come last, each one block; `heading` has its level. Blanks are folded, soft hyphens go, and the
    words are in Unicode normalization form C. What is left out, or can be read in several ways, is
    appended to *warnings*, and all words that are left out to *omissions*; *asked* chooses where a
    file holds several forms of the text. Raises EditionError for a file that is broken, empty,
    encrypted, or of a kind that cannot be read.
    """
    ending = path.rpartition(".")[2].lower() if "." in path else ""
    if ending in _HINTS:
        message = f"files of the kind .{ending} cannot be read"
        raise broken(place(path), message, _HINTS[ending])
    reader = READERS.get(ending, read_plain)
    read = list(read_tei(data, path, asked) if reader is read_tei else reader(data, path))
    left = [one for one in read if isinstance(one, Omission)]
    made = (fold(one if isinstance(one, Block) else Block(one)) for one in read
            if not isinstance(one, Finding | Omission))  # fmt: skip
    paragraphs = [block for block in made if block.words]
    if not paragraphs:
        raise broken(place(path), "the file holds no text")
    for number, block in enumerate(paragraphs, 1):
        if found := line_fault(block.words):
            message = f"paragraph {number}: {found}"
            raise broken(place(path), message, "take the character out of the file")
    kept = [keep_raised(block) for block in paragraphs]
    left += [
        Omission("raised marks that lead to no note", mark, paragraph=number)
        for number, (_, marks) in enumerate(kept, 1)
        for mark in marks
    ]
    told = [one for one in read if isinstance(one, Finding)] + list(warnings_of(left, path))
    blocks, counted = with_notes([block for block, _ in kept])
    if counted:
        told.append(left_out(place(path), counted))
    if warnings is not None:
        warnings += told
    if omissions is not None:
        omissions += left
    return blocks


def read_with_roles(
    data: bytes, path: str, warnings: list[Finding] | None = None
) -> list[tuple[str, str]]:
    """Read a file as `read_blocks` does: the role and the words of each paragraph."""
    return [(block.role, block.words) for block in read_blocks(data, path, warnings)]


def read_paragraphs(
    data: bytes, path: str, warnings: list[Finding] | None = None, asked: Asked = USUAL
) -> list[str]:
    """Read the paragraphs of a file as `read_blocks` does, and leave out what each is."""
    return [block.words for block in read_blocks(data, path, warnings, asked=asked)]


READERS: dict[str, Callable[[bytes, str], Iterable[str | Block | Finding | Omission]]] = {
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

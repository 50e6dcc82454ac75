"""
Write the glossary as CSV for a spreadsheet, and read it back.

Several words in a cell are parted by `;`, and a reason or grammar follows its word after ` | `.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from lesart.diagnostics import EditionError, Finding, Location
from lesart.model import Bilingual, ChineseTerm, English, Headword, Rendering, Term
from lesart.tables import decode

COLUMNS = (
    "id", "lemma", "grammar", "also", "preferred", "admitted", "rejected", "related", "chinese",
    "pinyin", "source", "definition_de", "definition_en",
)  # fmt: skip
# A spreadsheet takes a cell that begins so for a formula; the apostrophe is its sign for text.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def format_csv(terms: Sequence[Term]) -> str:
    """Write one term a line, after a line of headings."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for term in terms:
        admitted = [_noted(item.rendering, item.reason) for item in term.english.admitted]
        cells = (
            term.id,
            term.lemma,
            term.grammar,
            _joined(_noted(word.lemma, word.grammar) for word in term.also),
            _joined(term.english.preferred),
            _joined(admitted),
            _joined(term.english.rejected),
            _joined(term.related),
            term.chinese.term if term.chinese else "",
            term.chinese.pinyin if term.chinese else "",
            term.source,
            term.definition.de,
            term.definition.en,
        )
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells])
    return out.getvalue()


def parse_csv(data: bytes, path: str) -> list[Term]:
    """
    Read terms from CSV; columns may be missing, but for `lemma`, and stand in any order.

    A semicolon or tab may part the cells, as spreadsheets write them in some countries. Raises
    EditionError for unknown columns and for lines without a lemma.
    """
    text = decode(data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n"), path)
    header = text.partition("\n")[0]
    delimiter = max(",;\t", key=header.count)
    reader = csv.DictReader(io.StringIO(text), delimiter=delimiter, restval="")
    unknown = [name for name in reader.fieldnames or () if name not in COLUMNS]
    if unknown or "lemma" not in (reader.fieldnames or ()):
        message = f"the columns are not known: {', '.join(unknown) or 'no lemma'}"
        hint = f"the columns are {', '.join(COLUMNS)}"
        raise EditionError(Finding(Location(path, 1), "X004", message, hint=hint))
    terms: list[Term] = []
    findings: list[Finding] = []
    for row in reader:
        cells = {name: (row.get(name) or "").strip().removeprefix("'") for name in COLUMNS}
        if None in row or not cells["lemma"]:
            said = "the line has too many cells" if None in row else "the line has no lemma"
            findings.append(Finding(Location(path, reader.line_num), "X005", said))
        else:
            terms.append(_term(cells, path))
    if findings:
        raise EditionError(findings)
    return terms


def _term(cells: dict[str, str], path: str) -> Term:
    admitted = [item.partition(" | ") for item in _parted(cells["admitted"])]
    also = [item.partition(" | ") for item in _parted(cells["also"])]
    chinese = cells["chinese"]
    return Term(
        id=cells["id"],
        path=path,
        lemma=cells["lemma"],
        grammar=cells["grammar"],
        also=tuple(Headword(word.strip(), note.strip()) for word, _, note in also),
        english=English(
            _parted(cells["preferred"]),
            tuple(Rendering(word.strip(), note.strip()) for word, _, note in admitted),
            _parted(cells["rejected"]),
        ),
        related=_parted(cells["related"]),
        source=cells["source"],
        chinese=ChineseTerm(chinese, cells["pinyin"]) if chinese else None,
        definition=Bilingual(cells["definition_de"], cells["definition_en"]),
    )


def _noted(word: str, note: str) -> str:
    # A semicolon within a note would part it, so it becomes a comma.
    return f"{word} | {note.replace(';', ',')}" if note else word


def _joined(words: Iterable[str]) -> str:
    return "; ".join(words)


def _parted(cell: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in cell.split(";") if word.strip())

"""
Write the glossary as CSV for a spreadsheet, and read it back.

Several words in a cell are parted by `;`, and a reason or grammar follows its word after ` | `.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from lesart.core.findings import EditionError, Finding, Location
from lesart.core.tables import decode
from lesart.exchange.read_terms import ReadTerms
from lesart.model import Bilingual, ChineseTerm, English, Headword, Rendering, Term

COLUMNS = (
    "id", "lemma", "grammar", "also", "preferred", "admitted", "rejected", "related", "chinese",
    "pinyin", "source", "definition_de", "definition_en",
)  # fmt: skip
# A spreadsheet takes a cell that begins so for a formula; the apostrophe is its sign for text.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_LONGEST_CELL = 10_000_000


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
        writer.writerow([f"'{cell}" if _FORMULA.match(cell) else cell for cell in cells])
    return out.getvalue()


def parse_csv(data: bytes, path: str) -> list[Term]:
    """Read terms from CSV as `read_csv` does, and raise what it raises."""
    return list(read_csv(data, path).terms)


def read_csv(data: bytes, path: str) -> ReadTerms:
    """
    Read terms from CSV; columns may be missing, but for `lemma`, and stand in any order.

    A semicolon or tab may part the cells, as spreadsheets write them in some countries. An
    apostrophe is taken off where it keeps a cell from being a formula, and stays elsewhere. A line
    without a lemma, or with too many cells, is left out and named. Raises EditionError for unknown
    columns, for quotes that do not close, and where there is no term.
    """
    csv.field_size_limit(_LONGEST_CELL)
    text = decode(data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n"), path)
    header = text.partition("\n")[0]
    delimiter = max(",;\t", key=header.count)
    reader = csv.DictReader(
        io.StringIO(text, newline=""), delimiter=delimiter, restval="", strict=True
    )
    try:
        _known_columns(reader.fieldnames or (), path)
        return _terms(reader, path)
    except csv.Error as error:
        line = reader.line_num + 1  # Where the row begins that cannot be read.
        message = f"this is no CSV: {error}"
        hint = "look for a quotation mark too many, or save it anew from the spreadsheet"
        raise EditionError(Finding(Location(path, line), "X005", message, hint=hint)) from None


def _known_columns(names: Sequence[str], path: str) -> None:
    wrong = [name for name in names if name not in COLUMNS]
    wrong += [f"{name} twice" for name in dict.fromkeys(names) if names.count(name) > 1]
    if wrong or "lemma" not in names:
        shown = ", ".join(wrong)[:120] or "no lemma"
        hint = f"the columns are {', '.join(COLUMNS)}"
        message = f"the columns are not known: {shown}"
        raise EditionError(Finding(Location(path, 1), "X004", message, hint=hint))


def _terms(reader: csv.DictReader[str], path: str) -> ReadTerms:
    terms: list[Term] = []
    findings: list[Finding] = []
    for row in reader:
        cells = {name: _read((row.get(name) or "").strip()) for name in COLUMNS}
        if None in row or not cells["lemma"]:
            said = "the line has too many cells" if None in row else "the line has no lemma"
            said = f"left out: {said}"
            findings.append(Finding(Location(path, reader.line_num), "X005", said))
        else:
            terms.append(_term(cells, path))
    if findings and not terms:
        raise EditionError(findings)
    return ReadTerms(tuple(terms), tuple(findings))


def _read(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


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

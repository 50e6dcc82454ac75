"""Make the files that fuzzing begins from: those that pandoc, Typst and Lesart itself write."""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
import zlib
from base64 import b64encode
from functools import cache
from pathlib import Path

import pypandoc
import typst

from lesart.exchange.po import format_po
from lesart.exchange.tbx import format_tbx
from lesart.exchange.term_csv import format_csv
from lesart.exchange.tmx import Pair, write_tmx
from lesart.exchange.xliff import format_xliff
from lesart.model import Outgoing
from lesart.source.ledger import digest
from lesart.store.terms import read_glossary
from lesart.tasks.edition import Settings, load_sources

DATA = Path(__file__).parents[1] / "tests/data"
PARTED = b"\n\x1e\n"
"""Parts the index of a dictionary from its text in one seed."""
_TEXT = """---
title: Vom Zählen
---

# Vom Zählen

Wer zählt, *der ordnet* & herrscht.[^1] Er sagt: „Nein“ – und [geht](https://example.org).

> Niemand fragte, wozu.

- Erstens: die Wolken
- Zweitens: der [neue]{.insertion author="A" date="2026-01-01T00:00:00Z"} Wind
  1. Drittens: das [alte]{.deletion author="A" date="2026-01-01T00:00:00Z"} Wetter

| Jahr | Wolken |
|------|--------|
| 1986 | zwei   |
| 1987 | drei   |

Die Formel $10^{30}$ und H~2~O, *kursiv **und fett***.\\
Neue Zeile mit `Kode`, dann Schluß.

    ein Block

Ein [Kommentar]{.comment-start id="1" author="A"}steht[]{.comment-end id="1"} hier.
März, über, naïve, 云.

[^1]: Ein Dackel. Und mehr dazu.
"""


@cache
def seeds(kind: str) -> tuple[bytes, ...]:
    """Give the files of one kind, the names of which are those of `subjects.SUBJECTS`."""
    return tuple(_SEEDS[kind]())


def _mini() -> Settings:
    return Settings(DATA / "mini", (DATA / "mini-originals",), "private")


def _pandoc(*formats: str) -> list[bytes]:
    """Let pandoc write the text in formats; a bookish one has several pages."""
    made = []
    with tempfile.TemporaryDirectory() as folder:
        for format_ in formats:
            path = Path(folder) / "made"
            pypandoc.convert_text(
                _TEXT, format_, "markdown", outputfile=str(path), extra_args=["--standalone"]
            )
            made.append(path.read_bytes())
    return made


def _changed_docx() -> list[bytes]:
    """Add what pandoc does not write: content controls, fields, boxes, moves, nested tables."""
    (data,) = _pandoc("docx")
    run = "<w:r><w:t>innen</w:t></w:r>"
    more = (
        f"<w:sdt><w:sdtContent><w:p>{run}<w:r><w:tab/><w:br/></w:r></w:p></w:sdtContent></w:sdt>"
        f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:moveTo>{run}</w:moveTo><w:moveFrom>{run}"
        "</w:moveFrom></w:p><w:tbl><w:tr><w:tc><w:tbl><w:tr><w:trPr><w:ins/></w:trPr><w:tc>"
        f"<w:p>{run}</w:p></w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>"
        f"<w:p><w:fldSimple w:instr='DATE'>{run}</w:fldSimple></w:p><w:sectPr"
    )
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", 8) as new:
        for info in old.infolist():
            words = old.read(info)
            if info.filename == "word/document.xml":
                words = words.replace(b"<w:sectPr", more.encode(), 1)
            new.writestr(info, words)
    return [data, made.getvalue()]


def _plain() -> list[bytes]:
    found = [path.read_bytes() for path in sorted(DATA.glob("*.txt"))]
    return [*found, _TEXT.encode(), _TEXT.encode("utf-16")]


def _units() -> list[Outgoing]:
    """Give the units of a text as `lesart export` does, but for the places of terms."""
    sources = load_sources(_mini(), "wolken")
    words = {segment.id: segment.text or "" for segment in sources.segments or ()}
    return [
        Outgoing(
            f"wolken:{unit.ids}",
            " ".join(words[id_] for id_ in unit.segments),
            unit.text,
            unit.state,
            notes=("Speaker: Newspaper",),
            terms=(("Wolken (Wolke)", ("cloud", "clouds")),),
            base=digest(unit.text),
            line=unit.line,
        )
        for unit in sources.units
    ]


def _memory() -> str:
    named = ("x-lesart-state", "reviewed")
    return write_tmx(Pair(unit.source, unit.target, (named,)) for unit in _units())


def _xliff() -> list[bytes]:
    own = format_xliff(_units(), "wolken").encode()
    marked = re.sub(rb"<source>(\w+)", rb"<source><pc id='1'><mrk id='m'>\1</mrk></pc>", own)
    return [own, marked]


def _dictionaries() -> list[bytes]:
    index, text = b"", b""
    for word, said in (("haus", "house; home"), ("wolke", "1. cloud 2. haze"), ("gehen", "to go")):
        entry = f"{word} /x/\n  {said}\n".encode()
        place = [b64encode(number.to_bytes(3, "big")) for number in (len(text), len(entry))]
        index += b"\t".join([word.encode(), *place]) + b"\n"
        text += entry
    packed = zlib.compressobj(wbits=31)
    ding = "# Ding\nHaus {n} | Häuser {pl} :: house; home | houses\nWolke {f} :: cloud\n"
    return [index + PARTED + packed.compress(text) + packed.flush(), ding.encode()]


_SEEDS = {
    "txt": _plain,
    "md": lambda: [_TEXT.encode(), *_pandoc("gfm", "commonmark_x")],
    "html": lambda: _pandoc("html", "html4"),
    "tei": lambda: _pandoc("tei"),
    "docx": _changed_docx,
    "epub": lambda: _pandoc("epub3", "epub2"),
    "pdf": lambda: [typst.compile(b"= Vom Wiegen\n#lorem(80)\n\nDr. Wolf und die Wol-\nken.")],
    "po": lambda: [format_po(_units(), "wolken").encode()],
    "xliff": _xliff,
    "tmx": lambda: [_memory().encode()],
    "tbx": lambda: [format_tbx(read_glossary(_mini().root), "T").encode()],
    "csv": lambda: [format_csv(read_glossary(_mini().root)).encode()],
    "works": lambda: [(_mini().root / "source_texts/bibliography.json").read_bytes()],
    "witness": lambda: [path.read_bytes() for path in (DATA / "mini-originals").iterdir()],
    "dictionary": _dictionaries,
}

"""Read a PDF as a reader's programs do: its words, places, links, tags and claims."""

from __future__ import annotations

import io
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import page
import pikepdf
import pypdf

_UA = "{http://www.aiim.org/pdfua/ns/id/}part"
_A = "{http://www.aiim.org/pdfa/ns/id/}"


def bare(words: str) -> str:
    """Take away what setting type adds or takes: blanks, and hyphens, which also end lines."""
    return re.sub(r"[\s\u00ad\u2010-]+", "", words)


@dataclass(frozen=True, slots=True)
class Proof:
    """Hold what was read from one file; pages are counted from 1."""

    pages: list[str]
    places: dict[str, int]
    broken: int
    outside: set[str]
    inside: set[str]
    bookmarks: list[str]
    types: dict[str, int]
    languages: set[str]
    claims: tuple[str, str]
    title: str
    authors: list[str]
    sizes: set[tuple[int, int]]
    labels: bool
    unembedded: list[str]

    @property
    def words(self) -> str:
        """Give the words of the whole file, bare."""
        return bare("".join(self.pages))


def read(data: bytes) -> Proof:
    """Read a file."""
    reader = pypdf.PdfReader(io.BytesIO(data))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        meta = pdf.open_metadata()
        numbers = {one.obj.objgen: n for n, one in enumerate(pdf.pages, 1)}
        named = dict(_named(pdf, numbers))
        broken, outside, inside = _links(pdf, named, numbers)
        types, languages = _tags(pdf)
        languages |= _of_words(pdf)
        creators = meta.get("dc:creator") or []
        return Proof(
            [one.extract_text() for one in reader.pages],
            named,
            broken,
            outside,
            inside,
            list(_bookmarks(reader.outline)),
            types,
            languages,
            (
                str(meta.get(_UA)),
                f"{meta.get(_A + 'part')}{str(meta.get(_A + 'conformance')).lower()}",
            ),
            str(meta.get("dc:title")),
            [creators] if isinstance(creators, str) else list(creators),
            {(round(p.mediabox[2]), round(p.mediabox[3])) for p in pdf.pages},
            "/PageLabels" in pdf.Root,
            _unembedded(pdf),
        )


def verdicts(data: bytes) -> dict[str, list[str]]:
    """Validate a file against both standards that it claims; the faults of each."""
    profiles = {"PDF/UA-1": "PDF_UA_1", "PDF/A-2a": "PDF_A_2A"}
    found = {}
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        for name, profile in profiles.items():
            result = page.validate_pdf(file.name, profile=getattr(page.ValidationProfile, profile))
            faults = [f"{f.rule_id}: {f.message}" for f in result.failures]
            found[name] = faults or ([] if result.is_compliant else ["not compliant"])
    return found


def _named(pdf: Any, numbers: dict[Any, int]) -> Iterator[tuple[str, int]]:
    stack = [pdf.Root.Names.Dests] if "/Names" in pdf.Root else []
    while stack:
        node = stack.pop()
        flat = list(node.get("/Names", []))
        for name, target in zip(flat[::2], flat[1::2], strict=True):
            at = target if isinstance(target, pikepdf.Array) else target.D
            yield str(name), numbers[at[0].objgen]
        stack += list(node.get("/Kids", []))


def _links(
    pdf: Any, named: dict[str, int], numbers: dict[Any, int]
) -> tuple[int, set[str], set[str]]:
    broken, outside, inside = 0, set(), set()
    for one in pdf.pages:
        for link in (a for a in one.obj.get("/Annots", []) if a.Subtype == "/Link"):
            action = link.get("/A", {})
            if action.get("/S") == "/URI":
                outside.add(str(action.URI))
                continue
            target = link.get("/Dest", action.get("/D"))
            if isinstance(target, pikepdf.Array):
                broken += target[0].objgen not in numbers
            else:
                broken += str(target) not in named
                inside.add(str(target))
    return broken, outside, inside


def _tags(pdf: Any) -> tuple[dict[str, int], set[str]]:
    types: dict[str, int] = {}
    languages: set[str] = set()
    stack, seen = [pdf.Root.StructTreeRoot], set()
    while stack:
        node = stack.pop()
        if isinstance(node, pikepdf.Array):
            stack += list(node)
        elif isinstance(node, pikepdf.Dictionary) and node.objgen not in seen:
            seen |= {node.objgen} - {(0, 0)}
            if "/S" in node:
                types[str(node.S)[1:]] = types.get(str(node.S)[1:], 0) + 1
                languages |= {str(node.Lang)} if "/Lang" in node else set()
            if "/K" in node and not isinstance(node.K, int):
                stack.append(node.K)
    return types, languages


def _of_words(pdf: Any) -> set[str]:
    """Find the languages of words within a line, which pages mark and not the tree."""
    found = set()
    for one in pdf.pages:
        one.contents_coalesce()
        found.update(re.findall(rb"/Lang\s*\(([^)]{1,20})\)", one.obj.Contents.read_bytes()))
    return {language.decode() for language in found}


def _bookmarks(outline: Any) -> Iterator[str]:
    for one in outline:
        if isinstance(one, list):
            yield from _bookmarks(one)
        else:
            yield str(one.title).strip()


def _unembedded(pdf: Any) -> list[str]:
    missing = []
    for font in (o for o in pdf.objects if isinstance(o, pikepdf.Dictionary)):
        if font.get("/Type") == "/Font" and "/FontDescriptor" in font:
            files = {"/FontFile", "/FontFile2", "/FontFile3"}
            missing += [] if files & set(font.FontDescriptor.keys()) else [str(font.BaseFont)]
    return missing


def in_reading_order(data: bytes) -> str:
    """Give the words of a file in the order of its tags, as a screen reader says them."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        numbers = {one.obj.objgen: n for n, one in enumerate(pdf.pages)}
        words = [_marked(one) for one in pdf.pages]

        def said(node: Any, page_: int) -> Iterator[str]:
            if isinstance(node, pikepdf.Array):
                for one in node:
                    yield from said(one, page_)
            elif isinstance(node, int):
                yield words[page_].get(node, "")
            elif node.get("/Type") != "/OBJR":
                page_ = numbers[node.Pg.objgen] if "/Pg" in node else page_
                inner = node.get("/MCID") if node.get("/Type") == "/MCR" else node.get("/K")
                yield from said(inner, page_) if inner is not None else ()

        return bare("".join(said(pdf.Root.StructTreeRoot.K, 0)))


def _marked(one: Any) -> dict[int, str]:
    """Give the words of a page by the number of their marked content."""
    letters = {str(name): _letters(font) for name, font in one.obj.Resources.Font.items()}
    found: dict[int, str] = {}
    stack: list[int] = []
    font = ""
    for step in pikepdf.parse_content_stream(one):
        operator, operands = str(step.operator), step.operands
        if operator in ("BDC", "BMC"):
            marked = operands[1] if operator == "BDC" else {}
            known = isinstance(marked, pikepdf.Dictionary) and "/MCID" in marked
            stack.append(int(marked["/MCID"]) if known else stack[-1] if stack else -1)
        elif operator == "EMC":
            stack.pop()
        elif operator == "Tf":
            font = str(operands[0])
        elif operator in ("Tj", "TJ"):
            parts = operands[0] if operator == "TJ" else operands
            raw = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
            glyphs = (raw[n : n + 2] for n in range(0, len(raw), 2))
            shown = "".join(letters[font].get(int.from_bytes(glyph), "") for glyph in glyphs)
            number = stack[-1] if stack else -1
            found[number] = found.get(number, "") + shown
    return found


def _letters(font: Any) -> dict[int, str]:
    """Read the map from glyphs to letters of a font."""
    table = font.ToUnicode.read_bytes().decode("latin-1")
    return {
        int(glyph, 16): bytes.fromhex(letters).decode("utf-16-be")
        for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL)
        for glyph, letters in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block)
    }

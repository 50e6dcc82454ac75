"""Render what the editors add to a text as the back of a TEI document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from lesart.citing.csljson import sound
from lesart.citing.dates import in_words, read_date
from lesart.citing.rich_text import as_plain
from lesart.citing.works import cited_keys
from lesart.core.prose import (
    Chinese,
    Citation,
    Emphasis,
    Piece,
    parse_paragraphs,
)
from lesart.core.references import dom_id, note_dom_id
from lesart.model import ApparatusEntry, Edition, Note, Term, Text, Work
from lesart.view.addresses import address
from lesart.view.prose import Targets
from lesart.view.targets import edition_targets
from lesart.write.tei.elements import is_iso, spaced, tei
from lesart.write.tei.rows import Words

_TERM, _KEY = "term-", "work-"


@dataclass(frozen=True, slots=True)
class _Prose:
    """Know where links of prose lead; the entries of `terms` stand in the same document."""

    targets: Targets
    terms: frozenset[str]

    def render(self, prose: str, path: str = "") -> list[Element]:
        """Render prose as paragraphs."""
        return [
            tei("p", *(self._piece(piece, path) for piece in pieces))
            for pieces in parse_paragraphs(prose)
        ]

    def _piece(self, piece: Piece, path: str) -> Element | str:
        if isinstance(piece, str):
            return piece
        if isinstance(piece, Chinese):
            return tei("foreign", piece.words, xml_lang="zh-Hans")
        if isinstance(piece, Citation):
            return self._citation(piece)
        within = [self._piece(one, path) for one in piece.within]
        if isinstance(piece, Emphasis):
            return tei("emph", *within)
        return tei("ref", *within, target=self._target(piece.target, path))

    def _citation(self, citation: Citation) -> Element:
        """Render works that are cited together, each by its key."""
        parts: list[Element | str] = []
        for key, locator in citation.works:
            name = "".join(run.words for run in self.targets.cited.label(key))
            parts += ["; " if parts else "(", tei("ref", name, type="citation", n=key)]
            parts += [f", {locator}"] if locator else []
        return tei("foreign", *parts, ")")

    def _target(self, target: str, path: str) -> str:
        aim = self.targets.aim(target, path)
        if aim.kind == "term" and aim.name in self.terms:
            return f"#{_TERM}{aim.name}"
        return self.targets.address(target, path)


def back(text: Text, edition: Edition, here: str, words: Words) -> Iterator[Element]:
    """Render what the editors add to a text, for the file *here*; *words* call its notes."""
    if text.withheld:
        return
    prose = _prose_of(text, edition, here)
    works = _cited(text, edition)
    divisions = [
        *_textual(text, prose),
        *_division("apparatus", [_entry(entry, text) for entry in text.apparatus]),
        *_division("notes", [_note(note, prose, works, words) for note in text.notes]),
        *_division("glossary", [_term(term, prose) for term in text.terms]),
    ]
    if works:
        listed = tei("listBibl", *(_work(work) for work in works))
        divisions.append(tei("div", listed, type="bibliography"))
    if divisions:
        yield tei("back", *divisions)


def _prose_of(text: Text, edition: Edition, here: str) -> _Prose:
    """Lead links to places of the same document, and else to the documents of the other texts."""
    pages = {
        one.record.id: ""
        if one.record.id == text.record.id
        else address(f"downloads/{one.record.id}.tei.xml", here, edition.address)
        for one in edition.texts
    }
    return _Prose(
        edition_targets(edition, pages, address("glossary/", here, edition.address)),
        frozenset(term.id for term in text.terms),
    )


def _cited(text: Text, edition: Edition) -> list[Work]:
    keys = {source.key for note in text.notes for source in note.sources}
    keys |= {key for note in text.notes for key in cited_keys(note.body)}
    return [work for work in edition.works if work.key in keys]


def _division(kind: str, content: Sequence[Element]) -> Iterator[Element]:
    if content:
        yield tei("div", *content, type=kind)


def _textual(text: Text, prose: _Prose) -> Iterator[Element]:
    if text.textual:
        for language in ("de", "en"):
            said = prose.render(getattr(text.textual, language))
            yield tei("div", *said, type="textual-introduction", xml_lang=language)


def _entry(entry: ApparatusEntry, text: Text) -> Element:
    """Render an entry of the apparatus; where the words are in the text, it points at them."""
    said: list[Element] = []
    in_text = entry.kind == "emendation" and text.original == "present"
    if entry.kind == "emendation" and not in_text:
        said = [tei("choice", tei("sic", entry.reading), tei("corr", entry.emended))]
    if entry.kind == "kept":
        considered = [tei("quote", entry.emended, type="considered")] if entry.emended else []
        said = [tei("quote", entry.reading, type="kept"), *considered]
    target = f"#{entry.id}" if in_text else entry.at and f"#{dom_id(entry.at)}"
    lines = f"lines {entry.line}–{entry.last}" if entry.last > entry.line else f"line {entry.line}"
    where = [tei("ref", lines, type="witness")] if entry.line else []
    return tei(
        "note",
        *spaced([*said, tei("seg", entry.reason, type="reason"), *where]),
        type=entry.kind,
        target=target,
        xml_id="" if in_text else entry.id,
    )


def _note(note: Note, prose: _Prose, works: Sequence[Work], words: Words) -> Element:
    """Render a note, which points at where it is called, or else at its place."""
    known = {work.key for work in works}
    anchors = [
        tei("quote", quoted, xml_lang=language)
        for language, quoted in (("de", note.german), ("en", note.english))
        if quoted
    ]
    sources = [
        tei("bibl", source.said, corresp=f"#{_KEY}{source.key}" if source.key in known else "")
        for source in note.sources
    ]
    body = prose.render(note.body, note.path)
    return tei(
        "note",
        *spaced([*anchors, *body, *sources]),
        type=note.kind,
        xml_id=note_dom_id(note.id),
        n=note.id,
        target=" ".join(
            f"#{anchor}"
            for anchor in words.anchors(note)
            or [dom_id(end) for end in (note.first, note.at) if end]
        ),
    )


def _term(term: Term, prose: _Prose) -> Element:
    """Render an entry of the glossary: headword, renderings, definition in both languages."""
    english = [
        *((words, "preferred") for words in term.english.preferred),
        *((item.rendering, "admitted") for item in term.english.admitted),
    ]
    items = [tei("item", tei("term", term.lemma, xml_lang="de"))]
    items += [tei("item", tei("gloss", words, type=kind, xml_lang="en")) for words, kind in english]
    for language in ("de", "en"):
        said = prose.render(getattr(term.definition, language), term.path)
        items.append(tei("item", *said, xml_lang=language))
    return tei("list", *items, type="term", xml_id=f"{_TERM}{term.id}")


def _work(work: Work) -> Element:
    """Render a work by its CSL item: who, what, when and where to find it."""
    item = work.item
    parts: list[Element] = []
    for role, tag in (("author", "author"), ("editor", "editor"), ("translator", "editor")):
        for name in item.get(role, ()):
            written = name.get("literal") or " ".join(
                part for part in (name.get("given"), name.get("family")) if part
            )
            parts.append(tei(tag, str(written), role="translator" if role == "translator" else ""))
    parts.append(tei("title", as_plain(str(item.get("title", "")))))
    if container := item.get("container-title"):
        parts.append(tei("title", as_plain(str(container)), level="m"))
    if publisher := item.get("publisher"):
        parts.append(tei("publisher", str(publisher)))
    if issued := read_date(item.get("issued")):
        exact = len(issued.days) == 1 and not issued.circa and not issued.open
        when = "-".join(str(part).zfill(2) for part in issued.days[0]) if exact else ""
        said = when or in_words(issued)
        parts.append(tei("date", said, when=when if is_iso(when) else ""))
    for field in ("DOI", "ISBN", "URL"):
        if value := sound(item).get(field):
            parts.append(tei("idno", str(value), type=field))
    return tei("bibl", *spaced(parts), xml_id=f"{_KEY}{work.key}")

"""Read the entries of the glossary: front matter for the term, a definition in each language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lesart.core import references
from lesart.core.findings import EditionError, Finding, Location
from lesart.core.records import convert, read_yaml, write_yaml
from lesart.core.tables import decode, parse_rows
from lesart.model import (
    Bilingual,
    ChineseTerm,
    English,
    Headword,
    Overruling,
    Strict,
    Term,
)

TABLE = ("id", "de", "en", "de_aliases", "en_aliases")
_FRONT = re.compile(r"---\n(.*?)^---\n", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"^# (de|en)\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class EntryFront(Strict):
    """
    Hold what stands before the definitions of a term: the front matter of `glossary/TERM.md`.

    `forms` are forms that the rules would not find, `compounds` those with the term as head that
    are linked as well; `suspended` lets a cut-off compound stand for the whole. `apart` names terms
    that no rendering may be shared with; `skip` and `include` are places where the rules are
    overruled.
    """

    lemma: str
    english: English
    grammar: str = ""
    also: tuple[Headword, ...] = ()
    forms: tuple[str, ...] = ()
    compounds: tuple[str, ...] = ()
    suspended: bool = False
    related: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    source: str = ""
    chinese: ChineseTerm | None = None
    skip: tuple[Overruling, ...] = ()
    include: tuple[Overruling, ...] = ()


def parse_entry(data: bytes, path: str) -> Term:
    """
    Read one entry; its id is the name of the file.

    Raises EditionError with the line of every fault: no front matter, unknown keys, a missing
    definition, a reference out of form, a compound in which the term is not the head.
    """
    text = decode(data, path)
    front = _FRONT.match(text)
    if not front:
        hint = "begin the file with a line of ---, the keys, and a second line of ---"
        raise EditionError(Finding(Location(path, 1), "G001", "no front matter", hint=hint))
    # The empty line in place of the rule keeps the line numbers of the file.
    entry = convert(read_yaml(f"\n{front[1]}".encode(), path), EntryFront)
    id_ = path.rpartition("/")[2].removesuffix(".md")
    findings = list(_faults(entry, id_, path))
    definition = _definition(text[front.end() :], path, findings)
    if findings:
        raise EditionError(findings)
    return Term(
        id=id_,
        path=path,
        lemma=entry.lemma,
        grammar=entry.grammar,
        also=entry.also,
        forms=entry.forms,
        compounds=entry.compounds,
        suspended=entry.suspended,
        english=entry.english,
        related=entry.related,
        apart=entry.apart,
        source=entry.source,
        chinese=entry.chinese,
        skip=entry.skip,
        include=entry.include,
        definition=definition,
    )


def _written(entry: EntryFront) -> Iterator[str]:
    """List all that is looked for in the texts."""
    yield from (entry.lemma, *(word.lemma for word in entry.also), *entry.forms)
    english = entry.english
    yield from (*english.preferred, *(one.rendering for one in english.admitted), *english.rejected)


def _faults(entry: EntryFront, id_: str, path: str) -> Iterator[Finding]:
    where = Location(path)
    if not references.is_text_id(id_):
        hint = "lower-case letters, figures and single hyphens"
        yield Finding(where, "G002", f"“{id_}” cannot be the id of a term", hint=hint)
    if not entry.lemma.strip() or not entry.english.preferred:
        yield Finding(where, "G003", "an entry needs a lemma and a preferred rendering")
    elif not all(any(map(str.isalnum, written)) for written in _written(entry)):
        yield Finding(
            where, "G014", "a headword, a form or a rendering has neither letter nor figure"
        )
    heads = [word for word in (entry.lemma, *(one.lemma for one in entry.also)) if word.strip()]
    for compound in entry.compounds:
        if not any(compound.lower().endswith(head.split()[-1].lower()) for head in heads):
            message = f"in “{compound}” the term is not the head, and a modifier is never linked"
            yield Finding(where, "G004", message, hint="take it out, or make it a headword")
    for exception in (*entry.skip, *entry.include):
        reference = references.parse_reference(exception.at)
        if reference is None or not references.is_segment(reference.first):
            message = f"“{exception.at[:60]}” is no reference to a sentence"
            yield Finding(where, "G005", message, hint="such as mytext:3.4")
        if not exception.reason.strip():
            yield Finding(where, "G006", f"the exception at {exception.at[:60]} needs a reason")


def parse_bilingual(data: bytes, path: str) -> Bilingual:
    """
    Read prose in both languages: `# de` and the German, `# en` and the English.

    Raises EditionError where one of them is missing or empty.
    """
    findings: list[Finding] = []
    found = _definition(decode(data, path), path, findings)
    if findings:
        raise EditionError(findings)
    return found


def _definition(body: str, path: str, findings: list[Finding]) -> Bilingual:
    parts = _HEADING.split(body)
    found = {lang: words.strip() for lang, words in zip(parts[1::2], parts[2::2], strict=True)}
    if parts[0].strip() or parts[1::2] != ["de", "en"] or not all(found.values()):
        hint = "write “# de”, the German words, “# en”, the English words, each on lines of its own"
        message = "the words do not stand in both languages"
        findings.append(Finding(Location(path), "G007", message, (), hint))
    return Bilingual(found.get("de", ""), found.get("en", ""))


def parse_table(data: bytes, path: str) -> list[Term]:
    """
    Read a small glossary from a table with the columns of TABLE; aliases are parted by `;`.

    Every cell but `id` may be empty. Raises EditionError for an id given twice or empty.
    """
    terms: list[Term] = []
    findings: list[Finding] = []
    seen: dict[str, int] = {}
    for line, (id_, de, en, de_aliases, en_aliases) in parse_rows(data, path, TABLE):
        where = Location(path, line)
        if not id_ or id_ in seen:
            findings.append(Finding(where, "G008", f"the id “{id_[:60]}” is empty or stands twice"))
        seen[id_] = line
        german = [word for word in (de, *de_aliases.split(";")) if word.strip()]
        english = tuple(word.strip() for word in (en, *en_aliases.split(";")) if word.strip())
        lemma, *others = german or [""]
        terms.append(
            Term(
                id=id_,
                path=path,
                lemma=lemma.strip(),
                also=tuple(Headword(word.strip()) for word in others),
                english=English(english),
                definition=Bilingual("", ""),
            )
        )
    if findings:
        raise EditionError(findings)
    return terms


def format_entry(term: Term) -> str:
    """Write an entry as `parse_entry` reads it; what is empty is left out."""
    admitted = [{"rendering": r.rendering, "reason": r.reason} for r in term.english.admitted]
    front = {
        "lemma": term.lemma,
        "grammar": term.grammar,
        "also": [{"lemma": word.lemma, "grammar": word.grammar} for word in term.also],
        "forms": list(term.forms),
        "compounds": list(term.compounds),
        "english": {
            "preferred": list(term.english.preferred),
            "admitted": admitted,
            "rejected": list(term.english.rejected),
        },
        "related": list(term.related),
        "apart": list(term.apart),
        "source": term.source,
        "chinese": term.chinese and {"term": term.chinese.term, "pinyin": term.chinese.pinyin},
    }
    kept = {key: value for key, value in front.items() if value}
    de, en = term.definition.de or "…", term.definition.en or "…"
    return f"---\n{write_yaml(kept)}---\n\n# de\n\n{de}\n\n# en\n\n{en}\n"


def headwords(term: Term) -> Sequence[str]:
    """List every German word or phrase that the entry stands for."""
    words = (term.lemma, *(word.lemma for word in term.also), *term.compounds)
    return [word for word in words if word]

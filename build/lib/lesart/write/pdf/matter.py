"""Write for the press what stands before and after the texts: glossary, index, corrections."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lesart.annotation.notes import CORRECTIONS, corrections_on, textual_path
from lesart.core.findings import Location
from lesart.core.references import dom_id, paragraph_of
from lesart.core.sorting import sort_key
from lesart.glossary.name_entries import other_heading
from lesart.model import ApparatusEntry, Correction, Edition, Language, Term, Text
from lesart.view.record import written_name
from lesart.write.pdf import data
from lesart.write.pdf.data import Run
from lesart.write.pdf.runs import line, linked_run, prose, text_run
from lesart.write.pdf.scope import Scope
from lesart.write.pdf.works import inverted_person


def glossary(edition: Edition, scope: Scope) -> list[data.Term]:
    """Write the entries that the book lists, in the order of a German dictionary."""
    terms = [term for term in edition.glossary if term.id in scope.terms]
    lemmas = {term.id: term.lemma for term in terms}
    return [
        {
            "label": f"glossary:{term.id}",
            "lemma": term.lemma,
            "grammar": term.grammar,
            "also": [{"lemma": word.lemma, "grammar": word.grammar} for word in term.also],
            "zh": term.chinese.term if term.chinese else "",
            "pinyin": term.chinese.pinyin if term.chinese else "",
            "preferred": list(term.english.preferred),
            "admitted": [{"t": a.rendering, "reason": a.reason} for a in term.english.admitted],
            "rejected": list(term.english.rejected),
            "de": prose(term.definition.de, scope, Location(term.path)),
            "en": prose(term.definition.en, scope, Location(term.path)),
            "related": [
                {"t": lemmas[id_], "to": f"glossary:{id_}"} for id_ in term.related if id_ in lemmas
            ],
            "source": term.source,
            "places": list(_places(term, scope)),
        }
        for term in sorted(terms, key=lambda term: sort_key(term.lemma))
    ]


def _places(term: Term, scope: Scope) -> Iterable[data.Places]:
    """List the paragraphs in which a term stands, each linked."""
    for text in scope.texts:
        units = [one.unit for one in text.occurrences if one.term == term.id]
        found = dict.fromkeys(paragraph_of(unit) for unit in units)
        if found:
            id_ = text.record.id
            refs = [linked_run(one, scope.place(id_, dom_id(one))) for one in found]
            yield {"text": id_, "refs": refs}


def index(edition: Edition, scope: Scope) -> list[data.Indexed]:
    """
    List what the index counts, sorted: each entry has its words and the key of its places.

    German headwords, English renderings, and names: those of the index of names, and the people of
    cited works and of the texts.
    """
    entries: list[tuple[str, data.Indexed]] = []
    for term in edition.glossary:
        if term.id in scope.terms:
            key = f"glossary:{term.id}"
            entries.append((term.lemma, {"key": key, "kind": "de", "t": term.lemma}))
            # “control” and “to control” are one entry.
            renderings = (one.removeprefix("to ") for one in term.english.preferred)
            for bare in dict.fromkeys(renderings):
                if bare == term.lemma:
                    continue
                entries.append((bare, {"key": key, "kind": "en", "t": bare, "see": term.lemma}))
    entries += [(one["t"], one) for one in _names(edition, scope)]
    return [
        entry for _, entry in sorted(entries, key=lambda one: (sort_key(one[0]), one[1]["kind"]))
    ]


def _names(edition: Edition, scope: Scope) -> Iterable[data.Indexed]:
    """Give the names that stand in the book, and those of people whom it cites, each once."""
    found = {
        one.term
        for text in scope.texts
        for one in (*text.named.german, *text.named.english, *text.named.notes)
    }
    people = {name for key in scope.cited for name in scope.works.names.get(key, ())}
    people |= {inverted_person(person) for text in scope.texts for person in text.record.authors}
    keys = {scope.name_key(name): name for name in people}
    for name in edition.names:
        key = scope.name_key(name.id)
        if keys.pop(key, "") or name.id in found:
            yield {"key": key, "kind": "name", "t": name.heading.en,
                   "de": other_heading(name), "about": name.about}  # fmt: skip
    for key, person in keys.items():
        yield {"key": key, "kind": "name", "t": person, "de": "", "about": ""}


def corrections(edition: Edition, scope: Scope) -> list[data.Correction]:
    """Write the corrections that concern the texts of the book."""
    ids = [text.record.id for text in scope.texts]
    return [_correction(one, scope) for one in corrections_on(edition.corrections, ids)]


def _correction(one: Correction, scope: Scope) -> data.Correction:
    told = [linked_run(f"{text} {note}", scope.place(text, f"n{note}")) for text, note in one.notes]
    places = []
    for place in one.places:
        text_id, _, id_ = place.partition(":")
        link = scope.place(text_id, dom_id(id_))
        places.append(linked_run(place.replace(":", " "), link))
    return {
        "n": str(one.number),
        "title": one.title,
        "body": line(one.body, scope, Location(CORRECTIONS, one.line)),
        "told": told,
        "places": places,
    }


def credits(texts: Sequence[Text]) -> tuple[list[str], list[str]]:
    """Name the authors and the translators of all texts, each once."""
    authors = [written_name(person) for text in texts for person in text.record.authors]
    translators = [written_name(person) for text in texts for person in text.record.translators]
    return list(dict.fromkeys(authors)), list(dict.fromkeys(translators))


def textual(text: Text, scope: Scope) -> dict[Language, list[list[Run]]]:
    """Write the textual introduction of a text in the languages of the book."""
    if not text.textual:
        return {}
    where = Location(textual_path(text.record.id))
    words: dict[Language, str] = {"de": text.textual.de, "en": text.textual.en}
    return {side: prose(words[side], scope, where) for side in scope.sides}


def apparatus(text: Text, scope: Scope) -> list[data.Entry]:
    """Write the apparatus; of a text that is withheld without the words of the original."""
    return [_entry(entry, text, scope) for entry in text.apparatus]


def _entry(entry: ApparatusEntry, text: Text, scope: Scope) -> data.Entry:
    at = "" if text.withheld else entry.at
    made: data.Entry = {
        "label": scope.label(text.record.id, entry.id),
        "kind": entry.kind,
        "at": entry.at,
        "to": at and scope.label(text.record.id, dom_id(at)),
        "reason": [text_run(entry.reason)],
        "first": entry.line,
        "last": entry.last,
    }
    if not text.withheld:
        made["reading"] = " ".join(entry.reading.split())
        made["emended"] = " ".join(entry.emended.split())
    return made

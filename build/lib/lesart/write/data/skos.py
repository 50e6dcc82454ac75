"""Write the glossary as a SKOS concept scheme in Turtle."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lesart.core.prose import plain
from lesart.model import Term

PREFIXES = (
    "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    "@prefix dcterms: <http://purl.org/dc/terms/> .\n"
)
_ESCAPES = {ord("\\"): "\\\\", ord('"'): '\\"', ord("\n"): "\\n", ord("\r"): "\\r",
            ord("\t"): "\\t"}  # fmt: skip


def format_skos(terms: Sequence[Term], title: str, base: str) -> str:
    """
    Write terms as Turtle; *base* is the address of the glossary, to which ids are fragments.

    Rejected renderings become hidden labels, so a search finds them and nobody is shown them.
    """
    known = {term.id for term in terms}
    scheme = _subject(
        f"<{base}>",
        [("a", "skos:ConceptScheme"), ("dcterms:title", _literal(title, "en"))],
    )
    concepts = (_concept(term, base, known) for term in terms)
    return "\n".join([PREFIXES, scheme, *concepts])


def _concept(term: Term, base: str, known: set[str]) -> str:
    english = term.english
    best, *others = english.preferred or ("",)
    german = [word.lemma for word in term.also] + list(term.compounds)
    pairs = [("a", "skos:Concept"), ("skos:inScheme", f"<{base}>")]
    pairs += [("skos:prefLabel", _literal(term.lemma, "de"))]
    pairs += [("skos:prefLabel", _literal(best, "en"))] if best else []
    pairs += [("skos:altLabel", _literal(words, "de")) for words in german]
    admitted = [*others, *(item.rendering for item in english.admitted)]
    pairs += [("skos:altLabel", _literal(words, "en")) for words in admitted]
    pairs += [("skos:hiddenLabel", _literal(words, "en")) for words in english.rejected]
    pairs += [("skos:hiddenLabel", _literal(words, "de")) for words in term.forms]
    if term.chinese:
        pairs.append(("skos:prefLabel", _literal(term.chinese.term, "zh-Hans")))
        pairs.append(("skos:altLabel", _literal(term.chinese.pinyin, "zh-Latn-pinyin")))
    for lang in ("de", "en"):
        if words := plain(getattr(term.definition, lang)):
            pairs.append(("skos:definition", _literal(words, lang)))
    pairs += [
        ("skos:scopeNote", _literal(f"{item.rendering}: {item.reason}", "en"))
        for item in english.admitted
    ]
    if term.grammar:
        pairs.append(("skos:note", _literal(f"{term.lemma}: {term.grammar}", "en")))
    if term.source:
        pairs.append(("dcterms:source", _literal(term.source, "en")))
    pairs += [("skos:related", f"<{base}#{id_}>") for id_ in term.related if id_ in known]
    return _subject(f"<{base}#{term.id}>", pairs)


def _subject(subject: str, pairs: Iterable[tuple[str, str]]) -> str:
    return f"{subject}\n  " + " ;\n  ".join(f"{name} {value}" for name, value in pairs) + " .\n"


def _literal(words: str, lang: str) -> str:
    return f'"{words.translate(_ESCAPES)}"@{lang}'

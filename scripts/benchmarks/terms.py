"""What finding terms costs and finds: beside Python-Markdown's `abbr` and beside exact matching."""

from __future__ import annotations

import itertools
import os
import re
import time
from pathlib import Path

from markdown import Markdown

from benchmarks.project import PROJECT
from lesart.glossary.entries import headwords
from lesart.glossary.expansion import expand_german, matcher
from lesart.glossary.matcher import Matcher
from lesart.model import Bilingual, English, Term
from lesart.store.read import read_edition_record, read_sources
from lesart.store.terms import read_glossary

FEW, SOME, MANY = 50, 500, 5000
MEGABYTE = 1_000_000
_STEMS = "Amt Bau Dorf Feld Gast Hof Jahr Kraft Land Markt Netz Ort Plan Rat Stadt Teil Wert Zug"
_HEADS = "ordnung bildung führung leistung prüfung sammlung stellung teilung wirkung zählung"
_LINKS = ("", "s", "es", "er", "en")


def run() -> list[tuple[str, str]]:
    """Measure speed on a made text, and coverage on the edition's own texts."""
    names = _names(MANY)
    text = _text(names[:FEW], MEGABYTE)
    tokens = len(re.findall(r"\w+", text))
    seconds = {count: _scan(names[:count], text) for count in (FEW, SOME, MANY)}
    rows = [
        (f"{count} terms, 1 MB of text", f"{tokens / spent:,.0f} tokens/s")
        for count, spent in seconds.items()
    ]
    rows.append(
        (
            f"time of {MANY} terms to {FEW}, same places (goal 1.3 or less)",
            f"{seconds[MANY] / seconds[FEW]:.2f}",
        )
    )
    forms = expand_german([_term(name) for name in names[:SOME]])
    rows.append(
        (f"{SOME} terms on 1 MB: ours (goal under 1 s)", f"{_timed(Matcher(forms), text):.2f} s")
    )
    keys = sorted({" ".join(form) for term in forms for form in term.forms})
    paragraphs = "\n\n".join(re.findall(r".{1,2000}(?:\s|$)", text))
    plain = _markdown(paragraphs, [])
    rows.append(
        (f"the same by abbr, {len(keys):,} forms as keys, over plain Markdown",
         f"{_markdown(paragraphs, keys) - plain:.2f} s")
    )  # fmt: skip
    return rows + _coverage()


def _names(count: int) -> list[str]:
    made = itertools.product(_STEMS.split(), _LINKS, _STEMS.lower().split(), _HEADS.split())
    return ["".join(parts) for parts in itertools.islice(made, count)]


def _term(name: str) -> Term:
    return Term(name.lower(), "", name, English(("x",)), Bilingual("", ""))


def _text(names: list[str], size: int) -> str:
    words = (
        "und dann ging der Mann an das Haus und sah die alte Frau mit dem Kind im Garten".split()
    )
    sentences = (
        f"{words[n % len(words)].capitalize()} {' '.join(words)} {names[n * 7919 % len(names)]}. "
        for n in itertools.count()
    )
    parts: list[str] = []
    length = 0
    while length < size:
        parts.append(next(sentences))
        length += len(parts[-1])
    return "".join(parts)


def _scan(names: list[str], text: str) -> float:
    return _timed(matcher([_term(name) for name in names], "de"), text)


def _timed(found: Matcher, text: str) -> float:
    best = float("inf")
    for _ in range(3):
        begun = time.process_time()
        found.find(text)
        best = min(best, time.process_time() - begun)
    return best


def _markdown(text: str, keys: list[str]) -> float:
    definitions = "".join(f"\n*[{key}]: x" for key in keys)
    begun = time.process_time()
    Markdown(extensions=["abbr"]).convert(text + "\n" + definitions)
    return time.process_time() - begun


def _coverage() -> list[tuple[str, str]]:
    terms = read_glossary(PROJECT)
    ours = matcher(terms, "de")
    words = sorted({word for term in terms for word in headwords(term)}, key=len, reverse=True)
    exact = re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b")
    folders = [Path(p) for p in os.environ.get("LESART_ORIGINALS", "").split(os.pathsep) if p]
    rows: list[tuple[str, str]] = []
    for text_id in read_edition_record(PROJECT).texts:
        segments = read_sources(PROJECT, text_id, folders).segments
        if segments is None:
            rows.append((f"places found in {text_id}", "original not at hand"))
            continue
        text = "\n".join(segment.text or "" for segment in segments)
        found, plain = len(ours.find(text)), len(exact.findall(text))
        rows.append((f"places found in {text_id}", f"{found}; by exact match {plain}"))
    return rows

"""
Measure the aligner on gold beads beside Gale and Church's, and see what each part brings.

A set is a folder of `DOC.de`, `DOC.en` (one sentence a line, a blank line between paragraphs) and
`DOC.gold` (beads); strict and lax F1 are as in Sennrich and Volk (2010). NLTK is needed for the
peer alone.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from benchmarks.sides import read_blocks, read_side
from lesart.align.aligner import align
from lesart.align.beads import read_beads
from lesart.align.types import Bead, BilingualLexicon, Options, Side

Pairs = set[tuple[tuple[int, ...], tuple[int, ...]]]
Aligner = Callable[[Side, Side], list[Bead]]
ABLATIONS: tuple[tuple[str, dict[str, bool | int]], ...] = (
    ("all parts", {}),
    ("without length", {"length": False}),
    ("without any word table", {"words": False}),
    ("without the own word table", {"table": False}),
    ("without cognates", {"cognates": False}),
    ("without induced words", {"induction": False}),
    ("without paragraphs", {"paragraphs": False}),
    ("without formulas", {"formulas": False}),
    ("without learned habits", {"adapt": False}),
    ("one pass", {"passes": 1}),
    ("three passes", {"passes": 3}),
)
OWN = Path(__file__).parents[1] / "tests" / "cases" / "align_texts"
BINS = (0.0, 0.7, 0.8, 0.9, 0.95, 0.97, 0.98, 0.99, 1.01)


@dataclass(frozen=True, slots=True)
class Document:
    """Hold one pair of texts and its gold beads."""

    group: str
    name: str
    source: Side
    target: Side
    gold: Pairs


@dataclass(frozen=True, slots=True)
class Result:
    """Hold what one aligner did on one set."""

    strict: float
    lax: float
    nulls: tuple[int, int]
    seconds: float
    judged: tuple[tuple[float, bool], ...]


def read_documents(root: Path, source: str = "de", target: str = "en") -> list[Document]:
    """Read every document below *root*."""
    return [
        Document(
            f"{gold.parent.parent.name}/{gold.parent.name}",
            gold.stem,
            read_side(gold.with_suffix(f".{source}"), source),
            read_side(gold.with_suffix(f".{target}"), target),
            _single(read_beads(gold.read_text(encoding="utf-8"))),
        )
        for gold in sorted(root.rglob("*.gold"))
    ]


def own_documents(folder: Path = OWN) -> list[Document]:
    """Read the small texts of our own, each as a set of its own."""
    found = []
    for path in sorted(folder.glob("*.txt")):
        source, target, gold = read_blocks(path)
        found.append(Document(path.stem, path.stem, source, target, _single(gold)))
    return found


def _single(beads: Iterable[Bead]) -> Pairs:
    """Break null beads of several sentences into single ones."""
    found: Pairs = set()
    for bead in beads:
        if bead.source and bead.target:
            found.add((bead.source, bead.target))
        else:
            found.update(((i,), ()) for i in bead.source)
            found.update(((), (j,)) for j in bead.target)
    return found


def measure(documents: Sequence[Document], aligner: Aligner) -> dict[str, Result]:
    """Align all documents and score them set by set."""
    results = {}
    for group in dict.fromkeys(document.group for document in documents):
        chosen = [document for document in documents if document.group == group]
        begun = time.process_time()
        found = [aligner(document.source, document.target) for document in chosen]
        seconds = time.process_time() - begun
        results[group] = _score(chosen, found, seconds)
    return results


def _score(documents: Sequence[Document], found: Sequence[list[Bead]], seconds: float) -> Result:
    rates = {}
    pairs = [
        (document.gold, _single(beads)) for document, beads in zip(documents, found, strict=True)
    ]
    for kind, right in (("strict", _strict), ("lax", _lax)):
        precise = sum(right(have, gold) for gold, have in pairs)
        recalled = sum(right(_both(gold), _both(have)) for gold, have in pairs)
        precision = precise / max(1, sum(len(have) for _, have in pairs))
        recall = recalled / max(1, sum(len(_both(gold)) for gold, _ in pairs))
        rates[kind] = 2 * precision * recall / max(precision + recall, 1e-9)
    nulls = [(gold - _both(gold), have) for gold, have in pairs]
    judged = tuple(
        (bead.confidence, (bead.source, bead.target) in document.gold)
        for document, beads in zip(documents, found, strict=True)
        for bead in beads
    )
    return Result(
        rates["strict"],
        rates["lax"],
        (sum(len(gold & have) for gold, have in nulls), sum(len(gold) for gold, _ in nulls)),
        seconds,
        judged,
    )


def _both(beads: Pairs) -> Pairs:
    return {bead for bead in beads if bead[0] and bead[1]}


def _strict(beads: Pairs, reference: Pairs) -> int:
    return len(beads & reference)


def _lax(beads: Pairs, reference: Pairs) -> int:
    links = {(i, j) for source, target in reference for i in source for j in target}
    return sum(
        bead in reference or any((i, j) in links for i in bead[0] for j in bead[1])
        for bead in beads
    )


def gale_church(source: Side, target: Side) -> list[Bead]:
    """Align by NLTK's Gale-Church, whose links are joined to beads."""
    from nltk.translate.gale_church import align_blocks  # type: ignore[import-untyped]  # noqa: PLC0415

    links = align_blocks([len(s) for s in source.sentences], [len(s) for s in target.sentences])
    beads: list[Bead] = []
    i = j = 0
    pending = sorted(links)
    while i < len(source.sentences) or j < len(target.sentences):
        left, right = {i}, {j}
        inside = [link for link in pending if link[0] in left or link[1] in right]
        while True:
            grown = {a for a, _ in inside}, {b for _, b in inside}
            more = [link for link in pending if link[0] in grown[0] or link[1] in grown[1]]
            if len(more) == len(inside):
                break
            inside = more
        if not inside or min(grown[0]) > i or min(grown[1]) > j:
            alone = i < len(source.sentences) and all(a != i for a, _ in pending)
            beads.append(Bead((i,), ()) if alone else Bead((), (j,)))
            i, j = (i + 1, j) if alone else (i, j + 1)
            continue
        beads.append(Bead(tuple(sorted(grown[0])), tuple(sorted(grown[1]))))
        i, j = max(grown[0]) + 1, max(grown[1]) + 1
        pending = [link for link in pending if link[0] >= i]
    return beads


def run(root: Path, lexicon: BilingualLexicon | None = None) -> None:
    """Print the tables: peers, calibration, and every part left out in turn."""
    documents = read_documents(root)
    ours = _with(Options(), lexicon)
    rows: list[tuple[str, Aligner]] = [
        ("NLTK Gale-Church", gale_church),
        ("ours, no dictionary", _with(Options(), None)),
    ]
    rows += [("ours, dictionary", ours)] if lexicon else []
    results = {name: measure(documents, aligner) for name, aligner in rows}
    _print_table("strict / lax F1", results)
    for name, found in list(results.items())[1:]:
        _print_calibration(name, [pair for result in found.values() for pair in result.judged])
    for label, book in (("no dictionary", None), ("dictionary", lexicon)):
        if book or label == "no dictionary":
            parts = {
                name: measure(documents, _with(replace(Options(), **change), book))  # type: ignore[arg-type]
                for name, change in ABLATIONS
            }
            _print_table(f"each part left out, {label}", parts)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\npeak memory of this process: {peak:.0f} MiB")


def run_own(lexicon_of: Callable[[str, str], BilingualLexicon | None]) -> None:
    """Print the table of the small texts of our own, whose author also wrote the aligner."""
    rows: dict[str, dict[str, Result]] = {}
    for document in own_documents():
        book = lexicon_of(document.source.language, document.target.language)
        ways: list[tuple[str, Aligner]] = [
            ("NLTK Gale-Church", gale_church),
            ("ours, no dictionary", _with(Options(), None)),
        ]
        ways += [("ours, dictionary", _with(Options(), book))] if book else []
        for name, aligner in ways:
            rows.setdefault(name, {}).update(measure([document], aligner))
    _print_table("own texts, strict / lax F1", rows)


def _with(options: Options, lexicon: BilingualLexicon | None) -> Aligner:
    return lambda source, target: align(source, target, options=options, lexicon=lexicon)


def _print_table(title: str, results: dict[str, dict[str, Result]]) -> None:
    groups = list(next(iter(results.values())))
    results = {name: found for name, found in results.items() if len(found) == len(groups)}
    print(f"\n| {title} | {' | '.join(groups)} | mean | nulls | CPU s |")
    print(f"|---|{'---|' * (len(groups) + 3)}")
    for name, found in results.items():
        cells = [f"{found[g].strict:.3f} / {found[g].lax:.3f}" for g in groups]
        mean = sum(found[g].strict for g in groups) / len(groups)
        right, all_ = (sum(result.nulls[n] for result in found.values()) for n in (0, 1))
        spent = sum(result.seconds for result in found.values())
        rest = f"{mean:.4f} | {right / max(all_, 1):.3f} | {spent:.1f}"
        print(f"| {name} | {' | '.join(cells)} | {rest} |", flush=True)


def _print_calibration(name: str, judged: Sequence[tuple[float, bool]]) -> None:
    print(f"\n| confidence ({name}) | beads | stated | right |\n|---|---|---|---|")
    for low, high in pairwise(BINS):
        inside = [pair for pair in judged if low <= pair[0] < high]
        if inside:
            stated = sum(p for p, _ in inside) / len(inside)
            right = sum(ok for _, ok in inside) / len(inside)
            print(f"| {low:.2f}-{min(high, 1):.2f} | {len(inside)} | {stated:.3f} | {right:.3f} |")
    ranked = sorted(judged)
    lowest = sum(not ok for _, ok in ranked[: len(ranked) // 10])
    errors = sum(not ok for _, ok in ranked)
    print(f"The lowest tenth holds {lowest} of {errors} wrong beads.", flush=True)


if __name__ == "__main__":
    from lesart.align.dictionary import find, load, user_cache_folder

    place = find("de", "en")
    book = load(place, source="de", target="en", cache=user_cache_folder()) if place else None
    run(Path(sys.argv[1]), book)

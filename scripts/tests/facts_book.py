"""Read what the data of a printed book say of a text: see `facts`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from facts import Fact, Sentence
from facts_epub import UNSURE

Data = dict[str, Any]
MARK = re.compile(r" \[(.*reviewed|alignment uncertain)\]")


def of_book(data: Data, text_id: str) -> set[Fact]:
    """Read what the press gets of a text; the title, a heading, has its calls behind it."""
    text = next(one for one in data["texts"] if one["id"] == text_id)
    calls: set[Fact] = {("title call", run["fn"]) for run in text["calls"] if "fn" in run}
    calls |= {
        ("own number", run["to"].rpartition(":")[2], run["t"])
        for run in text["calls"]
        if "own" in run
    }
    if not text["rows"]:
        return {("withheld",), *calls}
    called = text["called"].values(), *(row["notes"].values() for row in text["rows"])
    numbers = {("number", note["label"], note["n"]) for notes in called for note in notes}
    facts = calls | {(kind, label.partition(":n")[2], n) for kind, label, n in numbers}
    names: dict[str, dict[str, set[str]]] = {"de": {}, "en": {}}
    for row in text["rows"]:
        if row["id"] == "author-notes":
            continue
        for side in data["sides"]:
            if "speaker" in row:
                facts.add(("speaker", side, row["id"], row["speaker"][side]))
            if shape := _shape(row):
                facts.add(("shape", side, row["id"], shape))
            for number, one in enumerate(row[side]):
                facts |= _sentence(row, side, number, one)
                for run in one["r"]:
                    for key in run.get("ix", ()):
                        if key.startswith("name:"):
                            place = " ".join(one["ids"])
                            names[side].setdefault(key[5:], set()).add(place)
    return facts | {*_names(names)}


def _shape(row: Data) -> str:
    if row["role"] == "heading":
        return f"heading {row['depth']}"
    return str(row["role"]) if row["role"] in ("verse", "quote", "item") else ""


def _gap(row: Data, sentence: Data, said: str) -> str:
    if row["role"] == "lacuna":
        return "lost"
    if sentence.get("incipit"):
        return "not at hand"
    return "not translated" if said == "[not yet translated]" else ""


def _sentence(row: Data, side: str, number: int, data: Data) -> set[Fact]:
    said = "".join(run.get("t", "") for run in data["r"] if "own" not in run)
    gap = _gap(row, data, said)
    place = f"{row['id']}#{number}" if gap else " ".join(data["ids"])
    sentence = Sentence(side, place, gap)
    if gap:
        sentence.says(said)
    if data.get("indent"):
        sentence.facts.add(("line", place, data["indent"]))
    for run in _joined(data["r"]):
        words = run.get("t", "")
        if "own" in run:
            sentence.own_call(run["to"].rpartition(":")[2], words)
        elif "fn" in run:
            sentence.call(run["fn"])
        elif mark := MARK.fullmatch(words):
            if mark[1] == UNSURE:
                sentence.facts.add(("unsure", place))
            else:
                sentence.draft(mark[1])
        else:
            if "term" in run:
                first = "to" in run and "ed" not in run
                sentence.term(words, run["term"].partition(":")[2], first)
            if "ed" in run:
                sentence.emended(words, run["ed"].rpartition(":")[2])
            for part in run.get("st", [{"t": words, "k": []}]):
                sentence.styled(part["t"], part["k"])
                sentence.words(part["t"])
    return sentence.facts


def _joined(runs: Iterable[Data]) -> Iterator[Data]:
    """Join the runs into which one term, counted where it starts, or one emendation is cut."""
    last: Data = {}
    for run in runs:
        same = [key for key in ("term", "ed") if run.get(key) and run.get(key) == last.get(key)]
        if same and run.get("term") not in run.get("ix", ()):
            styled = [*last.get("st", [_plain(last)]), *run.get("st", [_plain(run)])]
            last = {**last, "t": last["t"] + run["t"], "st": styled}
            continue
        if last:
            yield last
        last = run
    if last:
        yield last


def _plain(run: Data) -> Data:
    return {"t": run["t"], "k": []}


def _names(names: dict[str, dict[str, set[str]]]) -> Iterator[Fact]:
    """Tell a name of a unit at its first segment, unless the original says where it stands."""
    for name, segments in names["de"].items():
        yield from (("name", name, segment) for segment in segments)
    for name, units in names["en"].items():
        known = names["de"].get(name, set())
        yield from (("name", name, u.split()[0]) for u in units if not known & {*u.split()})

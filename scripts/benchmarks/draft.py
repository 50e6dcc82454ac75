"""
What drafting costs: units a second with a slow engine, the memory, and terms kept in two ways.

The engine is a local server with a delay of 50 ms that speaks LibreTranslate's interface. Terms
are measured on the edition's own reviewed units, for no engine can be asked here: each agreed
rendering in them is taken for what an engine should have written.
"""

from __future__ import annotations

import json
import random
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

from benchmarks.project import PROJECT, sentence
from lesart.draft.asking import Asker, EngineAnswer
from lesart.draft.batches import Wanted, gather
from lesart.draft.engines import ENGINES, Client
from lesart.draft.pace import Budget, Pace
from lesart.draft.renderings import Present, keep_terms
from lesart.draft.runner import Question, ask_all
from lesart.glossary.expansion import allowed
from lesart.glossary.forms import in_form_of
from lesart.glossary.inflections import is_translated
from lesart.model import Term
from lesart.source.ledger import digest
from lesart.store.read import read_edition_record, read_sources
from lesart.store.terms import read_glossary
from lesart.tasks.edition import load_renderings
from lesart.translation.memory import Memory, Remembered

DELAY = 0.05
UNITS, PER_PARAGRAPH = 120, 4
ENTRIES, LOOK_UPS = 100_000, 200


def run() -> list[tuple[str, str]]:
    """Measure the engine, the memory and the terms."""
    return [*_engine(), *_memory(), *_terms()]


# The engine


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        time.sleep(DELAY)
        lines = parse_qs(body)["q"][0].split("\n")
        said = "\n".join(f"These are the {len(line)} letters of one line." for line in lines)
        answer = json.dumps({"translatedText": said}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)


@contextmanager
def _server() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _engine() -> list[tuple[str, str]]:
    engine = ENGINES["libre"]
    wanted = [
        Wanted(f"{n // PER_PARAGRAPH + 1}.{n % PER_PARAGRAPH + 1}", sentence(n))
        for n in range(UNITS)
    ]
    rates: dict[str, float] = {}
    is_translated("Die Wörter.", "The dictionaries are loaded before anything is measured.")
    with _server() as address:
        client = Client(engine, address, environment={})
        for name, together, workers, interval in (
            ("a sentence a question, serial", False, 1, 0.0),
            (f"a sentence a question, {engine.workers} at a time", False, engine.workers, 0.0),
            (f"the same, as politely as to {engine.name}", False, engine.workers, engine.interval),
            ("paragraphs together, serial", True, 1, 0.0),
            (f"paragraphs together, {engine.workers} at a time", True, engine.workers, 0.0),
        ):
            pace = Pace(interval)
            asker = Asker(client.ask, together, is_translated, pace, Budget())
            rates[name] = _rate(gather(wanted, 300, together), asker, pace, workers)
    serial = rates["a sentence a question, serial"]
    return [
        (f"{name}, {DELAY * 1000:.0f} ms each", f"{rate:,.0f} units/s, {rate / serial:.1f} ×")
        for name, rate in rates.items()
    ]


def _rate(questions: Sequence[Question], asker: Asker, pace: Pace, workers: int) -> float:
    done: list[EngineAnswer] = []
    begun = time.perf_counter()
    ask_all(questions, asker, pace, workers, lambda question, answers: done.extend(answers))
    spent = time.perf_counter() - begun
    if len(done) != UNITS or not all(answer.text for answer in done):
        raise ValueError("an answer is missing")
    return len(done) / spent


# The memory


def _memory() -> list[tuple[str, str]]:
    words = [
        word
        for line in (PROJECT / "source_texts/einleitung/de.tsv").read_text("utf-8").splitlines()
        for word in line.partition("\t")[2].split()
    ]
    chosen = random.Random(1)
    entries = []
    for number in range(ENTRIES):
        text = " ".join(chosen.choices(words, k=chosen.randint(6, 35)))
        entries.append(Remembered(text, "", f"t:{number}", digest(text)))
    begun = time.perf_counter()
    memory = Memory(entries)
    built = time.perf_counter() - begun
    exact: list[float] = []
    near: list[float] = []
    found = 0
    for entry in chosen.sample(entries, LOOK_UPS):
        changed = entry.source.split()
        changed[chosen.randrange(len(changed))] = chosen.choice(words)
        query = " ".join(changed)
        begun = time.process_time()
        memory.exact(digest(entry.source))
        exact.append(time.process_time() - begun)
        begun = time.process_time()
        found += any(one.entry is entry for one in memory.near(query))
        near.append(time.process_time() - begun)
    near.sort()
    return [
        (f"memory of {ENTRIES:,} units: made in", f"{built:.1f} s"),
        ("  same source, longest look-up, processor time", f"{max(exact) * 1000:.2f} ms"),
        ("  near match, median look-up, processor time", f"{near[len(near) // 2] * 1000:.1f} ms"),
        ("  near match, longest look-up (goal under 50 ms)", f"{near[-1] * 1000:.1f} ms"),
        ("  one word of a sentence changed: found again", f"{found} of {LOOK_UPS}"),
    ]


# Terms: replaced afterwards, or kept by placeholders


def _terms() -> list[tuple[str, str]]:
    """
    Compare two ways to bring agreed renderings into a draft.

    Afterwards: each agreed rendering of a reviewed unit is exchanged for a rejected one in the same
    form, and `keep_terms` is to find the unit again. Placeholders: the base form of the first
    preferred rendering stands in the place, as it would come back from an engine that keeps every
    placeholder and bends nothing; the unit is the same again only where the base form stood.
    """
    terms = read_glossary(PROJECT)
    terminology = load_renderings(terms)
    places = again = left = base = 0
    for text_id in read_edition_record(PROJECT).texts:
        sources = read_sources(PROJECT, text_id, ())
        present: dict[str, dict[str, str]] = {}
        for one in sources.occurrences:
            present.setdefault(one.unit, {}).setdefault(one.term, one.form)
        for unit in sources.units:
            forms = {k: v for seg in unit.segments for k, v in present.get(seg, {}).items()}
            for id_, form in forms.items():
                found = terminology.renderings[id_].find(unit.text)
                if len(found) != 1:
                    continue
                stood = unit.text[found[0].start : found[0].end]
                before, after = unit.text[: found[0].start], unit.text[found[0].end :]
                term = terminology.terms[id_]
                wrong = _wrong(term, stood)
                if not wrong:
                    continue
                places += 1
                base += stood.lower() == term.english.preferred[0].removeprefix("to ").lower()
                draft = before + wrong + after
                kept = keep_terms(draft, [Present(term, form)], terminology, lambda head: "")
                again += kept.text.lower() == unit.text.lower()
                left += bool(kept.missing)
    return [
        ("terms: agreed renderings in reviewed units, made into rejected ones", f"{places:,}"),
        ("  by placeholder, all of them coming back: the same words", f"{base / places:.0%}"),
        ("  replaced afterwards: the same words", f"{again / places:.0%}"),
        ("  replaced afterwards: not found, told as a finding", f"{left / places:.0%}"),
    ]


def _wrong(term: Term, stood: str) -> str:
    """Give a rejected rendering in the form in which an agreed one *stood*."""
    for agreed in allowed(term):
        for rejected in term.english.rejected:
            same_kind = rejected.startswith("to ") == agreed.startswith("to ")
            if same_kind and in_form_of(agreed, stood, agreed).lower() == stood.lower():
                return in_form_of(agreed, stood, rejected)
    return ""

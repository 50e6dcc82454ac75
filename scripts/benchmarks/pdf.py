"""What a printed book costs: ours, a bare template on the same data, and a very long edition."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import pdf_peer
from benchmarks.project import sentence
from lesart.model import (
    Bilingual,
    Edition,
    EditionRecord,
    English,
    Note,
    Occurrence,
    Person,
    Publication,
    Record,
    Rights,
    Row,
    Segment,
    Term,
    Text,
    Title,
    TranslationUnit,
)
from lesart.tasks.pdf import make_pdf, make_pdfs
from lesart.write.pdf.book import book
from lesart.write.pdf.typesetting import STANDARDS, TEMPLATE

SMALL, LARGE, TERMS = 600, 6000, 30
DATE = "2026-01-01"
CC = "https://creativecommons.org/licenses/by/4.0/"


def edition(paragraphs: int) -> Edition:
    """
    Make an edition of one text: 2 to 6 sentences a paragraph, a note every third paragraph.

    One sentence in five holds one of 30 terms, on both sides.
    """
    terms = tuple(_term(number) for number in range(TERMS))
    rows, notes, german, english = [], [], [], []
    for p in range(1, paragraphs + 1):
        ids = [f"{p}.{s}" for s in range(1, 3 + p * 7 % 5)]
        segments, units = [], []
        for s, id_ in enumerate(ids):
            de, en = sentence(p * 31 + s), sentence(p * 17 + s)
            if (p + s) % 5 == 0:
                term = terms[(p * 7 + s) % TERMS]
                for words, side in ((de, german), (en, english)):
                    side.append(Occurrence(id_, len(words) + 1, len(words) + 8, term.id, "Begriff"))
                de, en = f"{de} Begriff.", f"{en} Begriff."
            segments.append(Segment(id_, de, de[:20]))
            units.append(TranslationUnit(id_, (id_,), en, "reviewed"))
        if p % 3 == 0:
            body = " ".join(sentence(p + n) for n in range(3))
            quoted = segments[0].text or ""
            notes.append(Note(f"{ids[0]}a", ids[0], quoted[:9], "", "language", (), body))
        rows.append(Row(str(p), "paragraph", "", tuple(segments), tuple(units)))
    record = Record(
        "lang", Title("Lang", "Long"), Bilingual("Text", "Text"), (Person("Muster"),),
        (Person("Sample"),), Publication("certain", date="2026"), Rights(CC, "Muster"), "1.0",
    )  # fmt: skip
    text = Text(
        record, tuple(rows), "present", "", 1, 1, tuple(german), tuple(english), (), terms,
        tuple(notes),
    )  # fmt: skip
    whole = EditionRecord(Title("Lang", "Long"), (Person("Muster"),), CC, ("lang",))
    return Edition(whole, (text,), "public", terms, address="https://lesart.example/")


def _term(number: int) -> Term:
    words = sentence(number)
    lemma = f"Begriff {number}"
    return Term(f"t{number}", "", lemma, English((f"term {number}",)), Bilingual(words, words))


def run() -> list[tuple[str, str]]:
    """Measure each in a process of its own, one after the other."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours, our_memory = _child("ours", SMALL, folder)
        bare, bare_memory = _child("bare", SMALL, folder)
        again, _ = _child("again", SMALL, folder)
        large, large_memory = _child("ours", LARGE, folder)
        size = (folder / f"ours-{LARGE}.pdf").stat().st_size
        peer = "not installed: pip install weasyprint"
        if pdf_peer.is_installed():
            seconds, memory = _child("peer", SMALL, folder)
            peer = f"{seconds:.1f} s CPU, {memory} MiB, {seconds / ours:.1f} times ours"
    return [
        (f"{SMALL} paragraphs, our book", f"{ours:.1f} s CPU, {our_memory} MiB (goal 1,000)"),
        ("a bare template on the same data", f"{bare:.1f} s CPU, {bare_memory} MiB"),
        ("ratio (goal 1.2 or less)", f"{ours / bare:.2f}"),
        ("WeasyPrint, rows, notes and glossary alone", peer),
        ("an unchanged book again", f"{again:.2f} s (goal 0.3 or less)"),
        (f"{LARGE:,} paragraphs", f"{large:.0f} s CPU, {large_memory} MiB (goal 4,000), "
                                  f"{size / 1e6:.0f} MB"),
    ]  # fmt: skip


def _child(kind: str, paragraphs: int, folder: Path) -> tuple[float, int]:
    """Run one measurement; give its seconds and the peak of its memory in MiB."""
    command = [sys.executable, "-m", "benchmarks.pdf", kind, str(paragraphs), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds, memory = done.stdout.split()[-2:]
    return float(seconds), int(memory)


def measure(kind: str, paragraphs: int, folder: Path) -> None:
    """Make one book and print CPU seconds (of `again`: seconds) and MiB."""
    os.environ["SOURCE_DATE_EPOCH"] = "0"
    made = edition(paragraphs)
    before = time.process_time()
    if kind == "bare":
        import typst  # noqa: PLC0415  (as the press itself does)

        data = json.dumps(book(made, made.texts, "parallel", DATE), ensure_ascii=False)
        pdf = typst.compile(
            str(Path(__file__).parent / "bare.typ"), font_paths=[str(TEMPLATE / "fonts")],
            ignore_system_fonts=True, sys_inputs={"book": data}, format="pdf",
            pdf_standards=list(STANDARDS), timestamp=0,
        )  # fmt: skip
    elif kind == "peer":
        pdf = pdf_peer.print_book(book(made, made.texts, "parallel", DATE))
    elif kind == "again":
        make_pdf(made, made.texts, cache=folder)
        before = time.process_time()
        start = time.perf_counter()
        pdf = make_pdf(made, made.texts, cache=folder)
        before = time.process_time() - (time.perf_counter() - start)
    else:
        pdf = b"".join(make_pdfs(made, made.texts, cache=folder))
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = time.process_time() - before + children.ru_utime + children.ru_stime
    (folder / f"{kind}-{paragraphs}.pdf").write_bytes(pdf)
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(spent, (own + children.ru_maxrss) // 1024)


if __name__ == "__main__":
    measure(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))

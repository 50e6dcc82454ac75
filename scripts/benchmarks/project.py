"""Make editions to measure: synthetic texts, and the site around them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from lesart.core.tables import format_rows
from lesart.model import Paragraph
from lesart.source.ledger import format_ledger, start_ledger
from lesart.translation.units import format_locks, lock, parse_translation

PROJECT = Path(__file__).parents[2]
FACE = PROJECT / "scripts/lesart/face"
_WORDS = "Wer die Dinge zählt der ordnet sie und gibt ihnen einen Namen den man behält".split()

_RECORD = """\
id: {id}
title: {{de: Text {id}, en: Text {id}}}
kind: {{de: Essay, en: Essay}}
authors: [{{family: Muster}}]
translators: [{{family: Sample}}]
publication: {{certainty: unknown}}
rights: {{statement: https://creativecommons.org/licenses/by/4.0/, holder: Muster}}
version: "1.0"
"""


def sentence(seed: int) -> str:
    """Make a German-looking sentence of 8 to 20 words, the same for the same *seed*."""
    count = 8 + seed * 7 % 13
    words = [_WORDS[(seed * 31 + n * n) % len(_WORDS)] for n in range(count)]
    return " ".join(words).capitalize() + "."


def write_text(folder: Path, text_id: str, paragraphs: int, sentences: int, seed: int) -> None:
    """Write a text of the given size, complete in both languages."""
    made = [
        Paragraph(
            str(p),
            "paragraph",
            " ".join(sentence(seed * 7919 + p * sentences + s) for s in range(sentences)),
        )
        for p in range(1, paragraphs + 1)
    ]
    ledger = start_ledger(made, "1.0")
    words = [text for paragraph in made for text in paragraph.text.split(". ")]
    rows = [
        (entry.id, text if text.endswith(".") else text + ".")
        for entry, text in zip(ledger, words, strict=True)
    ]
    table = format_rows(rows)
    units = parse_translation(table.encode(), "en.tsv", [entry.id for entry in ledger], ())
    by_id = {entry.id: entry for entry in ledger}
    folder.mkdir(parents=True)
    files = {
        "text.yml": _RECORD.format(id=text_id),
        "segments.tsv": format_ledger(ledger),
        "de.tsv": table,
        "en.tsv": table,
        "en.lock.tsv": format_locks(lock(unit, by_id, "reviewed") for unit in units),
    }
    for name, content in files.items():
        (folder / name).write_text(content, "utf-8")


def write_project(root: Path, texts: int, paragraphs: int = 12, sentences: int = 4) -> None:
    """Write a whole project of synthetic texts with the look of the real one."""
    ids = [f"t{number}" for number in range(1, texts + 1)]
    (root / "glossary").mkdir()
    for number, id_ in enumerate(ids):
        write_text(root / "source_texts" / id_, id_, paragraphs, sentences, number)
        page = root / "docs" / "texts" / f"{id_}.md"
        page.parent.mkdir(exist_ok=True)
        page.write_text(f"---\ntitle: Text {id_}\n---\n/// bitext | {id_}\n///\n", "utf-8")
    (root / "source_texts" / "edition.yml").write_text(
        "title: {de: Probe, en: Probe}\neditors: [{family: Muster}]\n"
        "licence: https://creativecommons.org/licenses/by/4.0/\n"
        f"texts: [{', '.join(ids)}]\n",
        "utf-8",
    )
    links = "\n".join(f"- [Text {id_}](texts/{id_}.md)" for id_ in ids)
    (root / "docs" / "index.md").write_text(f"# Texts\n\n{links}\n", "utf-8")
    (root / "mkdocs.yml").write_text(settings(), "utf-8")


def settings(extension: str = "  - lesart: {}\n") -> str:
    """Give settings as the real ones, with an index page in place of a list of all texts."""
    return (
        "site_name: Probe\n"
        "watch: [source_texts, glossary]\n"
        "nav: [index.md]\n"
        "not_in_nav: /texts/\n"
        f"theme: {{name: material, custom_dir: {FACE}, font: false}}\n"
        "extra: {generator: false}\n"
        "plugins: [search]\n"
        f"markdown_extensions:\n{extension}  - toc: {{permalink: true}}\n  - md_in_html\n"
    )


def build(root: Path, site: Path) -> tuple[float, int]:
    """Build a site with MkDocs; give CPU seconds and the peak of memory in MiB."""
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(root / "mkdocs.yml")]
    with subprocess.Popen(
        [*command, "-d", str(site)],
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "LESART_AUDIENCE": "private"},
    ) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"mkdocs failed with {process.returncode}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024

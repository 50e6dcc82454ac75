"""Killed at fifty random moments: nothing finished is lost, and no file is broken."""

from __future__ import annotations

import multiprocessing
import random
import signal
import time
from pathlib import Path

import pytest
from drafting import drafted
from drafting_child import run
from engine_server import EngineServer, engine_server, english

from lesart.tasks.align import add_text
from lesart.tasks.check import check_edition
from lesart.tasks.edition import Settings, load_sources

KILLS = 50
PARAGRAPHS, SENTENCES = 6, 5


@pytest.mark.slow
def test_nothing_is_lost_by_fifty_kills(mini: Settings, tmp_path: Path) -> None:
    for entry in (mini.root / "glossary").glob("*.md"):
        entry.unlink()
    (mini.root / "source_texts/wolken/terms.tsv").unlink()
    (mini.root / "source_texts/zeichen/terms.tsv").unlink()
    _add(mini, tmp_path)
    usual = {finding.code for finding in check_edition(mini)}
    chosen = random.Random(8)
    lengths: set[int] = set()
    kills = rounds = 0
    longest = 0.3
    with engine_server() as server:
        server.delay = 0.01
        words: dict[str, set[str]] = {}
        _say(mini, server, words, 0)
        while kills < KILLS:
            rounds += 1
            assert rounds < 4 * KILLS
            before, log = drafted(mini), tmp_path / f"log{rounds}"
            redo = len(before) == len(words)
            if redo:
                _say(mini, server, words, rounds)
            killed = _killed(mini, server, log, chosen.uniform(0, longest), redo)
            kills += killed
            # Kills fall into the midst of the work on a slow machine as on a quick one.
            longest *= 0.8 if not killed else 1 if _noted(log) else 1.2
            after = drafted(mini)
            lengths.add(sum(said in server.known.values() for said in after.values()))
            assert before.keys() <= after.keys()
            assert all(after[id_] in words[id_] for id_ in after)
            for place, said in _noted(log):
                assert after[place.removeprefix("regen:")] == said
            assert {f.code for f in check_edition(mini)} <= usual | {"T101", "T108", "T110"}
        run(mini.root, mini.originals[0], server.address, tmp_path / "last", False)
        assert drafted(mini).keys() == words.keys()
    assert len(lengths) > 5
    left = sorted(path.name for path in (mini.root / "source_texts/regen").iterdir())
    assert left == ["de.tsv", "en.lock.tsv", "en.tsv", "names.tsv", "segments.tsv", "text.yml"]


def _add(mini: Settings, folder: Path) -> None:
    text = "\n\n".join(
        " ".join(f"Am Tag {p} fiel die Zahl {p * s} in das Glas." for s in range(1, SENTENCES + 1))
        for p in range(1, PARAGRAPHS + 1)
    )
    (folder / "regen.txt").write_text(text, "utf-8")
    add_text(mini, "regen", (folder / "regen.txt", None, None), None, lambda said: None)


def _say(mini: Settings, server: EngineServer, words: dict[str, set[str]], number: int) -> None:
    """Let the server give other words from now on, and note in *words* that they may stand."""
    for segment in load_sources(mini, "regen").segments or ():
        line = segment.text or ""
        server.known[line] = f"{english(line)[:-1]} and {number}."
        words.setdefault(segment.id, set()).add(server.known[line])


def _killed(mini: Settings, server: EngineServer, log: Path, delay: float, redo: bool) -> bool:
    """Begin a run and kill it after *delay* seconds; tell whether it was still at work."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["drafting_child"])
    child = context.Process(
        target=run, args=(mini.root, mini.originals[0], server.address, log, redo)
    )
    child.start()
    while not log.exists() and child.is_alive():
        time.sleep(0.002)
    time.sleep(delay)
    child.kill()
    child.join()
    return child.exitcode == -signal.SIGKILL


def _noted(log: Path) -> list[tuple[str, str]]:
    lines = log.read_text("utf-8").split("\n")
    rows = [line.partition("\t") for line in lines[:-1] if "\t" in line]
    return [(place, words) for place, _, words in rows]

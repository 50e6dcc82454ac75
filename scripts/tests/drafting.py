"""What the tests of drafting share: a small text of our own, and runs against the local server."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from engine_server import EngineServer

from lesart.draft.asking import Patience
from lesart.draft.engines import ENGINES, Client
from lesart.draft.transport import Limits
from lesart.tasks.align import add_text
from lesart.tasks.draft import Order, Outcome, draft_text, plan
from lesart.tasks.edition import Settings, load_sources
from lesart.translation.units import is_untouched

GERMAN = """Vom Wiegen des Regens

Wer den Regen wiegt, braucht ein Glas mit Strichen. Das Glas steht im Hof. Wer vergaß es?

Am Montag fiel nichts. Am Dienstag fielen sieben Striche hoch Wasser in das Glas.

Man schrieb die Zahl in ein Heft. Dann wurde das Heft nass, und die Zahl schwamm davon.
"""
IDS = ["title", "1.1", "1.2", "1.3", "2.1", "2.2", "3.1", "3.2"]
KEY = "sehr-geheim-0815"
QUICK = Limits(connect=2.0, silence=1.0, altogether=1.5)
EAGER = Patience(attempts=4, first=0.01, longest=1.5)
KEYS = {
    name: KEY
    for engine in ENGINES.values()
    for name in engine.keys.values()
}  # fmt: skip


def add_rain(settings: Settings, folder: Path) -> None:
    """Add the text `regen`, which nobody has translated."""
    (folder / "regen.txt").write_text(GERMAN, "utf-8")
    add_text(settings, "regen", (folder / "regen.txt", None, None), None, lambda said: None)


@dataclass
class Told:
    """Collect what a run tells of each unit."""

    rows: list[tuple[str, str, str, int]]

    def __call__(self, place: str, origin: str, words: str, characters: int) -> None:
        self.rows.append((place, origin, words, characters))


def client_of(server: EngineServer, engine: str = "libre") -> Client:
    """Make the real client of an engine, quick to lose patience."""
    return Client(ENGINES[engine], server.address, QUICK, KEYS)


def draft(
    settings: Settings,
    server: EngineServer,
    engine: str = "libre",
    places: Sequence[str] = (),
    redo: bool = False,
    budget: int | None = None,
    told: Told | None = None,
) -> Outcome:
    """Draft `regen` with deep-translator's client of *engine*."""
    client = client_of(server, engine)
    order = Order(tuple(places), redo, client, budget, "2026-11-22", EAGER, workers=2)
    return draft_text(settings, plan(settings, "regen", order), order, told or Told([]))


def drafted(settings: Settings, text_id: str = "regen") -> dict[str, str]:
    """Give the units of a text, and see that each machine draft has the lock of its words."""
    sources = load_sources(settings, text_id)
    locks = {lock.ids: lock for lock in sources.locks}
    assert list(locks) == [unit.ids for unit in sources.units if unit.ids in locks]
    for unit in sources.units:
        if unit.state == "draft" and unit.origin:
            assert is_untouched(locks[unit.ids], unit.text)
    return {unit.ids: unit.text for unit in sources.units}

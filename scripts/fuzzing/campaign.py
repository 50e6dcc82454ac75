"""Run many mutations of the files of one kind, and keep those that make a fault."""

from __future__ import annotations

import faulthandler
import os
import time
import traceback
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from fuzzing.mutate import mutate
from fuzzing.subjects import Subject

SLOW = 10.0
"""Seconds of the processor, ours and our children's, that no file may take."""
STILL = 60.0
"""Seconds on the clock; a machine with other work takes them without a hang."""
_DEAD = 300
"""Seconds after which a run that does not come back is ended, with a traceback."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Hold a file that made a fault, and where: the last line of ours, or how long it took."""

    data: bytes
    where: str
    trace: str = ""


@dataclass(slots=True)
class Outcome:
    """
    Count what became of the files of one kind; `faults` has one of each place.

    `slowest` and `seconds` are of the processor.
    """

    mutations: int = 0
    read: int = 0
    refused: int = 0
    slowest: float = 0.0
    seconds: float = 0.0
    faults: dict[str, Fault] = field(default_factory=dict)
    tracebacks: int = 0
    hangs: int = 0


def run(subject: Subject, files: Sequence[bytes], mutations: int, seed: int) -> Outcome:
    """Damage *files* in turn; the same *seed* damages them alike."""
    found = Outcome()
    for data in files:
        # What is not damaged must be read; it also loads what is loaded once, and is not counted.
        if refused := subject(data):
            raise ValueError(f"a file to begin from is refused: {refused[0]}")
    for number in range(mutations):
        random = Random(f"{seed}:{number}")
        data = mutate(files[number % len(files)], files, random)
        _try(subject, data, found)
    return found


def _try(subject: Subject, data: bytes, found: Outcome) -> None:
    faulthandler.dump_traceback_later(_DEAD, exit=True)
    begun = time.perf_counter()
    processor = _processor()
    try:
        refused = subject(data)
    except Exception as error:
        found.tracebacks += 1
        where = _where(error)
        found.faults.setdefault(where, Fault(data, where, traceback.format_exc()))
    else:
        found.refused += bool(refused)
        found.read += not refused
    finally:
        faulthandler.cancel_dump_traceback_later()
    still, took = time.perf_counter() - begun, _processor() - processor
    if took > SLOW or still > STILL:
        found.hangs += 1
        where = f"slow: {still:.1f} s, {took:.1f} s of the processor"
        found.faults.setdefault("slow", Fault(data, where))
    found.mutations += 1
    found.seconds += took
    found.slowest = max(found.slowest, took)


def _processor() -> float:
    return sum(os.times()[:4])


def _where(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    ours = [f for f in frames if "lesart" in f.filename] or frames
    name = ours[-1].filename.rpartition("lesart/")[2]
    return f"{type(error).__name__} in {name}:{ours[-1].name}: {str(error)[:80]!a}"

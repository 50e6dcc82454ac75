"""How quick the commands are that somebody runs again and again, in the edition of the project."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence

from benchmarks.project import PROJECT

RUNS = 5
_MEASURE = ("-c", "import markdown")
# The goals in CPU seconds, of the program and of all that it starts.
_COMMANDS: tuple[tuple[float, tuple[str, ...]], ...] = (
    (0.3, ("--help",)),
    (1.0, ("cite", "siemons:3.4")),
    (2.5, ("check",)),
    (6.0, ("build",)),
)


def run() -> list[tuple[str, str]]:
    """Run each command by turns with the measure, five times, and give medians of CPU seconds."""
    with tempfile.TemporaryDirectory() as site:
        commands = {
            goal: ("-m", "lesart", *words, *(("--site-dir", site) if words == ("build",) else ()))
            for goal, words in _COMMANDS
        }
        times: dict[Sequence[str], list[float]] = {_MEASURE: []}
        for command in commands.values():
            # What the cache keeps is there, the site is built, and Python has compiled the modules.
            _seconds(command)
            times[command] = []
        for _ in range(RUNS):
            for command, taken in times.items():
                taken.append(_seconds(command))
    unit = statistics.median(times[_MEASURE])
    rows = [("python -c “import markdown”, the measure", f"{unit:.2f} s CPU")]
    for goal, words in _COMMANDS:
        found = statistics.median(times[commands[goal]])
        said = "an unchanged lesart build" if words == ("build",) else f"lesart {' '.join(words)}"
        rows.append((f"{said} (goal {goal} s)", f"{found:.2f} s CPU, {found / unit:.0f} measures"))
    return rows


def _seconds(words: Sequence[str]) -> float:
    """Run Python in the project; give CPU seconds, those of what it started included."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with subprocess.Popen([sys.executable, *words], cwd=PROJECT, env=kept, **quiet) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    # 1 says that a check has found something, which is no failure here.
    if process.returncode not in (0, 1):
        raise RuntimeError(f"{' '.join(words)} ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime

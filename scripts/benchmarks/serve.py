"""How long an editor waits: from saving a unit to the page that shows it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from benchmarks.project import write_project

EDITS, PATIENCE = 5, 30.0


def run() -> list[tuple[str, str]]:
    """Serve an edition of three texts, edit a unit five times, and wait for the page each time."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name) / "edition"
        write_project(root, 3, 40, 5)
        port = _free_port()
        with subprocess.Popen(
            [sys.executable, "-c", "from lesart.cli import main; main()", "-C", str(root),
             "serve", "--address", f"127.0.0.1:{port}"],
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
            stderr=subprocess.DEVNULL,
        ) as server:  # fmt: skip
            try:
                waits = _edit(root, f"http://127.0.0.1:{port}/texts/t1/")
            finally:
                server.terminate()
    longest = max(waits)
    return [("edit to page in `lesart serve`, longest of five (goal 1 s)", f"{longest:.2f} s")]


def _edit(root: Path, address: str) -> list[float]:
    _wait_for(address, "Text t1")
    path = root / "source_texts" / "t1" / "en.tsv"
    waits = []
    for number in range(EDITS):
        time.sleep(1.1)
        word = f"Edited{number}"
        lines = path.read_text("utf-8").splitlines(keepends=True)
        begun = time.perf_counter()
        path.write_text(f"1.1\t{word}.\n" + "".join(lines[1:]), "utf-8")
        _wait_for(address, word)
        waits.append(time.perf_counter() - begun)
    return waits


def _wait_for(address: str, word: str) -> None:
    end = time.perf_counter() + PATIENCE
    while time.perf_counter() < end:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                if word in answer.read().decode():
                    return
        except OSError:
            pass
        time.sleep(0.02)
    raise TimeoutError(f"{address} never showed {word}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port

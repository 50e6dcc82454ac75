"""
Mutate modules in a scratch copy with mutmut: `python -m mutation FOLDER core/references`.

mutmut is not among the dependencies: `pip install mutmut`. Without names, all modules are tried.
Called again with the same folder it goes on; a new folder takes the tests as they are now.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

PROJECT = Path(__file__).parents[2]
# Which tests concern a module, besides its doctests.
MODULES = {
    "core/references": ("references", "resolve"),
    "source/ledger": ("ledger",),
    "view/gaps": ("gaps", "agreement"),
    "view/states": ("gaps", "draft_marks"),
    "view/calls": ("calls", "agreement"),
    "view/runs": ("runs", "calls", "agreement"),
    "annotation/history": ("releases",),
    "glossary/matcher": ("terms", "names"),
}
_BESIDE = ("docs", "source_texts", "glossary", "mkdocs.yml", "README.md")
_KILLED, _SURVIVED = 1, 0


def prepare(folder: Path) -> None:
    """Copy the project to where mutmut looks: the package in `src`, what else tests read beside."""
    for name in (*_BESIDE, "scripts/tests"):
        here, there = PROJECT / name, folder / name
        if here.is_dir():
            shutil.copytree(here, there, dirs_exist_ok=True)
        elif here.is_file():
            shutil.copy2(here, there)
    shutil.copytree(PROJECT / "scripts/lesart", folder / "src/lesart", dirs_exist_ok=True)
    settings = (PROJECT / "pyproject.toml").read_text("utf-8")
    settings = settings.replace("scripts/lesart", "src/lesart")
    settings = settings.replace('pythonpath = ["scripts",', 'pythonpath = ["src",')
    (folder / "pyproject.toml").write_text(settings + _settings(), "utf-8")


def _settings() -> str:
    tests = sorted(
        {f"scripts/tests/test_{name}.py" for names in MODULES.values() for name in names}
    )
    mutated = [f"src/lesart/{name}.py" for name in MODULES]
    lines = {
        "source_paths": ["src"],
        "only_mutate": mutated,
        "also_copy": ["scripts", *_BESIDE],
        "pytest_add_cli_args": ["-p", "no:cacheprovider", "-p", "no:xdist"],
        "pytest_add_cli_args_test_selection": [*tests, *mutated],
    }
    return "\n[tool.mutmut]\n" + "".join(f"{k} = {json.dumps(v)}\n" for k, v in lines.items())


def main(folder: Path, modules: list[str]) -> int:
    """Mutate one module after the other, one mutant at a time; 2 where a name is unknown."""
    unknown = [name for name in modules if name not in MODULES]
    if unknown:
        print(f"no module {', '.join(unknown)}; there are {', '.join(MODULES)}")
        return 2
    if not (folder / "pyproject.toml").is_file():
        prepare(folder)
    for name in modules or MODULES:
        pattern = f"lesart.{name.replace('/', '.')}.*"
        command = [sys.executable, "-m", "mutmut", "run", "--max-children", "1", pattern]
        subprocess.run(command, cwd=folder, check=False)
        print(f"\n{name}: {_counts(folder, name)}")
    subprocess.run([sys.executable, "-m", "mutmut", "results"], cwd=folder, check=False)
    return 0


def _counts(folder: Path, name: str) -> str:
    """Count the mutants of a module by what became of them."""
    told = json.loads((folder / f"mutants/src/lesart/{name}.py.meta").read_text("utf-8"))
    codes = Counter(told["exit_code_by_key"].values())
    others = codes.total() - codes[_KILLED] - codes[_SURVIVED] - codes[None]
    return (
        f"{codes.total()} mutants, {codes[_KILLED]} killed, {codes[_SURVIVED]} survived,"
        f" {others} timed out or crashed, {codes[None]} not tried"
    )


sys.exit(main(Path(sys.argv[1]).resolve(), sys.argv[2:]))

"""What all tests share: the tiny edition, its originals, and where the real ones may lie."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings
from sites import Sites

from lesart.model import Edition
from lesart.site.downloads import offered, offered_by_edition
from lesart.tasks.edition import Settings
from lesart.tasks.originals import list_originals

# Speed is measured by benchmarks; a slow machine must not make a test fail.
hypothesis_settings.register_profile("lesart", deadline=None)
hypothesis_settings.load_profile("lesart")

DATA = Path(__file__).parent / "data"
PROJECT = Path(__file__).parents[2]
_FOLDERS = [Path(p) for p in os.environ.get("LESART_ORIGINALS", "").split(os.pathsep) if p]

# Processes that tests start run this tree too, whatever is installed; a fork server gets its
# modules from nowhere else.
_PATHS = (str(PROJECT / "scripts"), str(Path(__file__).parent), os.environ.get("PYTHONPATH", ""))
os.environ["PYTHONPATH"] = os.pathsep.join(path for path in _PATHS if path)

# What ignores a signal hands that on to all that it starts; what handles it does not. So these
# end what tests start wherever the tests run, by nohup or in the background as well.
for _number in (signal.SIGHUP, signal.SIGINT):
    if signal.getsignal(_number) is signal.SIG_IGN:
        signal.signal(_number, lambda number, frame: None)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that rewrites expected output, for a person to review as a diff."""
    parser.addoption("--accept", action="store_true", help="rewrite expected output")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that are slow by their kind, which `make quick` leaves out."""
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        for fixture, mark in (("sites", "site"), ("pages_alone", "site"), ("real", "slow")):
            if fixture in fixtures:
                item.add_marker(mark)


@pytest.fixture(autouse=True)
def _no_record_from_outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture(scope="session", autouse=True)
def _no_settings_from_outside() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in ("AUDIENCE", "DRAFTS", "ORIGINALS", "SITE_URL"):
            patch.delenv(f"LESART_{name}", raising=False)
        patch.delenv("SOURCE_DATE_EPOCH", raising=False)
        yield


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder that all workers of a run share."""
    folder = tmp_path_factory.getbasetemp()
    return folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder


@pytest.fixture(scope="session", autouse=True)
def _one_cache(shared: Path) -> Iterator[None]:
    """Let all that a run starts share what is slow to make: printed books, forms of words."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LESART_CACHE", str(shared / "cache"))
        yield


@pytest.fixture(scope="session")
def sites(shared: Path, _no_settings_from_outside: None, _one_cache: None) -> Sites:
    """Give what builds sites, each once a run; nobody may write to them."""
    return Sites(shared / "sites")


@pytest.fixture
def mini_root(tmp_path: Path) -> Path:
    """Give a copy of the tiny edition, without its original."""
    return Path(shutil.copytree(DATA / "mini", tmp_path / "mini"))


@pytest.fixture
def mini_originals() -> Path:
    """Give the folder with the original of the tiny edition."""
    return DATA / "mini-originals"


@pytest.fixture
def mini(mini_root: Path, mini_originals: Path) -> Settings:
    """Give the tiny edition for private reading, its original at hand."""
    return Settings(mini_root, (mini_originals,), "private")


@pytest.fixture
def real() -> Settings:
    """Give the real edition with its originals, or skip where they are not at hand."""
    settings = Settings(PROJECT, tuple(_FOLDERS), "private")
    missing = [s.text_id for s in list_originals(settings) if s.path is None]
    if missing:
        pytest.skip(f"no original of {', '.join(missing)} in LESART_ORIGINALS")
    return settings


@pytest.fixture
def pages_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave empty in sites what the pages offer beside them, which is slow to make."""

    def write_empty(edition: Edition, built: Path, cache: Path) -> None:
        texts = [one for text in edition.texts for one in offered(text)]
        for one in (*texts, *offered_by_edition(edition)):
            (built / one["href"]).parent.mkdir(parents=True, exist_ok=True)
            (built / one["href"]).touch()

    monkeypatch.setattr("lesart.site.build.write_files", write_empty)


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Tell whether expected output is to be rewritten."""
    return bool(request.config.getoption("--accept"))

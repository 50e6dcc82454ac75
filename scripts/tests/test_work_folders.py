"""Folders for work in progress go when the work ends, whatever ends it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from lesart.core.work_folders import PREFIX, work_folder
from lesart.tasks.edition import Settings

_WORK = """
import sys, time
from pathlib import Path
from lesart.core.work_folders import end_in_order, work_folder
end_in_order()
with work_folder(Path(sys.argv[1])) as folder:
    (folder / "original.txt").write_text("words")
    print(folder, flush=True)
    time.sleep(60)
"""


def left(parent: Path) -> list[Path]:
    """List the work folders in *parent*."""
    return sorted(parent.glob(f"{PREFIX}*"))


@pytest.fixture
def worker(tmp_path: Path) -> Callable[[], subprocess.Popen[str]]:
    """Give what starts a run that works until it is ended."""

    def start() -> subprocess.Popen[str]:
        command = [sys.executable, "-c", _WORK, str(tmp_path)]
        run = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert run.stdout is not None
        assert Path(run.stdout.readline().strip()).is_dir()
        return run

    return start


def end(run: subprocess.Popen[str], number: signal.Signals) -> int:
    """End a run by a signal; give its exit code."""
    run.send_signal(number)
    run.communicate(timeout=20)
    return run.returncode


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_takes_the_folder_away(
    tmp_path: Path, worker: Callable[[], subprocess.Popen[str]], number: signal.Signals
) -> None:
    code = end(worker(), number)
    assert left(tmp_path) == []
    assert code in {128 + number, -number}


@pytest.mark.slow
def test_a_preview_that_is_ended_leaves_nothing(mini: Settings, tmp_path: Path) -> None:
    (tmp_path / "temp").mkdir()
    command = [sys.executable, "-m", "lesart", "serve", "--address", "127.0.0.1:0"]
    environment = {**os.environ, "TMPDIR": str(tmp_path / "temp")}
    run = subprocess.Popen(command, cwd=mini.root, env=environment, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while not list((tmp_path / "temp").glob(f"{PREFIX}*/site/index.html")):
        assert run.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.05)
    run.terminate()
    assert run.wait(30) == 128 + signal.SIGTERM
    assert list((tmp_path / "temp").iterdir()) == []


def test_the_next_run_sweeps_after_a_killed_one_and_leaves_a_living_one_alone(
    tmp_path: Path, worker: Callable[[], subprocess.Popen[str]]
) -> None:
    killed, living = worker(), worker()
    end(killed, signal.SIGKILL)
    assert len(left(tmp_path)) == 2
    rescued: list[Path] = []
    with work_folder(tmp_path, rescued.append) as mine:
        assert len(left(tmp_path)) == 2
        assert mine in left(tmp_path)
        assert len(rescued) == 1
    end(living, signal.SIGTERM)
    assert left(tmp_path) == []


def test_a_folder_that_only_has_such_a_name_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / f"{PREFIX}mine").mkdir()
    (tmp_path / f"{PREFIX}mine/thesis.txt").write_text("mine")
    (tmp_path / f"{PREFIX}link").symlink_to(tmp_path / f"{PREFIX}mine")
    with work_folder(tmp_path):
        pass
    assert (tmp_path / f"{PREFIX}mine/thesis.txt").read_text() == "mine"
    assert len(left(tmp_path)) == 2


def test_git_does_not_see_a_work_folder(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    with work_folder(tmp_path) as folder:
        (folder / "original.txt").write_text("words")
        subprocess.run(["git", "-C", str(tmp_path), "add", "-A"], check=True)
        listed = subprocess.check_output(["git", "-C", str(tmp_path), "ls-files"], text=True)
    assert listed == ""


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_in_which_nothing_can_be_made_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(OSError) as caught, work_folder(tmp_path):
        time.sleep(0)
    assert caught.value.filename == str(tmp_path)

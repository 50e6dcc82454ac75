"""Kill a process of its own between any two of its writes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

_WRITES = ("os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.truncate")
_KILLED = 9


def killed_at(number: int, act: Callable[[], object]) -> bool:
    """
    Let a child *act* until it is about to write for the *number*-th time, counted from 0.

    It ends there without a word, as by SIGKILL: nothing is tidied up. Gives whether it came to
    that; otherwise it has done all it had to do.
    """
    child = os.fork()
    if child:
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        assert code in (0, _KILLED)
        return code == _KILLED
    left = number

    def watch(event: str, about: tuple[object, ...]) -> None:
        nonlocal left
        opened = event == "open" and isinstance(about[2], int) and about[2] & os.O_ACCMODE
        if opened or event in _WRITES:
            if left == 0:
                os._exit(_KILLED)
            left -= 1

    sys.addaudithook(watch)
    try:
        act()
    except BaseException:
        os._exit(1)
    os._exit(0)

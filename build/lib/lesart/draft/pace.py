"""Keep a run polite and within its budget: pauses between questions, characters, the stop."""

from __future__ import annotations

import threading
import time

from lesart.draft.faults import Refusal, Stopped


class Pace:
    """
    Share between the threads of a run when the next question may be asked.

    `interval` is in seconds between the beginnings of two questions. A stop wakes all who wait.
    """

    def __init__(self, interval: float) -> None:
        self._interval = interval
        self._lock = threading.Lock()
        self._next = 0.0
        self._stop = threading.Event()

    def turn(self) -> None:
        """Wait until it is this thread's turn to ask. Raises Stopped where the run has ended."""
        with self._lock:
            now = time.monotonic()
            begin = max(now, self._next)
            self._next = begin + self._interval
        self.sleep(begin - now)

    def hold(self, seconds: float) -> None:
        """Let nobody ask for so many seconds: the engine has asked for a pause."""
        with self._lock:
            self._next = max(self._next, time.monotonic() + seconds)

    def sleep(self, seconds: float) -> None:
        """Sleep, but wake at once and raise Stopped when the run is stopped."""
        if self._stop.wait(max(0.0, seconds)):
            raise Stopped

    def stop(self) -> None:
        """End the run: no further question is asked."""
        self._stop.set()


class Budget:
    """Count the characters that are sent, each attempt anew, and hold the limit of a run."""

    def __init__(self, limit: int | None = None) -> None:
        self._limit = limit
        self._lock = threading.Lock()
        self.used = 0

    def spend(self, characters: int) -> None:
        """Count a question. Raises Refusal, and counts nothing, where the limit would be passed."""
        with self._lock:
            if self._limit is not None and self.used + characters > self._limit:
                message = f"the budget of {self._limit:,} characters holds no further question"
                hint = f"{self.used:,} were sent; run it again with a new --budget"
                raise Refusal("H108", message, hint)
            self.used += characters

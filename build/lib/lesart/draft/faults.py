"""Say what went wrong on the way to an engine and back, and what that means for the run."""

from __future__ import annotations


class Fault(Exception):
    """
    Hold what a person is told: a code, one sentence, a hint.

    The sentence is written here and never taken over from an engine or a library, because those
    repeat addresses with keys in them.
    """

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        self.code, self.message, self.hint = code, message, hint
        super().__init__(message)


class Passing(Fault):
    """A fault that may pass: the question is asked again after `wait` seconds, or by back-off."""

    def __init__(self, code: str, message: str, hint: str = "", wait: float | None = None) -> None:
        super().__init__(code, message, hint)
        self.wait = wait


class Refusal(Fault):
    """A fault that asking again does not mend: key, quota, budget, a wrong address."""


class BadAnswer(Fault):
    """An answer that is no translation of the question; another question may go well."""


class TooLong(BadAnswer):
    """The engine takes no question of this length; a shorter one may go well."""


class Stopped(Fault):
    """The run was stopped elsewhere, so this question was not asked."""

    def __init__(self) -> None:
        super().__init__("", "stopped")

"""Ask an engine until it answers: back-off where that helps, line by line where lines are lost."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tenacity import RetryCallState, Retrying, retry_if_exception, stop_after_attempt

from lesart.draft.faults import BadAnswer, Fault, Passing, Refusal, TooLong
from lesart.draft.pace import Budget, Pace
from lesart.translation.gate import Flaw, examine


@dataclass(frozen=True, slots=True)
class Patience:
    """Say how often a question is asked, and how long to wait between, in seconds."""

    attempts: int = 5
    first: float = 1.0
    longest: float = 120.0


@dataclass(frozen=True, slots=True)
class EngineAnswer:
    """Hold the draft of one line and what is doubtful in it, or the fault that kept it away."""

    text: str = ""
    fault: Fault | None = None
    doubts: tuple[Flaw, ...] = ()


class Asker:
    """Ask one engine for the drafts of lines; several threads may share one."""

    def __init__(
        self,
        ask: Callable[[str], str],
        together: bool,
        pace: Pace,
        budget: Budget,
        patience: Patience | None = None,
    ) -> None:
        """
        *ask* is the engine's client; *together* says that it keeps the ends of lines.
        """
        self._ask, self._together = ask, together
        self._pace, self._budget = pace, budget
        self._patience = patience or Patience()

    def drafts(self, lines: Sequence[str]) -> list[EngineAnswer]:
        """
        Give an answer for each of *lines*, which stand in one paragraph or in several.

        Lines are asked together; where the answer has more or fewer lines, or one that is no
        translation, the lines concerned are asked alone. Raises Fault where the engine does not
        answer at all.
        """
        answers: list[str] = []
        if len(lines) > 1 and self._together:
            try:
                answers = _lines(self.question("\n".join(lines)), len(lines))
            except BadAnswer:
                answers = []
        if len(answers) != len(lines):
            return [self._alone(line) for line in lines]
        judged = map(_judged, lines, answers)
        return [
            self._alone(line) if answer.fault else answer
            for line, answer in zip(lines, judged, strict=True)
        ]

    def _alone(self, line: str) -> EngineAnswer:
        """Ask for one line, twice where the first answer is none."""
        wrong: Fault = BadAnswer("H105", "the answer is empty")
        for _ in range(2):
            try:
                answers = _lines(self.question(line))
            except BadAnswer as bad:
                wrong = bad
                if isinstance(bad, TooLong):
                    break
                continue
            if len(answers) != 1:
                wrong = BadAnswer("H105", f"the answer has {len(answers)} lines for one")
                continue
            answer = _judged(line, answers[0])
            if answer.fault is None:
                return answer
            wrong = answer.fault
        return EngineAnswer(fault=wrong)

    def question(self, question: str) -> str:
        """Send one question and give its answer, patiently. Raises Fault."""
        retrying = Retrying(
            stop=stop_after_attempt(self._patience.attempts),
            wait=self._wait,
            retry=retry_if_exception(self._helps),
            sleep=self._pace.sleep,
            reraise=True,
        )
        return retrying(self._once, question)

    def _once(self, question: str) -> str:
        self._pace.turn()
        self._budget.spend(len(question))
        return self._ask(question)

    def _helps(self, error: BaseException) -> bool:
        """Tell whether to ask again; a pause that is too long ends the run instead."""
        if not isinstance(error, Passing):
            return False
        if error.wait is not None and error.wait > self._patience.longest:
            hint = f"it names {error.wait:,.0f} seconds; what is drafted stays"
            raise Refusal(error.code, error.message, hint)
        return True

    def _wait(self, state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        if isinstance(error, Passing) and error.wait is not None:
            self._pace.hold(error.wait)
            return error.wait
        longest: float = min(
            self._patience.first * 2 ** (state.attempt_number - 1), self._patience.longest
        )
        return longest * random.uniform(0.5, 1.0)


def _judged(line: str, answer: str) -> EngineAnswer:
    """Let an answer through the gate: a fault where it cannot be the English of *line*."""
    examined = examine(line, answer)
    if wrong := examined.refusal:
        code = "H107" if wrong.language else "H105"
        return EngineAnswer(fault=BadAnswer(code, f"the answer {wrong.said}"))
    return EngineAnswer(examined.words, doubts=examined.doubts)


def _lines(answer: str, wanted: int = 1) -> list[str]:
    """Part an answer into lines; doubled line ends count as one."""
    composed = unicodedata.normalize("NFC", answer.replace("\r\n", "\n"))
    lines = [line.strip() for line in composed.strip().split("\n")]
    full = [line for line in lines if line]
    return full if wanted == 1 or len(lines) == 2 * wanted - 1 else lines

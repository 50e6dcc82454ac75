"""Ask an engine until it answers: back-off where that helps, line by line where lines are lost."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tenacity import RetryCallState, Retrying, retry_if_exception, stop_after_attempt

from lesart.core.tables import line_fault
from lesart.draft.faults import BadAnswer, Fault, Passing, Refusal, TooLong
from lesart.draft.pace import Budget, Pace

Fitting = Callable[[str, str], bool]
_SHORTEST_JUDGED = 60
_LEAST, _MOST = 0.3, 4.0


@dataclass(frozen=True, slots=True)
class Patience:
    """Say how often a question is asked, and how long to wait between, in seconds."""

    attempts: int = 5
    first: float = 1.0
    longest: float = 120.0


@dataclass(frozen=True, slots=True)
class EngineAnswer:
    """Hold the draft of one line, or the fault that kept it away."""

    text: str = ""
    fault: Fault | None = None


class Asker:
    """Ask one engine for the drafts of lines; several threads may share one."""

    def __init__(
        self,
        ask: Callable[[str], str],
        together: bool,
        is_translated: Fitting,
        pace: Pace,
        budget: Budget,
        patience: Patience | None = None,
    ) -> None:
        """
        *ask* is the engine's client; *together* says that it keeps the ends of lines, and
        *is_translated* whether an answer can be the English of a line.
        """
        self._ask, self._together, self._is_translated = ask, together, is_translated
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
        return [
            EngineAnswer(answer) if self._wrong(line, answer) is None else self._alone(line)
            for line, answer in zip(lines, answers, strict=True)
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
            elif (found := self._wrong(line, answers[0])) is None:
                return EngineAnswer(answers[0])
            else:
                wrong = found
        return EngineAnswer(fault=wrong)

    def _wrong(self, line: str, answer: str) -> BadAnswer | None:
        """Say why *answer* cannot be the English of *line*, as far as that can be seen."""
        if not answer or line_fault(answer) or "\t" in answer:
            return BadAnswer("H105", "the answer is empty or holds control characters")
        if not self._is_translated(line, answer):
            return BadAnswer("H107", "the answer is not English")
        ratio = len(answer) / max(1, len(line))
        if len(line) >= _SHORTEST_JUDGED and not _LEAST <= ratio <= _MOST:
            return BadAnswer("H105", f"the answer is {ratio:.1f} times as long as the question")
        return None

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


def _lines(answer: str, wanted: int = 1) -> list[str]:
    """Part an answer into lines; doubled line ends count as one."""
    composed = unicodedata.normalize("NFC", answer.replace("\r\n", "\n"))
    lines = [line.strip() for line in composed.strip().split("\n")]
    full = [line for line in lines if line]
    return full if wanted == 1 or len(lines) == 2 * wanted - 1 else lines

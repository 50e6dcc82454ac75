"""Ask many questions at once, as many as is polite, and hand each answer on as it comes."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from types import FrameType

from lesart.draft.asking import Asker, EngineAnswer
from lesart.draft.batches import Wanted
from lesart.draft.faults import Fault, Stopped
from lesart.draft.pace import Pace

Question = tuple[Wanted, ...]
Done = Callable[[Question, Sequence[EngineAnswer]], None]
_BARREN = 3
_GLANCE = 0.2


@dataclass(slots=True)
class RunEnd:
    """Say how a run ended: the fault that stopped it, or whether a person did."""

    fault: Fault | None = None
    interrupted: bool = False
    barren: int = 0


@contextmanager
def gentle_interrupt() -> Iterator[threading.Event]:
    """
    Let the first Ctrl-C ask for an end, so that nothing is left half done; a second one ends it.

    Gives the event that the first one sets. Only the main thread can listen for it.
    """
    asked = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield asked
        return
    before = signal.getsignal(signal.SIGINT)

    def stop(number: int, frame: FrameType | None) -> None:
        asked.set()
        signal.signal(signal.SIGINT, before)

    signal.signal(signal.SIGINT, stop)
    try:
        yield asked
    finally:
        signal.signal(signal.SIGINT, before)


def ask_all(
    questions: Sequence[Question],
    asker: Asker,
    pace: Pace,
    workers: int,
    done: Done,
    interrupt: threading.Event | None = None,
) -> RunEnd:
    """
    Ask *questions*, *workers* at a time, and call *done* in this thread with each answer.

    A fault that asking again does not mend stops the run, and so do three questions on end without
    one usable line, and *interrupt*; what is under way is waited for and handed on. A question is
    only sent when the answers before it have been looked at, but for *workers* less one.
    """
    run = RunEnd()
    unasked = iter(questions)
    waiting: dict[Future[list[EngineAnswer]], Question] = {}
    with ThreadPoolExecutor(max_workers=max(1, workers)) as pool:
        try:
            while True:
                if not (run.interrupted or run.fault):
                    for question in islice(unasked, max(1, workers) - len(waiting)):
                        texts = [one.text for one in question]
                        waiting[pool.submit(asker.drafts, texts)] = question
                if not waiting:
                    return run
                finished, _ = wait(waiting, timeout=_GLANCE, return_when=FIRST_COMPLETED)
                for future in [future for future in waiting if future in finished]:
                    _take(future, waiting.pop(future), run, done)
                run.interrupted = interrupt is not None and interrupt.is_set()
                if run.interrupted or run.fault:
                    pace.stop()
        except BaseException:
            pace.stop()
            raise


def _take(future: Future[list[EngineAnswer]], question: Question, run: RunEnd, done: Done) -> None:
    try:
        answers = future.result()
    except Stopped:
        return
    except Fault as fault:
        run.fault = run.fault or fault
        return
    done(question, answers)
    faults = [answer.fault for answer in answers if answer.fault]
    run.barren = run.barren + 1 if len(faults) == len(answers) else 0
    if run.barren >= _BARREN:
        run.fault = run.fault or faults[-1]

"""What networks do: every fault at least once, through deep-translator's real clients."""

from __future__ import annotations

import contextlib
import importlib.machinery
import signal
import socket
import subprocess
import sys
import time
import types
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import requests
from command import COMMAND, call
from drafting import EAGER, IDS, KEY, KEYS, QUICK, Told, add_rain, client_of, draft, drafted
from engine_server import EngineServer, engine_server, english
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lesart.draft.asking import Asker, Patience
from lesart.draft.engines import ENGINES, Client
from lesart.draft.faults import BadAnswer, Fault, Passing, Refusal, TooLong
from lesart.draft.pace import Budget, Pace
from lesart.draft.transport import Limits, make_session
from lesart.glossary.inflections import is_translated
from lesart.tasks.draft import Order, draft_text, plan
from lesart.tasks.edition import Settings

QUESTION = "Das Glas steht im Hof."
BRIEF = Limits(connect=2.0, silence=0.5, altogether=0.75)
IMPATIENT = Limits(connect=2.0, silence=0.2, altogether=0.3)


@pytest.fixture
def server() -> Iterator[EngineServer]:
    with engine_server() as running:
        yield running


@pytest.fixture
def rain(mini: Settings, tmp_path: Path) -> Settings:
    for entry in (mini.root / "glossary").glob("*.md"):
        entry.unlink()
    add_rain(mini, tmp_path)
    return mini


class Unhurried(Pace):
    """Note the pauses, in seconds, and make none."""

    def __init__(self) -> None:
        super().__init__(0.0)
        self.pauses: list[float] = []

    def sleep(self, seconds: float) -> None:
        super().sleep(0.0)
        self.pauses += [seconds] if seconds > 0 else []


def asker_of(
    server: EngineServer, engine: str = "libre", limits: Limits = QUICK, pace: Pace | None = None
) -> Asker:
    client = Client(ENGINES[engine], server.address, limits, KEYS)
    together = client.engine.lines
    return Asker(client.ask, together, pace or Unhurried(), Budget(), EAGER)


PASSING = [
    "status 500", "status 502", "status 503", "status 504", "status 408",
    "status 429", "status 429 0", "status 429 1", "status 429 date", "status 503 0",
    "silence 9", "drip", "half", "cut",
]  # fmt: skip


@pytest.mark.parametrize("engine", ["libre", "google", "deepl"])
@pytest.mark.parametrize("fault", PASSING)
@pytest.mark.slow
def test_what_passes_is_asked_again(server: EngineServer, engine: str, fault: str) -> None:
    server.faults = [fault, fault]
    limits = BRIEF if fault in ("silence 9", "drip") else QUICK
    (answer,) = asker_of(server, engine, limits).drafts([QUESTION])
    assert answer.text == english(QUESTION)
    assert len(server.questions) == 3


def test_pauses_grow_and_an_engine_may_name_its_own(server: EngineServer) -> None:
    def pauses(fault: str) -> list[float]:
        server.faults = [fault] * 3
        pace = Unhurried()
        asker_of(server, pace=pace).drafts([QUESTION])
        return pace.pauses

    for number, pause in enumerate(pauses("status 500")):
        longest = EAGER.first * 2**number
        assert longest / 2 <= pause <= longest
    named = pauses("status 429 1")
    assert named[0] == 1.0
    # Each holds back the run after the fault, and again the question that follows.
    assert len(named) == 6
    assert all(0 < pause <= 1.0 for pause in named)


@pytest.mark.parametrize("engine", ["libre", "google", "deepl"])
@pytest.mark.parametrize(
    ("fault", "code"),
    [("status 500", "H101"), ("status 429", "H102"), ("silence 9", "H101"), ("half", "H105")],
)
@pytest.mark.slow
def test_what_does_not_pass_ends_in_one_line(
    server: EngineServer, engine: str, fault: str, code: str
) -> None:
    server.always = fault
    with pytest.raises(Passing) as caught:
        asker_of(server, engine, IMPATIENT if fault == "silence 9" else QUICK).drafts([QUESTION])
    assert caught.value.code == code
    assert "\n" not in caught.value.message
    assert len(server.questions) == EAGER.attempts


@pytest.mark.parametrize("engine", ["libre", "google", "deepl", "microsoft", "yandex", "baidu"])
@pytest.mark.parametrize(
    ("fault", "kind", "code"),
    [
        ("status 401", Refusal, "H103"),
        ("status 403", Refusal, "H103"),
        ("status 402", Refusal, "H104"),
        ("status 456", Refusal, "H104"),
        ("status 400", Refusal, "H101"),
        ("status 404", Refusal, "H101"),
        ("status 413", TooLong, "H109"),
        ("status 414", TooLong, "H109"),
    ],
)
def test_what_asking_again_does_not_mend_is_not_asked_again(
    server: EngineServer, engine: str, fault: str, kind: type[Fault], code: str
) -> None:
    server.always = fault
    with pytest.raises(kind) as caught:
        client_of(server, engine).ask(QUESTION)
    assert caught.value.code == code
    assert KEY not in f"{caught.value.message}{caught.value.hint}{caught.value!r}"
    assert len(server.questions) == 1


def test_a_pause_that_is_too_long_ends_the_run(server: EngineServer) -> None:
    server.always = "status 429 3600"
    with pytest.raises(Refusal) as caught:
        asker_of(server).drafts([QUESTION])
    assert caught.value.code == "H102"
    assert "3,600 seconds" in caught.value.hint
    assert len(server.questions) == 1


def test_a_refused_connection_is_told() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{probe.getsockname()[1]}"
    for engine in ("libre", "google", "deepl", "mymemory", "microsoft"):
        client = Client(ENGINES[engine], address, QUICK, KEYS)
        with pytest.raises(Passing, match="cannot be reached") as caught:
            client.ask(QUESTION)
        assert caught.value.code == "H101"


@pytest.mark.parametrize("address", ["http://", "nonsense", "ftp://localhost", "http://a b"])
def test_an_address_that_is_none_is_told(address: str) -> None:
    with pytest.raises(Fault) as caught:
        Client(ENGINES["libre"], address, QUICK, KEYS).ask(QUESTION)
    assert caught.value.code == "H101"


@pytest.mark.parametrize("engine", ["libre", "google", "deepl", "microsoft", "mymemory", "yandex"])
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_an_engine_that_leads_elsewhere_is_not_followed(
    server: EngineServer, engine: str, status: int
) -> None:
    with engine_server() as other:
        host = other.address.replace("127.0.0.1", "localhost")
        for target in (f"{other.address}/translate?q=1", f"{host}/translate", f"//{host[7:]}/m"):
            server.always = f"redirect {status} {target}"
            with pytest.raises(Refusal) as caught:
                client_of(server, engine).ask(QUESTION)
            assert caught.value.code == "H112"
            assert str(other.server_address[1]) in caught.value.message
            assert KEY not in f"{caught.value.message}{caught.value.hint}"
        assert other.questions == []
        assert other.seen == []


def test_an_engine_that_moves_its_page_is_followed(server: EngineServer) -> None:
    server.faults = ["redirect 307 /translate?here=1"]
    assert client_of(server).ask(QUESTION) == english(QUESTION)
    assert server.seen[-1] == "POST /translate?here=1"


@pytest.mark.parametrize(
    ("asked", "led", "follows"),
    [
        ("http://a.example/x", "https://a.example/y", True),
        ("https://a.example/x", "http://a.example/x", False),
        ("https://a.example/x", "https://a.example:8443/x", False),
        ("https://a.example/x", "https://A.EXAMPLE:443/y", True),
        ("https://a.example/x", "https://b.a.example/x", False),
        ("https://a.example/x", "https://a.example@b.example/x", False),
        ("https://a.example/x", "javascript:x", False),
        ("https://a.example/x", "http://[::1", False),
    ],
)
def test_only_the_same_host_is_the_same_host(asked: str, led: str, follows: bool) -> None:
    answer = requests.Response()
    answer.status_code, answer.url, answer.headers["location"] = 307, asked, led
    session = make_session()
    if follows:
        assert session.get_redirect_target(answer) == led
        return
    with pytest.raises(Refusal) as caught:
        session.get_redirect_target(answer)
    assert caught.value.code == "H112"


def test_the_package_of_chatgpt_sends_by_our_session(monkeypatch: pytest.MonkeyPatch) -> None:
    package = types.ModuleType("openai")
    package.__spec__ = importlib.machinery.ModuleSpec("openai", None)
    monkeypatch.setitem(sys.modules, "openai", package)
    Client(ENGINES["chatgpt"], "", QUICK, KEYS)
    session = vars(package)["requestssession"]()
    assert type(session) is type(make_session())


QUOTA = "say MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY."


def test_a_quota_that_speaks_as_a_translation_is_heard(server: EngineServer) -> None:
    server.always = QUOTA
    with pytest.raises(Refusal) as caught:
        client_of(server, "mymemory").ask(QUESTION)
    assert caught.value.code == "H104"


@pytest.mark.parametrize("engine", ["libre", "google", "deepl"])
@pytest.mark.parametrize(
    "fault",
    ["page", "raw {}", "raw []", "raw null", "raw 7", "empty", "german", "french", "control",
     'raw {"translatedText": 7, "translations": [7]}', "raw <div class='result-container'></div>"],
)  # fmt: skip
def test_an_answer_that_is_none_is_asked_for_once_more(
    server: EngineServer, engine: str, fault: str
) -> None:
    server.faults = [fault]
    (answer,) = asker_of(server, engine).drafts([QUESTION])
    assert answer.text == english(QUESTION)
    server.always = fault
    (answer,) = asker_of(server, engine).drafts([QUESTION])
    assert answer.text == ""
    assert isinstance(answer.fault, BadAnswer)


LINES = ["Das Glas steht im Hof.", "Am Montag fiel nichts.", "Dann wurde das Heft nass."]


@pytest.mark.parametrize("engine", ["libre", "google", "deepl"])
@pytest.mark.parametrize("fault", ["more", "fewer", "status 413", "page", "short"])
def test_lines_that_do_not_fit_are_asked_one_by_one(
    server: EngineServer, engine: str, fault: str
) -> None:
    server.faults = [fault]
    answers = asker_of(server, engine).drafts(LINES)
    assert [answer.text for answer in answers] == [english(line) for line in LINES]
    assert server.questions == ["\n".join(LINES), *LINES]


def test_one_line_in_the_wrong_language_is_asked_alone(server: EngineServer) -> None:
    wrong = "\n".join([english(LINES[0]), LINES[1], english(LINES[2])])
    server.known = {}
    server.faults = ["say " + wrong]
    answers = asker_of(server).drafts(LINES)
    assert [answer.text for answer in answers] == [english(line) for line in LINES]
    assert server.questions[1:] == [LINES[1]]


def test_half_a_translation_is_no_answer(server: EngineServer) -> None:
    long = "Am Dienstag fielen sieben Striche hoch Wasser in das Glas, und man schrieb sie auf."
    server.always = "say On Tuesday seven"
    (answer,) = asker_of(server).drafts([long])
    assert answer.fault is not None
    assert "0.2 times as long" in answer.fault.message


# A run that is broken off goes on where it stopped


@pytest.mark.parametrize("fault", ["status 500", "status 401", "status 456", "cut", "page"])
def test_what_is_drafted_stays_and_the_rest_follows(
    rain: Settings, server: EngineServer, fault: str
) -> None:
    client = Client(replace(ENGINES["mymemory"], interval=0.0), server.address, QUICK, KEYS)
    order = Order((), False, client, None, "2026-11-22", EAGER, workers=1)
    server.faults = ["", "", "", *[fault] * 40]
    outcome = draft_text(rain, plan(rain, "regen", order), order, Told([]))
    assert list(drafted(rain)) == IDS[:3]
    assert outcome.findings
    server.faults = []
    asked = len(server.questions)
    outcome = draft_text(rain, plan(rain, "regen", order), order, Told([]))
    assert (outcome.findings, outcome.drafted) == ([], 5)
    assert len(server.questions) == asked + 5
    assert list(drafted(rain)) == IDS


def test_an_engine_that_only_talks_nonsense_is_left(rain: Settings, server: EngineServer) -> None:
    client = Client(replace(ENGINES["mymemory"], interval=0.0), server.address, QUICK, KEYS)
    order = Order((), False, client, None, "2026-11-22", EAGER, workers=1)
    server.always = "page"
    outcome = draft_text(rain, plan(rain, "regen", order), order, Told([]))
    assert drafted(rain) == {}
    assert len(server.questions) == 2 * 3
    assert outcome.findings[-1].code == "H105"


def test_the_command_tells_a_fault_in_one_line(rain: Settings, server: EngineServer) -> None:
    server.always = "status 403"
    done = lesart(rain, "draft", "regen", "--engine", "deepl", "--server", server.address)
    assert done.returncode == 1
    host = server.address.removeprefix("http://")
    assert f"error[H103]: {host} refuses the key (403)\n" in done.stderr
    assert KEY not in done.stderr + done.stdout
    assert "0 of 8 units drafted" in done.stderr
    assert "Traceback" not in done.stderr


def lesart(rain: Settings, *words: str) -> subprocess.CompletedProcess[str]:
    return call(rain.root, *words, **KEYS)


@pytest.mark.slow
def test_ctrl_c_waits_for_what_is_under_way(rain: Settings, server: EngineServer) -> None:
    server.delay = 0.4
    words = ["draft", "regen", "--engine", "mymemory", "--server", server.address]
    with subprocess.Popen(
        [*COMMAND, *words],
        cwd=rain.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        while len(server.questions) < 2 and process.poll() is None:
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        out, told = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "Stopped." in told
    assert "Traceback" not in told
    assert len(out.splitlines()) == len(server.questions) == len(drafted(rain)) < len(IDS)


# A fuzzed one

ANSWERS = st.one_of(
    st.sampled_from(["", "page", "half", "cut", "status 500", "status 429 0", "german", "more"]),
    st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=60).map(
        "say {}".format
    ),
    st.text(st.characters(codec="utf-8"), max_size=60).map("raw {}".format),
    st.integers(400, 599).map("status {}".format),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(["libre", "google", "deepl"]), st.lists(ANSWERS, max_size=6))
def test_whatever_an_engine_says_gives_answers_or_a_fault(
    server: EngineServer, engine: str, faults: list[str]
) -> None:
    server.faults = faults
    client = client_of(server, engine)
    quick = Patience(attempts=2, first=0.001, longest=0.01)
    asker = Asker(client.ask, True, Pace(0.0), Budget(), quick)
    with contextlib.suppress(Fault):
        answers = asker.drafts(LINES)
        assert len(answers) == len(LINES)
        for line, answer in zip(LINES, answers, strict=True):
            assert bool(answer.text) != bool(answer.fault)
            assert answer.text == answer.text.strip()
            assert not set("\n\t\r") & set(answer.text)
            assert answer.fault or is_translated(line, answer.text)


@pytest.mark.slow
def test_many_engines_may_fail_while_one_text_is_drafted(
    rain: Settings, server: EngineServer
) -> None:
    server.always = "status 500"
    assert [f.code for f in draft(rain, server).findings] == ["H101"]
    server.always = ""
    server.faults = ["more", "status 429 0", "half"]
    assert draft(rain, server, "google").findings == []
    assert list(drafted(rain)) == IDS

"""Drafting, with deep-translator's real clients against a local server that behaves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from command import run
from drafting import EAGER, IDS, KEY, QUICK, Told, add_rain, client_of, draft, drafted
from engine_server import EngineServer, engine_server, english

from lesart.draft.asking import Asker
from lesart.draft.engines import ENGINES, Client
from lesart.draft.faults import Refusal
from lesart.draft.pace import Budget, Pace
from lesart.model import Audience
from lesart.source.ledger import digest
from lesart.store.read import read_record
from lesart.tasks.begin import make_ledger
from lesart.tasks.check import check_edition
from lesart.tasks.draft import Order, draft_text, plan
from lesart.tasks.edition import Settings, load_sources, load_text
from lesart.tasks.memory import load_memory
from lesart.tasks.review import review_units
from lesart.translation.changes import Change, format_changes
from lesart.translation.units import freshness


@pytest.fixture
def server() -> Iterator[EngineServer]:
    with engine_server() as running:
        yield running


@pytest.fixture
def rain(mini: Settings, tmp_path: Path) -> Settings:
    """Give the tiny edition with a text that nobody has translated, and no glossary."""
    for entry in (mini.root / "glossary").glob("*.md"):
        entry.unlink()
    add_rain(mini, tmp_path)
    return mini


@pytest.mark.parametrize(
    "engine",
    ["libre", "google", "deepl", "mymemory", "microsoft", "yandex", "baidu"],
)
def test_every_unit_is_drafted_in_order(rain: Settings, server: EngineServer, engine: str) -> None:
    told = Told([])
    client = client_of(server, engine)
    client.engine = replace(client.engine, interval=0.0)
    order = Order((), False, client, None, "2026-11-22", EAGER)
    outcome = draft_text(rain, plan(rain, "regen", order), order, told)
    german = {s.id: s.text or "" for s in load_sources(rain, "regen").segments or ()}
    assert drafted(rain) == {id_: english(german[id_]) for id_ in IDS}
    assert (outcome.drafted, outcome.findings) == (8, [])
    assert [row[:2] for row in told.rows] == [(f"regen:{id_}", engine) for id_ in IDS]
    units = load_sources(rain, "regen").units
    assert {(u.state, u.origin, u.date) for u in units} == {("draft", engine, "2026-11-22")}


def test_sentences_of_a_paragraph_are_asked_together(rain: Settings, server: EngineServer) -> None:
    draft(rain, server)
    assert len(server.questions) == 1
    assert server.questions[0].count("\n") == 7
    for engine in ("mymemory",):
        client = Client(replace(ENGINES[engine], interval=0.0), server.address, QUICK, {})
        order = Order(("2",), True, client, None, "2026-11-22", EAGER)
        draft_text(rain, plan(rain, "regen", order), order, Told([]))
    assert server.questions[1:] == [
        "Am Montag fiel nichts.",
        "Am Dienstag fielen sieben Striche hoch Wasser in das Glas.",
    ]


def test_only_what_has_no_translation_is_drafted(rain: Settings, server: EngineServer) -> None:
    folder = rain.root / "source_texts/regen"
    (folder / "en.tsv").write_text("1.1-1.2\tBy hand.\n", "utf-8")
    draft(rain, server)
    assert drafted(rain)["1.1-1.2"] == "By hand."
    assert list(drafted(rain)) == ["title", "1.1-1.2", *IDS[3:]]
    asked = len(server.questions)
    assert draft(rain, server).drafted == 0
    assert len(server.questions) == asked


def test_places_are_drafted_alone(rain: Settings, server: EngineServer) -> None:
    draft(rain, server, places=["2", "regen:3.2"])
    assert list(drafted(rain)) == ["2.1", "2.2", "3.2"]


def test_redo_touches_neither_reviewed_nor_edited_drafts(
    rain: Settings, server: EngineServer
) -> None:
    draft(rain, server)
    review_units(rain, "regen", ["1.1"], "reviewed")
    path = rain.root / "source_texts/regen/en.tsv"
    old = drafted(rain)
    path.write_text(path.read_text("utf-8").replace(old["1.2"], "By hand."), "utf-8")
    server.always = "say A new draft that says other things."
    client = Client(replace(ENGINES["mymemory"], interval=0.0), server.address, QUICK, {})
    order = Order((), True, client, None, "2026-11-23", EAGER)
    outcome = draft_text(rain, plan(rain, "regen", order), order, Told([]))
    units = {unit.ids: unit for unit in load_sources(rain, "regen").units}
    assert (units["1.1"].text, units["1.1"].state) == (old["1.1"], "reviewed")
    assert units["1.2"].text == "By hand."
    assert [(f.code, f.where.reference) for f in outcome.findings] == [("H110", "regen:1.2")]
    redone = {unit.text for id_, unit in units.items() if id_ not in ("1.1", "1.2")}
    assert redone == {"A new draft that says other things."}
    assert {(u.origin, u.date) for u in units.values() if u.text in redone} == {
        ("mymemory", "2026-11-23")
    }


def test_what_a_person_writes_meanwhile_stays(rain: Settings, server: EngineServer) -> None:
    client = client_of(server)
    order = Order((), False, client, None, "2026-11-22", EAGER)
    planned = plan(rain, "regen", order)
    (rain.root / "source_texts/regen/en.tsv").write_text("2.1\tBy hand, meanwhile.\n", "utf-8")
    outcome = draft_text(rain, planned, order, Told([]))
    assert drafted_texts(rain)["2.1"] == "By hand, meanwhile."
    assert [(f.code, f.where.reference) for f in outcome.findings] == [("H110", "regen:2.1")]
    assert outcome.drafted == 7


def drafted_texts(settings: Settings) -> dict[str, str]:
    return {unit.ids: unit.text for unit in load_sources(settings, "regen").units}


def test_reviewed_drafts_are_fresh_and_remember_their_origin(
    rain: Settings, server: EngineServer
) -> None:
    draft(rain, server)
    review_units(rain, "regen", [], "reviewed")
    sources = load_sources(rain, "regen")
    ledger = {entry.id: entry for entry in sources.ledger}
    locks = {lock.ids: lock for lock in sources.locks}
    assert {u.state for u in sources.units} == {"reviewed"}
    assert {u.origin for u in sources.units} == {"libre"}
    assert all(freshness(u, locks[u.ids], ledger) == "fresh" for u in sources.units)


# The memory


def test_a_sentence_that_was_reviewed_elsewhere_is_taken_over(
    rain: Settings, server: EngineServer, tmp_path: Path
) -> None:
    source = tmp_path / "zweiter.txt"
    source.write_text("Am Montag fiel nichts. Kann man Wolken wiegen? Es regnet.\n", "utf-8")
    assert run(rain, "add", "zweiter", "--source", str(source)).returncode == 0
    done = run(rain, "draft", "zweiter", "--engine", "memory")
    assert done.stdout == "zweiter:1.2\tmemory:wolken:1.1\tCan clouds be weighed?\n"
    unit = load_sources(rain, "zweiter").units[0]
    assert (unit.state, unit.origin) == ("draft", "memory:wolken:1.1")
    without = replace(rain, originals=())
    assert load_sources(without, "zweiter").units[0].text == "Can clouds be weighed?"


def test_drafts_are_not_remembered(rain: Settings, server: EngineServer, tmp_path: Path) -> None:
    draft(rain, server)
    source = tmp_path / "zweiter.txt"
    source.write_text("Am Montag fiel nichts.\n", "utf-8")
    run(rain, "add", "zweiter", "--source", str(source))
    assert run(rain, "draft", "zweiter", "--engine", "memory").stdout == ""
    review_units(rain, "regen", ["2.1"], "reviewed")
    assert run(rain, "draft", "zweiter", "--engine", "memory").stdout.startswith("zweiter:1.1\tmem")


def test_the_original_is_not_needed_to_remember(mini: Settings, tmp_path: Path) -> None:
    source = tmp_path / "zweiter.txt"
    source.write_text("Kann man Wolken wiegen?\n", "utf-8")
    run(mini, "add", "zweiter", "--source", str(source))
    done = run(mini, "draft", "zweiter", "--engine", "memory", originals=False)
    assert "Can clouds be weighed?" in done.stdout


def test_a_reviewed_unit_whose_source_has_changed_is_known_by_its_old_hash(
    mini: Settings,
) -> None:
    ledger = mini.root / "source_texts/zeichen/segments.tsv"
    german = mini.root / "source_texts/zeichen/de.tsv"
    old = next(s.text or "" for s in load_sources(mini, "zeichen").segments or () if s.id == "1.1")
    german.write_text(german.read_text("utf-8").replace(old, "Ein anderer Satz."), "utf-8")
    make_ledger(mini, "zeichen", update=True)
    assert ledger.read_text("utf-8").count("Ein anderer") == 1
    memory = load_memory(mini)
    found = memory.exact(digest(old))
    assert found is not None
    assert (found.place, found.source) == ("zeichen:1.1", "")
    assert memory.exact(digest("Ein anderer Satz.")) is None
    assert [near.entry.place for near in memory.near("Ein anderer Satz.")] == []


def test_the_next_run_finishes_what_was_broken_off(mini: Settings) -> None:
    note = mini.root / "source_texts/zeichen/en.pending.json"
    before = drafted(mini, "zeichen")
    changes = [Change("1.1", before["1.1"], "Others.", None), Change("2.1", None, "No.", None)]
    note.write_text(format_changes(changes), "utf-8")
    assert [f.code for f in check_edition(mini) if f.where.path.endswith("json")] == ["T110"]
    assert drafted(mini, "zeichen")["1.1"] == "Others."
    assert run(mini, "draft", "zeichen", "--engine", "memory").returncode == 0
    assert not note.exists()
    assert drafted(mini, "zeichen") == {**before, "1.1": "Others."}


# The command line


def test_the_command_prints_what_it_writes(rain: Settings, server: EngineServer) -> None:
    done = run(rain, "draft", "regen", "--engine", "libre", "--server", server.address)
    assert done.returncode == 0, done.stderr
    assert [row.split("\t")[0] for row in done.stdout.splitlines()] == [f"regen:{i}" for i in IDS]
    assert "8 of 8 units drafted" in done.stderr
    assert "\x1b" not in done.stderr


def test_a_dry_run_asks_nobody_and_changes_nothing(rain: Settings, server: EngineServer) -> None:
    before = {p: p.read_bytes() for p in rain.root.rglob("*") if p.is_file()}
    done = run(rain, "draft", "regen", "--engine", "deepl", "--dry-run")
    assert done.returncode == 0, done.stderr
    characters = len("\n".join(s.text or "" for s in load_sources(rain, "regen").segments or ()))
    assert done.stdout == (
        f"8 units to draft, 0 of them from the memory; {characters + 1} characters for deepl\n"
    )
    assert {p: p.read_bytes() for p in rain.root.rglob("*") if p.is_file()} == before
    assert server.questions == []


def test_a_budget_is_held(rain: Settings, server: EngineServer) -> None:
    client = Client(replace(ENGINES["mymemory"], interval=0.0), server.address, QUICK, {})
    order = Order((), False, client, 150, "2026-11-22", EAGER, workers=1)
    outcome = draft_text(rain, plan(rain, "regen", order), order, Told([]))
    assert sum(map(len, server.questions)) == outcome.characters <= 150
    assert [f.code for f in outcome.findings] == ["H108"]
    assert list(drafted(rain)) == IDS[: outcome.drafted]
    assert outcome.drafted > 0
    order = replace(order, budget=None)
    assert draft_text(rain, plan(rain, "regen", order), order, Told([])).findings == []
    assert list(drafted(rain)) == IDS


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["regen", "--engine", "deepl"], "DEEPL_API_KEY"),
        (["regen", "--engine", "baidu"], "BAIDU_APPID and BAIDU_APPKEY"),
        (["regen", "--engine", "chatgpt"], "OPEN_API_KEY"),
        (["regen", "--engine", "linguee"], "is not one of"),
        (["regen"], "--engine"),
        (["nebel", "--engine", "google"], "no text “nebel”"),
        (["regen", "--engine", "google", "--budget", "0"], "--budget"),
    ],
)
def test_wrong_words_are_usage(rain: Settings, words: list[str], said: str) -> None:
    done = run(rain, "draft", *words)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_place_is_told(rain: Settings) -> None:
    done = run(rain, "draft", "regen", "9.9", "--engine", "memory")
    assert done.returncode == 3
    assert "has no “9.9”" in done.stderr


def test_without_the_original_there_is_nothing_to_draft(mini: Settings) -> None:
    done = run(mini, "draft", "wolken", "--engine", "memory", originals=False)
    assert done.returncode == 3
    assert "the original is not at hand" in done.stderr


def test_every_engine_that_takes_german_and_english_is_offered() -> None:
    from deep_translator.engines import __engines__  # noqa: PLC0415

    left = set(__engines__) - set(ENGINES)
    assert left == {"linguee", "pons", "papago", "qcri"}
    assert set(ENGINES) <= set(__engines__)


@pytest.mark.parametrize("engine", sorted(set(ENGINES) - {"chatgpt"}))
def test_no_key_stands_in_an_address_of_deepl_or_libre(server: EngineServer, engine: str) -> None:
    client = client_of(server, engine)
    try:
        client.ask("Ein Satz.")
    except Exception as error:  # whatever the server cannot speak
        assert KEY not in str(error)
    if engine in ("deepl", "libre"):
        assert not any(KEY in seen for seen in server.seen)


def test_the_key_reaches_the_engine(server: EngineServer) -> None:
    server.key = KEY
    for engine in ("deepl", "libre"):
        assert client_of(server, engine).ask("Ein Satz.") == english("Ein Satz.")


def test_a_key_is_wanted_before_anything_is_asked(server: EngineServer) -> None:
    with pytest.raises(Refusal) as caught:
        Client(ENGINES["deepl"], server.address, QUICK, {})
    assert "DEEPL_API_KEY" in caught.value.hint
    assert server.questions == []


# Politeness


def test_questions_begin_no_sooner_than_is_polite() -> None:
    slept: list[float] = []

    class Watched(Pace):
        def sleep(self, seconds: float) -> None:
            slept.append(seconds)

    pace = Watched(10.0)
    asker = Asker(lambda q: "Words in English.", False, pace, Budget())
    asker.drafts(["Eins.", "Zwei.", "Drei."])
    assert [round(seconds) for seconds in slept] == [0, 10, 20]


def test_a_pause_holds_everybody() -> None:
    pace = Pace(0.0)
    pace.hold(30.0)
    slept: list[float] = []
    pace.sleep = slept.append  # type: ignore[method-assign]
    pace.turn()
    assert slept[0] > 29


# The public


@pytest.mark.parametrize(("audience", "held"), [("public", "drafts"), ("private", "")])
def test_the_public_sees_no_draft_unasked(
    rain: Settings, server: EngineServer, audience: Audience, held: str
) -> None:
    record = rain.root / "source_texts/regen/text.yml"
    text = record.read_text("utf-8")
    free = "https://creativecommons.org/licenses/by/4.0/"
    record.write_text(text.replace("http://rightsstatements.org/vocab/CNE/1.0/", free), "utf-8")
    draft(rain, server)
    seen = replace(rain, audience=audience)
    assert load_text(seen, "regen").held_for == held
    assert load_text(replace(seen, allow_drafts=True), "regen").held_for == ""
    review_units(rain, "regen", IDS[:-1], "reviewed")
    assert load_text(seen, "regen").held_for == held
    review_units(rain, "regen", IDS, "reviewed")
    assert load_text(seen, "regen").held_for == ""


def test_drafts_never_open_what_rights_close(rain: Settings, server: EngineServer) -> None:
    draft(rain, server)
    public = replace(rain, audience="public", allow_drafts=True)
    text = load_text(public, "regen")
    assert (text.withheld, text.held_for) == (True, "rights")
    assert read_record(rain.root, "regen").rights.permission is None

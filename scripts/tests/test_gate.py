"""One gate at every door: what cannot be a translation comes in nowhere, and doubts are told."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import run
from drafting import add_rain, draft, drafted
from engine_server import engine_server
from hypothesis import given
from hypothesis import strategies as st
from units_files import export_text, import_units

from lesart.core.findings import EditionError
from lesart.core.tables import line_fault
from lesart.exchange.tmx import Pair, write_tmx
from lesart.store.paths import MEMORY
from lesart.tasks.draft import Order, plan
from lesart.tasks.edition import Settings, load_sources
from lesart.tasks.exchange import import_memory
from lesart.tasks.take_proposal import take_proposal
from lesart.translation.gate import examine

WEIGH, WEIGHED = "Kann man Wolken wiegen?", "Can clouds be weighed?"

REFUSED = [
    ("Der Zug fuhr spät ab.", "Der Zug fuhr spät ab.", "is a copy"),
    ("Der Zug fuhr spät ab.", "»Der Zug fuhr spät ab!«", "is a copy"),
    ("DER ZUG FÄHRT", "Der Zug fährt", "is a copy"),
    ("Nein.", "Nein!", "is a copy"),
    ("Der Zug fuhr spät ab.", "Le train est parti en retard hier.", "is not English"),
    ("Der Zug fuhr spät ab.", "Die Bahn war leider nicht pünktlich.", "is not English"),
    ("Der Zug fuhr ab.", "The train left the train left the train left the train left", "4 times"),
    ("Der Zug fuhr ab.", "The train left!!!!!!!!!!!!!", "13 times"),
    ("Ja.", "Yes. I am happy to help you with this; here is the text that you asked me for, "
            "translated into English as well as I can.", "times as long"),
    ("Der Zug fuhr mit drei Stunden Verspätung aus dem Bahnhof in den Regen hinaus.", "It left.",
     "0.1 times as long"),
    ("Der Zug fuhr ab.", "The <b>train</b> left.", "holds markup"),
    ("Der Zug fuhr ab.", "The &lt;i&gt;train&lt;/i&gt; left.", "holds markup"),
    ("Der Zug fuhr ab.", "The train\u202e left.", "turn it round"),
    ("Der Zug fuhr ab.", "The train\nleft.", "line ends"),
    ("Der Zug fuhr ab.", "\u200b", "is empty"),
]  # fmt: skip

DOUBTFUL = [
    ("Im Jahr 1989 fuhr ein Zug.", "A train ran in 1998.", "A train ran in 1998.", "other numbers"),
    ("Er fuhr um 9 Uhr ab.", "It left in the morning.", "It left in the morning.", "other numbers"),
    ("„Wer kommt?“, fragte der Schaffner.", "“Who is coming?” fragte der Schaffner.", "“Who is "
     "coming?” fragte der Schaffner.", "still German"),
    ("Er kam nicht.", "He didn&#39;t come &amp; go.", "He didn't come & go.", "entities"),
    ("Er kam nicht.", "He did&amp;nbsp;not come.", "He did\u00a0not come.", "entities"),
    ("Der Zug fuhr ab.", "The tr\u00adain\u200b left.", "The train left.", "nobody sees"),
    ("Der Zug fuhr ab.", "The train has left. The train has left.",
     "The train has left. The train has left.", "2 times"),
]  # fmt: skip

SOUND = [
    ("1989", "1989"), ("Prof. Anna Muster, Jena", "Prof. Anna Muster, Jena"),
    ("Berlin", "Berlin"), ("Der Satz „x &amp; y“ fehlt.", "The phrase “x &amp; y” is missing."),
    ("Nein, nein, nein, nein!", "No, no, no, no!"),
    ("Am 3.10.1990 um 14.30 Uhr", "At 2:30 p.m. on 3 October 1990"),
    ("Es kostet 1.200,50 Kronen.", "It costs 1,200.50 crowns."),
    ("Im 19. Jahrhundert", "In the nineteenth century"), ("1989/90", "1989–1990"),
    ("Die 21 Häuser und zwei Türen", "The twenty-one houses and 2 doors"),
    ("12 000 Leute", "12,000 people"), ("rund 3 Millionen", "some three million"),
    ("Kapitel 4", "Chapter IV"), ("die 90er", "the nineties"),
    ("Er liest die Neue Zürcher Zeitung.", "He reads the Neue Zürcher Zeitung."),
    ("Der Buddha sagte zu ihr:", "The Buddha said to her:"),
    ("<b> heißt fett.", "<b> means bold."),
]  # fmt: skip


@pytest.mark.parametrize(("source", "target", "said"), REFUSED)
def test_what_cannot_be_a_translation_is_refused(source: str, target: str, said: str) -> None:
    refusal = examine(source, target).refusal
    assert refusal is not None
    assert said in refusal.said


@pytest.mark.parametrize(("source", "target", "kept", "said"), DOUBTFUL)
def test_what_is_seldom_right_is_told(source: str, target: str, kept: str, said: str) -> None:
    found = examine(source, target)
    assert (found.words, found.refusal) == (kept, None)
    assert said in " ".join(flaw.said for flaw in found.doubts)
    assert all(flaw.evidence for flaw in found.doubts)


@pytest.mark.parametrize(("source", "target"), SOUND)
def test_what_is_right_passes(source: str, target: str) -> None:
    found = examine(source, target)
    assert (found.words, found.flaws) == (target, ())


@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_comes_is_judged(source: str, target: str) -> None:
    found = examine(source, target)
    assert found.refusal or (found.words and not line_fault(found.words))
    assert not set("\n\t\u00ad\u200b\ufeff") & set(found.words) or found.refusal


def test_every_translation_of_the_tiny_edition_passes(mini: Settings) -> None:
    for text in ("wolken", "zeichen"):
        sources = load_sources(mini, text)
        words = {one.id: one.text or "" for one in sources.segments or ()}
        for unit in sources.units:
            source = " ".join(words[id_] for id_ in unit.segments)
            assert examine(source, unit.text).refusal is None, (unit.ids, source, unit.text)


# The doors


@pytest.fixture
def file(mini: Settings, tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    kind, words = request.param
    path = tmp_path / f"wolken.{'po' if kind == 'po' else 'xlf'}"
    text = export_text(mini, "wolken", kind)
    old = f'msgstr "{WEIGHED}"' if kind == "po" else f"<target>{WEIGHED}"
    assert old in text
    path.write_text(text.replace(old, old.replace(WEIGHED, words)), "utf-8")
    return path


@pytest.mark.parametrize("file", [("po", WEIGH), ("xliff", WEIGH)], indirect=True)
def test_a_copy_in_a_file_is_refused_and_the_others_come_in(mini: Settings, file: Path) -> None:
    text = file.read_text("utf-8")
    assert "One can try." in text
    file.write_text(text.replace("One can try.", "One could try."), "utf-8")
    done = run(mini, "import", str(file), "--reviewed")
    assert done.returncode == 1
    assert "wolken:1.1: error[X012]: refused: its English is a copy of the German" in done.stderr
    assert done.stdout.splitlines() == ["wolken:2.1\tchanged\tOne can try.\tOne could try."]


@pytest.mark.parametrize(
    "file", [("po", "Can 7 clouds be weighed?"), ("xliff", "Can 7 clouds be weighed?")],
    indirect=True,
)  # fmt: skip
def test_a_unit_with_a_doubt_comes_in_as_a_draft(mini: Settings, file: Path) -> None:
    for _ in range(2):
        done = import_units(mini, file, True, True)
        assert [(f.code, f.severity, f.where.reference) for f in done.doubtful] == [
            ("X020", "warning", "wolken:1.1")
        ]
        assert done.doubtful[0].evidence[0] == "only en: 7"
        unit = next(unit for unit in load_sources(mini, "wolken").units if unit.ids == "1.1")
        assert (unit.text, unit.state) == ("Can 7 clouds be weighed?", "draft")


def test_a_memory_leaves_out_copies_and_names_them(mini: Settings, tmp_path: Path) -> None:
    path = tmp_path / "other.tmx"
    pairs = [Pair("Es regnet seit 9 Uhr.", "It has been raining since ten."),
             Pair("Es regnet nicht.", "Es regnet nicht."), Pair("Ja.", "Yes.")]  # fmt: skip
    path.write_text(write_tmx(pairs), "utf-8")
    done = run(mini, "import", str(path))
    assert (done.returncode, done.stdout) == (1, f"{MEMORY}/other.tmx\t2 pairs\n")
    assert "other.tmx:13: error[X021]: left out: its English is a copy" in done.stderr
    assert "other.tmx:5: warning[X021]: its English has other numbers" in done.stderr
    path.write_text(write_tmx(pairs[1:2]), "utf-8")
    with pytest.raises(EditionError, match="X021"):
        import_memory(mini, path, True)


def test_a_memory_that_holds_a_copy_drafts_nothing_with_it(mini: Settings, tmp_path: Path) -> None:
    for entry in (mini.root / "glossary").glob("*.md"):
        entry.unlink()
    add_rain(mini, tmp_path)
    words = {one.id: one.text or "" for one in load_sources(mini, "regen").segments or ()}
    (mini.root / MEMORY).mkdir(parents=True, exist_ok=True)
    (mini.root / MEMORY / "old.tmx").write_text(write_tmx([Pair(words["1.1"], words["1.1"])]))
    planned = plan(mini, "regen", Order())
    assert planned.remembered == ()
    (finding,) = planned.findings
    assert (finding.code, finding.where.reference) == ("H114", "regen:1.1")


def test_an_engine_that_leaves_a_part_in_german_is_told_of(mini: Settings, tmp_path: Path) -> None:
    for entry in (mini.root / "glossary").glob("*.md"):
        entry.unlink()
    add_rain(mini, tmp_path)
    words = {one.id: one.text or "" for one in load_sources(mini, "regen").segments or ()}
    with engine_server() as server:
        server.known = {words["1.1"]: "It isn&#39;t the year 2091 at all, they said here."}
        outcome = draft(mini, server)
    told = [(f.code, f.severity) for f in outcome.findings if f.where.reference == "regen:1.1"]
    assert told == [("H113", "warning"), ("H113", "warning")]
    assert drafted(mini)["1.1"] == "It isn't the year 2091 at all, they said here."


def test_a_proposal_passes_the_same_gate(mini: Settings) -> None:
    form = (
        f"Reference: wolken:1.1\nVersion: 1.0\nSource: {WEIGH}\nTranslation: {WEIGHED}\n"
        "Proposed: %s\nReason: none\n"
    )
    before = (mini.root / "source_texts/wolken/en.tsv").read_bytes()
    taken = take_proposal(mini, (form % WEIGH).encode(), "f.txt")
    assert [f.code for f in taken.refused] == ["X012"]
    assert (mini.root / "source_texts/wolken/en.tsv").read_bytes() == before
    taken = take_proposal(mini, (form % "Can 3 clouds be weighed?").encode(), "f.txt")
    assert (taken.refused, [f.code for f in taken.warnings]) == ((), ["X020"])

"""Two editors of one text in git: what merges, either way, and what stays a conflict."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from command import run
from hypothesis import given
from hypothesis import strategies as st

from lesart.core.findings import EditionError
from lesart.core.merge_records import Conflict, merge_records
from lesart.source.ledger import digest
from lesart.store.git_setup import LINES, write_driver
from lesart.store.text_list import with_text
from lesart.tasks.check import check_edition
from lesart.tasks.edition import Settings, load_sources
from lesart.tasks.git import git_faults, set_up_git
from lesart.tasks.merge import merge_file
from lesart.tasks.release import release
from lesart.tasks.review import review_units
from lesart.tasks.terms import update_occurrences

Edit = Callable[[Settings], object]
WHO = ("-c", "user.name=An Editor", "-c", "user.email=editor@example.org")
TEXT = "source_texts/wolken"
WAIVER = "  - code: G102\n    at: wolken:{}\n    about: haze\n    reason: it is one\n"
TERM = """\
---
lemma: {lemma}
grammar: n., -s, Ämter
english:
  preferred: [{rendering}]
source: everyday usage
---

# de

Ein Wort.

# en

A word.
"""


def git(root: Path, *words: str) -> str:
    """Run git in the edition; give what it prints."""
    return subprocess.check_output(
        ["git", "-C", str(root), *WHO, *words], text=True, stderr=subprocess.STDOUT
    )


def merge_branch(root: Path, branch: str) -> str:
    """Merge a branch; give the conflicts as git tells them, one a line."""
    done = subprocess.run(
        ["git", "-C", str(root), *WHO, "merge", "-q", "--no-edit", branch],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    told = [line for line in done.stdout.splitlines() if line.startswith("CONFLICT")]
    assert bool(told) == bool(done.returncode), done.stdout + done.stderr
    return "\n".join(told)


@pytest.fixture
def shared_edition(mini: Settings) -> Settings:
    """Give the tiny edition in a repository that is set up for two editors."""
    for text in ("wolken", "zeichen"):
        review_units(mini, text, (), "draft")
    git(mini.root, "init", "-q", "-b", "main")
    set_up_git(mini.root)
    (mini.root / "mkdocs.yml").open("a").write("nav:\n  - Home: index.md\n")
    (mini.root / "source_texts/spelling.txt").write_text("Aksu\nZug\n", "utf-8")
    git(mini.root, "add", ".")
    git(mini.root, "commit", "-q", "-m", "begin")
    return mini


def branch(settings: Settings, name: str, edits: tuple[Edit, ...]) -> None:
    """Commit edits on a branch of their own."""
    git(settings.root, "checkout", "-q", "-b", name, "main")
    for edit in edits:
        edit(settings)
    git(settings.root, "add", ".")
    git(settings.root, "commit", "-q", "-m", name)


def two_ways(
    settings: Settings, first: tuple[Edit, ...], second: tuple[Edit, ...]
) -> tuple[str, str]:
    """Merge what two editors did, either into the other; give the conflicts or the trees."""
    branch(settings, "first", first)
    branch(settings, "second", second)
    ways: list[str] = []
    for ours, theirs in (("first", "second"), ("second", "first")):
        git(settings.root, "checkout", "-q", "-f", "-B", "merged", ours)
        told = merge_branch(settings.root, theirs)
        ways.append(told or git(settings.root, "rev-parse", "HEAD^{tree}"))
        if told:
            git(settings.root, "merge", "--abort")
            git(settings.root, "checkout", "-q", "-f", ours)
    return ways[0], ways[1]


def merged_clean(settings: Settings, first: tuple[Edit, ...], second: tuple[Edit, ...]) -> None:
    """Hold that both ways give the same bytes, with no conflict."""
    ways = two_ways(settings, first, second)
    assert "CONFLICT" not in ways[0] + ways[1]
    assert ways[0] == ways[1]


def reviews(*ids: str) -> Edit:
    """Review units of the longer text."""
    return lambda settings: review_units(settings, "wolken", ids, "reviewed")


def changes(old: str, new: str, path: str = f"{TEXT}/en.tsv") -> Edit:
    """Put other words into a file."""

    def edit(settings: Settings) -> None:
        file = settings.root / path
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), "utf-8", newline="\n")

    return edit


def appends(words: str, path: str = f"{TEXT}/notes.md") -> Edit:
    """Write words at the end of a file."""

    def edit(settings: Settings) -> None:
        file = settings.root / path
        file.write_text(file.read_text("utf-8") + words, "utf-8", newline="\n")

    return edit


def note(id_: str, german: str, english: str, words: str = "A word.") -> Edit:
    """Write a note at the end of the file."""
    return appends(f"\n## {id_} „{german}“ = ‘{english}’\n\nkind: language\n\n{words}\n")


def adds_text(id_: str) -> Edit:
    """Add a text as `lesart add` lists it."""

    def edit(settings: Settings) -> None:
        folder = settings.root / "source_texts" / id_
        shutil.copytree(settings.root / "source_texts/zeichen", folder)
        record = folder / "text.yml"
        record.write_text(record.read_text("utf-8").replace("id: zeichen", f"id: {id_}"), "utf-8")
        file = settings.root / "source_texts/edition.yml"
        listed = with_text(file.read_text("utf-8"), id_)
        assert listed
        file.write_text(listed, "utf-8", newline="\n")

    return edit


def begins_text(id_: str) -> Edit:
    """Add a text by the command, which writes its page and its place in the navigation."""

    def edit(settings: Settings) -> None:
        source = settings.root.parent / f"{id_}.txt"
        source.write_text(f"Text {id_}\n\nDas ist der Text, und mehr ist es nicht.\n", "utf-8")
        done = run(settings, "add", id_, "--source", str(source))
        assert done.returncode == 0, done.stderr

    return edit


def terms(settings: Settings) -> None:
    update_occurrences(settings)


def term(id_: str, lemma: str, rendering: str) -> Edit:
    """Write an entry of the glossary, and where its word stands."""

    def edit(settings: Settings) -> None:
        entry = settings.root / f"glossary/{id_}.md"
        entry.write_text(TERM.format(lemma=lemma, rendering=rendering), "utf-8")
        update_occurrences(settings)

    return edit


LATER = "2027-05-03"
CLEAN: dict[str, tuple[tuple[Edit, ...], tuple[Edit, ...]]] = {
    "reviews of neighbouring paragraphs": ((reviews("1.1", "1.2"),), (reviews("2.1"),)),
    "reviews far from each other": ((reviews("lead.1"),), (reviews("4.1-4.2"),)),
    "edits and reviews of neighbours": (
        (changes("One can try.", "One may try."), reviews("2.1")),
        (changes("On 4 June", "On June 4"), reviews("2.2")),
    ),
    "the same review": ((reviews("1.1"),), (reviews("1.1", "1.2"),)),
    "a note each, and a term": (
        (note("2.3a", "zählt", "counting"), term("amt", "Amt", "office")),
        (note("2.1a", "kann", "can"), term("wind", "Wind", "wind")),
    ),
    "a text each": ((adds_text("baum"),), (adds_text("acker"),)),
    "a text each by the command": ((begins_text("baum"),), (begins_text("acker"),)),
    "a name each": (
        (appends("  - id: wind\n    kind: work\n    de: Wind\n    about: air\n",
                 "glossary/names.yml"),),
        (appends("  - id: amt\n    kind: work\n    de: Amt\n    about: desk\n",
                 "glossary/names.yml"),),
    ),
    "a word each": ((changes("Zug", "Yak\nZug", "source_texts/spelling.txt"),),
                    (changes("Zug", "Wok\nZug", "source_texts/spelling.txt"),)),
    "a release and a review": (
        (lambda settings: release(settings, "1.0", LATER, ["zeichen"]),), (reviews("1.1"),)
    ),
    "a release of each text": (
        (lambda settings: release(settings, "1.0", LATER, ["zeichen"]),),
        (lambda settings: release(settings, "1.0", LATER, ["wolken"]),),
    ),
    "a unit out, its neighbour changed": (
        (changes("1.1\tCan clouds be weighed?\n", ""),), (changes("1.2\tOr do", "1.2\tOr, do"),)
    ),
}  # fmt: skip
CONFLICTS: dict[str, tuple[tuple[Edit, ...], tuple[Edit, ...], str]] = {
    "one unit in other words": (
        (changes("One can try.", "One may try."),), (changes("One can", "You can"),), "en.tsv"),
    "a unit out and changed": (
        (changes("2.1\tOne can try.\n", ""),), (changes("One can", "You can"),), "en.tsv"),
    "one note in other words": (
        (note("2.1a", "kann", "can"),), (note("2.1a", "kann", "can", "Another."),), "notes.md"),
    "one text by the same id": (
        (adds_text("baum"), changes("Signs", "Sign", "source_texts/baum/en.tsv")),
        (adds_text("baum"), changes("Signs", "Marks", "source_texts/baum/en.tsv")), "baum/en.tsv"),
    "one version of one text": (
        (lambda settings: release(settings, "1.0", LATER, ["wolken"]),),
        (changes("One can try.", "One may try."),
         lambda settings: release(settings, "1.0", LATER, ["wolken"])), "releases/1.0.tsv"),
}  # fmt: skip


@pytest.mark.parametrize("name", CLEAN)
@pytest.mark.slow
def test_work_at_different_places_merges_either_way(name: str, shared_edition: Settings) -> None:
    first, second = CLEAN[name]
    merged_clean(shared_edition, first, second)


@pytest.mark.parametrize("name", CONFLICTS)
@pytest.mark.slow
def test_what_both_changed_otherwise_stays_a_conflict(name: str, shared_edition: Settings) -> None:
    first, second, where = CONFLICTS[name]
    ways = two_ways(shared_edition, first, second)
    assert all(where in way and way.startswith("CONFLICT") for way in ways), ways


def test_after_a_merge_the_edition_is_as_clean_as_before(shared_edition: Settings) -> None:
    review_units(shared_edition, "zeichen", (), "reviewed")
    git(shared_edition.root, "commit", "-q", "-am", "reviewed")
    before = {(f.code, f.where.reference) for f in check_edition(shared_edition)}
    ids = [unit.ids for unit in load_sources(shared_edition, "wolken").units]
    merged_clean(shared_edition, (reviews(*ids[::2]), terms), (reviews(*ids[1::2]), terms))
    after = {(f.code, f.where.reference) for f in check_edition(shared_edition)}
    assert {code for code, _ in before} == {"T108"}
    assert after == set()


@pytest.mark.parametrize("driver", [True, False])
def test_what_one_reviewed_and_the_other_edited_is_not_reviewed(
    shared_edition: Settings, driver: bool
) -> None:
    """Git takes either file whole here and asks no driver, so the lock must tell."""
    if not driver:
        git(shared_edition.root, "config", "--remove-section", "merge.lesart")
    merged_clean(shared_edition, (reviews("2.1"),), (changes("One can try.", "One may not try."),))
    states = {unit.ids: unit.state for unit in load_sources(shared_edition, "wolken").units}
    assert states["2.1"] == "draft"
    found = {f.where.reference for f in check_edition(shared_edition) if f.code == "T111"}
    assert found == {"wolken:2.1"}
    review_units(shared_edition, "wolken", ["2.1"], "reviewed")
    assert not [f for f in check_edition(shared_edition) if f.code == "T111"]


def test_one_unit_reviewed_in_other_words_is_a_draft(shared_edition: Settings) -> None:
    branch(shared_edition, "first", (reviews("2.1"),))
    edits = (changes("One can try.", "One may try."), reviews("2.1"))
    branch(shared_edition, "second", edits)
    assert merge_branch(shared_edition.root, "first") == ""
    states = {unit.ids: unit.state for unit in load_sources(shared_edition, "wolken").units}
    assert states["2.1"] == "draft"


def test_a_conflict_stands_alone_between_what_merged(shared_edition: Settings) -> None:
    branch(shared_edition, "first", (changes("One can", "I can"), changes("On 4", "At 4")))
    branch(shared_edition, "second", (changes("One can", "You can"), changes("Jena", "Gera")))
    assert "en.tsv" in merge_branch(shared_edition.root, "first")
    written = (shared_edition.root / TEXT / "en.tsv").read_text("utf-8")
    assert written.count("<<<<<<<") == 1
    assert (
        "<<<<<<< ours\n2.1\tYou can try.\n||||||| before\n2.1\tOne can try.\n"
        "=======\n2.1\tI can try.\n>>>>>>> theirs\n2.2\tAt 4" in written
    )
    assert "Gera" in written


def test_without_the_driver_git_merges_by_lines(shared_edition: Settings) -> None:
    git(shared_edition.root, "config", "--remove-section", "merge.lesart")
    ways = two_ways(shared_edition, (reviews("1.1"),), (reviews("1.2"),))
    assert all("en.lock.tsv" in way for way in ways)
    (finding,) = git_faults(shared_edition.root)
    assert finding.code == "K003" and "lesart git" in finding.hint


def test_a_driver_whose_program_is_gone_is_gits_own(shared_edition: Settings) -> None:
    root = shared_edition.root
    path = root / "gone"
    path.write_text("#!/bin/sh\n", "utf-8")
    path.chmod(0o755)
    assert write_driver(root, str(path))
    assert git_faults(root) == []
    path.unlink()
    assert [f.code for f in git_faults(root)] == ["K003"]
    branch(shared_edition, "first", (changes("One can", "I can"),))
    branch(shared_edition, "second", (changes("Jena", "Gera"),))
    assert merge_branch(root, "first") == ""


# Setting git up


def test_setting_up_keeps_what_stands_there_and_is_done_once(mini: Settings) -> None:
    root = mini.root
    with pytest.raises(EditionError, match="K002"):
        set_up_git(root)
    assert git_faults(root) == []
    git(root, "init", "-q")
    (root / ".gitattributes").write_text("* text=auto", "utf-8")
    assert [f.where.path for f in git_faults(root)] == [".gitattributes", ".git/config"]
    assert len(set_up_git(root)) == 2
    assert (root / ".gitattributes").read_text("utf-8").splitlines() == ["* text=auto", *LINES]
    assert set_up_git(root) == [] and git_faults(root) == []


def test_this_project_has_the_lines() -> None:
    project = Path(__file__).parents[2]
    written = (project / ".gitattributes").read_text("utf-8").splitlines()
    assert [line for line in LINES if line not in written] == []


# Files by themselves


@pytest.mark.parametrize(
    "broken", [b"\xff", b"a", b"1.1\tx\r\n", b"1.1\tx\n1.1\ty\n", b"<<<<<<< ours\n1.1\tx\n", b"\0"]
)
@pytest.mark.parametrize(
    "path",
    [f"{TEXT}/{name}" for name in ("en.tsv", "en.lock.tsv", "segments.tsv", "notes.md",
                                   "terms.tsv", "waivers.yml")]
    + ["source_texts/edition.yml", "source_texts/bibliography.json", "mkdocs.yml"],
)  # fmt: skip
def test_a_file_out_of_form_is_merged_by_lines_or_refused(path: str, broken: bytes) -> None:
    sound = b"1.1\tWords.\n"
    try:
        merged = merge_file(sound, broken, sound, path)
    except EditionError as error:
        assert [f.code for f in error.findings] == ["K004"]
    else:
        assert merged.conflicts or merged.data == broken


def test_works_of_the_bibliography_merge_by_their_ids() -> None:
    def works(*ids: str) -> bytes:
        listed = ",\n".join(f'  {{\n    "id": "{id_}"\n  }}' for id_ in ids)
        return f"[\n{listed}\n]\n".encode()

    path = "source_texts/bibliography.json"
    merged = merge_file(works("b"), works("b", "d"), works("b", "c"), path)
    assert merged.data == works("b", "c", "d")
    assert merged.conflicts == ()


@pytest.mark.parametrize(
    ("base", "ours", "theirs"),
    [
        ("texts: [a]\n", "texts: [a, c]\n", "texts: [a, b]\n"),
        ("texts: []\n", "texts:\n  - c\n", "texts: [b]\n"),
        ("texts:\n- a\n", "texts:\n- a\n- c\n", "texts:\n- a\n- b\n"),
    ],
)
def test_added_texts_merge_however_the_list_was_written(base: str, ours: str, theirs: str) -> None:
    path = "source_texts/edition.yml"
    merged = merge_file(base.encode(), ours.encode(), theirs.encode(), path)
    assert merged.conflicts == ()
    items = [line.strip(" -") for line in merged.data.decode().splitlines()[1:]]
    assert items == (["a"] if "a" in base else []) + ["b", "c"]


def test_waivers_of_one_code_at_two_places_are_both_kept() -> None:
    base, first, second = (
        "waivers:\n" + "".join(map(WAIVER.format, places))
        for places in (("1.2",), ("1.2", "2.1"), ("1.2", "1.1"))
    )
    merged = merge_file(base.encode(), first.encode(), second.encode(), f"{TEXT}/waivers.yml")
    assert merged.conflicts == ()
    assert merged.data.decode() == base + WAIVER.format("1.1") + WAIVER.format("2.1")


def test_what_is_no_item_of_one_list_or_has_the_same_id_stays_a_conflict() -> None:
    base = b"names:\n  - id: a\n"
    for ours, theirs in (
        (b"  - id: b\n    de: B\n", b"  - id: b\n    de: C\n"),
        (b"  - id: b\n", b"use: x\n"),
        (b"  - id: b\n", b"    forms:\n      - c\n"),
    ):
        merged = merge_file(base, base + ours, base + theirs, "glossary/names.yml")
        assert len(merged.conflicts) == 1
        assert merged.data.count(b"<<<<<<<") == 1


def test_no_more_favourable_state_comes_out_of_two() -> None:
    head = "ids\tdigest\twording\tstate\tconfidence\tread\n"
    old = f"1.1\t{digest('a')}\t{digest('a')}\t"
    base, ours, theirs = (
        (head + old + state).encode()
        for state in ("aligned\t0.900\t\n", f"reviewed\t\t{digest('x')}\n", "aligned\t0.500\t\n")
    )
    merged = merge_file(base, ours, theirs, f"{TEXT}/en.lock.tsv")
    assert merged.data.decode().split("\t")[-2:] == ["aligned", "0.500\n"]


# Records

KEYS = st.lists(st.sampled_from(["1.1", "1.2", "1.10", "2.1", "lead.1", "3.1a"]), unique=True)


@st.composite
def versions(draw: st.DrawFn) -> tuple[dict[str, str], ...]:
    return tuple({key: draw(st.sampled_from("xyz")) for key in draw(KEYS)} for _ in range(3))


@given(versions())
def test_no_record_is_lost_and_the_sides_may_be_exchanged(
    three: tuple[dict[str, str], ...],
) -> None:
    base, ours, theirs = three
    merged = merge_records(base, ours, theirs)
    other = merge_records(base, theirs, ours)
    assert (merged is None) == (other is None)
    if merged is None or other is None:
        return
    turned = [
        Conflict(one.key, one.base, one.theirs, one.ours) if isinstance(one, Conflict) else one
        for one in other
    ]
    assert merged == turned
    conflicts = {one.key for one in merged if isinstance(one, Conflict)}
    keyed = merge_records(*({k: f"{k}={v}" for k, v in side.items()} for side in three))
    assert keyed is not None
    kept = {one.partition("=")[0]: one.partition("=")[2] for one in keyed if isinstance(one, str)}
    for key in {*base, *ours, *theirs}:
        sides = {base.get(key), ours.get(key), theirs.get(key)}
        changed = [side.get(key) for side in (ours, theirs) if side.get(key) != base.get(key)]
        if len(set(changed)) == 2:
            assert key in conflicts
        else:
            assert kept.get(key) == (changed[0] if changed else base.get(key)), sides
    assert len(merged) == len(kept) + len(conflicts)


@given(st.lists(KEYS, min_size=3, max_size=3))
def test_each_side_keeps_its_order(orders: list[list[str]]) -> None:
    base, ours, theirs = ({key: key for key in keys} for keys in orders)
    merged = merge_records(base, ours, theirs)
    if merged is None:
        return
    kept = [one if isinstance(one, str) else one.key for one in merged]
    shared = [key for key in kept if key in ours and key in theirs]
    assert shared in ([k for k in ours if k in shared], [k for k in theirs if k in shared])


def test_the_command_tells_conflicts_and_writes_them(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("base", "ours", "theirs")]
    for path, words in zip(paths, ("a", "b", "c"), strict=True):
        path.write_text(f"1.1\t{words}\n", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "lesart", "merge", *map(str, paths),
         f"{TEXT}/en.tsv"],
        capture_output=True, text=True, check=False, env=dict(os.environ), cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 1
    assert f"{TEXT}/en.tsv: error[K001]: the unit 1.1: both sides changed it" in done.stderr
    assert paths[1].read_text("utf-8").startswith("<<<<<<< ours\n1.1\tb\n")


MARKS = "segment\tstart\tend\tkind\tvalue\twords\n1.1\t0\t3\titalic\t\tDer\n"
PLACES = "id\trole\tspeaker\tlevel\n2\tverse\t\t\n"


@pytest.mark.parametrize(
    ("name", "base", "ours", "theirs"),
    [
        ("marks.tsv", MARKS, "1.2\t0\t3\tbold\t\tDas\n", "1.3\t4\t6\titalic\t\tam\n"),
        ("paragraphs.tsv", PLACES, "3\tquote\t\t\n", "4\titem\t\t\n"),
    ],
)
def test_marks_and_roles_at_one_place_merge(name: str, base: str, ours: str, theirs: str) -> None:
    sides = (base, base + ours, base + theirs)
    made = merge_file(*(one.encode() for one in sides), f"{TEXT}/{name}")
    assert made.conflicts == ()
    assert made.data.decode() == base + ours + theirs


def test_two_roles_of_one_paragraph_are_a_conflict() -> None:
    sides = (PLACES, PLACES.replace("verse", "quote"), PLACES.replace("verse", "item"))
    made = merge_file(*(one.encode() for one in sides), f"{TEXT}/paragraphs.tsv")
    assert len(made.conflicts) == 1
    assert "paragraph 2" in made.conflicts[0].message

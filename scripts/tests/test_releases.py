"""Releases: what is frozen, what is told of it later, and what is never done to it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import indent, tostring

import pytest
from hypothesis import given
from hypothesis import strategies as st
from published import DAY, LATER, NEW_ENGLISH, OLD_ENGLISH, change, publish

from lesart.annotation.history import make_history, withhold
from lesart.annotation.releases import (
    citable,
    citables,
    format_list,
    format_release,
    parse_list,
    parse_release,
    parse_signposts,
    version_key,
)
from lesart.core.findings import EditionError
from lesart.model import Audience, Citable, Release, Signpost
from lesart.source.ledger import digest, enter, format_ledger
from lesart.tasks.check import check_edition
from lesart.tasks.edition import Settings, load_sources, load_text
from lesart.tasks.release import release
from lesart.write.html.page import Links, text_page
from lesart.write.html.versions import versions

GOLDEN = Path(__file__).parent / "golden"


def test_a_release_holds_what_can_be_cited(mini: Settings) -> None:
    statuses = release(mini, "1.0", DAY)
    assert [(s.text_id, s.state, s.count) for s in statuses] == [
        ("zeichen", "released", 10), ("wolken", "released", 27)
    ]  # fmt: skip
    for name in ("zeichen", "wolken"):
        sources = load_sources(mini, name)
        (one,) = sources.releases
        assert (one.version, one.date, one.found) == ("1.0", DAY, one.sealed)
        assert {(c.kind, c.id, c.digest) for c in one.citables} == {
            (c.kind, c.id, c.digest) for c in citables(sources, False)
        }
    assert check_edition(mini) == []


def test_german_words_are_kept_of_free_texts_alone(mini: Settings) -> None:
    publish(mini)
    free, restricted = (load_sources(mini, name).releases[0] for name in ("zeichen", "wolken"))
    kept = {c.id: c.wording for c in free.citables if c.kind == "de"}
    assert kept == {s.id: s.text for s in load_sources(mini, "zeichen").segments or ()}
    assert {c.wording for c in restricted.citables if c.kind == "de"} == {None}
    assert all(c.wording for c in restricted.citables if c.kind == "en")
    file = (mini.root / "source_texts/wolken/releases/1.0.tsv").read_text("utf-8")
    assert "Wetterdienst" not in file
    assert "weather service" in file


def test_a_text_that_is_not_free_keeps_no_german_though_it_lies_there(mini: Settings) -> None:
    record = mini.root / "source_texts/zeichen/text.yml"
    closed = "http://rightsstatements.org/vocab/CNE/1.0/"
    text = record.read_text("utf-8")
    record.write_text(text.replace("https://creativecommons.org/licenses/by/4.0/", closed), "utf-8")
    publish(mini)
    things = load_sources(mini, "zeichen").releases[0].citables
    assert {c.wording for c in things if c.kind == "de"} == {None}


def test_a_lost_paragraph_is_published_too(mini: Settings) -> None:
    publish(mini)
    things = load_sources(mini, "wolken").releases[0].citables
    assert [c.id for c in things if c.kind == "lacuna"] == ["3"]


NOTE = "## 1.1a „Wort“ = ‘word’\n\nkind: language\n\nA *short* word.\n"


def test_notes_are_released_with_their_words(mini: Settings) -> None:
    notes = mini.root / "source_texts/zeichen/notes.md"
    notes.write_text(NOTE, "utf-8")
    publish(mini)
    kept = [c for c in load_sources(mini, "zeichen").releases[0].citables if c.kind == "note"]
    assert kept == [citable("note", "1.1a", "A *short* word.")]
    assert [found.code for found in check_edition(mini)] == ["N105"]
    notes.write_text(NOTE.replace("short", "long"), "utf-8")
    assert found_in(mini, "V102") == [("zeichen:n1.1a", ("note: other words than in the release",))]
    notes.unlink()
    assert found_in(mini, "V101") == [("zeichen:n1.1a", ("published in version 1.0",))]


def test_a_release_is_never_overwritten(mini: Settings) -> None:
    publish(mini)
    before = {p: p.read_bytes() for p in mini.root.glob("source_texts/*/releases*/*")}
    again = release(mini, "1.0", LATER)
    assert [s.state for s in again] == ["released before", "released before"]
    english = mini.root / "source_texts/zeichen/en.tsv"
    english.write_text(english.read_text("utf-8").replace("and on", "and on and on"), "utf-8")
    with pytest.raises(EditionError, match=r"V102.*\n.*\n.*set a version above 1\.0"):
        release(mini, "1.0", LATER)
    assert {p: p.read_bytes() for p in before} == before


def test_an_edition_with_errors_is_not_released(mini: Settings) -> None:
    (mini.root / "source_texts/zeichen/en.lock.tsv").unlink()
    with pytest.raises(EditionError, match="V009"):
        publish(mini)
    assert not (mini.root / "source_texts/zeichen/releases").exists()


def test_only_texts_of_the_version_are_released(mini: Settings) -> None:
    publish(mini)
    change(mini)
    record = mini.root / "source_texts/wolken/text.yml"
    record.write_text(record.read_text("utf-8").replace('"1.1"', '"1.2"'), "utf-8")
    states = {s.text_id: s.state for s in release(mini, "1.1", LATER)}
    assert states == {"zeichen": "released", "wolken": "left out"}
    with pytest.raises(EditionError, match="V007"):
        release(mini, "1.1", LATER, ["wolken"])


@pytest.mark.parametrize(
    ("version", "said"),
    [("", "V006"), ("one", "V006"), ("1.", "V006"), ("../x", "V006"), ("9.9", "V008")],
)
def test_a_version_that_is_none_is_refused(mini: Settings, version: str, said: str) -> None:
    with pytest.raises(EditionError, match=said):
        release(mini, version, DAY)


def test_versions_are_ordered_by_their_numbers() -> None:
    assert sorted(["1.10", "1.9", "2", "1.9.1"], key=version_key) == ["1.9", "1.9.1", "1.10", "2"]


def found_in(mini: Settings, code: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(f.where.reference, f.evidence) for f in check_edition(mini) if f.code == code]


def test_numbering_anew_is_told(mini: Settings) -> None:
    publish(mini)
    folder = mini.root / "source_texts/zeichen"
    german = (folder / "de.tsv").read_text("utf-8").splitlines()
    new = [("1.1", "Ein neuer Satz."), ("1.2", german[1].split("\t")[1])]
    rows = [german[0].split("\t"), *new, *(line.split("\t") for line in german[3:])]
    entries = [enter(id_, words, "1.1") for id_, words in rows]
    (folder / "segments.tsv").write_text(format_ledger(entries), "utf-8", newline="\n")
    lines = "".join(f"{id_}\t{words}\n" for id_, words in rows)
    (folder / "de.tsv").write_text(lines, "utf-8", newline="\n")
    told = [("zeichen:1.2", (f"{entries[2].incipit} …", "in version 1.0 these words were 1.1"))]
    assert found_in(mini, "V103") == told


def test_an_id_that_comes_back_is_told(mini: Settings) -> None:
    publish(mini)
    change(mini)
    release(mini, "1.1", LATER)
    assert check_edition(mini) == []
    folder = mini.root / "source_texts/zeichen"
    with (folder / "segments.tsv").open("a", encoding="utf-8") as file:
        file.write(format_ledger([enter("2.2", "Ganz anderes.", "1.2")]).splitlines()[1] + "\n")
    posted = ("zeichen:2.2", ("a signpost says that it is gone",))
    assert found_in(mini, "V103") == [posted]
    (folder / "signposts.tsv").unlink()
    came_back = ("zeichen:2.2", ("an earlier release had it, a later one had not",))
    assert found_in(mini, "V103") == [came_back]
    assert ("zeichen:1.2", ("published in version 1.0",)) in found_in(mini, "V101")


def test_a_released_text_stays_in_the_edition(mini: Settings) -> None:
    publish(mini)
    record = mini.root / "source_texts/edition.yml"
    record.write_text(record.read_text("utf-8").replace("[zeichen, wolken]", "[zeichen]"), "utf-8")
    assert found_in(mini, "V101") == [("", ("the text wolken was released",))]


# Changes since


def changes(mini: Settings, name: str) -> dict[tuple[str, str, str], tuple[object, ...]]:
    history = load_text(mini, name).history
    return {
        (c.since, c.kind, c.id): (c.places, c.version, c.date, c.then, c.now, c.gone)
        for c in history.revisions
    }


def test_changes_are_told_with_their_words(mini: Settings) -> None:
    publish(mini)
    assert changes(mini, "zeichen") == {}
    change(mini)
    assert check_edition(mini) == []
    found = changes(mini, "zeichen")
    assert set(found) == {
        ("1.0", "de", "1.1"), ("1.0", "de", "1.2"), ("1.0", "de", "2.2"),
        ("1.0", "en", "2.1"), ("1.0", "en", "2.2"),
    }  # fmt: skip
    assert found["1.0", "en", "2.1"] == (("2.1",), "1.1", "", OLD_ENGLISH, NEW_ENGLISH, False)
    places, _, _, then, now, gone = found["1.0", "de", "1.2"]
    assert (places, now, gone) == (("1.2a", "1.2b"), None, True)
    assert then == "Auch [das](javascript:alert) und *dies* | oder {{ jenes }} bleibt, wie es ist."


def test_a_change_gets_the_date_of_the_release_that_made_it(mini: Settings) -> None:
    publish(mini)
    change(mini)
    release(mini, "1.1", LATER)
    found = changes(mini, "wolken")
    assert found == {
        ("1.0", "en", "2.1"): (("2.1",), "1.1", LATER, "One can try.", "One may try.", False)
    }
    assert load_text(mini, "wolken").history.releases == (("1.0", DAY), ("1.1", LATER))
    assert check_edition(mini) == []


def test_nothing_of_a_withheld_text_is_told_but_the_fact(mini: Settings) -> None:
    publish(mini)
    change(mini)
    public = replace(mini, audience="public")
    assert changes(public, "wolken") == {
        ("1.0", "en", "2.1"): (("2.1",), "1.1", "", None, None, False)
    }
    assert changes(public, "zeichen") == changes(mini, "zeichen")


@pytest.mark.parametrize(
    ("name", "sight"), [("zeichen", "public"), ("wolken", "private"), ("wolken", "public")]
)
def test_the_list_of_versions(mini: Settings, name: str, sight: Audience, accept: bool) -> None:
    publish(mini)
    change(mini)
    text = load_text(replace(mini, audience=sight), name)
    (section,) = versions(text)
    indent(section)
    path = GOLDEN / f"versions-{name}-{sight}.html"
    if accept:
        path.write_text(tostring(section, "unicode") + "\n", "utf-8", newline="\n")
    assert path.read_text("utf-8") == tostring(section, "unicode") + "\n"


def test_german_words_that_are_not_kept_leave_their_checksum(mini: Settings) -> None:
    text = load_text(mini, "wolken")
    then = Release("1.0", DAY, (citable("de", "1.1", "Ein Wort.", False),))
    made = make_history([then], [citable("de", "1.1", "Ein Satz.", False)], "1.1")
    (section,) = versions(replace(text, history=made))
    said = " ".join("".join(section.itertext()).split())
    assert f"the checksum {digest('Ein Wort.')} is kept" in said
    assert "changed in version 1.1 (not released yet)" in said


def test_old_ids_are_in_the_page_once(mini: Settings) -> None:
    publish(mini)
    change(mini)
    page = text_page(load_text(mini, "zeichen"), Links("t", "o", "r"))
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert {"p1.2", "p1.2-de", "p1.2-en", "p1.2a", "p2.2"} <= set(ids)
    for post in (element for element in page.iter() if element.get("class") == "signpost"):
        assert "Since version 1.1" in "".join(post.itertext())
    public = text_page(load_text(replace(mini, audience="public"), "zeichen"), Links("t", "o", "r"))
    assert any(element.get("id") == "p1.2" for element in public.iter())


def history(old: list[Citable], new: list[Citable], posts: list[Signpost]) -> list[tuple[str, str]]:
    past = Release("1.0", DAY, tuple(old))
    made = make_history([past], new, "1.1", posts)
    return [(c.kind, c.id) for c in made.revisions]


def segments(*ids: str) -> list[Citable]:
    return [citable("de", id_, id_, False) for id_ in ids]


def test_units_that_are_joined_or_parted_have_not_changed() -> None:
    apart = [*segments("1.1", "1.2"), citable("en", "1.1", "One."), citable("en", "1.2", "Two.")]
    joined = [*segments("1.1", "1.2"), citable("en", "1.1-1.2", "One. Two.")]
    other = [*segments("1.1", "1.2"), citable("en", "1.1-1.2", "One, two.")]
    assert history(joined, apart, []) == []
    assert history(joined, other, []) == [("en", "1.1-1.2")]
    assert history(apart, joined, []) == []
    assert history(apart, other, []) == [("en", "1.1"), ("en", "1.2")]


def test_a_change_that_was_taken_back_is_none_since_then() -> None:
    first = [*segments("1.1"), citable("en", "1.1", "One.")]
    second = [*segments("1.1"), citable("en", "1.1", "Two.")]
    releases = [Release("1.0", DAY, tuple(first)), Release("1.1", LATER, tuple(second))]
    made = make_history(releases, first, "1.2")
    assert [(c.since, c.then, c.now, c.version) for c in made.revisions] == [
        ("1.1", "Two.", "One.", "1.2")
    ]


def test_notes_change_and_move() -> None:
    old = [*segments("1.1"), citable("note", "1.1a", "Old."), citable("note", "1.1b", "Same.")]
    new = [*segments("1.1"), citable("note", "1.1a", "New."), citable("note", "1.1c", "Same.")]
    posts = [Signpost("n1.1b", "n1.1c", "1.1", "order")]
    made = make_history([Release("1.0", DAY, tuple(old))], new, "1.1", posts)
    assert [(c.id, c.places, c.gone) for c in made.revisions] == [
        ("1.1a", ("n1.1a",), False), ("1.1b", ("n1.1c",), True)
    ]  # fmt: skip


def test_a_gap_has_no_words_that_could_change() -> None:
    gap = citable("lacuna", "2", "", False)
    assert history([*segments("1.1"), gap], segments("1.1"), []) == []


def test_a_note_that_stands_is_where_it_stands_whatever_a_signpost_says() -> None:
    old = [*segments("1.1"), citable("note", "1.1a", "Old.")]
    new = [*segments("1.1"), citable("note", "1.1a", "New."), citable("note", "1.1b", "Other.")]
    posts = [Signpost("n1.1a", "n1.1b", "1.1", "order")]
    made = make_history([Release("1.0", DAY, tuple(old))], new, "1.1", posts)
    assert [(c.id, c.places) for c in made.revisions] == [("1.1a", ("n1.1a",))]


def test_what_is_gone_without_a_signpost_is_gone() -> None:
    old = [*segments("1.1", "1.2"), citable("en", "1.1-1.2", "One. Two.")]
    new = [*segments("1.1"), citable("en", "1.1", "One.")]
    made = make_history([Release("1.0", DAY, tuple(old))], new, "1.1", [])
    assert [(c.kind, c.id, c.places, c.now, c.gone) for c in made.revisions] == [
        ("en", "1.1-1.2", ("1.1", "1.2"), "One.", False),
        ("de", "1.2", ("1.2",), None, True),
    ]


def test_of_a_text_that_is_not_shown_only_notes_keep_their_words() -> None:
    old = [*segments("1.1"), citable("en", "1.1", "One."), citable("note", "1.1a", "Old.")]
    new = [*segments("1.1"), citable("en", "1.1", "Two."), citable("note", "1.1a", "New.")]
    made = withhold(make_history([Release("1.0", DAY, tuple(old))], new, "1.1", []))
    assert [(c.kind, c.then, c.now) for c in made.revisions] == [
        ("en", None, None), ("note", "Old.", "New."),
    ]  # fmt: skip


# Files


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]), max_size=40)


@given(st.lists(st.tuples(words, st.sampled_from(["", "\n", "\t", "\\n", "\\"]), words)))
def test_a_release_is_read_as_it_was_written(bodies: list[tuple[str, str, str]]) -> None:
    from unicodedata import normalize  # noqa: PLC0415

    things = [
        citable("note", f"{n}.1a", normalize("NFC", "".join(parts)) or "x")
        for n, parts in enumerate(bodies, 1)
    ]
    assert list(parse_release(format_release(things).encode(), "1.0.tsv")) == things


@pytest.mark.parametrize("ids", ["1.2", "1.1-1.2", "1.3-1.1"])
def test_a_release_without_the_segments_of_a_unit_is_refused(ids: str) -> None:
    things = [*segments("1.1", "1.3"), citable("en", ids, "One.")]
    with pytest.raises(EditionError, match=r"1\.0\.tsv:4: error\[V003\]: the release lacks"):
        parse_release(format_release(things).encode(), "1.0.tsv")


@given(st.binary(max_size=200), st.sampled_from(["list", "release", "signposts"]))
def test_any_bytes_are_read_or_refused(data: bytes, kind: str) -> None:
    heads = {
        "list": (parse_list, "version\tdate\tdigest\n"),
        "release": (parse_release, "kind\tid\tdigest\twording\n"),
        "signposts": (parse_signposts, "id\tto\tsince\treason\n"),
    }
    read, head = heads[kind]
    try:
        read(head.encode() + data, "file.tsv")
    except EditionError as error:
        assert all(finding.where.path == "file.tsv" for finding in error.findings)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("1.2\t1.2a-1.2b\t1.1\t", "a reason"),
        ("1.2\t1.2a-1.2b\t\tsplit", "needs the version"),
        ("1.02\t\t1.1\tgone", "out of form"),
        ("1.2\tx\t1.1\tgone", "out of form"),
    ],
)
def test_a_signpost_says_everything(row: str, said: str) -> None:
    with pytest.raises(EditionError, match=said):
        parse_signposts(f"id\tto\tsince\treason\n{row}\n".encode(), "signposts.tsv")


def test_versions_in_the_list_only_rise() -> None:
    rows = [("1.1", LATER, "0" * 16), ("1.1", DAY, "0" * 16)]
    with pytest.raises(EditionError, match="V002"):
        parse_list(format_list(rows).encode(), "releases.tsv")

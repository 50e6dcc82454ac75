"""What people write for a reference, and the place they get."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from casefiles import case_files, expect, sections
from hypothesis import given
from hypothesis import strategies as st
from published import change, publish

from lesart.citing.known_texts import KnownText
from lesart.citing.resolve import require, resolve
from lesart.core.findings import EditionError
from lesart.core.reference_forms import LONGEST, read_reference
from lesart.core.references import parse_reference
from lesart.model import Bilingual, Person, Publication, Record, Rights, Title
from lesart.tasks.edition import Settings
from lesart.tasks.references import answer, load_known, place_address

RECORD = Record(
    "siemons",
    Title("Die automatisierte Politik", "Automated Politics"),
    Bilingual("Essay", "Essay"),
    (Person("Siemons", "Mark"),),
    (),
    Publication("likely", date="2018"),
    Rights("", ""),
    "1.0",
)
OTHER = replace(RECORD, id="zwei", title=Bilingual("Zwei", "Two"), authors=(Person("Korn"),))
PARAGRAPHS = {
    "title": ("title",), "lead": ("lead.1",), "1": ("1.1", "1.2"), "2": (), "3": ("3.1", "3.2a"),
    "author": ("author",),
}  # fmt: skip
TEXTS = (
    KnownText(RECORD, PARAGRAPHS, notes=("1.1a", "3.2aa"), versions=("1.0",)),
    KnownText(OTHER, {"1": ("1.1",)}),
)


def told(written: str, texts: tuple[KnownText, ...]) -> str:
    """Write in one line what a reference gives."""
    try:
        found, finding = resolve(written, texts)
    except EditionError as error:
        (finding,) = error.findings
        return f"{finding.code}: {finding.message} ({finding.hint})"
    place = f"{found} {place_address(found)}"
    remark = f" | {found.remark}" if found.remark else ""
    wrong = f" | {finding.code}: {finding.message}; {finding.hint}" if finding else ""
    return f"{place}{remark}{wrong}"


@pytest.mark.parametrize("path", case_files("resolve"), ids=lambda path: path.stem)
def test_resolve_case(path: Path, mini: Settings, accept: bool) -> None:
    publish(mini)
    change(mini)
    known = {text.id: text for text in load_known(mini)}
    clouds = replace(known["wolken"], notes=("2.1a", "2.1b"))
    texts = (known["zeichen"], clouds)
    written = sections(path)[0].split("\n")
    expect(path, 1, "\n".join(f"{one} → {told(one, texts)}" for one in written), accept)


PIECES = """
siemons Siemons zwei 1 3 1.1 3.2a title lead : . , - – # ? / ¶ § Abs. Satz para. S. bis note n p v=
v=1.0 https:// texts 2018 ( ) [Siemons] [en] and et al. n.d. de en % %3C %00 < ü ſ ı İ ² ٣ 9999999
""".split()
ODD = [" ", "\n", "\x00", "\u202e", "\ud800", "\x1b"]
WRITTEN = st.lists(st.sampled_from([*PIECES, *ODD]), max_size=14).map("".join)


@given(st.one_of(st.text(max_size=80), WRITTEN))
def test_anything_gives_a_place_that_is_there_or_one_message(written: str) -> None:
    try:
        found, finding = resolve(written, TEXTS)
    except EditionError as error:
        (finding,) = error.findings
        assert finding.message
        assert "\n" not in str(finding.where)
        return
    text = next(text for text in TEXTS if text.id == found.text)
    ids = {*text.paragraphs, *(id_ for row in text.paragraphs.values() for id_ in row)}
    assert not found.first or {found.first, found.last} <= ids
    assert not found.note or found.note in text.notes
    assert finding is None or finding.hint
    assert require(str(found), TEXTS) == replace(found, side="", version="", remark="")


@given(st.text(min_size=LONGEST + 1, max_size=2000))
def test_what_is_too_long_is_refused(written: str) -> None:
    with pytest.raises(EditionError, match="P001"):
        read_reference(written)


def test_ten_thousand_characters_are_one_message() -> None:
    for written in ("9" * 10_000, "siemons:" + "3-" * 5_000, "<b>" * 3_334, "Abs. " * 2_000):
        with pytest.raises(EditionError, match="has 10,0"):
            resolve(written, TEXTS)


@given(st.sampled_from(sorted(PARAGRAPHS)), st.sampled_from(sorted(PARAGRAPHS)))
def test_every_strict_reference_is_read_as_it_stands(first: str, last: str) -> None:
    written = f"siemons:{first}" if first == last else f"siemons:{first}-{last}"
    strict = parse_reference(written)
    assert strict is not None
    loose = read_reference(written)
    assert (loose.name, loose.first, loose.last) == (strict.text, strict.first, strict.last)


def test_a_name_that_fits_two_texts_is_not_guessed() -> None:
    both = (TEXTS[0], replace(TEXTS[1], record=replace(OTHER, authors=RECORD.authors)))
    with pytest.raises(EditionError, match="names more than one text"):
        resolve("Siemons ¶ 1", both)
    found, finding = resolve("Siemons, Two ¶ 1", both)
    assert (str(found), finding) == ("zwei:1", None)


def test_full_titles_and_own_years_come_first() -> None:
    made = (
        ("wa", "China", "2026"), ("wb", "China: Ein Versuch", "2018"),
        ("wc", "Europa: Eins", "2017"), ("wd", "Europa: Zwei", "2017"),
    )  # fmt: skip
    texts = [
        KnownText(
            replace(
                OTHER,
                id=id_,
                title=Title(title, title),
                publication=Publication("certain", date=year),
            ),
            {"1": ("1.1",)},
            years=("2026",),
        )
        for id_, title, year in made
    ]
    for written, place in (
        ("China 1.1", "wa:1.1"), ("Korn 2026, par. 1", "wa:1"), ("China: Ein Versuch 1", "wb:1"),
        ("Korn [2018] 2026, par. 1", "wb:1"), ("China 2018, par. 1", "wb:1"),
    ):  # fmt: skip
        assert str(require(written, texts)) == place
    for written in ("Korn 1.1", "Europa 1.1", "Korn 2017, par. 1", "Korn [2017] 2026, par. 1"):
        with pytest.raises(EditionError, match="names more than one text"):
            resolve(written, texts)


def test_others_are_read_only_where_there_are_some() -> None:
    four = tuple(Person(family) for family in ("Korn", "Reed", "von der Au", "The Weighers"))
    alone, many = TEXTS[1], replace(TEXTS[1], record=replace(OTHER, id="drei", authors=four))
    for written in (
        "Korn et al., par. 1", "Korn u. a., Abs. 1", "Korn and others 1.1", "Korn and Reed, par. 1",
        "Korn, Reed, von der Au und Weighers, Abs. 1", "Weighers 1.1",
    ):  # fmt: skip
        assert require(written, (alone, many)).text == "drei"
    for written in ("Korn ¶ 1", "Korn n.d. ¶ 1"):
        with pytest.raises(EditionError, match="names more than one text"):
            resolve(written, (alone, many))


def test_answers_keep_to_what_the_audience_may_see(mini: Settings) -> None:
    seen = answer(mini, "Korn, Abs. 2, Satz 1-2", "https://a.example/")
    assert seen.address == "https://a.example/texts/wolken/#p2.1-p2.2"
    assert seen.de.startswith("Man kann es versuchen.")
    assert seen.en.startswith("One can try. On 4 June")
    missing = answer(replace(mini, originals=()), "wolken:2.1")
    assert (missing.de, missing.en) == ("Man kann es …", "One can try.")
    public = answer(replace(mini, audience="public"), "wolken:2.1")
    assert (public.de, public.en, str(public.place)) == ("", "", "wolken:2.1")
    assert answer(mini, "wolken:3").en == "[…]"
    assert answer(mini, "wolken:4.1").en == answer(mini, "wolken:4.2").en
    assert answer(mini, "wolken").de == "Vom Wiegen der Wolken"


def test_a_note_is_answered_with_its_place(mini: Settings) -> None:
    body = "## 2.1a „versuchen“ = ‘try’\n\nkind: language\n\nA *short* note.\n"
    (mini.root / "source_texts/wolken/notes.md").write_text(body, "utf-8")
    found = answer(mini, "Korn, note 2.1a")
    assert (found.address, found.en, found.note) == (
        "texts/wolken/#n2.1a", "One can try.", "A short note."
    )  # fmt: skip


def test_an_answer_from_an_old_version_tells_what_changed(mini: Settings) -> None:
    publish(mini)
    change(mini)
    found = answer(mini, "wolken?v=1.0#p2.1")
    assert [(c.kind, c.then) for c in found.revisions] == [("en", "One can try.")]
    assert answer(mini, "wolken?v=1.0#p2.2").revisions == ()
    assert answer(mini, "wolken#p2.1").revisions == ()
    assert [c.kind for c in answer(mini, "zeichen?v=1.0#p1").revisions] == ["de", "de"]

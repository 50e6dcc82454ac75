"""The index of names: found in every form, and only where meant; the page, the book, the files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from casefiles import case_files, expect, sections
from hypothesis import given
from hypothesis import strategies as st
from test_golden import PAGES, as_seen, compare, written

from lesart.core.findings import EditionError
from lesart.glossary.name_entries import parse_names
from lesart.glossary.name_places import make_naming, shown_words
from lesart.model import Occurrence
from lesart.tasks.check import check_edition
from lesart.tasks.edition import Settings, load_edition
from lesart.tasks.names import report_names, update_names
from lesart.view.names import found_in
from lesart.write.html.names import names
from lesart.write.pdf.volumes import volumes

HOSTILE = "<script>alert(1)</script> {{ x }} [a](javascript:b)"


def find(index: str, text: str, english: bool) -> str:
    """Find the names of an index; each row shows the line, the name and the words found."""
    try:
        naming = make_naming(parse_names(index.encode(), "glossary/names.yml"))
    except EditionError as error:
        return str(error)
    matcher = naming.english if english else naming.german
    return "\n".join(
        f"{number} {match.term}: {line[match.start : match.end]}"
        for number, line in enumerate(text.split("\n"), 1)
        for match in matcher.find(line)
    )


@pytest.mark.parametrize("path", case_files("names"), ids=lambda path: path.stem)
def test_names_case(path: Path, accept: bool) -> None:
    index, text, _ = sections(path)
    expect(path, 2, find(index, text, path.stem.startswith("en-")), accept)


@given(st.binary(max_size=80))
def test_any_bytes_give_names_or_findings(data: bytes) -> None:
    try:
        parse_names(data, "glossary/names.yml")
    except EditionError as error:
        assert all(finding.where.path == "glossary/names.yml" for finding in error.findings)


@given(st.text("[]()*@ab:. \n", max_size=40))
def test_the_words_of_a_note_hold_no_target(prose: str) -> None:
    assert "](" not in shown_words(f"A [b](c:{prose.count('a')}) d")
    shown_words(prose)


@pytest.mark.parametrize("sight", ["private", "missing", "public"])
def test_the_page(mini: Settings, sight: str, accept: bool) -> None:
    element = names(load_edition(as_seen(mini, sight)), PAGES, "glossary.md")
    compare(f"names-{sight}.html", written(element), accept)


def links(element: Element) -> list[str]:
    """List the addresses of an element."""
    return [link.get("href", "") for link in element.iter("a")]


def test_of_a_withheld_text_the_page_has_references_and_no_words(mini: Settings) -> None:
    public = names(load_edition(replace(mini, audience="public")), PAGES, "glossary.md")
    private = names(load_edition(mini), PAGES, "glossary.md")
    assert "texts/wolken.md#p2.2" in links(public)
    # What only the translation says is of the translation, and so is where it says it.
    assert "texts/wolken.md#p2.3" in links(private)
    assert "texts/wolken.md#p2.3" not in links(public)
    assert "measures" not in "".join(public.itertext())


def test_what_stands_in_the_index_is_never_markup(mini: Settings) -> None:
    path = mini.root / "glossary/names.yml"
    text = path.read_text("utf-8").replace("about: town on the Saale", f"about: '{HOSTILE}'")
    path.write_text(text, "utf-8")
    element = names(load_edition(mini), PAGES, "glossary.md")
    assert HOSTILE in "".join(element.itertext())
    assert next(element.iter("script"), None) is None


def test_places_are_written_once_and_kept_without_the_original(mini: Settings) -> None:
    path = mini.root / "source_texts/wolken/names.tsv"
    before = path.read_text("utf-8")
    path.write_text(before.splitlines()[0] + "\n", "utf-8")
    assert update_names(mini) == [("zeichen", 0), ("wolken", 3)]
    assert path.read_text("utf-8") == before
    assert update_names(replace(mini, originals=())) == [("zeichen", 0), ("wolken", None)]
    assert path.read_text("utf-8") == before


def test_the_report_counts_both_sides_and_the_notes(mini: Settings) -> None:
    assert ("wolken", "wetterdienst", "weather service", 1, 2, 2) in report_names(mini)


def test_a_unit_that_stands_for_no_segment_has_no_names(mini: Settings) -> None:
    before = report_names(mini)
    with (mini.root / "source_texts/wolken/en.tsv").open("a", encoding="utf-8") as file:
        file.write("9.9\tJena, once more.\n")
    assert report_names(mini) == before


def test_an_edition_without_an_index_of_names_is_sound(mini: Settings) -> None:
    (mini.root / "glossary/names.yml").unlink()
    for text in ("wolken", "zeichen"):
        (mini.root / f"source_texts/{text}/names.tsv").unlink()
    assert check_edition(mini) == []
    assert links(names(load_edition(mini), PAGES, "glossary.md")) == []


def test_a_skipped_place_is_not_counted(mini: Settings) -> None:
    path = mini.root / "glossary/names.yml"
    skip = '    skip: [{at: "wolken:author", reason: he says it himself}]\n'
    heading = "    de: Korn, Ada\n"
    path.write_text(path.read_text("utf-8").replace(heading, heading + skip), "utf-8")
    assert update_names(mini)[1] == ("wolken", 2)
    (wolken,) = (t for t in load_edition(mini).texts if t.record.id == "wolken")
    assert "korn" not in found_in(wolken)


def test_a_unit_that_joins_sentences_counts_once(mini: Settings) -> None:
    (wolken,) = (t for t in load_edition(mini).texts if t.record.id == "wolken")
    named = replace(
        wolken.named,
        german=(Occurrence("4.2", 0, 3, "jena", "Wer"),),
        english=(
            Occurrence("4.1-4.2", 0, 3, "jena", "Cer"),
            Occurrence("4.1-4.2", 4, 5, "korn", "Cer"),
        ),
    )
    found = found_in(replace(wolken, named=named))
    assert found["jena"].segments == ("4.2",)
    assert found["korn"].segments == ("4.1",)


def test_a_volume_has_the_names_of_its_part(mini: Settings) -> None:
    (wolken,) = (t for t in load_edition(mini).texts if t.record.id == "wolken")
    parts = [part for (part,) in volumes([wolken], 4)]
    assert len(parts) > 1
    for side in ("german", "english", "notes"):
        whole = getattr(wolken.named, side)
        assert tuple(one for part in parts for one in getattr(part.named, side)) == whole
    assert all(part.named != wolken.named for part in parts)


@pytest.mark.originals
def test_the_real_names(real: Settings) -> None:
    rows = report_names(real)
    foucault = {row[0]: row[3:5] for row in rows if row[1] == "foucault"}
    assert foucault == {"einleitung": (5, 5), "siemons": (3, 3), "heilmann": (0, 0)}
    assert [f for f in check_edition(real) if f.code.startswith("I")] == []

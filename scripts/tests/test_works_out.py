"""
Works that are read by others give what the bibliography says, field by field.

Each field of CSL-JSON is compared with what pandoc reads in BibTeX, biblatex and RIS, and rispy in
RIS: over the bibliography of the edition, and over made-up works of every type.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st

from lesart.checks.citations import missing
from lesart.citing.bibliography import parse_works
from lesart.citing.bibtex import write_bibtex
from lesart.citing.csljson import write_csl
from lesart.citing.dates import CslDate, in_csl, in_edtf, read_date
from lesart.citing.pandoc import run_pandoc
from lesart.citing.rich_text import as_plain
from lesart.citing.ris import TYPES, write_ris
from lesart.citing.works import cited_keys, format_works
from lesart.model import Work

Item = Mapping[str, Any]
BIBLIOGRAPHY = Path(__file__).parents[2] / "source_texts/bibliography.json"
WRITERS = {
    "biblatex": lambda items: write_bibtex(items, "biblatex"),
    "bibtex": lambda items: write_bibtex(items, "bibtex"),
    "ris": write_ris,
}
KINDS = sorted({*TYPES, "broadcast", "document", "event", "interview", "performance", "treaty"})
TITLE = (
    'The <i>Homo <b>sacer</b></i> of CO<sub>2</sub>: a <span class="nocase">EU</span> ‘view’ & 5 %'
)


def of_type(kind: str) -> dict[str, Any]:
    """Make up a work of a type, with every field that has to come through."""
    # What appears as a whole stands in nothing, and of a patent the place is where it holds.
    spared = {"periodical": "container-title", "patent": "publisher-place"}.get(kind)
    made = {
        "id": kind.replace("-", ""),
        "type": kind,
        "title": f"{TITLE} of {kind}",
        "author": [{"family": "Berg", "given": "Anna", "non-dropping-particle": "van den"},
                   {"literal": "Rat von Basel und Bern"}],
        "container-title": "Annals and Acts",
        "publisher": "Center for Strategic and International Studies; Barnes and Noble",
        "publisher-place": "Cambridge, MA; London",
        "issued": {"date-parts": [[2019, 2, 3]]},
        "number": "L, 2024/1689",
        "version": "1.0",
        "language": "de",
        "volume": "3",
        "page": "10–21",
        "URL": "https://example.org/a_b",
    }  # fmt: skip
    return {name: value for name, value in made.items() if name != spared}


def read_back(items: Sequence[Item], format_: str) -> dict[str, Item]:
    """Read items as pandoc does, by their ids."""
    read = json.loads(run_pandoc(["-f", format_, "-t", "csljson"], WRITERS[format_](items)))
    return {item["id"]: item for item in read}


def shown(value: Any) -> str:
    """Write a value so that two ways to write the same are the same."""
    words = re.sub(r"</?span[^>]*>", "", str(value or ""))
    return words.replace("–", "-").replace("“", "‘").replace("”", "’")


def numbers(item: Item) -> set[str]:
    fields = ("number", "issue", "collection-number")
    return {str(item[field]) for field in fields if item.get(field)}


def differences(item: Item, read: Item, format_: str) -> dict[str, tuple[str, str]]:
    """List the fields that do not say what the item says."""
    fields = ["title", "container-title", "publisher", "publisher-place", "volume", "page", "URL",
              "language", "DOI"]  # fmt: skip
    fields += ["version"] if format_ != "ris" else []
    plain = as_plain if format_ == "ris" else str
    pairs = {
        name: (shown(plain(str(item.get(name, "")))), shown(read.get(name))) for name in fields
    }
    whole = [list(map(int, day)) for day in item.get("issued", {}).get("date-parts", [])]
    got = read.get("issued", {}).get("date-parts", [])
    # pandoc reads the year alone in RIS; rispy is asked for the day.
    pairs["issued"] = (str([d[:1] for d in whole] if format_ == "ris" else whole), str(got))
    found = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
    if item["type"] == "periodical":
        found.pop("container-title", None)  # pandoc takes its title for its container as well
    if not numbers(item) & numbers(read) and numbers(item):
        found["number"] = (str(numbers(item)), str(numbers(read)))
    if item.get("version") and "1.0" not in str(read.get("edition")) and format_ == "ris":
        found["version"] = (item["version"], str(read.get("edition")))
    return found


@pytest.mark.parametrize("format_", WRITERS)
def test_the_bibliography_is_read_as_it_is(format_: str) -> None:
    items = [work.item for work in parse_works(BIBLIOGRAPHY.read_bytes(), "bibliography.json")]
    read = read_back(items, format_)
    assert {item["id"]: differences(item, read[item["id"]], format_) for item in items} == {
        item["id"]: {} for item in items
    }


@pytest.mark.parametrize("format_", WRITERS)
def test_works_of_every_type_are_read_as_they_are(format_: str) -> None:
    items = [of_type(kind) for kind in KINDS]
    read = read_back(items, format_)
    assert {item["type"]: differences(item, read[item["id"]], format_) for item in items} == {
        kind: {} for kind in KINDS
    }


@pytest.mark.parametrize("kind", KINDS)
def test_rispy_reads_the_same(kind: str) -> None:
    item = of_type(kind)
    (read,) = rispy.loads(write_ris([item]).replace("\r\n", "\n"))
    assert read["title"] == as_plain(item["title"])
    assert (read.get("secondary_title"), read["publisher"]) == (
        item.get("container-title"), item["publisher"],
    )  # fmt: skip
    assert (read["year"], read["date"], read["language"]) == ("2019", "2019/02/03", "de")
    assert (read["number"], read["edition"]) == (item["number"], "Version 1.0")


@pytest.mark.parametrize("dialect", ["bibtex", "biblatex"])
def test_a_law_is_printed_with_its_gazette_and_number(dialect: str) -> None:
    law = {"id": "a", "type": "legislation", "title": "T", "container-title": "Bundesblatt",
           "number": "20.090"}  # fmt: skip
    written = WRITERS[dialect]([law])
    field = "addendum" if dialect == "biblatex" else "note"
    assert f"{field} = {{Bundesblatt, 20.090}}" in written
    assert "maintitle" not in written and "howpublished" not in written


DATES = [
    ({"date-parts": [[1740]], "circa": True}, [[1740]], "1740~", "1740////circa"),
    ({"date-parts": [["2016", "11"], [2017, 2]]}, [[2016, 11], [2017, 2]], "2016-11/2017-02",
     "2016/11//to 2017-2"),
    ({"date-parts": [[2015]], "season": "3"}, [[2015, 23]], "2015-23", "2015///autumn"),
    ({"date-parts": [[2015, 13]]}, [[2015, 21]], "2015-21", "2015///spring"),
    ("2019-05-07", [[2019, 5, 7]], "2019-05-07", "2019/05/07"),
    ("1740~/1750", [[1740], [1750]], "1740~/1750~", "1740///circa to 1750"),
    ({"raw": "2019-21"}, [[2019, 21]], "2019-21", "2019///spring"),
    ({"date-parts": [[-380]]}, [[-380]], "-0379", ""),
    ({"literal": "early in the war"}, None, "", "early in the war"),
    ("no date", None, "", "no date"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "parts", "edtf", "ris"), DATES)
def test_dates_of_every_form(written: Any, parts: Any, edtf: str, ris: str) -> None:
    item = {"id": "a", "type": "book", "title": "T", "issued": written}
    (work,) = parse_works(json.dumps([item]).encode(), "works.json")
    assert work.item["issued"].get("date-parts") == parts
    assert ("issued" in missing(work.item)) == (parts is None)
    date = read_date(written)
    assert date is not None
    assert in_edtf(date) == edtf
    lines = write_ris([work.item])
    assert f"DA  - {ris}\r\n".replace("////", "///") in lines if ris else "DA" not in lines
    for format_ in ("bibtex", "biblatex"):
        assert read_back([work.item], format_)["a"]["issued"].get("date-parts") == (parts or [])
        circa = read_back([work.item], format_)["a"]["issued"].get("circa", False)
        assert bool(circa) == date.circa
    assert format_works((work,))["a"].entry


@pytest.mark.parametrize(
    "written",
    [{}, {"date-parts": []}, {"date-parts": [[2019], [2020], [2021]]}, {"raw": 5}, "", 2019, None,
     {"date-parts": [[2019, 13, 40]]}],
)  # fmt: skip
def test_what_is_no_date_is_none(written: Any) -> None:
    assert read_date(written) is None


DAYS = st.tuples(st.integers(1, 2400), st.integers(1, 12), st.integers(1, 28)) | st.tuples(
    st.integers(-2000, -1)
)


@given(st.lists(DAYS, min_size=1, max_size=2), st.booleans())
def test_a_date_comes_back_from_edtf(days: list[tuple[int, ...]], circa: bool) -> None:
    date = CslDate(days=tuple(days), circa=circa)
    assert read_date(in_edtf(date)) == date
    assert read_date(in_csl(date)) == date


@given(st.text(max_size=30) | st.recursive(st.none() | st.integers() | st.text(max_size=4),
       lambda one: st.lists(one, max_size=3) | st.dictionaries(
           st.sampled_from(["date-parts", "season", "raw", "literal", "circa"]), one),
       max_leaves=6))  # fmt: skip
def test_whatever_is_written_is_a_date_or_none(written: Any) -> None:
    date = read_date(written)
    assert date is None or date.days or date.literal


@pytest.mark.parametrize(
    ("id_", "key"),
    [("http://zotero.org/users/12/items/KWC4XQ2P", "KWC4XQ2P"), ("Smith2019", "Smith2019"),
     ("smith:2019", "smith-2019"), ("müller.2019+1", "müller-2019-1"), (1234, "w1234"),
     ("kostkaChinasSocial2019", "kostkaChinasSocial2019")],
)  # fmt: skip
def test_the_keys_of_reference_managers_are_read(id_: Any, key: str) -> None:
    item = {"id": id_, "type": "book", "title": "T", "issued": {"date-parts": [["2019"]]}}
    data = json.dumps([item], indent=1, ensure_ascii=False).encode()
    (work,) = parse_works(data, "works.json")
    assert (work.key, work.line) == (key, 3)
    assert list(format_works((work,))) == [key]
    for format_ in ("bibtex", "biblatex", "ris"):
        (read,) = read_back([work.item], format_).values()
        assert read["title"] == "T"
    assert json.loads(write_csl([work.item]))[0]["id"] == id_


def test_a_work_is_cited_by_the_key_of_its_manager() -> None:
    assert cited_keys("See [@smith:2019, 4] and [@http://zotero.org/users/12/items/KWC4XQ2P].") == [
        "smith-2019",
        "KWC4XQ2P",
    ]


def test_a_title_with_tags_is_plain_where_no_tags_are_read() -> None:
    work = Work("a", {**of_type("book"), "id": "a"}, 1)
    assert "<" not in write_ris([work.item]).replace("‘", "")

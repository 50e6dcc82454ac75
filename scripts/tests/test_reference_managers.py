"""BibTeX, biblatex, RIS and CSL-JSON, read back by programs that are not ours."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware
from hypothesis import given
from hypothesis import strategies as st

from lesart.citing.bibtex import write_bibtex
from lesart.citing.csljson import write_csl
from lesart.citing.ris import write_ris
from lesart.site.downloads import files
from lesart.tasks.edition import Settings, load_edition

ARTICLE: Mapping[str, Any] = {
    "id": "korn2018",
    "type": "article-journal",
    "author": [
        {"family": "Korn", "given": "Ada", "non-dropping-particle": "von"},
        {"literal": "Amt für Wind & Wetter"},
    ],
    "translator": [{"family": "Reed", "given": "Tom"}],
    "title": "Über {Wolken} & 50 % der #_Nebel: ein Maß",
    "container-title": "Annalen & Akten",
    "volume": "3",
    "issue": "2",
    "page": "4–19",
    "issued": {"date-parts": [[2018, 5, 4]]},
    "accessed": {"date-parts": [[2026, 11]]},
    "URL": "https://example.org/a_b?c=1%20&d=~e#f",
    "DOI": "10.1234/wolken_3.2",
    "note": "Seen in a copy.",
    "custom": {"waived": {"x": "y"}},
}
BOOK: Mapping[str, Any] = {
    "id": "burchell1991",
    "type": "book",
    "editor": [{"family": "Burchell", "given": "Graham"}, {"family": "Mac Síthigh", "given": "D."}],
    "title": "The Foucault Effect",
    "publisher": "University of Chicago Press",
    "publisher-place": "Chicago",
    "issued": {"date-parts": [[1991]]},
    "ISBN": "978-0-226-08045-1",
}


def read_bibtex(text: str) -> dict[str, dict[str, str]]:
    """Read BibTeX as another program does: type and fields by key."""
    library = bibtexparser.parse_string(text, append_middleware=[LatexDecodingMiddleware()])
    assert not library.failed_blocks
    return {
        entry.key: {"ENTRYTYPE": entry.entry_type, **{f.key: f.value for f in entry.fields}}
        for entry in library.entries
    }


def test_biblatex_read_back() -> None:
    read = read_bibtex(write_bibtex([ARTICLE, BOOK], "biblatex"))
    article, book = read["korn2018"], read["burchell1991"]
    assert article["ENTRYTYPE"] == "article"
    assert article["author"] == "von Korn, Ada and Amt für Wind & Wetter"
    assert article["translator"] == "Reed, Tom"
    assert article["title"] == ARTICLE["title"]
    assert article["journaltitle"] == "Annalen & Akten"
    assert (article["volume"], article["number"], article["pages"]) == ("3", "2", "4–19")
    assert (article["date"], article["urldate"]) == ("2018-05-04", "2026-11")
    assert (article["doi"], article["note"]) == (ARTICLE["DOI"], "Seen in a copy.")
    assert book["ENTRYTYPE"] == "collection"
    assert book["editor"] == "Burchell, Graham and Mac Síthigh, D."
    assert (book["publisher"], book["location"], book["isbn"]) == (
        "University of Chicago Press", "Chicago", "978-0-226-08045-1",
    )  # fmt: skip


def test_bibtex_read_back() -> None:
    read = read_bibtex(write_bibtex([ARTICLE, BOOK], "bibtex"))
    article, book = read["korn2018"], read["burchell1991"]
    assert (article["journal"], article["year"]) == ("Annalen & Akten", "2018")
    assert article["note"] == "Translated by Tom Reed. Seen in a copy"
    assert "translator" not in article
    assert (book["ENTRYTYPE"], book["address"]) == ("book", "Chicago")


def test_bibtex_is_written_for_latex() -> None:
    text = write_bibtex([ARTICLE], "biblatex")
    assert r"title = {{Über \{Wolken\} \& 50 \% der \#\_Nebel: ein Maß}}," in text
    assert r"author = {von Korn, Ada and {Amt für Wind \& Wetter}}," in text
    assert "url = {https://example.org/a_b?c=1%20&d=~e#f}," in text
    assert "pages = {4--19}," in text
    assert "{Mac Síthigh}, D." in write_bibtex([BOOK], "bibtex")


def test_ris_read_back() -> None:
    article, book = rispy.loads(write_ris([ARTICLE, BOOK]).replace("\r\n", "\n"))
    assert article["type_of_reference"] == "JOUR"
    assert article["authors"] == ["von Korn, Ada", "Amt für Wind & Wetter"]
    assert article["subsidiary_authors"] == ["Reed, Tom"]
    assert (article["title"], article["year"]) == (ARTICLE["title"], "2018")
    assert (article["start_page"], article["end_page"]) == ("4", "19")
    assert (article["date"], article["access_date"]) == ("2018/05/04", "2026/11")
    assert (article["doi"], article["urls"]) == (ARTICLE["DOI"], [ARTICLE["URL"]])
    assert (book["type_of_reference"], book["secondary_authors"]) == (
        "BOOK", ["Burchell, Graham", "Mac Síthigh, D."],
    )  # fmt: skip


def test_csl_json_is_the_items_without_the_editors_own() -> None:
    (read,) = json.loads(write_csl([ARTICLE]))
    assert read == {name: value for name, value in ARTICLE.items() if name != "custom"}


@given(st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), min_size=1).map(str.strip))
def test_any_title_survives(title: str) -> None:
    title = re.sub(r"\s+", " ", title) or "x"
    item = {"id": "a1", "type": "book", "title": title}
    (record,) = rispy.loads(write_ris([item]).replace("\r\n", "\n"))
    assert record["title"] == title.strip()
    written = write_bibtex([item], "biblatex")
    library = bibtexparser.parse_string(written)
    assert [entry.key for entry in library.entries] == ["a1"]
    assert not library.failed_blocks


@pytest.mark.parametrize("suffix", [".bib", "-bibtex.bib", ".ris", ".json"])
@pytest.mark.slow
def test_site_offers_the_bibliography(mini: Settings, suffix: str) -> None:
    made = dict(files(load_edition(mini)))
    assert b"korn2018" in made[f"downloads/bibliography{suffix}"]

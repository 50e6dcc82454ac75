"""Editions and texts that name no editors, authors or translators: nothing is said of nobody."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from books import Opened
from citing_changes import rewrite, without_authors, without_editors
from lxml import etree

from lesart.model import Edition
from lesart.tasks.edition import Settings, load_edition
from lesart.write.data.annotations import write_annotations
from lesart.write.data.dts_metadata import edition_core, text_core
from lesart.write.epub.book import Imprint, write_epub
from lesart.write.html.metadata import item_type, json_ld, meta_tags
from lesart.write.pdf.book import book
from lesart.write.tei.document import write_tei

MADE = Imprint(datetime(2026, 11, 2, tzinfo=UTC))
TEI = {"t": "http://www.tei-c.org/ns/1.0"}
# A phrase that waits for a name, and marks with nothing between them.
DANGLING = re.compile(r"\bby\s*(?:[,.;:)\n]|$)|(?:^|\n)\s*[,;:]|, ,|,,|\(\s*\)")


@pytest.fixture
def unnamed(mini: Settings) -> Edition:
    """Give the tiny edition, its interview by nobody, translated and edited by nobody."""
    without_authors(mini)
    without_editors(mini)
    rewrite(mini, "translators:\n  - {family: Reed, given: Tom}", "translators: []")
    return load_edition(mini)


def said(data: Any) -> Iterator[str]:
    """Give the words of nested data; runs of words in a row are one."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, list) and data and all(isinstance(d, dict) and "t" in d for d in data):
        yield "".join(run["t"] for run in data)
    elif isinstance(data, dict | list):
        for one in data.values() if isinstance(data, dict) else data:
            yield from said(one)


@pytest.mark.parametrize("whole", [True, False])
def test_title_page_and_colophon_of_a_printed_book(unnamed: Edition, whole: bool) -> None:
    texts = unnamed.texts if whole else unnamed.texts[1:]
    made = book(unnamed, texts, "parallel", "2026-11-02")
    assert made["cover"]["by"] == []
    words = [*said(made["cover"]), *said(made["colophon"]), *made["texts"][-1]["by"]]
    assert "Tiny Edition." in words
    cited = "‘Vom Wiegen der Wolken’, in Tiny Edition, version 1.0 (2026), wolken:1.1."
    assert cited in words
    assert [one for one in words if "dited by" in one or DANGLING.search(one)] == []


@pytest.mark.parametrize("whole", [True, False])
def test_front_of_an_epub(unnamed: Edition, whole: bool) -> None:
    opened = Opened(write_epub(unnamed, MADE, None if whole else unnamed.texts[1]))
    for name in ("title", "colophon"):
        page = opened.pages[f"EPUB/{name}.xhtml"]
        words = "\n".join(page.itertext())
        assert not re.search("dited by|Editors", words)
        assert not DANGLING.search(words)
        assert all(
            "".join(part.itertext()).strip() for part in page.iter() if part.tag[-3:] == "}dd"
        )
    assert opened.names("creator") == (["The Testers"] if whole else [])


def test_records_name_nobody(unnamed: Edition) -> None:
    text = unnamed.texts[1]
    data = json.loads(json_ld(text, unnamed.record))
    assert not {"author", "translator", "editor"} & set(data)
    assert data["creditText"] == (
        "Vom Wiegen der Wolken / On Weighing Clouds, Tiny Edition, version 1.0"
    )
    names = {tag["name"] for tag in meta_tags(text, unnamed.record)}
    assert not {"citation_author", "DC.creator", "DC.contributor", "DC.publisher"} & names
    assert not {"creator", "contributor", "publisher"} & set(text_core(text, unnamed))
    assert "creator" not in edition_core(unnamed)
    assert "creator" not in json.loads(write_annotations(text, unnamed))


def test_what_nobody_wrote_is_not_the_editors_own(unnamed: Edition) -> None:
    assert item_type(unnamed.texts[1].record, unnamed.record) == "newspaperArticle"


def test_tei_names_the_edition_where_somebody_must_stand(unnamed: Edition) -> None:
    root = etree.fromstring(write_tei(unnamed.texts[1], unnamed, "downloads/wolken.tei.xml"))
    header = root.find("t:teiHeader", TEI)
    assert header.xpath(".//t:author | .//t:editor | .//t:publisher", namespaces=TEI) == []
    (statement,) = header.iterfind(".//t:publicationStmt", TEI)
    assert (etree.QName(statement[0]).localname, statement[0].text) == ("authority", "Tiny Edition")

"""
Zotero's own translator saves our pages as they are meant.

It runs under Node.js where the package that holds it is installed; see scripts/tests/zotero.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from sites import Sites
from test_metadata import ADDRESS, TITLE, prepare

from lesart.tasks.edition import Settings

FOLDER = Path(__file__).parent / "zotero"
pytestmark = pytest.mark.skipif(
    shutil.which("node") is None or not (FOLDER / "node_modules/zotero-translators").is_dir(),
    reason="Zotero's translators are not installed: npm install in scripts/tests/zotero",
)


@pytest.fixture
def save(mini: Settings, sites: Sites):
    """Build the tiny edition, and let Zotero save the page of a text."""
    prepare(mini.root, TITLE)
    built = sites(mini)

    def saved(text: str) -> dict[str, Any]:
        path, page = f"texts/{text}/index.html", f"{ADDRESS}texts/{text}/"
        command = ["node", "save.js", str(built / path), page]
        done = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, check=True)
        answer = json.loads(done.stdout.splitlines()[-1])
        # Among the translators that fit the page, this one comes first.
        assert answer["first"] == "Embedded Metadata"
        (item,) = answer["items"]
        assert answer["type"] == item["itemType"]
        assert item["url"] == page
        return item

    return saved


def test_a_printed_text_is_saved_as_a_newspaper_article(save) -> None:
    item = save("wolken")
    assert item["itemType"] == "newspaperArticle"
    assert item["title"] == TITLE
    assert item["creators"] == [{"firstName": "Ada", "lastName": "Korn", "creatorType": "author"}]
    assert (item["date"], item["language"]) == ("2019", "de")
    assert item["publicationTitle"] == "Wetterblatt"
    assert item["rights"] == "http://rightsstatements.org/vocab/InC/1.0/"


def test_a_text_of_the_editors_is_saved_as_a_page(save) -> None:
    item = save("zeichen")
    assert item["itemType"] == "webpage"
    assert [(one["lastName"], one.get("firstName")) for one in item["creators"]] == [
        ("The Testers", None)
    ]
    assert item["publicationTitle"] == "Tiny Edition"

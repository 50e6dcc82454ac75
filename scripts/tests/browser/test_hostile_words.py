"""Words that would be markup or a script anywhere else: in every place they stand as words."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from sites import in_face

from lesart.core.records import quoted
from lesart.site import build as site
from lesart.tasks import align as tasks_align
from lesart.tasks.edition import Settings

HERE = Path(__file__).parents[1]
PROJECT = HERE.parents[1]
ODD = "On <Censorship> & R&D: *x* `y` [a](b) {{ 1+1 }} {% x %} # | 'q' \"s\" &amp; &lt;b&gt;"
BAD = "<img src=x onerror=\"window.pwned='{0}'\"></title><script>window.pwned='{0}'</script>"
CHANGED = {
    "source_texts/wolken/text.yml": [
        ("Vom Wiegen der Wolken", "title"),
        ("Interview", "kind"),
        ("Newspaper", "speaker"),
        ("Wetterblatt", "container"),
    ],
    "source_texts/edition.yml": [("Kleine Ausgabe", "edition"), ("The Testers", "editor")],
    "source_texts/wolken/notes.md": [("the only person who tried", "note")],
    "source_texts/corrections.md": [("The list was not complete", "correction")],
    "source_texts/bibliography.json": [("Über das Wiegen", "work")],
    "glossary/names.yml": [("town on the Saale", "name"), ("Korn, Ada", "heading")],
    "glossary/wolke.md": [("everyday usage", "source"), ("Droplets that stay up", "definition")],
}


def hostile(root: Path) -> None:
    """Put words that would be scripts into every record of an edition."""
    for path, changes in CHANGED.items():
        file = root / path
        text = file.read_text("utf-8")
        for old, place in changes:
            assert old in text, (path, old)
            said = f"{old} {BAD.format(place)}"
            if path.endswith(".json"):
                said = json.dumps(said)[1:-1]
            elif f": {old}" in text:
                text, said = text.replace(f": {old}", f": {quoted(said)}", 1), ""
            text = text.replace(old, said, 1) if said else text
        file.write_text(text, "utf-8", newline="\n")


@pytest.fixture(scope="module", params=["mkdocs", "zensical"])
def hostile_site(request, sites, tmp_path_factory):
    """Build an edition of hostile words; two of its texts come by `lesart add`."""
    base = tmp_path_factory.mktemp("hostile")
    root = Path(shutil.copytree(HERE / "data/mini", base / "mini"))
    own = re.sub(r"^nav:\n(?: .*\n)+", "", (PROJECT / "mkdocs.yml").read_text("utf-8"), flags=re.M)
    (root / "mkdocs.yml").write_text(in_face(own), "utf-8")
    hostile(root)
    settings = Settings(root, (HERE / "data/mini-originals",), "private")
    for name, title in (("odd", ODD), ("bad", BAD.format("bad"))):
        for side in ("de", "en"):
            (base / f"{name}.{side}.txt").write_text(f"{title}\n\nEin Satz {name}.\n", "utf-8")
        files = (base / f"{name}.de.txt", base / f"{name}.en.txt", None)
        tasks_align.add_text(settings, name, files, None, lambda said: None)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(site, "write_files", lambda edition, built, cache: None)
        return sites(settings, request.param, strict=False)


PAGES = [
    "", "texts/odd/", "texts/bad/", "texts/wolken/", "texts/zeichen/", "glossary/", "names/",
    "notes/", "corrections/", "bibliography/", "concordance/?word=a", "404.html",
]  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_no_words_run_as_a_script(open_page, hostile_site, path):
    page = open_page(hostile_site, path)
    page.evaluate(
        """for (const one of [...document.querySelectorAll("article button, .noteref")]
            .slice(0, 40)) one.click();"""
    )
    page.wait_for_timeout(100)
    assert page.evaluate("window.pwned") is None
    assert page.locator("img[src='x'], img[src$='/x']").count() == 0


def test_words_are_shown_once_escaped(open_page, hostile_site):
    page = open_page(hostile_site, "texts/odd/")
    assert page.title() == f"{ODD} - Lesart"
    assert page.locator("h1").first.text_content().strip().removesuffix("¶") == ODD
    topic = page.locator("[data-md-component=header-topic] .md-ellipsis")
    assert topic.text_content().strip() == ODD
    page = open_page(hostile_site, "texts/bad/")
    nav = page.locator(".md-nav--primary .md-ellipsis").all_text_contents()
    assert {ODD, BAD.format("bad")} <= {words.strip() for words in nav}
    beside = page.locator(".md-footer__link")
    assert ODD in {one.locator(".md-ellipsis").text_content().strip() for one in beside.all()}
    phone = open_page(hostile_site, "texts/odd/", width=390)
    for link in phone.locator(".md-footer__link").all():
        assert len(link.aria_snapshot()) > len('- link "Previous"'), "a link without its title"
    labels = [one.get_attribute("aria-label") or "" for one in page.locator("[aria-label]").all()]
    assert not [label for label in labels if "&lt;" in label and ODD not in label]


@pytest.mark.parametrize(
    ("asked", "said"),
    [("Censorship", ODD), ("onerror", BAD.format("bad"))],
)
def test_the_search_shows_titles_as_words(open_page, hostile_site, asked, said):
    page = open_page(hostile_site)
    if (hostile_site / "search/search_index.json").is_file():
        box = page.get_by_role("textbox", name="Search")
        box.click()
    else:
        page.keyboard.press("/")
        box = page.get_by_role("combobox", name="Search")
    box.press_sequentially(asked, timeout=30_000)
    page.locator("li a:visible").filter(has_text=said).first.wait_for(timeout=30_000)
    assert page.evaluate("window.pwned") is None

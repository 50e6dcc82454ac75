"""Versioned links: they land on their place and say what has changed; old ids find their place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from access import SCREENS, violations
from published import LATER, NEW_ENGLISH, OLD_ENGLISH, change, publish

from lesart import site
from lesart.pipeline import Settings
from lesart.pipeline_release import release

TEXT = "texts/zeichen/"


@pytest.fixture(scope="module")
def versions(edition: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Give the tiny edition after two releases, its pages linking to references."""
    root = tmp_path_factory.mktemp("versions") / "edition"
    settings = Settings(Path(shutil.copytree(edition.root, root)), edition.originals, "private")
    for name in ("lang", "worte"):
        shutil.rmtree(root / "source_texts" / name)
        (root / f"docs/texts/{name}.md").unlink()
    record = root / "source_texts/edition.yml"
    text = record.read_text("utf-8").replace("lang, ", "").replace(", worte", "")
    record.write_text(text, "utf-8")
    publish(settings)
    change(settings)
    release(settings, "1.1", LATER)
    page = root / "docs/links.md"
    links = "[one](zeichen:2.1), [more](wolken:2.1-2.3), [old](zeichen:1.2), [v](zeichen:2.1?v=1.0)"
    page.write_text(f"---\ntitle: Links\ndescription: Links.\n---\n\n{links}\n", "utf-8")
    return settings


@pytest.fixture(scope="module", params=["mkdocs", "zensical"])
def versions_site(request, versions: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the private copy of it by either generator."""
    folder = tmp_path_factory.mktemp("sites") / "site"
    site.build(versions, request.param, folder, strict=False)
    return folder


def told(page):
    """Give the words of the box, once they are there."""
    page.wait_for_load_state("load")
    page.wait_for_timeout(150)
    box = page.locator(".told [role=status]")
    return " ".join(box.inner_text().split()) if box.is_visible() else ""


def test_a_changed_place_says_how(open_page, versions_site):
    page = open_page(versions_site, f"{TEXT}?v=1.0#p2.1")
    assert page.locator("[id='p2.1-en'].marked").count() == 1
    words = told(page)
    assert "This place has changed since version 1.0" in words
    assert "changed in version 1.1 (3 May 2027)" in words
    assert OLD_ENGLISH in words
    assert NEW_ENGLISH in words
    assert "From" in page.locator(".told del").first.inner_text()
    page.keyboard.press("Escape")
    assert told(page) == ""


def test_what_is_told_follows_the_place(open_page, versions_site):
    page = open_page(versions_site, f"{TEXT}?v=1.0#p1.2a")
    assert "1.2" in told(page)
    page.evaluate("location.hash = '#title'")
    assert told(page) == "This place reads as it did in version 1.0."
    page.evaluate("location.hash = '#p1'")
    assert "bloß" in told(page)
    page = open_page(versions_site, "texts/wolken/?v=1.0#p3")
    assert told(page) == "This place reads as it did in version 1.0."
    page = open_page(versions_site, f"{TEXT}?v=1.1#p2.1")
    assert told(page) == "This place reads as it did in version 1.1."
    page = open_page(versions_site, f"{TEXT}?v=1.0")
    assert "Changes since version 1.0: 5." in told(page)
    page = open_page(versions_site, f"{TEXT}?v=9#p1")
    assert told(page) == "This text has no version 9. Released: 1.1, 1.0."
    page = open_page(versions_site, f"{TEXT}#p2.1")
    assert told(page) == ""


@pytest.mark.parametrize("view", ["both", "en"])
def test_an_old_id_finds_its_place(open_page, versions_site, view):
    page = open_page(versions_site, f"{TEXT}?view={view}#p1.2")
    marked = page.evaluate("[...document.querySelectorAll('.marked')].map((e) => e.id)")
    assert "p1.2a" in marked
    assert "p1.2b" in marked
    assert told(page) == "Since version 1.1, what was 1.2 is 1.2a-1.2b: two sentences."
    page = open_page(versions_site, f"{TEXT}?view={view}#p1.1-p1.2")
    marked = page.evaluate("[...document.querySelectorAll('.marked')].map((e) => e.id)")
    assert {"p1.1", "p1.2a", "p1.2b"} <= set(marked)
    page = open_page(versions_site, f"{TEXT}?view={view}#p2.2")
    assert told(page) == "Since version 1.1, 2.2 is withdrawn: not of this text."


def test_without_scripts_all_is_told_as_well(open_page, versions_site):
    page = open_page(versions_site, f"{TEXT}#p1.2", java_script_enabled=False)
    assert page.get_by_text("what was 1.2 is 1.2a-1.2b").is_visible()
    page.get_by_text("Changes since 1.0").click()
    assert page.get_by_text(OLD_ENGLISH).is_visible()


def test_links_to_references_lead_to_their_places(open_page, versions_site):
    page = open_page(versions_site, "links/")
    page.get_by_role("link", name="more", exact=True).click()
    page.wait_for_url("**/texts/wolken/**")
    page.wait_for_timeout(100)
    assert page.url.endswith("texts/wolken/#p2.1-p2.3")
    assert page.locator("[id='p2.3'].marked").count() == 1
    page.go_back()
    page.get_by_role("link", name="v", exact=True).click()
    page.wait_for_url("**/texts/zeichen/**")
    assert page.url.endswith("texts/zeichen/?v=1.0#p2.1")
    assert "This place has changed" in told(page)
    page.go_back()
    page.get_by_role("link", name="old", exact=True).click()
    page.wait_for_url("**/texts/zeichen/**")
    assert page.url.endswith("texts/zeichen/#p1.2a-p1.2b")


@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing(open_page, versions_site, screen):
    page = open_page(versions_site, f"{TEXT}?v=1.0#p1", **SCREENS[screen])
    assert "has changed" in told(page)
    page.evaluate("document.querySelector('.versions details').open = true")
    assert violations(page) == []
    box = page.locator(".told").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= page.viewport_size["width"]

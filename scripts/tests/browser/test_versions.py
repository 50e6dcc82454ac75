"""Versioned links: they land on their place and say what has changed; old ids find their place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from access import SCREENS, violations
from published import LATER, NEW_ENGLISH, OLD_ENGLISH, change, publish
from sites import Sites

from lesart.tasks.edition import Settings
from lesart.tasks.release import release

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


@pytest.fixture(scope="module")
def versions_site(versions: Settings, sites: Sites) -> Path:
    """Build the private copy of it."""
    return sites(versions, strict=False)


@pytest.fixture(scope="module")
def versions_zensical(versions: Settings, sites: Sites) -> Path:
    """Build the private copy of it by Zensical."""
    return sites(versions, "zensical", strict=False)


def assert_told(page, *words):
    """Wait until the box says all of *words*."""
    for one in words:
        page.wait_for_function(
            """(words) => {
                const box = document.querySelector(".told");
                return box && !box.hidden && box.innerText.replace(/\\s+/g, " ").includes(words);
            }""",
            arg=one,
        )


def assert_silent(page):
    """Check that nothing is told, also after a while."""
    page.wait_for_timeout(200)
    assert not page.locator(".told").is_visible()


def go(page, place):
    """Go to another place on the same page."""
    page.evaluate("(place) => { location.hash = place; }", place)


def marked(page):
    """List the ids of all marked elements."""
    return set(page.evaluate("[...document.querySelectorAll('.marked')].map((e) => e.id)"))


@pytest.mark.parametrize("built", ["versions_site", "versions_zensical"])
def test_a_changed_place_says_how(open_page, request, built):
    page = open_page(request.getfixturevalue(built), f"{TEXT}?v=1.0#p2.1")
    assert_told(
        page,
        "This place has changed since version 1.0.",
        "changed in version 1.1 (3 May 2027)",
        OLD_ENGLISH,
        NEW_ENGLISH,
    )
    assert page.locator(".told [role=status] del").inner_text() == "From"
    assert "p2.1-en" in marked(page)
    page.keyboard.press("Escape")
    assert_silent(page)


def test_what_is_told_follows_the_place(open_page, versions_site):
    page = open_page(versions_site, f"{TEXT}?v=1.0")
    assert_told(page, "Changes since version 1.0: 5.")
    go(page, "p1.2a")
    assert_told(page, "what was 1.2 is 1.2a-1.2b")
    go(page, "title")
    assert_told(page, "This place reads as it did in version 1.0.")
    go(page, "p1")
    assert_told(page, "bloß")
    page.get_by_role("button", name="Close").click()
    assert_silent(page)
    page = open_page(versions_site, "texts/wolken/?v=1.0#p3", context=page.context)
    assert_told(page, "This place reads as it did in version 1.0.")


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("?v=1.1#p2.1", "This place reads as it did in version 1.1."),
        ("?v=9#p1", "This text has no version 9. Released: 1.1, 1.0."),
        ("#p2.1", None),
    ],
)
def test_only_an_old_version_is_told(open_page, versions_site, address, said):
    page = open_page(versions_site, f"{TEXT}{address}")
    if said:
        assert_told(page, said)
    else:
        assert_silent(page)


@pytest.mark.parametrize("view", ["both", "en"])
def test_an_old_id_finds_its_place(open_page, versions_site, view):
    page = open_page(versions_site, f"{TEXT}?view={view}#p1.2")
    assert_told(page, "Since version 1.1, what was 1.2 is 1.2a-1.2b: two sentences.")
    assert {"p1.2a", "p1.2b"} <= marked(page)
    go(page, "p1.1-p1.2")
    page.wait_for_function("document.querySelector('[id=\"p1.1\"].marked')")
    assert {"p1.1", "p1.2a", "p1.2b"} <= marked(page)
    go(page, "p2.2")
    assert_told(page, "Since version 1.1, 2.2 is withdrawn: not of this text.")


def test_without_scripts_all_is_told_as_well(open_page, versions_site):
    page = open_page(versions_site, f"{TEXT}#p1.2", java_script_enabled=False)
    assert page.locator(".signpost__said").first.is_visible()
    page.get_by_text("Changes since 1.0").click()
    assert page.get_by_text(OLD_ENGLISH).is_visible()


@pytest.mark.parametrize("built", ["versions_site", "versions_zensical"])
def test_links_to_references_lead_to_their_places(open_page, request, built):
    page = open_page(request.getfixturevalue(built), "links/")
    for name, address in (
        ("more", "texts/wolken/index.html#p2.1-p2.3"),
        ("old", "texts/zeichen/index.html#p1.2a-p1.2b"),
        ("v", "texts/zeichen/index.html?v=1.0#p2.1"),
    ):
        page.get_by_role("link", name=name, exact=True).click()
        page.wait_for_url(f"**/{address}")
        page.wait_for_function("document.querySelector('.marked')")
        if name != "v":
            page.go_back()
    assert_told(page, "This place has changed")


@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing(open_page, versions_site, screen):
    page = open_page(versions_site, f"{TEXT}?v=1.0#p1", **SCREENS[screen])
    assert_told(page, "has changed")
    page.evaluate("document.querySelector('.versions details').open = true")
    assert violations(page) == []
    box = page.locator(".told").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= page.viewport_size["width"]

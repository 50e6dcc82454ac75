"""Access: no violation of WCAG A and AA, keys that can be switched off, focus that returns."""

from __future__ import annotations

import re

import pytest
from access import SCREENS, violations
from settling import settle

TEXT = "texts/lang/"


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("path", [f"{TEXT}?view=stacked#p3.1-p3.2", "texts/wolken/#p2"])
def test_axe_finds_nothing_in_the_tiny_edition(open_page, private_site, path, screen):
    assert violations(open_page(private_site, path, **SCREENS[screen])) == []


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("path", ["texts/wolken/"])
def test_axe_finds_nothing_where_words_are_withheld(open_page, public_site, path, screen):
    assert violations(open_page(public_site, path, **SCREENS[screen])) == []


@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing_where_drafts_are_marked(open_page, draft_site, screen):
    page = open_page(draft_site, "texts/zeichen/", **SCREENS[screen])
    assert page.locator(".bitext .draft").first.is_visible()
    assert violations(page) == []


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize(
    "path",
    [
        "",
        "texts/siemons/",
        "glossary/",
        "concordance/?q=Staat",
        "guide/readers/",
        "about/rights/",
        "about/machines/",
    ],
)
def test_axe_finds_nothing_in_the_project(open_page, project_site, path, screen):
    assert violations(open_page(project_site, path, **SCREENS[screen])) == []


def test_explanation_opens_and_closes_by_keyboard(open_page, private_site):
    page = open_page(private_site, "texts/wolken/")
    mark = page.locator("a.emended").first
    mark.focus()
    page.keyboard.press("Enter")
    box = page.get_by_role("dialog", name="Emendation")
    assert box.is_visible()
    assert "Wetter dienst" in box.inner_text()
    assert "blank inside a word" in box.inner_text()
    assert violations(page) == []
    page.keyboard.press("Escape")
    assert not box.is_visible()
    assert page.evaluate("document.activeElement.matches('a.emended')")


def test_explanation_opens_by_touch_and_closes_outside(open_page, private_site):
    page = open_page(private_site, "texts/wolken/", has_touch=True, width=360, height=740)
    page.locator("a.emended").first.tap()
    box = page.get_by_role("dialog", name="Emendation")
    frame = box.bounding_box()
    assert frame["x"] >= 0
    assert frame["x"] + frame["width"] <= 360
    page.touchscreen.tap(10, 60)
    assert not box.is_visible()


def test_mark_leads_to_its_entry_without_scripts(open_page, private_site):
    page = open_page(private_site, "texts/wolken/", java_script_enabled=False)
    mark = page.locator("a.emended").first
    mark.click()
    entry = page.locator(f"[id='{mark.get_attribute('href')[1:]}']")
    assert "Wetter dienst" in entry.inner_text()
    assert page.url.endswith(mark.get_attribute("href"))
    entry.locator(".back").click()
    assert page.url.endswith(mark.get_attribute("id"))


def focused(page):
    """Name the paragraph or sentence that has the focus."""
    return page.evaluate("document.activeElement.closest('[data-seg], .para')?.id")


def press(page, keys):
    """Press keys one after the other."""
    for key in keys:
        page.keyboard.press(key)
        settle(page)


def test_keys_lead_through_the_text(open_page, private_site):
    page = open_page(private_site, TEXT, reduced_motion="reduce")
    press(page, "j")
    assert focused(page) == "lead"
    press(page, "jj")
    assert focused(page) == "p2"
    press(page, "k")
    assert focused(page) == "p1"
    press(page, "ll")
    assert focused(page) == "p1.2"
    assert page.evaluate("document.querySelectorAll('.lit').length") == 2
    press(page, "h")
    assert focused(page) == "p1.1"
    press(page, "v")
    assert "view=stacked" in page.url
    press(page, ["v", "v"])
    assert page.locator("#p1-en").is_visible()
    press(page, ["Escape", "j", "l"])
    assert focused(page) == "p2.1-en"


@pytest.mark.parametrize("key", ["Control+j", "Alt+v", "Shift+J", "Meta+k"])
def test_keys_leave_modifiers_alone(open_page, private_site, key):
    page = open_page(private_site, TEXT)
    page.keyboard.press(key)
    assert focused(page) is None
    assert "view=" not in page.url


def test_keys_leave_typing_alone(open_page, private_site):
    page = open_page(private_site, TEXT)
    page.locator(".md-search__input").click()
    page.keyboard.type("jvk")
    assert page.locator(".md-search__input").input_value() == "jvk"
    assert "view=" not in page.url


@pytest.mark.parametrize("path", [TEXT, "guide/readers/"])
def test_keys_can_be_switched_off_for_good(open_page, private_site, path):
    page = open_page(private_site, path)
    page.get_by_label("Keys on").uncheck()
    page = open_page(private_site, TEXT, context=page.context)
    press(page, "jvls")
    assert focused(page) is None
    assert "view=" not in page.url
    assert not page.locator(".md-search__output").is_visible()
    page.get_by_label("Keys on").check()
    press(page, "j")
    assert focused(page) is not None


def test_every_control_has_a_size_one_can_hit(open_page, private_site):
    page = open_page(private_site, TEXT, width=360, height=740)
    for selector in (
        ".para__no",
        ".views label:has(:checked)",
        ".switch",
        ".apparatus .ref",
    ):
        for control in page.locator(selector).all():
            box = control.bounding_box()
            assert box["width"] >= 24, selector
            assert box["height"] >= 24, selector


def test_pages_name_language_description_and_licence(open_page, private_site):
    page = open_page(private_site, TEXT)
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("meta[name=description]").get_attribute("content") == "Long."
    assert page.locator("meta[name=citation_title]").get_attribute("content") == "Ein langer Text"
    assert "creativecommons.org" in page.locator("head link[rel=license]").get_attribute("href")
    assert re.search(r"Lang|Long", page.title())


def test_head_of_a_text_in_copyright_claims_no_licence(open_page, private_site):
    page = open_page(private_site, "texts/wolken/")
    assert page.locator("head link[rel=license]").count() == 0

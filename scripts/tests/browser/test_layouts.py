"""Layouts: chosen, kept, shared, and readable without scripts and on any screen."""

from __future__ import annotations

import pytest

VIEWS = ["both", "stacked", "de", "en"]
TEXT = "texts/lang/"


def choose(page, view):
    """Choose a layout as a reader does: by its label."""
    page.locator(f".views label:has([value={view}])").click()


def shown(page):
    """Say which sides of paragraph 3 can be seen."""
    sides = {"de": page.locator("#p3-de"), "en": page.locator("#p3-en")}
    return [language for language, side in sides.items() if side.is_visible()]


def boxes(page):
    """Give the boxes of both sides of paragraph 3."""
    return page.locator("#p3-de").bounding_box(), page.locator("#p3-en").bounding_box()


def assert_layout(page, view):
    """Check that the page is set in a layout."""
    assert page.locator(".views input:checked").get_attribute("value") == view
    assert shown(page) == {"de": ["de"], "en": ["en"]}.get(view, ["de", "en"])
    german, english = boxes(page)
    if view == "both":
        assert english["x"] >= german["x"] + german["width"]
        assert english["y"] == pytest.approx(german["y"], abs=1)
    elif view == "stacked":
        assert english["y"] >= german["y"] + german["height"]
        assert english["x"] == pytest.approx(german["x"], abs=1)


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("view", VIEWS)
def test_layout_can_be_chosen_with_and_without_scripts(open_page, private_site, view, javascript):
    page = open_page(private_site, TEXT, java_script_enabled=javascript)
    assert_layout(page, "both")
    choose(page, "en")
    choose(page, view)
    assert_layout(page, view)


@pytest.mark.parametrize("view", VIEWS)
def test_layout_is_kept_for_the_next_visit_and_in_the_address(open_page, private_site, view):
    page = open_page(private_site, TEXT)
    choose(page, "stacked")
    choose(page, view)
    assert f"?view={view}" in page.url
    again = open_page(private_site, "texts/zeichen/", context=page.context)
    assert again.locator(".views input:checked").get_attribute("value") == view
    assert "view=" not in again.url


def test_address_wins_over_memory(open_page, private_site):
    page = open_page(private_site, TEXT)
    choose(page, "de")
    assert_layout(open_page(private_site, f"{TEXT}?view=en", context=page.context), "en")
    assert_layout(open_page(private_site, f"{TEXT}?view=no", context=page.context), "de")


def test_layout_can_be_chosen_where_memory_is_forbidden(open_page, private_site):
    page = open_page(private_site, "guide/readers/")
    page.context.add_init_script(
        "Object.defineProperty(window, 'lesartProbe', {value: 1});"
        "const get = Storage.prototype.getItem, set = Storage.prototype.setItem;"
        "const no = (f) => function (k, ...r) { if (String(k).startsWith('lesart.'))"
        " throw new DOMException('no', 'SecurityError'); return f.call(this, k, ...r); };"
        "Storage.prototype.getItem = no(get); Storage.prototype.setItem = no(set);"
    )
    page = open_page(private_site, TEXT, context=page.context)
    choose(page, "en")
    assert_layout(page, "en")
    assert "?view=en" in page.url


def test_reading_place_stays_when_the_layout_changes(open_page, private_site):
    page = open_page(private_site, f"{TEXT}#p7", height=500)
    before = page.locator("#p7").bounding_box()["y"]
    for view in ("stacked", "en", "both"):
        choose(page, view)
        assert page.locator("#p7").bounding_box()["y"] == pytest.approx(before, abs=2)


def test_radio_buttons_work_by_keyboard(open_page, private_site):
    page = open_page(private_site, TEXT)
    page.locator(".views input:checked").focus()
    page.keyboard.press("ArrowRight")
    assert_layout(page, "stacked")
    page.keyboard.press("ArrowRight")
    assert_layout(page, "de")


@pytest.mark.parametrize("path", [TEXT, "texts/wolken/", "texts/zeichen/", "", "guide/readers/"])
def test_narrow_screen_has_one_column_and_no_overflow(open_page, private_site, path):
    page = open_page(private_site, path, width=360, height=740)
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 360
    if path == TEXT:
        german, english = boxes(page)
        assert english["y"] >= german["y"] + german["height"]
        labels = [label for label in page.locator(".views label").all() if label.is_visible()]
        assert [label.inner_text() for label in labels] == ["Both languages", "Deutsch", "English"]
        choose(page, "en")
        assert shown(page) == ["en"]
        choose(page, "both")
        assert shown(page) == ["de", "en"]


def test_print_shows_both_sides_whatever_the_screen_shows(open_page, private_site):
    page = open_page(private_site, f"{TEXT}?view=de")
    page.emulate_media(media="print")
    assert shown(page) == ["de", "en"]
    german, english = boxes(page)
    assert english["x"] >= german["x"] + german["width"]
    for gone in (".views", ".md-header", ".md-footer"):
        assert not page.locator(gone).is_visible()


def test_everything_can_be_read_without_scripts(open_page, private_site):
    bare = open_page(private_site, "texts/wolken/", java_script_enabled=False)
    said = bare.locator("article").aria_snapshot()
    for words in ("Wetterdienst", "weather service", "Eine Frage fehlt", "blank inside a word"):
        assert words in said


def test_without_the_original_its_first_words_and_the_way_to_add_it_stand(open_page, missing_site):
    page = open_page(missing_site, "texts/wolken/")
    assert page.locator("#p2-de").inner_text().startswith("Ada Korn Man kann es …")
    page.locator(".notice a").click()
    assert page.url.endswith("/about/originals/index.html")


def test_public_copy_keeps_numbers_and_says_what_it_leaves_out(open_page, public_site):
    page = open_page(public_site, "texts/wolken/#p2.3")
    said = page.locator("article").inner_text()
    assert "no permission to publish it is recorded" in said
    assert "3 sentences" in said
    # Notes and apparatus are the editors' own; they quote a few words, and the rows none.
    rows = " ".join(page.locator(".work, .bitext .held").all_inner_texts())
    assert "Wetterdienst" not in rows
    assert "weather service" not in rows
    assert "on 4 June" not in said
    assert "here" in page.locator("#p2").get_attribute("class")

"""Places: addresses land on them, in every layout; sentences show their counterparts."""

from __future__ import annotations

import pytest
from pointing import middle
from settling import settle

VIEWS = ["both", "stacked", "de", "en"]
TEXT = "texts/lang/"
PLACES = {
    "p7": ["p7"],
    "p7.4": ["p7.4", "p7.4-en"],
    "p7.4-de": ["p7.4", "p7.4-en"],
    "p7.4-en": ["p7.4", "p7.4-en"],
    "p6.3-en": ["p6.3", "p6.2-en"],
    "p7-en": ["p7"],
    "p7.4-p7.6": ["p7.4", "p7.4-en", "p7.5", "p7.5-en", "p7.6", "p7.6-en"],
    "p7.4-7.5": ["p7.4", "p7.4-en", "p7.5", "p7.5-en"],
    "p7.6-p8.1": ["p7.6", "p7.6-en", "p8.1", "p8.1-en"],
    "p7-p9": ["p7", "p8", "p9"],
    "p9-p7": ["p7", "p8", "p9"],
    "lead.1-lead.2": ["lead.1", "lead.1-en", "lead.2", "lead.2-en"],
    "author": ["author"],
}


def marked(page):
    """List the ids of all marked elements, sorted."""
    return page.evaluate("[...document.querySelectorAll('.marked')].map((e) => e.id).sort()")


def lit(page):
    """List the ids of all sentences that are lit, sorted."""
    return page.evaluate("[...document.querySelectorAll('.lit')].map((e) => e.id).sort()")


def assert_in_view(page, ids):
    """Check that the first of the elements stands below the bars and inside the window."""
    seen = [page.locator(f'[id="{id_}"]') for id_ in ids]
    top = min(element.bounding_box()["y"] for element in seen if element.is_visible())
    bars = page.locator(".views").bounding_box()
    assert max(48, bars["y"] + bars["height"]) <= top <= page.viewport_size["height"] - 20


@pytest.mark.parametrize("view", VIEWS)
def test_address_lands_on_its_place_and_marks_it(open_page, private_site, view):
    page = open_page(private_site, f"{TEXT}?view={view}", height=600)
    base = page.url
    for number, (place, expected) in enumerate(PLACES.items()):
        page.goto(f"{base}&visit={number}#{place}")
        settle(page)
        assert marked(page) == sorted(expected), place
        assert_in_view(page, expected)


@pytest.mark.parametrize("view", VIEWS)
def test_change_of_place_on_the_same_page_is_followed(open_page, private_site, view):
    page = open_page(private_site, f"{TEXT}?view={view}#p2", height=600)
    for place in ("p11.2-p11.3", "p4.1", "p9-p10"):
        page.evaluate("(hash) => { location.hash = hash; }", place)
        settle(page)
        assert_in_view(page, [place.split("-")[0], f"{place.split('-')[0]}-en"])
    assert marked(page) == ["p10", "p9"]
    page.go_back()
    settle(page)
    assert marked(page) == ["p4.1", "p4.1-en"]


def test_unknown_place_does_no_harm(open_page, private_site):
    page = open_page(private_site, TEXT)
    for place in ("p99", "p7-p99", "-", "p7.4-", "%", "%ff", "p1-p2-p3", "__search", "a'\"b"):
        page.evaluate("(hash) => { location.hash = hash; }", place)
        settle(page)
        assert marked(page) == []


@pytest.mark.parametrize("view", VIEWS)
def test_address_lands_on_its_place_without_scripts(open_page, private_site, view):
    page = open_page(private_site, TEXT, height=600, java_script_enabled=False)
    page.locator(f".views label:has([value={view}])").click()
    # A page that is still getting its typeface lands where the place was before.
    page.evaluate("document.fonts.ready.then(() => true)")
    base = page.url
    for place in ("p7", "p3.4", "p7.4-en", "p6.3-en"):
        page.goto(f"{base}#{place}")
        box = page.locator(f"#{place.split('.')[0]}").bounding_box()
        assert box["y"] < 560, place
        assert box["y"] + box["height"] > 60, place


def test_number_links_to_itself(open_page, private_site):
    page = open_page(private_site, TEXT)
    page.locator("#p4 .para__no").click()
    assert page.url.endswith("#p4")
    assert marked(page) == ["p4"]


@pytest.mark.parametrize(
    ("pointed", "expected"),
    [
        ("p5.2", ["p5.2", "p5.2-en"]),
        ("p5.2-en", ["p5.2", "p5.2-en"]),
        ("p6.2", ["p6.2", "p6.2-en"]),
        ("p6.3", ["p6.3", "p6.2-en"]),
        ("p6.2-en", ["p6.2", "p6.3", "p6.2-en"]),
    ],
)
def test_pointing_at_a_sentence_lights_its_counterpart(open_page, private_site, pointed, expected):
    page = open_page(private_site, TEXT)
    page.mouse.move(*middle(page, pointed))
    assert lit(page) == sorted(expected)
    page.mouse.move(5, 5)
    assert lit(page) == []


def test_chosen_sentence_stays_lit_and_lends_its_number(open_page, private_site):
    page = open_page(private_site, TEXT, has_touch=True)
    number = page.locator("#p5 .para__no")
    page.touchscreen.tap(*middle(page, "p5.2"))
    assert lit(page) == ["p5.2", "p5.2-en"]
    assert (number.inner_text(), number.get_attribute("href")) == ("5.2", "#p5.2")
    assert number.get_attribute("aria-label") == "Sentence 5.2"
    page.touchscreen.tap(*middle(page, "p6.2-en"))
    assert (number.inner_text(), number.get_attribute("href")) == ("5", "#p5")
    assert page.locator("#p6 .para__no").get_attribute("href") == "#p6.2-p6.3"
    page.locator("h1").tap()
    assert lit(page) == []
    assert page.locator("#p6 .para__no").get_attribute("aria-label") == "Paragraph 6"


def test_passage_leads_to_its_place(open_page, private_site):
    page = open_page(private_site)
    page.locator(".passage figcaption a").click()
    page.wait_for_url("**/texts/wolken/index.html#p2.2")
    settle(page)
    assert marked(page) == ["p2.2", "p2.2-en"]

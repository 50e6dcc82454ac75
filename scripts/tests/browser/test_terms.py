"""Terms: marked as the reader wishes, explained on the spot, and led to their entry."""

from __future__ import annotations

import pytest
from access import SCREENS, violations

TEXT = "texts/wolken/"
FIRST = '[id="p1-de"] a.term >> nth=0'


def box_of(page):
    """Give the gloss that stands beside a term."""
    return page.locator("#termbox")


def underlined(page, selector):
    """Tell whether words are underlined."""
    return "underline" in page.locator(selector).first.evaluate(
        "(e) => getComputedStyle(e).textDecorationLine"
    )


def test_gloss_opens_on_hover_and_stays_while_the_pointer_is_on_it(open_page, private_site):
    page = open_page(private_site, TEXT)
    page.locator(FIRST).hover()
    box = box_of(page)
    box.wait_for()
    said = box.inner_text()
    assert "Wolke" in said
    assert "cloud" in said
    assert "Tröpfchen" in said
    assert "Droplets" not in said
    box.hover()
    page.wait_for_timeout(500)
    assert box.is_visible()
    assert box.get_by_role("link").get_attribute("href").endswith("glossary/index.html#wolke")
    page.mouse.move(5, 5)
    box.wait_for(state="hidden")


def test_pointer_that_passes_opens_nothing(open_page, private_site):
    page = open_page(private_site, TEXT)
    page.locator(FIRST).hover()
    page.mouse.move(5, 5)
    page.wait_for_timeout(500)
    assert not box_of(page).is_visible()


@pytest.mark.parametrize("how", ["focus", "hover"])
def test_escape_closes_the_gloss_and_leaves_the_focus(open_page, private_site, how):
    page = open_page(private_site, TEXT)
    link = page.locator(FIRST)
    if how == "focus":
        page.locator("#p1 .para__no").focus()
        for _ in range(4):  # what stands beside the number has the focus first
            page.keyboard.press("Tab")
            if link.evaluate("(e) => e === document.activeElement"):
                break
        assert link.evaluate("(e) => e === document.activeElement")
    else:
        link.hover()
        box_of(page).wait_for()
    assert box_of(page).is_visible()
    assert link.get_attribute("aria-describedby") == "termbox"
    page.keyboard.press("Escape")
    assert not box_of(page).is_visible()
    assert link.get_attribute("aria-describedby") is None
    if how == "focus":
        assert link.evaluate("(e) => e === document.activeElement")


def test_english_side_explains_in_english(open_page, private_site):
    page = open_page(private_site, TEXT)
    page.locator('[id="p1-en"] a.term >> nth=0').hover()
    box_of(page).wait_for()
    assert "Droplets" in box_of(page).inner_text()


def test_tap_opens_the_gloss_and_its_link_the_entry(open_page, private_site):
    page = open_page(private_site, TEXT, has_touch=True, width=360, height=740)
    page.locator(FIRST).tap()
    box = box_of(page)
    frame = box.bounding_box()
    assert frame["x"] >= 0
    assert frame["x"] + frame["width"] <= 360
    assert "glossary" not in page.url
    page.locator("h1").tap()
    assert not box.is_visible()
    page.locator(FIRST).tap()
    box.get_by_role("link").tap()
    page.wait_for_url("**/glossary/index.html#wolke")


def test_click_and_enter_lead_to_the_entry(open_page, private_site):
    page = open_page(private_site, TEXT)
    page.locator(FIRST).click()
    page.wait_for_url("**/glossary/index.html#wolke")
    page = open_page(private_site, TEXT)
    page.locator(FIRST).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary/index.html#wolke")


def test_without_scripts_terms_are_links_and_can_be_chosen(open_page, private_site):
    page = open_page(private_site, TEXT, java_script_enabled=False)
    assert not page.locator(".glosses").is_visible()
    assert underlined(page, "a.term:not(.term--again)")
    page.locator(".marks label:has([value=none])").click()
    assert not underlined(page, "a.term")
    page.locator(".marks label:has([value=first])").click()
    page.locator(FIRST).click()
    assert page.url.endswith("/glossary/index.html#wolke")


@pytest.mark.parametrize("choice", ["first", "all", "none"])
def test_choice_is_kept_and_stands_in_the_address(open_page, private_site, choice):
    page = open_page(private_site, TEXT)
    page.locator(".marks label:has([value=all])").click()
    page.locator(f".marks label:has([value={choice}])").click()
    assert f"terms={choice}" in page.url
    for url in (f"{TEXT}?terms={choice}", TEXT):
        again = open_page(private_site, url, context=page.context)
        assert again.locator("[name=terms]:checked").get_attribute("value") == choice
        assert underlined(again, "a.term:not(.term--again)") == (choice != "none")
        assert underlined(again, "a.term--again") == (choice == "all")
        reached = again.locator("a.term:not([tabindex])").count()
        terms = again.locator("a.term").count()
        first = again.locator("a.term:not(.term--again)").count()
        assert reached == {"first": first, "all": terms, "none": 0}[choice]


def test_choice_can_be_hit(open_page, private_site):
    page = open_page(private_site, TEXT, width=360, height=740)
    for label in page.locator(".marks label").all():
        box = label.bounding_box()
        assert min(box["width"], box["height"]) >= 24


def test_no_term_within_links_labels_or_headings(open_page, private_site):
    page = open_page(private_site, TEXT)
    assert page.locator(":is(h1, h2, .emended, .speaker) a.term, .glosses a").count() == 0
    assert page.locator(".emended", has_text="Wetterdienst").count() == 1


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("path", [f"{TEXT}?terms=all", f"{TEXT}?terms=first", "glossary/",
                                  "concordance/?q=Haus"])  # fmt: skip
def test_axe_finds_nothing(open_page, private_site, path, screen):
    page = open_page(private_site, path, **SCREENS[screen])
    if path.startswith(TEXT):
        page.locator(FIRST).focus()
    for details in page.locator("details").all():
        details.evaluate("(e) => { e.open = true; }")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def test_glossary_shows_each_place_with_the_term_marked_on_both_sides(open_page, private_site):
    page = open_page(private_site, "glossary/")
    entry = page.locator("section.entry:has(#wetterdienst)")
    assert entry.locator(".pair mark").all_inner_texts() == ["Wetterdienst", "weather service"]
    assert "×\u202f1" in entry.inner_text()
    assert "wolken: 1 place" in entry.locator("desc").text_content()
    entry.locator(".pair .ref").click()
    page.wait_for_url("**/texts/wolken/index.html#p2.2")


def test_glossary_folds_many_places_and_unfolds_without_scripts(open_page, private_site):
    page = open_page(private_site, "glossary/", java_script_enabled=False)
    entry = page.locator("section.entry:has(#waage)")
    assert not entry.locator(".pair").first.is_visible()
    entry.locator("summary").click()
    assert entry.locator(".pair").first.is_visible()


def test_glossary_without_the_original_shows_no_german_but_the_term(open_page, missing_site):
    page = open_page(missing_site, "glossary/")
    pair = page.locator("section.entry:has(#wetterdienst) .pair")
    assert pair.locator("p").first.inner_text() == "Wetterdienst …"
    assert "weather service" in pair.inner_text()


def test_public_glossary_shows_places_alone(open_page, public_site):
    page = open_page(public_site, "glossary/")
    entry = page.locator("section.entry:has(#wetterdienst)")
    assert entry.locator(".pair").count() == 0
    assert "wolken:2.2" in entry.inner_text()
    assert "published an online list" not in page.content()


def test_glossary_works_from_the_disk(chromium, private_site):
    page = chromium.new_context().new_page()
    page.goto((private_site / "texts/wolken/index.html").as_uri())
    page.locator(FIRST).hover()
    box_of(page).wait_for()
    assert "Tröpfchen" in box_of(page).inner_text()
    page.context.close()

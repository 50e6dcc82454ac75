"""The concordance: words found in every form and spelling, each beside its translation."""

from __future__ import annotations

import gzip
import json

import pytest

from lesart.glossary.search_words import WORD

PAGE = "concordance/"
FOUND = {
    "Überwachung": {1, 2},
    "Ueberwachung": {1, 2},
    "überwachung": {1, 2},
    "Burger": {2, 4, 7},
    "Bürgerin": {10},
    "Haus": {5, 6},
    "Hauses": {5, 6},
    "überwachen": {3, 9},
    "Staat": {9},
    "Verfassungsgericht": {8},
    "Bundesverfassungsgerichts": {8},
    "Strasse": {6, 9},
    "Gericht": {8, 10},
    "citizens": {2, 4, 10},
    "houses": {5, 6},
    "the town": {3},
    "<b>": {10},
}


def ask(page, word):
    """Type a word and send it off."""
    page.get_by_label("A word in German or English").fill(word)
    page.keyboard.press("Enter")


def places(page):
    """List the sentences of the text for the concordance that are shown."""
    shown = page.locator(".pair .ref").all_inner_texts()
    return {int(ref.partition(":1.")[2]) for ref in shown if ref.startswith("worte:")}


@pytest.mark.parametrize("word", FOUND)
def test_word_is_found_in_every_form(open_page, private_site, word):
    page = open_page(private_site, PAGE)
    ask(page, word)
    assert places(page) >= FOUND[word]
    if word not in ("Burger", "überwachen", "Bürgerin", "Gericht"):
        assert places(page) == FOUND[word]
    assert page.locator(".pair mark").count() >= len(FOUND[word])


ALIKE = (
    *("Überwachung", "Ueberwachung", "uberwacht", "überwacht", "Staaten", "Staates", "ging"),
    *("Häusern", "Straßen", "strasse", "Bürger", "Buergerin", "Burger", "Verfassungsgericht"),
    *("Gerichte", "Dächer", "Teller", "rot", "house", "houses", "citizens", "watch", "watches"),
    *("roads", "surveillance", "BURGER"),
)


def test_it_finds_what_the_search_finds(open_page, private_site):
    index = json.loads((private_site / "search/search_index.json").read_bytes())
    entries = [one for one in index["docs"] if one["location"].startswith("texts/worte/#p1.")]
    assert len(entries) == 10
    page = open_page(private_site, PAGE)
    for word in ALIKE:
        ask(page, word)
        assert places(page) == {
            int(entry["location"].rpartition(".")[2])
            for entry in entries
            # So the search compares: by the beginning of a word.
            for held in (*WORD.findall(entry["text"].lower()), *entry.get("tags", ()))
            if held.startswith(word.lower())
        }, word


def test_forms_come_before_parts_of_longer_words(open_page, private_site):
    page = open_page(private_site, PAGE)
    ask(page, "Gericht")
    assert page.locator(".pair:not(.weak) mark").all_inner_texts() == ["Gericht"]
    assert "Bundesverfassungsgericht" in page.locator(".pair.weak mark").all_inner_texts()


def test_count_is_said_and_the_place_can_be_visited(open_page, private_site):
    page = open_page(private_site, f"{PAGE}?q=Haus")
    assert page.get_by_label("A word in German or English").input_value() == "Haus"
    assert not page.locator(".md-search__output").is_visible()
    said = page.get_by_role("status").filter(has_text="Haus")
    assert said.inner_text() == "2 places in 2 sentences for “Haus”."
    assert said.get_attribute("aria-live") == "polite"
    page.locator(".pair .ref", has_text="worte:1.6").click()
    page.wait_for_url("**/texts/worte/index.html#p1.6")


def test_address_keeps_the_word(open_page, private_site):
    page = open_page(private_site, PAGE)
    ask(page, "Straße")
    again = open_page(private_site, PAGE + "?" + page.url.partition("?")[2], context=page.context)
    assert places(again) == {6, 9}
    ask(again, "  ")
    assert "?" not in again.url
    ask(again, "Xylophon")
    assert "Nothing found" in again.locator(".kwic__count").inner_text()


def test_pages_data_are_small_and_in_the_page(open_page, private_site):
    assert len(gzip.compress((private_site / PAGE / "index.html").read_bytes())) < 9_000
    page = open_page(private_site, PAGE)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for word in ("Haus", "citizens", "Gericht"):
        ask(page, word)
        assert places(page) >= FOUND[word]
    # A browser may fetch the icon of a page anew when its address changes, and the theme's
    # search goes on loading its own scripts while somebody types here already.
    apart = ("/assets/favicon.svg", "/assets/javascripts/lunr/")
    assert [url for url in asked if not any(one in url for one in apart)] == []


def test_real_concordance_stays_small(project_site):
    assert len(gzip.compress((project_site / PAGE / "index.html").read_bytes())) < 50_000


def test_works_from_the_disk(chromium, private_site):
    page = chromium.new_context().new_page()
    page.goto((private_site / PAGE / "index.html").as_uri())
    ask(page, "Haus")
    assert places(page) == {5, 6}
    page.context.close()


def test_without_scripts_the_terms_stand(open_page, private_site):
    page = open_page(private_site, PAGE, java_script_enabled=False)
    assert not page.locator("form.kwic__form").is_visible()
    page.get_by_role("link", name="Wetterdienst").click()
    assert page.url.endswith("glossary/index.html#wetterdienst")


def test_public_concordance_holds_no_word_of_a_withheld_text(open_page, public_site):
    page = open_page(public_site, PAGE)
    ask(page, "clouds")
    assert page.locator(".pair").count() == 0
    assert "Vom Wiegen der Wolken" in page.locator(".notice").inner_text()
    assert "weather service published" not in page.content()


def test_without_the_original_english_is_searched(open_page, missing_site):
    page = open_page(missing_site, PAGE)
    ask(page, "weather")
    assert page.locator(".pair mark").all_inner_texts() == ["weather"]
    assert "Online-Liste" not in page.content()

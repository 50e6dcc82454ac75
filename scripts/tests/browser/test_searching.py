"""The search of the site: a hit is a sentence with its translation, and leads to it."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from access import SCREENS, violations
from settling import settle

HIT = ".md-search-result__link"


def ask(page, words):
    """
    Type into the search of the theme, and wait for what answers all of it.

    Hits of the letters before the last one are there while somebody types.
    """
    box = page.get_by_role("textbox", name="Search")
    box.click()
    box.press_sequentially(words)
    page.locator(f'{HIT}[href*="?h={quote(words.lower())}"]').first.wait_for()
    settle(page)


def hit(page, anchor):
    """Find a hit by its place."""
    return page.locator(f'{HIT}[href$="{anchor}"]')


@pytest.mark.parametrize(
    ("words", "anchor"),
    [
        ("Überwachung", "worte/?h=%C3%BCberwachung#p1.2"),
        ("Hauses", "worte/?h=hauses#p1.5"),
        ("Strasse", "worte/?h=strasse#p1.6"),
        ("Verfassungsgericht", "worte/?h=verfassungsgericht#p1.8"),
        ("Ueberwachung", "worte/?h=ueberwachung#p1.1"),
        ("roofs", "worte/?h=roofs#p1.5"),
    ],
)
def test_a_word_leads_to_its_sentence(open_page, private_site, words, anchor):
    page = open_page(private_site)
    ask(page, words)
    assert hit(page, anchor).count() == 1


def test_a_hit_shows_the_sentence_and_its_translation_and_nothing_else(open_page, private_site):
    page = open_page(private_site)
    ask(page, "Dächer")
    found = hit(page, "#p1.5")
    assert found.inner_text().split("\n") == [
        "Sentence 1.5",
        "",
        "Die Dächer der Häuser sind rot.",
        "The roofs of the houses are red.",
    ]
    assert found.locator("p mark").all_inner_texts() == ["Dächer"]
    assert found.locator(".md-tags").count() == 1
    assert not found.locator(".md-tags").is_visible()


def test_a_hit_leads_to_the_place(open_page, project_site):
    page = open_page(project_site)
    ask(page, "puzzle")
    hit(page, "texts/einleitung/?h=puzzle#p2.1").click()
    page.wait_for_url("**/texts/einleitung/?h=puzzle#p2.1")
    page.locator("#p2\\.1-en mark").wait_for()
    page.wait_for_function(
        "() => { const { top, bottom } = document.getElementById('p2.1').getBoundingClientRect();"
        " return top >= 48 && bottom <= innerHeight && scrollY > 0; }"
    )


def test_notes_names_and_works_are_found(open_page, private_site):
    page = open_page(private_site)
    ask(page, "Korn")
    assert hit(page, "names/?h=korn#korn").count() == 1
    assert hit(page, "bibliography/?h=korn#korn2018").count() == 1
    assert hit(page, "texts/wolken/?h=korn#n1.1a").count() == 1
    assert hit(page, "notes/?h=korn").count() == 0


def test_markup_in_a_text_is_shown_as_it_stands(open_page, private_site):
    page = open_page(private_site)
    ask(page, "alert")
    assert '<script>alert("x")</script>' in hit(page, "zeichen/?h=alert#p1.1").inner_text()


def test_zensical_leads_to_the_sentence(open_page, zensical_site):
    page = open_page(zensical_site)
    page.keyboard.press("/")
    page.get_by_role("combobox", name="Search").fill("Teller")
    page.get_by_text("Sentence 1.7").click()
    page.wait_for_url("**/texts/worte/**#p1.7")


@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing_in_the_results(open_page, private_site, screen):
    page = open_page(private_site, **SCREENS[screen])
    if screen == "phone":
        page.locator(".md-header__button[for=__search]").click()
    ask(page, "Haus")
    settle(page)
    assert violations(page) == []

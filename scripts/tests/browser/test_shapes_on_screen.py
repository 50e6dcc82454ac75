"""Headings, verse, lists and the author's notes on a screen: room, access, ways there and back."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree.ElementTree import tostring

import pytest
from access import SCREENS, violations
from settling import settle
from structured import structured
from test_agreement import BARE, setting_of

from lesart.write.html import page as html

TEXT = structured(BARE.texts[1])
WORK = "texts/wolken/"


@pytest.fixture
def shown(open_page, private_site):
    """Give the page of a text with every role: that of the site, with another text in it."""
    edition = replace(BARE, texts=(BARE.texts[0], TEXT))
    links = html.Links(glossary="../../glossary/")
    text = tostring(html.text_page(TEXT, links, setting_of(edition)), "unicode", method="html")

    def visit(path=WORK, **options):
        page = open_page(private_site, **options)

        def answer(route):
            whole = route.fetch().text()
            start = whole.index('<div class="edition">')
            end = whole.index("</article>", start)
            body = f"{whole[:start]}{text}{whole[end:]}"
            route.fulfill(body=body, content_type="text/html; charset=utf-8")

        page.route(re.compile(rf"/{WORK}(\?.*)?$"), answer)
        page.goto(page.url + path, wait_until="load")
        if options.get("java_script_enabled", True):
            settle(page)
        return page

    return visit


@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing_and_nothing_is_too_wide(shown, screen):
    page = shown(**SCREENS[screen])
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("view", ["both", "stacked", "de", "en"])
def test_verse_stands_in_lines_set_in_like_the_original(shown, view):
    page = shown(f"{WORK}?view={view}")
    side = "en" if view == "en" else "de"
    lefts = page.eval_on_selector_all(
        f"#p4-{side} .line",
        "lines => lines.map(line => line.querySelector('.seg').getClientRects()[0].left)",
    )
    steps = [round((left - lefts[0]) / (lefts[1] - lefts[0])) for left in lefts]
    assert steps == [0, 1, 2, 1]
    tops = page.eval_on_selector_all(
        f"#p4-{side} .line", "lines => lines.map(line => line.getBoundingClientRect().top)"
    )
    assert tops == sorted(set(tops))


def test_a_long_line_turns_over_further_in(shown):
    page = shown(width=360, height=740)
    rects = page.eval_on_selector(
        "#p4-de .line:nth-of-type(3) .seg", "seg => [...seg.getClientRects()].map(r => r.left)"
    )
    assert len(rects) > 1
    assert all(left > rects[0] + 10 for left in rects[1:])


@pytest.mark.parametrize("scripts", [True, False])
def test_an_authors_note_and_the_way_back(shown, scripts):
    page = shown(java_script_enabled=scripts)
    page.locator("#fn2-at-de").click()
    assert page.url.endswith("#fn2")
    assert page.locator("#fn2").evaluate("note => note.getBoundingClientRect().top < innerHeight")
    page.locator("#fn2-de .back--author").click()
    assert page.url.endswith("#fn2-at-de")


def test_the_authors_notes_stay_where_the_editors_are_hidden(shown):
    page = shown(f"{WORK}?notes=hidden")
    assert page.locator("#fn1-at-de").is_visible()
    assert page.locator("#fn1-at-en").is_visible()


def test_keys_reach_the_rows_of_lists_and_notes(shown):
    page = shown(f"{WORK}#p6")
    for _ in range(2):
        page.keyboard.press("j")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#p8"

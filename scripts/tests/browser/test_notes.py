"""Notes: hidden, marked or beside the text; by keyboard, touch, in print and without scripts."""

from __future__ import annotations

import pytest
from access import SCREENS, violations

TEXT = "texts/wolken/"
MARK = '[id="n2.2a-en"]'
NOTE = '[id="n2.2a"]'
PAGES = ["notes/", "corrections/", "texts/wolken-textual/"]


def box_of(page):
    """Give the box in which a note opens over the text."""
    return page.locator("#termbox")


def choose(page, value):
    """Choose how notes show."""
    page.locator(f".marks label:has([name=notes][value={value}])").click()


def has_focus(locator):
    """Tell whether an element has the focus."""
    return locator.evaluate("(e) => e === document.activeElement")


def kind(page, name):
    """Give the box that lets a kind of notes show."""
    return page.get_by_role("checkbox", name=name)


def visible_notes(page):
    """List the ids of the notes that show."""
    return [note.get_attribute("id") for note in page.locator(".note").all() if note.is_visible()]


# Marks


def test_mark_opens_its_note_on_hover_and_it_stays_under_the_pointer(open_page, private_site):
    page = open_page(private_site, TEXT)
    page.locator(MARK).hover()
    box = box_of(page)
    box.wait_for()
    assert "The list was never complete." in box.inner_text()
    assert "correction" in box.inner_text()
    assert "looked up May 2020" in box.inner_text()
    box.hover()
    page.wait_for_timeout(500)
    assert box.is_visible()
    page.mouse.move(5, 5)
    box.wait_for(state="hidden")
    assert visible_notes(page) == []


@pytest.mark.parametrize("how", ["Enter", "click"])
def test_note_opens_takes_the_focus_and_gives_it_back(open_page, private_site, how):
    page = open_page(private_site, TEXT)
    mark = page.locator(MARK)
    if how == "click":
        mark.click()
    else:
        mark.focus()
        page.keyboard.press("Enter")
    box = page.get_by_role("dialog", name="Note 2.2a")
    assert box.is_visible()
    assert has_focus(box)
    assert mark.get_attribute("aria-expanded") == "true"
    assert "#n2.2a" not in page.url
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('#termbox a')")
    page.keyboard.press("Escape")
    assert not box.is_visible()
    assert has_focus(mark)
    assert mark.get_attribute("aria-expanded") is None


def test_mark_shows_its_note_on_focus_and_escape_closes_it(open_page, private_site):
    page = open_page(private_site, TEXT)
    page.locator("#p2 .para__no").focus()
    mark = page.locator('[id="n2.2a-de"]')
    for _ in range(6):
        page.keyboard.press("Tab")
        if has_focus(mark):
            break
    assert box_of(page).is_visible()
    assert mark.get_attribute("aria-describedby") == "termbox"
    page.keyboard.press("Escape")
    assert not box_of(page).is_visible()
    assert has_focus(mark)


def test_tap_opens_the_note_within_the_screen(open_page, private_site):
    page = open_page(private_site, TEXT, has_touch=True, width=360, height=740)
    page.locator(MARK).tap()
    frame = box_of(page).bounding_box()
    assert frame["x"] >= 0
    assert frame["x"] + frame["width"] <= 360
    page.locator("h1").tap()
    assert not box_of(page).is_visible()


def test_a_note_of_the_other_side_is_called_where_one_is_read_alone(open_page, missing_site):
    german = '[id="n2.2a-de"]'
    page = open_page(missing_site, TEXT)
    assert page.locator(MARK).is_visible()
    assert not page.locator(german).is_visible()
    page = open_page(missing_site, f"{TEXT}?view=de#n2.2a")
    backs = [one for one in page.locator(f"{NOTE} .back").all() if one.is_visible()]
    assert [one.get_attribute("href") for one in backs] == ["#n2.2a-de"]
    page = open_page(missing_site, f"{TEXT}?view=de")
    page.locator(german).click()
    assert page.get_by_role("dialog", name="Note 2.2a").is_visible()
    page.keyboard.press("Escape")
    choose(page, "hidden")
    assert not page.locator(german).is_visible()
    page = open_page(missing_site, f"{TEXT}?view=en#n2.2a")
    backs = [one for one in page.locator(f"{NOTE} .back").all() if one.is_visible()]
    assert [one.get_attribute("href") for one in backs] == ["#n2.2a-en"]
    assert not page.locator(german).is_visible()


def test_a_mark_stands_after_the_link_that_its_words_end_in(open_page, private_site):
    page = open_page(private_site, TEXT)
    mark = page.locator('[id="n2.2a-de"]')
    assert mark.evaluate("(e) => e.previousElementSibling.className") == "emended"
    assert mark.get_attribute("aria-label") == "Note 2.2a: correction"
    assert page.locator("a a, h2 .noteref").count() == 0


# Beside and hidden


def test_beside_the_text_a_note_shows_its_beginning_until_it_is_asked_for(open_page, private_site):
    page = open_page(private_site, f"{TEXT}?notes=beside", width=1400, height=1400)
    assert visible_notes(page) == ["n1.1a", "n1.2a", "n2.2a", "n4.2a", "nauthor.a"]
    note, row = page.locator(NOTE), page.locator("#p2-en")
    assert note.bounding_box()["x"] >= row.bounding_box()["x"] + row.bounding_box()["width"]
    assert abs(note.bounding_box()["y"] - row.bounding_box()["y"]) < 40
    before = note.bounding_box()["height"]
    page.locator(MARK).click()
    assert page.url.endswith("#n2.2a")
    assert note.bounding_box()["height"] > before + 20
    assert not box_of(page).is_visible()
    assert page.evaluate("scrollY") == 0
    note.locator(".back").first.click()
    assert page.url.endswith("#n2.2a-de")
    assert note.bounding_box()["height"] == before


@pytest.mark.parametrize("view", ["both", "stacked", "de", "en"])
@pytest.mark.parametrize("width", [360, 1000, 1400])
def test_notes_never_overlap_the_text(open_page, private_site, view, width):
    page = open_page(private_site, f"{TEXT}?notes=beside&view={view}", width=width)
    note = page.locator(NOTE).bounding_box()
    for side in ("#p2-de", "#p2-en"):
        if page.locator(side).evaluate("(e) => getComputedStyle(e).visibility") == "visible":
            box = page.locator(side).bounding_box()
            apart = note["x"] >= box["x"] + box["width"] or note["y"] >= box["y"] + box["height"]
            assert apart
            assert (width == 1400) == (note["y"] < box["y"] + box["height"])
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_hidden_notes_leave_no_marks(open_page, private_site):
    page = open_page(private_site, TEXT)
    choose(page, "hidden")
    assert visible_notes(page) == []
    assert not page.locator(MARK).is_visible()


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("choice", ["hidden", "marks", "beside"])
@pytest.mark.parametrize("width", [390, 1400])
def test_a_note_that_the_address_names_shows(open_page, private_site, choice, scripts, width):
    page = open_page(
        private_site, f"{TEXT}?notes={choice}#n2.2a", java_script_enabled=scripts, width=width
    )
    if not scripts:
        choose(page, choice)
    note = page.locator(NOTE)
    assert note.is_visible()
    assert "nobody" not in note.inner_text()
    assert "no later date is known" in note.inner_text()
    if scripts:
        top = note.bounding_box()["y"]
        assert 40 <= top <= 800
        if choice != "beside":
            paragraph = page.locator('[id="p2"]').bounding_box()
            assert paragraph["y"] + paragraph["height"] >= 100, "the words it is about are hidden"


@pytest.mark.parametrize("choice", ["hidden", "marks", "beside"])
def test_choice_is_kept_and_stands_in_the_address(open_page, private_site, choice):
    page = open_page(private_site, TEXT)
    choose(page, "beside")
    choose(page, choice)
    assert f"notes={choice}" in page.url
    for url in (f"{TEXT}?notes={choice}", TEXT):
        again = open_page(private_site, url, context=page.context)
        chosen = again.locator("[name=notes]:checked")
        assert chosen.get_attribute("value") == choice
        assert len(visible_notes(again)) == (5 if choice == "beside" else 0)


def test_back_link_follows_the_language_that_is_read(open_page, private_site):
    page = open_page(private_site, f"{TEXT}?notes=beside&view=en")
    backs = [back for back in page.locator(f"{NOTE} .back").all() if back.is_visible()]
    assert [back.get_attribute("href") for back in backs] == ["#n2.2a-en"]


# Kinds and readings


def test_kinds_can_be_left_out(open_page, private_site):
    page = open_page(private_site, f"{TEXT}?notes=beside", java_script_enabled=False)
    choose(page, "beside")
    page.locator(".options summary").click()
    kind(page, "correction").uncheck()
    kind(page, "cross-reference").uncheck()
    assert visible_notes(page) == ["n1.1a", "n1.2a", "n4.2a"]
    assert not page.locator(MARK).is_visible()
    assert page.locator('[id="n1.1a-en"]').is_visible()


def test_options_close_by_escape_and_by_a_click_elsewhere(open_page, private_site):
    page = open_page(private_site, TEXT)
    summary = page.locator(".options summary")
    summary.click()
    kind(page, "correction").focus()
    page.keyboard.press("Escape")
    assert not kind(page, "correction").is_visible()
    assert has_focus(summary)
    summary.click()
    assert kind(page, "correction").is_visible()
    page.locator("h1").click()
    assert not kind(page, "correction").is_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_emended_words_show_as_transmitted(open_page, private_site, scripts):
    page = open_page(private_site, TEXT, java_script_enabled=scripts)
    word = page.locator("a.emended").first
    assert word.inner_text() == "Wetterdienst"
    page.locator(".options summary").click()
    page.get_by_label("As transmitted").check()
    assert word.inner_text() == "Wetter dienst"
    assert page.locator("a.emended").nth(1).inner_text() == "OnlineListe"
    page.get_by_label("Reading text").check()
    assert word.inner_text() == "Wetterdienst"


def test_the_apparatus_lists_what_was_done_and_what_was_left(open_page, private_site):
    page = open_page(private_site, TEXT)
    entries = page.locator(".apparatus li").all_inner_texts()
    assert len(entries) == 6
    said = "\n".join(entries)
    for words in ("transmitted as Wetter dienst", "kept; considered zuviel", "Lacuna",
                  "Left out (A, raw line 21)"):  # fmt: skip
        assert words in said
    page.locator(".apparatus").get_by_role("link", name="Textual introduction").click()
    page.wait_for_url("**/texts/wolken-textual/index.html")


# Print, missing originals, the public edition


def test_notes_stand_in_print_and_hidden_ones_do_not(open_page, private_site):
    page = open_page(private_site, TEXT)
    page.emulate_media(media="print")
    assert len(visible_notes(page)) == 5
    row, note = page.locator("#p2-en").bounding_box(), page.locator(NOTE).bounding_box()
    assert note["y"] >= row["y"] + row["height"]
    full = note["height"]
    page.emulate_media(media="screen")
    choose(page, "beside")
    page.emulate_media(media="print")
    assert page.locator(NOTE).bounding_box()["height"] == full
    page.emulate_media(media="screen")
    choose(page, "hidden")
    page.emulate_media(media="print")
    assert visible_notes(page) == []


def test_without_the_original_marks_stand_in_the_english(open_page, missing_site):
    page = open_page(missing_site, TEXT)
    assert not any(mark.is_visible() for mark in page.locator(".side--de .noteref").all())
    page.locator(MARK).click()
    assert "The list was never complete." in box_of(page).inner_text()


def test_the_public_edition_shows_the_notes_of_a_text_it_leaves_out(open_page, public_site):
    page = open_page(public_site, TEXT)
    assert len(visible_notes(page)) == 5
    assert page.locator(".noteref").count() == 0


# The pages of notes and corrections


def test_all_notes_can_be_filtered_without_scripts(open_page, private_site):
    page = open_page(private_site, "notes/", java_script_enabled=False)
    assert len(visible_notes(page)) == 5
    kind(page, "correction").uncheck()
    assert visible_notes(page) == [
        "wolken-1.1a", "wolken-1.2a", "wolken-4.2a", "wolken-author.a"
    ]  # fmt: skip
    page.locator(".note__no").first.click()
    page.wait_for_url("**/texts/wolken/index.html#n1.1a")
    assert page.locator('[id="n1.1a"]').is_visible()


def test_corrections_lead_to_their_places_and_back(open_page, private_site):
    page = open_page(private_site, TEXT)
    page.locator("#p2 .later a").click()
    page.wait_for_url("**/corrections/index.html#correction-1")
    section = page.locator("section:has(#correction-1)")
    assert "wolken 2.2a" in section.inner_text()
    section.get_by_role("link", name="wolken:2.3").click()
    page.wait_for_url("**/texts/wolken/index.html#p2.3")
    page.go_back()
    section.get_by_role("link", name="wolken 2.2a").click()
    page.wait_for_url("**/texts/wolken/index.html#n2.2a")
    page.locator(NOTE).get_by_role("link", name="Correction 1").click()
    page.wait_for_url("**/corrections/index.html#correction-1")
    assert page.locator("a[href$='texts/zeichen/index.html#p1']").count() == 1


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("path", [f"{TEXT}?notes=beside#n2.2a", f"{TEXT}?notes=marks", *PAGES])
def test_axe_finds_nothing(open_page, private_site, path, screen):
    page = open_page(private_site, path, **SCREENS[screen])
    if path.endswith("marks"):
        page.locator(".options summary").click()
        assert violations(page) == []
        page.keyboard.press("Escape")
        page.locator(MARK).focus()
        page.keyboard.press("Enter")
        assert box_of(page).is_visible()
    for details in page.locator("details.places").all():
        details.evaluate("(e) => { e.open = true; }")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("path", ["texts/heilmann/?notes=beside", "corrections/", "notes/"])
def test_axe_finds_nothing_in_the_project(open_page, project_site, path, screen):
    assert violations(open_page(project_site, path, **SCREENS[screen])) == []


def test_marks_and_choices_can_be_hit(open_page, private_site):
    page = open_page(private_site, TEXT, width=360, height=740)
    page.locator(".options summary").click()
    for selector in (".marks label", ".options summary", ".options .switch", ".later a"):
        for control in page.locator(selector).all():
            box = control.bounding_box()
            assert min(box["width"], box["height"]) >= 24, selector

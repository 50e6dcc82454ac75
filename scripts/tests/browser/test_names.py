"""The page of names: filtered by kind without scripts, each place one link away, accessible."""

from __future__ import annotations

import pytest
from access import SCREENS, violations

PAGE = "names/"


def shown(page) -> list[str]:
    """List the names that the page shows."""
    return [name.get_attribute("id") for name in page.locator(".name:visible").all()]


def test_names_are_filtered_by_kind_without_scripts(open_page, private_site):
    page = open_page(private_site, PAGE, java_script_enabled=False)
    assert shown(page) == ["jena", "korn", "wetterdienst"]
    page.get_by_role("radio", name="Persons").check()
    assert shown(page) == ["korn"]
    headings = page.locator(".names__letter h2:visible")
    assert [one.get_attribute("id") for one in headings.all()] == ["names-k"]
    # A letter that is not shown has nothing to lead to.
    assert not page.get_by_role("navigation", name="Names from A to Z").is_visible()
    page.get_by_role("radio", name="All").check()
    assert len(shown(page)) == 3


def test_a_place_leads_to_its_sentence_and_to_its_note(open_page, private_site):
    page = open_page(private_site, f"{PAGE}#wetterdienst")
    places = page.locator("#wetterdienst")
    places.get_by_role("link", name="wolken 2.3", exact=True).click()
    page.wait_for_url("**/texts/wolken/index.html#p2.3")
    page.go_back()
    places.get_by_role("link", name="wolken, note 2.2a").click()
    page.wait_for_url("**/texts/wolken/index.html#n2.2a")
    assert page.locator('[id="n2.2a"]').is_visible()


def test_of_a_withheld_text_the_places_stand_there_and_lead_to_it(open_page, public_site):
    page = open_page(public_site, PAGE)
    page.locator("#jena").get_by_role("link", name="wolken author").click()
    page.wait_for_url("**/texts/wolken/index.html#author")


@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing(open_page, private_site, screen):
    page = open_page(private_site, PAGE, **SCREENS[screen])
    assert violations(page) == []
    page.get_by_role("radio", name="Places").check()
    assert violations(page) == []


@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing_in_the_project(open_page, project_site, screen):
    page = open_page(project_site, f"{PAGE}#foucault", **SCREENS[screen])
    assert page.locator("#foucault").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(page) == []

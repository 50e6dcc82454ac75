"""Proposing other words on a page: the form that is filled in, and what is never in it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from access import SCREENS, violations
from settling import settle

from lesart.core.proposals import parse_proposal
from lesart.site import build as site
from lesart.tasks.edition import load_sources
from lesart.tasks.take_proposal import take_proposal

WOLKEN, ZEICHEN = "texts/wolken/", "texts/zeichen/"
ISSUES = "https://code.example/editors/edition/issues/new?labels=words"
MAIL = "mailto:editors@example.org"
LINK = "#citebox .citebox__propose a"
RIGHTS = "  permission: {granted: yes, by: B, date: 2026, for: translation, evidence: E}\n"


def build(edition, folder, address, audience):
    """Build a site whose readers may propose words; the German of one text is not public."""
    root = Path(shutil.copytree(edition.root, folder / "mini"))
    settings = root / "mkdocs.yml"
    written = settings.read_text("utf-8")
    assert '[LESART_PROPOSALS, ""]' in written
    asked = written.replace('!ENV [LESART_PROPOSALS, ""]', f'"{address}"')
    settings.write_text(asked, "utf-8")
    record = root / "source_texts/wolken/text.yml"
    holder = "  holder: Wetterblatt\n"
    record.write_text(record.read_text("utf-8").replace(holder, holder + RIGHTS), "utf-8")
    own = replace(edition, root=root, audience=audience)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(site, "write_files", lambda *_: None)
        site.build(own, "mkdocs", folder / "site", strict=False)
    return folder / "site"


@pytest.fixture(scope="module")
def issue_site(edition, tmp_path_factory):
    return build(edition, tmp_path_factory.mktemp("issues"), ISSUES, "private")


@pytest.fixture(scope="module")
def mail_site(edition, tmp_path_factory):
    return build(edition, tmp_path_factory.mktemp("mail"), MAIL, "public")


def cite(page, row, place):
    """Open the dialog at a paragraph, and choose a place by its label."""
    page.locator(f"#{row} .para__no").focus()
    page.keyboard.press("c")
    choice = page.locator("[name=cite-place]")
    labels = choice.locator("option").all_inner_texts()
    (wanted,) = (label for label in labels if label.startswith(place))
    choice.select_option(label=wanted)


def form(href, field="body"):
    """Give the form that an address fills in."""
    return parse_qs(urlsplit(href).query)[field][0]


def proposed(page, words, field="body"):
    """Write words into the form that the link fills in, as a reader does."""
    written = form(page.locator(LINK).get_attribute("href"), field)
    return written.replace("Proposed:", f"Proposed: {words}").encode()


def test_a_sentence_becomes_a_proposal_that_the_edition_takes_in(
    open_page, issue_site, edition, tmp_path
):
    page = open_page(issue_site, WOLKEN)
    cite(page, "p2", "Paragraph 2, sentence 1")
    link = page.locator(LINK)
    assert link.inner_text() == "Correct this sentence"
    asked = parse_qs(urlsplit(link.get_attribute("href")).query)
    assert (asked["labels"], asked["title"]) == (["words"], ["wolken:2.1"])
    data = proposed(page, "One may try.")
    assert data.startswith(b"```text\n")
    read = parse_proposal(data, "issue")
    assert (str(read.place), read.version) == ("wolken:2.1", "1.0")
    own = Path(shutil.copytree(edition.root, tmp_path / "mini"))
    settings = replace(edition, root=own)
    taken = take_proposal(settings, data, "issue")
    assert taken.refused == () and taken.source == read.source != ""
    units = {one.ids: one for one in load_sources(settings, "wolken").units}
    assert (units["2.1"].text, units["2.1"].state) == ("One may try.", "draft")


def test_sentences_that_are_translated_as_one_are_in_the_form_together(
    open_page, issue_site, edition
):
    page = open_page(issue_site, WOLKEN)
    cite(page, "p4", "Paragraph 4, sentence 2")
    read = parse_proposal(proposed(page, "x"), "issue")
    assert str(read.place) == "wolken:4.1-4.2"
    words = {one.id: one.text for one in load_sources(edition, "wolken").segments}
    assert read.source == f"{words['4.1']} {words['4.2']}"
    assert read.translation.startswith("Certainly: whoever measures")


def test_marks_and_readings_that_do_not_show_are_no_part_of_it(open_page, issue_site, edition):
    page = open_page(issue_site, WOLKEN)
    units = {one.ids: one.text for one in load_sources(edition, "wolken").units}
    words = {one.id: one.text for one in load_sources(edition, "wolken").segments}
    for sentence in ("1.1", "1.2", "2.2", "2.3"):
        row, number = sentence.split(".")
        cite(page, f"p{row}", f"Paragraph {row}, sentence {number}")
        read = parse_proposal(proposed(page, "x"), "issue")
        assert (read.translation, read.source) == (units[sentence], words[sentence])
        page.keyboard.press("Escape")


def test_of_a_paragraph_it_says_how_and_of_the_whole_text_nothing(open_page, issue_site):
    page = open_page(issue_site, WOLKEN)
    page.locator("#p2 .para__no").focus()
    page.keyboard.press("c")
    assert page.locator(LINK).count() == 0
    said = page.locator(".citebox__propose").inner_text()
    assert said == "To correct a sentence in an issue, choose it as the place."


def test_what_the_public_may_not_see_is_not_in_the_form(open_page, mail_site, edition):
    page = open_page(mail_site, WOLKEN)
    cite(page, "p2", "Paragraph 2, sentence 2")
    href = page.locator(LINK).get_attribute("href")
    assert href.startswith(f"{MAIL}?subject=wolken%3A2.2&body=Reference")
    read = parse_proposal(proposed(page, "x"), "mail")
    assert read.source == ""
    units = {one.ids: one.text for one in load_sources(edition, "wolken").units}
    assert read.translation == units["2.2"]
    assert "Source:\r\n" in form(href)


@pytest.mark.parametrize("sign", ["word ", "𠀀 ", "ß&%# "])
def test_a_long_sentence_is_cut_and_says_so(open_page, issue_site, sign):
    page = open_page(issue_site, WOLKEN)
    longer = "([id, words]) => { document.getElementById(id).append(' ' + words); }"
    for id_ in ("p2.1", "p2.1-en"):
        page.evaluate(longer, [id_, sign * 800])
    cite(page, "p2", "Paragraph 2, sentence 1")
    href = page.locator(LINK).get_attribute("href")
    assert len(form(href)) <= 1500 and len(href) <= 6200
    read = parse_proposal(proposed(page, "x"), "issue")
    assert read.source.endswith("… (cut)") and read.translation.endswith("… (cut)")
    assert read.stands(f"One can try. {sign * 800}")


def test_without_a_script_a_link_at_the_foot_opens_the_form(open_page, mail_site):
    page = open_page(mail_site, ZEICHEN, java_script_enabled=False)
    link = page.locator("p.proposing a")
    assert link.is_visible()
    assert form(link.get_attribute("href")).startswith("Reference: zeichen:\r\nVersion: 1.0\r\n")


def test_without_the_setting_there_is_no_link(open_page, private_site):
    page = open_page(private_site, WOLKEN)
    page.locator("#p2 .para__no").focus()
    page.keyboard.press("c")
    assert page.locator("#propose, .citebox__propose").count() == 0


def test_from_disk_a_sentence_has_its_link_too(chromium, issue_site):
    context = chromium.new_context()
    page = context.new_page()
    page.goto((issue_site / WOLKEN / "index.html").as_uri())
    settle(page)
    cite(page, "p2", "Paragraph 2, sentence 1")
    assert parse_proposal(proposed(page, "x"), "issue").translation == "One can try."
    context.close()


@pytest.mark.parametrize("screen", SCREENS)
def test_the_links_are_accessible_and_fit(open_page, issue_site, screen):
    page = open_page(issue_site, WOLKEN, **SCREENS[screen])
    cite(page, "p2", "Paragraph 2, sentence 1")
    settle(page)
    assert violations(page) == []
    wide = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) <= 0
    page.locator(LINK).scroll_into_view_if_needed()
    assert page.locator(LINK).bounding_box()["height"] >= 1

"""Citing in the browser: the dialog, the clipboard, copying with reference, and no script."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date

import pytest
from access import SCREENS, violations
from citing_changes import without_authors
from pointing import middle
from settling import settle

from lesart.citing import SIDES, STYLES, templates
from lesart.store.read import read_edition_record, read_sources
from lesart.tasks.citing import Request, cite
from lesart.tasks.edition import Settings

TEXT = "texts/wolken/"
SITE = "https://edition.example/"
CLIPBOARD = ["clipboard-read", "clipboard-write"]
CANONICAL = """(href) => {
  document.querySelector("link[rel=canonical]")?.remove();
  const link = Object.assign(document.createElement("link"), { rel: "canonical", href });
  document.head.append(link);
}"""
# The page reads its templates when it opens.
TEMPLATES = """
const parse = JSON.parse;
JSON.parse = (words) => {
  const data = parse(words);
  return data?.made ? { ...data, made: %s } : data;
};"""
SELECT = """([start, from, end, to]) => {
  const at = (id, offset) => {
    const walker = document.createTreeWalker(document.getElementById(id), NodeFilter.SHOW_TEXT);
    for (let left = offset; walker.nextNode(); left -= walker.currentNode.length) {
      if (left <= walker.currentNode.length) return [walker.currentNode, left];
    }
  };
  getSelection().setBaseAndExtent(...at(start, from), ...at(end, to));
}"""


def cited(edition: Settings, place: str, style: str, side: str) -> tuple[str, str]:
    """Cite as the command line does."""
    (name,) = (one for one in STYLES if one == style)
    (asked,) = (one for one in SIDES if one == side)
    made = cite(edition, place, Request(name, asked, "text", date.today(), SITE))
    return made.cited, made.entry


def shown(page) -> tuple[str, str]:
    """Read both citations of the dialog."""
    return page.locator("#cite-cited").inner_text(), page.locator("#cite-entry").inner_text()


def clipboard(page) -> str:
    """Read what was copied."""
    return page.evaluate("() => navigator.clipboard.readText()").replace("\r\n", "\n")


def with_address(page, path=TEXT):
    """Give the page the address that a published one has."""
    page.evaluate(CANONICAL, SITE + path)
    return page


def test_dialog_by_keyboard_alone(open_page, private_site, edition):
    page = with_address(open_page(private_site, TEXT, permissions=CLIPBOARD))
    page.locator("#p2 .para__no").focus()
    page.keyboard.press("c")
    assert page.locator("dialog[open]").get_attribute("aria-labelledby") == "cite-title"
    focused = "() => document.activeElement.name || document.activeElement.dataset.copy"
    assert page.evaluate(focused) == "cite-place"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    assert page.evaluate(focused) == "cite-style"
    page.keyboard.type("MLA")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    assert page.evaluate(focused) == "cited"
    assert shown(page) == cited(edition, "wolken:2.1", "mla", "de")
    page.keyboard.press("Enter")
    page.locator("#cite-said").get_by_text("Copied.").wait_for()
    assert clipboard(page) == "(Korn, par. 2, sentence 1 [Ada Korn])"
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0
    assert page.evaluate("() => document.activeElement.matches('#p2 .para__no')")


def test_page_and_command_line_cite_alike(open_page, private_site, edition):
    page = with_address(open_page(private_site, TEXT))
    page.locator("#p2").hover()
    page.locator("#p2 .citebtn--row").click()
    for place, number in (("wolken:2", 0), ("wolken:2.2", 2), ("wolken", 4)):
        page.locator("[name=cite-place]").select_option(index=number)
        for style in STYLES:
            page.locator("[name=cite-style]").select_option(style)
            for side in SIDES:
                page.locator(f"[name=cite-side][value={side}]").check()
                assert shown(page) == cited(edition, place, style, side)


def test_text_without_authors_is_cited_alike(open_page, private_site, edition, tmp_path):
    root = shutil.copytree(edition.root, tmp_path / "unsigned")
    unsigned = replace(edition, root=root)
    without_authors(unsigned)
    record = read_sources(root, "wolken", ()).record
    made = templates(read_edition_record(root), [record])["wolken"]
    filled = {
        style: {kind: [one.cited, one.entry] for kind, one in kinds.items()}
        for style, kinds in made.items()
    }
    page = open_page(private_site, TEXT)
    page.add_init_script(TEMPLATES % json.dumps(filled))
    page.reload()
    with_address(page).locator("#p2").hover()
    page.locator("#p2 .citebtn--row").click()
    for place, number in (("wolken:2", 0), ("wolken", 4)):
        page.locator("[name=cite-place]").select_option(index=number)
        for style in STYLES:
            page.locator("[name=cite-style]").select_option(style)
            page.locator("[name=cite-side][value=en]").check()
            assert shown(page) == cited(unsigned, place, style, "en")


@pytest.mark.parametrize("format_", ["bibtex", "biblatex", "ris", "csl-json"])
@pytest.mark.parametrize("site", [SITE, ""])
def test_records_for_reference_managers(open_page, private_site, edition, format_, site):
    page = open_page(private_site, TEXT, permissions=CLIPBOARD)
    if site:
        with_address(page)
    page.locator("#p1 .citebtn--row").focus()
    page.keyboard.press("Enter")
    for place, number in (("wolken:1", 0), ("wolken", 3)):
        page.locator("[name=cite-place]").select_option(index=number)
        page.locator(f"[data-copy={format_}]").click()
        page.locator("#cite-said").get_by_text("Copied.").wait_for()
        expected = cite(edition, place, Request("apa", "both", format_, date.today(), site)).entry
        copied = clipboard(page)
        if format_ == "csl-json":
            assert json.loads(copied) == json.loads(expected)
        else:
            assert copied.strip() == expected.replace("\r\n", "\n").strip()


def test_other_forms_of_a_citation(open_page, private_site):
    page = with_address(open_page(private_site, TEXT, permissions=CLIPBOARD))
    page.locator("#p1 .citebtn--row").focus()
    page.keyboard.press("Enter")
    for name, words in (
        ("link", "https://edition.example/texts/wolken/#p1"),
        ("markdown", "in *Tiny Edition*, ed. the Testers"),
        ("html", "in <i>Tiny Edition</i>, ed. the Testers"),
    ):
        page.locator(f"[data-copy={name}]").click()
        page.locator("#cite-said").get_by_text("Copied.").wait_for()
        assert words in clipboard(page)
    page.locator("[data-copy=entry]").click()
    page.wait_for_function(
        "async () => (await navigator.clipboard.read())[0].types.includes('text/html')"
    )


def test_without_a_public_address_this_is_said(open_page, private_site):
    page = open_page(private_site, TEXT)
    page.locator("#p1 .citebtn--row").focus()
    page.keyboard.press("Enter")
    assert "no public address" in page.locator("#cite-hint").inner_text()
    assert page.locator("[data-copy=link]").is_disabled()
    assert "http" not in "".join(shown(page))


def test_sentence_that_was_picked_is_offered_first(open_page, private_site):
    page = open_page(private_site, TEXT)
    page.mouse.click(*middle(page, "p2.2-de"))
    page.locator("#p2 .citebtn--row").click()
    assert "sentence 2" in page.locator("#cite-cited").inner_text()
    assert (
        page.locator("[name=cite-place] option").all_inner_texts()[0].startswith("Paragraph 2, s")
    )


def test_selection_gives_the_range(open_page, private_site, edition):
    page = with_address(open_page(private_site, TEXT))
    page.evaluate(SELECT, ["p2.1-de", 3, "p2.2-de", 9])
    page.keyboard.press("c")
    assert shown(page) == cited(edition, "wolken:2.1-2.2", "chicago-note", "both")


def test_note_is_cited(open_page, private_site):
    page = with_address(open_page(private_site, TEXT))
    note = page.locator(".note[id^=n]").first
    id_ = note.get_attribute("id")
    page.evaluate("(id) => { location.hash = id; }", id_)
    note.locator(".citebtn").click()
    assert (
        page.locator("#cite-cited")
        .inner_text()
        .startswith(
            "Testers, notes to “Vom Wiegen der Wolken” [On weighing clouds], by Ada Korn, in Tiny "
            f"Edition, version 1.0 (2026), note {id_[1:]}, accessed"
        )
    )
    assert page.locator("#cite-cited").inner_text().endswith(f"texts/wolken/#{id_}.")


def test_choices_are_kept(open_page, private_site):
    page = open_page(private_site, TEXT)
    page.locator("#p1 .citebtn--row").focus()
    page.keyboard.press("Enter")
    page.locator("[name=cite-style]").select_option("de")
    page.locator("[name=cite-side][value=en]").check()
    page = open_page(private_site, "texts/zeichen/", context=page.context)
    page.locator("#p1 .citebtn--row").focus()
    page.keyboard.press("Enter")
    assert shown(page)[0] == "(Testers 2026, Abs. 1)"
    assert "Signs & Numbers" in shown(page)[1]


# Copying with reference


def test_copied_words_carry_their_reference(open_page, private_site, edition):
    page = with_address(open_page(private_site, TEXT, permissions=CLIPBOARD))
    page.evaluate(SELECT, ["p1.1-de", 0, "p2.1-de", 6])
    page.keyboard.press("Control+c")
    reference, _ = cited(edition, "wolken:1.1-2.1", "chicago-note", "de")
    first, second, last = clipboard(page).split("\n\n")
    assert first.endswith("Oder täuscht die Waage?")
    assert "1" not in first
    assert (second, last) == ("Ada Korn Man ka", reference)
    kinds = page.evaluate("""async () => {
      const [item] = await navigator.clipboard.read();
      return (await item.getType("text/html")).text();
    }""")
    assert "<blockquote" in kinds
    assert "<i>Tiny Edition</i>" in kinds


def test_copied_words_are_those_that_show(open_page, private_site):
    page = open_page(private_site, TEXT, permissions=CLIPBOARD)
    page.evaluate(SELECT, ["p2.2-de", 0, "p2.3-de", 4])
    page.keyboard.press("Control+c")
    words, _ = clipboard(page).split("\n\n")
    assert words.startswith("Der Wetterdienst hat am 4.")
    assert "Wetter dienst" not in words


def test_copied_english_is_english_alone(open_page, private_site, edition):
    page = with_address(open_page(private_site, TEXT, permissions=CLIPBOARD))
    page.evaluate(SELECT, ["p1.1-en", 0, "p1.2-en", 2])
    page.keyboard.press("Control+c")
    words, reference = clipboard(page).split("\n\n")
    assert "Wolken" not in words
    assert reference == cited(edition, "wolken:1.1-1.2", "chicago-note", "en")[0]


def test_copying_with_reference_can_be_switched_off(open_page, private_site):
    page = open_page(private_site, TEXT, permissions=CLIPBOARD)
    page.locator("#p1 .citebtn--row").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Text copied from the page").uncheck()
    page.keyboard.press("Escape")
    page.evaluate(SELECT, ["p1.1-de", 0, "p1.1-de", 4])
    page.keyboard.press("Control+c")
    assert clipboard(page) == "Kann"
    page = open_page(private_site, TEXT, context=page.context)
    page.evaluate(SELECT, ["p1.1-de", 0, "p1.1-de", 4])
    page.keyboard.press("Control+c")
    assert clipboard(page) == "Kann"


def test_other_words_are_copied_as_ever(open_page, private_site):
    page = open_page(private_site, TEXT, permissions=CLIPBOARD)
    page.evaluate(SELECT, ["about-this-text", 0, "about-this-text", 5])
    page.keyboard.press("Control+c")
    assert clipboard(page) == "About"


# Everywhere


def test_without_a_script_the_text_is_cited(open_page, private_site):
    page = open_page(private_site, TEXT, java_script_enabled=False)
    section = page.locator(".citing")
    for style in STYLES.values():
        assert section.get_by_text(style.name, exact=True).is_visible()
    assert "KORN, Ada" in section.inner_text()
    assert page.locator(".citebtn").count() == 0
    links = page.locator(".downloads a").evaluate_all("(all) => all.map((a) => a.href)")
    for suffix in ("bib", "ris", "json"):
        (link,) = [href for href in links if href.endswith(f"cite/wolken.{suffix}")]
        assert page.request.get(link).ok


def test_public_text_can_be_cited_though_it_is_held_back(open_page, public_site):
    page = open_page(public_site, TEXT)
    page.locator("#p2").hover()
    page.locator("#p2 .citebtn--row").click()
    assert "para. 2 [Ada Korn]" in page.locator("#cite-cited").inner_text()


def test_same_with_zensical(open_page, zensical_site, edition):
    page = with_address(open_page(zensical_site, TEXT))
    page.locator("#p2").hover()
    page.locator("#p2 .citebtn--row").click()
    assert shown(page) == cited(edition, "wolken:2", "chicago-note", "both")


def test_by_touch_on_a_phone(open_page, private_site):
    page = open_page(private_site, TEXT, has_touch=True, is_mobile=True, width=360, height=740)
    page.locator("#p2 .citebtn--row").tap()
    box = page.locator("#citebox").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    assert page.locator("#citebox").evaluate("(box) => box.scrollWidth <= box.clientWidth")


@pytest.mark.parametrize("screen", SCREENS)
def test_dialog_is_accessible(open_page, private_site, screen):
    page = open_page(private_site, TEXT, **SCREENS[screen])
    page.locator("#p2 .citebtn--row").focus()
    assert violations(page) == []
    page.keyboard.press("Enter")
    page.locator("#citebox").wait_for()
    settle(page)
    assert violations(page) == []


@pytest.mark.parametrize("screen", SCREENS)
def test_bibliography_is_accessible(open_page, private_site, screen):
    page = open_page(private_site, "bibliography/", **SCREENS[screen])
    assert page.locator(".works #korn2018").is_visible()
    assert violations(page) == []

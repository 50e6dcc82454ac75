"""A built site opened from a folder, without a server and without a network."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from lxml import html

from lesart.tasks.edition import Settings

SCREENS = {"desk": {"width": 1280, "height": 800}, "phone": {"width": 360, "height": 740}}
ADDRESS = "https://example.org/edition/"
SITES = ["private_site", "zensical_site", "published_site"]
MKDOCS = [name for name in SITES if name != "zensical_site"]


@pytest.fixture(scope="session")
def published_site(edition, sites, tmp_path_factory):
    """Build the private copy for an address, by MkDocs."""
    root = Path(shutil.copytree(edition.root, tmp_path_factory.mktemp("published") / "mini"))
    settings = (root / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text(re.sub("(?m)^site_url:.*", f"site_url: {ADDRESS}", settings))
    return sites(Settings(root, edition.originals, "private"), strict=False)


@pytest.fixture
def open_file(chromium, request):
    """Open pages from disk, offline; at the end, nothing may have failed or been complained of."""
    contexts = []
    faults = []
    # What is published preloads a font, which a browser refuses from disk, and says so.
    published = request.node.callspec.params.get("name") == "published_site"

    def complain(words):
        if not (published and ".woff2" in words):
            faults.append(words)

    def visit(folder, path="index.html", screen="desk", **options):
        context = chromium.new_context(viewport=SCREENS[screen], **options)
        contexts.append(context)
        context.set_offline(True)
        page = context.new_page()
        page.set_default_timeout(5000)
        page.on("pageerror", lambda error: complain(f"script: {error}"))
        page.on(
            "console",
            lambda said: said.type == "error" and complain(f"{said.text} {said.location['url']}"),
        )
        # A page that is left while it still loads has failed in nothing.
        page.on(
            "requestfailed",
            lambda asked: (
                asked.failure == "net::ERR_ABORTED" or complain(f"{asked.failure}: {asked.url}")
            ),
        )
        page.goto(folder.as_uri() + f"/{path}", wait_until="load")
        page.wait_for_timeout(100)
        return page

    yield visit
    for context in contexts:
        context.close()
    assert faults == []


def pages_from(folder, start="index.html"):
    """Give the pages that links lead to from the home page, and the addresses that lead nowhere."""
    pages, broken, waiting = {}, [], [start]
    while waiting:
        path = waiting.pop()
        if path in pages:
            continue
        root = html.fromstring((folder / path).read_bytes())
        pages[path] = set(root.xpath("//@id"))
        for address in root.xpath("//a/@href | //link/@href | //script/@src | //img/@src"):
            link, _ = urldefrag(address)
            if urlsplit(address).scheme or not link:
                continue
            there = (folder / path).parent / unquote(urlsplit(link).path)
            if not there.is_file():
                broken.append((path, address))
            elif there.suffix == ".html":
                waiting.append(there.resolve().relative_to(folder.resolve()).as_posix())
    return pages, broken


@pytest.mark.parametrize("name", ["private_site", "zensical_site", "public_site", "project_site"])
def test_every_link_leads_to_a_file_without_a_script(request, name):
    folder = request.getfixturevalue(name)
    pages, broken = pages_from(folder)
    if name != "project_site":
        # The guide of the project links to pages that the tiny edition has not.
        broken = [one for one in broken if not one[0].startswith("guide/")]
    assert broken == []
    built = {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")}
    assert built - set(pages) <= {"404.html", *(path for path in built if "guide/" in path)}
    assert len(pages) > 8


@pytest.mark.parametrize(
    ("name", "screen"),
    [*((name, "desk") for name in SITES), ("private_site", "phone"), ("zensical_site", "phone")],
)
def test_every_page_opens_without_complaint(request, open_file, name, screen):
    folder = request.getfixturevalue(name)
    page = open_file(folder, screen=screen)
    for path in sorted(folder.rglob("*.html")):
        if path.name != "404.html":
            page.goto(path.as_uri())
            page.wait_for_timeout(20)
            left = page.eval_on_selector_all(
                "a[href], link[rel=prev], link[rel=next]",
                "links => links.map(link => link.href).filter(url => /^file:.*\\/$/.test(url))",
            )
            assert left == [], path


def ask(page, words, screen):
    """Type into the search of either theme."""
    if screen == "phone" and page.locator(".md-header__button[for=__search]").is_visible():
        page.locator(".md-header__button[for=__search]").click()
    elif page.locator(".md-search__button").count():
        page.locator(".md-search__button").first.click()
    box = page.locator("input[name=query], [role=combobox]").first
    box.click()
    box.press_sequentially(words)


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("name", SITES)
def test_a_hit_of_the_search_opens_at_the_sentence(request, open_file, name, screen):
    page = open_file(request.getfixturevalue(name), "glossary/index.html", screen)
    ask(page, "Teller", screen)
    page.get_by_text("Sentence 1.7").first.click()
    page.wait_for_url("**/texts/worte/index.html?h=*#p1.7")
    page.locator("#p1\\.7.marked").wait_for()


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("name", MKDOCS)
def test_the_search_knows_the_other_forms_of_a_word(request, open_file, name, screen):
    page = open_file(request.getfixturevalue(name), screen=screen)
    ask(page, "Hauses", screen)
    page.locator('.md-search-result__link[href$="worte/index.html?h=hauses#p1.5"]').wait_for()


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("name", SITES)
def test_terms_and_hits_of_the_concordance_lead_on(request, open_file, name, screen):
    page = open_file(request.getfixturevalue(name), "concordance/index.html?word=Teller", screen)
    page.locator(".kwic .pair a.ref").first.click()
    page.wait_for_url("**/texts/worte/index.html#p1.7")
    page.locator("#p1\\.7.marked").wait_for()
    page.goto(page.url.replace("worte/index.html#p1.7", "wolken/index.html"))
    term = page.locator("a.term:visible").first
    anchor = urldefrag(term.get_attribute("href"))[1]
    term.evaluate("link => link.click()")
    page.wait_for_url(f"**/glossary/index.html#{anchor}")


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("name", SITES)
def test_a_place_opens_and_the_keys_turn_the_pages(request, open_file, name, screen):
    page = open_file(request.getfixturevalue(name), "texts/lang/index.html#p6.2", screen)
    page.locator("#p6\\.2.marked").wait_for()
    assert page.evaluate("scrollY") > 300
    ahead = page.locator("link[rel=next]").get_attribute("href")
    page.keyboard.press("n")
    page.wait_for_url(lambda url: "/lang/" not in url)
    assert page.url.endswith("/index.html")
    assert ahead
    page.keyboard.press("p")
    page.wait_for_url("**/texts/lang/index.html")
    page.keyboard.press("v")
    page.wait_for_url("**/texts/lang/index.html?view=stacked")


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("name", SITES)
def test_no_citation_names_a_file(request, open_file, name, screen):
    page = open_file(request.getfixturevalue(name), "texts/lang/index.html", screen)
    page.locator(".bitext > #p2 .citebtn").dispatch_event("click")
    said = page.locator("#citebox").inner_text()
    assert "file:" not in said
    assert "index.html" not in said
    assert (f"{ADDRESS}texts/lang/" in said) == (name == "published_site")
    assert ("no public address" in said) == (name != "published_site")


@pytest.mark.parametrize("name", ["private_site", "zensical_site"])
def test_the_name_of_the_folder_does_not_matter(request, open_file, tmp_path, name):
    built = request.getfixturevalue(name)
    folder = shutil.copytree(built, tmp_path / "Über #1, 100%20 'neu'?")
    page = open_file(folder, "glossary/index.html")
    ask(page, "Teller", "desk")
    page.get_by_text("Sentence 1.7").first.click()
    page.locator("#p1\\.7.marked").wait_for()


def test_both_addresses_of_a_page_are_cited_as_one(private_site, chromium):
    host = "https://edition.example.org"
    context = chromium.new_context()

    def answer(route):
        path = private_site / unquote(urlsplit(route.request.url).path).lstrip("/")
        route.fulfill(path=path / "index.html" if path.is_dir() else path)

    context.route(f"{host}/**", answer)
    cited = []
    for path in ("texts/lang/", "texts/lang/index.html"):
        page = context.new_page()
        page.goto(f"{host}/{path}#p2")
        page.locator("#p2.marked").wait_for()
        page.locator(".bitext > #p2 .citebtn").dispatch_event("click")
        cited.append(page.locator("#cite-cited").inner_text())
    context.close()
    assert f"{host}/texts/lang/#p2" in cited[0]
    assert cited[0] == cited[1]

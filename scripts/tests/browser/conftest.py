"""Sites built from the tiny edition and from the project, served to a real browser."""

from __future__ import annotations

import functools
import http.server
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from settling import settle
from sites import Sites, in_face

from lesart.tasks import begin as tasks_begin
from lesart.tasks.edition import Settings
from lesart.tasks.review import review_units

PROJECT = Path(__file__).parents[3]
DATA = Path(__file__).parents[1] / "data"
FLAGS = "--no-sandbox --disable-background-networking --disable-component-update --disable-sync"
# The one without a window of its own shows pages as the other does, in half the time.
BROWSERS = {"chromium-headless-shell": "", "chromium": " --headless=new --disable-gpu"}
GERMAN = (
    "Der Satz trägt die Nummer {0}.{1} und ist lang genug, um über eine Zeile zu laufen und auch "
    "noch in die zweite hinein, damit es auf der Seite etwas zu rollen gibt."
)
ENGLISH = "This sentence bears the number {0}.{1}; it is shorter than the German one, but not much."
WORDS_DE = """\
Die Überwachung ist überall.
Ohne Überwachung schläft der Bürger ruhig.
Man will die Stadt überwachen.
Alle Bürger zahlen.
Die Dächer der Häuser sind rot.
Das Haus steht an der Straße.
Ein Burger liegt auf dem Teller.
Das Bundesverfassungsgericht urteilt.
Er überwacht die Straßen des Staates.
Eine Bürgerin fragt das Gericht.
"""
WORDS_EN = """\
Surveillance is everywhere.
Without surveillance the citizen sleeps soundly.
They want to watch over the town.
All citizens pay.
The roofs of the houses are red.
The house stands on the road.
A burger lies on the plate.
The Federal Constitutional Court rules.
He watches the roads of the state.
A citizen asks the court about “<b>&amp;</b>”.
"""

Open = Callable[..., Any]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of this folder; skip them, with the reason, where there is no browser."""
    needed = "chromium-headless-shell"
    reason = pytest.mark.skip(reason=f"no chromium on the PATH (Debian: apt install {needed})")
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")
            if not any(map(shutil.which, BROWSERS)):
                item.add_marker(reason)


def _add_long_text(root: Path) -> None:
    """Add a text that is long enough to scroll; its paragraph 6 has a unit of two sentences."""
    folder = root / "source_texts/lang"
    folder.mkdir()
    numbers = [(p, s) for p in range(1, 13) for s in range(1, 7)]
    german = ["title\tEin langer Text", "lead.1\tEin Vorspann.", "lead.2\tMit zwei Sätzen."]
    english = ["title\tA Long Text", "lead.1\tA standfirst.", "lead.2\tOf two sentences."]
    for p, s in numbers:
        german.append(f"{p}.{s}\t{GERMAN.format(p, s)}")
        if (p, s) == (6, 2):
            english.append(f"6.2-6.3\t{ENGLISH.format(p, s)}")
        elif (p, s) != (6, 3):
            english.append(f"{p}.{s}\t{ENGLISH.format(p, s)}")
    german.append("author\tWer ihn schrieb, ist gleichgültig.")
    english.append("author\tIt does not matter who wrote it.")
    (folder / "de.tsv").write_text("\n".join(german) + "\n", "utf-8")
    (folder / "en.tsv").write_text("\n".join(english) + "\n", "utf-8")
    record = (root / "source_texts/zeichen/text.yml").read_text("utf-8")
    record = record.replace("id: zeichen", "id: lang")
    record = record.replace("Zeichen & Zahlen", "Ein langer Text")
    record = record.replace("Signs & Numbers", "A Long Text")
    record = record.replace("Signs & numbers", "A long text")
    (folder / "text.yml").write_text(record, "utf-8")
    page = root / "docs/texts/lang.md"
    head = "---\ntitle: A Long Text\ndescription: Long.\nhide: [navigation, toc]\n---\n"
    page.write_text(f"{head}\n/// bitext | lang\n///\n", "utf-8")
    edition = root / "source_texts/edition.yml"
    edition.write_text(edition.read_text("utf-8").replace("[zeichen", "[lang, zeichen"), "utf-8")
    tasks_begin.make_ledger(Settings(root), "lang", False)
    review_units(Settings(root), "lang", [], "reviewed")


def _add_words(root: Path) -> None:
    """Add a text for the concordance: ten sentences, numbered from 1.1."""
    folder = root / "source_texts/worte"
    folder.mkdir()
    for lang, sentences in (("de", WORDS_DE), ("en", WORDS_EN)):
        rows = [f"1.{n}\t{words}\n" for n, words in enumerate(sentences.splitlines(), 1)]
        (folder / f"{lang}.tsv").write_text("".join(rows), "utf-8")
    record = (root / "source_texts/zeichen/text.yml").read_text("utf-8")
    (folder / "text.yml").write_text(record.replace("id: zeichen", "id: worte"), "utf-8")
    page = root / "docs/texts/worte.md"
    head = "---\ntitle: Words\ndescription: Words.\nhide: [navigation, toc]\n---\n"
    page.write_text(f"{head}\n/// bitext | worte\n///\n", "utf-8")
    edition = root / "source_texts/edition.yml"
    edition.write_text(edition.read_text("utf-8").replace("wolken]", "wolken, worte]"), "utf-8")
    tasks_begin.make_ledger(Settings(root), "worte", False)
    review_units(Settings(root), "worte", [], "reviewed")


@pytest.fixture(scope="session")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Give the tiny edition with one long text, in the look of the project."""
    root = Path(shutil.copytree(DATA / "mini", tmp_path_factory.mktemp("edition") / "mini"))
    shutil.copytree(PROJECT / "docs/guide", root / "docs/guide", dirs_exist_ok=True)
    settings = (PROJECT / "mkdocs.yml").read_text("utf-8")
    without_nav = re.sub(r"^nav:\n(?: .*\n)+", "", settings, flags=re.MULTILINE)
    (root / "mkdocs.yml").write_text(in_face(without_nav), "utf-8")
    _add_long_text(root)
    _add_words(root)
    return Settings(root, (DATA / "mini-originals",), "private")


@pytest.fixture(scope="session")
def private_site(edition: Settings, sites: Sites) -> Path:
    """Build the private copy, with the original, by MkDocs."""
    return sites(edition, strict=False)


@pytest.fixture(scope="session")
def zensical_site(edition: Settings, sites: Sites) -> Path:
    """Build the private copy, with the original, by Zensical."""
    return sites(edition, "zensical", strict=False)


@pytest.fixture(scope="session")
def missing_site(edition: Settings, sites: Sites) -> Path:
    """Build the private copy without the original."""
    return sites(Settings(edition.root, (), "private"), strict=False)


@pytest.fixture(scope="session")
def public_site(edition: Settings, sites: Sites) -> Path:
    """Build the public copy."""
    return sites(Settings(edition.root, edition.originals, "public"), strict=False)


@pytest.fixture(scope="session")
def draft_site(edition: Settings, sites: Sites, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the private copy with drafts in it that nobody has reviewed."""
    root = Path(shutil.copytree(edition.root, tmp_path_factory.mktemp("drafts") / "mini"))
    settings = Settings(root, edition.originals, "private")
    review_units(settings, "zeichen", ["title", "1"], "draft")
    return sites(settings, strict=False)


@pytest.fixture(scope="session")
def project_site(sites: Sites) -> Path:
    """Build the project's own site for reading without the originals."""
    return sites(Settings(PROJECT, (), "private"), strict=False)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Serve folders on this machine; gives the address of each."""
    servers: dict[Path, http.server.ThreadingHTTPServer] = {}

    def address(folder: Path) -> str:
        if folder not in servers:
            handler = functools.partial(_Quiet, directory=str(folder))
            servers[folder] = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
            threading.Thread(target=servers[folder].serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{servers[folder].server_port}/"

    yield address
    for server in servers.values():
        server.shutdown()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Start Debian's Chromium."""
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as running:
        name = next(filter(shutil.which, BROWSERS))
        flags = f"{FLAGS}{BROWSERS[name]}".split()
        browser = running.chromium.launch(executable_path=shutil.which(name), args=flags)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Any, serve: Callable[[Path], str]) -> Iterator[Open]:
    """
    Open pages in a fresh profile; at the end, no script may have failed, no stranger been asked.

    Give `context=page.context` to open a second page in the profile of the first.
    """
    contexts: list[Any] = []
    faults: list[str] = []

    def visit(folder: Path, path: str = "", context: Any = None, **options: Any) -> Any:
        base = serve(folder)
        if context is None:
            size = {"width": options.pop("width", 1280), "height": options.pop("height", 800)}
            context = chromium.new_context(viewport=size, **options)
            contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(5000)
        page.on("pageerror", lambda error: faults.append(f"script: {error}"))
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith((base, "data:", "blob:"))
                else faults.append(f"request: {request.url}")
            ),
        )
        page.goto(base + path, wait_until="load")
        if options.get("java_script_enabled", True):
            settle(page)
        return page

    yield visit
    for context in contexts:
        context.close()
    assert faults == []

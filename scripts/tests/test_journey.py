"""
An edition of one's own, from the wheel alone: begun, filled, reviewed, released and published.

The environment is fresh: it holds the wheel, and what it needs is found where the tests have it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest
from engine_server import engine_server, english
from epub_validity import epubcheck
from pdf_reading import read, verdicts

PROJECT = Path(__file__).parents[2]
POEM = """Der Wald

Es steht ein Wald am Rand der Stadt,
    der keine Tür und Wände hat,
und wer hineingeht, findet bald
den Weg hinaus: Das ist der Wald.

Die Bäume reden nicht mit mir.
    Sie waren lange vor uns hier.
"""
POEM_EN = """The Wood

There stands a wood beyond the town
    that has no wall to be torn down,
and whoever enters soon has found
the way back out: it is all around.

The trees have nothing to say to me.
    They were here before there was one to see.
"""
TALK = [
    "Ein Gespräch über Wege",
    "Frau Lang, warum gehen Sie zu Fuß?",
    "Weil ich dann sehe, was am Weg steht. Wer fährt, sieht nur das Ziel.",
    "Und wenn es regnet?",
    "Dann werde ich nass. Das ist der ganze Unterschied.",
]
TALK_EN = [
    "A Conversation about Ways",
    "Ms Lang, why do you go on foot?",
    "Because then I see what stands along the way. Those who drive see only where they are going.",
    "And when it rains?",
    "Then I get wet. That is the whole difference.",
]
ESSAY = """<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">
<head><title>Vom Gehen</title></head><body><h1>Vom Gehen</h1>
<p>Wer geht, der denkt anders.<a epub:type="noteref" href="#fn1">1</a> Das ist bekannt.</p>
<p>Der Weg ist nicht kurz, und er wird auch nicht kürzer, wenn man ihn schneller geht.</p>
<aside epub:type="footnote" id="fn1"><p>So steht es schon in alten Büchern.</p></aside>
</body></html>"""
NOTE = """## 1.1a „Wald“ = ‘wood’
kind: fact
source: general knowledge – there is one

The wood is that of the town in which the poem was written, and it has been smaller ever since.
Whoever goes there today finds a road, a car park and a sign that names the trees, which are the
same as those that the poem speaks of, if one may believe the sign.
"""
OURS = (b"China", b"Siemons", b"siemons", b"Heilmann", b"heilmann", b"Sozialkredit")


def run(command: Path, where: Path, *words: str, code: int = 0) -> subprocess.CompletedProcess[str]:
    """Run a command as a person does; no variable of the tests reaches it."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    done = subprocess.run(
        [command, *words], cwd=where, env=kept, capture_output=True, text=True, check=False
    )
    assert done.returncode == code, (words, done.stdout, done.stderr)
    return done


@pytest.fixture(scope="module")
def lesart(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel and install it into a fresh environment; give the command."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    source.mkdir()
    for name in ("setup.py", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(PROJECT / name, source)
    apart = shutil.ignore_patterns("tests", "node_modules", "__pycache__", "*.egg-info")
    shutil.copytree(PROJECT / "scripts", source / "scripts", ignore=apart)
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    built = ["wheel", "--no-deps", "--no-build-isolation", "--no-index", "-w", str(folder)]
    subprocess.run([*pip, *built, str(source)], check=True)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / "env"], check=True)
    here = sysconfig.get_path("purelib", vars={"base": str(folder / "env")})
    wheel = next(folder.glob("lesart-*.whl"))
    into = ["install", "--no-deps", "--no-index", "--target", here, str(wheel)]
    subprocess.run([*pip, *into], check=True)
    Path(here, "others.pth").write_text(f"{sysconfig.get_path('purelib')}\n", "utf-8")
    python = folder / "env/bin/python"
    lies = run(python, folder, "-c", "import lesart; print(lesart.__file__)").stdout
    assert lies.startswith(str(folder / "env"))
    command = folder / "env/bin/lesart"
    command.write_text(f"#!{python}\nfrom lesart.cli import main\nmain()\n", "utf-8")
    command.chmod(0o755)
    return command


def write_docx(path: Path, paragraphs: list[str]) -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_heading(paragraphs[0], 0)
    for words in paragraphs[1:]:
        document.add_paragraph(words)
    document.save(str(path))


def write_epub(path: Path, page: str) -> None:
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">'
        '<rootfiles><rootfile full-path="p.opf" media-type="application/oebps-package+xml"/>'
        "</rootfiles></container>"
    )
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="i">x'
        "</dc:identifier><dc:title>Vom Gehen</dc:title><dc:language>de</dc:language></metadata>"
        '<manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="a"/></spine></package>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("META-INF/container.xml", container)
        archive.writestr("p.opf", package)
        archive.writestr("a.xhtml", page)


@pytest.fixture(scope="module")
def edition(lesart: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Go the way of an editor, up to a version that is released and checked."""
    desk = tmp_path_factory.mktemp("desk")
    (desk / "wald.txt").write_text(POEM, "utf-8")
    (desk / "wood.txt").write_text(POEM_EN, "utf-8")
    write_docx(desk / "wege.docx", TALK)
    write_docx(desk / "ways.docx", TALK_EN)
    write_epub(desk / "gehen.epub", ESSAY)
    run(lesart, desk, "init", "mine", "--title", "On Walking", "--title-de", "Vom Gehen",
        "--editor", "Ada Editor", "--licence", "CC BY 4.0")  # fmt: skip
    mine = desk / "mine"
    both = ("--source", "../wald.txt", "--translation", "../wood.txt")
    run(lesart, mine, "add", "wald", *both)
    run(lesart, mine, "add", "wege", "--source", "../wege.docx", "--translation", "../ways.docx")
    run(lesart, mine, "add", "gehen", "--source", "../gehen.epub")
    for name in ("wald", "wege", "gehen"):
        record = mine / f"source_texts/{name}/text.yml"
        written = record.read_text("utf-8")
        assert "vocab/CNE/1.0/" in written
        stated = written.replace("http://rightsstatements.org/vocab/CNE/1.0/", "public domain")
        record.write_text(stated, "utf-8")
    with engine_server() as server:
        run(lesart, mine, "draft", "gehen", "--engine", "libre", "--server", server.address)
    drafted = (mine / "source_texts/gehen/en.tsv").read_text("utf-8")
    assert english("Das ist bekannt.") in drafted
    unread = run(lesart, mine, "check", "--strict", code=1).stderr
    assert "gehen:1.2: warning[T108]: a translation unit is a draft" in unread
    left_out = run(lesart, mine, "build", "--audience", "public", "--site-dir", "../early").stdout
    assert "gehen: left out, because its translation holds drafts" in left_out
    assert b"Das ist bekannt" not in (desk / "early/texts/gehen/index.html").read_bytes()
    ledger = (mine / "source_texts/gehen/segments.tsv").read_text("utf-8").splitlines()[1:]
    ids = [line.split("\t")[0] for line in ledger]
    words = {"title": "On Walking", "1.1": "Those who walk think otherwise."}
    units = "".join(
        f"{id_}\t{words.get(id_, f'The way of sentence {at}.')}\n" for at, id_ in enumerate(ids, 1)
    )
    (mine / "source_texts/gehen/en.tsv").write_text(units, "utf-8")
    (mine / "source_texts/wald/notes.md").write_text(NOTE, "utf-8")
    run(lesart, mine, "new", "term", "Weg")
    entry = mine / "glossary/weg.md"
    written = entry.read_text("utf-8").replace("GENDER., -GENITIVE, -PLURAL", "m., -(e)s, -e")
    said = {
        "RENDERING": "way",
        "OTHER, reason: WHERE IT FITS": "path, reason: trodden",
        "WHERE THE EQUIVALENT COMES FROM": "everyday usage",
    }
    for gap, filled in said.items():
        written = written.replace(gap, filled)
    definitions = written.replace("DEFINITION", "Was man geht.", 1).replace(
        "DEFINITION", "What is walked."
    )
    entry.write_text(definitions, "utf-8")
    run(lesart, mine, "terms", "--update")
    for name in ("wald", "wege", "gehen"):
        run(lesart, mine, "review", name)
    found = run(lesart, mine, "check")
    assert found.stdout + found.stderr == ""
    run(lesart, mine, "release", "1.0")
    run(lesart, mine, "check")
    return mine


@pytest.mark.slow
@pytest.mark.site
@pytest.mark.parametrize("generator", ["mkdocs", "zensical"])
def test_the_edition_is_published(lesart: Path, edition: Path, generator: str) -> None:
    if generator == "zensical":
        pytest.importorskip("zensical")
    site = edition.parent / generator
    words = ("--audience", "public", "--generator", generator, "--site-dir", str(site))
    run(lesart, edition, "build", *words)
    page = (site / "texts/wald/index.html").read_text("utf-8")
    assert "und wer hineingeht, findet bald" in page
    assert "and whoever enters soon has found" in page
    assert "smaller ever since" in page
    assert "On Walking" in (site / "index.html").read_text("utf-8")
    # The poem keeps its lines, and the essay the note of its author, called where it was.
    assert page.count('class="verse') >= 2
    essay = (site / "texts/gehen/index.html").read_text("utf-8")
    assert "So steht es schon in alten Büchern." in essay
    assert 'href="#fn1' in essay
    made = [path for path in site.rglob("*") if path.suffix in (".html", ".json", ".xml", ".txt")]
    assert len(made) > 20
    stray = {path for path in made for word in OURS if word in path.read_bytes()}
    assert stray == set()
    if generator == "mkdocs":
        index = json.loads((site / "search/search_index.json").read_bytes())
        assert any("trees have nothing" in one["text"] for one in index["docs"])


@pytest.mark.slow
@pytest.mark.pdf
def test_the_edition_is_printed(lesart: Path, edition: Path) -> None:
    run(lesart, edition, "pdf")
    printed = " ".join(read((edition / "edition.pdf").read_bytes()).pages)
    assert "Es steht ein Wald" in printed
    assert not [word for word in OURS if word.decode() in printed]
    run(lesart, edition, "epub")
    with zipfile.ZipFile(edition / "edition.epub") as book:
        pages = b"".join(book.read(name) for name in book.namelist() if name.endswith("xhtml"))
    assert b"Es steht ein Wald" in pages
    assert not [word for word in OURS if word in pages]


@pytest.mark.slow
@pytest.mark.java
def test_the_books_are_valid(lesart: Path, edition: Path) -> None:
    run(lesart, edition, "epub", "-o", "../valid.epub")
    assert epubcheck(edition.parent / "valid.epub") == []
    run(lesart, edition, "pdf", "-o", "../valid.pdf")
    data = (edition.parent / "valid.pdf").read_bytes()
    assert verdicts(data) == {"PDF/UA-1": [], "PDF/A-2a": []}


@pytest.mark.slow
def test_a_sentence_is_cited_and_the_doctor_is_content(lesart: Path, edition: Path) -> None:
    cited = run(lesart, edition, "cite", "wald:1.1").stdout
    assert "Editor" in cited
    assert "On Walking" in cited
    told = run(lesart, edition, "doctor").stdout
    assert "✓ 3 texts: wald, wege, gehen" in told
    assert "✗" not in told


@pytest.mark.slow
@pytest.mark.site
def test_the_page_works_in_a_browser(lesart: Path, edition: Path) -> None:
    playwright = pytest.importorskip("playwright.sync_api")
    browsers = [shutil.which(name) for name in ("chromium-headless-shell", "chromium")]
    path = next(filter(None, browsers), None)
    if path is None:
        pytest.skip("no chromium on the PATH")
    site = edition.parent / "seen"
    run(lesart, edition, "build", "--audience", "public", "--site-dir", str(site))
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1200, "height": 900})
        page.goto((site / "texts/wald/index.html").as_uri())
        source = page.locator("#p1\\.3").bounding_box()
        other = page.locator("#p1\\.3-en").bounding_box()
        assert source and other
        assert other["x"] > source["x"] + source["width"]
        assert abs(source["y"] - other["y"]) < 4
        page.locator("#p1").hover()
        page.locator("#p1 .citebtn--row").click()
        assert "On Walking" in page.locator("dialog[open]").inner_text()
        browser.close()

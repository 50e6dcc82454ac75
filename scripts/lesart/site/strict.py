"""
Hold a site to what it promises: every link leads somewhere, every text has its page.

Both generators are asked for all their warnings, and the pages they made are walked through; what
is found is told by the page and the line in which an editor can mend it.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from lesart.checks.pages import missing_pages
from lesart.core.findings import EditionError, Finding, Location
from lesart.model import Edition
from lesart.site.built_links import Broken, broken_links, parse, running_words
from lesart.store.read import read_project_files

SETTINGS = "mkdocs.yml"
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_MKDOCS = re.compile(r"^(?:WARNING|ERROR) +- +(.+)$", re.MULTILINE)
_DOC_LINK = re.compile(r"Doc file '(.+?)' contains a link '(.+?)'")
_ZENSICAL = re.compile(r"^Warning: (.+)\n\s*╭─\[ (.+?):(\d+):\d+ \]", re.MULTILINE)
_LINK = re.compile(
    r"\]\(\s*<?([^)\s>]+)|^\s*\[[^\]]+\]:\s*<?([^\s>]+)|\b(?:href|src)=[\"']([^\"']+)"
)
_BLOCK = re.compile(r"^\s*///+\s*([a-z][\w-]*)[^\n]*$")


def require_settings(root: Path, settings: Mapping[str, Any]) -> None:
    """Stop where the settings of the site do not name the extension that reads our blocks."""
    named = settings.get("markdown_extensions") or []
    names = [str(name) for one in named for name in (one if isinstance(one, dict) else [one])]
    if any(name.partition(".")[0].partition(":")[0] == "lesart" for name in names):
        return
    lines = (root / SETTINGS).read_text("utf-8", "replace").split("\n")
    line = next((n for n, one in enumerate(lines, 1) if one.startswith("markdown_ext")), 0)
    message = "the settings do not name the extension, so pages would show blocks as they are typed"
    hint = "under markdown_extensions write: - lesart: {audience: !ENV [LESART_AUDIENCE, public]}"
    raise EditionError(Finding(Location(SETTINGS, line), "B005", message, hint=hint))


def require_pages(root: Path, edition: Edition) -> None:
    """Stop where a text has no page, or a page is missing to which others link."""
    listing = (root / "source_texts/edition.yml").read_text("utf-8", "replace")
    records = [text.record for text in edition.texts]
    has = (bool(edition.glossary), bool(edition.works), bool(edition.corrections))
    missing = missing_pages(records, has, listing, lambda path: (root / path).is_file())
    message = "a page to which others link is not there"
    found = [Finding(where, "S102", message, shown, hint) for where, shown, hint in missing]
    if found:
        raise EditionError(found)


def require_links(root: Path, built: Path, output: str, address: str = "") -> None:
    """
    Stop where a built site has links to nowhere or blocks that were not read.

    *output* is what the generator printed; whatever it warned of stops the build too.
    """
    pages = _Sources(read_project_files(root))
    findings = list(_raw_blocks(pages, built))
    for broken in broken_links(built, address):
        findings.append(_leads_nowhere(broken, *pages.find(broken)))
    # Of a link that leads nowhere, a generator warns as well; it is told once, and in our words.
    told = {(found.where.path, found.where.line) for found in findings}
    findings += [
        found
        for found in _warnings(pages, output)
        if (found.where.path, found.where.line) not in told
    ]
    if findings:
        raise EditionError(sorted(set(findings)))


def _leads_nowhere(broken: Broken, where: Location, evidence: str) -> Finding:
    message = f"the link “{broken.link}” leads to no page"
    if broken.fragment:
        message = f"the link “{broken.link}” leads to no place: no “{broken.fragment}” there"
    hint = "correct the link, or add what it leads to"
    return Finding(where, "B006", message, (evidence,) if evidence else (), hint)


def _warnings(pages: _Sources, output: str) -> Iterator[Finding]:
    """Take from the words of a generator what it warned of."""
    plain = _COLOURS.sub("", output)
    for said in dict.fromkeys(_MKDOCS.findall(plain)):
        named = _DOC_LINK.match(said)
        where = pages.line_of(f"docs/{named[1]}", named[2]) if named else Location(SETTINGS)
        yield Finding(where, "B007", "mkdocs warns", (said,))
    for said, page, line in _ZENSICAL.findall(plain):
        where = Location(f"docs/{page}", int(line))
        evidence = pages.words(where)
        yield Finding(where, "B007", f"zensical warns: {said}", (evidence,) if evidence else ())


def _raw_blocks(pages: _Sources, built: Path) -> Iterator[Finding]:
    """Find blocks that stand in a page as they were typed, for nothing knows their name."""
    for path, text in pages.files.items():
        blocks = [(n, line) for n, line in enumerate(text.split("\n"), 1) if _BLOCK.match(line)]
        page = next((name for name in built_names(path) if (built / name).is_file()), None)
        if not blocks or page is None:
            continue
        shown = {line.strip() for words in running_words(parse(built / page))
                 for line in words.split("\n")}  # fmt: skip
        for number, line in blocks:
            if line.strip() in shown:
                message = "the block stands in the page as it is typed: nothing knows its name"
                yield Finding(Location(path, number), "B008", message, (line.strip(),))


def built_names(path: str) -> list[str]:
    """
    Name the files that a page may become.

    >>> built_names("docs/texts/a.md"), built_names("docs/index.md")
    (['texts/a/index.html', 'texts/a.html'], ['index.html'])
    """
    if not path.startswith("docs/") or not path.endswith(".md"):
        return []
    name = path.removeprefix("docs/").removesuffix(".md")
    if posixpath.basename(name) in ("index", "README"):
        return [posixpath.join(posixpath.dirname(name), "index.html")]
    return [f"{name}/index.html", f"{name}.html"]


@dataclass(frozen=True)
class _Sources:
    """Know the files that an editor writes, by path, and find in which line something stands."""

    files: Mapping[str, str]

    @cached_property
    def _pages(self) -> dict[str, str]:
        return {name: path for path in self.files for name in built_names(path)}

    def words(self, where: Location) -> str:
        lines = self.files.get(where.path, "").split("\n")
        return lines[where.line - 1].strip()[:120] if 0 < where.line <= len(lines) else ""

    def line_of(self, path: str, link: str) -> Location:
        """Give the line of a file in which a link is written."""
        lines = self.files.get(path, "").split("\n")
        return Location(path, next((n for n, line in enumerate(lines, 1) if link in line), 0))

    def find(self, broken: Broken) -> tuple[Location, str]:
        """Give the place in which the link of a built page was written, and its line."""
        path = self._pages.get(broken.page, "")
        for number, line in enumerate(self.files.get(path, "").split("\n"), 1):
            if any(_means(link, path, broken) for link in _links_of(line)):
                return Location(path, number), line.strip()[:120]
        last = posixpath.basename(broken.target.removesuffix("/index.html"))
        settings = self.line_of(SETTINGS, f"{last.removesuffix('.md')}.md")
        if settings.line:
            return settings, self.words(settings)
        if path:
            lines = self.files[path].split("\n")
            block = next((n for n, line in enumerate(lines, 1) if _BLOCK.match(line)), 0)
            where = Location(path, block)
            return where, self.words(where)
        return Location(broken.page), ""


def _links_of(line: str) -> Sequence[str]:
    return [next(filter(None, groups)) for groups in _LINK.findall(line)]


def _means(link: str, path: str, broken: Broken) -> bool:
    """Tell whether a link as it is typed in a file is the one that a built page has."""
    typed = html.unescape(link)
    if typed == broken.link or unquote(typed) == unquote(broken.link):
        return True
    address, _, fragment = typed.partition("#")
    if unquote(fragment) != broken.fragment and broken.fragment:
        return False
    if not address:
        return broken.fragment != "" and broken.page in (broken.target, *built_names(path))
    there = posixpath.normpath(posixpath.join(posixpath.dirname(path), address.partition("?")[0]))
    meant = {there.removeprefix("docs/"), *built_names(there)}
    return broken.target in meant or f"{broken.target}/index.html" in meant

"""
Let the pages of a built site run under a Content-Security-Policy that allows nothing inline.

A theme writes small scripts into its pages, and Markdown writes the alignment of a table into a
style attribute. After the build, scripts and styles stand in files of their own, named by what is
in them, and the pages refer to them. So the policy is the same for every site.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from lesart.core.files import write_part
from lesart.core.findings import Finding, Location
from lesart.site.tags import Tag

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        # Pictures of a style sheet stand in it as data.
        "img-src 'self' data:",
        "font-src 'self'",
        "media-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
        "base-uri 'none'",
    )
)
HEADERS = "_headers"
"""The file in which some hosts (Netlify, Cloudflare Pages) read what to send with every page."""

SCRIPTS, STYLES = "assets/javascripts", "assets/stylesheets"
_EARLY = Path(__file__).parent / "page_scripts/early.js"
_RUN = frozenset(("", "text/javascript", "application/javascript"))
_LOADED = frozenset(("script", "img", "iframe", "embed", "object", "audio", "video", "source"))
_ADDRESS = re.compile(r"""(url\(\s*['"]?)(?!['"]|[a-z][a-z0-9+.-]*:|/|#)""", re.IGNORECASE)


def write_headers(site: Path) -> None:
    """Write the policy for hosts that read it; a file that the edition brings is left alone."""
    path = site / HEADERS
    if not path.exists():
        write_part(path, f"/*\n  Content-Security-Policy: {POLICY}\n")


class Moved:
    """Move what is inline on the pages of *site* into files."""

    def __init__(self, site: Path) -> None:
        self._site = site
        self.early = _EARLY.read_text("utf-8")
        self._written: set[str] = set()

    def file(self, folder: str, ending: str, words: str) -> str:
        """Write a file and give its path in the site."""
        digest = hashlib.sha256(words.encode()).hexdigest()[:12]
        path = f"{folder}/page.{digest}.{ending}"
        if path not in self._written:
            self._written.add(path)
            (self._site / folder).mkdir(parents=True, exist_ok=True)
            write_part(self._site / path, words)
        return path


class MovedPage:
    """
    Move what is inline on one page of a *folder*: call it tag by tag, then `finish`.

    *root* leads from the page to the site; the head of the page ends at *head*.
    """

    def __init__(self, files: Moved, folder: str, root: str, head: int) -> None:
        self._files, self._early = files, files.early
        self.folder, self._root, self._head = folder, root, head
        self._rules: dict[str, str] = {}
        self._sheets: list[str] = []
        self.refused: list[str] = []

    def __call__(self, tag: Tag) -> str | None:
        """Give what stands in place of *tag*; None where it stays."""
        if tag.name == "script":
            return self._script(tag)
        if tag.name == "style":
            return self._style(tag)
        if tag.name in _LOADED or " on" in tag.written or "javascript:" in tag.written:
            self.refused += _refused(tag)
        return self._declared(tag) if "style" in tag.written else None

    def _script(self, tag: Tag) -> str | None:
        said = tag.attributes
        if "src" in said or said.get("type", "").strip().lower() not in _RUN:
            self.refused += _refused(tag)
            return None
        # The first script brings what must run before the theme: one file, one request.
        words = f"{self._early}\n{tag.inside}" if self._early else tag.inside or ""
        self._early = ""
        path = self._files.file(SCRIPTS, "js", words)
        return str(tag.having("", src=self._root + path))

    def _style(self, tag: Tag) -> str:
        path = self._files.file(STYLES, "css", self._led(tag.inside or ""))
        media = tag.attributes.get("media")
        link = str(
            Tag("link", "", tag.at).having(rel="stylesheet", href=self._root + path, media=media)
        )
        if tag.at < self._head:
            return link
        self._sheets.append(link)
        return ""

    def _declared(self, tag: Tag) -> str | None:
        said = tag.attributes
        if "style" not in said:
            return None
        words = self._led(said["style"].strip().rstrip(";"))
        name = f"declared-{hashlib.sha256(words.encode()).hexdigest()[:8]}"
        if words:
            # A style attribute is stronger than any rule without !important.
            self._rules[name] = f".{name}:not(#\\_):not(#\\_) {{ {words} }}\n"
        classes = " ".join([*said.get("class", "").split(), *([name] if words else [])])
        return str(tag.having(**{"style": None, "class": classes or None}))

    def _led(self, words: str) -> str:
        """Let relative addresses lead from the file to what they led to from the page."""
        there = f"{posixpath.relpath(self.folder or '.', STYLES)}/"
        return _ADDRESS.sub(lambda found: found[1] + there, words)

    def finish(self, page: str) -> str:
        """Refer to what was moved to the end of the head."""
        end = "".join(self._sheets)
        if self._rules:
            path = self._files.file(STYLES, "css", "".join(sorted(self._rules.values())))
            end += str(Tag("link", "", 0).having(rel="stylesheet", href=self._root + path))
        if self._early:
            path = self._files.file(SCRIPTS, "js", self._early)
            end += f'<script src="{self._root}{path}"></script>'
        return page.replace("</head>", f"{end}</head>", 1) if end else page


def _refused(tag: Tag) -> Iterator[str]:
    """Say what of a tag the policy does not allow."""
    said = tag.attributes
    if tag.name == "script" and "src" not in said and said.get("type", "").lower() == "module":
        yield "<script type=module> without a file"
    yield from (f"{name}=… on <{tag.name}>" for name in said if name.startswith("on"))
    if said.get("href", "").strip().lower().startswith("javascript:"):
        yield f"href=javascript:… on <{tag.name}>"
    if tag.name in _LOADED:
        for name in ("src", "data"):
            if host := urlsplit(said.get(name, "")).netloc:
                yield f"<{tag.name}> from {host}"


def finding(path: str, refused: list[str]) -> Finding:
    """Report what of the page at *path* does not run where a server sends the policy."""
    message = "the page holds what its Content-Security-Policy does not allow"
    hint = f"bring the files with the edition; or write a docs/{HEADERS} of your own"
    evidence = tuple(dict.fromkeys(refused))
    return Finding(Location(path), "B013", message, evidence, hint, "warning")

"""Walk through the pages of a built site, of whichever generator, and find links to nowhere."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

_LINKS = {"a": "href", "area": "href", "link": "href", "img": "src", "script": "src",
          "source": "src", "iframe": "src", "audio": "src", "video": "src"}  # fmt: skip
_QUOTED = frozenset(("pre", "code", "script", "style", "textarea"))
# Its links are made for any address of the site, and so begin at the root of the host.
_NOT_FOUND = "404.html"


@dataclass(frozen=True, slots=True)
class Broken:
    """
    Say that the page at `page` has a link to nowhere, as `link` in the page.

    `target` is the file it means, by its path in the site; `fragment` is the place that an existing
    page lacks, and empty where there is no such file.
    """

    page: str
    link: str
    target: str
    fragment: str = ""


def broken_links(site: Path, address: str = "") -> list[Broken]:
    """
    List the links of a built site that lead to no file or to no place in a page, once a page.

    *address* is that of the site, to which links that begin with a slash refer.
    """
    files = {
        (Path(at) / name).relative_to(site).as_posix()
        for at, _, names in os.walk(site)
        for name in names
    }
    base = urlsplit(address).path.rstrip("/") + "/"
    broken: list[Broken] = []
    places: dict[str, list[Broken]] = {}
    for page in sorted(name for name in files if name.endswith(".html") and name != _NOT_FOUND):
        for link in dict.fromkeys(_links(parse(site / page))):
            found = _target(page, link, base)
            if found is None:
                continue
            target = _file(found[0], files)
            if target is None:
                broken.append(Broken(page, link, found[0]))
            elif found[1] and target.endswith(".html"):
                places.setdefault(target, []).append(Broken(page, link, target, found[1]))
    for target, wanted in places.items():
        ids = _ids(parse(site / target))
        broken += [one for one in wanted if not _stands(one.fragment, ids)]
    return sorted(broken, key=lambda one: (one.page, one.link))


def parse(path: Path) -> etree._Element:
    """Read a page; whatever its markup, a browser would read it too."""
    return etree.parse(str(path), etree.HTMLParser(encoding="utf-8", huge_tree=True)).getroot()


def running_words(root: etree._Element) -> Iterator[str]:
    """Give the words of a page piece by piece, without those of code and scripts."""
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            if element.tag in _QUOTED:
                continue
            if element.text and not any(up.tag in _QUOTED for up in element.iterancestors()):
                yield element.text
        elif element.tail and not any(up.tag in _QUOTED for up in element.iterancestors()):
            yield element.tail


def _links(root: etree._Element | None) -> Iterator[str]:
    for element in root.iter(*_LINKS) if root is not None else ():
        link = element.get(_LINKS[element.tag])
        if link is not None and element.get("rel") != "canonical":
            yield link.strip()


def _ids(root: etree._Element) -> set[str]:
    ids = set(root.xpath("//@id"))
    return ids | set(root.xpath("//a/@name"))


def _stands(fragment: str, ids: set[str]) -> bool:
    """Tell whether a page has a place, or both ends of a range: `p3.4-p3.6`."""
    return fragment in ids or all(part in ids for part in fragment.split("-"))


def _target(page: str, link: str, base: str) -> tuple[str, str] | None:
    """Give the path and the fragment that a link means, None where it leaves the site."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return link, ""
    if parts.scheme or parts.netloc:
        return None
    path, fragment = unquote(parts.path), unquote(parts.fragment)
    if fragment == "top" or fragment.startswith(":~:"):
        fragment = ""
    if not path:
        return page, fragment
    if path.startswith("/"):
        if not f"{path}/".startswith(base):
            return None
        path = path[len(base) :] or "."
        return posixpath.normpath(path), fragment
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), path)), fragment


def _file(path: str, files: set[str] | Mapping[str, object]) -> str | None:
    """Name the file that a server gives for a path."""
    index = posixpath.normpath(posixpath.join(path, "index.html"))
    return next((name for name in (path, index) if name in files), None)

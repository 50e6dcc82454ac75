"""Finish the pages of a built site, in one walk: they work from disk and under a strict policy."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from lesart.core.files import write_part
from lesart.core.findings import Finding
from lesart.site import from_disk, policy
from lesart.site.tags import Tag, change

_LINKS = frozenset(("a", "area", "link"))
NOT_FOUND = "404.html"
"""A server shows this page at any address, so it refers to everything from the root."""


def finish(site: Path, address: str) -> list[Finding]:
    """
    Finish the pages in *site*; *address* is where it is published, empty for a local copy.

    In a local copy links lead to files. In one with an address they stay as they are published, and
    a script leads them on where the copy is opened from disk. Gives a warning for each page that
    holds what the policy does not allow.
    """
    pages = sorted(_pages(site))
    folders = {path.parent.as_posix() for path in pages if path.name == from_disk.INDEX}
    folders = {"" if name == "." else name for name in folders}
    files = policy.Moved(site)
    findings = []
    for path in pages:
        before = (site / path).read_bytes().decode("utf-8", "surrogateescape")
        page = _moved(files, path, address, before)
        local = not address and path.as_posix() != NOT_FOUND

        def changed(tag: Tag, page: policy.MovedPage = page, local: bool = local) -> str | None:
            led = _led(tag, page.folder, folders) if local and tag.name in _LINKS else tag
            moved = page(led) if led else ""
            return str(led) if moved is None and led is not tag else moved

        after = page.finish(change(before, changed))
        if page.refused:
            findings.append(policy.finding(path.as_posix(), page.refused))
        if after != before:
            write_part(site / path, after.encode("utf-8", "surrogateescape"))
    from_disk.write_script(site)
    from_disk.write_search(site)
    policy.write_headers(site)
    return findings


def _pages(site: Path) -> Iterator[PurePosixPath]:
    for folder, _, names in os.walk(site):
        inside = PurePosixPath(Path(folder).relative_to(site).as_posix())
        yield from (inside / name for name in names if name.endswith(".html"))


def _moved(files: policy.Moved, path: PurePosixPath, address: str, page: str) -> policy.MovedPage:
    root = "../" * (len(path.parts) - 1)
    if path.as_posix() == NOT_FOUND:
        root = urlsplit(address).path.rstrip("/") + "/"
    folder = "/".join(path.parts[:-1])
    return policy.MovedPage(files, folder, root, page.find("</head>"))


def _led(tag: Tag, folder: str, folders: Collection[str]) -> Tag | None:
    """Lead a link to a file; None where it is of no use in a local copy."""
    said = tag.attributes
    if said.get("rel") == "canonical" or (said.get("rel"), said.get("as")) == ("preload", "font"):
        # A copy without an address has no canonical one. From disk, a browser refuses to load a
        # font before its style sheet asks for it.
        return None
    href = said.get("href", "")
    led = from_disk.lead(href, folder, folders)
    return tag if led == href else tag.having(href=led)

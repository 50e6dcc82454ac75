"""Know where pages and files stand in a site, and write their addresses."""

from __future__ import annotations

import posixpath

from lesart.model import Correction


def page_path(text_id: str) -> str:
    """
    Give the path of the page of a text, relative to the site.

    >>> page_path("siemons")
    'texts/siemons/'
    """
    return f"texts/{text_id}/"


def place_path(text_id: str, version: str, fragment: str) -> str:
    """
    Give the path of a place in a text, relative to the site, perhaps as of a version.

    >>> place_path("siemons", "1.0", "p3.4-p3.6"), place_path("siemons", "", "")
    ('texts/siemons/?v=1.0#p3.4-p3.6', 'texts/siemons/')
    """
    asked = f"?v={version}" if version else ""
    return f"{page_path(text_id)}{asked}{'#' if fragment else ''}{fragment}"


def address(path: str, here: str, site: str) -> str:
    """
    Write the address of *path* as it may stand in the file *here*; both are relative to the site.

    It is absolute where the address *site* of the site is known, and else relative to *here*.

    >>> address("dts/index.json", "dts/collection/siemons.json", "")
    '../index.json'
    >>> address("texts/siemons/", "downloads/a.json", "https://edition.example/")
    'https://edition.example/texts/siemons/'
    """
    if site:
        return site + path
    relative = posixpath.relpath(path, posixpath.dirname(here) or ".")
    return f"{relative}/" if path.endswith("/") else relative


def correction_id(correction: Correction) -> str:
    """Give the id of a correction on the page of corrections."""
    return f"correction-{correction.number}"

"""
Tell an address that may become a link from one that may not.

Whatever is written in an edition, its outputs link with the web and with mail alone. A browser
reads more leniently than a person: it overlooks blanks and control characters, takes a backslash
for a slash, and what stands before an `@` for a name. So an address is taken as it is written, or
not at all.
"""

from __future__ import annotations

import re
import unicodedata
from html import unescape
from urllib.parse import unquote, urlsplit

_WEB = re.compile(r"https?://(?P<host>[^/?#]*)", re.IGNORECASE)
_MAIL = re.compile(r"mailto:[^\s@<>\"\\]+@[^\s@<>\"\\]+", re.IGNORECASE)
_HOST = re.compile(r"(?:[\w-]+(?:\.[\w-]+)*\.?|\[[0-9a-fA-F:.]+\])(?::\d{1,5})?")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*(?=:)", re.IGNORECASE)
_DOI = re.compile(r"(?:doi:\s*|https?://(?:dx\.)?doi\.org/)?10\.\d{4,9}/\S+", re.IGNORECASE)
_PICTURE = re.compile(r"data:image/(?:avif|gif|jpeg|png|webp)[;,]")
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
_HARMFUL = frozenset("about blob data file filesystem javascript jar vbscript view-source".split())
_WITHIN = frozenset(("book", "page", "text"))
"""The names by which a book links with places of its own, until they get addresses."""


def address_fault(address: str) -> str:
    """
    Say why an address may not become a link; nothing where it may.

    >>> address_fault("https://example.org/a?b=c#d"), address_fault("mailto:editors@example.org")
    ('', '')
    >>> address_fault("JaVaScript:alert(1)")
    'it begins with “JaVaScript:”, not with https:// or http:// or mailto:'
    >>> address_fault("https://user:word@example.org/")
    'a name stands before the host'
    """
    if any(unicodedata.category(character) in _UNSEEN for character in address):
        return "a character stands in it that cannot be seen"
    if address != address.strip():
        return "a blank stands before it or after it"
    if _MAIL.fullmatch(address):
        return ""
    found = _WEB.match(address)
    if found is None:
        scheme = _SCHEME.match(address)
        begins = f"it begins with “{scheme[0]}:”" if scheme else "it begins with no scheme"
        return f"{begins}, not with https:// or http:// or mailto:"
    if "@" in found["host"]:
        return "a name stands before the host"
    return "" if _is_host(found["host"]) else "it names no host"


def _is_host(written: str) -> bool:
    try:
        port = urlsplit(f"//{written}").port
    except ValueError:
        return False
    return _HOST.fullmatch(written) is not None and port != 0


def linked(address: str) -> str:
    """
    Give an address where it may become a link, and nothing where it may not.

    >>> linked("https://example.org/"), linked(" https://example.org/"), linked("//example.org/")
    ('https://example.org/', '', '')
    """
    return "" if address_fault(address) else address


def may_link(target: str) -> bool:
    r"""
    Tell whether a link of a page or a book may have this target, within it or on the web.

    >>> [may_link(target) for target in ("#p3", "../glossary.md#a", "text:siemons#p3", "")]
    [True, True, True, True]
    >>> [may_link(target) for target in ("java\nscript:x", "//example.org/", "data:text/html,x")]
    [False, False, False]
    """
    scheme = _SCHEME.match(target)
    if scheme and scheme[0] in _WITHIN:
        return True
    if scheme or not target.isprintable():
        return not address_fault(target)
    return not target.startswith(("//", "/\\", "\\")) and target == target.strip()


def is_harmful(target: str) -> bool:
    r"""
    Tell whether a browser could take a target in an editor’s page for a script or a local file.

    Schemes that only lead elsewhere (`tel:`, `geo:`) are no harm, nor are names of places, nor
    pictures that stand in the page itself.

    >>> [is_harmful(target) for target in (" JAVA\tscript:x", "java&#115;cript:", "tel:1", "a.md")]
    [True, True, False, False]
    """
    bare = "".join(c for c in unquote(unescape(target)) if c > " " and c.isprintable())
    scheme = _SCHEME.match(bare)
    if _PICTURE.match(target):
        return False
    if scheme and scheme[0].lower() in ("http", "https"):
        return bool(address_fault(target.strip()))
    return bare.startswith(("//", "/\\", "\\")) or (
        scheme is not None and scheme[0].lower() in _HARMFUL
    )


def is_doi(written: str) -> bool:
    """
    Tell whether this is a DOI, alone or as an address.

    >>> is_doi("10.1000/182"), is_doi("https://doi.org/10.1000/182"), is_doi("javascript:10.1/2")
    (True, True, False)
    """
    return _DOI.fullmatch(written) is not None and all(
        unicodedata.category(character) not in _UNSEEN for character in written
    )

"""Where a reader's proposals go: an address of mail, or the form of issues of a host."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, urlsplit

from lesart.core.proposals import FIELDS
from lesart.core.web_address import address_fault

_ISSUES = re.compile(r"(?P<gitlab>/-)?/issues/new/?$")
_OURS = frozenset(("subject", "title", "body", "issue[title]", "issue[description]"))


@dataclass(frozen=True, slots=True)
class ProposalAddress:
    """
    Hold an address to which `title` and `body` are added, by those names.

    With `fenced`, the form stands between fences, so that the host shows it as it is written.
    """

    address: str
    title: str
    body: str
    fenced: bool


def parse_address(written: str) -> ProposalAddress:
    """
    Read the address of an edition for proposals. Raises ValueError that says what is wrong.

    >>> parse_address("mailto:editors@example.org").title
    'subject'
    >>> parse_address("https://gitlab.example/a/b/-/issues/new").body
    'issue[description]'
    >>> parse_address("https://example.org/contact")
    Traceback (most recent call last):
    ValueError: it ends neither with /issues/new nor with /-/issues/new
    """
    if fault := address_fault(written):
        raise ValueError(fault)
    parts = urlsplit(written)
    if parts.scheme.lower() == "http":
        raise ValueError("it begins with http://, which is read on the way: write https://")
    if parts.fragment or "#" in written:
        raise ValueError("a fragment (#) stands in it")
    if taken := sorted(_OURS & {key for key, _ in parse_qsl(parts.query, True)}):
        raise ValueError(f"it sets {taken[0]}, which the page fills in")
    if parts.scheme.lower() == "mailto":
        return ProposalAddress(written, "subject", "body", fenced=False)
    found = _ISSUES.search(parts.path)
    if not found:
        raise ValueError("it ends neither with /issues/new nor with /-/issues/new")
    if found["gitlab"]:
        return ProposalAddress(written, "issue[title]", "issue[description]", fenced=True)
    return ProposalAddress(written, "title", "body", fenced=True)


def empty_form(reference: str, version: str) -> str:
    """
    Write a form with nothing filled in but the text and its version.

    >>> print(empty_form("wolken:…", "1.0").splitlines()[0])
    Reference: wolken:…
    """
    known = {"Reference": reference, "Version": version}
    return "".join(f"{name}: {known.get(name, '')}".rstrip() + "\n" for name in FIELDS)


def address_with(to: ProposalAddress, title: str, form: str) -> str:
    r"""
    Give the address that opens an issue or a mail with *title* and *form*.

    >>> address_with(parse_address("mailto:a@example.org"), "A b", "x\n")
    'mailto:a@example.org?subject=A%20b&body=x%0D%0A'
    """
    # Lines of a mail end with CRLF (RFC 6068).
    body = f"```text\n{form}```\n" if to.fenced else form.replace("\n", "\r\n")
    said = f"{quote(to.title, '')}={quote(title, '')}&{quote(to.body, '')}={quote(body, '')}"
    return f"{to.address}{'&' if '?' in to.address else '?'}{said}"

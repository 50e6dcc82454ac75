"""
Know by which names a preview may be asked, and who can reach it.

A page on the web may point a name of its own at this machine and read what a preview answers (DNS
rebinding); the name under which it asks gives it away.
"""

from __future__ import annotations

import re
import socket
from ipaddress import IPv6Address, ip_address
from urllib.parse import urlsplit

_HOST = re.compile(r"(?:\[(?P<number>[0-9A-Fa-f:.]+)\]|(?P<name>[\w.-]+))(?::\d+)?")
_LOCAL = ("localhost", "127.0.0.1", "::1")


def parse_address(written: str) -> tuple[str, int]:
    """
    Read HOST:PORT, an IPv6 host in brackets. Raises ValueError for anything else.

    >>> parse_address("127.0.0.1:8000"), parse_address("[::1]:8000")
    (('127.0.0.1', 8000), ('::1', 8000))
    """
    parts = urlsplit(f"//{written}")
    host, port = parts.hostname, parts.port
    if not host or port is None or parts.netloc != written or "@" in written:
        raise ValueError(written)
    return host, port


def web_host(host: str) -> str:
    """
    Write a host as an address of the web does.

    >>> web_host("::1"), web_host("localhost")
    ('[::1]', 'localhost')
    """
    return f"[{host}]" if ":" in host else host


def is_reachable(host: str) -> bool:
    """
    Tell whether other machines can reach what listens there; a name that leads nowhere may be one.

    >>> [is_reachable(host) for host in ("127.0.0.1", "::1", "localhost", "0.0.0.0", "192.0.2.1")]
    [False, False, False, True, True]
    """
    try:
        found = {str(one[4][0]) for one in socket.getaddrinfo(host, None)}
    except OSError:
        return True
    return not all(ip_address(one.partition("%")[0]).is_loopback for one in found)


def names_of(host: str) -> tuple[str, ...]:
    """
    List the names by which a preview at *host* may be asked.

    >>> names_of("192.0.2.1")
    ('localhost', '127.0.0.1', '::1', '192.0.2.1')
    """
    own = socket.gethostname().lower()
    more = (own, f"{own}.local") if _is_everywhere(host) else (host.lower(),)
    return tuple(dict.fromkeys((*_LOCAL, *more)))


def may_ask(header: str, host: str) -> bool:
    """
    Tell whether a Host header names the preview at *host*; its port is of no account.

    Where a preview listens at all addresses of the machine, it may be asked by each of them: a
    number is no name that somebody else could have pointed here.

    >>> [may_ask(header, "127.0.0.1") for header in ("localhost:8000", "[::1]:1", "LOCALHOST.")]
    [True, True, True]
    >>> [may_ask(header, "127.0.0.1") for header in ("evil.example:8000", "192.0.2.1", "", "a, b")]
    [False, False, False, False]
    >>> may_ask("192.0.2.1:8000", "0.0.0.0"), may_ask("evil.example:8000", "0.0.0.0")
    (True, False)
    """
    found = _HOST.fullmatch(header)
    if found is None:
        return False
    named = (found["number"] or found["name"]).lower().removesuffix(".")
    return named in names_of(host) or (_is_everywhere(host) and _is_number(named))


def _is_everywhere(host: str) -> bool:
    return _is_number(host) and ip_address(host).is_unspecified


def _is_number(host: str) -> bool:
    try:
        return not isinstance(number := ip_address(host), IPv6Address) or not number.scope_id
    except ValueError:
        return False

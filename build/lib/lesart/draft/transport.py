"""
Carry the questions of deep-translator's clients over HTTP: the one room that meets `requests`.

The clients call `requests.get` and `requests.post` without a time-out, tell some errors from
answers badly, and two of them put a key into the address. An object of this class stands for
`requests` in the module of a client: it sends the same questions with time-outs, a limit of size
and of time altogether, and turns every failure into a `Fault` before the client sees it.
"""

from __future__ import annotations

import http.client
import io
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
import urllib3
from requests.adapters import HTTPAdapter

from lesart import __version__
from lesart.draft.faults import Passing, Refusal, TooLong

_LARGEST = 2_000_000
_PIECE = 65_536
_BROKEN = (OSError, ValueError, http.client.HTTPException, urllib3.exceptions.HTTPError)
_QUOTA = (402, 456)
_PASSING = (408, 425, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529)


@dataclass(frozen=True, slots=True)
class Limits:
    """Limit a question, in seconds: to connect, between two pieces of the answer, altogether."""

    connect: float = 10.0
    silence: float = 30.0
    altogether: float = 90.0


class Transport:
    """
    Stand for `requests` in the module of a client.

    *server* replaces scheme, host and port of every address, such as `http://localhost:5000`.
    *headers* are sent with each question, and the parameters *withheld* are not: this is how a
    key gets out of an address. With *as_form* every question is a POST of a form.
    """

    exceptions = requests.exceptions

    def __init__(
        self,
        server: str = "",
        limits: Limits | None = None,
        headers: dict[str, str] | None = None,
        withheld: tuple[str, ...] = (),
        as_form: bool = False,
    ) -> None:
        self._server = server.rstrip("/")
        self._limits = limits or Limits()
        self._headers = {"User-Agent": f"lesart/{__version__}", **(headers or {})}
        self._withheld = withheld
        self._as_form = as_form
        self._local = threading.local()

    def get(self, url: str, **options: Any) -> requests.Response:
        """Send what a client sends by `requests.get`."""
        return self._send("POST" if self._as_form else "GET", url, options)

    def post(self, url: str, **options: Any) -> requests.Response:
        """Send what a client sends by `requests.post`; parameters go into the body."""
        return self._send("POST", url, options)

    def _send(self, method: str, url: str, options: dict[str, Any]) -> requests.Response:
        fields = options.pop("params", None) or {}
        fields = {name: value for name, value in fields.items() if name not in self._withheld}
        if method == "POST" and "json" not in options:
            options["data"] = {**fields, **(options.get("data") or {})}
        else:
            options["params"] = fields
        options["headers"] = {**self._headers, **(options.pop("headers", None) or {})}
        address = self._address(url)
        host = urlsplit(address).netloc.rpartition("@")[2] or "the engine"
        try:
            response = self._session().request(method, address, **options)
        except requests.exceptions.RequestException as error:
            raise _fault(error, host) from None
        _judge(response, host)
        return response

    def _address(self, url: str) -> str:
        if not self._server:
            return url
        parts = urlsplit(url)
        query = f"?{parts.query}" if parts.query else ""
        return f"{self._server}{parts.path}{query}"

    def _session(self) -> requests.Session:
        if not hasattr(self._local, "session"):
            self._local.session = make_session(self._limits)
        session = self._local.session
        assert isinstance(session, requests.Session)
        return session


def make_session(limits: Limits | None = None) -> requests.Session:
    """Make a session that is patient within limits, and stays with the host it was given."""
    session = _Session()
    session.max_redirects = 5
    for scheme in ("http://", "https://"):
        session.mount(scheme, _Adapter(limits or Limits()))
    return session


class _Session(requests.Session):
    """
    Follow an engine that moves its page, but to no other host.

    A question carries words of the edition and often a key; who named one host has not agreed to
    give them to another.
    """

    def get_redirect_target(self, resp: requests.Response) -> str | None:
        """Give the address that an answer leads on to. Raises Refusal where it is elsewhere."""
        target = super().get_redirect_target(resp)
        if target is None:
            return None
        asked = _origin(resp.url)
        led = _origin(target, resp.url)
        if led != asked and (asked, led) != (("http", asked[1], 80), ("https", asked[1], 443)):
            named = f"{led[0]}://{led[1]}:{led[2]}" if led[2] else f"{led[0]}:"
            message = f"{asked[1]} leads on to {named[:120]}, and nothing was sent there"
            raise Refusal("H112", message, "if that is the right place, name it with --server")
        return target


def _origin(address: str, base: str = "") -> tuple[str, str, int]:
    """Give scheme, host and port of an address, whatever it leaves to be understood."""
    try:
        parts = urlsplit(urljoin(base, address))
        port = parts.port
    except ValueError:
        return "", "an address that is none", 0
    scheme = parts.scheme.lower()
    usual = {"http": 80, "https": 443}.get(scheme, 0)
    return scheme, (parts.hostname or "").lower(), usual if port is None else port


class _Adapter(HTTPAdapter):
    """Give every question its time-outs, and read the answer within the limits."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        super().__init__()

    def send(self, request: requests.PreparedRequest, **options: Any) -> requests.Response:  # type: ignore[override]
        end = time.monotonic() + self._limits.altogether
        options |= {"timeout": (self._limits.connect, self._limits.silence), "stream": True}
        response = super().send(request, **options)
        body = bytearray()
        try:
            while piece := response.raw.read1(_PIECE, decode_content=True):
                body += piece
                if time.monotonic() > end:
                    raise requests.exceptions.ReadTimeout("the answer takes too long")
                if len(body) > _LARGEST:
                    raise requests.exceptions.ContentDecodingError("the answer is too large")
        except _BROKEN as error:
            response.raw.close()
            if isinstance(error, requests.exceptions.RequestException):
                raise
            late = "timed out" in str(error).lower()
            kind = (
                requests.exceptions.ReadTimeout
                if late
                else requests.exceptions.ChunkedEncodingError
            )
            raise kind("the answer broke off") from None
        response.raw.release_conn()
        response.raw = io.BytesIO(bytes(body))
        return response


def _fault(error: requests.exceptions.RequestException, host: str) -> Passing | Refusal:
    kinds = requests.exceptions
    if isinstance(error, kinds.Timeout):
        return Passing("H101", f"{host} did not answer in time")
    if isinstance(error, kinds.SSLError):
        return Refusal("H101", f"{host} shows no valid certificate")
    if isinstance(error, kinds.ChunkedEncodingError | kinds.ContentDecodingError):
        return Passing("H105", f"the answer of {host} broke off")
    if isinstance(error, kinds.ConnectionError):
        return Passing(
            "H101", f"{host} cannot be reached", "is the network up, and the address right?"
        )
    return Refusal("H101", f"{host} cannot be asked ({type(error).__name__})")


def _judge(response: requests.Response, host: str) -> None:
    """Turn every status but success into a fault."""
    status = response.status_code
    if 200 <= status < 300:
        return
    if status == 429:
        message = f"{host} asks for a pause (429)"
        hint = "what is drafted stays; run it again later"
        raise Passing("H102", message, hint, _wait(response.headers.get("Retry-After", "")))
    if status in _PASSING:
        wait = _wait(response.headers.get("Retry-After", ""))
        raise Passing("H101", f"{host} is out of order ({status})", "run it again later", wait)
    if status in _QUOTA or (status == 403 and b"quota" in response.content.lower()):
        hint = "what is drafted stays; run it again when the quota is renewed"
        raise Refusal("H104", f"the quota at {host} is used up ({status})", hint)
    if status in (401, 403):
        raise Refusal("H103", f"{host} refuses the key ({status})", "look at the key's variable")
    if status in (413, 414):
        raise TooLong("H109", f"{host} takes no question of this length ({status})")
    hint = "is it the address of such an engine?"
    raise Refusal("H101", f"{host} does not understand the question ({status})", hint)


def _wait(written: str) -> float | None:
    """Read a Retry-After header: seconds, or a date."""
    written = written.strip()
    if written.isascii() and written.isdigit():
        return float(written[:9])
    try:
        at = parsedate_to_datetime(written)
    except (ValueError, TypeError, IndexError):
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return max(0.0, (at - datetime.now(UTC)).total_seconds())

"""
A local server that speaks as engines do, and misbehaves on command.

It speaks LibreTranslate's interface, the form of Google's web page and DeepL's, and those of
Microsoft, MyMemory, Yandex and Baidu, as far as deep-translator's clients read them. Its
translations are made up, but English, and the same line has always the same one.
"""

from __future__ import annotations

import json
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.utils import formatdate
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

Fault = str
_OWN = "early often late alone inside yesterday together gladly there tomorrow".split()
_WORDS = "clouds weigh more than the paper on which somebody wrote down their number".split()


def english(line: str) -> str:
    """Make up the English of a line: one word for each of its own."""
    seed = zlib.crc32(line.encode())
    words = [_WORDS[(seed + n * n) % len(_WORDS)] for n in range(max(3, len(line.split())))]
    own = " ".join(_OWN[int(one)] for one in str(seed % 1000))
    return f"The {' '.join(words)} {own}."


class EngineServer(ThreadingHTTPServer):
    """Answer questions; the next of `faults` says how the next question is answered."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.faults: list[Fault] = []
        self.always: Fault = ""
        self.questions: list[str] = []
        self.seen: list[str] = []
        self.key = ""
        self.delay = 0.0
        self.known: dict[str, str] = {}
        self.lock = threading.Lock()
        self.release = threading.Event()

    @property
    def address(self) -> str:
        """Give the address as `--server` takes it."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of clients that hang up."""

    def translate(self, question: str) -> str:
        """Translate line by line, as engines do."""
        lines = question.split("\n")
        return "\n".join(self.known.get(line) or english(line) for line in lines)


@contextmanager
def engine_server() -> Iterator[EngineServer]:
    """Run a server in threads of its own."""
    server = EngineServer()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.release.set()
        server.shutdown()
        thread.join()
        server.server_close()


_SPOKEN: dict[str, Callable[[str], Any]] = {
    "/translate": lambda text: {"translatedText": text},
    "/v2/translate": lambda text: {"translations": [{"text": text}]},
    "/json": lambda text: [{"translations": [{"text": text, "to": "en"}]}],
    "/api/v1.5/tr.json/translate": lambda text: {"code": 200, "text": text.split("\n")},
    "/api/trans/vip/translate": lambda text: {
        "trans_result": [{"dst": line} for line in text.split("\n")]
    },
}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: EngineServer

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def do_GET(self) -> None:
        self._answer(parse_qs(urlsplit(self.path).query))

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        # Microsoft's questions are JSON, all others forms.
        is_json = body.startswith(b"[")
        fields = {"json": [json.loads(body)[0]["text"]]} if is_json else parse_qs(body.decode())
        self._answer(fields | parse_qs(urlsplit(self.path).query))

    def _answer(self, fields: dict[str, list[str]]) -> None:
        server = self.server
        if self.path.startswith("/languages"):
            names = {"de": {"name": "German"}, "en": {"name": "English"}}
            self._send(200, "application/json", json.dumps({"translation": names}))
            return
        question = (fields.get("q") or fields.get("text") or fields.get("json") or [""])[0]
        with server.lock:
            server.questions.append(question)
            server.seen.append(f"{self.command} {self.path}")
            fault = server.faults.pop(0) if server.faults else server.always
        time.sleep(server.delay)
        path = urlsplit(self.path).path
        answer = server.translate(question)
        if server.key:
            given = (fields.get("api_key") or [""])[0]
            given = given or self.headers.get("Authorization", "").removeprefix("DeepL-Auth-Key ")
            if given != server.key:
                self._send(403, "application/json", '{"error": "Invalid API key"}')
                return
        if fault:
            answer_to = FAULTS.get(fault.partition(" ")[0])
            assert answer_to, fault
            spoken = answer_to(self, question, answer, fault.partition(" ")[2])
            if spoken is None:
                return
            answer = spoken
        self._speak("/json" if "json" in fields else path, answer)

    def _speak(self, path: str, answer: str) -> None:
        if path in _SPOKEN and self.command == "POST":
            self._send(200, "application/json", json.dumps(_SPOKEN[path](answer)))
        elif path == "/m":
            page = f'<html><body><div class="result-container">{escape(answer)}</div></body></html>'
            self._send(200, "text/html; charset=utf-8", page)
        elif path == "/get":
            body = {"responseData": {"translatedText": answer}, "responseStatus": 200}
            self._send(200, "application/json", json.dumps(body))
        else:
            self._send(404, "text/plain", "nothing here")

    def _send(self, status: int, kind: str, text: str, **headers: str) -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)


def _status(handler: _Handler, question: str, answer: str, argument: str) -> str | None:
    status, _, wait = argument.partition(" ")
    headers = {"Retry_After": wait} if wait else {}
    if wait == "date":
        headers = {"Retry_After": formatdate(time.time() + 1, usegmt=True)}
    handler._send(int(status), "application/json", '{"error": "so it is"}', **headers)
    return None


def _redirect(handler: _Handler, question: str, answer: str, argument: str) -> str | None:
    status, _, target = argument.partition(" ")
    handler._send(int(status), "text/plain", "over there", Location=target)
    return None


def _silence(handler: _Handler, question: str, answer: str, argument: str) -> str | None:
    handler.server.release.wait(float(argument or 5))
    handler.close_connection = True
    return None


def _drip(handler: _Handler, question: str, answer: str, argument: str) -> str | None:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000000")
    handler.end_headers()
    while not handler.server.release.wait(0.05):
        handler.wfile.write(b" ")
    return None


def _half(handler: _Handler, question: str, answer: str, argument: str) -> str | None:
    body = json.dumps({"translatedText": answer}).encode()
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body[: len(body) // 2])
    handler.close_connection = True
    return None


def _cut(handler: _Handler, question: str, answer: str, argument: str) -> str | None:
    handler.close_connection = True
    return None


def _page(handler: _Handler, question: str, answer: str, argument: str) -> str | None:
    handler._send(200, "text/html", "<html><body><h1>It is not our fault</h1></body></html>")
    return None


def _raw(handler: _Handler, question: str, answer: str, argument: str) -> str | None:
    handler._send(200, "application/json", argument)
    return None


FAULTS: dict[str, Callable[[_Handler, str, str, str], str | None]] = {
    "status": _status,
    "redirect": _redirect,
    "silence": _silence,
    "drip": _drip,
    "half": _half,
    "cut": _cut,
    "page": _page,
    "raw": _raw,
    "german": lambda handler, question, answer, argument: question,
    "french": lambda *_: "Ce sont des nuages qui passent, et rien de plus que cela.",
    "more": lambda handler, question, answer, argument: f"{answer}\nAnd one more line.",
    "fewer": lambda handler, question, answer, argument: answer.replace("\n", " "),
    "short": lambda *_: "Yes.",
    "empty": lambda *_: "",
    "control": lambda *_: "The words hold a sign\x07 that no file holds.",
    "say": lambda handler, question, answer, argument: argument,
}

"""The preview: whom it answers, and what it says of those who can reach it."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from lesart.cli import cli
from lesart.site import preview
from lesart.site.hosts import parse_address
from lesart.site.preview import PreviewServer
from lesart.tasks.edition import Settings


@pytest.fixture(params=["127.0.0.1", "::1", "0.0.0.0"])
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[PreviewServer]:
    """Serve one page, and words that nobody else may read."""
    (tmp_path / "index.html").write_text("<p>private words", "utf-8")
    made = PreviewServer(request.param, 0, builder=lambda: None, root=str(tmp_path))
    try:
        made.server_bind()
    except OSError:
        pytest.skip("this machine has no IPv6")
    made.server_activate()
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield made
    made.observer.start()
    made.serve_thread = thread
    made.shutdown()
    thread.join()


def ask(server: PreviewServer, host: str, path: str = "/") -> tuple[int, str]:
    """Ask for a page under a name; give the status and what is said."""
    to, port = server.server_address[:2]
    connection = http.client.HTTPConnection("::1" if ":" in str(to) else "127.0.0.1", port)
    connection.putrequest("GET", path, skip_host=True)
    if host:
        connection.putheader("Host", host)
    connection.endheaders()
    answer = connection.getresponse()
    said = answer.read().decode()
    connection.close()
    return answer.status, said


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1:8000", "[::1]:8000", "LocalHost"])
def test_it_answers_to_its_own_names(server: PreviewServer, host: str) -> None:
    status, said = ask(server, host)
    assert (status, "private words" in said) == (200, True)


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8000", "localhost.evil.example", "", "localhost@evil.example",
     "127.0.0.1.evil.example", "[::1].evil.example", "localhost, evil.example"],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/", "/nowhere", "/livereload/0/0"])
def test_it_answers_to_no_other_name(server: PreviewServer, host: str, path: str) -> None:
    status, said = ask(server, host, path)
    assert status in (400, 421)
    assert "private words" not in said
    assert "answers to these names alone: localhost" in said


def test_the_addresses_of_the_machine_are_its_own_where_it_listens_at_all(
    server: PreviewServer,
) -> None:
    everywhere = server.server_address[0] == "0.0.0.0"
    assert ask(server, "192.0.2.7:8000")[0] == (200 if everywhere else 421)


@pytest.mark.parametrize(
    ("words", "said", "unsaid"),
    [
        (["--address", "127.0.0.1:8000"], "private reading copy", "Other machines"),
        (["--address", "[::1]:8000"], "private reading copy", "Other machines"),
        (["--address", "0.0.0.0:8000"], "read originals in it", "nothing"),
        (["--address", "[::]:8000"], "read originals in it", "nothing"),
        (["--address", "0.0.0.0:8000", "--audience", "public"], "can reach this", "originals"),
    ],
)
def test_who_can_reach_it_is_said(
    mini: Settings, monkeypatch: pytest.MonkeyPatch, words: list[str], said: str, unsaid: str
) -> None:
    served: list[tuple[str, int]] = []
    monkeypatch.chdir(mini.root)
    monkeypatch.setattr(preview, "serve", lambda settings, host, port: served.append((host, port)))
    done = CliRunner().invoke(cli, ["serve", *words])
    assert done.exit_code == 0, done.output
    assert served == [parse_address(words[1])]
    assert said in done.stderr
    assert unsaid not in done.stderr


@pytest.mark.parametrize(
    "address", ["8000", "localhost", ":8000", "::1:8000", "a:b", "a@b:1", "a:1/x", "[::1]"]
)
def test_an_address_that_is_none_is_told(
    mini: Settings, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.chdir(mini.root)
    done = CliRunner().invoke(cli, ["serve", "--address", address])
    assert done.exit_code == 2
    assert "is not HOST:PORT, such as 127.0.0.1:8000 or [::1]:8000" in done.stderr

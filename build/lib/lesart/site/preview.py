"""Serve a live preview with MkDocs, quicker to follow an edit than `mkdocs serve`."""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import click
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.livereload import LiveReloadServer

from lesart.core.findings import EditionError, Finding, Location
from lesart.core.unforeseen import finding_of
from lesart.core.work_folders import Ended, work_folder
from lesart.site.build import environment, require_one_audience
from lesart.site.hosts import may_ask, names_of, web_host
from lesart.site.preview_findings import ADDRESS, HEAD, Findings
from lesart.tasks.edition import Settings

_POLLING_SECONDS = 0.1


class _Builder:
    """Build the site again and again; templates and settings are kept until mkdocs.yml changes."""

    def __init__(self, settings: Settings, site_dir: str, host: str, port: int) -> None:
        self._file = settings.root / "mkdocs.yml"
        self._site_dir, self._address = site_dir, f"{web_host(host)}:{port}"
        self._stamp, self._settings = 0, settings
        self.findings = Findings(settings)
        self.config = self._load()

    def _load(self) -> MkDocsConfig:
        self._stamp = self._file.stat().st_mtime_ns
        config = load_config(str(self._file), site_dir=self._site_dir)
        config.site_url = f"http://{self._address}/"
        # Compiling the theme's templates takes longer than everything else that is built.
        object.__setattr__(config.theme, "get_env", cache(config.theme.get_env))
        config.plugins.on_startup(command="serve", dirty=False)
        return config

    def __call__(self) -> None:
        try:
            if self._file.stat().st_mtime_ns != self._stamp:
                require_one_audience(self._settings)
                self.config = self._load()
            build(self.config, serve_url=self.config.site_url)
            self.findings.stopped = ()
        except Ended:
            raise
        except EditionError as error:
            self._stay(str(error), error.findings)
        except (BuildError, SystemExit) as error:
            self._stay(str(error), [Finding(Location(), "B002", str(error).splitlines()[-1])])
        except Exception as error:
            found = finding_of(error, "building the site")
            self._stay(str(found), [found])

    def _stay(self, said: str, findings: Iterable[Finding]) -> None:
        self.findings.stopped = tuple(findings)
        click.echo(said, err=True)
        click.echo("The last good pages stay until this is mended.", err=True)


class PreviewServer(LiveReloadServer):
    """Serve a site to those who ask for this machine by a name of its own, and to nobody else."""

    def __init__(
        self, host: str, port: int, findings: Findings | None = None, **options: Any
    ) -> None:
        super().__init__(host=host, port=port, **options)
        self._findings = findings
        self._host = host
        self.url = f"http://{web_host(host)}:{port}/"

    def serve_request(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer a request, or say by which names this preview is asked."""
        if may_ask(environ.get("HTTP_HOST", ""), self._host):
            path = str(environ.get("PATH_INFO", ""))
            if (
                self._findings
                and path.startswith(ADDRESS)
                and (found := self._findings.answer(path))
            ):
                kind, said = found
                start_response("200 OK", [("Content-Type", f"{kind}; charset=utf-8")])
                return [said]
            return super().serve_request(environ, start_response)
        start_response("421 Misdirected Request", [("Content-Type", "text/plain; charset=utf-8")])
        names = ", ".join(map(web_host, names_of(self._host)))
        return [f"This preview answers to these names alone: {names}.\n".encode()]

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        """Put into a page what only the preview shows, beside what reloads it."""
        if self._findings:
            content = content.replace(b"</head>", HEAD + b"</head>", 1)
        made: bytes = super()._inject_js_into_html(content, epoch)  # type: ignore[no-untyped-call]
        return made


def serve(settings: Settings, host: str, port: int) -> None:
    """
    Serve the site and build it anew after every edit, until interrupted.

    A build that fails leaves the last good pages in place and says why. Raises OSError where
    the address is taken.
    """
    require_one_audience(settings)
    os.environ.update(environment(settings))
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    with work_folder(Path(tempfile.gettempdir())) as work:
        site_dir = str(work / "site")
        builder = _Builder(settings, site_dir, host, port)
        server = PreviewServer(
            host,
            port,
            findings=builder.findings,
            builder=builder,
            root=site_dir,
            polling_interval=_POLLING_SECONDS,
        )
        not_found = Path(site_dir) / "404.html"
        server.error_handler = lambda code: not_found.read_bytes() if code == 404 else None
        config = builder.config
        try:
            builder()
            for watched in [config.docs_dir, str(config.config_file_path), *config.watch]:
                server.watch(watched)
            server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            pass
        finally:
            server.shutdown()
            builder.config.plugins.on_shutdown()

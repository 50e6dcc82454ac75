"""Serve a live preview with MkDocs, quicker to follow an edit than `mkdocs serve`."""

from __future__ import annotations

import logging
import os
import tempfile
from pathlib import Path

import click
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.livereload import LiveReloadServer

from lesart.pipeline import Settings
from lesart.site import environment

_POLLING_SECONDS = 0.1


def serve(settings: Settings, host: str, port: int) -> None:
    """
    Serve the site and build it anew after every edit, until interrupted.

    A build that fails leaves the last good pages in place and says why. Raises OSError where
    the address is taken.
    """
    os.environ.update(environment(settings))
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    with tempfile.TemporaryDirectory(prefix="lesart-") as site_dir:
        address = f"http://{host}:{port}/"

        def load() -> MkDocsConfig:
            path = str(settings.root / "mkdocs.yml")
            config = load_config(config_file=path, site_dir=site_dir, dev_addr=f"{host}:{port}")
            config.site_url = address
            return config

        config = load()
        config.plugins.on_startup(command="serve", dirty=False)
        server = LiveReloadServer(
            builder=lambda: _build(load(), address),
            host=host,
            port=port,
            root=site_dir,
            polling_interval=_POLLING_SECONDS,
        )
        not_found = Path(site_dir) / "404.html"
        server.error_handler = lambda code: not_found.read_bytes() if code == 404 else None
        try:
            _build(config, address)
            for watched in [config.docs_dir, str(config.config_file_path), *config.watch]:
                server.watch(watched)
            server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            pass
        finally:
            server.shutdown()
            config.plugins.on_shutdown()


def _build(config: MkDocsConfig, address: str) -> None:
    try:
        build(config, serve_url=address)
    except (BuildError, SystemExit) as error:
        click.echo(str(error), err=True)
        click.echo("The last good pages stay until this is mended.", err=True)

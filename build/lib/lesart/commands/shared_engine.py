"""What the commands that ask an engine share: its options and its client."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from lesart.commands.shared import KeyOf
from lesart.draft.engines import ENGINES, Client
from lesart.draft.faults import Refusal

MEMORY = "memory"


def engine_options(required: bool) -> Callable[..., Any]:
    """Make the options for an engine and its address; where required, the memory will do."""

    def add(command: Callable[..., Any]) -> Callable[..., Any]:
        names = KeyOf(ENGINES, *([MEMORY] if required else []))
        engine = click.option(
            "--engine", type=names, required=required, envvar="LESART_ENGINE",
            show_envvar=True, help="Its key comes from the environment.",
        )  # fmt: skip
        server = click.option(
            "--server", metavar="ADDRESS", envvar="LESART_ENGINE_SERVER", show_envvar=True,
            help="Where the engine is: http://localhost:5000 for a LibreTranslate of yours.",
        )  # fmt: skip
        return engine(server(command))

    return add


def client_of(engine: str, server: str | None, dry_run: bool = False) -> Client:
    """Make what asks an engine. Raises a usage error where a key or a package is missing."""
    try:
        environment = dict.fromkeys(ENGINES[engine].keys.values(), "-") if dry_run else None
        return Client(ENGINES[engine], server or "", environment=environment)
    except Refusal as refusal:
        raise click.UsageError(f"{refusal.message}: {refusal.hint}") from None

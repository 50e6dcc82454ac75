"""
Lesart: an engine for annotated bilingual reader editions.

What a program of one's own needs of it stands here: functions that load, check, resolve, cite,
read, split, align, write and build, and the tables of what they know. Each is imported when it is
first used.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lesart.api.editions import build, check, cite, load, resolve, write
    from lesart.api.words import align, read, split
    from lesart.checks.run import CHECKS
    from lesart.citing.styles import STYLES
    from lesart.core.findings import EditionError, Finding, Location
    from lesart.draft.engines import ENGINES
    from lesart.exchange.readers import READERS
    from lesart.languages import LANGUAGES
    from lesart.model.note_kinds import NOTE_KINDS
    from lesart.model.text import Edition, Text
    from lesart.tasks.formats import FORMATS
    from lesart.write.pdf.layouts import LAYOUTS

__version__ = "0.1.0"
__all__ = [
    "CHECKS",
    "ENGINES",
    "FORMATS",
    "LANGUAGES",
    "LAYOUTS",
    "NOTE_KINDS",
    "READERS",
    "STYLES",
    "Edition",
    "EditionError",
    "Finding",
    "Location",
    "Text",
    "__version__",
    "align",
    "build",
    "check",
    "cite",
    "load",
    "read",
    "resolve",
    "split",
    "write",
]
_AT = {
    "api.editions": ("build", "check", "cite", "load", "resolve", "write"),
    "api.words": ("align", "read", "split"),
    "checks.run": ("CHECKS",),
    "citing.styles": ("STYLES",),
    "core.findings": ("EditionError", "Finding", "Location"),
    "draft.engines": ("ENGINES",),
    "exchange.readers": ("READERS",),
    "languages": ("LANGUAGES",),
    "model.note_kinds": ("NOTE_KINDS",),
    "model.text": ("Edition", "Text"),
    "tasks.formats": ("FORMATS",),
    "write.pdf.layouts": ("LAYOUTS",),
}
_ROOMS = ("align", "write")
_MODULES = {name: module for module, names in _AT.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module “lesart” has no “{name}”")
    if name in _ROOMS:
        return import_module(f"lesart.{name}")
    return getattr(import_module(f"lesart.{_MODULES[name]}"), name)


def __dir__() -> list[str]:
    return __all__


class _Room(ModuleType):
    """Let a room that has the name of a function be called as the function."""

    def __call__(self, *given: Any, **named: Any) -> Any:
        name = self.__name__.rpartition(".")[2]
        return getattr(import_module(f"lesart.{_MODULES[name]}"), name)(*given, **named)


class _Package(ModuleType):
    """Be told of each room once it is imported, as Python tells every package."""

    def __setattr__(self, name: str, value: object) -> None:
        if name in _ROOMS and isinstance(value, ModuleType):
            value.__class__ = _Room
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package

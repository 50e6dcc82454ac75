"""
Know for whom a site is made: what all settings say together, and what its pages say.

The command line, the environment and `mkdocs.yml` can each name the audience. Where they differ,
nothing is built: the pages would be for one and the files beside them for another.
"""

from __future__ import annotations

import html
import os
import re
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from lesart.core.files import write_part
from lesart.core.findings import EditionError, Finding, Location
from lesart.model import Audience
from lesart.view.held import PRIVATE

CONFIG = "mkdocs.yml"
DEFAULTS = {"audience": "public", "drafts": "refuse", "originals": ""}
"""What an option is that `mkdocs.yml` does not name; see `markdown`."""

_META = re.compile(rb'<meta name="lesart-audience" content="(private|public)">')
_HEAD = re.compile(rb"<head(?:\s[^>]*)?>")
_BODY = re.compile(rb"<body(?:\s[^>]*)?>")


def configured(root: Path, environ: Mapping[str, str]) -> dict[str, Any] | None:
    """
    Read the options that `mkdocs.yml` gives in an environment; None where it names no extension.

    Raises EditionError where the file cannot be read.
    """
    from mkdocs.exceptions import ConfigurationError  # noqa: PLC0415  (slow to import)
    from mkdocs.utils.yaml import get_yaml_loader, yaml_load  # noqa: PLC0415

    class Loader(get_yaml_loader()):  # type: ignore[misc]
        """Take the environment from a mapping."""

    Loader.add_constructor("!ENV", partial(_from_environment, environ))
    try:
        with (root / CONFIG).open("rb") as file:
            extensions = yaml_load(file, Loader).get("markdown_extensions") or []
    except ConfigurationError as error:
        raise EditionError(Finding(Location(CONFIG), "B010", str(error).strip())) from None
    named = [extensions] if isinstance(extensions, dict) else extensions
    for one in named:
        if one == "lesart":
            return dict(DEFAULTS)
        if isinstance(one, dict) and "lesart" in one:
            return DEFAULTS | (one["lesart"] or {})
    return None


def _from_environment(environ: Mapping[str, str], loader: Any, node: yaml.Node) -> Any:
    """Give what `!ENV` means in *environ*; the last of several names is the value without any."""
    if isinstance(node, yaml.ScalarNode):
        return environ.get(str(loader.construct_scalar(node)))
    values = [loader.construct_object(one, deep=True) for one in getattr(node, "value", ())]
    names, default = (values[:-1], values[-1]) if len(values) > 1 else (values, None)
    return next((environ[name] for name in names if name in environ), default)


def require_agreement(root: Path, options: Mapping[str, Any], environ: Mapping[str, str]) -> None:
    """
    Raise EditionError where *options* of `mkdocs.yml` are not what *environ* asks for.

    A variable that is not set asks for nothing; the command line speaks through the environment.
    """
    findings = []
    for option, default in DEFAULTS.items():
        wanted = environ.get(f"LESART_{option.upper()}")
        said = options.get(option, default)
        if wanted is not None and not _same(option, said, wanted, root):
            usual = default or '""'
            written = f"!ENV [LESART_{option.upper()}, {usual}]"
            message = f"the option “{option}” is {_shown(said)}, and {_shown(wanted)} is asked for"
            evidence = (f"by the command line, or else by LESART_{option.upper()}",)
            hint = f"write {option}: {written}, which follows both; nothing was built"
            where = Location(CONFIG, setting_line(root, option))
            findings.append(Finding(where, "B011", message, evidence, hint))
    if findings:
        raise EditionError(findings)


def _same(option: str, said: Any, wanted: str, root: Path) -> bool:
    if option != "originals":
        return bool(said == wanted)
    return _folders(str(said or ""), root) == _folders(wanted, root)


def _folders(written: str, root: Path) -> set[Path]:
    return {(root / folder).resolve() for folder in written.split(os.pathsep) if folder}


def _shown(value: Any) -> str:
    return f"“{str(value)[:60]}”" if value not in (None, "") else "empty"


def setting_line(root: Path, option: str) -> int:
    """Give the line of `mkdocs.yml` with an option, or with the extension; 0 where it has none."""
    try:
        node = yaml.compose((root / CONFIG).read_bytes(), Loader=yaml.SafeLoader)
    except (OSError, yaml.YAMLError):
        return 0
    _, extensions = _entry(node, "markdown_extensions")
    items = extensions.value if isinstance(extensions, yaml.SequenceNode) else [extensions]
    for item in items:
        line, options = _entry(item, "lesart")
        if line:
            return _entry(options, option)[0] or line
        if isinstance(item, yaml.ScalarNode) and item.value == "lesart":
            return int(item.start_mark.line) + 1
    return 0


def _entry(node: yaml.Node | None, key: str) -> tuple[int, yaml.Node | None]:
    """Find a key of a mapping: its line and its value."""
    pairs: Sequence[Any] = node.value if isinstance(node, yaml.MappingNode) else ()
    found = next((pair for pair in pairs if pair[0].value == key), None)
    return (int(found[0].start_mark.line) + 1, found[1]) if found else (0, None)


def standing(site_dir: Path) -> str:
    """Tell for whom the site was made that stands in a folder; empty where its pages do not say."""
    page = site_dir / "index.html"
    found = _META.search(page.read_bytes()) if page.is_file() else None
    return found[1].decode() if found else ""


def mark_pages(built: Path, audience: Audience) -> None:
    """
    Let every page of a built site say for whom it is, where its theme does not do so.

    A private one asks to be kept out of indexes, and has a line that can be seen.
    """
    head = f'<meta name="lesart-audience" content="{audience}">'
    line = ""
    if audience == "private":
        head += '<meta name="robots" content="noindex, nofollow">'
        line = f'<p class="private-copy">{html.escape(PRIVATE)}</p>'
    for path in sorted(built.rglob("*.html")):
        page = path.read_bytes()
        if not _META.search(page):
            page = _HEAD.sub(lambda found: found[0] + head.encode(), page, count=1)
            page = _BODY.sub(lambda found: found[0] + line.encode(), page, count=1)
            write_part(path, page)

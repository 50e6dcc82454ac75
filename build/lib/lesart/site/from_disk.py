"""
Let a built site work from a folder, without a server.

There a link to a folder shows its files, nothing is fetched, and no worker starts from a file. So
links lead to the `index.html` of a folder, and what the search fetches stands in scripts as well,
which pages load only there: over http a page costs no byte more.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Collection
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from lesart.core.files import write_part

INDEX = "index.html"
SCRIPTS = "assets/javascripts"
_SCRIPT = Path(__file__).parent / "page_scripts/from-disk.js"
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_SEGMENTERS = {"ja": "tinyseg.js", "hi": "wordcut.js", "th": "wordcut.js"}


def lead(address: str, folder: str, folders: Collection[str]) -> str:
    """
    Lead a relative *address* on a page in *folder* to the page of the folder it names.

    *folders* are those of the site that hold a page; the site itself is the empty name.

    >>> lead("../siemons/?v=1.0#p3", "texts/heilmann", {"", "texts/siemons"})
    '../siemons/index.html?v=1.0#p3'
    >>> [lead(address, "texts", {""}) for address in ("..", "../#read", "#p3", "a.pdf")]
    ['../index.html', '../index.html#read', '#p3', 'a.pdf']
    >>> lead("/texts/siemons/", "about", {"", "texts/siemons"})
    '../texts/siemons/index.html'
    """
    path = re.split("[?#]", address, maxsplit=1)[0]
    if not path or _SCHEME.match(address):
        return address
    new = path
    if path.startswith("/"):
        # A copy without an address is its own root.
        slash = "/" if path.endswith("/") else ""
        new = posixpath.relpath(path.strip("/") or ".", folder or ".") + slash
    there = posixpath.normpath(posixpath.join(folder, unquote(new)))
    if ("" if there == "." else there) in folders:
        new = f"{new.rstrip('/')}/{INDEX}"
    return new + address[len(path) :]


def write_script(site: Path) -> None:
    """Write the script that every page loads from disk, beside those of its own (`policy`)."""
    (site / SCRIPTS).mkdir(parents=True, exist_ok=True)
    write_part(site / SCRIPTS / _SCRIPT.name, _SCRIPT.read_bytes())


def write_search(site: Path) -> None:
    """Write beside each index of the search the script that brings it, led to files."""
    for name, key in (("search/search_index.json", "docs"), ("search.json", "items")):
        path = site / name
        if not path.is_file():
            continue
        index = json.loads(path.read_bytes())
        for entry in index[key]:
            entry["location"] = _led(entry["location"])
        written = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
        write_part(path.with_suffix(".js"), f"var __index={written};\n")
        _write_workers(site, index["config"])


def _led(location: str) -> str:
    path, sign, anchor = location.partition("#")
    return f"{path}{INDEX if not path or path.endswith('/') else ''}{sign}{anchor}"


def _write_workers(site: Path, config: Any) -> None:
    """Write beside each worker the script that brings its words, and those that it loads."""
    scripts = site / SCRIPTS
    languages = [scripts / "lunr" / name for name in _languages(config.get("lang", ()))]
    loaded = [path.read_text("utf-8") for path in languages if path.is_file()]
    for worker in sorted(scripts.glob("workers/*.js")):
        # What the worker asks for is there already.
        words = "\n".join(["self.importScripts=()=>{};", worker.read_text("utf-8"), *loaded])
        target = worker.with_suffix(".disk.js")
        brought = (
            f"(globalThis.lesartWorkers??={{}})[{json.dumps(target.name)}]={json.dumps(words)};\n"
        )
        write_part(target, brought)


def _languages(languages: Collection[str]) -> list[str]:
    """Name the scripts that the worker of Material loads for *languages*, in its order."""
    names = [_SEGMENTERS[one] for one in languages if one in _SEGMENTERS]
    names += [f"min/lunr.{one}.min.js" for one in languages if one != "en"]
    names += ["min/lunr.multi.min.js"] if len(languages) > 1 else []
    return ["min/lunr.stemmer.support.min.js", *names] if names else []

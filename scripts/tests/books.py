"""Read EPUBs as their readers do: files, words, ids, links."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass
from functools import cached_property
from xml.etree.ElementTree import Element, fromstring

X = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
TYPE = "{http://www.idpf.org/2007/ops}type"


@dataclass(frozen=True)
class Opened:
    """Hold an EPUB that was read back."""

    data: bytes

    @cached_property
    def files(self) -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    @cached_property
    def pages(self) -> dict[str, Element]:
        """Give the documents by path, in the order of the archive."""
        return {n: fromstring(data) for n, data in self.files.items() if n.endswith(".xhtml")}

    @cached_property
    def package(self) -> Element:
        return fromstring(self.files["EPUB/package.opf"])

    @cached_property
    def text(self) -> str:
        """Give all words of all documents, each document on lines of its own."""
        return "\n".join("".join(page.itertext()) for page in self.pages.values())

    def names(self, name: str) -> list[str]:
        """Give the values of a Dublin Core element."""
        return [found.text or "" for found in self.package.iter(f"{DC}{name}")]

    def meta(self, name: str) -> list[str]:
        """Give the values of a property of the package."""
        return [
            found.text or ""
            for found in self.package.iter(f"{OPF}meta")
            if found.get("property") == name
        ]

    def nav(self, kind: str) -> list[tuple[str, str]]:
        """List the entries of a navigation as (words, address)."""
        for nav in self.pages["EPUB/nav.xhtml"].iter(f"{X}nav"):
            if nav.get(TYPE) == kind:
                return [("".join(a.itertext()), a.get("href", "")) for a in nav.iter(f"{X}a")]
        return []

    def typed(self, kind: str) -> list[Element]:
        """List the elements of an `epub:type`."""
        pages = self.pages.values()
        return [found for page in pages for found in page.iter() if found.get(TYPE) == kind]

    def by_id(self, page: str, id_: str) -> str:
        """Give the words of an element."""
        found = next(e for e in self.pages[page].iter() if e.get("id") == id_)
        return "".join(found.itertext())

    def broken(self) -> list[str]:
        """List ids that stand twice in a document, and links that lead nowhere."""
        ids = {name: [e.get("id") for e in page.iter() if e.get("id")]
               for name, page in self.pages.items()}  # fmt: skip
        faults = [f"{name}#{i}" for name, found in ids.items() for i in found
                  if found.count(i) > 1]  # fmt: skip
        for name, page in self.pages.items():
            for link in page.iter(f"{X}a"):
                address = link.get("href", "")
                if re.match(r"https?://", address):
                    continue
                path, _, id_ = address.partition("#")
                target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
                target = target if path else name
                if target not in self.files or (id_ and id_ not in ids[target]):
                    faults.append(f"{name}: {address}")
        return faults

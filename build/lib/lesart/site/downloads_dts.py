"""Compose the files of the Distributed Text Services: their answers, and the documents as TEI."""

from __future__ import annotations

from collections.abc import Iterator

from lesart.model import Edition, Text
from lesart.view.addresses import address
from lesart.write.data import dts
from lesart.write.data.json_text import write_passage_json
from lesart.write.tei.document import Passages, write_tei


def dts_files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Make every file: its path relative to the site, and its bytes."""
    yield from dts.files(edition)
    for text in edition.texts:
        yield from _documents(text, edition)


def _documents(text: Text, edition: Edition) -> Iterator[tuple[str, bytes]]:
    id_ = text.record.id
    whole = dts.document_path(id_)
    yield whole, write_tei(text, edition, whole)
    units = dts.units(text)
    # Every passage stands in one folder, so that its addresses are the same.
    here = dts.document_path(id_, "1")
    about = address(dts.collection_path(id_), here, edition.address)
    passages = Passages(text, edition, about, address(whole, here, edition.address))
    for unit in units:
        yield dts.document_path(id_, unit.id), passages.write(unit.id)
        yield dts.document_path(id_, unit.id, "json"), write_passage_json(text, edition, unit.id)

"""Render the colophon of a text: what a scholar asks after reading."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from lesart.core.elements import make, spaced
from lesart.model import Rights, Text
from lesart.view.record import example, rights_said
from lesart.view.xhtml import rights_link

KEYS = (("jk", "paragraphs,"), ("hl", "sentences,"), ("v", "layout,"), ("c", "cite."))


def colophon(text: Text, textual: str = "") -> Element:
    """Render witnesses, rights, how to cite; *textual* is the page of the textual introduction."""
    record = text.record
    rows = [(f"Witness {w.siglum}", make("dd", w.description.en)) for w in record.witnesses]
    if textual:
        rows.append(("Transmission", make("dd", make("a", "Textual introduction", href=textual))))
    rows.append(("Rights", _rights(record.rights)))
    version = f"names one sentence of this text, version {record.version}."
    rows.append(("To cite", make("dd", make("code", example(text)), " ", version)))
    rows.append(("Keys", _keys()))
    items = [make("div", make("dt", name), words) for name, words in rows]
    heading = make("h2", "About this text", id="about-this-text")
    return make("section", heading, make("dl", *items), class_="colophon")


def _rights(rights: Rights) -> Element:
    said = [make("span", words) for words in rights_said(rights)]
    return make("dd", *spaced(rights_link(rights.statement), *said))


def _keys() -> Element:
    said: list[Element | str] = []
    for keys, meaning in KEYS:
        said += spaced(*(make("kbd", key) for key in keys))
        said += [" ", make("span", meaning), " "]
    return make("dd", *said, make("span", data_keys=""))

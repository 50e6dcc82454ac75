"""
Turn the links of a printed book to places in it into links to named destinations.

The press sets such a link as one to an address: what is linked with a label would be laid out again
in every round, until nothing moves. In the file, the address is then made the name of the place,
and what a screen reader is told of the link becomes words: “siemons, sentence 3.4”. A link keeps
its length to the byte, so that nothing else in the file changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# An annotation stands on one line, and in a string of the file no line ends.
_LINK = re.compile(rb"(?<= obj\n)<</Type/Annot/Subtype/Link[^\n]*?/URI[(<][^\n]*")
_STRING = rb"\((?:[^()\\]|\\.)*\)|<[0-9A-F]+>"
_ACTION = re.compile(
    rb"/A<</Type/Action/S/URI/URI(?:\(lesart:((?:[^()\\]|\\.)*)\)|<6C65736172743A([0-9A-F]+)>)>>"
)
# What is said of a link: in UTF-16 where it is not ASCII.
_SAID = re.compile(
    rb"/Contents(?:\(lesart:|<FEFF006C00650073006100720074003A)((?:[^()<>\\]|\\.)*)[)>]"
)
_KINDS = {"p": "paragraph", "n": "note", "emended-": "emendation"}
_KIND = re.compile(r"(p|n|emended-)(?=(?:h|fn)?\d|title|lead|author)")
_TARGET = re.compile(rb"/Dest(" + _STRING + rb") ")
_NAME = re.compile(rb"(" + _STRING + rb")\d+ 0 R")


def name_links(pdf: bytes) -> bytes:
    r"""
    Make each link to an address `lesart:NAME` one to the destination NAME.

    The file keeps its length.

    >>> link = b" obj\n<</Type/Annot/Subtype/Link/A<</Type/Action/S/URI/URI(lesart:p1)>>/F 4>>"
    >>> name_links(link)
    b' obj\n<</Type/Annot/Subtype/Link/Dest(p1)                              /F 4>>'
    """
    return _LINK.sub(_named, pdf)


def _named(link: re.Match[bytes]) -> bytes:
    found = _ACTION.search(link[0])
    if not found:
        return link[0]
    name = b"(%b)" % found[1] if found[2] is None else b"<%b>" % found[2]
    line = link[0].replace(found[0], b"/Dest" + name + b" ")
    said = _SAID.search(line)
    if said:
        line = line.replace(said[0], b"/Contents" + _string(said) + b" ")
    # The scheme twice and the form of an action take more room than the words that are added.
    padding = b" " * (len(link[0]) - len(line))
    return line.replace(b"/Dest" + name, b"/Dest" + name + padding)


def _string(said: re.Match[bytes]) -> bytes:
    """Put into words what is said, in the encoding in which it was written."""
    if said[0].endswith(b")"):
        return b"(%b)" % in_words(said[1].decode("latin-1")).encode("latin-1")
    words = in_words(bytes.fromhex(said[1].decode()).decode("utf-16-be"))
    return b"<FEFF%b>" % words.encode("utf-16-be").hex().upper().encode()


def in_words(name: str) -> str:
    """
    Say the name of a place as a person would.

    >>> [in_words(name) for name in ("siemons:p3", "siemons:p3.4", "siemons:n3.4a", "siemons:lead")]
    ['siemons, paragraph 3', 'siemons, sentence 3.4', 'siemons, note 3.4a', 'siemons, lead']
    >>> in_words("siemons:emended-3.4-1"), in_words("glossary:herde")
    ('siemons, emendation 3.4-1', 'glossary, herde')
    """
    where, colon, place = name.partition(":")
    kind = _KIND.match(place)
    if kind:
        word = "sentence" if kind[1] == "p" and "." in place else _KINDS[kind[1]]
        place = f"{word} {place[kind.end() :]}"
    return f"{where}, {place}" if colon else name


def missing_names(pdf: bytes) -> Iterator[str]:
    """Give the names that links lead to and that the file does not have."""
    known = set(_NAME.findall(pdf, max(0, pdf.rfind(b"/Dests<<"))))
    for name in dict.fromkeys(_TARGET.findall(pdf)):
        if name not in known:
            written = bytes.fromhex(name[1:-1].decode()) if name[:1] == b"<" else name[1:-1]
            yield re.sub(r"\\(.)", r"\1", written.decode("utf-8", "replace"))

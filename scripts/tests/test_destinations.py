"""Links of a book become links to its names, and nothing else in its file changes."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from lesart.write.pdf.named_links import missing_names, name_links

NAMES = b"/Dests<</Names[(glossary:t1)26 0 R(p\\(3)27 0 R<676CC3B6>28 0 R]>>"


def annotation(address: bytes, said: bytes) -> bytes:
    """Write an annotation as the press does."""
    opening = b"7 0 obj\n<</Type/Annot/Subtype/Link/Rect[1 2 3 4]/Border[0 0 0]"
    action = b"/A<</Type/Action/S/URI/URI" + address + b">>/F 4/StructParent 0"
    return opening + action + b"/Contents" + said + b">>\nendobj\n"


def in_utf16(words: str) -> bytes:
    """Write a string of the file in UTF-16."""
    return b"<FEFF" + words.encode("utf-16-be").hex().upper().encode() + b">"


def test_an_address_becomes_a_name() -> None:
    made = name_links(annotation(b"(lesart:glossary:t1)", b"(lesart:glossary:t1)"))
    assert b"/Dest(glossary:t1) " in made
    assert b"/Contents(glossary, t1) " in made
    assert b"URI" not in made


def test_names_are_kept_as_they_are_written() -> None:
    name = "lesart:gl\u00f6".encode().hex().upper().encode()
    made = name_links(annotation(b"<" + name + b">", in_utf16("lesart:gl\u00f6")))
    assert b"/Dest<676CC3B6> " in made
    assert b"/Contents" + in_utf16("gl\u00f6") + b" " in made
    made = name_links(annotation(rb"(lesart:p\(3)", rb"(lesart:p\(3)"))
    assert rb"/Dest(p\(3) " in made
    assert rb"/Contents(p\(3) " in made


def test_a_link_is_told_in_words() -> None:
    made = name_links(annotation(b"(lesart:regen:p3.4)", b"(lesart:regen:p3.4)"))
    assert b"/Dest(regen:p3.4) " in made
    assert b"/Contents(regen, sentence 3.4) " in made
    address = "lesart:glossary:l\u00f6we".encode().hex().upper().encode()
    made = name_links(annotation(b"<" + address + b">", in_utf16("lesart:glossary:l\u00f6we")))
    assert b"/Contents" + in_utf16("glossary, l\u00f6we") + b" " in made


def test_links_to_the_web_stay() -> None:
    link = annotation(b"(https://lesart.example/)", b"(https://lesart.example/)")
    assert name_links(link) == link


def test_words_that_look_like_a_link_stay() -> None:
    # In a string a parenthesis has a backslash before it, and a line does not end.
    words = rb"(<</Type/Annot/Subtype/Link/A<</Type/Action/S/URI/URI\(lesart:p1\)>>)"
    title = b"3 0 obj\n<</Title" + words + b"/Author(obj\\n" + words[1:] + b">>\nendobj\n"
    assert name_links(title) == title


def test_a_name_that_the_file_does_not_have_is_found() -> None:
    links = [b"(lesart:glossary:t1)", rb"(lesart:p\(3)", b"<6C65736172743A676CC3B6>"]
    lost = [b"(lesart:n9)", rb"(lesart:a\)b)", b"<6C65736172743AC3A4>", b"(lesart:n9)"]
    made = name_links(b"".join(annotation(one, b"(x)") for one in links + lost)) + NAMES
    assert list(missing_names(made)) == ["n9", "a)b", "\u00e4"]


ASCII = st.text(st.characters(codec="ascii", exclude_characters="()<>\\\n"), min_size=1)
KINDS = st.sampled_from(["", "glossary:", "r:p", "r:p1.", "r:n", "r:emended-", ":p1.1"])


@given(st.lists(st.builds("{}{}".format, KINDS, ASCII)), st.booleans())
def test_the_file_keeps_its_length(names: list[str], wide: bool) -> None:
    links = [f"(lesart:{name})".encode() for name in names]
    said = [in_utf16(f"lesart:{name}") if wide else f"(lesart:{name})".encode() for name in names]
    file = b"".join(annotation(*both) for both in zip(links, said, strict=True))
    made = name_links(file)
    assert len(made) == len(file)
    assert re.findall(rb"/Dest(\([^)]*\)) ", made) == [f"({name})".encode() for name in names]

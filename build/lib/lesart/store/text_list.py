"""Write a text into the list of `edition.yml`, and leave every other byte of the file as it is."""

from __future__ import annotations

import re

import yaml

from lesart.store.yaml_lists import find_list, scalars, without_item

KEY = "texts"
_ITEM = "  - "
_EMPTY = re.compile(r" *(?:#.*)?")


def with_text(written: str, text_id: str) -> str | None:
    r"""
    Give *written*, the words of `edition.yml`, with one more text at the end of its list.

    A list of lines is gone on with as it stands; a list in brackets, an empty key and no key at
    all become one, so that texts which two people add meet no other line. None where there is
    something else in their place.

    >>> with_text("date: x\ntexts: [one]  # so far\n", "two")
    'date: x\ntexts:  # so far\n  - one\n  - two\n'
    >>> with_text("texts:\n- one\ndate: x\n", "two")
    'texts:\n- one\n- two\ndate: x\n'
    >>> with_text("texts:\ndate: x\n", "one"), with_text("date: x", "one")
    ('texts:\n  - one\ndate: x\n', 'date: x\ntexts:\n  - one\n')
    """
    written = in_lines(written)
    node = yaml.compose(written, Loader=yaml.SafeLoader)
    if not isinstance(node, yaml.MappingNode):
        return None
    found = [value for key, value in node.value if key.value == KEY]
    if not found:
        if node.flow_style:
            return None
        return f"{_ended(written)}{KEY}:\n{_ITEM}{text_id}\n"
    listed = found[0]
    start, end = listed.start_mark.index, listed.end_mark.index
    if isinstance(listed, yaml.ScalarNode):
        if not listed.tag.endswith(":null"):
            return None
        if node.flow_style or not _EMPTY.fullmatch(_rest(written, end)):
            blank = "" if written[start - 1 : start].isspace() else " "
            return f"{written[:start]}{blank}[{text_id}]{written[end:]}"
        head, tail = written[:start].rstrip(" "), written[end:].partition("\n")[2]
        return f"{head}{_rest(written, end)}\n{_ITEM}{text_id}\n{tail}"
    if not isinstance(listed, yaml.SequenceNode):
        return None
    if listed.flow_style:
        if not listed.value:
            return f"{written[:start]}[{text_id}]{written[end:]}"
        return _inserted(written, listed.value[-1].end_mark.index, f", {text_id}")
    last = listed.value[-1].end_mark.index
    line = _ended(written).index("\n", last) + 1
    return _inserted(_ended(written), line, f"{' ' * listed.start_mark.column}- {text_id}\n")


def with_name(written: str, old: str, new: str) -> str | None:
    r"""
    Give *written* with another name for a text of its list; None where it is no list.

    >>> with_name("texts: [one, two]\n", "one", "eins")
    'texts: [eins, two]\n'
    """
    listed = find_list(written, KEY)
    if listed is None:
        return None
    for item in listed.value:
        if scalars(item) == [old]:
            start, end = item.start_mark.index, item.end_mark.index
            return f"{written[:start]}{new}{written[end:]}"
    return written


def without_text(written: str, text_id: str) -> str | None:
    r"""
    Give *written* without a text in its list; None where it is no list.

    >>> without_text("texts:\n  - one\n  - two\n", "two")
    'texts:\n  - one\n'
    """
    listed = find_list(written, KEY)
    if listed is None:
        return None
    for place, item in enumerate(listed.value):
        if scalars(item) == [text_id]:
            return without_item(written, listed, place)
    return written


def in_lines(written: str) -> str:
    r"""
    Give *written* with a list of texts that stands in brackets on one line as lines of its own.

    >>> in_lines("texts: [a, b]  # so far\ndate: x\n"), in_lines("texts: []\n")
    ('texts:  # so far\n  - a\n  - b\ndate: x\n', 'texts:\n')
    """
    try:
        node = yaml.compose(written, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError):
        return written
    if not isinstance(node, yaml.MappingNode) or node.flow_style:
        return written
    listed = next((value for key, value in node.value if key.value == KEY), None)
    if not isinstance(listed, yaml.SequenceNode) or not listed.flow_style:
        return written
    start, end = listed.start_mark.index, listed.end_mark.index
    rest = _rest(written, end)
    if "\n" in written[start:end] or not _EMPTY.fullmatch(rest):
        return written
    items = [
        _ITEM + written[one.start_mark.index : one.end_mark.index] + "\n" for one in listed.value
    ]
    tail = written[end:].partition("\n")[2]
    return f"{written[:start].rstrip()}{rest.rstrip()}\n{''.join(items)}{tail}"


def _rest(written: str, end: int) -> str:
    """Give what stands in the line behind *end*."""
    return written[end:].partition("\n")[0]


def _ended(written: str) -> str:
    return written if written.endswith("\n") else f"{written}\n"


def _inserted(written: str, at: int, words: str) -> str:
    return written[:at] + words + written[at:]

"""Say in plain words what is wrong with a YAML file, and what mends it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from typing import Any

_QUOTE = 'put the words into quotation marks: key: "words: more words"'
_YAML = (
    (r"found character '\\t'", "a tab stands where blanks are wanted", "indent with blanks"),
    ("mapping values are not allowed", "a second colon with a blank behind it", _QUOTE),
    ("could not find expected ':'", "a key without a colon", "write: key: words"),
    (r"expected ',' or '[\]}]'", "a bracket that is not closed", "close it: [one, two]"),
    (
        "unexpected end of stream|while scanning a quoted",
        "quotation marks that are not closed",
        "close them, on the same line",
    ),
    (
        "expected <block end>|did not find expected|block sequence entries are not allowed",
        "a line that is not indented as those beside it",
        "give lines of one list or record the same number of blanks",
    ),
    ("cannot start any token", "a sign that words cannot begin with", _QUOTE),
)
_EXPECTED = {
    "dataclass_type": "keys with values are expected here",
    "tuple_type": "a list is expected here",
    "list_type": "a list is expected here",
    "dict_type": "keys with values are expected here",
    "string_type": "words are expected here",
    "int_parsing": "a whole number is expected here",
    "int_type": "a whole number is expected here",
    "int_from_float": "a whole number is expected here",
    "bool_parsing": "yes or no is expected here",
    "bool_type": "yes or no is expected here",
}


def yaml_problem(said: str) -> tuple[str, str]:
    """
    Give what the parser *said* in plain words, and a hint; its own words where they are not known.

    >>> yaml_problem("mapping values are not allowed here")[0]
    'a second colon with a blank behind it'
    """
    for pattern, words, hint in _YAML:
        if re.search(pattern, said):
            return words, hint
    return said, ""


def expected(fault: Mapping[str, Any], keys: Sequence[str]) -> tuple[str, str]:
    """
    Say what is expected where a value is of another kind, and how it is written.

    *keys* are those that may stand there.
    """
    kind, given = str(fault["type"]), fault["input"]
    if kind == "literal_error":
        said = str(fault.get("ctx", {}).get("expected", ""))
        choices = [one for one in re.findall(r"'([^']*)'", said) if one]
        near = difflib.get_close_matches(str(given), choices, 1)
        hint = f"did you mean “{near[0]}”?" if near else ""
        return f"this is none of: {', '.join(choices)}", hint
    words = _EXPECTED.get(kind) or str(fault["msg"]).removeprefix("Value error, ")
    if "list" in words and isinstance(given, str):
        return words, f"write it in brackets: [{given[:60]}]"
    if "keys" in words and keys:
        return words, f"keys here: {', '.join(keys)}"
    if "keys" in words:
        return words, "write a line for each: its name, a colon, and below it, indented, its keys"
    return words, ""


def named(place: Sequence[str | int]) -> str:
    """
    Name a place in a file as a person counts.

    >>> named(("rights", "holder")), named(("emendations", 0, "reason")), named(("editors", 1))
    ('rights.holder', 'reason in entry 1 of emendations', 'entry 2 of editors')
    """
    said = ""
    keys: list[str] = []
    for part in place:
        if isinstance(part, int):
            within = f" in {said}" if said else ""
            said = f"entry {part + 1} of {'.'.join(keys)}{within}" if keys else f"entry {part + 1}"
            keys = []
        else:
            keys.append(part)
    name = ".".join(keys)
    return f"{name} in {said}" if name and said else name or said

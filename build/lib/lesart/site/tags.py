r"""
Change tags of a finished page, and leave everything else in it as it is written.

A page that is parsed and written anew is another page: void tags, entities and blanks change. Here
tags are read by the rules by which a browser reads them, and only those that change are written.

>>> change('<p title="a > b">1 < 2 <a href=x/>x</a>', lambda tag: str(tag.having(href="y")))
'<p title="a &gt; b" href="y">1 < 2 <a href="y">x</a>'
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

_VALUE = r"""\s*+=\s*+(?:"(?P<double>[^"]*+)"|'(?P<single>[^']*+)'|(?P<bare>[^\s>"'][^\s>]*+))"""
_ONE = re.compile(rf"(?P<name>[^\s/>=][^\s/>=]*+)(?:{_VALUE})?+")
_ATTRIBUTES = rf"(?:[\s/]++|{re.sub(r'[?]P<[a-z]+>', '?:', _ONE.pattern)})*+"
_TAG = re.compile(
    # What stands in these is no markup.
    rf"<!--.*?-->|<(?P<raw>script|style|textarea|title)(?=[\s/>])(?P<said>{_ATTRIBUTES})>"
    r"(?P<inside>.*?)</(?P=raw)\s*+>"
    rf"|<(?P<name>[a-z][^\s/>]*+)(?P<written>{_ATTRIBUTES})>",
    re.DOTALL | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Tag:
    """
    Hold a tag: its name in small letters, its attributes as written, where in the page it begins.

    `inside` holds the words of a script, a style, a title or a text box, whose end belongs to it.
    """

    name: str
    written: str
    at: int
    inside: str | None = None

    @property
    def attributes(self) -> dict[str, str]:
        """Read the attributes; of two with one name, a browser takes the first."""
        found: dict[str, str] = {}
        for one in _ONE.finditer(self.written):
            value = one["double"] or one["single"] or one["bare"] or ""
            found.setdefault(one["name"].lower(), html.unescape(value))
        return found

    def having(self, inside: str | None = None, **changed: str | None) -> Tag:
        """Give the tag with attributes changed, added, or where they are None, without them."""
        kept = {**self.attributes, **changed}
        said = (
            f' {name}="{html.escape(value)}"' for name, value in kept.items() if value is not None
        )
        end = " /" if _ONE.sub("", self.written).rstrip().endswith("/") else ""
        return replace(
            self, written="".join(said) + end, inside=self.inside if inside is None else inside
        )

    def __str__(self) -> str:
        end = "" if self.inside is None else f"{self.inside}</{self.name}>"
        return f"<{self.name}{self.written}>{end}"


def change(page: str, changed: Callable[[Tag], str | None]) -> str:
    """Write *page* with each tag as *changed* gives it; None leaves it as it is."""

    def one(found: re.Match[str]) -> str:
        if found["raw"]:
            tag = Tag(found["raw"].lower(), found["said"], found.start(), found["inside"])
        elif found["written"]:
            tag = Tag(found["name"].lower(), found["written"], found.start())
        else:
            return found[0]
        new = changed(tag)
        return found[0] if new is None else new

    return _TAG.sub(one, page)

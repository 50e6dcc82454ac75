"""
Read the few tags that CSL-JSON has in titles: italics, bold, raised, lowered, small capitals.

`<span class="nocase">` keeps capitals as they are, and says nothing of how the words look.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_TAG = re.compile(
    r"<(i|b|sub|sup|sc)>(.*?)</\1>"
    r"|<span (?:style=[\"']font-variant:\s*(small-caps);?[\"']|class=[\"'](nocase)[\"'])>"
    r"(.*?)</span>",
    re.DOTALL,
)
_COMMANDS = {
    "i": "emph",
    "b": "textbf",
    "sub": "textsubscript",
    "sup": "textsuperscript",
    "sc": "textsc",
    "small-caps": "textsc",
}


def as_plain(words: str) -> str:
    """
    Leave the tags out; what is none stays.

    >>> as_plain('CO<sub>2</sub> in <i>Homo <b>sacer</b></i>: a < b')
    'CO2 in Homo sacer: a < b'
    """
    return _TAG.sub(lambda found: as_plain(_inner(found)), words)


def as_latex(words: str, escape: Callable[[str], str]) -> str:
    r"""
    Write tags as commands of LaTeX, and let *escape* write the words.

    >>> as_latex('CO<sub>2</sub> & <span class="nocase">EU</span>', lambda w: w.replace("&", r"\&"))
    'CO\\textsubscript{2} \\& EU'
    """
    made: list[str] = []
    at = 0
    for found in _TAG.finditer(words):
        made.append(escape(words[at : found.start()]))
        inner = as_latex(_inner(found), escape)
        command = _COMMANDS.get(found[1] or found[3] or "")
        made.append(f"\\{command}{{{inner}}}" if command else inner)
        at = found.end()
    return "".join([*made, escape(words[at:])])


def _inner(found: re.Match[str]) -> str:
    return found[2] if found[1] else found[5]

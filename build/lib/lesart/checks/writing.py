"""Check what a text editor does not show: addresses that are none, characters that deceive."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from lesart.checks.checked import Checked
from lesart.core import characters
from lesart.core.findings import Location, Problem
from lesart.core.web_address import address_fault, is_doi, is_harmful
from lesart.model import Work

BIBLIOGRAPHY = "source_texts/bibliography.json"
_CODE = re.compile(
    r"^ {0,3}(`{3,}|~{3,}).*?^ {0,3}\1[`~]* *$|`+[^`\n]*`+", re.DOTALL | re.MULTILINE
)
_TARGETS = re.compile(
    r"""\]\(\s*<?(?P<inline>[^()<>\n]+(?:\([^()\n]*\))?)  # [words](target)
    |^[ ]{0,3}\[[^\]\n]+\]:[ \t]*<?(?P<named>[^\s>]+)   # [name]: target
    |<(?P<auto>[a-z][a-z0-9+.-]*:[^>\s]*)>               # <target>
    |\b(?:href|src|action|formaction|xlink:href)\s*=\s*["']?(?P<html>[^"'>\n]+)""",
    re.VERBOSE | re.MULTILINE | re.IGNORECASE,
)
_SETTING = re.compile(
    r"^\s*-?\s*(?:site_url|repo_url|licence|link|homepage):\s*(?P<value>\S.*)$", re.M
)
_ESCAPE = re.compile(
    r"\\u([0-9a-fA-F]{4})|\\U(00(?:0[0-9a-fA-F]|10)[0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})"
)
_HINT = "write the whole of it, such as https://example.org/page"


def unsafe_address(edition: Checked) -> Iterator[Problem]:
    """An address is none of the web or of mail, so nothing links with it."""
    for text in edition.texts:
        if (url := text.record.publication.url) and (why := address_fault(url)):
            yield _at(edition, f"{text.folder}/text.yml", url, f"publication.url: {url}", why)
    for work in edition.works:
        yield from _of_work(edition, work)
    for path, content in edition.files.items():
        if path.endswith(".md"):
            yield from _of_page(path, content)
        elif path == "mkdocs.yml":
            for found in _SETTING.finditer(content):
                if is_harmful(found["value"].strip().strip("\"'")):
                    yield _within(path, content, found.start("value"), found["value"])


def _of_work(edition: Checked, work: Work) -> Iterator[Problem]:
    known: dict[str, Callable[[str], str]] = {
        "URL": address_fault,
        "DOI": lambda written: "" if is_doi(written) else "it is no DOI, such as 10.1000/182",
    }
    for field, why_not in known.items():
        written = str(work.item.get(field, ""))
        if written and (why := why_not(written)):
            said = f"{work.key}: {field}: {written}"
            yield _at(edition, BIBLIOGRAPHY, written, said, why, work.line)


def _of_page(path: str, content: str) -> Iterator[Problem]:
    # Code is shown as it is written; its length is kept, so that lines stay where they are.
    prose = _CODE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), content)
    for found in _TARGETS.finditer(prose):
        target = next(filter(None, found.groups()))
        if is_harmful(target):
            yield _within(path, content, found.start(), target)


def _within(path: str, content: str, at: int, target: str) -> Problem:
    return Location(path, content.count("\n", 0, at) + 1), (_shown(target),), _HINT


def _at(edition: Checked, path: str, value: str, said: str, why: str, first: int = 1) -> Problem:
    lines = edition.files.get(path, "").split("\n")[first - 1 :]
    line = next((n for n, words in enumerate(lines, first) if value and value in words), first)
    return Location(path, line), (_shown(said), why), _HINT


def _shown(words: Any) -> str:
    return "".join(c if c.isprintable() else f"‹U+{ord(c):04X}›" for c in str(words))[:120]


def unseen_character(edition: Checked) -> Iterator[Problem]:
    """A character stands here that cannot be seen, or that turns the line round."""
    yield from _odd(edition, characters.unseen, "take it out, or write what is meant by it")


def mixed_scripts(edition: Checked) -> Iterator[Problem]:
    """A word mixes letters of two scripts that look alike."""
    yield from _odd(edition, characters.mixed, "type the word anew, in letters of one script")


def _unescaped(line: str, path: str) -> str:
    r"""
    Read the escapes of YAML and JSON, which no reader of the file sees through.

    >>> _unescaped(r'about: "a\u202eb"', "names.yml") == 'about: "a\u202eb"'
    True
    """
    if "\\" not in line or not path.endswith((".yml", ".json", ".md")):
        return line
    read = _ESCAPE.sub(lambda found: chr(int(next(filter(None, found.groups())), 16)), line)
    return read.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _odd(
    edition: Checked, find: Callable[[str], Iterator[characters.Oddity]], hint: str
) -> Iterator[Problem]:
    for path, content in edition.files.items():
        if content.isascii() and "\\" not in content:
            continue
        for number, line in enumerate(content.removeprefix("\ufeff").split("\n"), 1):
            for odd in find(_unescaped(line, path)):
                yield Location(path, number), (f"column {odd.column}: {odd.said}",), hint
    for text in edition.texts:
        for segment in (text.segments or ()) if text.recipe is not None else ():
            for odd in find(segment.text or ""):
                where = Location(f"{text.folder}/recipe.yml", 0, f"{text.record.id}:{segment.id}")
                said = f"in the original, character {odd.column}: {odd.said}"
                yield where, (said,), "emend it in the recipe, with the reason"


def foreign_line_ends(edition: Checked) -> Iterator[Problem]:
    """A file has the line ends of Windows (CRLF), so git and others see every line as changed."""
    for path, words in edition.files.items():
        if "\r\n" in words:
            line = words.count("\n", 0, words.index("\r\n")) + 1
            hint = "save it with LF; * text=auto eol=lf in .gitattributes keeps it so"
            yield Location(path, line), (), hint

"""
Read what people write when they point at a place: one parser for every form.

`siemons:3.4`, `Siemons ¶ 3`, `Heilmann, Abs. 12, Satz 2`, `siemons#p3.4-de`, `note:siemons/3.4a`,
full addresses of the site with `?v=1.0`. Only the form is read here, without knowing any text;
`resolve` finds the place. Data files are held to the strict form of `references`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import unquote

from lesart.core.findings import EditionError, Finding, Location

LONGEST = 500
Side = Literal["", "de", "en"]

_NUMBER = r"[1-9][0-9]{0,4}[a-z]?"
_NAMES = {
    "title": r"title|titel|überschrift|headline",
    "lead": r"lead|vorspann|standfirst",
    "author": r"author(?: line)?|autor(?:enzeile)?",
}
_SERIES = {
    "h": r"h|(?:(?:sub)?heading|(?:zwischen)?überschrift|zwischentitel) ?",
    "fn": r"fn|(?:foot ?note|fu(?:ß|ss)note|author['’]?s note|anmerkung des autors) ?",
}
_SERIAL = "|".join(_SERIES.values())
_NAMED = "|".join(_NAMES.values())
_PARAGRAPH = r"(?:¶¶?|§§?|(?:absatz|absätze|abs|paragraphs?|paras?|pars?|rn|rz)\b\.?)"
_SENTENCE = r"(?:(?:satz|sätze|sentences?|sent)\b\.?|s\.)"
_ID = rf"(?:p?{_NUMBER}|(?:{_SERIAL}){_NUMBER}|{_NAMED})(?:\.{_NUMBER})?"
_FIRST = rf"(?P<mark>{_PARAGRAPH})? ?(?P<first>{_ID})(?:,? ?{_SENTENCE} ?(?P<sentence>{_NUMBER}))?"
_LAST = (
    rf"(?:(?P<mark2>{_PARAGRAPH})? ?(?P<last>{_ID})(?:,? ?{_SENTENCE} ?(?P<sentence2>{_NUMBER}))?"
    rf"|{_SENTENCE} ?(?P<sentence3>{_NUMBER}))"
)
_RANGE = rf"(?: ?(?:-|\bbis\b|\bto\b) ?(?:(?P<other>[^:]{{1,120}}?)[:, ] ?)??{_LAST})?"
_PLACE = re.compile(
    rf"(?P<name>.*?)(?:^|(?P<gap>[\s,:;]+)|(?=[¶§])){_FIRST}{_RANGE}(?:-(?P<side>de|en))?",
    re.IGNORECASE,
)
_NOTE_ID = rf"(?:(?:h|fn)?{_NUMBER}|title|lead|author)(?:\.{_NUMBER})?\.?[a-z]"
_NOTE = re.compile(
    rf"(?P<name>.*?)(?:^|[\s,:;]+)(?:(?:notes?|anm(?:erkung)?|fn)\b\.? ?|n\.? ?)"
    rf"(?P<id>{_NOTE_ID})",
    re.IGNORECASE,
)
_STRICT_NOTE = re.compile(rf"note:(?P<name>[^/]+)/(?P<id>{_NOTE_ID})", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?|file)://[^/]*(?P<path>/.*|)", re.IGNORECASE)
_QUERY = re.compile(r"\?(?=[a-z]+=)", re.IGNORECASE)
_YEAR = re.compile(r"(?:1[5-9]|20)[0-9][0-9][a-z]?")
_SPEAKER = re.compile(r"(?P<before>.*[0-9a-z]) ?\[(?P<speaker>[^\[\]]+)\]?", re.IGNORECASE)
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_SUBTITLE = re.compile(r": | [–—] |(?<=[?!]) ")
_QUOTATION = re.compile(r"[„“”«»]")
_ARTICLE = re.compile(r"(?:The|An?) (?=\S)")
_BRACKETS = "()[]{}\"'`“”„‚‘’«»‹›"


@dataclass(frozen=True, slots=True)
class Written:
    """
    Hold what a person wrote, taken apart: the name of a text as written, and a place in it.

    `first` and `last` are ids, both empty for the whole text; `note` is the id of a note. `other`
    is a second name, where the end of a range has one of its own. `speaker` is what stands in
    square brackets behind a place: in a citation the name of the one who speaks there.
    """

    name: str
    first: str = ""
    last: str = ""
    note: str = ""
    side: Side = ""
    version: str = ""
    other: str = ""
    speaker: str = ""


def refuse(code: str, message: str, hint: str = "") -> EditionError:
    """Make the error with which a reference is refused."""
    return EditionError(Finding(Location(), code, message, (), hint))


def read_reference(written: str) -> Written:
    """
    Take a reference apart.

    What holds no place is all name: the whole text is meant, or nothing that can be read. Raises
    EditionError where it is too long, holds markup or control characters, is an address of another
    page, or names two places. Whether the ends of a range fit is for `resolve` to say.

    >>> read_reference("(Heilmann, Abs. 12, Satz 2–3 [Frage])").last
    '12.3'
    >>> read_reference("https://a.example/texts/siemons/?v=1.0#p3.4-en").version
    '1.0'
    """
    words = tidy(written)
    if spoken := _SPEAKER.fullmatch(words):
        found = _read(spoken["before"])
        # Behind a name alone, brackets belong to it: “Korn [2019?]”.
        if found.first or found.note:
            return replace(found, speaker=spoken["speaker"])
    return _read(words)


def _read(words: str) -> Written:
    base, version = words, ""
    before, mark, fragment = words.partition("#")
    if found := _QUERY.search(before):
        version = _version(before[found.end() :])
        before = before[: found.start()]
        base = before
    address = _ADDRESS.fullmatch(before)
    if mark or address or before.startswith((".", "/")):
        name = _page(before, address)
        return _at_fragment(name, tidy(unquote(fragment.split(":~:")[0])), version)
    found_note = _STRICT_NOTE.fullmatch(base) or _NOTE.fullmatch(base)
    if found_note:
        return Written(_name(found_note["name"]), note=found_note["id"].lower(), version=version)
    return _place(base, version)


def tidy(written: str) -> str:
    """
    Write what was written plainly: one kind of blank and of dash, no brackets around it.

    Raises EditionError for what is too long, and for markup and control characters.

    >>> tidy(" (Siemons,  ¶ 3–5). ")
    'Siemons, ¶ 3-5'
    """
    if len(written) > LONGEST:
        message = f"the reference has {len(written):,} characters, and none needs over {LONGEST}"
        raise refuse("P001", message, "write: mytext:3.4")
    if any(
        c in "<>" or unicodedata.category(c) in ("Cc", "Cs") for c in written if c not in "\t\n"
    ):
        message = "the reference holds markup or a control character"
        raise refuse("P002", message, "write: mytext:3.4")
    words = " ".join(unicodedata.normalize("NFC", written).translate(_DASHES).split())
    return words.strip(_BRACKETS + " .,;")


def _version(query: str) -> str:
    values = dict(part.partition("=")[::2] for part in query.split("&"))
    return unquote(values.get("v", ""))[:20]


def _page(path: str, address: re.Match[str] | None) -> str:
    """Give the name of a text from the address of its page, or a bare name."""
    steps = [step for step in (address["path"] if address else path).split("/") if step]
    if steps and steps[-1] in ("index.html", "index.md"):
        steps.pop()
    if address and steps[-2:-1] != ["texts"]:
        hint = "write …/texts/mytext/#p3.4"
        raise refuse("P003", "the address is not that of a text of the edition", hint)
    return re.sub(r"\.(?:md|html)$", "", tidy(unquote(steps[-1]))) if steps else ""


def _at_fragment(name: str, fragment: str, version: str) -> Written:
    if not fragment:
        return Written(name, version=version)
    if note := re.fullmatch(rf"n(?:ote-)?({_NOTE_ID})", fragment, re.IGNORECASE):
        return Written(name, note=note[1].lower(), version=version)
    place = _place(fragment, version, named=False)
    if place.name or not place.first:
        raise refuse("P004", f"“#{fragment[:60]}” is no place in a text", "write: mytext#p3.4")
    return Written(name, place.first, place.last, "", place.side, version)


def _place(words: str, version: str, named: bool = True) -> Written:
    found = _PLACE.fullmatch(words)
    if not found or (named and not found["name"] and _YEAR.fullmatch(words)):
        return Written(_name(words), version=version)
    bare = not found["mark"] and not found["sentence"] and ":" not in (found["gap"] or "")
    if named and bare and _YEAR.fullmatch(found[0][found.start("first") :]):
        return Written(_name(words), version=version)
    first = _id(found["first"], found["sentence"])
    last = _last(found, first)
    side: Side = "de" if (found["side"] or "").lower() == "de" else "en" if found["side"] else ""
    name, other = _name(found["name"]), _name(found["other"] or "")
    if re.search(rf":\s*{_ID}$", name, re.IGNORECASE):
        raise refuse("P006", f"“{words[:80]}” names two places", "one place or one range at a time")
    return Written(name, first, last, "", side, version, other)


def _last(found: re.Match[str], first: str) -> str:
    """Give the end of a range; a bare number after a sentence is a sentence as well."""
    paragraph, _, sentence = first.partition(".")
    if found["sentence3"]:
        return f"{paragraph}.{found['sentence3'].lower()}"
    if not found["last"]:
        return first
    last = _id(found["last"], found["sentence2"])
    plain = not found["mark2"] and not found["other"] and last == found["last"].lower()
    if sentence and plain and last[0].isdigit() and "." not in last:
        return f"{paragraph}.{last}"
    return last


def _id(written: str, sentence: str | None) -> str:
    head, _, tail = re.sub(r"^p(?=[0-9])", "", written.lower()).partition(".")
    names = (name for name, known in _NAMES.items() if re.fullmatch(known, head))
    serial = (
        f"{series}{found[1]}"
        for series, known in _SERIES.items()
        if (found := re.fullmatch(rf"(?:{known})({_NUMBER})", head))
    )
    paragraph = next(names, "") or next(serial, head)
    if tail and sentence:
        raise refuse("P006", f"{written}, {sentence} names two sentences", "write one of them")
    tail = tail or (sentence or "").lower()
    return f"{paragraph}.{tail}" if tail else paragraph


def _name(written: str) -> str:
    return written.strip(_BRACKETS + " .,;:/")


def main_title(words: str) -> str:
    """
    Cut a subtitle off, as those do who cite by the title; a title that quotes stays whole.

    >>> main_title("Die Herde: Über das Zählen"), main_title("Was tun? Ein Versuch")
    ('Die Herde', 'Was tun?')
    """
    return words if _QUOTATION.search(words) else _SUBTITLE.split(words)[0]


def without_article(words: str) -> str:
    """
    Cut off the article that an English title begins with.

    >>> without_article("The Herd"), without_article("Anger")
    ('Herd', 'Anger')
    """
    found = _ARTICLE.match(words)
    return f"{words[found.end()].upper()}{words[found.end() + 1 :]}" if found else words

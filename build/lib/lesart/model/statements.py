"""The closed list of rights statements and licences: how each is written, what it lets be shown."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal
from urllib.parse import urlsplit

from lesart.model.statement_names import folded, short_name

Condition = Literal["free", "non-commercial", "permission"]

_CC = "https://creativecommons.org/"
_RS = "http://rightsstatements.org/vocab/"
_KINDS = ("by", "by-sa", "by-nc", "by-nc-sa", "by-nd", "by-nc-nd")
_PORTED = ("1.0", "2.0", "2.1", "2.5", "3.0")
# The jurisdictions to which Creative Commons adapted its licences before version 4.0.
_PORTS = frozenset(
    "am ar at au az be bg br ca ch cl cn co cr cz de dk ec ee eg es fi fr ge gr gt hk hr hu ie igo"
    " il in it jp kr lu mk mt mx my nl no nz pe ph pl pr pt ro rs scotland se sg si th tw ua ug uk"
    " us ve vn za".split()
)
_LICENCE = re.compile(r"/licenses/([a-z-]+)/(\d\.\d)(?:/([a-z]+))?")
_DEED = re.compile(r"(?:deed|legalcode)(?:\.[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?)?")
_PUBLIC = {"/publicdomain/zero/1.0": "CC0 1.0", "/publicdomain/mark/1.0": "Public Domain Mark 1.0"}
_RIGHTS = re.compile(r"/(?:vocab|page)/([A-Za-z-]+)/1\.0/?")
_QUERY = re.compile(r"(?:ref=[\w-]+|language=[a-z]{2})?")
_SCHEMES = ("http", "https")


@dataclass(frozen=True, slots=True)
class Statement:
    """
    Hold what is known of one statement: its `name`, its `address` in one form, and its decision.

    `original` and `translation` tell on what condition the public may see that side: always, in an
    edition that says it is non-commercial, or by permission alone. `said` is the ground, as words
    that follow “because”; `why` is the reason for the decision. Only a licence is `licence`.
    """

    name: str
    address: str
    original: Condition
    translation: Condition
    said: str
    why: str
    licence: bool = False


_IN_COPYRIGHT = "It reserves the right to publish and to translate."
_DECIDED: dict[str, tuple[str, Condition, Condition, str, str]] = {
    "InC": (
        "In copyright", "permission", "permission", "the text is in copyright", _IN_COPYRIGHT,
    ),
    "InC-OW-EU": (
        "In copyright, EU orphan work", "permission", "permission",
        "the text is an orphan work in copyright",
        "Only the institutions that the EU directive names may show an orphan work, and none may "
        "translate it.",
    ),
    "InC-EDU": (
        "In copyright, educational use permitted", "permission", "permission",
        "the text is in copyright but for educational use",
        "A public page reaches everybody, not a class alone; the statement allows no translation.",
    ),
    "InC-NC": (
        "In copyright, non-commercial use permitted", "permission", "permission",
        "the text is in copyright but for non-commercial use",
        "A statement is no licence: it does not say that a translation may be made and published. "
        "Record what the holder has allowed.",
    ),
    "InC-RUU": (
        "In copyright, rights-holder unidentified", "permission", "permission",
        "the text is in copyright and its holder is not known",
        "That nobody could be asked is no permission.",
    ),
    "NoC-CR": (
        "No copyright, contractual restrictions", "permission", "permission",
        "a contract restricts what may be done with the text",
        "Only who made the contract can tell what it lets be published.",
    ),
    "NoC-NC": (
        "No copyright, non-commercial use only", "non-commercial", "non-commercial",
        "the text is for non-commercial use alone",
        "Without copyright it may be translated; the agreement under which it was digitised allows "
        "non-commercial use.",
    ),
    "NoC-OKLR": (
        "No copyright, other legal restrictions", "permission", "permission",
        "laws other than copyright restrict what may be done with the text",
        "Which laws they are, the statement does not say.",
    ),
    "NoC-US": (
        "No copyright in the United States", "permission", "permission",
        "the text is known to be free in the United States alone",
        "A site is read everywhere. State the Public Domain Mark where the text is free elsewhere "
        "too.",
    ),
    "CNE": (
        "Copyright not evaluated", "permission", "permission",
        "nobody has found out yet what the rights in the text are",
        "What is not known is not free.",
    ),
    "UND": (
        "Copyright undetermined", "permission", "permission",
        "what the rights in the text are could not be found out", "What is not known is not free.",
    ),
    "NKC": (
        "No known copyright", "permission", "permission",
        "the text is only believed to be free of copyright",
        "A belief is not a finding. State the Public Domain Mark where you have made sure.",
    ),
}  # fmt: skip


@lru_cache(maxsize=1024)
def parse_statement(written: str) -> Statement | None:
    """
    Read a rights statement or licence, an address or a name; None where it is not in the list.

    Addresses are those of Creative Commons and rightsstatements.org and of no other host; names are
    those of `statements`, without regard to case, hyphens and blanks, with the names and addresses
    of SPDX and what people write besides (see `statement_names`).

    >>> parse_statement("http://creativecommons.org/licenses/by-nd/3.0/de/deed.fr").name
    'CC BY-ND 3.0 DE'
    >>> parse_statement("cc-by-4.0").address
    'https://creativecommons.org/licenses/by/4.0/'
    >>> parse_statement("https://evil.example/creativecommons.org/licenses/by/4.0/")
    """
    said = short_name(written)
    named = _NAMES.get(folded(said)) or _licence_named(said)
    return named or _addressed(written.strip())


def statements() -> tuple[Statement, ...]:
    """List what the list holds: of licences the current version, and every other statement."""
    current = [_licence(kind, "4.0", "") for kind in _KINDS]
    return (*_FREE, *(one for one in current if one), *_STATED)


def near(written: str) -> str:
    """
    Give the address or name of the list that is most like *written*; nothing where none is.

    A licence without its version is taken for the current one.

    >>> near("https://creativecomons.org/licenses/by/4.0/")
    'https://creativecommons.org/licenses/by/4.0/'
    """
    if without_version := _licence_named(f"{short_name(written)} 4.0"):
        return without_version.name
    bare = written.strip().casefold()
    known = {form.casefold(): form for one in statements() for form in (one.address, one.name)}
    found = difflib.get_close_matches(bare, known, 1, 0.75)
    return known[found[0]] if found else ""


def _addressed(written: str) -> Statement | None:
    if re.search(r"[\s\\\x00-\x20\x7f]", written):
        return None
    try:
        parts = urlsplit(written)
        host = parts.netloc.lower().removeprefix("www.")
    except ValueError:
        return None
    if parts.scheme not in _SCHEMES or parts.fragment or not _QUERY.fullmatch(parts.query):
        return None
    if host == "rightsstatements.org":
        found = _RIGHTS.fullmatch(parts.path)
        return _BY_CODE.get(found[1]) if found else None
    return _creative(parts.path) if host == "creativecommons.org" else None


def _creative(path: str) -> Statement | None:
    folder, _, last = path.rstrip("/").rpartition("/")
    bare = folder if _DEED.fullmatch(last) else path.rstrip("/")
    if bare in _PUBLIC:
        return _NAMES[folded(_PUBLIC[bare])]
    found = _LICENCE.fullmatch(bare)
    return _licence(found[1], found[2], found[3] or "") if found else None


def _licence_named(written: str) -> Statement | None:
    """Read the name of a licence: `CC BY-NC 3.0 DE`, or as SPDX has it, `CC-BY-NC-3.0-DE`."""
    found = re.fullmatch(r"cc (by(?: [a-z]{2})*?) (\d\.\d)(?: ([a-z]+))?", folded(written))
    return _licence(found[1].replace(" ", "-"), found[2], found[3] or "") if found else None


def _licence(kind: str, version: str, port: str) -> Statement | None:
    kind = "by-nc-nd" if kind == "by-nd-nc" else kind
    unported = version in ("4.0", *_PORTED) and not port and version != "2.1"
    if kind not in _KINDS or not (unported or (version in _PORTED and port in _PORTS)):
        return None
    name = " ".join(filter(None, ("CC", kind.upper(), version, port.upper())))
    # Version 1.0 names its parts in another order.
    written = "by-nd-nc" if (kind, version) == ("by-nc-nd", "1.0") else kind
    address = f"{_CC}licenses/{'/'.join(filter(None, (written, version, port)))}/"
    parts = kind.split("-")
    original: Condition = "non-commercial" if "nc" in parts else "free"
    translation: Condition = "permission" if "nd" in parts else original
    why = ["It may be shown by everybody who names its author."]
    if "nc" in parts:
        why = ["Non-commercial use is allowed, so the edition must say that it is (edition.yml)."]
    if "nd" in parts:
        why.append("A translation is an adaptation, which may be made but not published.")
    if "sa" in parts:
        why.append("The translation stands under the same licence.")
    said = f"{name} is for non-commercial use alone" if "nc" in parts else ""
    return Statement(name, address, original, translation, said, " ".join(why), licence=True)


_FREE = (
    Statement(
        "CC0 1.0", f"{_CC}publicdomain/zero/1.0/", "free", "free", "",
        "Its holder has given up all rights.", licence=True,
    ),
    Statement(
        "Public Domain Mark 1.0", f"{_CC}publicdomain/mark/1.0/", "free", "free", "",
        "It is free of copyright everywhere.",
    ),
)  # fmt: skip
_BY_CODE = {
    code: Statement(name, f"{_RS}{code}/1.0/", original, translation, said, why)
    for code, (name, original, translation, said, why) in _DECIDED.items()
}
_STATED = tuple(_BY_CODE.values())
_NAMES = {
    **{folded(one.name): one for one in (*_FREE, *_STATED)},
    **{folded(code): one for code, one in _BY_CODE.items()},
    "cc0": _FREE[0],
    "public domain": _FREE[1],
    "public domain mark": _FREE[1],
    "all rights reserved": _BY_CODE["InC"],
}

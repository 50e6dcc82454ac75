"""Damage files: bytes, elements of XML, parts of archives. The same seed does the same damage."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from random import Random

_TAG = re.compile(rb"<[^<>]{1,300}>")
_ATTRIBUTE = re.compile(rb"""\s([\w:.-]+)=("[^"]*"|'[^']*')""")
_CODECS = ("utf-16", "utf-8-sig", "latin-1", "cp1252", "utf-32", "utf-7")
_ODD = (
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\n\n", b"\t", b"\x0c", b"\x85", b"\x1a",
    "\u2028".encode(), "\ufeff".encode(), "\u0301\u0323".encode() * 40, "\u202e".encode(),
    b"\xed\xa0\x80", b"&auml;", b"&#0;", b"&#xD800;", b"&nichts;", b"<!--", b"-->", b"<![CDATA[",
    b"]]>", b"<?pi?>", b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///dev/zero'>]>", b"<a>", b"</a>",
    b'"', b"'", b"\\", b"\\u0000", b"\\ud800", b"{", b"[", b"}", b"]", b",", b";", b":", b"|",
    b"%20", b"../", b"/", b"#", b"-1", b"0", b"99999999999999999999", b"1e999", b"NaN", b"null",
    b"=cmd", b"msgid \"", b"msgstr[1] \"x\"", b"#| ", b"#~ ", b"~~~", b"```", b"---\n", b"[^1]: ",
)  # fmt: skip


def mutate(data: bytes, others: Sequence[bytes], random: Random) -> bytes:
    """Damage *data* one to four times; *others* are files from which pieces are taken."""
    for _ in range(random.choice((1, 1, 1, 2, 2, 4))):
        data = _once(data, others, random)
    return data


def _once(data: bytes, others: Sequence[bytes], random: Random) -> bytes:
    if data.startswith(b"PK") and random.random() < 0.8:
        return _repacked(data, others, random)
    if data.lstrip()[:1] == b"<" and random.random() < 0.6:
        return random.choice(_ON_ELEMENTS)(data, random)
    if random.random() < 0.15:
        other = random.choice(others)
        cut, other_cut = _spot(data, random), _spot(other, random)
        return data[:cut] + other[other_cut:]
    return random.choice(_ON_BYTES)(data, random)


def _spot(data: bytes, random: Random) -> int:
    return random.randint(0, len(data))


def _flipped(data: bytes, random: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(min(len(changed), random.choice((1, 2, 8, 64)))):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def _cut_off(data: bytes, random: Random) -> bytes:
    return data[: _spot(data, random)]


def _without(data: bytes, random: Random) -> bytes:
    at = _spot(data, random)
    return data[:at] + data[at + random.choice((1, 4, 40, 400)) :]


def _inserted(data: bytes, random: Random) -> bytes:
    at = _spot(data, random)
    return data[:at] + random.choice(_ODD) * random.choice((1, 1, 1, 3, 500)) + data[at:]


def _repeated(data: bytes, random: Random) -> bytes:
    at = _spot(data, random)
    piece = data[at : at + random.choice((1, 7, 60, 400))]
    return data[:at] + piece * random.choice((2, 5, 300)) + data[at:]


def _random_bytes(data: bytes, random: Random) -> bytes:
    at = _spot(data, random)
    return data[:at] + random.randbytes(random.choice((1, 8, 64))) + data[at + 8 :]


def _digits(data: bytes, random: Random) -> bytes:
    found = list(re.finditer(rb"\d+", data))
    if not found:
        return _flipped(data, random)
    one = random.choice(found)
    number = random.choice((b"0", b"-1", b"65536", b"4294967296", b"9" * 30, b"9" * 5000, b"x"))
    return data[: one.start()] + number + data[one.end() :]


def _tag(data: bytes, random: Random) -> re.Match[bytes] | None:
    found = list(_TAG.finditer(data))
    return random.choice(found) if found else None


def _without_tag(data: bytes, random: Random) -> bytes:
    tag = _tag(data, random)
    return data[: tag.start()] + data[tag.end() :] if tag else data


def _without_element(data: bytes, random: Random) -> bytes:
    """Drop from one tag to another, so that what is left is often well-formed."""
    tag = _tag(data, random)
    if not tag:
        return data
    name = re.match(rb"<([\w:.-]+)", tag[0])
    end = data.find(b"</" + name[1] + b">", tag.end()) if name else -1
    return data[: tag.start()] + data[end + len(name[1]) + 3 :] if name and end > 0 else data


def _doubled_element(data: bytes, random: Random) -> bytes:
    tag = _tag(data, random)
    if not tag:
        return data
    name = re.match(rb"<([\w:.-]+)", tag[0])
    end = data.find(b"</" + name[1] + b">", tag.end()) if name else -1
    if not name or end < 0:
        return data[: tag.end()] + tag[0] + data[tag.end() :]
    whole = data[tag.start() : end + len(name[1]) + 3]
    return (
        data[: tag.start()] + whole * random.choice((2, 3, 50)) + data[tag.start() + len(whole) :]
    )


def _nested_element(data: bytes, random: Random) -> bytes:
    tag = _tag(data, random)
    name = re.match(rb"<([\w:.-]+)", tag[0]) if tag else None
    if not tag or not name:
        return data
    depth = random.choice((2, 30, 254, 3000))
    inner = (b"<" + name[1] + b">") * depth + b"x" + (b"</" + name[1] + b">") * depth
    return data[: tag.end()] + inner + data[tag.end() :]


def _renamed(data: bytes, random: Random) -> bytes:
    names = sorted(set(re.findall(rb"</?([\w:.-]+)", data)))
    if not names:
        return data
    old, new = random.choice(names), random.choice([*names, b"x", b"w:del", b"sup", b"note"])
    times = random.choice((1, 2, 10**6))
    return re.sub(rb"(</?)" + re.escape(old) + rb"\b", rb"\g<1>" + new, data, count=times)


def _attributes(data: bytes, random: Random) -> bytes:
    found = list(_ATTRIBUTE.finditer(data))
    if not found:
        return data
    one, other = random.choice(found), random.choice(found)
    value = random.choice((b"", other[0], b' x=""', b" " + one[1] + b'=""', one[0] * 2,
                           b" " + one[1] + b'="' + random.choice(_ODD).replace(b'"', b"") + b'"',
                           b" " + one[1] + b"=" + other[2]))  # fmt: skip
    return data[: one.start()] + value + data[one.end() :]


def _entities(data: bytes, random: Random) -> bytes:
    at = data.find(b"?>") + 2 if data.startswith(b"<?xml") else 0
    kinds = (
        b"<!DOCTYPE a [<!ENTITY b 'x'>]>", b"<!DOCTYPE a SYSTEM 'a.dtd'>",
        b"<!DOCTYPE a [<!ENTITY b '&c;'><!ENTITY c '&b;'>]>",
        b"<!DOCTYPE a [<!ENTITY % p SYSTEM 'file:///dev/zero'>%p;]>",
        b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>",
        b"<!DOCTYPE a [<!ENTITY b '" + b"x" * 9999 + b"'><!ENTITY c '" + b"&b;" * 99 + b"'>]>",
    )  # fmt: skip
    tag = _tag(data, random)
    if not tag:
        return data
    reference = random.choice((b"&b;", b"&c;" * 50, b"&auml;", b"&#228;"))
    return data[:at] + random.choice(kinds) + data[at : tag.end()] + reference + data[tag.end() :]


def _recoded(data: bytes, random: Random) -> bytes:
    words = data.decode("utf-8", "replace")
    if random.random() < 0.5:
        return words.encode(random.choice(_CODECS), "replace")
    name = random.choice(("utf-16", "iso-8859-1", "klingon", "rot13", "utf-7", "idna", "hex", ""))
    return re.sub(
        rb"(?i)((?:encoding|charset)\s*=\s*[\"']?)[\w-]+", rb"\g<1>" + name.encode(), data
    )


_Change = Callable[[bytes, Random], bytes]
_ON_BYTES: tuple[_Change, ...] = (
    _flipped, _cut_off, _without, _inserted, _inserted, _repeated, _random_bytes, _digits, _recoded,
)  # fmt: skip
_ON_ELEMENTS: tuple[_Change, ...] = (
    _without_tag, _without_element, _doubled_element, _nested_element, _renamed, _attributes,
    _attributes, _entities, _recoded, _inserted,
)  # fmt: skip


def _repacked(data: bytes, others: Sequence[bytes], random: Random) -> bytes:
    """Damage one part of an archive, or the list of its parts, and pack it anew."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            parts = [(info.filename, book.read(info)) for info in book.infolist()]
    except Exception:  # An archive that was damaged before is damaged as bytes.
        return random.choice(_ON_BYTES)(data, random)
    if not parts:
        return data
    weights = [3 if name.endswith(("xml", "html", "opf", "rels")) else 1 for name, _ in parts]
    at = random.choices(range(len(parts)), weights)[0]
    name, words = parts[at]
    change = random.random()
    if change < 0.7:
        parts[at] = (name, _once(words, [w for _, w in parts], random))
    elif change < 0.78:
        del parts[at]
    elif change < 0.86:
        parts[at] = (_flipped(name.encode(), random).decode("utf-8", "replace"), words)
    elif change < 0.92:
        parts.append((name, random.choice(others)))
    else:
        parts[at] = (name, random.choice((b"", data, words * 200, b"\0" * 6_000_000)))
    packed = _pack(parts, random)
    return _flagged(packed, random) if random.random() < 0.05 else packed


def _pack(parts: Sequence[tuple[str, bytes]], random: Random) -> bytes:
    made = io.BytesIO()
    method = random.choices((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED, zipfile.ZIP_BZIP2),
                            (80, 15, 5))[0]  # fmt: skip
    with zipfile.ZipFile(made, "w", method, compresslevel=1) as book:
        for name, words in parts:
            # By its entry and not its name, so that a name may stand twice without a word.
            info = zipfile.ZipInfo(name.replace("\0", "") or "x")
            info.compress_type = method
            if info.filename not in book.NameToInfo:
                book.writestr(info, words)
    return made.getvalue()


def _flagged(data: bytes, random: Random) -> bytes:
    """Change a field of the central directory: flags, method, sizes, places."""
    changed = bytearray(data)
    at = changed.find(b"PK\1\2")
    if at >= 0:
        field = random.choice((8, 10, 20, 24, 28, 30, 42))
        changed[at + field] = random.randrange(256)
    return bytes(changed)

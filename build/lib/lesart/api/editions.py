"""Load an edition, check it, find and cite its places, write its files, build its site."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from lesart.citing import STYLES, Citation, Format, Side
from lesart.core.findings import Finding
from lesart.model import Audience, Edition
from lesart.site import build as site
from lesart.store.paths import find_root
from lesart.tasks import citing, edition, references
from lesart.tasks.check import check_edition
from lesart.tasks.formats import FORMATS

Folder = str | os.PathLike[str]


def _settings(
    root: Folder, audience: Audience, originals: Sequence[Folder], address: str = ""
) -> edition.Settings:
    folders = tuple(Path(folder).resolve() for folder in originals)
    return edition.Settings(find_root(Path(root)).resolve(), folders, audience, address)


def load(
    root: Folder = ".",
    *,
    audience: Audience = "private",
    originals: Sequence[Folder] = (),
    address: str = "",
) -> Edition:
    """
    Load the edition in the folder *root*, as the *audience* may see it.

    Originals are looked for in the folders *originals*, beside `source_texts/originals`; *address*
    is that of its site. Raises EditionError with all that is broken.

    >>> import lesart
    >>> edition = lesart.load(".", originals=["../mini-originals"])
    >>> edition.record.title.en, [text.record.id for text in edition.texts]
    ('Tiny Edition', ['zeichen', 'wolken'])
    """
    return edition.load_edition(_settings(root, audience, originals, address))


def check(root: Folder = ".", *, originals: Sequence[Folder] = ()) -> list[Finding]:
    """
    Check the edition in the folder *root* by every check of CHECKS.

    Gives the findings in the order of files and lines. Raises EditionError where files are so
    broken that they cannot be read; its `findings` say where.

    >>> import lesart
    >>> lesart.check(".", originals=["../mini-originals"])
    []
    >>> try:
    ...     lesart.check("/")
    ... except lesart.EditionError as error:
    ...     print([finding.code for finding in error.findings])
    ['E001']
    """
    return check_edition(_settings(root, "private", originals))


def resolve(
    reference: str,
    root: Folder = ".",
    *,
    audience: Audience = "private",
    originals: Sequence[Folder] = (),
    address: str = "",
) -> references.Answer:
    """
    Find what a reference means, in any of the ways in which people write one.

    Gives its place, its address and its words in both languages; `finding` says what was wrong
    where only the nearest place is given. Raises EditionError where there is none.

    >>> import lesart
    >>> found = lesart.resolve("Wolken, Abs. 1, Satz 2", originals=["../mini-originals"])
    >>> str(found.place), found.address, found.en
    ('wolken:1.2', 'texts/wolken/#p1.2', 'Or do the scales deceive?')
    """
    return references.answer(_settings(root, audience, originals), reference, address)


def cite(
    reference: str,
    root: Folder = ".",
    *,
    style: str = "chicago-note",
    side: Side = "both",
    format: Format = "text",
    accessed: date | None = None,
    address: str = "",
) -> Citation:
    """
    Cite a place of the edition in a *style* of STYLES.

    `cited` stands in a text or note, `entry` in a list of works; for a reference manager there is
    an entry alone. *accessed* is today where nothing is said. Raises EditionError where there is no
    such place, and ValueError for an unknown style.

    >>> import lesart
    >>> lesart.cite("wolken:1.2", style="apa").cited
    '(Korn, ca. 2019/2026, para. 1, Sentence 2 [Newspaper])'
    """
    if style not in STYLES:
        raise ValueError(f"no style “{style}”; there are {', '.join(STYLES)}")
    request = citing.Request(style, side, format, accessed or date.today(), address)
    return citing.cite(_settings(root, "private", ()), reference, request)


def write(edition_: Edition, format: str, text: str = "") -> bytes:
    """
    Write an edition, or one text of it, in a format of FORMATS.

    A file holds what the audience may see for which the edition was loaded. Raises ValueError for a
    format that there is not, or that makes nothing of what was asked for; EditionError for a text
    that there is not, or what cannot be written.

    >>> import json, lesart
    >>> edition = lesart.load(".", originals=["../mini-originals"])
    >>> json.loads(lesart.write(edition, "json", "wolken"))["text"]
    'wolken'
    >>> lesart.write(edition, "epub")[:2]
    b'PK'
    """
    if format not in FORMATS:
        raise ValueError(f"no format “{format}”; there are {', '.join(FORMATS)}")
    of_text, whole = FORMATS[format].text, FORMATS[format].edition
    if text:
        found = edition.text_of(edition_, text)
        if of_text and of_text.available(found):
            return of_text.make(found, edition_)
    elif whole and whole.available(edition_):
        return whole.make(edition_)
    raise ValueError(f"nothing can be written as {format} of {text or 'the edition as a whole'}")


def build(
    root: Folder = ".",
    site_dir: Folder = "site",
    *,
    audience: Audience = "public",
    originals: Sequence[Folder] = (),
    generator: site.Generator = "mkdocs",
) -> list[Finding]:
    """
    Build the site of the edition in the folder *root* into *site_dir*.

    An old site stays until the new one is complete. Gives what is odd about it. Raises EditionError
    where it cannot be built.
    """
    return site.build(_settings(root, audience, originals), generator, Path(site_dir))

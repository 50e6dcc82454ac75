"""Check that what was published stands: no id lost or used again, no words changed unsaid."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lesart.annotation.releases import citables, ids_of, is_version, published_ids, version_key
from lesart.checks.checked import Checked
from lesart.core.findings import Location, Problem
from lesart.model import Citable, Release, Sources


def vanished_id(edition: Checked) -> Iterator[Problem]:
    """An id that was published is gone without a signpost."""
    for path in edition.files:
        found = re.fullmatch(r"source_texts/([^/]+)/releases\.tsv", path)
        if found and found[1] not in edition.record.texts:
            evidence = (f"the text {found[1]} was released",)
            yield Location("source_texts/edition.yml"), evidence, "list the text again"
    for text in edition.texts:
        posts = {post.id for post in text.signposts}
        known = _standing(text)
        for id_, version in published_ids(text.releases).items():
            if id_ not in known and id_ not in posts:
                where = Location(f"{text.folder}/segments.tsv", 0, f"{text.record.id}:{id_}")
                hint = f"bring it back, or put up a signpost in {text.folder}/signposts.tsv"
                yield where, (f"published in version {version}",), hint


def changed_release(edition: Checked) -> Iterator[Problem]:
    """The words of a released version have changed, and the text has no new version."""
    for text in edition.texts:
        if not text.releases or text.releases[-1].version != text.record.version:
            continue
        then = {(one.kind, one.id): one for one in text.releases[-1].citables}
        now = {(one.kind, one.id): one for one in citables(text, False)}
        if not then:
            continue
        for key in sorted({*then, *now}):
            state = _state(then.get(key), now.get(key))
            if state:
                kind, id_ = key
                name = f"n{id_}" if kind == "note" else id_
                where = Location(f"{text.folder}/text.yml", 0, f"{text.record.id}:{name}")
                hint = f"set a version above {text.record.version} in text.yml"
                yield where, (f"{kind}: {state}",), hint


def _state(then: Citable | None, now: Citable | None) -> str:
    if then is None:
        return "is not part of the release"
    if now is None:
        return "is in the release alone"
    return "" if then.digest == now.digest else "other words than in the release"


def reused_id(edition: Checked) -> Iterator[Problem]:
    """An id is used again, for other words than those it was given to."""
    for text in edition.texts:
        standing = _standing(text)
        for post in text.signposts:
            if post.id in standing:
                where = Location(f"{text.folder}/signposts.tsv", post.line, _ref(text, post.id))
                yield where, ("a signpost says that it is gone",), "give the new words a new id"
        yield from _came_back(text, standing)
        yield from _renumbered(text)


def _came_back(text: Sources, standing: set[str]) -> Iterator[Problem]:
    """Find ids that one release had, a later one had not, and that stand again."""
    seen: set[str] = set()
    gone: set[str] = set()
    for release in text.releases:
        ids = set(ids_of(release.citables))
        gone |= seen - ids if ids else set()
        seen |= ids
    posts = {post.id for post in text.signposts}
    for id_ in sorted((gone & standing) - posts):
        where = Location(f"{text.folder}/segments.tsv", 0, _ref(text, id_))
        yield where, ("an earlier release had it, a later one had not",), "give a new id"


def _renumbered(text: Sources) -> Iterator[Problem]:
    """Find segments with words that the last release knows under an id that has lost them."""
    release = text.releases[-1] if text.releases else None
    then = {one.id: one.digest for one in release.citables if one.kind == "de"} if release else {}
    now = {entry.id: entry.digest for entry in text.ledger}
    lost = {words: id_ for id_, words in then.items() if now.get(id_) != words}
    for entry in text.ledger:
        owner = lost.get(entry.digest, "")
        if release and owner and then.get(entry.id, entry.digest) != entry.digest:
            where = Location(f"{text.folder}/segments.tsv", entry.line, _ref(text, entry.id))
            said = f"in version {release.version} these words were {owner}"
            yield where, (f"{entry.incipit} …", said), "an id stays with its sentence"


def lost_signpost(edition: Checked) -> Iterator[Problem]:
    """A signpost leads nowhere, or stands for an id that was never published."""
    for text in edition.texts:
        standing = _standing(text)
        known = published_ids(text.releases)
        for post in text.signposts:
            where = Location(f"{text.folder}/signposts.tsv", post.line, _ref(text, post.id))
            ends = post.to.split("-", 1) if post.to else []
            if missing := [end for end in ends if end not in standing]:
                yield where, (f"there is no {missing[0]}",), "lead to an id that stands"
            if post.id not in known:
                yield where, (f"{post.id} is in no release",), "take the line out"


def broken_release(edition: Checked) -> Iterator[Problem]:
    """The file of a release is not as it was published."""
    for text in edition.texts:
        for release in text.releases:
            if release.found != release.sealed:
                state = "has other bytes" if release.found else "is gone"
                where = Location(f"{text.folder}/releases/{release.version}.tsv")
                yield where, (f"the file {state}",), "bring back the file as it was published"


def lowered_version(edition: Checked) -> Iterator[Problem]:
    """The version of a text is no number, or below its last release."""
    for text in edition.texts:
        version = text.record.version
        last: Release | None = text.releases[-1] if text.releases else None
        if not is_version(version):
            yield Location(f"{text.folder}/text.yml"), (version[:60],), "write: version: '1.0'"
        elif last and version_key(version) < version_key(last.version):
            evidence = (f"{version}, and {last.version} was released on {last.date}",)
            yield Location(f"{text.folder}/text.yml"), evidence, "versions only rise"


def _standing(text: Sources) -> set[str]:
    places = (place.id for place in text.places)
    return {*ids_of(citables(text, False)), *places}


def _ref(text: Sources, id_: str) -> str:
    return f"{text.record.id}:{id_}"

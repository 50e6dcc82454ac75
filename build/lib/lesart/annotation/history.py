"""Compare what was released with what stands today: which words have changed, since when, how."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from lesart.core import references
from lesart.model import Citable, CitableKind, History, Release, Revision, Signpost
from lesart.source.ledger import digest


@dataclass(frozen=True, slots=True)
class _State:
    """Know what can be cited in one version: by kind and id, and English units by segment."""

    version: str
    date: str
    things: Mapping[tuple[CitableKind, str], Citable]
    units: Mapping[str, Citable]
    order: Sequence[str]

    def covered(self, one: Citable) -> tuple[str, ...]:
        """Give the segments that a citable thing stands for in this version."""
        return references.expand(one.id, self.order) if one.kind == "en" else (one.id,)


def _state(version: str, date: str, things: Sequence[Citable]) -> _State:
    order = [one.id for one in things if one.kind == "de"]
    units = {
        id_: one for one in things if one.kind == "en" for id_ in references.expand(one.id, order)
    }
    return _State(version, date, {(one.kind, one.id): one for one in things}, units, order)


def make_history(
    releases: Sequence[Release],
    today: Sequence[Citable],
    version: str,
    signposts: Sequence[Signpost] = (),
) -> History:
    """
    Tell for every release what reads otherwise *today*, in a text that calls itself *version*.

    The English of a segment is that of the units that cover it, so where units were joined or
    parted and no word is other, nothing has changed. Lacunae have no words.
    """
    states = [_state(release.version, release.date, release.citables) for release in releases]
    now = _state(version, "", today)
    posts = {post.id: post for post in signposts}
    revisions = [
        one
        for number, then in enumerate(states)
        for one in _revisions(then, [*states[number + 1 :], now], posts)
    ]
    dates = tuple((release.version, release.date) for release in releases)
    return History(dates, tuple(revisions), tuple(signposts))


def _revisions(
    then: _State, later: Sequence[_State], posts: Mapping[str, Signpost]
) -> Iterable[Revision]:
    order = {id_: place for place, id_ in enumerate(then.order)}
    cited = (one for one in then.things.values() if one.kind != "lacuna")
    # Both languages of a sentence stand together, in reading order, and notes after the text.
    for one in sorted(cited, key=lambda one: order.get(then.covered(one)[0], len(order))):
        found = [_today(one, then, state, posts) for state in later]
        if found[-1] and found[-1].digest == one.digest:
            continue
        first = next(
            state
            for state, words in zip(later, found, strict=True)
            if words is None or words.digest != one.digest
        )
        yield Revision(
            then.version,
            one.kind,
            one.id,
            _places(one, then, later[-1], posts),
            first.version,
            first.date,
            one.digest,
            one.wording,
            found[-1].wording if found[-1] else None,
            found[-1] is None,
        )


def _today(
    one: Citable, then: _State, state: _State, posts: Mapping[str, Signpost]
) -> Citable | None:
    """Give what stands for *one* in another version; units that share its segments as one."""
    if one.kind != "en":
        return state.things.get((one.kind, one.id))
    places = _places(one, then, state, posts)
    units = {unit.id: unit for id_ in places if (unit := state.units.get(id_))}
    if not units:
        return None
    words = _joined(units)
    beside = {id_ for unit in units.values() for id_ in state.covered(unit)}
    before = {
        unit.id: unit for id_ in then.order if id_ in beside and (unit := then.units.get(id_))
    }
    same = one.id in before and _joined(before) == words
    return one if same else Citable("en", one.id, digest(words), words)


def _joined(units: Mapping[str, Citable]) -> str:
    return " ".join(unit.wording or "" for unit in units.values())


def _places(
    one: Citable, then: _State, state: _State, posts: Mapping[str, Signpost]
) -> tuple[str, ...]:
    """List the ids under which a thing is found in another version, by signposts where need be."""
    if one.kind == "note":
        name = f"n{one.id}"
        known = ("note", one.id) in state.things or name not in posts
        return (name if known else posts[name].to or name,)
    places: list[str] = []
    for id_ in then.covered(one):
        moved = posts[id_].to if id_ in posts and id_ not in state.order else ""
        places += references.expand(moved, state.order) or (id_,)
    return tuple(dict.fromkeys(places))


def withhold(history: History) -> History:
    """Keep of a history what may be known of a text that is not shown: places, facts and dates."""
    return replace(
        history,
        revisions=tuple(
            one if one.kind == "note" else replace(one, then=None, now=None)
            for one in history.revisions
        ),
    )

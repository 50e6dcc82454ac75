"""Translation units on their way to translators' programs and back."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outgoing:
    """
    Hold a unit as a translator's program gets it.

    `reference` is written as `siemons:3.4`; `target` is empty where there is no translation.
    `state` is that of the unit, or `missing`; `stale` is True where the source has changed since;
    `origin` and `date` say what made a draft. `notes` are sentences for the translator, `terms`
    pairs of a term as it stands there and its renderings, the first one preferred. `base` hashes
    the target, so that a file that comes back tells what it began from.
    """

    reference: str
    source: str
    target: str
    state: str
    stale: bool = False
    origin: str = ""
    date: str = ""
    notes: tuple[str, ...] = ()
    terms: tuple[tuple[str, tuple[str, ...]], ...] = ()
    base: str = ""
    line: int = 0

    @property
    def finished(self) -> bool:
        """Tell whether nothing is left to do: reviewed against today's source."""
        return self.state == "reviewed" and not self.stale


@dataclass(frozen=True, slots=True)
class Incoming:
    """
    Hold a unit as a file brings it, with the line where it stands.

    `finished` is True where the translator left no mark that it needs work; `base` is empty where
    the file does not say what it began from. `fault` says why the unit cannot be
    read, if it cannot.
    """

    reference: str
    source: str
    target: str
    finished: bool
    base: str = ""
    line: int = 0
    fault: str = ""

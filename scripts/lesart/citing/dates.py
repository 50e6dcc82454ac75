"""
Read the dates of CSL-JSON, in every form that it has, and write them for other formats.

A date may have one day or two, be *circa*, name a season, or be words: as `date-parts` with
numbers or their figures, or as a string of EDTF (ISO 8601-2), which `raw` holds as well.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_MONTHS = {*range(1, 17), *range(21, 25)}
_FIGURES = re.compile(r"-?[0-9]{1,4}")
_EDTF = re.compile(r"(-?[0-9]{4}|y-?[0-9]{5,9})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([~?%]?)")
_SEASON_NAMES = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
Parts = tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CslDate:
    """
    Hold a date: one day or two, each as year, month and day as far as they are known.

    A season is a month from 21 (spring) to 24; a year before our era is negative. `open` is True
    for a range without its end. `literal` has the words where there are no numbers.
    """

    days: tuple[Parts, ...] = ()
    circa: bool = False
    open: bool = False
    literal: str = ""


def read_date(written: Any) -> CslDate | None:
    """
    Read a date; None where it is none.

    >>> read_date({"date-parts": [[2015]], "season": "3"}).days
    ((2015, 23),)
    >>> read_date("1740~/1750").circa, read_date({"literal": "n.d."}).literal
    (True, 'n.d.')
    """
    if isinstance(written, str):
        return _from_words(written)
    if not isinstance(written, Mapping):
        return None
    days = _days(written.get("date-parts"))
    literal, raw = written.get("literal"), written.get("raw", written.get("edtf"))
    circa = bool(written.get("circa")) and str(written.get("circa")).lower() not in ("0", "false")
    if days is not None:
        return CslDate(days=_with_season(days, written.get("season")), circa=circa)
    if "date-parts" in written:
        return None
    if isinstance(raw, str) and (read := _from_words(raw)):
        return CslDate(days=read.days, circa=circa or read.circa, open=read.open,
                       literal=read.literal)  # fmt: skip
    if isinstance(literal, str) and literal.strip():
        return CslDate(literal=" ".join(literal.split()), circa=circa)
    return None


def _days(written: Any) -> tuple[Parts, ...] | None:
    if not isinstance(written, list) or not 1 <= len(written) <= 2:
        return None
    days = tuple(map(_day, written))
    return None if None in days else tuple(day for day in days if day)


def _day(parts: Any) -> Parts | None:
    if not isinstance(parts, list) or not 1 <= len(parts) <= 3 or not all(map(_is_number, parts)):
        return None
    numbers = tuple(map(int, parts))
    _, month, day = (*numbers, 1, 1)[:3]
    if month not in _MONTHS or not 1 <= day <= 31:
        return None
    # CSL writes seasons as the months 13 to 16 as well.
    return (numbers[0], month + 8, *numbers[2:]) if 13 <= month <= 16 else numbers


def _is_number(part: Any) -> bool:
    return type(part) in (int, str) and _FIGURES.fullmatch(str(part)) is not None


def _with_season(days: tuple[Parts, ...], season: Any) -> tuple[Parts, ...]:
    name = str(season).strip().lower() if season else ""
    number = int(name) if name in ("1", "2", "3", "4") else 0
    month = 20 + number if number else _SEASON_NAMES.get(name, 0)
    return ((days[0][0], month), *days[1:]) if month and len(days[0]) == 1 else days


def _from_words(words: str) -> CslDate | None:
    words = " ".join(words.split())
    if not words:
        return None
    ends = words.split("/")
    found = [_EDTF.fullmatch(end) for end in ends]
    is_open = len(ends) == 2 and ends[1] in ("", "..")
    held = found[:1] if is_open else found
    days = tuple(_day(_numbers(one)) for one in held if one)
    if len(ends) > 2 or len(days) != len(held) or None in days:
        return CslDate(literal=words)
    circa = any(one and one[4] in ("~", "%") for one in held)
    return CslDate(days=tuple(day for day in days if day), circa=circa, open=is_open)


def _numbers(found: re.Match[str]) -> list[int]:
    year = int(found[1].removeprefix("y"))
    # The year 0 of ISO 8601 is 1 BC, which CSL counts as -1.
    return [year if year > 0 else year - 1, *(int(one) for one in found.groups()[1:3] if one)]


def in_csl(date: CslDate) -> dict[str, Any]:
    """
    Write a date as most processors of CSL read it.

    >>> in_csl(CslDate(days=((2016, 11), (2017, 2)), circa=True))
    {'date-parts': [[2016, 11], [2017, 2]], 'circa': True}
    """
    made: dict[str, Any] = {"date-parts": [list(day) for day in date.days]} if date.days else {}
    if date.literal:
        made["literal"] = date.literal
    return made | ({"circa": True} if date.circa else {})


def in_edtf(date: CslDate) -> str:
    """
    Write a date as EDTF, as biblatex takes it; empty where it is words.

    >>> in_edtf(CslDate(days=((-380,),))), in_edtf(CslDate(days=((1740, 5), (1750,)), circa=True))
    ('-0379', '1740-05~/1750~')
    """
    days = [f"{_iso(day)}{'~' if date.circa else ''}" for day in date.days]
    return "/".join([*days, ""] if date.open else days)


def _iso(day: Parts) -> str:
    year = day[0] if day[0] > 0 else day[0] + 1
    sign = "-" if year < 0 else ""
    return "-".join([f"{sign}{abs(year):04}", *(f"{part:02}" for part in day[1:])])


def in_words(date: CslDate) -> str:
    """
    Write the years of a date for people.

    >>> in_words(CslDate(days=((2016, 11), (2017, 2)), circa=True))
    'c. 2016–2017'
    """
    if not date.days:
        return date.literal
    years = [f"{-day[0]} BC" if day[0] < 0 else str(day[0]) for day in date.days]
    said = "–".join(dict.fromkeys(years)) + ("–" if date.open else "")
    return f"c. {said}" if date.circa else said

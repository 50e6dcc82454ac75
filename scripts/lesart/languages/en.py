"""English, with the quotation marks of British use."""

from lesart.languages.record import LanguageRecord

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_IRREGULAR = {"one": "first", "two": "second", "three": "third", "five": "fifth",
              "eight": "eighth", "nine": "ninth", "twelve": "twelfth"}  # fmt: skip


def _numerals() -> dict[str, int]:
    cardinals = {word: n for n, word in enumerate(_UNITS)} | {"a": 1, "an": 1}
    for ten, word in enumerate(_TENS, 2):
        cardinals |= {f"{word}-{unit}": 10 * ten + n for n, unit in enumerate(_UNITS[1:10], 1)}
        cardinals |= {word: 10 * ten, f"{word[:-1]}ies": 10 * ten}
    return cardinals | {_ordinal(word): number for word, number in cardinals.items()}


def _ordinal(word: str) -> str:
    first, hyphen, last = word.rpartition("-")
    last = _IRREGULAR.get(last, f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th")
    return f"{first}{hyphen}{last}"


ENGLISH = LanguageRecord(
    code="en",
    name="English",
    own_name="English",
    quotes=("‘", "’"),
    inner_quotes=("“", "”"),
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    numerals=_numerals() | {"once": 1, "twice": 2, "half": 2},
    large_numerals=("hundred", "thousand", "million", "billion", "dozen", "score", "scores"),
)

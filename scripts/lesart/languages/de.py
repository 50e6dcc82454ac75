"""German."""

from lesart.languages.record import LanguageRecord

_UNITS = (
    "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn "
    "fünfzehn sechzehn siebzehn achtzehn neunzehn"
).split()
_TENS = "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split()
_ARTICLES = "ein eine einen einem einer eines".split()
_SEPARABLE = tuple(
    "ab an auf aus bei beisammen dabei dagegen daher dahin dar daran davon dazu dazwischen durch "
    "ein empor entgegen entlang fehl fern fest fort frei gegenüber gleich heim her herab heran "
    "herauf heraus herbei herein herüber herum herunter hervor hin hinab hinauf hinaus hinein "
    "hinterher hinüber hinunter hinweg hinzu hoch klar kund los mit nach nahe nieder offen preis "
    "sicher statt still teil tot über überein um umher unter vor voran voraus vorbei vorher "
    "vorüber vorweg wahr weg weiter wieder zu zurecht zurück zusammen zuvor".split()
)
_IRREGULAR = {1: "erst", 3: "dritt", 7: "siebt", 8: "acht"}


def _numerals() -> dict[str, int]:
    cardinals = {word: n for n, word in enumerate(_UNITS)}
    for ten, word in enumerate(_TENS, 2):
        stems = ["", "ein", *_UNITS[2:10]]
        cardinals |= {f"{stem}und{word}" if stem else word: 10 * ten + n
                      for n, stem in enumerate(stems)}  # fmt: skip
    made = dict(cardinals) | dict.fromkeys(_ARTICLES, 1)
    for word, number in cardinals.items():
        stem = _IRREGULAR.get(number, f"{word}{'t' if number < 20 else 'st'}")
        made |= {f"{stem}e{ending}": number for ending in ("", "n", "r", "s", "m")}
    return made | {word.replace("ß", "ss"): number for word, number in made.items()}


GERMAN = LanguageRecord(
    code="de",
    name="German",
    own_name="Deutsch",
    quotes=("„", "“"),
    inner_quotes=("‚", "‘"),
    months=(
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ),
    numerals=_numerals(),
    separable=_SEPARABLE,
    large_numerals=("hundert", "tausend", "million", "milliard", "dutzend", "zig"),
)

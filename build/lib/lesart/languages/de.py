"""German."""

from lesart.languages.record import LanguageRecord

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
)

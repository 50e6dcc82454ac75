"""English, with the quotation marks of British use."""

from lesart.languages.record import LanguageRecord

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
)

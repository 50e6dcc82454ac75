"""Say what has to be known of a language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageRecord:
    """
    Describe a language.

    `code` is its tag of BCP 47, `name` its English name and `own_name` what it calls itself.
    `quotes` are the marks of a quotation, and `inner_quotes` those of one in a quotation; `months`
    are the names of the months, as a date in running text has them. `numerals` are the words for
    the numbers below a hundred, and for their ordinals, in lower case; `large_numerals` are parts
    of words for greater ones. `separable` are the first parts of verbs that stand apart from them.
    """

    code: str
    name: str
    own_name: str
    quotes: tuple[str, str]
    inner_quotes: tuple[str, str]
    months: tuple[str, ...]
    numerals: Mapping[str, int] = field(default_factory=dict)
    large_numerals: tuple[str, ...] = ()
    separable: tuple[str, ...] = ()

    def quoted(self, words: str) -> str:
        """Put words into the quotation marks of the language."""
        return words.join(self.quotes)

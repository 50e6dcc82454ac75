"""The languages of texts, a record each: what is written otherwise in one than in another."""

from lesart.languages.de import GERMAN
from lesart.languages.en import ENGLISH
from lesart.languages.record import LanguageRecord

__all__ = ["LANGUAGES", "LanguageRecord"]

LANGUAGES: dict[str, LanguageRecord] = {record.code: record for record in (GERMAN, ENGLISH)}
"""
The languages by their codes; a new one is a row and a file.

>>> LANGUAGES["de"].quoted("Wozu?"), LANGUAGES["en"].name
('„Wozu?“', 'English')
"""

"""Say which form of a text is asked for, where a file holds several."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """
    Choose among the forms of a text that a TEI file holds; other files have one.

    With `transcribed` the readings of the document itself are taken (sic, orig, abbr), else those
    of its editors (corr, reg, expan). Of parts that are an edition and its translation, those in
    `language` are taken, and without one those that are no translation.
    """

    transcribed: bool = False
    language: str = ""


USUAL = Asked()
"""What is read where nobody asks for something else."""

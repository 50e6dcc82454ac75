"""What a file of terms brings."""

from __future__ import annotations

from dataclasses import dataclass

from lesart.core.findings import Finding
from lesart.model import Term


@dataclass(frozen=True, slots=True)
class ReadTerms:
    """Hold the terms that a file brings, and findings for what of it is left out."""

    terms: tuple[Term, ...]
    findings: tuple[Finding, ...] = ()

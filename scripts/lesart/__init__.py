"""Lesart: an engine for annotated bilingual reader editions."""

__version__ = "0.1.0"

"""Tell what a paragraph of a file is, where its format says so."""

from __future__ import annotations

_ROLES = {
    "heading": ("h1", "h2", "h3", "h4", "h5", "h6", "head"),
    "item": ("li", "dt", "dd", "item"),
    "quote": ("blockquote", "quote", "cit"),
    "verse": ("l",),
}
ROLE_OF = {name: role for role, names in _ROLES.items() for name in names}
"""The role of a paragraph by the element that holds it; all others are plain paragraphs."""
PARAGRAPH = "paragraph"


class Said(str):
    """Be the words of a paragraph, and know its role."""

    __slots__ = ("role",)
    role: str

    def __new__(cls, words: str, role: str = PARAGRAPH) -> Said:
        """Make the words of a paragraph of a *role*."""
        made = super().__new__(cls, words)
        made.role = role
        return made


def role_of(words: str) -> str:
    """
    Give the role of a paragraph.

    >>> role_of(Said("Vom Wiegen", "heading")), role_of("Ein Satz.")
    ('heading', 'paragraph')
    """
    return words.role if isinstance(words, Said) else PARAGRAPH

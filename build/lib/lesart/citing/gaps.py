"""
Name the gaps of a template: signs of the private use area, which no words hold.

`cite.js` of the face knows them too.
"""

from __future__ import annotations

# For the place, the address, the date of access; around what is emphasised; around what is left
# out as a whole where a gap within it has nothing to hold.
LOCATOR, ADDRESS, ACCESSED = "\ue000", "\ue001", "\ue002"
EMPHASIS = ("\ue003", "\ue004")
OPTIONAL = ("\ue005", "\ue006")
# In what stands only where there is a place, but is not the place.
WITH_PLACE = "\ue00a"


def optional(words: str) -> str:
    """Mark words that fall away where a gap within them has nothing to hold."""
    return f"{OPTIONAL[0]}{words}{OPTIONAL[1]}"

"""
Read the signs of the font Symbol, whose codes are those of no alphabet.

The codes are Adobe's, as the Unicode Consortium maps them; Word adds F000 to each. The signs of
other such fonts (Wingdings, Webdings) are pictures, and have no words.
"""

from __future__ import annotations

_PRIVATE = 0xF000
_LOW = (
    " !∀#∃%&∋()∗+,−./0123456789:;<=>?"
    "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
)
_HIGH = (
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪"
    "\ufffd〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"
)
_SIGNS = {
    **dict(enumerate(_LOW, 0x20)),
    **dict(enumerate(_HIGH, 0xA0)),
}


def symbol(code: int, font: str) -> str:
    """
    Give the character that a sign stands for; nothing where it is a picture.

    >>> symbol(0xF061, "Symbol"), symbol(0x2192, "Arial"), symbol(0xF04A, "Wingdings")
    ('α', '→', '')
    """
    if _PRIVATE <= code <= _PRIVATE + 0xFF:
        found = _SIGNS.get(code - _PRIVATE, "") if font.lower().startswith("symbol") else ""
        return found.replace("\ufffd", "")
    if font.lower().startswith("symbol") and code in _SIGNS:
        return _SIGNS[code].replace("\ufffd", "")
    private = 0xE000 <= code <= 0xF8FF or 0xD800 <= code <= 0xDFFF
    return "" if private or not 0x20 < code < 0x110000 else chr(code)

"""Places in a text, as Python counts them and as Qt does.

Qt counts in UTF-16: a character beyond the BMP (𠮷, an emoji) counts two.
"""

from __future__ import annotations


def utf16(text: str, place: int) -> int:
    """A Python index into a text as Qt counts it."""
    return place + sum(ord(char) > 0xFFFF for char in text[:place])


def points(text: str, place: int) -> int:
    """The other way round: a place as Qt counts it as a Python index."""
    before = text.encode("utf-16-le", "surrogatepass")[: 2 * place]
    return len(before.decode("utf-16-le", "surrogatepass"))

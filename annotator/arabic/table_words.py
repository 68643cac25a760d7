"""The spelling in which tables of words are kept and compared: one word at a time, as fast as a dictionary."""

from __future__ import annotations

import unicodedata

CONTROLS = "".join(
    map(chr, (0x61C, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF))
)
"""Bidi marks and characters without width."""

_MARKS = (*range(0x610, 0x61B), 0x640, *range(0x64B, 0x660), 0x670, *range(0x6D6, 0x6EE))
_ALIKE = str.maketrans("أإآٱىةیک", "اااايهيك") | dict.fromkeys((*_MARKS, *map(ord, CONTROLS)))


def fold(word: str) -> str:
    """`word` without marks, tatweel and controls, with one alef, ي for ى and ه for ة; the letters of old fonts too.

    >>> fold("إِبْـريل"), fold("جمادى الآخرة")
    ('ابريل', 'جمادي الاخره')
    """
    if word and max(word) >= "\ufb50":
        word = unicodedata.normalize("NFKC", word)
    return word.translate(_ALIKE).casefold()

"""Folding Arabic spelling, so that what reads the same is found."""

from __future__ import annotations

import unicodedata

from pyarabic import araby

_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
# pyarabic's tashkeel ends at sukun: the dagger alef and the marks of the Koran are beyond it.
_MORE_MARKS = "".join(map(chr, [*range(0x610, 0x61B), *range(0x653, 0x660), 0x670, *range(0x6D6, 0x6DD), 0x6DF, 0x6E0]))
_ALIKE = str.maketrans("أإآٱىة", "اااايه", _INVISIBLE + _MORE_MARKS)


def fold(text: str) -> str:
    """Reduce spelling variety for searching; never for showing.

    Tashkeel, tatweel and invisible controls go; the alefs become one, as do ى and ي, ة and ه, the shapes that one
    letter has in Unicode, and a letter with its hamza apart; case is ignored.

    >>> fold("أَحْمَـد")
    'احمد'
    """
    # Case first: it can take letters apart that composing joins again.
    composed = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return str(araby.strip_tatweel(araby.strip_tashkeel(composed)).translate(_ALIKE))

"""Folding Arabic spelling, so that what reads the same is found."""

from __future__ import annotations

from pyarabic import araby

_CONTROLS = dict.fromkeys(
    map(
        ord,
        "\u200b\u200c\u200d\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff",
    )
)


def fold(text: str) -> str:
    """Reduce spelling variety for searching; never for showing.

    Tashkeel, tatweel and invisible controls go; the alefs become one, as do ى and ي, ة and ه; case is ignored.

    >>> fold("أَحْمَـد")
    'احمد'
    """
    bare = araby.strip_tatweel(araby.strip_tashkeel(text.translate(_CONTROLS)))
    bare = araby.normalize_ligature(bare)
    for letter in araby.ALEFAT:
        bare = bare.replace(letter, araby.ALEF)
    return str(bare.replace("ى", "ي").replace("ة", "ه").casefold())

"""Which way a text runs."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_LOOKED_AT = 600
"""Characters by which the direction of a text is told."""


def runs_right_to_left(text: str) -> bool:
    """The direction that most letters at the beginning of a text have; right to left where there are none.

    The first letter alone (Unicode Standard Annex 9, rule P2) would turn an Arabic article around that begins with
    «BBC» or a tag.
    """
    return _beginning_runs_right_to_left(text[:_LOOKED_AT])


@lru_cache(maxsize=1024)
def _beginning_runs_right_to_left(beginning: str) -> bool:
    directions = [unicodedata.bidirectional(char) for char in beginning]
    return directions.count("L") <= directions.count("R") + directions.count("AL")

"""Texts as stretches between white space, for what is cut inside of these alone: news says the same words over and over,
so what was found in a stretch is remembered."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

_Found = TypeVar("_Found")

STRETCH = re.compile(r"[\S\x1c-\x1f]+")
"""What stands between white space as Unicode has it. Python counts four control characters more, which may be inside
an address."""
_MOST = 1 << 15
"""Stretches that are remembered; a few MiB."""
_LONGEST = 32
"""Code points of those that are: whatever is longer hardly comes twice."""


def remembered(look: Callable[[str], _Found]) -> Callable[[str], _Found]:
    """`look`, which has to find the same in the same stretch, without looking at the usual ones again and again."""
    known = lru_cache(_MOST)(look)
    return lambda stretch: known(stretch) if len(stretch) <= _LONGEST else look(stretch)

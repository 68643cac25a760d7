"""Offset units of other tools: which one a file counts in, and the way to code points and back.

The unit that a format claims is never trusted where a file stores the words of its spans: the unit is the one in which
every slice gives them. Where no words are stored, edges tell: none of ours stands inside a character or on white space.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import accumulate, compress

from annotator.model.offsets import OffsetMap


class Unit(StrEnum):
    """What offsets may count."""

    CODE_POINTS = "code points"
    UTF16 = "UTF-16 units"
    BYTES = "UTF-8 bytes"
    GRAPHEMES = "grapheme clusters"


_UNITS = bytes([1] + [2] * 255)
_BEGINS = bytes(byte & 0xC0 != 0x80 for byte in range(256))
"""Which bytes of UTF-8 begin a character."""

Mention = tuple[int, int, str | None]
"""A range in an unknown unit, and the words that a file says stand there, if it says so."""


@lru_cache(maxsize=8)
def _clusters(text: str) -> Sequence[int]:
    """Where grapheme clusters begin, and the end."""
    return array("I", OffsetMap(text).boundaries)


@lru_cache(maxsize=8)
def places(text: str, unit: Unit) -> Sequence[int]:
    """For each place of `text` in code points its offset in `unit`; not for grapheme clusters. Held in few bytes: a
    list of numbers would take ten times as much memory as the text."""
    match unit:
        case Unit.UTF16 if len(text.encode("utf-16-le", "surrogatepass")) > 2 * len(text):
            beyond = text.encode("utf-32-le", "surrogatepass")[2::4]  # what is above U+FFFF, 0 for most
            return array("I", accumulate(beyond.translate(_UNITS), initial=0))
        case Unit.BYTES if not text.isascii():
            data = text.encode("utf-8", "surrogatepass")
            return array("I", (*compress(range(len(data)), data.translate(_BEGINS)), len(data)))
    return range(len(text) + 1)


def counts_code_points(text: str, unit: Unit) -> bool:
    """Whether offsets of this text in `unit` are code points, as they all are in UTF-16 where no letter is wide."""
    return unit is not Unit.GRAPHEMES and isinstance(places(text, unit), range)


def to_code_points(text: str, offset: int, unit: Unit) -> int | None:
    """An offset of `text` in `unit` as code points; None where there is no such place, or inside a character."""
    if unit is Unit.GRAPHEMES:
        bounds = _clusters(text)
        return bounds[offset] if 0 <= offset < len(bounds) else None
    held = places(text, unit)
    if isinstance(held, range):
        return offset if 0 <= offset < len(held) else None
    at = bisect_left(held, offset)
    return at if at < len(held) and held[at] == offset else None


def from_code_points(text: str, position: int, unit: Unit) -> int:
    """A place of `text`, in code points, in `unit`; inside a grapheme cluster it is the cluster's beginning."""
    if unit is Unit.GRAPHEMES:
        bounds = _clusters(text)
        at = bisect_left(bounds, position)
        return at if at < len(bounds) and bounds[at] == position else at - 1
    return places(text, unit)[position]


def unit_of(
    text: str, mentions: Sequence[Mention], *, usual: Unit, others: Iterable[Unit] = tuple(Unit)
) -> Unit | None:
    """The unit that a text's mentions are counted in: `usual` where it fits, else the first of `others` that does, else
    None. A unit fits where every stored surface is what its slice gives, and every edge is a good one."""
    for unit in (usual, *(unit for unit in others if unit is not usual)):
        if all(_fits(text, mention, unit) for mention in mentions):
            return unit
    return None


def _fits(text: str, mention: Mention, unit: Unit) -> bool:
    start, end = to_code_points(text, mention[0], unit), to_code_points(text, mention[1], unit)
    if start is None or end is None or start >= end:
        return False
    if mention[2] is not None:
        return text[start:end] == mention[2]
    bounds = _clusters(text)
    clean = all(bounds[min(bisect_left(bounds, place), len(bounds) - 1)] == place for place in (start, end))
    return clean and not text[start].isspace() and not text[end - 1].isspace()

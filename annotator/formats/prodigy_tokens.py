"""A text as tokens that begin and end where its Spans do, as Prodigy wants them."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from annotator.arabic.tokens import Words
from annotator.formats.stretches import Remembered, stretches
from annotator.model.annotation import Fragment


class Token(NamedTuple):
    """A range of code points; `ws` says that one space follows, which is no token."""

    start: int
    end: int
    ws: bool


def tokens_of(text: str, ranges: Iterable[Fragment]) -> list[Token]:
    """The words and signs of `text`, cut at the edges of `ranges`. White space is a token too, but for one space behind
    another token, so that the tokens give the whole text."""
    held = list(ranges)
    starts, ends = {start for start, _end in held}, {end for _start, end in held}
    cuts = [at + seam for at, stretch in stretches(text) for seam in _SEAMS[stretch]]
    cuts += (*starts, *ends, 0, len(text))
    tokens: list[Token] = []
    told = -1  # where one space stands of which the last token tells
    for start, end in pairwise(sorted(cuts)):
        begin = start + (start == told)
        if begin >= end:
            continue
        ws = text[end : end + 1] == " " and end not in starts and end + 1 not in ends and not text[end - 1].isspace()
        if ws:
            told = end
        tokens.append(Token(begin, end, ws))
    return tokens


def _seams(stretch: str) -> tuple[int, ...]:
    """Where words, signs and white space meet in what stands between white space, and at its ends."""
    seams: set[int] = set()
    last = 0
    for start, end in Words(stretch).ranges:
        seams |= {start, end, *_between(stretch, last, start)}
        last = end
    seams |= _between(stretch, last, len(stretch))
    seams |= {at for at, char in ((0, stretch[:1]), (len(stretch), stretch[-1:])) if not char.isspace()}
    return tuple(sorted(seams))


_SEAMS = Remembered(_seams)


def _between(text: str, start: int, end: int) -> set[int]:
    return {at for at in range(start + 1, end) if _parts(text[at - 1], text[at])}


def _parts(one: str, other: str) -> bool:
    """Whether a token ends between two characters that are in no word: signs of one kind stay together, as the parts
    of an emoji do."""
    if one.isspace() or other.isspace():
        return one.isspace() != other.isspace()
    return one != other and any(unicodedata.category(char)[0] == "P" for char in (one, other))


def token_at(tokens: Sequence[Token], place: int) -> int:
    """The number of the token that holds the character at `place`."""
    return bisect_left(tokens, Token(place + 1, 0, False)) - 1

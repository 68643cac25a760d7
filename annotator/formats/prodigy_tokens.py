"""A text as tokens that begin and end where its Spans do, as Prodigy wants them."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from annotator.arabic.tokens import Words
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
    cuts = sorted(starts | ends | {0, len(text)} | _seams(text))
    tokens: list[Token] = []
    for start, end in pairwise(cuts):
        follows = text[start] == " " and tokens and tokens[-1].end == start and not text[start - 1].isspace()
        if follows and start not in starts and start + 1 not in ends:
            tokens[-1] = tokens[-1]._replace(ws=True)
            if start + 1 < end:
                tokens.append(Token(start + 1, end, False))
        else:
            tokens.append(Token(start, end, False))
    return tokens


def _seams(text: str) -> set[int]:
    """Where words, signs and white space meet."""
    seams: set[int] = set()
    last = 0
    for start, end in (*Words(text).ranges, (len(text), len(text))):
        seams |= {start, end}
        seams |= {at for at in range(last + 1, start) if _parts(text[at - 1], text[at])}
        last = end
    return seams


def _parts(one: str, other: str) -> bool:
    """Whether a token ends between two characters that are in no word: signs of one kind stay together, as the parts
    of an emoji do."""
    if one.isspace() or other.isspace():
        return one.isspace() != other.isspace()
    return one != other and any(unicodedata.category(char)[0] == "P" for char in (one, other))


def token_at(tokens: Sequence[Token], place: int) -> int:
    """The number of the token that holds the character at `place`."""
    return bisect_right(tokens, place, key=lambda one: one.start) - 1

"""A text as tokens that begin and end where its Spans do, as Prodigy wants them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from itertools import pairwise
from typing import TypedDict

from annotator.arabic.tokens import Words
from annotator.formats.stretches import Remembered, stretches
from annotator.model.annotation import Fragment


class Token(TypedDict):
    """A range of code points as Prodigy has it, with its words and its number; `ws` says that one space follows, which
    is no token."""

    text: str
    start: int
    end: int
    id: int
    ws: bool


def tokens_of(text: str, ranges: Iterable[Fragment]) -> list[Token]:
    """The words and signs of `text`, cut at the edges of `ranges`. White space is a token too, but for one space behind
    another token, so that the tokens give the whole text."""
    held = list(ranges)
    begins, stops = {start for start, _end in held}, {end for _start, end in held}
    cuts = {at + seam for at, stretch in stretches(text) for seam in _SEAMS[stretch]}
    tokens: list[Token] = []
    is_word = False  # the last token, that is
    for start, end in pairwise(sorted(cuts | begins | stops | {0, len(text)})):
        words = text[start:end]
        if is_word and words[0] == " " and start not in begins and start + 1 not in stops:
            tokens[-1]["ws"] = True
            if words == " ":
                is_word = False
                continue
            words = words[1:]
        tokens.append({"text": words, "start": end - len(words), "end": end, "id": len(tokens), "ws": False})
        is_word = not words[-1].isspace()
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

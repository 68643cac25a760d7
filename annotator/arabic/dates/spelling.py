"""The words of a text as the tables of dates spell them: folded, proclitics apart, with their ranges."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from annotator.arabic.table_words import CONTROLS, fold

_MARKS = "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed"
_CONTROLS = "\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"

_PIECE = re.compile(
    rf"""
      (?P<numdate>\d{{1,4}}(?P<sign>\s?[/.\-]\s?)\d{{1,2}}(?P=sign)\d{{1,4}}(?!\d))
    | (?P<clock>\d{{1,2}}:\d{{2}}(?!\d)(?::\d{{2}}(?!\d))?)
    | (?P<thousands>\d{{1,3}}(?:[,٬]\d{{3}})+(?!\d))
    | (?P<decimal>\d{{1,4}}[.,٫]\d{{1,2}}(?!\d))
    | (?P<digits>\d+)
    | (?P<word>[^\W\d_](?:[^\W\d_]|[{_MARKS}{_CONTROLS}])*)
    | (?P<line>[\n\r\v\f\x85\u2028\u2029])
    | (?P<sign_alone>[^\s{_CONTROLS}{_MARKS}])
    """,
    re.VERBOSE,
)
_PROCLITICS = "وفبلك"
_SIGNS = {"–": "-", "—": "-", "−": "-", "‑": "-", "،": ",", "؛": ";", "؟": "?", "٪": "%", "[": "(", "]": ")"}


@dataclass(slots=True)
class Piece:
    """A word, number or sign of a text: its range in code points, its folded spelling, and its kind."""

    start: int
    end: int
    word: str
    kind: str
    raw: str = field(repr=False, default="")


def pieces(text: str, known: frozenset[str]) -> list[Piece]:
    """The pieces of `text` in reading order. A proclitic is a piece of its own where what follows is in `known`."""
    found: list[Piece] = []
    for match in _PIECE.finditer(text):
        kind = match.lastgroup or "sign_alone"
        if kind == "sign":
            kind = "numdate"
        start, end, raw = match.start(), match.end(), match[0]
        if kind == "word":
            if raw.strip("\u0640"):
                _add_word(found, start, raw.rstrip(CONTROLS), known)
            else:  # a tatweel alone is a dash of old newsrooms: يوليو ـ مارس
                found.append(Piece(start, end, "-", "sign", raw))
        elif kind == "sign_alone":
            found.append(Piece(start, end, _SIGNS.get(raw, raw), "sign", raw))
        else:
            found.append(Piece(start, end, raw, kind, raw))
    return found


def _add_word(found: list[Piece], start: int, raw: str, known: frozenset[str]) -> None:
    for begin, end, word in _parts(raw, known):
        found.append(Piece(start + begin, start + end, word, "word", raw[begin:end]))


@lru_cache(maxsize=1 << 15)
def _parts(raw: str, known: frozenset[str]) -> tuple[tuple[int, int, str], ...]:
    """A word as (start, end, folded): its proclitics, where they can be told, and the rest."""
    word = fold(raw)
    is_and_more = raw[:2] == "وأ" and word[1:] in known  # واحد is one, وأحد is "and one"
    # A lone letter or article stands before a number, or is held by a tatweel: بـ 3, الـ24.
    if (word in known and not is_and_more) or word in _PROCLITICS or word == "ال":
        return ((0, len(raw), word),)
    parts: list[tuple[int, int, str]] = []
    cut = _cut(word, raw, known)
    at = 0
    for clitic in word[:cut]:
        width = _width(raw, at)
        parts.append((at, at + width, clitic))
        at += width
    rest = word[cut:]
    if rest not in known and rest.startswith("لل") and "ال" + rest[2:] in known:
        rest = "ال" + rest[2:]
    return (*parts, (at, len(raw), rest))


def _width(raw: str, at: int) -> int:
    """How many code points the letter at `at` takes, with its marks and tatweels."""
    width = 1
    while at + width < len(raw) and not fold(raw[at + width]):
        width += 1
    return width


def _cut(word: str, raw: str, known: frozenset[str]) -> int:
    """How many letters of `word` are proclitics before a word that is `known`; 0 where it is none."""
    for count in (0, 1):
        if word[count:].startswith("لل") and "ال" + word[count + 2 :] in known:
            return count
        if word[:1] not in _PROCLITICS:
            return 0
    for count in (1, 2):
        if len(word) <= count or word[count - 1] not in _PROCLITICS:
            return 0
        rest = word[count:]
        if rest in known and (len(rest) > 2 or "آ" in raw or "ـ" in raw):
            return count
    return 0

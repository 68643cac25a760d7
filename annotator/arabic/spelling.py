"""What each character becomes when spelling is folded: one character at a time; `text` puts the pieces together."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from enum import StrEnum
from functools import cache


class Level(StrEnum):
    """How much of a difference in writing counts as none.

    `EXACT`: nothing; each character stands for itself.
    `MARKS`: tashkeel, tatweel, the marks of the Koran, accents, bidi and zero-width controls go, and the shapes that
    one letter has in Unicode are one (ﻻ is لا, Ａ is A).
    `LETTERS`: besides, أ إ آ ٱ are ا; ى and the Persian ی are ي, ک is ك, ة is ه; ؤ and ئ are ء, for the seat of a hamza
    changes with the region and the case (مسؤول مسئول, أصدقاؤه أصدقائه أصدقاءه); ٠-٩ and ۰-۹ are 0-9; case is ignored.
    """

    EXACT = "exact"
    MARKS = "marks"
    LETTERS = "letters"


SEATED = {"ا\u0653": "آ", "ا\u0654": "أ", "ا\u0655": "إ", "و\u0654": "ؤ"} | dict.fromkeys(
    ("ي\u0654", "ى\u0654", "ی\u0654"), "ئ"
)
"""Letters that may be written in two characters: the seat, then its hamza or madda."""

HAMZAS = frozenset("\u0653\u0654\u0655")

_ALIKE = str.maketrans(
    "أإآٱٲٳىیےۓئؤکةہھەۀۂۃ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹",
    "ااااااييييءءكههههههه01234567890123456789",
)
_COMPOSED = frozenset("أإآؤئ")

_MARKS = (
    "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"  # accents of any script
    "\u0610-\u061a\u064b-\u065f\u0670\u0640"  # tashkeel, the small letters above, the dagger alef; tatweel
    "\u06d6-\u06ed\u0897-\u089f\u08ca-\u08ff"  # the marks of the Koran
    "\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"  # controls that nobody sees
)
# Two letters of other languages stand among the marks of the Koran.
_IS_MARK = re.compile(rf"(?![\u06ee\u06ef])[{_MARKS}]")


@cache
def pairs() -> re.Pattern[str]:
    """A letter in two characters; tashkeel may stand between its seat (group 1) and its hamza (group 2)."""
    return re.compile(rf"([اويىی])(?:(?![{''.join(HAMZAS)}])[{_MARKS}])*([{''.join(HAMZAS)}])")


_MANY = 256
"""How many letters to change are looked for one after the other; with more, each character is looked up."""


class Table(dict[int, str | int | None]):
    """What each character becomes, for `str.translate`. It is worked out when a character is first met.

    `sizes` has the characters met so far that become none or several, and how many. Several threads fold at once, so
    what is drawn from the table is made of a copy and put in its place in one go.
    """

    def __init__(self, folded: Callable[[str], str]) -> None:
        super().__init__()
        self._folded = folded
        self.sizes: dict[str, int] = {}
        self._changing: tuple[int, re.Pattern[str] | None] = (0, None)
        self._swift: tuple[int, re.Pattern[str], list[tuple[str, str]]] = (0, re.compile("(?s:.)"), [])

    def __missing__(self, code: int) -> str | int | None:
        char = chr(code)
        folded = self._folded(char)
        if len(folded) != 1:
            self.sizes[char] = len(folded)
        self[code] = value = ord(folded) if len(folded) == 1 else folded or None
        return value

    def fold(self, text: str) -> str:
        """The text, folded. News has few letters that change: to replace them one after the other is ten times as
        fast as to look each character up, and comes to the same, since what a letter becomes changes no more."""
        of, new, replaced = self._swift
        if not new.search(text):
            for char, becomes in replaced:
                if char in text:
                    text = text.replace(char, becomes)
            return text
        text = text.translate(self)
        if of < len(self) < 8 * _MANY:
            self._learn(self.copy())
        return text

    def _learn(self, met: dict[int, str | int | None]) -> None:
        to_text = {chr(code): chr(to) if isinstance(to, int) else to or "" for code, to in met.items()}
        replaced = [(char, becomes) for char, becomes in to_text.items() if char != becomes]
        if len(replaced) <= _MANY:
            self._swift = len(met), re.compile(f"[^{''.join(map(re.escape, to_text))}]"), replaced

    def changes(self) -> re.Pattern[str] | None:
        """What finds the places where a text grows or shrinks; None where no character met so far does either."""
        of, pattern = self._changing
        if of != len(self.sizes):
            chars = list(self.sizes)
            pattern = re.compile(f"[{''.join(map(re.escape, chars))}]")
            self._changing = (len(chars), pattern)
        return pattern


@cache
def table(level: Level) -> Table:
    return Table(lambda char: _folded(char, level))


@cache
def bare_table() -> Table:
    """At the level of letters, with a space for whatever belongs to no word."""

    def bare(char: str) -> str:
        return "".join(each if in_word(each) else " " for each in _folded(char, Level.LETTERS))

    return Table(bare)


def in_word(char: str) -> bool:
    """Whether a folded character belongs to a word."""
    return char.isalnum() or char == "_"


@cache
def plain(char: str) -> str:
    """What a character is as part of a word: folded at the level of letters, '' for marks, tatweel and joiners."""
    return _folded(char, Level.LETTERS)


def _folded(char: str, level: Level) -> str:
    """What a character becomes; folding that again changes nothing."""
    while (again := "".join(_step(each, level) for each in char)) != char:
        char = again
    return char


def _step(char: str, level: Level) -> str:
    if level is Level.EXACT:
        return char
    shape = unicodedata.normalize("NFKC", char)
    if len(shape) > 1:
        shape = shape.lstrip(" ")  # a mark that is shown on a space: ﹰ, ´
    if level is Level.LETTERS:
        shape = shape.translate(_ALIKE).casefold()
    apart = "".join(each if each in _COMPOSED else unicodedata.normalize("NFKD", each) for each in shape)
    return "".join(each for each in apart if not _IS_MARK.match(each))

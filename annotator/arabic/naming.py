"""Which name stands at a range of a text: its words, folded, without what is glued to the front of the first."""

from __future__ import annotations

from typing import NamedTuple

from annotator.arabic.clitics import AUTOMATIC, Knowledge, cut_of, letters_before
from annotator.arabic.occurrences import readings
from annotator.arabic.word_by_word import Reading

Name = tuple[str, ...]
"""The words of a name, folded, the first without its proclitics."""


class Named(NamedTuple):
    """A name, the numbers of the words in which it stands, and how many letters of the first are proclitics: `inside`
    the range, or `outside`, before it."""

    words: Name
    first: int
    last: int
    inside: int
    outside: int


def name_at(
    reading: Reading, start: int, end: int, knowledge: Knowledge, *, cutting: bool, lil_whole: bool = False
) -> Named | None:
    """The name at `[start, end)` of a text, or None where it is not one or several whole words.

    Proclitics may stand before it in its first word. With `cutting`, they may be in the range too: what the clitic
    model is sure of is cut off, so that `وإسرائيل` and `إسرائيل` are one name. Behind ل the article has its ا again;
    with `lil_whole`, that ل is in the range.
    """
    at = reading.words_at(start, end)
    if at is None:
        return None
    first, last, outside = at
    inside = _inside(reading.written(first), knowledge) if cutting and not outside else 0
    letters = outside + inside
    if lil_whole and not inside and _is_lil(reading.words[first][outside:], knowledge):
        letters += 1
    word = _first(reading.words[first], letters, knowledge)
    return Named((word, *reading.words[first + 1 : last + 1]), first, last, inside, outside) if word else None


def _inside(word: str, knowledge: Knowledge) -> int:
    cut = cut_of(word, knowledge)
    return letters_before(word, cut.at) if cut.at and cut.probability >= AUTOMATIC else 0


def _is_lil(word: str, knowledge: Knowledge) -> bool:
    return word.startswith("لل") and knowledge.is_article(word[1:])


def _first(word: str, letters: int, knowledge: Knowledge) -> str:
    """What a folded word is behind so many letters, '' where these are no proclitics."""
    ways = [rest for cut, rest in readings(word) if cut == letters]
    if len(ways) > 1:  # behind ل another one, which may be what ل leaves of the article
        return ways[knowledge.is_article(ways[0])]
    return ways[0] if ways else ""

"""How names stand in a Layer: marked as a whole, in parts, or not at all."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from typing import TypeVar

from annotator.arabic.names_in_text import Names, Place, longest
from annotator.arabic.tokens import trimmed
from annotator.arabic.word_by_word import Reading
from annotator.frozen import frozen
from annotator.model.annotation import Span
from annotator.review.doubts import Pattern

T = TypeVar("T")


class Front(StrEnum):
    """What a Span does with the letters before a name in its first word."""

    BARE = "bare"
    """There are none."""
    INSIDE = "inside"
    OUTSIDE = "outside"
    CUT = "cut"
    """It begins within the name, behind its ال or another letter."""


@frozen
class Mark:
    """A Span among the words of a text. `letters` of its first word stand before it; None where its edges lie in words
    otherwise. Signs at its edges do not count."""

    span: Span
    first: int
    last: int
    letters: int | None


@frozen
class Seen:
    """A place of a name and the Spans there: those on all its words, else those that overlap with it, else none."""

    place: Place
    marks: tuple[Mark, ...]
    is_whole: bool

    @property
    def labels(self) -> tuple[str, ...]:
        """The Labels of its Spans, each once, in alphabetical order."""
        return tuple(sorted({mark.span.label for mark in self.marks}))

    @property
    def pattern(self) -> Pattern:
        """Which of its words are marked."""
        at = self.place.first
        return tuple(
            (
                mark.first - at,
                mark.last - at,
                (mark.letters or 0) - (self.place.letters if mark.first == at else 0),
                mark.span.label,
            )
            for mark in self.marks
        )

    def front(self, reading: Reading, *, lil_whole: bool) -> Front:
        """What its first Span does with the letters before the name, where that is marked as a whole."""
        letters = letters_before(self.place, reading, lil_whole=lil_whole)
        held = self.marks[0].letters or 0
        if held != letters:
            return Front.INSIDE if held < letters else Front.CUT
        return Front.OUTSIDE if letters else Front.BARE


def letters_before(place: Place, reading: Reading, *, lil_whole: bool) -> int:
    """How many letters stand before a name in its first word; where للـ stays whole, its second ل is the name's."""
    is_lil = place.letters > 0 and place.name[0] != reading.words[place.first][place.letters :]
    return place.letters - 1 if lil_whole and is_lil else place.letters


def marks_of(reading: Reading, spans: Iterable[Span]) -> list[Mark]:
    """The Spans of one piece among the words of a text, in reading order."""
    found = []
    for span in spans:
        if len(span.fragments) == 1 and (inner := trimmed(reading.text, span.start, span.end)):
            if at := reading.words_at(*inner):
                found.append(Mark(span, *at))
            elif at_least := _touched(reading, *inner):
                found.append(Mark(span, *at_least, None))
    return found


def _touched(reading: Reading, start: int, end: int) -> tuple[int, int] | None:
    """The first and the last word that a range has letters of."""
    first = bisect_left(reading.ranges, (start + 1,)) - 1
    if first < 0 or reading.ranges[first][1] <= start:
        first += 1
    last = bisect_left(reading.ranges, (end,)) - 1
    return (first, last) if first <= last else None


def look(
    reading: Reading, marks: Sequence[Mark], known: Names[T], weight: Callable[[T], int], *, free: bool = True
) -> list[Seen]:
    """How the names that are known stand in a Layer. Of several names at the same words the one of most weight counts.

    Within a longer Span a name stands for nothing; nor does, where `free` places are told too, an unmarked one within a
    longer unmarked one.
    """
    at_word: defaultdict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        for word in range(mark.first, mark.last + 1):
            at_word[word].append(mark)
    best: dict[tuple[int, int], tuple[int, int, Place]] = {}
    for place in known.places(reading.words):
        at = place.first, place.last
        one = (weight(known[place.name]), -place.letters, place)
        if at not in best or one[:2] > best[at][:2]:
            best[at] = one
    seen, unmarked = [], []
    for _weight, _letters, place in best.values():
        if place.first == place.last:
            there = at_word.get(place.first, [])
        else:
            words = range(place.first, place.last + 1)
            there = list({mark.span.uid: mark for at in words for mark in at_word.get(at, ())}.values())
        if not there:
            unmarked.append(place)
        elif whole := tuple(one for one in there if _is_on(one, place) and one.letters is not None):
            seen.append(Seen(place, whole, is_whole=True))
        elif not any(_is_around(one, place) for one in there):
            seen.append(Seen(place, tuple(there), is_whole=False))
    if free:
        seen += [Seen(place, (), is_whole=False) for place in longest(unmarked)]
    return sorted(seen, key=lambda one: one.place[:2])


def _is_on(mark: Mark, place: Place) -> bool:
    return mark.first == place.first and mark.last == place.last


def _is_around(mark: Mark, place: Place) -> bool:
    """Whether the name is a part of what is marked."""
    return mark.first <= place.first and place.last <= mark.last and not _is_on(mark, place)

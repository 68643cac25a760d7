"""Where names of a list stand in a text, word by word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from annotator.arabic.naming import Name
from annotator.arabic.occurrences import readings
from annotator.arabic.word_by_word import Reading

T = TypeVar("T")


class Place(NamedTuple):
    """A name among the words of a text: the numbers of its first and last word, and the letters before it."""

    first: int
    last: int
    letters: int
    name: Name


class Names(Generic[T]):
    """Names and what is known of each. However many there are, a text is gone through once."""

    def __init__(self) -> None:
        self._known: dict[Name, T] = {}
        self._lengths: dict[str, Counter[int]] = {}

    def __len__(self) -> int:
        return len(self._known)

    def __iter__(self) -> Iterator[Name]:
        return iter(self._known)

    def __getitem__(self, name: Name) -> T:
        return self._known[name]

    def get(self, name: Name) -> T | None:
        return self._known.get(name)

    def put(self, name: Name, known: T) -> T:
        """Take in a name, or what is known of it anew; returns what is known."""
        if name not in self._known:
            self._lengths.setdefault(name[0], Counter())[len(name)] += 1
        self._known[name] = known
        return known

    def drop(self, name: Name) -> None:
        """Take out a name that is there."""
        del self._known[name]
        lengths = self._lengths[name[0]]
        lengths[len(name)] -= 1
        if not lengths[len(name)]:
            del lengths[len(name)]
        if not lengths:
            del self._lengths[name[0]]

    def places(self, words: Sequence[str]) -> Iterator[Place]:
        """Every place of every name among folded words, overlapping ones too, a proclitic or two before it or not."""
        lengths, known = self._lengths, self._known
        for at, word in enumerate(words):
            for letters, first in readings(word):
                for length in lengths.get(first, ()):
                    name = (first, *words[at + 1 : at + length])
                    if len(name) == length and name in known:
                        yield Place(at, at + length - 1, letters, name)


def range_of(reading: Reading, place: Place, *, keeps: bool, lil_whole: bool) -> tuple[int, int] | None:
    """The range of a name in the text: with its proclitics where the project `keeps` them, else without; where
    `lil_whole`, with the ل before an article. None where no range can begin there."""
    letters = 0 if keeps else place.letters
    if lil_whole and letters and place.name[0] != reading.words[place.first][letters:]:
        letters -= 1  # the name has its ا again, which ل took from the article
    return reading.range_of(place.first, place.last, letters)


def longest(places: Iterable[Place]) -> list[Place]:
    """The places in reading order without those that overlap with a longer one, or with one of the same words that
    leaves fewer letters before the name."""
    taken: set[int] = set()
    chosen = []
    for place in sorted(places, key=lambda one: (one.first - one.last, one.letters, one)):
        words = range(place.first, place.last + 1)
        if taken.isdisjoint(words):
            taken.update(words)
            chosen.append(place)
    return sorted(chosen)

"""What one finished Article teaches: its words, the names that were marked, and which places of names count."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from itertools import accumulate

from annotator.arabic.clitics import Knowledge
from annotator.arabic.naming import Name, name_at
from annotator.arabic.word_by_word import Reading
from annotator.frozen import frozen
from annotator.suggest import parts
from annotator.suggest.parts import Part
from annotator.suggest.recommender import Marked

LONGEST = 30
"""Words that a name has at most; what is longer, such as a marked sentence, does not come again."""


@frozen
class Lesson:
    """The words of an Article and the names marked in it with their Labels, each place once.

    `inside` and `outside` count the names that were marked with their proclitics and without. `ranges` are those of the
    names, in words; `starts` are their first words in order, and `reach` says how far the ranges up to each one go;
    `nests` says that some lie within others. `parts` counts the parts of names that stood for the whole,
    and those that did not.
    """

    words: tuple[str, ...]
    marked: tuple[tuple[Name, str], ...]
    inside: int
    outside: int
    ranges: frozenset[tuple[int, int]]
    starts: tuple[int, ...]
    reach: tuple[int, ...]
    nests: bool
    parts: Counter[tuple[Part, bool]]

    def is_seen(self, first: int, last: int) -> bool:
        """Whether a name at these words stands for itself: not within a longer one, or marked even so.

        In an Article that has names marked within others, what is not marked within one was left out on purpose.
        """
        if self.nests:
            return True
        before, at = bisect_left(self.starts, first), bisect_right(self.starts, first)
        within = (before and self.reach[before - 1] >= last) or (at and self.reach[at - 1] > last)
        return not within or (first, last) in self.ranges


def lesson_of(
    reading: Reading, marked: Iterable[Marked], knowledge: Knowledge, *, cutting: bool, lil_whole: bool
) -> Lesson:
    """What an Article teaches. Marked ranges that are not whole words, or too many, are left out; `cutting` and
    `lil_whole` as in `name_at`."""
    found: dict[tuple[int, int, str], Name] = {}
    inside = outside = 0
    for start, end, label in marked:
        named = name_at(reading, start, end, knowledge, cutting=cutting, lil_whole=lil_whole)
        if named is not None and len(named.words) <= LONGEST:
            found[named.first, named.last, label] = named.words
            outside += named.outside > 0
            inside += named.inside > 0
    names = [parts.Marked(first, last, label, name) for (first, last, label), name in found.items()]
    ranges = sorted({(first, last) for first, last, _label in found})
    reach = tuple(accumulate((last for _first, last in ranges), max))
    after = zip(ranges, ranges[1:], reach, strict=False)  # each range, the next one, and how far those before that go
    return Lesson(
        reading.words,
        tuple((found[at], at[2]) for at in sorted(found)),
        inside,
        outside,
        frozenset(ranges),
        tuple(first for first, _last in ranges),
        reach,
        any(next_one[0] == one[0] or next_one[1] <= so_far for one, next_one, so_far in after),
        parts.told(reading.words, names),
    )

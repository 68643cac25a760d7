"""What several annotators say of each letter or word of a text, and the counts that kappa and alpha are made of.

A letter is coded by each annotator with the Labels of all Spans that lie on it, in order of their names: `()` where
there is none, `("ORG", "PERS")` where two lie over each other, nested or not. Nobody needs to decide which of them
counts: to agree is to put just the same Labels there. For one Label alone it is asked whether it is among them.
White space and punctuation are letters as others are.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import combinations, pairwise

from annotator.arabic.tokens import Words
from annotator.model.annotation import Fragment, Span
from annotator.review.tally import Counts

Value = tuple[str, ...]
"""What one annotator says of one place: the Labels there, one for each Span."""

Marks = Sequence[tuple[Sequence[Fragment], str]]
"""What one annotator has marked: ranges and Label of each Span."""

_PIECE = re.compile(r"[^ \n]+")

Codings = Mapping[tuple[Value, ...], float]
"""How many places have just these values, one of each annotator."""


def by_letters(spans: Iterable[Span]) -> Marks:
    """The ranges of Spans in code points."""
    return [(span.fragments, span.label) for span in spans]


class Tokens:
    """The words of a text, and each sign that is in none and no white space."""

    def __init__(self, text: str) -> None:
        self.ranges: list[Fragment] = []
        pieces = map(re.Match.span, _PIECE.finditer(text))
        for (start, end), parts in zip(pieces, map(_parts, _PIECE.findall(text)), strict=True):
            if parts is None:
                self.ranges.append((start, end))
            else:
                self.ranges += [(start + first, start + last) for first, last in parts]
        self._starts = [start for start, _end in self.ranges]
        self._ends = [end for _start, end in self.ranges]

    def __len__(self) -> int:
        return len(self.ranges)

    def marks(self, spans: Iterable[Span]) -> Marks:
        """The ranges of Spans counted in tokens: a token has a Label where any of its letters has it."""
        found = []
        for span in spans:
            ranges = (
                (bisect_right(self._ends, start), bisect_left(self._starts, end)) for start, end in span.fragments
            )
            found.append(([(first, last) for first, last in ranges if first < last], span.label))
        return found


@lru_cache(maxsize=1 << 16)
def _parts(piece: str) -> list[Fragment] | None:
    """The tokens of a piece between spaces, which no word reaches over; None where it is one as a whole. News repeats
    its words, so each is looked at once."""
    found: list[Fragment] = []
    at = 0
    for start, end in [*Words(piece).ranges, (len(piece), len(piece))]:
        found += [(place, place + 1) for place in range(at, start) if not piece[place].isspace()]
        if start < end:
            found.append((start, end))
        at = end
    return None if found == [(0, len(piece))] else found


class Stretches:
    """A text cut wherever anybody's Span begins or ends: the `lengths` of the pieces, and `covers`: for each annotator
    and piece the numbers of the Spans that lie on it."""

    def __init__(self, marked: Sequence[Marks], length: int) -> None:
        edges = sorted({0, length}.union(edge for marks in marked for one, _ in marks for two in one for edge in two))
        self.marked = marked
        self.lengths = [end - start for start, end in pairwise(edges)]
        self.covers: list[list[tuple[int, ...]]] = []
        number = {edge: at for at, edge in enumerate(edges)}
        for marks in marked:
            covers: list[tuple[int, ...]] = [()] * len(self.lengths)
            for one, (fragments, _label) in enumerate(marks):
                for start, end in fragments:
                    for at in range(number[start], number[end]):
                        covers[at] += (one,)
            self.covers.append(covers)

    @cached_property
    def values(self) -> list[list[Value]]:
        """What each annotator says of each piece."""
        found = []
        for marks, covers in zip(self.marked, self.covers, strict=True):
            alone: list[Value] = [(label,) for _fragments, label in marks]
            found.append([_joined(here, alone) if here else () for here in covers])
        return found

    @cached_property
    def codings(self) -> Counter[tuple[Value, ...]]:
        """How many places have which values."""
        found: Counter[tuple[Value, ...]] = Counter()
        for length, values in zip(self.lengths, zip(*self.values, strict=True), strict=True):
            found[values] += length
        return found


def _joined(here: tuple[int, ...], alone: Sequence[Value]) -> Value:
    if len(here) == 1:
        return alone[here[0]]
    return tuple(sorted([alone[one][0] for one in here]))


def count_codings(counts: Counts, scope: Hashable, names: Sequence[str], held: Codings) -> None:
    """Count the codings of one Article by these annotators under the name of `scope`, such as a level.

    Of each two annotators: where they `agree`, and how often the first and the second gives each value or Label. Of
    all: how many `items` there are, how often each value or Label is given, and how many pairs of annotators `differ`:
    once as a share of all pairs at an item, and as `differ_by` with each pair weighing `1 / (m - 1)`.
    """
    size = len(names)
    couples = [(i, j, (scope, names[i], names[j])) for i, j in combinations(range(size), 2)]
    pairs = size * (size - 1)
    items = sum(held.values())
    counts[scope, "items"] += items
    counts[scope, "ratings"] += items * size
    for _i, _j, couple in couples:
        counts[couple, "items"] += items
    for values, weight in held.items():
        for value in values:
            counts[scope, "value", value] += weight
        for i, j, couple in couples:
            ours, theirs = values[i], values[j]
            counts[couple, "value first", ours] += weight
            counts[couple, "value second", theirs] += weight
            if ours == theirs:
                counts[couple, "agree"] += weight
        given = set(values)
        if len(given) > 1:
            apart = pairs - sum(n * (n - 1) for n in map(values.count, given))
            counts[scope, "differ"] += weight * apart / pairs
            counts[scope, "differ_by"] += weight * apart / (size - 1)
        elif not values[0]:
            continue
        _count_labels(counts, scope, couples, values, weight)


def _count_labels(
    counts: Counts,
    scope: Hashable,
    couples: Iterable[tuple[int, int, Hashable]],
    values: tuple[Value, ...],
    weight: float,
) -> None:
    """Count each Label by itself: on or off."""
    size = len(values)
    for label in {label for value in values for label in value}:
        has = [label in value for value in values]
        on = sum(has)
        counts[scope, "label", label] += weight * on
        if on < size:
            apart = 2 * on * (size - on)
            counts[scope, "label differ", label] += weight * apart / (size * (size - 1))
            counts[scope, "label differ_by", label] += weight * apart / (size - 1)
        for i, j, couple in couples:
            ours, theirs = has[i], has[j]
            if ours:
                counts[couple, "label first", label] += weight
            if theirs:
                counts[couple, "label second", label] += weight
            if ours and theirs:
                counts[couple, "label both", label] += weight

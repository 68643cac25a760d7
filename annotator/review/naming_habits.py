"""Names as one annotator marks them: under which Labels, with which edges, and where not.

Two looks at the Layers: the first learns which names are marked, the second how each of them stands wherever it does.
What is kept of a place takes a few numbers.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeVar

from annotator.arabic.clitics import OFFERED, Knowledge, cuts_of, letters_before
from annotator.arabic.names_in_text import Names, Place
from annotator.arabic.naming import Name, name_at
from annotator.arabic.tokens import trimmed
from annotator.arabic.word_by_word import Reading, read
from annotator.model.annotation import Layer, LayerId, Status
from annotator.review.doubts import Pattern
from annotator.review.heads import Heads
from annotator.review.named_places import Front, Seen, look, marks_of

LONGEST = 30
"""Words that a name has at most; what is longer, such as a marked sentence, does not come again."""

NUMBERS = 8
"""What is kept of a place: Layer, the range that is marked, that of the name, and the numbers of its Labels, its front
and its pattern; 0 where it has none."""

T = TypeVar("T")

NESTED = 0.02
"""The share of Spans that begin and end within the one before, from which that is a habit."""

_FRONTS = tuple(Front)
_CUTTABLE = frozenset("وفبلك")
_KEPT = 1 << 16
_HEH = "ه"
"""What ة is folded to."""


@dataclass(slots=True)
class Habit:
    """How a name is marked: at how many places as a whole, with which Labels and parts, and all its places.

    `fronts` counts the fronts of the places where it is marked as a whole, and `counts` these by the number of their
    Labels, with 0 for those where nothing of it is marked.
    """

    name: Name
    marked: int = 0
    labels: list[tuple[str, ...]] = field(default_factory=list)
    patterns: list[tuple[Pattern, bool]] = field(default_factory=list)
    fronts: Counter[Front] = field(default_factory=Counter)
    counts: Counter[int] = field(default_factory=Counter)
    examples: dict[tuple[str, object], str] = field(default_factory=dict)
    places: array[int] = field(default_factory=lambda: array("I"))

    def example(self, labels: int) -> str:
        """A place that is marked as a whole, with the Labels of this number; where there is one, with nothing glued to
        its front."""
        return self.examples.get(("bare", labels)) or self.examples.get(("labels", labels), "")

    def rows(self) -> Iterator[tuple[int, ...]]:
        """What is kept of each place."""
        numbers = self.places
        for at in range(0, len(numbers), NUMBERS):
            yield tuple(numbers[at : at + NUMBERS])


class Habits:
    """What is learned of the names in some Layers, and where they stand."""

    def __init__(self, knowledge: Knowledge, *, lil_whole: bool = False) -> None:
        self._knowledge = knowledge
        self._lil_whole = lil_whole
        self._met: Counter[Name] = Counter()
        self._cuts: dict[Name, Name] = {}
        self._with_heh: set[Name] = set()
        self._likely: dict[str, dict[int, float]] = {}
        self._remembered: dict[tuple[str, int, int], tuple[Name, Name] | None] = {}
        self._names: set[Name] = set()
        self.known: Names[Habit] = Names()
        self.heads = Heads()
        self.layers: list[LayerId] = []
        self.fronts: Counter[Front] = Counter()
        self._marks = self._within = 0

    @property
    def nests(self) -> bool:
        """Whether Spans lie within others, and not by mistake alone."""
        return self._within > NESTED * self._marks

    def keeps_clitics(self, habit: Habit) -> bool:
        """Whether a name is marked with the proclitics before it: as it is mostly, else as all names are."""
        for one in (habit.fronts, self.fronts):
            if one[Front.INSIDE] != one[Front.OUTSIDE]:
                return one[Front.INSIDE] > one[Front.OUTSIDE]
        return False

    # The first look

    def meet(self, text: str, layer: Layer) -> None:
        """Learn which names are marked in a Layer."""
        for span in layer.spans:
            if len(span.fragments) == 1 and (inner := trimmed(text, span.start, span.end)):
                names = self._named(text, *inner)
                if names is not None:
                    whole, cut = names
                    self._met[whole] += 1
                    if text[inner[1] - 1] == _HEH:
                        self._with_heh |= {whole, cut}
                    if cut != whole:
                        self._cuts[whole] = cut

    def know(self) -> None:
        """All Layers are met. A name whose first letters may be proclitics is another one behind them, where that is
        marked by itself too: `وإسرائيل` is `إسرائيل`."""
        for whole, cut in self._cuts.items():
            if cut in self._met and cut not in self._cuts:
                self._met[cut] += self._met.pop(whole)
        for name, count in self._met.items():
            self.known.put(name, Habit(name, count))
        self._names = set(self._met)
        self.heads = Heads.of(self._names)
        self._met.clear()
        self._remembered.clear()

    def _named(self, text: str, start: int, end: int) -> tuple[Name, Name] | None:
        """The name at a range, and what it is without what may be proclitics in the range."""
        first, last = text.rfind(" ", 0, start) + 1, text.find(" ", end)
        around = text[first : last if last >= 0 else len(text)]
        key = around, start - first, end - first
        if key not in self._remembered:
            if len(self._remembered) >= _KEPT:
                self._remembered.clear()
            self._remembered[key] = self._name_of(*key)
        return self._remembered[key]

    def _name_of(self, around: str, start: int, end: int) -> tuple[Name, Name] | None:
        reading = read(around)
        found = name_at(reading, start, end, self._knowledge, cutting=False, lil_whole=self._lil_whole)
        if found is None or len(found.words) > LONGEST or not any(len(word) > 1 for word in found.words):
            return None
        if found.outside or found.words[0][0] not in _CUTTABLE:
            return found.words, found.words
        cut = name_at(reading, start, end, self._knowledge, cutting=True, lil_whole=self._lil_whole)
        return found.words, cut.words if cut is not None else found.words

    # The second look

    def watch(self, text: str, layers: Iterable[Layer]) -> None:
        """See how the names stand in the Layers of one Article, after `know`. Where one is not marked counts in those
        that are done."""
        reading: Reading | None = None
        for layer in layers:
            reading = reading or read(text)
            is_done = layer.status is Status.DONE
            number = len(self.layers)
            self.layers.append(layer.id)
            marks = marks_of(reading, layer.spans)
            self._marks += len(marks)
            self._within += sum(after.last <= before.last for before, after in pairwise(marks))
            self.heads.add(reading, marks, layer.id, self._names)
            for seen in look(reading, marks, self.known, _marked, free=is_done):
                if seen.marks or self._is_likely(reading, seen.place):
                    self._keep(reading, number, seen)

    def _is_likely(self, reading: Reading, place: Place) -> bool:
        """Whether an unmarked place is one of the name, and not another word that is spelt alike: وجده is not جدة,
        and بليون hardly ليون behind ب."""
        end = reading.ranges[place.last][1]
        if place.name[-1][-1:] == _HEH and reading.text[end - 1] == _HEH and place.name not in self._with_heh:
            return False
        if not place.letters:
            return True
        start, end = reading.ranges[place.first]
        word = reading.text[start:end]
        if word not in self._likely:
            if len(self._likely) >= _KEPT:
                self._likely.clear()
            self._likely[word] = {
                letters_before(word, cut.at): cut.probability for cut in cuts_of(word, self._knowledge)
            }
        return self._likely[word].get(place.letters, 0.0) >= OFFERED

    def _keep(self, reading: Reading, layer: int, seen: Seen) -> None:
        place = seen.place
        habit = self.known[place.name]
        first, last = (
            reading.range_of(place.first, place.last, place.letters)
            or reading.range_of(place.first, place.last)
            or (0, 0)
        )
        start, end = (first, last)
        labels = front = pattern = 0
        if seen.marks:
            start, end = min(one.span.start for one in seen.marks), max(one.span.end for one in seen.marks)
        if seen.is_whole:
            labels = _number(habit.labels, seen.labels)
            kind = seen.front(reading, lil_whole=self._lil_whole)
            front = _FRONTS.index(kind) + 1
            self.fronts[kind] += 1
            habit.fronts[kind] += 1
            habit.counts[labels] += 1
            _example(habit, "bare" if kind is Front.BARE else "labels", labels, reading, seen)
            _example(habit, "front", kind, reading, seen)
        elif seen.marks:
            is_of_words = all(mark.letters is not None for mark in seen.marks)
            pattern = _number(habit.patterns, (seen.pattern, is_of_words))
            _example(habit, "pattern", pattern, reading, seen)
        else:
            habit.counts[0] += 1
        habit.places.extend((layer, start, end, first, last, labels, front, pattern))


def front_at(number: int) -> Front:
    """The front that has this number in what is kept of a place."""
    return _FRONTS[number - 1]


def _marked(habit: Habit) -> int:
    return habit.marked


def _number(known: list[T], one: T) -> int:
    """The number of one thing among others, counted from 1; it is added where it is new."""
    try:
        return known.index(one) + 1
    except ValueError:
        known.append(one)
        return len(known)


def _example(habit: Habit, axis: str, variant: object, reading: Reading, seen: Seen) -> None:
    if (axis, variant) not in habit.examples:
        habit.examples[axis, variant] = bracketed(reading, seen)


def bracketed(reading: Reading, seen: Seen) -> str:
    """The words of a place, with the edges of the Spans as square brackets."""
    spans = [mark.span for mark in seen.marks]
    start = min([reading.ranges[seen.place.first][0], *(span.start for span in spans)])
    end = max([reading.ranges[seen.place.last][1], *(span.end for span in spans)])
    edges: Sequence[tuple[int, str]] = sorted(
        {(span.end, "]") for span in spans} | {(span.start, "[") for span in spans},
        key=lambda one: (one[0], one[1] == "["),
    )
    out, last = [], start
    for at, sign in edges:
        out += [reading.text[last:at], sign]
        last = at
    return " ".join("".join([*out, reading.text[last:end]]).split())

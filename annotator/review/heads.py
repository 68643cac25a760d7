"""Words before names that are in the Spans here and outside there, whatever the name: الرئيس in [الرئيس ترامب] and
الرئيس [بايدن]."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from typing import NamedTuple

from annotator.arabic.naming import Name
from annotator.arabic.occurrences import readings
from annotator.arabic.tokens import Words
from annotator.arabic.word_by_word import Reading
from annotator.model.annotation import Fragment, LayerId
from annotator.review.doubts import Doubt, Finding, Occurrence, Variant, share
from annotator.review.named_places import Mark

INSIDE, OUTSIDE = "in", "out"
"""The keys of both Variants."""

_FOLDED = "يه"
"""What ى and ة are folded to."""

MORE = " …"
"""What stands behind the word in the surface of a Finding."""

_LEAST = 2
"""Different names behind a word; of a single name `Doubt.BOUNDARY` tells by itself."""


class _Kept(NamedTuple):
    """A place, the name behind the head, how it looks, and the last letter of the head as it is written."""

    place: Occurrence
    rest: Name
    shown: str
    letter: str


@dataclass(slots=True)
class Heads:
    """The words that begin names of several words whose rest is a name too, and how Spans behind them begin."""

    known: frozenset[str] = frozenset()
    _places: defaultdict[tuple[str, str], list[_Kept]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, names: Set[Name]) -> Heads:
        """The words before names, among all names that are marked."""
        return cls(frozenset(name[0] for name in names if len(name) > 1 and name[1:] in names))

    def add(self, reading: Reading, marks: Sequence[Mark], layer: LayerId, names: Set[Name]) -> None:
        """Look at the Spans of a Layer; `names` are all that are marked. A word that belongs to another name before it
        is no head."""
        taken = {
            (mark.span.label if mark.first == mark.last else "", at)
            for mark in marks
            for at in range(mark.first, mark.last + 1)
        }
        for mark in marks:
            if mark.letters is None:
                continue
            whole, rest = (reading.words[at : mark.last + 1] for at in (mark.first, mark.first + 1))
            before = mark.first - 1
            if rest in names and (head := self._head(reading, mark.first, mark.letters)):
                self._keep(reading, mark, layer, head, rest, 0)
            elif (
                before >= 0
                and whole in names
                and not mark.letters
                and taken.isdisjoint({(mark.span.label, before), ("", before)})
                and (head := self._head(reading, before))
            ):
                self._keep(reading, mark, layer, head, whole, 1)

    def _head(self, reading: Reading, word: int, letters: int = 0) -> tuple[str, int] | None:
        """The head that a word is, and how many letters stand before it: some where there are, or where the Span begins
        behind so many."""
        for before, rest in readings(reading.words[word]):
            if rest in self.known and letters in (0, before):
                return rest, before
        return None

    def _keep(
        self, reading: Reading, mark: Mark, layer: LayerId, head: tuple[str, int], rest: Name, variant: int
    ) -> None:
        word, text = mark.first - variant, reading.text
        around = reading.range_of(word, mark.last, head[1])
        start, end = mark.span.start, mark.span.end
        if around is not None and around[1] == end:
            shown = f"{text[around[0] : start]}[{text[start:end]}]"
            kept = _Kept(
                Occurrence(layer, start, end, *around, variant),
                rest,
                " ".join(shown.split()),
                text[reading.ranges[word][1] - 1],
            )
            self._places[head[0], mark.span.label].append(kept)

    def findings(self, least: int) -> Iterator[Finding]:
        """One Finding for each word and Label."""
        for (head, label), every in self._places.items():
            letters = {one.letter for one in every if not one.place.variant}
            # Folded, على is as علي, which begins names.
            kept = [one for one in every if head[-1] not in _FOLDED or one.letter in letters]
            counts = Counter(one.place.variant for one in kept)
            if len(counts) < 2 or len(kept) < least or len({one.rest for one in kept}) < _LEAST:
                continue
            shown = {one.place.variant: one.shown for one in reversed(kept)}
            variants = tuple(
                Variant(key, counts[number], shown[number]) for number, key in enumerate((INSIDE, OUTSIDE))
            )
            model = max(counts, key=lambda one: (counts[one], one))
            places = [one.place for one in kept]
            doubt = share(counts[model], counts.total())
            yield Finding(Doubt.BOUNDARY, f"{head}{MORE} ({label})", variants, model, doubt, places)


def is_head(finding: Finding) -> bool:
    """Whether a Finding is about a word before names."""
    return finding.variants[0].key == INSIDE


def range_as(text: str, place: Occurrence, key: str) -> Fragment | None:
    """The range of a Span at a place with the head inside or outside."""
    if key == INSIDE:
        return place.first, place.last
    words = Words(text)
    at = words.index_at(place.first) + 1
    start = words.ranges[at][0] if at < len(words.ranges) else place.last
    return (start, place.last) if start < place.last else None

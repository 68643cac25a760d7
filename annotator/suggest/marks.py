"""What was marked, as marks on words: which words, in groups that can each be told by one tag a word, and where the
edges lie inside words."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from typing import Any, NamedTuple

from annotator.arabic.clitics import AUTOMATIC, Knowledge, cut_of
from annotator.arabic.known_names import name_beginnings, name_words
from annotator.arabic.text import fold
from annotator.arabic.word_by_word import Reading
from annotator.frozen import frozen
from annotator.suggest.recommender import Marked

NOTHING = "O"
"""The tag of a word that is in nothing."""

_CLASHES = 0.01
"""The share of a Label's marks that may overlap marks of others in its group; of two such, the longer is learned."""


class Mark(NamedTuple):
    """The words from `first` to before `end` under a Label; `front` and `back` are the code points of the outer words
    that lie outside the Span."""

    first: int
    end: int
    label: str
    front: int = 0
    back: int = 0


def marks_of(reading: Reading, marked: Iterable[Marked]) -> list[Mark]:
    """The words that each range touches, in reading order and the longer first; a range of signs and spaces that are
    no words is left out, and what is marked twice counts once."""
    found = []
    for start, end, label in marked:
        first = bisect_left(reading.ranges, start, key=lambda word: word[1] - 1)
        last = bisect_left(reading.ranges, end, key=lambda word: word[0])
        if first < last:
            front = max(start - reading.ranges[first][0], 0)
            back = max(reading.ranges[last - 1][1] - end, 0)
            found.append(Mark(first, last, label, front, back))
    return sorted(set(found), key=lambda mark: (mark.first, -mark.end, *mark[2:]))


def groups_of(examples: Iterable[Sequence[Mark]]) -> list[tuple[str, ...]]:
    """Labels in as few groups as can be, so that those of one group hardly ever overlap; the commonest Labels first.

    One tag a word can tell everything that was marked in one group. Where nothing is nested, there is one group.
    """
    often: Counter[str] = Counter()
    clashes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for marks in examples:
        often.update(mark.label for mark in marks)
        for at, one in enumerate(marks):
            for other in marks[at + 1 :]:
                if other.first >= one.end:
                    break
                clashes[one.label][other.label] += 1
                clashes[other.label][one.label] += 1
    groups: list[list[str]] = []
    for label in sorted(often, key=lambda one: (-often[one], one)):
        fitting = (
            group for group in groups if sum(clashes[label][other] for other in group) <= _CLASHES * often[label]
        )
        group = next(fitting, None)
        if group is None:
            groups.append([label])
        else:
            group.append(label)
    return [tuple(sorted(group)) for group in groups]


def tags_of(size: int, marks: Iterable[Mark], group: Sequence[str]) -> list[str]:
    """The tag of each word: `B-` and the Label for the first word of a mark, `I-` for others; the longer mark wins."""
    tags = [NOTHING] * size
    for mark in sorted(marks, key=lambda one: (one.first - one.end, one.first, one.label)):
        if mark.label in group and all(tag == NOTHING for tag in tags[mark.first : mark.end]):
            tags[mark.first : mark.end] = [f"B-{mark.label}", *[f"I-{mark.label}"] * (mark.end - mark.first - 1)]
    return tags


def marks_in(tags: Sequence[str]) -> list[Mark]:
    """What tags tell. An `I-` that nothing of its Label goes before begins a mark too."""
    found: list[Mark] = []
    for at, tag in enumerate(tags):
        if tag == NOTHING:
            continue
        label = tag[2:]
        if tag[0] == "I" and found and found[-1].end == at and found[-1].label == label:
            found[-1] = found[-1]._replace(end=at + 1)
        else:
            found.append(Mark(at, at + 1, label))
    return found


@frozen
class Edges:
    """Where Spans begin and end inside words, as their annotators have it.

    `fronts` and `backs` say of words that were met, as they are written, how many code points lie outside. Whether
    annotators leave proclitics outside at all is `trims`; then a word that was never met is cut where the model of
    clitics is sure, which knows the words of `names` besides those of the lists.
    """

    trims: bool = False
    fronts: Mapping[str, int] = field(default_factory=dict)
    backs: Mapping[str, int] = field(default_factory=dict)
    names: frozenset[str] = frozenset()

    def knowledge(self, counts: Mapping[str, int]) -> Knowledge:
        """What the model of clitics is to know, with the counts of the words of the project."""
        return Knowledge(counts, sum(counts.values()), name_words() | self.names, name_beginnings())

    def range_of(self, reading: Reading, mark: Mark, knowledge: Knowledge) -> tuple[int, int]:
        """The code points of a mark; never none."""
        start, end = reading.ranges[mark.first][0], reading.ranges[mark.end - 1][1]
        first, last = reading.written(mark.first), reading.written(mark.end - 1)
        front = self.fronts.get(first)
        if front is None:
            cut = cut_of(first, knowledge) if self.trims else None
            front = cut.at if cut and cut.probability >= AUTOMATIC else 0
        back = self.backs.get(last, 0)
        return (start + front, end - back) if start + front < end - back else (start, end)

    @staticmethod
    def exact(reading: Reading, mark: Mark) -> tuple[int, int]:
        """The code points of a mark that somebody made."""
        return reading.ranges[mark.first][0] + mark.front, reading.ranges[mark.end - 1][1] - mark.back

    def as_json(self) -> dict[str, Any]:
        return {
            "trims": self.trims,
            "fronts": dict(sorted(self.fronts.items())),
            "backs": dict(sorted(self.backs.items())),
            "names": sorted(self.names),
        }

    @classmethod
    def from_json(cls, read: Mapping[str, Any]) -> Edges:
        """Raises KeyError, TypeError and ValueError for anything that `as_json` did not make."""
        fronts, backs = ({str(k): int(v) for k, v in read[side].items()} for side in ("fronts", "backs"))
        return cls(read["trims"] is True, fronts, backs, frozenset(map(str, read["names"])))


def edges_of(learned: Iterable[tuple[Reading, Sequence[Mark]]], counts: Mapping[str, int]) -> Edges:
    """Where the Spans of finished Articles begin and end inside words."""
    fronts: defaultdict[str, Counter[int]] = defaultdict(Counter)
    backs: defaultdict[str, Counter[int]] = defaultdict(Counter)
    names: set[str] = set()
    inside = outside = 0
    knowledge = Edges().knowledge(counts)
    for reading, marks in learned:
        for mark in marks:
            first = reading.written(mark.first)
            fronts[first][mark.front] += 1
            backs[reading.written(mark.end - 1)][mark.back] += 1
            if mark.front:
                outside += 1
            else:
                cut = cut_of(first, knowledge)
                inside += cut.at > 0 and cut.probability >= AUTOMATIC
            names.add(fold(first[mark.front :]))
    trims = outside > inside
    return Edges(
        trims,
        {word: at for word, at in _commonest(fronts).items() if trims or at},
        {word: at for word, at in _commonest(backs).items() if at},
        frozenset(names) if trims else frozenset(),
    )


def _commonest(counted: Mapping[str, Counter[int]]) -> dict[str, int]:
    return {word: max(places, key=lambda at: (places[at], -at)) for word, places in counted.items()}

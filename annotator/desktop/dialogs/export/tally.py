"""What an export would leave behind, kept small enough for a hundred thousand Articles."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence

from annotator.dataset.losses import Loss
from annotator.formats.parts import Part
from annotator.frozen import frozen

_PARTS = tuple(Part)


@frozen
class Line:
    """How many of one part one Article would lose."""

    article: str
    title: str
    part: Part
    count: int


class Tally:
    """Lines in the order of the Articles, and within one in the order in which parts are told."""

    def __init__(self, losses: Iterable[Loss] = (), *, going_out: int = 0, in_no_split: int = 0) -> None:
        self.going_out = going_out
        """How many Articles the export would have in it."""
        self.in_no_split = in_no_split
        """How many Articles belong to no split, where one of them is to go out."""
        self._articles: list[str] = []
        self._titles: list[str] = []
        self._of = array("L")
        self._part = array("B")
        self._count = array("L")
        self._totals: dict[Part, int] = {}
        self._lines: dict[Part, array[int]] = {}
        for loss in losses:
            self.add(loss)

    def add(self, loss: Loss) -> None:
        """What the next Article would lose."""
        number = len(self._articles)
        self._articles.append(loss.article)
        self._titles.append(loss.title)
        for place, part in enumerate(_PARTS):
            count = loss.parts.get(part, 0)
            if count:
                self._lines.setdefault(part, array("L")).append(len(self._of))
                self._totals[part] = self._totals.get(part, 0) + count
                self._of.append(number)
                self._part.append(place)
                self._count.append(count)

    @property
    def articles(self) -> int:
        """How many Articles would lose something."""
        return len(self._articles)

    @property
    def parts(self) -> list[tuple[Part, int]]:
        """The parts that would be lost, with how many of each in all."""
        return [(part, self._totals[part]) for part in _PARTS if part in self._totals]

    def lines(self, part: Part | None = None) -> Sequence[int]:
        """The numbers of all lines, or of those of one part."""
        return range(len(self._of)) if part is None else self._lines.get(part, array("L"))

    def line(self, number: int) -> Line:
        of = self._of[number]
        return Line(self._articles[of], self._titles[of], _PARTS[self._part[number]], self._count[number])

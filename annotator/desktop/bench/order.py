"""The Cases of one Article in the order in which they are decided. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from annotator.frozen import frozen

if TYPE_CHECKING:
    from annotator.review.cases import Case
    from annotator.review.docket import CaseEntry


@frozen
class Order:
    """The Cases of an Article. Those on which all agree have no place among the others: they are taken at once."""

    entries: Sequence[CaseEntry] = ()

    @property
    def disputed(self) -> list[CaseEntry]:
        """The Cases on which not all agree, in order."""
        return [entry for entry in self.entries if not entry.case.is_agreed]

    @property
    def agreed(self) -> list[CaseEntry]:
        """The Cases on which all agree and nothing was decided yet."""
        return [entry for entry in self.entries if entry.case.is_agreed and entry.is_open]

    @property
    def offered(self) -> list[CaseEntry]:
        """Those of them that can be taken now: a Relation waits until it is decided about the Spans at its ends."""
        taken = {entry.case.key for entry in self.agreed if not entry.case.is_relation}
        taken |= {entry.case.key for entry in self.entries if entry.state.value == "decided"}
        return [entry for entry in self.agreed if taken >= {key for _span, key in entry.case.ends}]

    @property
    def waiting(self) -> list[CaseEntry]:
        """The Cases that are to be decided, in order."""
        return [entry for entry in self.disputed if entry.is_open]

    @property
    def put_off(self) -> int:
        """How many Cases the lead has put off: they are still to be decided, but not now."""
        return sum(not entry.is_open and not entry.is_settled for entry in self.entries)

    @property
    def is_done(self) -> bool:
        """Whether everything is decided: nothing is open, and nothing put off."""
        return all(entry.is_settled for entry in self.entries)

    def get(self, key: str) -> CaseEntry | None:
        return next((entry for entry in self.entries if entry.case.key == key), None)

    def place(self, key: str) -> tuple[int, int] | None:
        """The number of a Case, counted from 1, and how many there are; None for one on which all agree."""
        keys = [entry.case.key for entry in self.disputed]
        return (keys.index(key) + 1, len(keys)) if key in keys else None

    def beside(self, key: str, way: int) -> CaseEntry | None:
        """The Case behind the one called `key` (1) or before it (-1), whatever was decided; at the ends none, and the
        first one where there is none of that name."""
        here = self._at(key)
        others = [(number, entry) for number, entry in enumerate(self.entries) if not entry.case.is_agreed]
        if here is None:
            return others[0][1] if others else None
        there = [entry for number, entry in others if (number > here if way > 0 else number < here)]
        return (there[0] if way > 0 else there[-1]) if there else None

    def going_on(self, key: str = "") -> CaseEntry | None:
        """The next Case behind the one called `key` that is to be decided, else the first; None where none is left."""
        here, waiting = self._at(key), self.waiting
        behind = [entry for entry in waiting if here is not None and (self._at(entry.case.key) or 0) > here]
        return next(iter(behind or waiting), None)

    def at(self, position: int, after: str = "") -> CaseEntry | None:
        """The Case over the letter at `position`, the shortest first; the next one of several where the first is in
        hand already (`after`)."""
        over = [entry for entry in self.entries if entry.case.start <= position < entry.case.end]
        over.sort(key=lambda entry: _size(entry.case))
        keys = [entry.case.key for entry in over]
        return over[(keys.index(after) + 1) % len(over) if after in keys else 0] if over else None

    def _at(self, key: str) -> int | None:
        return next((number for number, entry in enumerate(self.entries) if entry.case.key == key), None)


def _size(case: Case) -> tuple[bool, int]:
    return case.is_relation, case.end - case.start

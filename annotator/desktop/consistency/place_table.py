"""The places of a Finding as rows with tick boxes, in groups: one for each way in which they are marked."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from annotator.desktop.plain import isolated, one_line
from annotator.desktop.ticking.table import Heading, TickTable
from annotator.review.doubts import Doubt, Finding, Occurrence, Variant, told
from annotator.words import _
from annotator.workspace.harmonising import InContext

_KEPT = 2_000
"""Places whose context is kept in memory."""

Read = Callable[[Finding, Occurrence], InContext | None]
"""Reads what stands around a place now; None where its Article is not there any more."""


class PlaceTable(TickTable[Occurrence]):
    """What is in question is ticked at first; what is like the model, or another annotator's,
    cannot be. `called` says what a Label is called."""

    def __init__(self, read: Read, called: Callable[[str], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read = read
        self._called = called
        self._own = ""
        self._finding: Finding | None = None
        self._model = 0
        self._contexts: dict[Occurrence, InContext | None] = {}

    def show(self, finding: Finding | None, own: str) -> None:
        """Show another Finding, or none; only places of the annotator `own` can be ticked."""
        self._finding, self._own = finding, own
        self._contexts.clear()
        self.choose(finding.model if finding else 0)

    def choose(self, model: int) -> None:
        """Let another Variant, by its number, be the one that others are to be like."""
        self._model = model
        finding = self._finding
        if finding is None:
            self.fill((), (), ())
            return
        groups: dict[int, list[Occurrence]] = {}
        for one in finding.occurrences:
            groups.setdefault(one.variant, []).append(one)
        rows: list[Heading[Occurrence] | Occurrence] = []
        ticked: list[Occurrence] = []
        for number in sorted(groups, key=lambda one: self._order(finding, one, len(groups[one]))):
            members = groups[number]
            rows += [Heading(self._heading(finding, number, len(members)), members), *members]
            if self._is_in_question(finding, number):
                ticked += filter(self.can_be, members)
        self.fill(finding.occurrences, rows, ticked)

    def look_again(self) -> None:
        """What stands at the places has changed."""
        self._contexts.clear()
        self.choose(self._model)

    def _order(self, finding: Finding, variant: int, size: int) -> tuple[bool, bool, int]:
        """What is in question first, and the model last."""
        return variant == self._model, not self._is_in_question(finding, variant), size

    def _heading(self, finding: Finding, variant: int, size: int) -> str:
        """What a group is called, with its size."""
        told_way = isolated(one_line(told(finding.variants[variant], self._called)))
        if variant == self._model:
            return _("{way} ({n}): the others become like these").format(way=told_way, n=size)
        return f"{told_way} ({size})"

    def _is_in_question(self, finding: Finding, variant: int) -> bool:
        return variant != self._model and (finding.kind is not Doubt.MISSED or finding.is_doubtful(variant))

    @property
    def finding(self) -> Finding | None:
        """What is shown."""
        return self._finding

    @property
    def model(self) -> Variant | None:
        """The Variant that others are to be like."""
        return self._finding.variants[self._model] if self._finding else None

    @property
    def has_others(self) -> bool:
        """Whether places of other annotators are among them."""
        return any(one.layer.annotator != self._own for one in self._members)

    def context(self, place: Occurrence) -> InContext | None:
        """What stands around a place; read when it is first shown."""
        if place not in self._contexts and self._finding is not None:
            if len(self._contexts) >= _KEPT:
                self._contexts.clear()
            self._contexts[place] = self._read(self._finding, place)
        return self._contexts.get(place)

    def can_be(self, member: Occurrence) -> bool:
        return member.variant != self._model and member.layer.annotator == self._own

    def words(self, member: Occurrence) -> str:
        found = self.context(member)
        return one_line(f"{found.left}{found.bracketed}{found.right}") if found else ""

    def described(self, member: Occurrence) -> str:
        found = self.context(member)
        return ", ".join((*found.labels, one_line(found.title))) if found else ""

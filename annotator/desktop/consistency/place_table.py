"""The places of a Finding as rows with tick boxes, in groups: one for each way in which they are marked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from annotator.desktop.plain import isolated, one_line
from annotator.desktop.tables import Index
from annotator.frozen import frozen
from annotator.review.doubts import Doubt, Finding, Occurrence, Variant, told
from annotator.words import _
from annotator.workspace.harmonising import InContext

_KEPT = 2_000
"""Places whose context is kept in memory."""

Read = Callable[[Finding, Occurrence], InContext | None]
"""Reads what stands around a place now; None where its Article is not there any more."""


@frozen
class Heading:
    """The heading of the places of one Variant."""

    variant: int


Row = Heading | Occurrence


class PlaceTable(QAbstractListModel):
    """Rows and what is ticked. What is in question is ticked at first; what is like the model, or another annotator's,
    cannot be. `called` says what a Label is called."""

    def __init__(self, read: Read, called: Callable[[str], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read = read
        self._called = called
        self._own = ""
        self._finding: Finding | None = None
        self._model = 0
        self._rows: list[Row] = []
        self._groups: dict[int, list[Occurrence]] = {}
        self._ticked: set[Occurrence] = set()
        self._contexts: dict[Occurrence, InContext | None] = {}

    def show(self, finding: Finding | None, own: str) -> None:
        """Show another Finding, or none; only places of the annotator `own` can be ticked."""
        self._finding, self._own = finding, own
        self._contexts.clear()
        self.choose(finding.model if finding else 0)

    def choose(self, model: int) -> None:
        """Let another Variant, by its number, be the one that others are to be like."""
        self.beginResetModel()
        self._model = model
        finding = self._finding
        self._groups = {}
        for one in finding.occurrences if finding else ():
            self._groups.setdefault(one.variant, []).append(one)
        self._rows = []
        self._ticked = set()
        if finding is not None:
            for number in sorted(self._groups, key=lambda one: self._order(finding, one)):
                self._rows += [Heading(number), *self._groups[number]]
                if self._is_in_question(finding, number):
                    self._ticked.update(filter(self._is_free, self._groups[number]))
        self.endResetModel()

    def look_again(self) -> None:
        """What stands at the places has changed."""
        self._contexts.clear()
        self.choose(self._model)

    def _order(self, finding: Finding, variant: int) -> tuple[bool, bool, int]:
        """What is in question first, and the model last."""
        return variant == self._model, not self._is_in_question(finding, variant), len(self._groups[variant])

    def _is_in_question(self, finding: Finding, variant: int) -> bool:
        return variant != self._model and (finding.kind is not Doubt.MISSED or finding.is_doubtful(variant))

    def _is_free(self, place: Occurrence) -> bool:
        return place.variant != self._model and place.layer.annotator == self._own

    @property
    def finding(self) -> Finding | None:
        """What is shown."""
        return self._finding

    @property
    def model(self) -> Variant | None:
        """The Variant that others are to be like."""
        return self._finding.variants[self._model] if self._finding else None

    @property
    def ticked(self) -> list[Occurrence]:
        """The places that are ticked, in reading order."""
        return [one for one in self._finding.occurrences if one in self._ticked] if self._finding else []

    @property
    def has_others(self) -> bool:
        """Whether places of other annotators are among them."""
        return any(one.layer.annotator != self._own for group in self._groups.values() for one in group)

    def row_at(self, row: int) -> Row | None:
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def context(self, place: Occurrence) -> InContext | None:
        """What stands around a place; read when it is first shown."""
        if place not in self._contexts and self._finding is not None:
            if len(self._contexts) >= _KEPT:
                self._contexts.clear()
            self._contexts[place] = self._read(self._finding, place)
        return self._contexts.get(place)

    def is_ticked(self, row: Row) -> bool:
        """Whether a place is ticked, or of a group all that can be."""
        members = self._members(row)
        return bool(members) and all(one in self._ticked for one in members)

    def can_be_ticked(self, row: Row) -> bool:
        """Whether there is anything to do there."""
        return bool(self._members(row))

    def toggle(self, at: int) -> None:
        """Tick a place, or all of a group; or take the ticks away."""
        row = self.row_at(at)
        if row is not None:
            self._set(self._members(row), not self.is_ticked(row))

    def tick_all(self) -> None:
        """Tick all that can be; where all are, none."""
        everyone = [one for group in self._groups.values() for one in group if self._is_free(one)]
        self._set(everyone, not all(one in self._ticked for one in everyone))

    def heading(self, row: Heading) -> str:
        """What a group is called, with its size."""
        assert self._finding is not None
        told_way = isolated(one_line(told(self._finding.variants[row.variant], self._called)))
        size = len(self._groups[row.variant])
        if row.variant == self._model:
            return _("{way} ({n}): the others become like these").format(way=told_way, n=size)
        return f"{told_way} ({size})"

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                if isinstance(row, Heading):
                    return self.heading(row)
                found = self.context(row)
                return one_line(f"{found.left}{found.bracketed}{found.right}") if found else ""
            case Qt.ItemDataRole.CheckStateRole:
                return Qt.CheckState.Checked if self.is_ticked(row) else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.AccessibleDescriptionRole if isinstance(row, Occurrence):
                found = self.context(row)
                return ", ".join((*found.labels, one_line(found.title))) if found else ""
        return None

    def _members(self, row: Row) -> list[Occurrence]:
        members = self._groups.get(row.variant, []) if isinstance(row, Heading) else [row]
        return [one for one in members if self._is_free(one)]

    def _set(self, members: Iterable[Occurrence], on: bool) -> None:
        self._ticked = self._ticked | set(members) if on else self._ticked - set(members)
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

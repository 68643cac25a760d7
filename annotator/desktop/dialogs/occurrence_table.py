"""The occurrences of a name as rows with tick boxes, in groups: not marked, marked otherwise, marked so already."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.desktop.plain import one_line
from annotator.words import _, ngettext
from annotator.workspace import Occurrence, Standing

Index = QModelIndex | QPersistentModelIndex
Row = Occurrence | Standing
"""An occurrence, or the heading of a group."""

_ORDER = (Standing.FREE, Standing.OTHER, Standing.SAME)


class OccurrenceTable(QAbstractListModel):
    """Rows and what is ticked. With a Label, what can be marked with it; without one, what can be deleted."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._found: list[Occurrence] = []
        self._label = ""
        self._rows: list[Row] = []
        self._sizes: dict[Standing, int] = {}
        self._ticked: set[Occurrence] = set()

    def show(self, found: Iterable[Occurrence], label: str, own: str = "") -> None:
        """Show occurrences as they stand to a Label; an empty one means that Spans are to be deleted, and then those
        with the Label `own` are ticked."""
        self.beginResetModel()
        self._found, self._label = list(found), label
        groups: dict[Standing, list[Occurrence]] = {standing: [] for standing in _ORDER}
        for occurrence in self._found:
            groups[self._standing(occurrence)].append(occurrence)
        self._sizes = {standing: len(members) for standing, members in groups.items()}
        self._rows = []
        for standing in _ORDER:
            if groups[standing]:
                self._rows += [standing, *groups[standing]]
        # What is marked otherwise may be right as it is: nobody's work is changed without being asked for.
        if label:
            self._ticked = {occurrence for occurrence in groups[Standing.FREE] if occurrence.is_sure}
        else:
            self._ticked = {occurrence for occurrence in groups[Standing.OTHER] if occurrence.labels == (own,)}
        self.endResetModel()

    def relabel(self, label: str, own: str = "") -> None:
        """Show the same occurrences as they stand to another Label."""
        self.show(self._found, label, own)

    @property
    def ticked(self) -> list[Occurrence]:
        """The occurrences that are ticked, in reading order."""
        return [occurrence for occurrence in self._found if occurrence in self._ticked]

    @property
    def size(self) -> int:
        """How many occurrences there are."""
        return len(self._found)

    def row_at(self, row: int) -> Row | None:
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def is_ticked(self, row: Row) -> bool:
        """Whether an occurrence is ticked, or of a group all that can be."""
        if isinstance(row, Standing):
            members = self._members(row)
            return bool(members) and all(member in self._ticked for member in members)
        return row in self._ticked

    def can_be_ticked(self, row: Row) -> bool:
        """Whether there is anything to do there."""
        if isinstance(row, Standing):
            return bool(self._members(row))
        standing = self._standing(row)
        return standing is not Standing.SAME if self._label else bool(row.labels)

    def toggle(self, at: int) -> None:
        """Tick an occurrence, or all of a group; or take the ticks away."""
        row = self.row_at(at)
        if row is None or not self.can_be_ticked(row):
            return
        members = self._members(row) if isinstance(row, Standing) else [row]
        self._set(members, not self.is_ticked(row))

    def tick_all(self) -> None:
        """Tick all that can be; where all are, none."""
        everyone = [row for row in self._rows if isinstance(row, Occurrence) and self.can_be_ticked(row)]
        self._set(everyone, not all(member in self._ticked for member in everyone))

    def heading(self, standing: Standing) -> str:
        """What a group is called, with its size."""
        told = {
            Standing.FREE: _("Not marked"),
            Standing.OTHER: _("Marked with another label") if self._label else _("Marked"),
            Standing.SAME: _("Marked so already"),
        }[standing]
        return f"{told} ({self._sizes[standing]})"

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                if isinstance(row, Standing):
                    return self.heading(row)
                return one_line(f"{row.left}{row.words}{row.right}")
            case Qt.ItemDataRole.CheckStateRole:
                return Qt.CheckState.Checked if self.is_ticked(row) else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.AccessibleDescriptionRole if isinstance(row, Occurrence):
                return one_line(row.title)
        return None

    def told(self) -> str:
        """What would be done, in words."""
        number = len(self._ticked)
        if self._label:
            return ngettext("Mark {n} occurrence", "Mark {n} occurrences", number)
        return ngettext("Delete {n} span", "Delete {n} spans", number)

    def _standing(self, occurrence: Occurrence) -> Standing:
        return occurrence.standing(self._label)

    def _members(self, standing: Standing) -> list[Occurrence]:
        return [
            row
            for row in self._rows
            if isinstance(row, Occurrence) and self._standing(row) is standing and self.can_be_ticked(row)
        ]

    def _set(self, members: Iterable[Occurrence], on: bool) -> None:
        self._ticked = self._ticked | set(members) if on else self._ticked - set(members)
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

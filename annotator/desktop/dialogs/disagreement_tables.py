"""The classes of disagreement with their counts, and the Cases of one of them: Qt's item models."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QAbstractTableModel, QModelIndex, QObject, Qt

from annotator.desktop.bench.findings import Findings, Place
from annotator.desktop.bench.kinds import kind_told
from annotator.desktop.plain import escaped, one_line
from annotator.desktop.tables import ENTRY, Index
from annotator.review.class_words import kind_word
from annotator.review.classes import Disagreement
from annotator.review.pairs import Pair
from annotator.words import _


class ClassColumn(IntEnum):
    """The columns of the list of classes."""

    KIND = 0
    COUNT = 1


class ClassTable(QAbstractTableModel):
    """How many Cases there are of each class; those that there are none of are left out."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[Disagreement, int]] = []

    def show(self, findings: Findings, label: str, pair: Pair | None) -> None:
        """Show the counts for a Label (empty: for all) and a pair (None: for all)."""
        self.beginResetModel()
        counted = ((kind, findings.count(kind, label, pair)) for kind in Disagreement)
        self._rows = sorted(((kind, count) for kind, count in counted if count), key=lambda row: -row[1])
        self.endResetModel()

    def kind_at(self, row: int) -> Disagreement | None:
        return self._rows[row][0] if 0 <= row < len(self._rows) else None

    def row_of(self, kind: Disagreement | None) -> int:
        """The row of a class, -1 where there is none."""
        return next((row for row, (known, _count) in enumerate(self._rows) if known is kind), -1)

    @property
    def rows(self) -> Sequence[tuple[Disagreement, int]]:
        """The classes with their counts, the most frequent first."""
        return self._rows

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(ClassColumn)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return {ClassColumn.KIND: _("Disagreement"), ClassColumn.COUNT: _("Cases")}[ClassColumn(section)]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        kind, count = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return kind_word(kind) if index.column() == ClassColumn.KIND else str(count)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{kind_word(kind)}, {count}"
            case Qt.ItemDataRole.ToolTipRole:
                return escaped(kind_told(kind))
        return None


class CaseTable(QAbstractListModel):
    """Cases in context."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._places: Sequence[Place] = ()

    def show(self, places: Sequence[Place]) -> None:
        self.beginResetModel()
        self._places = places
        self.endResetModel()

    def place_at(self, row: int) -> Place | None:
        return self._places[row] if 0 <= row < len(self._places) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._places)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        place = self.place_at(index.row()) if index.isValid() else None
        if place is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return one_line(f"{place.before}{place.words}{place.after}")
            case Qt.ItemDataRole.AccessibleTextRole:
                kinds = [kind_word(kind) for kind in sorted(place.kinds)]
                return ", ".join((one_line(place.words), *kinds, one_line(place.title)))
            case Qt.ItemDataRole.ToolTipRole:
                kinds = [kind_word(kind) for kind in sorted(place.kinds)]
                told = (one_line(place.title), one_line(place.words), " · ".join((*kinds, *place.labels)))
                return escaped("\n".join(told))
            case int(wanted) if wanted == ENTRY:
                return place
        return None

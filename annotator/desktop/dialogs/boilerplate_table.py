"""Passages that may be left out of articles as rows with tick boxes, and the places of one of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.desktop.plain import isolated, one_line
from annotator.words import _, ngettext

if TYPE_CHECKING:
    from annotator.edits.cleaning import Alike, Place

Index = QModelIndex | QPersistentModelIndex


class BoilerplateTable(QAbstractListModel):
    """A row for passages that say the same. All are ticked at first: what is ticked is left out."""

    def __init__(self, found: Iterable[Alike], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows = list(found)
        self._ticked = set(range(len(self._rows)))

    @property
    def ticked(self) -> list[Alike]:
        """What is ticked, in the order of the rows."""
        return [row for at, row in enumerate(self._rows) if at in self._ticked]

    def row_at(self, at: int) -> Alike | None:
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def is_ticked(self, at: int) -> bool:
        return at in self._ticked

    def toggle(self, at: int) -> None:
        """Tick a row, or take its tick away."""
        if self.row_at(at) is not None:
            self._ticked ^= {at}
            self.dataChanged.emit(self.index(at), self.index(at))

    def tick_all(self, *, on: bool) -> None:
        """Tick every row, or none."""
        self._ticked = set(range(len(self._rows))) if on else set()
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def spread(self, row: Alike) -> str:
        """In how many articles it stands."""
        return ngettext("only in {n} article", "the same in {n} articles", row.articles)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return one_line(row.words)
            case Qt.ItemDataRole.CheckStateRole:
                return Qt.CheckState.Checked if self.is_ticked(index.row()) else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return f"{row.title}, {self.spread(row)}"
        return None

    def told(self) -> str:
        """What an import would do, in words."""
        number = sum(row.count for row in self.ticked)
        if not number:
            return _("Import everything")
        return ngettext("Leave out {n} passage and import", "Leave out {n} passages and import", number)


class PlaceTable(QAbstractListModel):
    """Where passages that say the same stand; where there are many, the first of them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._places: list[Place] = []

    def show(self, places: Iterable[Place]) -> None:
        self.beginResetModel()
        self._places = list(places)
        self.endResetModel()

    def place_at(self, at: int) -> Place | None:
        return self._places[at] if 0 <= at < len(self._places) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._places)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        place = self.place_at(index.row()) if index.isValid() else None
        if place is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return one_line(f"{place.before} {place.words} {place.behind}")
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return f"{isolated(one_line(place.title))} ({isolated(place.path.name)})"
        return None

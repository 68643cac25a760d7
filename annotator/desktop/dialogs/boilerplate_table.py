"""Passages that may be left out of articles as rows with tick boxes, and the places of one of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from annotator.desktop.plain import isolated, one_line
from annotator.desktop.tables import Index
from annotator.desktop.ticking.table import TickTable
from annotator.words import _, ngettext

if TYPE_CHECKING:
    from annotator.edits.cleaning import Alike, Place


class BoilerplateTable(TickTable["Alike"]):
    """A row for passages that say the same. All are ticked at first: what is ticked is left out."""

    def __init__(self, found: list[Alike], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.fill(found, found, found)

    def can_be(self, _member: Alike) -> bool:
        return True

    def words(self, member: Alike) -> str:
        return one_line(member.words)

    def described(self, member: Alike) -> str:
        return f"{member.title}, {self.spread(member)}"

    def spread(self, row: Alike) -> str:
        """In how many articles it stands."""
        return ngettext("only in {n} article", "the same in {n} articles", row.articles)

    def told(self) -> str:
        """What an import would do, in words."""
        number = sum(row.count for row in self.ticked)
        if not number:
            return _("Import everything")
        return ngettext("Leave out {n} passage and import", "Leave out {n} passages and import", number)


class BoilerplatePlaces(QAbstractListModel):
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

    def rowCount(self, parent: Index = QModelIndex()) -> int:
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

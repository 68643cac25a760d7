"""Rows with tick boxes in groups under headings: what is ticked is what will be done."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from annotator.desktop.tables import Index
from annotator.frozen import frozen

Member = TypeVar("Member", bound=Hashable)


@frozen
class Heading(Generic[Member]):
    """The row above a group: what the group is called, and who is in it."""

    told: str
    members: Sequence[Member]


class TickTable(QAbstractListModel, Generic[Member]):
    """Rows and what is ticked. The box of a heading is that of all in its group that can be ticked."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._members: Collection[Member] = ()
        self._rows: list[Heading[Member] | Member] = []
        self._ticked: set[Member] = set()

    def fill(
        self, members: Collection[Member], rows: Iterable[Heading[Member] | Member], ticked: Iterable[Member]
    ) -> None:
        """Show other rows: `members` are those in them that are no headings, in reading order."""
        self.beginResetModel()
        self._members, self._rows, self._ticked = members, list(rows), set(ticked)
        self.endResetModel()

    # What the rows are like

    def can_be(self, member: Member) -> bool:
        """Whether a member can be ticked."""
        raise NotImplementedError

    def words(self, member: Member) -> str:
        """What a member says, on one line."""
        raise NotImplementedError

    def described(self, member: Member) -> str:
        """What those who cannot see the row hear of it besides."""
        raise NotImplementedError

    # What is ticked

    @property
    def ticked(self) -> list[Member]:
        """The members that are ticked, in reading order."""
        return [one for one in self._members if one in self._ticked]

    @property
    def size(self) -> int:
        """How many members there are."""
        return len(self._members)

    def row_at(self, row: int) -> Heading[Member] | Member | None:
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def is_ticked(self, row: Heading[Member] | Member) -> bool:
        """Whether a member is ticked, or of a group all that can be."""
        free = self._free(row)
        return bool(free) and all(one in self._ticked for one in free)

    def can_be_ticked(self, row: Heading[Member] | Member) -> bool:
        """Whether there is anything to do there."""
        return bool(self._free(row))

    def toggle(self, at: int) -> None:
        """Tick a member, or all of a group; or take the ticks away."""
        row = self.row_at(at)
        if row is not None:
            self._set(self._free(row), on=not self.is_ticked(row))

    def tick_all(self, *, on: bool | None = None) -> None:
        """Tick all that can be, or none; where it is not said which, all, and where all are, none."""
        free = [one for one in self._members if self.can_be(one)]
        self._set(free, on=not all(one in self._ticked for one in free) if on is None else on)

    def _free(self, row: Heading[Member] | Member) -> list[Member]:
        members = row.members if isinstance(row, Heading) else (row,)
        return [one for one in members if self.can_be(one)]

    def _set(self, members: Iterable[Member], *, on: bool) -> None:
        self._ticked = self._ticked | set(members) if on else self._ticked - set(members)
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    # What Qt asks for

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return row.told if isinstance(row, Heading) else self.words(row)
            case Qt.ItemDataRole.CheckStateRole:
                return Qt.CheckState.Checked if self.is_ticked(row) else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.AccessibleDescriptionRole if not isinstance(row, Heading):
                return self.described(row)
        return None

"""The model of the matrix of Articles and annotators: who is to annotate what, as a draft that may still be changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import field
from enum import IntEnum
from functools import cached_property
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal

from annotator.desktop.plain import escaped, one_line
from annotator.desktop.tables import Index
from annotator.frozen import frozen
from annotator.model.assignment import Sized
from annotator.words import _, ngettext


class Known(IntEnum):
    """The columns behind those of the annotators."""

    LENGTH = 0
    SOURCE = 1
    PUBLISHED = 2


class Show(IntEnum):
    """Which Articles are shown, besides by their words."""

    ALL = 0
    SHARED = 1
    FREE = 2


@frozen
class Matrix:
    """What the project says: all Articles, the annotators in order, who has what, and who has begun what."""

    articles: Sequence[Sized]
    annotators: Sequence[str]
    held: Mapping[str, AbstractSet[str]]
    begun: Mapping[str, AbstractSet[str]] = field(default_factory=dict)


class AssignmentTable(QAbstractTableModel):
    """Rows are the Articles that are shown, columns the annotators and then what is known of the Articles."""

    changed = Signal()
    """Something else is ticked now."""

    def __init__(self, matrix: Matrix, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.matrix = matrix
        self.annotators = list(matrix.annotators)
        self.held: dict[str, set[str]] = {name: set(matrix.held.get(name, ())) for name in self.annotators}
        """What is ticked."""
        self._shown: Sequence[Sized] = matrix.articles
        self._filter = ("", Show.ALL)

    # The draft

    def put(self, held: Mapping[str, AbstractSet[str]]) -> None:
        """Tick just this."""
        self.beginResetModel()
        self.annotators += [name for name in held if name not in self.annotators]
        self.held = {name: set(held.get(name, ())) for name in self.annotators}
        self._sift()
        self.endResetModel()
        self.changed.emit()

    def add(self, annotator: str) -> None:
        """One more annotator, who has nothing."""
        if annotator not in self.annotators:
            at = len(self.annotators)
            self.beginInsertColumns(QModelIndex(), at, at)
            self.annotators.append(annotator)
            self.held[annotator] = set()
            self.endInsertColumns()

    def toggle(self, indexes: Iterable[Index]) -> None:
        """Tick these cells, or where all of them are ticked take the ticks away. Others are passed over."""
        cells = [(index.row(), name) for index in indexes if (name := self.annotator_at(index.column()))]
        is_on = not all(self._shown[row].uid in self.held[name] for row, name in cells)
        for row, name in cells:
            (set.add if is_on else set.discard)(self.held[name], self._shown[row].uid)
        if cells:
            self._tell()

    def toggle_all(self, column: int) -> None:
        """Give an annotator all Articles that are shown, or take them all away."""
        self.toggle(self.index(row, column) for row in range(self.rowCount()))

    def _tell(self) -> None:
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
        self.changed.emit()

    @property
    def is_changed(self) -> bool:
        """Whether anything else is ticked than the project says."""
        return {name: uids for name, uids in self.held.items() if uids} != {
            name: set(uids) for name, uids in self.matrix.held.items() if uids
        }

    # The filter

    def filter(self, words: str, show: Show) -> None:
        """Show only Articles with `words` in title or source, or only some by how many annotate them."""
        if (words, show) != self._filter:
            self._filter = words, show
            self.beginResetModel()
            self._sift()
            self.endResetModel()

    def _sift(self) -> None:
        words, show = self._filter
        self._shown = self.matrix.articles
        if words.strip():
            from annotator.arabic.text import fold

            wanted = fold(words.strip())
            self._shown = [one for one, told in zip(self._shown, self._folded, strict=True) if wanted in told]
        if show is not Show.ALL:
            holders = Counter(uid for uids in self.held.values() for uid in uids)
            self._shown = [
                one for one in self._shown if (holders[one.uid] > 1 if show is Show.SHARED else not holders[one.uid])
            ]

    @cached_property
    def _folded(self) -> list[str]:
        from annotator.arabic.text import fold

        return [fold(f"{one.title} {one.source}") for one in self.matrix.articles]

    # Qt's questions

    def annotator_at(self, column: int) -> str | None:
        """Whose column it is, if anybody's."""
        return self.annotators[column] if 0 <= column < len(self.annotators) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.annotators) + len(Known)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Vertical:
            return self._title(self._shown[section], role)
        name = self.annotator_at(section)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return one_line(name) if name is not None else _headings()[self._known_at(section)]
            case Qt.ItemDataRole.ToolTipRole if name is not None:
                return escaped(_("{name}: a click ticks all articles that are shown").format(name=name))
        return None

    def _title(self, one: Sized, role: int) -> str | None:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{one.number}\t{one_line(one.title)}"
            case Qt.ItemDataRole.ToolTipRole:
                length = ngettext("{n} character", "{n} characters", one.length)
                return escaped("\n".join(filter(None, (one.title, one.source, one.published, length))))
        return None

    def _known_at(self, column: int) -> Known:
        return Known(column - len(self.annotators))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        one, name = self._shown[index.row()], self.annotator_at(index.column())
        if name is None:
            return self._cell(one, self._known_at(index.column())) if role in _TOLD else None
        is_theirs = one.uid in self.held[name]
        has_begun = one.uid in self.matrix.begun.get(name, ())
        match role:
            case Qt.ItemDataRole.CheckStateRole:
                return Qt.CheckState.Checked if is_theirs else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.DisplayRole:
                return "●" if has_begun else ""
            case Qt.ItemDataRole.ToolTipRole:
                return escaped(f"{name}: {one.title}" + ("\n" + _("begun") if has_begun else ""))
            case Qt.ItemDataRole.AccessibleTextRole:
                told = _("{name} annotates it") if is_theirs else _("{name} does not annotate it")
                return f"{one_line(one.title)}: {told.format(name=one_line(name))}"
        return None

    @staticmethod
    def _cell(one: Sized, column: Known) -> str:
        match column:
            case Known.LENGTH:
                return str(one.length)
            case Known.SOURCE:
                return one_line(one.source)
            case Known.PUBLISHED:
                return one.published


_TOLD = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


def _headings() -> dict[Known, str]:
    return {Known.LENGTH: _("Characters"), Known.SOURCE: _("Source"), Known.PUBLISHED: _("Published")}

"""What is doubtful, as Qt's item models: the kinds with their counts, and the Findings of one kind."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QAbstractTableModel, QModelIndex, QObject, Qt

from annotator.arabic.text import fold
from annotator.desktop.plain import escaped, isolated, one_line, quoted
from annotator.desktop.tables import Index
from annotator.review.doubts import Doubt, Finding, told
from annotator.review.heads import MORE, is_head
from annotator.review.words import meaning_of, title_of
from annotator.words import _, ngettext

_WAYS = 4
"""Variants that a row names."""

Key = tuple[str, str]


class KindTable(QAbstractListModel):
    """All kinds together, then each of them, with how many Findings there are."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kinds: tuple[Doubt | None, ...] = (None, *Doubt)
        self._counts: dict[Doubt | None, int] = {}

    def count(self, findings: Sequence[Finding]) -> None:
        """Tell the counts of these Findings."""
        self._counts = {kind: sum(one.kind is kind for one in findings) for kind in Doubt}
        self._counts[None] = len(findings)
        self.dataChanged.emit(self.index(0), self.index(len(self._kinds) - 1))

    def kind_at(self, row: int) -> Doubt | None:
        """The kind of a row; None for all."""
        return self._kinds[row] if 0 <= row < len(self._kinds) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._kinds)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        kind = self._kinds[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                title = title_of(kind) if kind else _("All")
                return f"{title} ({self._counts.get(kind, 0)})"
            case Qt.ItemDataRole.ToolTipRole if kind is not None:
                return escaped(quoted(meaning_of(kind)))
        return None


class FindingColumn(IntEnum):
    """The columns of the list of Findings."""

    NAME = 0
    WAYS = 1
    PLACES = 2
    DOUBT = 3


class FindingTable(QAbstractTableModel):
    """The Findings that pass the filter, the most doubtful first. `called` says what a Label is called."""

    def __init__(self, called: Callable[[str], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._called = called
        self._all: list[Finding] = []
        self._right: Collection[Key] = ()
        self._shown: list[Finding] = []
        self._kind: Doubt | None = None
        self._words = ""
        self._with_right = False

    def show(self, findings: list[Finding], right: Collection[Key]) -> None:
        """Show other Findings; of those with the keys in `right` it was said that they are right."""
        self._all, self._right = findings, right
        self._filter()

    def drop(self, finding: Finding) -> None:
        """Show a Finding no more."""
        self._all = [one for one in self._all if one is not finding]
        self._filter()

    def filter(self, kind: Doubt | None, words: str, *, with_right: bool) -> None:
        """Show those of one kind or of all, whose names have these words, and those that are right too or not."""
        self._kind, self._words, self._with_right = kind, " ".join(fold(words).split()), with_right
        self._filter()

    @property
    def all_of_them(self) -> list[Finding]:
        """All Findings that are known, right or not."""
        return self._all

    @property
    def open_ones(self) -> list[Finding]:
        """All Findings, of every kind, but those that are right unless they are shown."""
        return [one for one in self._all if self._with_right or one.key not in self._right]

    def _filter(self) -> None:
        self.beginResetModel()
        of_kind = [one for one in self.open_ones if self._kind in (None, one.kind) and self._words in one.surface]
        # Of all kinds together the most doubtful come first too.
        self._shown = of_kind if self._kind else sorted(of_kind, key=lambda one: -one.doubt)
        self.endResetModel()

    def finding_at(self, row: int) -> Finding | None:
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def row_of(self, key: Key | None) -> int:
        """The row of the Finding with a key, -1 where it is not shown."""
        return next((row for row, one in enumerate(self._shown) if one.key == key), -1)

    def is_right(self, finding: Finding) -> bool:
        """Whether it was said that it is right as it is."""
        return finding.key in self._right

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(FindingColumn)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            FindingColumn.NAME: _("Name"),
            FindingColumn.WAYS: _("Marked as"),
            FindingColumn.PLACES: _("Places"),
            FindingColumn.DOUBT: _("Doubt"),
        }[FindingColumn(section)]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        one = self.finding_at(index.row()) if index.isValid() else None
        if one is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._cell(one, FindingColumn(index.column()))
            case Qt.ItemDataRole.AccessibleTextRole:
                places = ngettext("{n} place in question", "{n} places in question", one.doubtful)
                return ", ".join((one_line(name_of(one)), title_of(one.kind), ways_of(one, self._called), places))
            case Qt.ItemDataRole.ToolTipRole:
                return escaped("\n".join((one_line(name_of(one)), title_of(one.kind), ways_of(one, self._called))))
        return None

    def _cell(self, one: Finding, column: FindingColumn) -> str:
        match column:
            case FindingColumn.NAME:
                return ("✓ " if self.is_right(one) else "") + isolated(one_line(name_of(one)))
            case FindingColumn.WAYS:
                return ways_of(one, self._called)
            case FindingColumn.PLACES:
                return str(one.doubtful)
            case FindingColumn.DOUBT:
                return f"{one.doubt:.0%}"


def name_of(finding: Finding) -> str:
    """The name as it is written at the places that others should be like, or as it is known."""
    if is_head(finding):
        return f"{finding.variants[1].shown.partition('[')[0].strip()}{MORE}"
    shown = finding.variants[finding.model].shown
    return shown.replace("[", "").replace("]", "") if shown else finding.surface


def ways_of(finding: Finding, called: Callable[[str], str]) -> str:
    """How often it is marked in which way."""
    ways = [one for one in finding.variants if one.count]
    told_ways = [f"{isolated(one_line(told(one, called)))} {one.count}" for one in ways[:_WAYS]]
    return " · ".join([*told_ways, *(["…"] if len(ways) > _WAYS else [])])

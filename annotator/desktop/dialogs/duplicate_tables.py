"""The groups of duplicates, and the Articles of one group, as Qt's item models."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import IntEnum
from sys import intern
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from annotator.dataset.duplicates import Group, likeness_word
from annotator.desktop.plain import escaped, one_line
from annotator.desktop.tables import Index
from annotator.model.annotation import Status
from annotator.model.article import ArticleEntry
from annotator.words import _, ngettext
from annotator.workspace import status_word

_HELD = 1000
"""Articles of which it is held what is known."""
_SEVERAL = 3
"""Titles of a group that its tooltip names."""


@dataclass(slots=True)
class Findings:
    """What was found at a threshold, with the statuses and splits of the Articles in it, by uid. What else is known of
    one is read when it is shown: there may be as many as the project has."""

    threshold: float
    groups: list[Group] = field(default_factory=list)
    statuses: dict[str, str] = field(default_factory=dict)
    splits: dict[str, str] = field(default_factory=dict)
    read: Callable[[list[str]], Iterable[ArticleEntry]] = lambda _uids: ()
    _entries: dict[str, ArticleEntry] = field(default_factory=dict)

    def entry(self, uid: str) -> ArticleEntry | None:
        """What is known of an Article; None where it is not there any more."""
        if uid not in self._entries and uid in self.statuses:
            if len(self._entries) >= _HELD:
                self._entries.clear()
            self._entries.update((one.uid, one) for one in self.read([uid]))
        return self._entries.get(uid)

    def follow(self, entries: Iterable[ArticleEntry], splits: dict[str, str]) -> None:
        """What is known of some Articles has changed."""
        for entry in entries:
            self._entries.pop(entry.uid, None)
            self.statuses[entry.uid] = intern(entry.status)
        self.splits.update(splits)

    def is_settled(self, group: Group) -> bool:
        """Whether all Articles but one are skipped."""
        statuses = (self.statuses.get(uid, Status.SKIPPED) for uid in group.articles)
        return sum(status != Status.SKIPPED for status in statuses) <= 1

    def splits_of(self, group: Group) -> list[str]:
        """The splits in which its Articles are."""
        return sorted({self.splits[uid] for uid in group.articles if uid in self.splits})

    def title(self, uid: str) -> str:
        entry = self.entry(uid)
        return one_line(entry.title) if entry is not None else ""


class GroupColumn(IntEnum):
    """The columns of the list of groups."""

    SIZE = 0
    SIMILARITY = 1
    TITLE = 2
    STATE = 3


class GroupTable(QAbstractTableModel):
    """The groups, the largest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._findings = Findings(0)
        self._groups: list[Group] = []

    def show(self, findings: Findings, *, open_only: bool) -> None:
        """Show the groups that were found, or those of them that are not settled."""
        self.beginResetModel()
        self._findings = findings
        self._groups = [group for group in findings.groups if not (open_only and findings.is_settled(group))]
        self.endResetModel()

    def group_at(self, row: int) -> Group | None:
        return self._groups[row] if 0 <= row < len(self._groups) else None

    def row_of(self, group: Group | None) -> int:
        """The row of a group, -1 where it is not shown."""
        return next((row for row, held in enumerate(self._groups) if held is group), -1)

    def tell(self, row: int) -> None:
        """What is known of a group's Articles has changed."""
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(GroupColumn) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._groups)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(GroupColumn)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            GroupColumn.SIZE: _("Articles"),
            GroupColumn.SIMILARITY: _("Similarity"),
            GroupColumn.TITLE: _("Title"),
            GroupColumn.STATE: _("State"),
        }[GroupColumn(section)]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        group = self.group_at(index.row()) if index.isValid() else None
        if group is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._cell(group, GroupColumn(index.column()))
            case Qt.ItemDataRole.AccessibleTextRole:
                size = ngettext("{n} article", "{n} articles", len(group.articles))
                told = (size, percent(group.similarity), likeness_word(group.likeness), self._state(group))
                return ", ".join((*told, self._findings.title(group.articles[0])))
            case Qt.ItemDataRole.ToolTipRole:
                titles = [self._findings.title(uid) for uid in group.articles[:_SEVERAL]]
                more = ["…"] if len(group.articles) > _SEVERAL else []
                return escaped("\n".join([likeness_word(group.likeness), *titles, *more]))
        return None

    def _cell(self, group: Group, column: GroupColumn) -> str:
        match column:
            case GroupColumn.SIZE:
                return str(len(group.articles))
            case GroupColumn.SIMILARITY:
                return percent(group.similarity)
            case GroupColumn.TITLE:
                return self._findings.title(group.articles[0])
            case GroupColumn.STATE:
                return self._state(group)

    def _state(self, group: Group) -> str:
        if self._findings.is_settled(group):
            return "✓ " + _("settled")
        splits = self._findings.splits_of(group)
        return f"⚠ {', '.join(splits)}" if len(splits) > 1 else "".join(splits)


class MemberColumn(IntEnum):
    """The columns of the Articles of a group."""

    NUMBER = 0
    TITLE = 1
    LIKENESS = 2
    SOURCE = 3
    PUBLISHED = 4
    SPLIT = 5
    STATUS = 6


class MemberTable(QAbstractTableModel):
    """The Articles of one group, in the order of the project."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._findings = Findings(0)
        self._group: Group | None = None

    def show(self, findings: Findings, group: Group | None) -> None:
        """Show the Articles of another group, or none."""
        self.beginResetModel()
        self._findings, self._group = findings, group
        self.endResetModel()

    def tell(self) -> None:
        """What is known of the Articles has changed."""
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, len(MemberColumn) - 1))

    def uid_at(self, row: int) -> str | None:
        uids = self._group.articles if self._group else ()
        return uids[row] if 0 <= row < len(uids) else None

    def row_of(self, uid: str) -> int:
        return self._group.articles.index(uid) if self._group else -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() or self._group is None else len(self._group.articles)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(MemberColumn)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            MemberColumn.NUMBER: _("No."),
            MemberColumn.TITLE: _("Title"),
            MemberColumn.LIKENESS: _("Similarity"),
            MemberColumn.SOURCE: _("Source"),
            MemberColumn.PUBLISHED: _("Published"),
            MemberColumn.SPLIT: _("Split"),
            MemberColumn.STATUS: _("Status"),
        }[MemberColumn(section)]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        uid = self.uid_at(index.row()) if index.isValid() else None
        entry = self._findings.entry(uid) if uid is not None else None
        if entry is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._cell(entry, MemberColumn(index.column()))
            case Qt.ItemDataRole.AccessibleTextRole:
                told = (
                    one_line(entry.title),
                    one_line(entry.source),
                    entry.published,
                    status_word(Status(entry.status)),
                )
                return ", ".join(filter(None, told))
            case Qt.ItemDataRole.ToolTipRole:
                return escaped("\n".join(filter(None, (entry.title, entry.source, entry.published))))
        return None

    def _cell(self, entry: ArticleEntry, column: MemberColumn) -> str:
        assert self._group is not None
        match column:
            case MemberColumn.NUMBER:
                return str(entry.position)
            case MemberColumn.TITLE:
                return one_line(entry.title)
            case MemberColumn.LIKENESS:
                link = self._group.closest(entry.uid)
                return f"{percent(link.similarity)} {likeness_word(link.likeness)}"
            case MemberColumn.SOURCE:
                return one_line(entry.source)
            case MemberColumn.PUBLISHED:
                return entry.published
            case MemberColumn.SPLIT:
                return self._findings.splits.get(entry.uid, "")
            case MemberColumn.STATUS:
                return status_word(Status(entry.status))


def percent(similarity: float) -> str:
    """A similarity as it is read; what is not quite the same is never told as 100 %."""
    return f"{int(similarity * 100 + 1e-9)}%"

"""Qt's item models over what the Workspace reads: the list of Articles and the table of Spans."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from contextlib import suppress
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from annotator.desktop.plain import escaped, one_line
from annotator.desktop.theme import Look
from annotator.model.annotation import Span, Status, reading_order
from annotator.model.article import ArticleEntry
from annotator.words import _
from annotator.workspace import Workspace

Index = QModelIndex | QPersistentModelIndex

ENTRY = Qt.ItemDataRole.UserRole
"""The role under which a row gives its `ArticleEntry` or its `Span`."""

_PAGE = 100


class ArticleTable(QAbstractListModel):
    """The Articles of a project that pass a filter. Rows are read when they are shown, a hundred at a time."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._uids: list[str] = []
        self._rows: dict[str, int] = {}
        self._entries: dict[str, ArticleEntry] = {}
        self._filter = ("", "")
        self._asked_for: bool | None = None
        self.has_assignments = self.only_assigned = False
        """Whether anything is assigned to this annotator, and whether only that is shown."""
        self.reload()

    def reload(self) -> None:
        """Read again which Articles there are."""
        words, status = self._filter
        self.has_assignments = self._workspace.has_assignments
        usual = self._workspace.keeps_to_assigned if self._asked_for is None else self._asked_for
        self.only_assigned = self.has_assignments and usual
        self.beginResetModel()
        self._uids = self._workspace.article_uids(words=words, status=status, only_assigned=self.only_assigned)
        self._rows = {uid: row for row, uid in enumerate(self._uids)}
        self._entries.clear()
        self.endResetModel()

    def filter(self, words: str, status: str) -> None:
        """Show only Articles that hold `words` in title or source and have `status`; empty ones let all pass."""
        if (words, status) != self._filter:
            self._filter = (words, status)
            self.reload()

    def show_assigned(self, only: bool) -> None:
        """Show only what is assigned to this annotator, or all; without this, annotators see what is theirs."""
        self._asked_for = only
        self.reload()

    def refresh(self, uid: str) -> tuple[ArticleEntry | None, ArticleEntry | None]:
        """Read one Article's row again; returns what it was, where that is known, and what it is."""
        before = self._entries.pop(uid, None)
        row = self._rows.get(uid)
        after = next(self._workspace.entries([uid]), None)
        if row is not None and after is not None:
            self._entries[uid] = after
            self.dataChanged.emit(self.index(row), self.index(row))
        return before, after

    def row_of(self, uid: str) -> int:
        """The row of an Article, -1 where the filter hides it."""
        return self._rows.get(uid, -1)

    def uid_at(self, row: int) -> str | None:
        return self._uids[row] if 0 <= row < len(self._uids) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._uids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self._entry(index.row())
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return one_line(entry.title)
            case Qt.ItemDataRole.ToolTipRole:
                return escaped("\n".join(part for part in (entry.title, entry.source, entry.published) if part))
            case int(wanted) if wanted == ENTRY:
                return entry
        return None

    def _entry(self, row: int) -> ArticleEntry:
        """What a row shows; an empty line where it cannot be read or has been taken out by another window just now.

        Qt asks for it while it paints, and the program would be gone if anything were raised then. What is wrong with
        the file is told where it is looked at next.
        """
        uid = self._uids[row]
        if uid not in self._entries:
            with suppress(Exception):
                self._read_page_of(row)
        return self._entries.get(uid) or ArticleEntry(uid, row + 1, "", "", "", Status.NEW, 0)

    def _read_page_of(self, row: int) -> None:
        if len(self._entries) > 20 * _PAGE:
            self._entries.clear()
        first = row - row % _PAGE
        for entry in self._workspace.entries(self._uids[first : first + _PAGE]):
            self._entries[entry.uid] = entry


class Column(IntEnum):
    """The columns of the table of Spans."""

    TEXT = 0
    LABEL = 1
    NOTE = 2


class SpanTable(QAbstractTableModel):
    """The Spans of the open Article in reading order. One Span changes one row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._spans: list[Span] = []
        self._places: dict[str, tuple[int, int, str]] = {}
        self.counts: Counter[str] = Counter()
        """How many Spans of each Label there are."""
        self._looks: dict[str, Look] = {}

    def show(self, text: str, spans: list[Span], looks: dict[str, Look]) -> None:
        """Show the Spans of another Article."""
        self.beginResetModel()
        self._text, self._looks = text, looks
        self._spans = sorted(spans, key=reading_order)
        self._places = {span.uid: reading_order(span) for span in spans}
        self.counts = Counter(span.label for span in spans)
        self.endResetModel()

    def put(self, uid: str, span: Span | None) -> None:
        """Show one Span as it is now, or no more (None)."""
        row = self.row_of(uid)
        if row >= 0:
            self.counts[self._spans[row].label] -= 1
        if span is not None:
            self.counts[span.label] += 1
        if row >= 0 and span is not None and self._places[uid] == reading_order(span):
            self._spans[row] = span
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))
            return
        if row >= 0:
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._spans[row]
            del self._places[uid]
            self.endRemoveRows()
        if span is not None:
            place = reading_order(span)
            row = bisect_left(self._spans, place, key=reading_order)
            self.beginInsertRows(QModelIndex(), row, row)
            self._spans.insert(row, span)
            self._places[uid] = place
            self.endInsertRows()

    def row_of(self, uid: str) -> int:
        """The row of a Span, -1 where it is not there."""
        place = self._places.get(uid)
        return -1 if place is None else bisect_left(self._spans, place, key=reading_order)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._spans)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return {Column.TEXT: _("Words"), Column.LABEL: _("Label"), Column.NOTE: _("Note")}[Column(section)]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        span = self._spans[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.shown(span, Column(index.column()))
            case Qt.ItemDataRole.ToolTipRole:
                words = one_line(span.surface(self._text))
                return escaped("\n".join(part for part in (words, span.label, span.note) if part))
            case Qt.ItemDataRole.AccessibleTextRole:
                return one_line(f"{span.surface(self._text)}, {span.label}")
            case int(wanted) if wanted == ENTRY:
                return span
        return None

    def span_at(self, row: int) -> Span:
        return self._spans[row]

    def color(self, span: Span) -> QColor:
        """The colour of a Span's Label."""
        look = self._looks.get(span.label)
        return look.color if look else QColor("#888888")

    def shown(self, span: Span, column: Column) -> str:
        """What a cell shows, on one line."""
        match column:
            case Column.TEXT:
                return one_line(span.surface(self._text))
            case Column.LABEL:
                look = self._looks.get(span.label)
                return one_line(look.chip if look else span.label)
            case Column.NOTE:
                return one_line(span.note)

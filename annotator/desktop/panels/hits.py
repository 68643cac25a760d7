"""The hits that the concordance shows: Qt's item model over them, sorted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from enum import IntEnum, StrEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from annotator.arabic.text import fold
from annotator.desktop.plain import escaped, one_line
from annotator.desktop.tables import ENTRY, Index
from annotator.desktop.theme import Look
from annotator.model.annotation import Span
from annotator.words import _
from annotator.workspace.search import CONTEXT, Hit


class Column(IntEnum):
    """The columns in reading order."""

    BEFORE = 0
    FOUND = 1
    AFTER = 2
    ARTICLE = 3


class Order(StrEnum):
    """What the lines are sorted by: their place in the project, or the words nearest to the hit on one side."""

    PLACE = "place"
    BEFORE = "before"
    AFTER = "after"


class HitTable(QAbstractTableModel):
    """Hits, sorted."""

    def __init__(self, looks: dict[str, Look], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._looks = looks
        self._found: list[Hit] = []
        self._hits: list[Hit] = []
        self.order = Order.PLACE

    @property
    def hits(self) -> list[Hit]:
        """The hits in the order in which they are shown."""
        return self._hits

    def show(self, hits: Iterable[Hit]) -> None:
        """Show other hits, in the order in which they were found."""
        self.beginResetModel()
        self._found = list(hits)
        self._hits = self._sorted()
        self.endResetModel()

    def add(self, hits: list[Hit]) -> None:
        """Show further hits."""
        if self.order is not Order.PLACE:
            self.show([*self._found, *hits])
            return
        first = len(self._hits)
        self.beginInsertRows(QModelIndex(), first, first + len(hits) - 1)
        self._found += hits
        self._hits += hits
        self.endInsertRows()

    def sort_by(self, order: Order) -> None:
        self.order = order
        self.show(self._found)

    def put_spans(self, spans: dict[str, tuple[Span, ...]]) -> None:
        """The Spans of Articles have changed: show their hits with those that touch them now."""

        def now(hit: Hit) -> Hit:
            if hit.article not in spans:
                return hit
            near = (
                span for span in spans[hit.article] if any(a < hit.end and hit.start < b for a, b in span.fragments)
            )
            return replace(hit, spans=tuple(near))

        self._found = list(map(now, self._found))
        self._hits = self._sorted()
        if self._hits:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._hits) - 1, len(Column) - 1))

    def looks_of(self, hit: Hit) -> list[Look]:
        """How the Labels of a hit are painted."""
        return [self._looks[name] for name in hit.labels if name in self._looks]

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._hits)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            Column.BEFORE: _("Before"),
            Column.FOUND: _("Found"),
            Column.AFTER: _("After"),
            Column.ARTICLE: _("Article"),
        }[Column(section)]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        hit = self._hits[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.shown(hit, Column(index.column()))
            case Qt.ItemDataRole.ToolTipRole:
                line = one_line(f"{hit.before}{hit.text}{hit.after}")
                told = (one_line(hit.title), line, ", ".join(look.label.title for look in self.looks_of(hit)))
                return escaped("\n".join(part for part in told if part))
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join([one_line(f"{hit.before}{hit.text}{hit.after}"), *hit.labels, one_line(hit.title)])
            case int(wanted) if wanted == ENTRY:
                return hit
        return None

    @staticmethod
    def shown(hit: Hit, column: Column) -> str:
        """What a cell shows, on one line."""
        match column:
            case Column.BEFORE:
                return one_line(_from_a_whole_word(hit.before))
            case Column.FOUND:
                return one_line(hit.text)
            case Column.AFTER:
                return one_line(_from_a_whole_word(hit.after[::-1])[::-1])
            case Column.ARTICLE:
                return one_line(f"{hit.number} · {hit.title}")

    def _sorted(self) -> list[Hit]:
        match self.order:
            case Order.PLACE:
                return list(self._found)
            case Order.BEFORE:
                return sorted(self._found, key=lambda hit: (fold(hit.before).split()[::-1], fold(hit.text)))
            case Order.AFTER:
                return sorted(self._found, key=lambda hit: (fold(hit.text), fold(hit.after).split()))


def _from_a_whole_word(text: str) -> str:
    """What comes with a hit, without the word that it may begin in the midst of; a text without words stays."""
    if len(text) < CONTEXT or text[0].isspace():
        return text
    _broken, *rest = text.split(maxsplit=1)
    return rest[0] if rest else text

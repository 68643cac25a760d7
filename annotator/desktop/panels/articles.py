"""The list of Articles with status, count of Spans and a filter."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRect, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QCursor, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.desktop.lettering import LEFT, RIGHT, lettering
from annotator.desktop.plain import escaped, isolated, label, one_line
from annotator.desktop.tables import ENTRY, ArticleTable, Index
from annotator.desktop.text.direction import runs_right_to_left
from annotator.desktop.theme import Theme, icon
from annotator.desktop.viewport import viewport_of
from annotator.model.annotation import Status
from annotator.model.article import ArticleEntry
from annotator.words import _, ngettext
from annotator.workspace import status_word

_MARKS = {Status.DONE: "done", Status.SKIPPED: "skip", Status.FLAGGED: "flag"}


class ArticlePanel(QWidget):
    """Shows the Articles and reports which one is chosen."""

    article_chosen = Signal(str)
    """The uid of an Article that the user asks for."""
    left = Signal()
    """The keyboard is given back to the Article."""

    def __init__(self, table: ArticleTable, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._table = table
        self._current = ""
        self._words = QLineEdit(self)
        self._words.setPlaceholderText(_("Filter by title or source"))
        self._words.setAccessibleName(_("Filter by title or source"))
        self._words.setClearButtonEnabled(True)
        self._words.addAction(icon("filter", theme.muted), QLineEdit.ActionPosition.LeadingPosition)
        self._status = QComboBox(self)
        self._status.setAccessibleName(_("Filter by status"))
        self._status.addItem(_("All articles"), "")
        for status in Status:
            self._status.addItem(status_word(status), status.value)
        self._assigned = QCheckBox(_("Only what is assigned to me"), self)
        self._assigned.setToolTip(escaped(_("Show only the articles that I am to annotate, or all")))
        # A table and not a list view: it knows where a row stands without asking the model for each one before it.
        self.list = QTableView(self)
        self.list.setObjectName("articleList")
        self.list.setAccessibleName(_("Articles"))
        self.list.setModel(table)
        self._port = viewport_of(self.list)
        self._port.setAttribute(Qt.WidgetAttribute.WA_Hover)  # the row under the mouse is painted anew
        self.list.setItemDelegate(_Row(self.list, theme))
        self.list.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.list.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.list.setShowGrid(False)
        self.list.setTabKeyNavigation(False)
        self.list.horizontalHeader().hide()
        self.list.horizontalHeader().setStretchLastSection(True)
        self.list.verticalHeader().hide()
        self.list.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.list.verticalHeader().setDefaultSectionSize(QFontMetrics(self.font()).height() * 2 + 18)
        self._empty = label(_("No article passes the filter."), self, name="muted")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 6)
        layout.setSpacing(6)
        for widget in (self._words, self._status, self._assigned, self._empty):
            layout.addWidget(widget)
        layout.addWidget(self.list, 1)
        self._words.textChanged.connect(self._filter)
        self._words.returnPressed.connect(lambda: self._choose(self._table.index(0)))
        self._status.currentIndexChanged.connect(self._filter)
        self.list.clicked.connect(self._choose)
        self.list.activated.connect(self._choose)
        self._assigned.toggled.connect(self._table.show_assigned)
        table.modelReset.connect(self._say_if_empty)
        table.modelReset.connect(lambda: self.show_current(self._current))
        self._say_if_empty()

    def show_current(self, uid: str) -> None:
        """Mark the Article that is open, and scroll to it."""
        self._current = uid
        row = self._table.row_of(uid)
        if row >= 0:
            index = self._table.index(row)
            self.list.setCurrentIndex(index)
            self.list.scrollTo(index)
        else:
            self.list.setCurrentIndex(QModelIndex())

    def focus_filter(self) -> None:
        self._words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._words.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes from the filter to what passes it; Esc lets go of the filter and leaves."""
        in_filter = self._words.hasFocus()
        if event.key() == Qt.Key.Key_Down and in_filter and self._table.rowCount():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            if not self.list.currentIndex().isValid():
                self.list.setCurrentIndex(self._table.index(0))
        elif event.key() == Qt.Key.Key_Escape:
            if in_filter:
                self._words.clear()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _filter(self) -> None:
        self._table.filter(self._words.text(), self._status.currentData())

    def _choose(self, index: QModelIndex) -> None:
        uid = self._table.uid_at(index.row())
        if uid is not None:
            self.article_chosen.emit(uid)

    def _say_if_empty(self) -> None:
        self._assigned.setVisible(self._table.has_assignments)
        with QSignalBlocker(self._assigned):
            self._assigned.setChecked(self._table.only_assigned)
        self._empty.setText(
            _("No article passes the filter.")
            if self._words.text() or self._status.currentData() or self._table.only_assigned
            else _("No articles yet. Drop texts, web pages or .jsonl files here, or choose File ▸ Import.")
        )
        self._empty.setVisible(self._table.rowCount() == 0)


class _Row(QStyledItemDelegate):
    """Two lines: the title, and below it status, Spans and date."""

    def __init__(self, view: QTableView, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: ArticleEntry = index.data(ENTRY)
        theme = self._theme
        box = option.rect.adjusted(2, 1, -2, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = self._view.selectionModel().isSelected(index)
        if selected or is_pointed_at(self._view, index):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.accent_soft if selected else theme.hover))
            painter.drawRoundedRect(box, 6, 6)
        inner = box.adjusted(10, 6, -10, -6)
        half = inner.height() // 2
        is_rtl = option.direction is Qt.LayoutDirection.RightToLeft
        top = QRect(inner.x(), inner.y(), inner.width(), half)
        letters = lettering(option.font)
        painter.setPen(QColor(theme.ink if entry.status != Status.DONE else theme.muted))
        # An Arabic title begins at the right and is cut at its left, whichever way the interface runs.
        is_arabic = runs_right_to_left(entry.title)
        letters.write(painter, top, one_line(entry.title), RIGHT if is_arabic else LEFT, is_rtl=is_arabic)
        below = QRect(inner.x(), inner.y() + half, inner.width(), half)
        below = self._paint_status(painter, below, entry, is_rtl)
        painter.setPen(QColor(theme.muted))
        told = [str(entry.position), _spans(entry.spans), isolated(entry.published) if entry.published else ""]
        line = " · ".join(part for part in told if part)
        letters.write(painter, below, line, RIGHT if is_rtl else LEFT, is_rtl=is_rtl)
        painter.restore()

    def _paint_status(self, painter: QPainter, box: QRect, entry: ArticleEntry, is_rtl: bool) -> QRect:
        """A small mark: an icon, a ring for untouched, a dot for begun. Returns what is left of the line."""
        size = 14
        left = box.right() - size if is_rtl else box.left()
        spot = QRect(left, box.center().y() - size // 2, size, size)
        name = _MARKS.get(Status(entry.status))
        theme = self._theme
        if name:
            color = theme.warning if entry.status == Status.FLAGGED else theme.accent
            icon(name, color).paint(painter, spot)
        else:
            painter.setPen(QPen(QColor(theme.muted), 1.3))
            begun = entry.status == Status.IN_PROGRESS
            painter.setBrush(QColor(theme.accent) if begun else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(spot.adjusted(4, 4, -4, -4))
        return box.adjusted(0, 0, -size - 6, 0) if is_rtl else box.adjusted(size + 6, 0, 0, 0)


def _spans(count: int) -> str:
    return ngettext("{n} span", "{n} spans", count)


def is_pointed_at(view: QTableView, index: Index) -> bool:
    """Whether the mouse is over a row."""
    port = view.viewport()
    return port.underMouse() and view.rowAt(port.mapFromGlobal(QCursor.pos()).y()) == index.row()

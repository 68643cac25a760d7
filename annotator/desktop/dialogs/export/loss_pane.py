"""What an export would leave behind: counted, then told by part and listed by Article, or that it is nothing."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QProgressBar,
    QSplitter,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.desktop.dialogs.export.loss_table import PART, TITLE, ArticleLossTable, PartTable
from annotator.desktop.dialogs.export.tally import Tally
from annotator.desktop.lettering import LEFT, RIGHT, lettering
from annotator.desktop.plain import isolated, label, one_line
from annotator.desktop.tables import Index
from annotator.desktop.text.direction import runs_right_to_left
from annotator.desktop.theme import Theme, icon
from annotator.words import _, ngettext

_PATIENCE = 250
"""Milliseconds after which it is said that something is being counted."""
_NARROW = 640
"""Pixels below which the Articles stand beneath the parts, not beside them."""


class LossPane(QStackedWidget):
    """Shows one of four things: that it is being counted, that nothing is left behind, what is, or why nobody knows."""

    article_asked = Signal(str)
    """The uid of an Article that the user wants to see."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lossPane")
        self.tally = Tally()
        self._bar = QProgressBar(self)
        self._bar.setAccessibleName(_("Counting what would be left behind…"))
        self._bar.setObjectName("thin")
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(240)
        self._soon = QTimer(self, interval=_PATIENCE, singleShot=True)
        self._soon.timeout.connect(self._say_counting)
        self._nothing = label("", self, name="muted")
        self._why = label("", self, name="warning")
        self._why.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._summary = label("", self)
        self._parts, self._articles = PartTable(self), ArticleLossTable(self)
        self.part_view = _Listing(self._parts, _("What would be left behind"), "lossParts", self)
        self.part_view.setItemDelegate(_Cell(self.part_view, theme))
        self.article_view = _Listing(self._articles, _("Articles that leave something behind"), "lossArticles", self)
        self.article_view.setItemDelegate(_Cell(self.article_view, theme, TITLE))
        self.article_view.setColumnWidth(PART, 150)
        self._pages = [
            _middle(self, label(_("Counting what would be left behind…"), self, name="muted"), self._bar),
            _middle(self, _sign("done", theme.accent, self), label(_("Nothing is left behind."), self), self._nothing),
            self._losses(),
            _middle(self, self._why),
        ]
        for page in self._pages:
            self.addWidget(page)
        self.part_view.selectionModel().currentRowChanged.connect(self._show_part)
        self.part_view.activated.connect(self._enter_part)
        self.article_view.activated.connect(self._ask)
        self._say_counting()

    def show_counting(self, percent: int = 0) -> None:
        """It is not known yet; where it soon is, what was shown before does not flicker away."""
        self._bar.setValue(percent)
        if not self._soon.isActive() and self.currentWidget() is not self._pages[0]:
            self._soon.start()

    def show_tally(self, tally: Tally, title: str) -> None:
        """What was counted for the format of that title."""
        self.tally = tally
        if not tally.articles:
            carries = _("{format} carries all that goes out.").format(format=isolated(title))
            self._nothing.setText(carries)
            self._turn_to(1, " ".join([_("Nothing is left behind."), carries]))
            return
        lose = ngettext("{n} article leaves something behind.", "{n} articles leave something behind.", tally.articles)
        cannot = _("{format} cannot carry all of it.").format(format=isolated(title))
        self._summary.setText(" ".join([cannot, lose, _("The project keeps everything.")]))
        self._parts.show(tally)
        self.part_view.go_to(0)
        self._show_part(self._parts.index(0, 0))
        self._turn_to(2, self._summary.text())

    def show_trouble(self, words: str) -> None:
        """Nobody knows, or nothing can be written: why."""
        self._why.setText(words)
        self._turn_to(3, words)

    def _say_counting(self) -> None:
        self._turn_to(0, _("Counting what would be left behind…"))

    def _turn_to(self, page: int, told: str) -> None:
        """Show a page, whose words are what a screen reader says of the whole."""
        self._soon.stop()
        self.setAccessibleName(told)
        self.setCurrentWidget(self._pages[page])

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        is_narrow = self.width() < _NARROW
        self._split.setOrientation(Qt.Orientation.Vertical if is_narrow else Qt.Orientation.Horizontal)

    def _losses(self) -> QWidget:
        page = QWidget(self)
        self._summary.setWordWrap(True)
        hint = label(_("Enter or a double click opens the article."), page, name="muted")
        hint.setWordWrap(True)
        self._split = QSplitter(Qt.Orientation.Horizontal, page)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.part_view)
        self._split.addWidget(self.article_view)
        self._split.setSizes([250, 450])
        layout = QVBoxLayout(page)
        layout.setContentsMargins(12, 10, 12, 8)
        layout.setSpacing(8)
        layout.addWidget(self._summary)
        layout.addWidget(self._split, 1)
        layout.addWidget(hint)
        return page

    def _show_part(self, current: QModelIndex, _previous: QModelIndex | None = None) -> None:
        part = self._parts.part_at(current.row())
        self._articles.show(self.tally, part)
        self.article_view.setColumnHidden(PART, part is not None)

    def _enter_part(self) -> None:
        """Go on from a part to its Articles."""
        self.article_view.go_to(0)
        self.article_view.setFocus()

    def _ask(self, index: QModelIndex) -> None:
        line = self._articles.line_at(index.row())
        if line is not None:
            self.article_asked.emit(line.article)


class _Listing(QTableView):
    """A plain table of rows. Enter is for its current row, where a dialog would take it for its own."""

    def __init__(self, model: QAbstractTableModel, name: str, object_name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setAccessibleName(name)
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(84)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 9)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        last = model.columnCount() - 1
        header.setSectionResizeMode(last, QHeaderView.ResizeMode.Fixed)
        self.setColumnWidth(last, header.fontMetrics().horizontalAdvance(_("Count")) + 22)

    def go_to(self, row: int) -> None:
        """Make a row the current one."""
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(self.model().index(row, 0), flags)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()


class _Cell(QStyledItemDelegate):
    """A number at the far side, or words: titles of Articles in their own direction, the rest in the window's."""

    def __init__(self, view: QTableView, theme: Theme, title: int = -1) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self._title = title

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, box = self._theme, QRect(option.rect)
        painter.save()
        if self._view.selectionModel().isSelected(index):
            painter.fillRect(box, QColor(theme.accent_soft))
        text = one_line(str(index.data() or ""))
        is_rtl = option.direction is Qt.LayoutDirection.RightToLeft
        if index.column() == self._title:
            is_rtl = runs_right_to_left(text)
        is_count = index.data(Qt.ItemDataRole.TextAlignmentRole) is not None
        painter.setPen(QColor(theme.ink))
        side = RIGHT if is_rtl != is_count else LEFT
        lettering(option.font).write(painter, box.adjusted(6, 0, -6, 0), text, side, is_rtl=is_rtl)
        painter.restore()


def _sign(name: str, color: str, parent: QWidget) -> QLabel:
    made = label("", parent)
    made.setPixmap(icon(name, color).pixmap(QSize(30, 30)))
    return made


def _middle(parent: QWidget, *widgets: QWidget) -> QWidget:
    """A page with widgets in its middle, one below the other."""
    page = QWidget(parent)
    layout = QVBoxLayout(page)
    layout.setContentsMargins(18, 14, 18, 14)
    layout.setSpacing(6)
    layout.addStretch(1)
    for widget in widgets:
        if isinstance(widget, QLabel):
            widget.setAlignment(Qt.AlignmentFlag.AlignCenter)
            widget.setWordWrap(True)
            layout.addWidget(widget)
        else:
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
    layout.addStretch(1)
    return page

"""What may be left out of articles before they come in: looked through in its context, ticked, and left out or kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListView,
    QPushButton,
    QSplitter,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator.desktop.dialogs.boilerplate_table import BoilerplatePlaces, BoilerplateTable
from annotator.desktop.fitting import open_at
from annotator.desktop.lettering import RIGHT, lettering
from annotator.desktop.panels.contexts import paint_place, split
from annotator.desktop.plain import label, one_line
from annotator.desktop.tables import Index
from annotator.desktop.theme import Theme
from annotator.desktop.ticking.row import TickRow
from annotator.desktop.ticking.table import Heading
from annotator.desktop.ticking.view import TickView
from annotator.words import _

if TYPE_CHECKING:
    from annotator.edits.cleaning import Alike

_KIND, _SPREAD, _TITLE = 190, 170, 240
"""Pixels of the columns beside the words."""


class Boilerplate(QDialog):
    """Shows passages and where they stand. Whoever asked leaves out what is ticked when it is accepted."""

    def __init__(self, found: list[Alike], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("boilerplate")
        self.setWindowTitle(_("Import articles"))
        open_at(self, 980, 620)
        self.table = BoilerplateTable(found, self)
        self.places = BoilerplatePlaces(self)
        heading = label(_("No part of the articles?"), self, name="title")
        note = label(
            _(
                "Sites put these lines around their articles. What is ticked is left out of the texts; everything else "
                "stays as it is. A text never changes after it came in."
            ),
            self,
            name="muted",
        )
        note.setWordWrap(True)
        self.list = TickView(self.table, "boilerplateList", _("Passages"), self)
        self.list.setItemDelegate(_Row(self.table, theme, self.list))
        self.contexts = QListView(self)
        self.contexts.setObjectName("boilerplatePlaces")
        self.contexts.setAccessibleName(_("Where it stands"))
        self.contexts.setModel(self.places)
        self.contexts.setItemDelegate(_PlaceRow(self.places, theme, self.contexts))
        self.contexts.setUniformItemSizes(True)
        self.contexts.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._told = label("", self, name="muted")
        self.go = QPushButton(self)
        self.go.setObjectName("primary")
        self.go.setDefault(True)
        every, none, cancel = (QPushButton(words, self) for words in (_("Tick all"), _("Tick none"), _("Cancel")))
        for button in (every, none, cancel):
            button.setAutoDefault(False)
        self._lay_out(heading, note, [self._told, every, none, cancel, self.go])
        self.list.clicked.connect(lambda index: self.table.toggle(index.row()))
        self.list.selectionModel().currentChanged.connect(lambda index, _old: self._show_places(index.row()))
        self.table.dataChanged.connect(self._tell)
        every.clicked.connect(lambda: self.table.tick_all(on=True))
        none.clicked.connect(lambda: self.table.tick_all(on=False))
        cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self.accept)
        self.list.setCurrentIndex(self.table.index(0))
        self._tell()
        self.list.setFocus()

    def _lay_out(self, heading: QWidget, note: QWidget, foot: list[QWidget]) -> None:
        layout, bottom = QVBoxLayout(self), QHBoxLayout()
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(10)
        both = QSplitter(Qt.Orientation.Vertical, self)
        both.addWidget(self.list)
        lower = QWidget(both)
        inside = QVBoxLayout(lower)
        inside.setContentsMargins(0, 6, 0, 0)
        inside.setSpacing(4)
        inside.addWidget(label(self.contexts.accessibleName(), lower, name="muted"))
        inside.addWidget(self.contexts)
        both.setStretchFactor(0, 3)
        both.setStretchFactor(1, 2)
        both.setChildrenCollapsible(False)
        bottom.addWidget(foot[0], 1)
        for widget in foot[1:]:
            bottom.addWidget(widget)
        layout.addWidget(heading)
        layout.addWidget(note)
        layout.addWidget(both, 1)
        layout.addLayout(bottom)

    def _show_places(self, at: int) -> None:
        row = self.table.row_at(at)
        self.places.show(row.places if row and not isinstance(row, Heading) else [])

    def _tell(self) -> None:
        self.go.setText(self.table.told())
        self._told.setText(_("Space ticks a line, Ctrl+A all; Enter imports."))


class _Row(TickRow["Alike"]):
    """The words from right to left, their kind, and in how many articles they stand."""

    def __init__(self, table: BoilerplateTable, theme: Theme, view: QListView) -> None:
        super().__init__(table, theme, view)
        self._spread = table.spread

    def paint_member(
        self, painter: QPainter, box: QRect, member: Alike, option: QStyleOptionViewItem, _ground: QColor
    ) -> None:
        theme, letters = self._theme, lettering(option.font)
        is_rtl = option.direction is Qt.LayoutDirection.RightToLeft
        spread, box = split(box, _SPREAD, from_right=not is_rtl)
        kind, box = split(box, _KIND, from_right=not is_rtl)
        painter.setPen(QColor(theme.ink))
        letters.write(painter, box.adjusted(6, 0, -6, 0), one_line(member.words), RIGHT, is_rtl=True)
        painter.setPen(QColor(theme.muted))
        at = 1.0 if is_rtl else 0.0
        letters.write(painter, kind.adjusted(6, 0, -6, 0), member.title, at, is_rtl=is_rtl)
        letters.write(painter, spread.adjusted(6, 0, -6, 0), self._spread(member), at, is_rtl=is_rtl)


class _PlaceRow(QStyledItemDelegate):
    """The words among those around them, and the title of the article."""

    def __init__(self, table: BoilerplatePlaces, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._table = table
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(400, option.fontMetrics.height() + 14)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        place = self._table.place_at(index.row())
        if place is None:
            return
        theme, letters = self._theme, lettering(option.font)
        is_rtl = option.direction is Qt.LayoutDirection.RightToLeft
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        title, box = split(QRect(option.rect), _TITLE, from_right=not is_rtl)
        paint_place(painter, box, letters, place.before, place.words, place.behind, theme, QColor(theme.accent_soft))
        painter.setPen(QColor(theme.muted))
        letters.write(painter, title.adjusted(6, 0, -6, 0), one_line(place.title), RIGHT, is_rtl=True)
        painter.restore()

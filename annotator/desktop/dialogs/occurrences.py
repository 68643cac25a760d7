"""Every occurrence of a name: looked through, ticked, and marked, relabelled or deleted at one stroke."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QListView,
    QPushButton,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator.desktop.dialogs.occurrence_table import OccurrenceTable
from annotator.desktop.fitting import open_at
from annotator.desktop.lettering import LEFT, RIGHT, lettering
from annotator.desktop.panels.contexts import paint_place, split
from annotator.desktop.plain import label, one_line
from annotator.desktop.theme import Look, Theme
from annotator.desktop.ticking.row import TickRow
from annotator.desktop.ticking.view import TickView
from annotator.words import _
from annotator.workspace import Occurrence

Search = Callable[[bool, Callable[[list[Occurrence] | None], None]], None]
"""Looks for the name, in the whole project or not, and hands over what it found; None where it was cancelled."""

_LABELS, _TITLE = 110, 190
"""Pixels of the columns beside the context."""


class Occurrences(QDialog):
    """Shows the occurrences of a name. What is done with the ticked ones is for others to do."""

    asked = Signal(list, str)
    """Occurrences that are to be marked with a Label, or, where it is empty, their Spans to be deleted."""
    place_asked = Signal(object)
    """An `Occurrence` whose Article the user wants to see."""

    def __init__(
        self, name: str, chosen: str, looks: dict[str, Look], theme: Theme, search: Search, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("occurrences")
        self.setWindowTitle(_("Every occurrence"))
        open_at(self, 980, 600)
        self._search = search
        self._own = chosen
        self._asked = 0
        self.table = OccurrenceTable(self)
        heading = label(one_line(name), self, name="title")
        self._labels = QComboBox(self)
        self._labels.setAccessibleName(_("What to do"))
        for look in looks.values():
            if not look.label.is_markable:
                continue
            self._labels.addItem(look.swatch(11), f"{look.label.title} ({look.label.name})", look.label.name)
        self._labels.addItem(_("Delete the spans"), "")
        self._labels.setPlaceholderText(_("Choose a label"))
        self._labels.setCurrentIndex(self._labels.findData(chosen) if chosen else -1)
        here, everywhere = self._way(_("This article")), self._way(_("The whole project"))
        here.setChecked(True)
        self._scope = QButtonGroup(self)
        self._scope.addButton(here, 0)
        self._scope.addButton(everywhere, 1)
        self.list = TickView(self.table, "occurrenceList", _("Occurrences"), self)
        self.list.setItemDelegate(_Row(self.table, looks, theme, self.list))
        self._told = label("", self, name="muted")
        self.apply = QPushButton(self)
        self.apply.setObjectName("primary")
        self.apply.setDefault(True)
        close = QPushButton(_("Close"), self)
        close.setAutoDefault(False)
        self._lay_out([heading], [here, everywhere, self._labels], [self._told], [close, self.apply])
        self._scope.idToggled.connect(lambda which, on: self.look(everywhere=bool(which)) if on else None)
        self._labels.currentIndexChanged.connect(lambda _at: self.table.relabel(self._wanted, self._own))
        self.list.clicked.connect(lambda index: self.table.toggle(index.row()))
        self.list.doubleClicked.connect(self._go)
        self.table.modelReset.connect(self._tell)
        self.table.dataChanged.connect(self._tell)
        self.apply.clicked.connect(self._apply)
        close.clicked.connect(self.reject)
        self.look(everywhere=False)
        self.list.setFocus()

    def look(self, *, everywhere: bool) -> None:
        """Look for the name in this Article or in all. Until it is found the list is empty."""
        self._asked += 1
        number = self._asked

        def show(found: list[Occurrence] | None) -> None:
            if number != self._asked:
                return  # something else was asked for meanwhile
            if found is None:  # cancelled: what is switched on has to be what is shown
                self._scope.button(0).setChecked(True)
                return
            self.table.show(found, self._wanted, self._own)

        self.table.show([], self._wanted, self._own)
        self._search(everywhere, show)

    def done(self, result: int) -> None:
        self._asked += 1  # whatever is still looked for comes too late
        super().done(result)

    @property
    def _wanted(self) -> str:
        """The Label to mark with; empty to delete. Without a choice nothing can be done yet."""
        return str(self._labels.currentData() or "")

    def _way(self, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setCheckable(True)
        button.setAutoDefault(False)
        return button

    def _lay_out(self, *rows: list[QWidget]) -> None:
        head, ways, told, foot = rows
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(10)
        top, bottom = QHBoxLayout(), QHBoxLayout()
        for widget in head:
            top.addWidget(widget, 1)
        for widget in ways:
            top.addWidget(widget)
        for widget in told:
            bottom.addWidget(widget, 1)
        for widget in foot:
            bottom.addWidget(widget)
        layout.addLayout(top)
        layout.addWidget(self.list, 1)
        layout.addLayout(bottom)

    def _tell(self) -> None:
        is_settled = self._labels.currentIndex() >= 0
        self.apply.setText(self.table.told() if is_settled else _("Choose a label"))
        self.apply.setEnabled(bool(self.table.ticked) and is_settled)
        empty = _("The name stands nowhere else.")
        hint = _("Space ticks a line, Ctrl+A all; Enter applies. One undo takes all of it back.")
        self._told.setText(hint if self.table.size else empty)

    def _apply(self) -> None:
        ticked = self.table.ticked
        self.accept()
        self.asked.emit(ticked, self._wanted)

    def _go(self, index: QModelIndex) -> None:
        row = self.table.row_at(index.row())
        if isinstance(row, Occurrence):
            self.reject()
            self.place_asked.emit(row)


class _Row(TickRow[Occurrence]):
    """The words in their context, the Labels that are there, the Article."""

    def __init__(self, table: OccurrenceTable, looks: dict[str, Look], theme: Theme, view: QListView) -> None:
        super().__init__(table, theme, view)
        self._looks = looks

    def paint_member(
        self, painter: QPainter, box: QRect, member: Occurrence, option: QStyleOptionViewItem, _ground: QColor
    ) -> None:
        theme, letters = self._theme, lettering(option.font)
        is_rtl = option.direction is Qt.LayoutDirection.RightToLeft
        title, box = split(box, _TITLE, from_right=not is_rtl)
        labels, box = split(box, _LABELS, from_right=not is_rtl)
        look = self._looks.get(next(iter(member.labels), ""))
        tint = look.tint if look else QColor(theme.hover)
        paint_place(painter, box, letters, member.left, member.words, member.right, theme, tint)
        painter.setPen(QColor(theme.muted))
        told = " ".join([*member.labels, *(f"({name})" for name in member.around)])
        letters.write(painter, labels.adjusted(6, 0, -6, 0), told, LEFT, is_rtl=False)
        letters.write(painter, title.adjusted(6, 0, -6, 0), one_line(member.title), RIGHT, is_rtl=True)

"""One month of the Hijri calendar, to choose a day in."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.arabic.calendars import month_length, to_gregorian, to_hijri
from annotator.arabic.names import hijri_month_name
from annotator.desktop.plain import label
from annotator.errors import BadInput
from annotator.words import _, is_right_to_left, language

_WEEKS = 6


class HijriMonth(QWidget):
    """Shows the month of a day; reports the days that are chosen, as Gregorian ones."""

    day_chosen = Signal(object)
    """A `datetime.date`."""
    day_settled = Signal()
    """The chosen day was double-clicked, or Enter was pressed on it."""

    def __init__(self, week_starts: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._week_starts = week_starts
        self._month = (0, 0)
        self._day = date.min
        self._first_column = 0
        self._title = label("", self, name="hijriTitle")
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        head = QHBoxLayout()
        is_rtl = is_right_to_left()
        for way, text in ((-1, _("Previous month")), (1, _("Next month"))):
            button = QToolButton(self)
            pointing_left = (way < 0) != is_rtl
            button.setArrowType(Qt.ArrowType.LeftArrow if pointing_left else Qt.ArrowType.RightArrow)
            button.setToolTip(text)
            button.setAccessibleName(text)
            button.clicked.connect(lambda _on=False, way=way: self.step(way))
            if way > 0:
                head.addWidget(self._title, 1)
            head.addWidget(button)
        self.grid = QTableWidget(_WEEKS, 7, self)
        self.grid.setAccessibleName(_("Hijri calendar"))
        self.grid.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.grid.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.grid.setShowGrid(False)
        self.grid.verticalHeader().hide()
        locale, short = QLocale(language()), QLocale.FormatType.ShortFormat
        columns = [(week_starts + column) % 7 + 1 for column in range(7)]
        self.grid.setHorizontalHeaderLabels([locale.dayName(day, short) for day in columns])
        self.grid.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.grid.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for header in (self.grid.horizontalHeader(), self.grid.verticalHeader()):
            header.setMinimumSectionSize(16)
        self.grid.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.grid.setMinimumSize(400, 200)
        self.grid.currentCellChanged.connect(self._choose_cell)
        self.grid.cellActivated.connect(lambda _row, _column: self.day_settled.emit())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(head)
        layout.addWidget(self.grid, 1)

    def show_day(self, day: date) -> None:
        """Show the month of a day, with the day chosen."""
        there = to_hijri(day)
        self._day = day
        if (there.year, there.month) != self._month:
            self._month = (there.year, there.month)
            self._fill()
        at = self._first_column + there.day - 1
        self.grid.blockSignals(True)
        self.grid.setCurrentCell(at // 7, at % 7)
        self.grid.blockSignals(False)

    def step(self, way: int) -> None:
        """Go to the next month (1) or the one before (-1), to the same day of it where it has that."""
        year, month = self._month
        number = year * 12 + month - 1 + way
        there = (number // 12, number % 12 + 1)
        try:
            day = min(to_hijri(self._day).day, month_length(*there))
            self.day_chosen.emit(to_gregorian(*there, day).day)
        except BadInput:  # the first month of all, or the last
            return

    def _fill(self) -> None:
        year, month = self._month
        first = to_gregorian(year, month, 1).day
        self._first_column = (first.weekday() - self._week_starts) % 7
        self._title.setText(_("{month} {year} AH").format(month=hijri_month_name(month), year=year))
        length = month_length(year, month)
        self.grid.blockSignals(True)
        for cell in range(_WEEKS * 7):
            day = cell - self._first_column + 1
            item = QTableWidgetItem(str(day) if 1 <= day <= length else "")
            item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
            if not 1 <= day <= length:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            else:
                item.setToolTip((first + timedelta(days=day - 1)).isoformat())
            self.grid.setItem(cell // 7, cell % 7, item)
        self.grid.blockSignals(False)

    def _choose_cell(self, row: int, column: int, _row_before: int, _column_before: int) -> None:
        item = self.grid.item(row, column)
        if item is not None and item.text():
            self.day_chosen.emit(to_gregorian(*self._month, int(item.text())).day)

"""Choosing a day in two calendars side by side."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtGui import QIcon, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.arabic.hijri_words import other_calendar
from annotator.arabic.readings import reading
from annotator.desktop.panels.hijri_month import HijriMonth
from annotator.desktop.plain import label
from annotator.words import _, is_right_to_left, language


def _turned(way: Qt.ArrowType) -> Qt.ArrowType:
    return Qt.ArrowType.RightArrow if way is Qt.ArrowType.LeftArrow else Qt.ArrowType.LeftArrow


class DayDialog(QDialog):
    """A Gregorian and a Hijri calendar that show the same day; reports the day that was settled on."""

    day_chosen = Signal(object)
    """A `datetime.date`."""
    cleared = Signal()
    """No day is known."""

    def __init__(
        self, title: str, day: date | None, week_starts: int, parent: QWidget | None = None, *, can_clear: bool = False
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.day = day or date.today()
        self.gregorian = QCalendarWidget(self)
        self.gregorian.setAccessibleName(_("Gregorian calendar"))
        # Arabic with the digits 0-9, as the values have them.
        self.gregorian.setLocale(QLocale("ar_AE" if language() == "ar" else "en_GB"))
        self.gregorian.setFirstDayOfWeek(Qt.DayOfWeek(week_starts + 1))
        self.gregorian.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        days = self.gregorian.findChild(QTableView)
        if days is not None:  # Qt gives each day the width of the font's widest letter, which is a whole word in Arabic
            days.horizontalHeader().setMinimumSectionSize(16)
        self.gregorian.setMinimumWidth(400)  # that of the other
        self.gregorian.setMinimumDate(QDate(622, 7, 19))
        for weekday in Qt.DayOfWeek:  # Qt's own red weekend is that of other countries
            self.gregorian.setWeekdayTextFormat(weekday, QTextCharFormat())
        for name, way in (("prevmonth", Qt.ArrowType.LeftArrow), ("nextmonth", Qt.ArrowType.RightArrow)):
            button = self.gregorian.findChild(QToolButton, f"qt_calendar_{name}")
            if button is not None:  # its own arrow is black in the dark too
                button.setIcon(QIcon())
                button.setArrowType(_turned(way) if is_right_to_left() else way)
        self.hijri = HijriMonth(week_starts, self)
        self._told = label("", self, name="dateReading")
        self._told.setWordWrap(True)
        self._other = label("", self, name="muted")
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, parent=self
        )
        if can_clear:
            clear = buttons.addButton(_("Not known"), QDialogButtonBox.ButtonRole.ResetRole)
            clear.clicked.connect(self.reject)
            clear.clicked.connect(self.cleared)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.accepted.connect(lambda: self.day_chosen.emit(self.day))
        calendars = QHBoxLayout()
        for heading, calendar in ((_("Gregorian"), self.gregorian), (_("Hijri"), self.hijri)):
            column = QVBoxLayout()
            column.addWidget(label(heading, self, name="section"))
            column.addWidget(calendar, 1)
            calendars.addLayout(column, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.addLayout(calendars, 1)
        layout.addWidget(self._told)
        layout.addWidget(self._other)
        layout.addWidget(buttons)
        self.gregorian.selectionChanged.connect(self._follow_gregorian)
        self.gregorian.activated.connect(lambda _day: self.accept())
        self.hijri.day_chosen.connect(self.show_day)
        self.hijri.day_settled.connect(self.accept)
        self.show_day(self.day)

    def show_day(self, day: date) -> None:
        """Show a day in both calendars."""
        self.day = day
        self.gregorian.setSelectedDate(QDate(day.year, day.month, day.day))
        self.hijri.show_day(day)
        self._told.setText(reading("DATE", day.isoformat()))
        self._other.setText(other_calendar(day.isoformat()))

    def _follow_gregorian(self) -> None:
        chosen = self.gregorian.selectedDate()
        day = date(chosen.year(), chosen.month(), chosen.day())
        if day != self.day:
            self.show_day(day)

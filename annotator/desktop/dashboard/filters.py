"""What the dashboard counts: whose work, of which days, of which status."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QDate, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QDateEdit, QHBoxLayout, QMenu, QToolButton, QWidget

from annotator.desktop.plain import escaped, isolated, label, one_line
from annotator.model.annotation import Status
from annotator.review.progress import Choice
from annotator.words import _, ngettext
from annotator.workspace import status_word

_ALL, _WEEK, _MONTH, _CHOSEN = range(4)


class Filters(QWidget):
    """Lets a choice be made; with each other one it says `changed`."""

    changed = Signal()

    def __init__(self, people: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.people = QToolButton(self)
        self.people.setObjectName("people")
        self.people.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.people.setToolTip(escaped(_("Whose work is counted")))
        self._menu = QMenu(self.people)
        self.people.setMenu(self._menu)
        self._everyone = QAction(_("Everyone"), self)  # not the menu: clearing it would delete it
        self._everyone.setCheckable(True)
        self._everyone.triggered.connect(lambda _on=False: self._choose_everyone())
        self._names: dict[str, QAction] = {}
        self.days = QComboBox(self)
        for text in (_("All days"), _("The last 7 days"), _("The last 30 days"), _("Days from … to …")):
            self.days.addItem(text)
        self.days.setAccessibleName(_("Days"))
        self.days.setToolTip(escaped(_("When a span was made, or an article changed last")))
        self.since, self.until = self._day(_("From"), -30), self._day(_("Until"), 0)
        self.status = QComboBox(self)
        self.status.addItem(_("Any status"), None)
        for status in Status:
            self.status.addItem(status_word(status), status.value)
        self.status.setAccessibleName(_("Status"))
        self.status.setToolTip(escaped(_("Only articles that have this status")))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (self.people, self.days, self.since, self._dash(), self.until, self.status):
            layout.addWidget(widget)
        layout.addStretch(1)
        self.show_people(people)
        self.days.currentIndexChanged.connect(lambda _at: self._choose_days())
        self.status.currentIndexChanged.connect(lambda _at: self.changed.emit())
        for edit in (self.since, self.until):
            edit.dateChanged.connect(lambda _day: self.changed.emit())
        self._show_days()

    def _day(self, name: str, days: int) -> QDateEdit:
        edit = QDateEdit(QDate.currentDate().addDays(days), self)
        edit.setDisplayFormat("yyyy-MM-dd")
        edit.setCalendarPopup(True)
        edit.setAccessibleName(name)
        edit.setToolTip(escaped(name))
        return edit

    def _dash(self) -> QWidget:
        self._between = label("–", self, name="muted")
        return self._between

    # Choosing

    def show_people(self, people: Sequence[str]) -> None:
        """These may be chosen; whoever is chosen stays so."""
        kept = set(self.chosen or ())
        self._menu.clear()
        self._names.clear()
        self._menu.addAction(self._everyone)
        self._menu.addSeparator()
        for name in people:
            action = QAction(one_line(name).replace("&", "&&"), self._menu)
            action.setCheckable(True)
            action.setChecked(name in kept)
            action.triggered.connect(lambda _on=False: self._choose_some())
            self._menu.addAction(action)
            self._names[name] = action
        self.people.setVisible(len(people) > 1)
        self._tell()

    @property
    def chosen(self) -> tuple[str, ...] | None:
        """The annotators who are chosen; None for everyone."""
        found = tuple(name for name, action in self._names.items() if action.isChecked())
        return found or None

    def choice(self) -> Choice:
        """What is chosen."""
        since = until = ""
        match self.days.currentIndex():
            case 1:
                since = _iso(QDate.currentDate().addDays(-6))
            case 2:
                since = _iso(QDate.currentDate().addDays(-29))
            case 3:
                first, last = sorted((self.since.date(), self.until.date()), key=QDate.toJulianDay)
                since, until = _iso(first), _iso(last)
        status = self.status.currentData()
        return Choice(self.chosen, Status(status) if status else None, since, until)

    def _choose_everyone(self) -> None:
        for action in self._names.values():
            action.setChecked(False)
        self._choose_some()

    def _choose_some(self) -> None:
        self._tell()
        self.changed.emit()

    def _choose_days(self) -> None:
        self._show_days()
        self.changed.emit()

    def _show_days(self) -> None:
        for widget in (self.since, self._between, self.until):
            widget.setVisible(self.days.currentIndex() == _CHOSEN)

    def _tell(self) -> None:
        chosen = self.chosen
        self._everyone.setChecked(chosen is None)
        if chosen is None:
            text = _("Everyone")
        elif len(chosen) == 1:
            text = isolated(one_line(chosen[0])[:30])
        else:
            text = ngettext("{n} annotator", "{n} annotators", len(chosen))
        self.people.setText(text.replace("&", "&&") + "  ▾")
        self.people.setAccessibleName(_("Annotators") + f": {text}")


def _iso(day: QDate) -> str:
    return f"{day.year():04}-{day.month():02}-{day.day():02}"

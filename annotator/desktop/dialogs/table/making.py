"""How a table is made: its encoding and separator, or its sheet, whether it has names of columns, and its dates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QWidget

from annotator.desktop.plain import label, one_line
from annotator.words import _
from annotator.workspace.tables import Field, Preview, TableReading, separator_name

ENCODINGS = ("utf-8", "windows-1256", "utf-16-le", "utf-16-be", "iso-8859-6", "mac-arabic")
_SEPARATORS = (",", ";", "\t", "|")


class HowMade(QWidget):
    """Choosers that begin with what was found out. Until one is touched, each file is found out for itself."""

    changed = Signal()
    """The table has to be read anew."""
    dates_changed = Signal()

    def __init__(self, *, is_workbook: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.encoding, self.separator, self.sheet, self.dates = (QComboBox(self) for _box in range(4))
        self.header = QCheckBox(_("A row holds the names of the columns"), self)
        self._labels: dict[QComboBox, QLabel] = {}
        self._header_said: bool | None = None
        self._dates_said: bool | None = None
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for words, box in (
            (_("Encoding"), self.encoding),
            (_("Separator"), self.separator),
            (_("Sheet"), self.sheet),
            (_("Dates"), self.dates),
        ):
            self._labels[box] = label(words, self)
            self._labels[box].setBuddy(box)
            box.setAccessibleName(words)
            layout.addWidget(self._labels[box])
            layout.addWidget(box)
        layout.addStretch()
        layout.addWidget(self.header)
        self.dates.addItem(_("Day first: 27/01/2026"), False)
        self.dates.addItem(_("Month first: 01/27/2026"), True)
        self._offer(_("Found out"), _("Found out"))
        for box in (self.encoding, self.separator):
            self._let_see(box, not is_workbook)
        self._let_see(self.sheet, False)
        for box in (self.encoding, self.separator, self.sheet):
            box.currentIndexChanged.connect(self.changed)
        self.dates.currentIndexChanged.connect(self._say_dates)
        self.header.toggled.connect(self._say_header)

    def follow(self, seen: Preview, *, many: bool) -> None:
        """Show what was found out about a table; `many` says that there are others, for which it may be otherwise."""
        found = _("Found out; here: {what}") if many else _("Found out: {what}")
        separator = separator_name(seen.separator) if seen.separator else _("one column")
        self._offer(found.format(what=seen.encoding.upper()), found.format(what=separator))
        if seen.is_guess:
            _choose(self.encoding, seen.encoding)
        _fill(self.sheet, ((one_line(name), name) for name in seen.sheets))
        _choose(self.sheet, seen.sheet)
        self._let_see(self.sheet, len(seen.sheets) > 1)
        with QSignalBlocker(self.header):
            self.header.setChecked(bool(seen.header))

    def reading(self, fields: Sequence[Field]) -> TableReading:
        """What is said by now, with what the columns hold; without `fields` that is found out."""
        return TableReading(
            columns=tuple((field, at) for at, field in enumerate(fields, 1)),
            separator=str(self.separator.currentData() or ""),
            has_header=self.header.isChecked() if fields else self._header_said,
            sheet=str(self.sheet.currentData()) if self.sheet.count() > 1 else "",
            month_first=self._dates_said,
            encoding=str(self.encoding.currentData() or "") or None,
        )

    @property
    def month_first(self) -> bool:
        return bool(self.dates.currentData())

    def _offer(self, encoding: str, separator: str) -> None:
        """Offer encodings and separators, after what was found out of them."""
        _fill(self.encoding, [(encoding, ""), *((name.upper(), name) for name in ENCODINGS)])
        _fill(self.separator, [(separator, ""), *((separator_name(sign), sign) for sign in _SEPARATORS)])

    def _let_see(self, box: QComboBox, on: bool) -> None:
        self._labels[box].setVisible(on)
        box.setVisible(on)

    def _say_header(self, on: bool) -> None:
        self._header_said = on
        self.changed.emit()

    def _say_dates(self, _at: int) -> None:
        self._dates_said = self.month_first
        self.dates_changed.emit()


def _fill(box: QComboBox, items: Iterable[tuple[str, str]]) -> None:
    """Put other items into a box; what was chosen stays so, if it is among them."""
    kept = box.currentData()
    with QSignalBlocker(box):
        box.clear()
        for words, value in items:
            box.addItem(words, value)
    _choose(box, kept)


def _choose(box: QComboBox, value: object) -> None:
    with QSignalBlocker(box):
        box.setCurrentIndex(max(box.findData(value), 0))

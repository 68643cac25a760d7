"""The filters of the find panel: which hits are wanted, by Label, source, date and status."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from annotator.desktop.theme import Look
from annotator.model.annotation import Status
from annotator.words import _
from annotator.workspace import status_word
from annotator.workspace.search import Query

_UNMARKED = "\0unmarked"
"""Stands in the list of Labels for none of them; no Label can be called so."""


class Filters(QWidget):
    """Reports that a filter has changed."""

    changed = Signal()

    def __init__(self, looks: dict[str, Look], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = QComboBox(self)
        self.label.setAccessibleName(_("Filter by label"))
        self.label.addItem(_("Marked or not"), "")
        self.label.addItem(_("Not marked"), _UNMARKED)
        for name, look in looks.items():
            if look.label.abstract:
                continue
            told = look.label.title if look.label.title == name else f"{look.label.title} ({name})"
            self.label.addItem(look.swatch(), told, name)
        self.status = QComboBox(self)
        self.status.setAccessibleName(_("Filter by status"))
        self.status.addItem(_("All articles"), "")
        for status in Status:
            self.status.addItem(status_word(status), status.value)
        self.source = self._field(_("Source"))
        self.since = self._field(_("From (2026-01-31)"))
        self.until = self._field(_("To (2026-01-31)"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (self.label, self.source, self.since, self.until, self.status):
            row.addWidget(widget, 1)
        for box in (self.label, self.status):
            box.currentIndexChanged.connect(lambda _row: self.changed.emit())

    def narrowed(self, query: Query) -> Query:
        """The Query with what is chosen here."""
        label = self.label.currentData()
        return replace(
            query,
            label="" if label == _UNMARKED else label,
            unmarked=label == _UNMARKED,
            source=self.source.text().strip(),
            since=self.since.text().strip(),
            until=self.until.text().strip(),
            status=self.status.currentData(),
        )

    def _field(self, name: str) -> QLineEdit:
        made = QLineEdit(self)
        made.setPlaceholderText(name)
        made.setAccessibleName(name)
        made.setClearButtonEnabled(True)
        made.textChanged.connect(lambda _text: self.changed.emit())
        return made

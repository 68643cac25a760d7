"""What is to become of Spans whose label is deleted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from annotator.desktop.dialogs.schema.draft import Draft
from annotator.desktop.dialogs.schema.fields import Primary, push
from annotator.desktop.dialogs.schema.places import label_at
from annotator.desktop.dialogs.schema.swatches import swatch
from annotator.desktop.plain import isolated, label, one_line
from annotator.model.schema import Label
from annotator.words import _, ngettext


class Deleting(QDialog):
    """Asks which Label Spans get whose own is deleted, and offers to archive it instead."""

    relabel_asked = Signal(str)
    """The id of the Label that they get."""
    archive_asked = Signal()

    def __init__(self, draft: Draft, held: Label, uses: tuple[int, int], parent: QWidget) -> None:
        """`uses` are the Spans that have the Label and the Articles in which they are."""
        super().__init__(parent)
        self.setObjectName("deleteLabel")
        called = one_line(draft.called(label_at(held.name)))
        self.setWindowTitle(_("Delete a label"))
        told = label(_told(called, uses), self)
        told.setWordWrap(True)
        self.choice = QComboBox(self)
        self.choice.setAccessibleName(_("They get the label"))
        self.choice.setPlaceholderText(_("Choose a label"))
        for other in _others(draft, held):
            name = one_line(draft.called(label_at(other.name)))
            self.choice.addItem(swatch(other.color, other.kind), name, other.name)
        parent_at = self.choice.findData(held.parent) if held.parent else -1
        self.choice.setCurrentIndex(parent_at)
        beside = label(_("They get the label"), self)
        beside.setBuddy(self.choice)
        hint = label(
            _("An archived label stays on its spans and is no longer marked with. One undo takes either back."),
            self,
            name="muted",
        )
        hint.setWordWrap(True)
        self.relabel = Primary(_("Relabel and delete"), self, self._relabel)
        self.archive = push(_("Archive instead"), self, self._archive)
        cancel = push(_("Cancel"), self, self.reject)
        row = QHBoxLayout()
        row.addWidget(beside)
        row.addWidget(self.choice, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(cancel)
        buttons.addStretch(1)
        buttons.addWidget(self.archive)
        buttons.addWidget(self.relabel)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(20, 18, 20, 16)
        rows.setSpacing(12)
        rows.addWidget(told)
        rows.addLayout(row)
        rows.addWidget(hint)
        rows.addLayout(buttons)
        self.setMinimumWidth(460)
        self.choice.currentIndexChanged.connect(lambda at: self.relabel.setEnabled(at >= 0))
        self.relabel.setEnabled(self.choice.currentIndex() >= 0)
        self.archive.setVisible(not held.archived)
        self.finished.connect(self.deleteLater)

    def _relabel(self) -> None:
        self.accept()
        self.relabel_asked.emit(str(self.choice.currentData()))

    def _archive(self) -> None:
        self.accept()
        self.archive_asked.emit()


def _told(called: str, uses: tuple[int, int]) -> str:
    spans = ngettext("{n} span", "{n} spans", uses[0])
    where = ngettext("in {n} article", "in {n} articles", uses[1])
    told = _("“{label}” is in use: {spans} {where}.")
    return told.format(label=isolated(called), spans=spans, where=where)


def _others(draft: Draft, held: Label) -> Sequence[Label]:
    """The Labels that Spans may get instead, those of the same kind first."""
    others = [one for one in draft.held.labels if one.name != held.name and one.is_markable]
    return sorted(others, key=lambda one: one.kind is not held.kind)

"""Whose Layers are compared in a project: which annotators, and whether only what they have finished."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator.desktop.plain import escaped, label, leading, one_line
from annotator.model.annotation import Status
from annotator.words import _
from annotator.workspace.comparing import Compared


class ComparingDialog(QDialog):
    """Lets the lead say who is compared."""

    chosen = Signal(object)
    """A `Compared`."""

    def __init__(self, annotators: Sequence[str], compared: Compared, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("comparing")
        self.setWindowTitle(_("Who is compared"))
        self.setMinimumWidth(420)
        self._compared = compared
        self.boxes: dict[str, QCheckBox] = {}
        inside = QWidget(self)
        names = QVBoxLayout(inside)
        names.setContentsMargins(0, 0, 0, 0)
        for name in annotators:
            box = QCheckBox(one_line(name).replace("&", "&&"), inside)
            box.setChecked(not compared.annotators or name in compared.annotators)
            box.toggled.connect(lambda _on: self._tell())
            self.boxes[name] = box
            names.addWidget(box)
        names.addStretch(1)
        area = QScrollArea(self)
        area.setWidget(inside)
        area.setWidgetResizable(True)
        self.done_only = QRadioButton(_("Only layers that are &done"), self)
        self.begun = QRadioButton(_("All layers that are &begun"), self)
        self.done_only.setToolTip(escaped(_("Articles that each annotator has said to be done")))
        self.begun.setToolTip(escaped(_("What is not marked yet counts as missed")))
        group = QButtonGroup(self)
        for button in (self.done_only, self.begun):
            group.addButton(button)
        (self.done_only if compared.status is Status.DONE else self.begun).setChecked(True)
        self._told = label("", self, name="muted")
        self._told.setAlignment(leading())
        self.save = QPushButton(_("Compare these"), self)
        self.save.setObjectName("primary")
        self.save.setDefault(True)
        self.save.clicked.connect(self._save)
        close = QPushButton(_("Cancel"), self)
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        foot.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(8)
        column.addWidget(area, 1)
        for widget in (self.done_only, self.begun, self._told):
            column.addWidget(widget)
        column.addLayout(foot)
        self._tell()

    @property
    def annotators(self) -> list[str]:
        """Those who are ticked."""
        return [name for name, box in self.boxes.items() if box.isChecked()]

    def _tell(self) -> None:
        enough = len(self.annotators) > 1
        self._told.setText("" if enough else _("Choose two annotators at least."))
        self.save.setEnabled(enough)

    def _save(self) -> None:
        """All who are known are nobody in particular: who comes later is compared too."""
        names = tuple(self.annotators) if len(self.annotators) < len(self.boxes) else ()
        status = Status.DONE if self.done_only.isChecked() else None
        self.accept()
        self.chosen.emit(Compared(names, status, self._compared.least))

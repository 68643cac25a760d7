"""The colour of a Label: chosen, proposed, shown on both papers, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QColorDialog, QHBoxLayout, QVBoxLayout, QWidget

from annotator.desktop.dialogs.schema.fields import push
from annotator.desktop.dialogs.schema.swatches import Specimen, swatch
from annotator.desktop.plain import isolated, label
from annotator.model.schema import Kind, Label
from annotator.words import _


class ColourBox(QWidget):
    """Shows a colour and reports another, also while it is only being tried in the dialog of colours."""

    chosen = Signal(str)
    """`#RRGGBB`."""
    other_asked = Signal()
    """The user wants a colour that is unlike those of the others."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._color = "#000000"
        self.button = push("", self, self._ask, tip=_("Choose a colour"), name="colour")
        self._other = push(
            _("Another one"), self, self.other_asked.emit, tip=_("A colour that is unlike those of all other labels")
        )
        self._specimen = Specimen(self)
        self._faults = label("", self, name="warning")
        self._faults.setWordWrap(True)
        self._faults.setAccessibleName(_("Warnings about the colour"))
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.button)
        row.addWidget(self._other)
        row.addStretch(1)
        row.addWidget(self._specimen)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(3)
        rows.addLayout(row)
        rows.addWidget(self._faults)
        self.setFocusProxy(self.button)

    @property
    def told(self) -> str:
        """The warnings that are shown."""
        return self._faults.text()

    def show_color(self, color: str, kind: Kind | None, faults: Iterable[str], specimen: Label | None) -> None:
        """Show a colour, what is wrong with it, and how the Label looks with it."""
        self._color = color
        self.button.setIcon(swatch(color, kind))
        self.button.setText(isolated(color))
        self.button.setAccessibleName(_("Colour {color}").format(color=color))
        told = "\n".join(faults)
        self._faults.setText(told)
        self._faults.setVisible(bool(told))
        self.button.setAccessibleDescription(told)
        self._specimen.setVisible(specimen is not None)
        if specimen is not None:
            self._specimen.show_label(specimen)

    def _ask(self) -> None:
        before = self._color
        dialog = QColorDialog(QColor(before), self)
        dialog.setWindowTitle(_("Choose a colour"))
        dialog.setOption(QColorDialog.ColorDialogOption.DontUseNativeDialog)
        dialog.currentColorChanged.connect(lambda color: self.chosen.emit(color.name().upper()))
        dialog.rejected.connect(lambda: self.chosen.emit(before))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

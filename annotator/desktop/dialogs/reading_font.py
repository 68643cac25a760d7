"""Choosing the face and the size of the article's letters."""

from __future__ import annotations

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QSpinBox, QVBoxLayout, QWidget

from annotator.desktop.plain import label
from annotator.desktop.theme import article_fonts
from annotator.words import _

_SPECIMEN = "قالت الرئاسة إنّ القمّةَ ستُعقد في القاهرة يوم ٢٨ يناير 2026"


class ReadingFont(QDialog):
    """Asks for a family and a size, and shows what they look like."""

    def __init__(self, family: str, points: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Reading font"))
        self.setMinimumWidth(520)
        self._family = QComboBox(self)
        self._family.addItems(article_fonts())
        self._family.setCurrentText(family)
        self._points = QSpinBox(self)
        self._points.setRange(9, 48)
        self._points.setValue(round(points))
        self._specimen = label(_SPECIMEN, self)
        self._specimen.setWordWrap(True)
        self._specimen.setMinimumHeight(110)
        form = QFormLayout()
        form.addRow(_("Font"), self._family)
        form.addRow(_("Size"), self._points)
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Ok | standard.Cancel, self)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.addLayout(form)
        layout.addWidget(self._specimen)
        layout.addWidget(buttons)
        self._family.currentTextChanged.connect(self._show)
        self._points.valueChanged.connect(self._show)
        self._show()

    @property
    def chosen(self) -> tuple[str, float]:
        """The family and the size in points."""
        return self._family.currentText(), float(self._points.value())

    def _show(self) -> None:
        family, points = self.chosen
        # A style sheet sets the size of every label, so the specimen needs one of its own.
        self._specimen.setStyleSheet(f"font-family: '{family}'; font-size: {points}pt;")
        self._specimen.setFont(QFont(family))

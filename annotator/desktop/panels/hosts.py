"""The line over the Article that says where texts go, or who outside is not heard."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QWidget

from annotator.desktop.plain import escaped, label
from annotator.desktop.theme import Theme, icon
from annotator.words import _


class HostsBanner(QWidget):
    """Shows one sentence. One that says that texts leave the machine cannot be closed, only ended."""

    stop_asked = Signal()
    """No text is to leave the machine any more."""
    look_asked = Signal()
    """The user wants to see who is meant."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("hostsBanner")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._closed = ""
        self._told = label("", self)
        # A long sentence must not make the window wider; the whole of it is in the tooltip.
        self._told.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.stop = self._button(_("Stop"), _("Turn off whoever sends texts to another machine"))
        self.stop.clicked.connect(self.stop_asked)
        self.look = self._button(_("Look…"), _("Show the recommenders outside"))
        self.look.clicked.connect(self.look_asked)
        self.shut = QToolButton(self)
        self.shut.setIcon(icon("close", theme.muted))
        self.shut.setToolTip(_("Close this notice"))
        self.shut.setAccessibleName(_("Close this notice"))
        self.shut.clicked.connect(self._shut)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 3, 12, 3)
        row.addWidget(self._told, 1)
        for button in (self.stop, self.look, self.shut):
            row.addWidget(button)
        self.hide()

    def _button(self, text: str, tip: str) -> QPushButton:
        made = QPushButton(text, self)
        made.setToolTip(escaped(tip))
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return made

    @property
    def text(self) -> str:
        """What it says."""
        return self._told.text()

    def tell(self, sentence: str, *, leaves: bool) -> None:
        """Say something, nothing where it is empty; `leaves` where it tells that texts leave the machine."""
        self._told.setText(sentence)
        self._told.setToolTip(escaped(sentence))
        self.setAccessibleName(sentence)
        self.stop.setVisible(leaves)
        self.shut.setVisible(not leaves)
        self.setVisible(bool(sentence) and (leaves or sentence != self._closed))

    def _shut(self) -> None:
        self._closed = self.text
        self.hide()

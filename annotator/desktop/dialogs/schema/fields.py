"""Small fields of the schema editor: one line or several, in the direction of their language."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QToolButton, QVBoxLayout, QWidget

from annotator.desktop.plain import escaped, label

_LINE_HEIGHT = 1.35


def direction(*, is_rtl: bool) -> Qt.LayoutDirection:
    return Qt.LayoutDirection.RightToLeft if is_rtl else Qt.LayoutDirection.LeftToRight


def line(told: str, parent: QWidget, *, is_rtl: bool, name: str = "") -> QLineEdit:
    """A field of one line; `told` is what screen readers say of it."""
    made = QLineEdit(parent)
    made.setAccessibleName(told)
    made.setLayoutDirection(direction(is_rtl=is_rtl))
    if name:
        made.setObjectName(name)
    return made


class Lines(QPlainTextEdit):
    """A field of several lines; reports only what the user writes."""

    written = Signal(str)

    def __init__(self, told: str, rows: int, parent: QWidget, *, is_rtl: bool, hint: str = "", name: str = "") -> None:
        super().__init__(parent)
        self.setAccessibleName(told)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.setLayoutDirection(direction(is_rtl=is_rtl))
        option = QTextOption(self.document().defaultTextOption())
        option.setTextDirection(direction(is_rtl=is_rtl))
        self.document().setDefaultTextOption(option)
        self.setMinimumHeight(round(self.fontMetrics().height() * _LINE_HEIGHT * rows) + 14)
        if name:
            self.setObjectName(name)
        self._shown = ""
        self.textChanged.connect(self._tell)

    def show_text(self, text: str) -> None:
        """Show a text that nobody has just written."""
        self.blockSignals(True)
        self.setPlainText(text)
        self.blockSignals(False)
        self._shown = self.toPlainText()

    def _tell(self) -> None:
        # It also comes for a new direction or font of the same text.
        text = self.toPlainText()
        if text != self._shown:
            self._shown = text
            self.written.emit(text)


class NameLine(QWidget):
    """A data name with what is wrong with it beneath; reports what the user types, good or not."""

    typed = Signal(str)

    def __init__(self, told: str, parent: QWidget, name: str) -> None:
        super().__init__(parent)
        self.field = line(told, self, is_rtl=False, name=name)
        self._fault = label("", self, name="warning")
        self._fault.setWordWrap(True)
        self._fault.hide()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(3)
        rows.addWidget(self.field)
        rows.addWidget(self._fault)
        self.setFocusProxy(self.field)
        self.field.textEdited.connect(self.typed)

    def show_name(self, name: str) -> None:
        self.field.setText(name)

    def show_fault(self, fault: str) -> None:
        """Say what is wrong with the name; nothing where it is good."""
        self._fault.setText(fault)
        self._fault.setVisible(bool(fault))
        self.field.setAccessibleDescription(fault)


def push(text: str, parent: QWidget, act: Callable[[], None], *, tip: str = "", name: str = "") -> QPushButton:
    """A button that Enter in some other field does not press."""
    made = QPushButton(text, parent)
    made.setAutoDefault(False)
    made.clicked.connect(lambda _on=False: act())
    if tip:
        made.setToolTip(escaped(tip))
    if name:
        made.setObjectName(name)
    return made


def tool(text: str, parent: QWidget, act: Callable[[], None], *, tip: str = "", name: str = "") -> QToolButton:
    """A small button with words on it."""
    made = QToolButton(parent)
    made.setText(text)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.clicked.connect(lambda _on=False: act())
    made.setToolTip(escaped(tip or text))
    made.setAccessibleName(tip or text)
    if name:
        made.setObjectName(name)
    return made


def arrow(way: Qt.ArrowType, told: str, parent: QWidget, act: Callable[[], None], *, name: str = "") -> QToolButton:
    """A small button with an arrow on it."""
    made = tool("", parent, act, tip=told, name=name)
    made.setArrowType(way)
    return made

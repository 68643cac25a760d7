"""Small fields of the schema editor: one line or several, in the direction of their language."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QPalette, QTextOption
from PySide6.QtWidgets import (
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.desktop.plain import escaped, label
from annotator.desktop.tables import Index
from annotator.desktop.theme import Theme

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

    def __init__(self, told: str, rows: int, parent: QWidget, *, is_rtl: bool, hint: str = "") -> None:
        super().__init__(parent)
        self.setAccessibleName(told)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.setLayoutDirection(direction(is_rtl=is_rtl))
        option = QTextOption(self.document().defaultTextOption())
        option.setTextDirection(direction(is_rtl=is_rtl))
        self.document().setDefaultTextOption(option)
        self.setMinimumHeight(round(self.fontMetrics().height() * _LINE_HEIGHT * rows) + 14)
        self._shown = ""
        self.textChanged.connect(self._tell)

    def show_text(self, text: str) -> None:
        """Show a text that nobody has just written."""
        self.blockSignals(True)
        self.setPlainText(text)
        self.blockSignals(False)
        self._shown = self._text

    @property
    def _text(self) -> str:
        # `toPlainText` would turn a no-break space into a plain one.
        return self.document().toRawText().replace("\u2029", "\n")

    def _tell(self) -> None:
        # It also comes for a new direction or font of the same text.
        text = self._text
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


class Primary(QPushButton):
    """The button that does what the dialog is for; it only looks so while it can be pressed."""

    def __init__(self, text: str, parent: QWidget, act: Callable[[], None]) -> None:
        super().__init__(text, parent)
        self.setAutoDefault(False)
        self.setObjectName("primary")
        self.clicked.connect(lambda _on=False: act())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.EnabledChange:
            self.setObjectName("primary" if self.isEnabled() else "")
            repolish(self)


def repolish(widget: QWidget) -> None:
    """Dress a widget anew whose name, and so its rules in the style sheet, is another one."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def with_visible_ticks(widget: QWidget, theme: Theme) -> None:
    """Let the box for a tick have an edge that can be seen; Qt makes it of the window's colour, a little darker."""
    widget.setPalette(_with_edges(widget.palette(), theme))


def _with_edges(colors: QPalette, theme: Theme) -> QPalette:
    colors.setColor(QPalette.ColorRole.Window, QColor(theme.muted))
    return colors


class Cells(QStyledItemDelegate):
    """The cells of a list or a table, with boxes for ticks that can be seen; the style sheet lets no palette of the
    list come through to them."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.palette = _with_edges(option.palette, self._theme)


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

"""The key of a Label: whichever is pressed, under any layout, and who has it already."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from annotator.desktop.dialogs.schema.draft import OCCURRENCES
from annotator.desktop.dialogs.schema.fields import push, repolish
from annotator.desktop.plain import isolated, label
from annotator.desktop.text.keys import physical_key
from annotator.words import _

_NO_LETTERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class KeyField(QLineEdit):
    """Shows a key and reports the one that is pressed on it; Backspace reports none."""

    key_pressed = Signal(str)

    def __init__(self, told: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("keyField")
        self.setAccessibleName(told)
        self.setReadOnly(True)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setPlaceholderText(_("Press a key"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setFixedWidth(max(120, self.fontMetrics().horizontalAdvance(self.placeholderText()) + 34))

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _pressed(event):
            event.accept()  # no shortcut of the window takes it
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = _pressed(event)
        if key:
            self.key_pressed.emit(key)
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.key_pressed.emit("")
        else:
            event.ignore()


def _pressed(event: QKeyEvent) -> str:
    return "" if event.modifiers() & _NO_LETTERS else physical_key(event)


class KeyBox(QWidget):
    """Asks for a key; one that somebody has is only reported when the user takes it over."""

    key_chosen = Signal(str)
    """The key from now on, or none; whoever had it has to give it up."""

    def __init__(self, told: str, holder: Callable[[str], str], parent: QWidget) -> None:
        """`holder` says in words who has a key already; empty where nobody has."""
        super().__init__(parent)
        self._holder = holder
        self._settled = self._wanted = ""
        self.field = KeyField(told, self)
        self.take = push(_("Take it over"), self, self._take_over, name="takeKey")
        self._told = label("", self, name="muted")
        self._told.setWordWrap(True)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.field)
        row.addWidget(self.take)
        row.addStretch(1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(3)
        rows.addLayout(row)
        rows.addWidget(self._told)
        self.setFocusProxy(self.field)
        self.field.key_pressed.connect(self._pressed)
        self.show_key("")

    def show_key(self, key: str) -> None:
        """Show the key that is settled on."""
        self._settled = key
        self.field.setText(key)
        self._tell(_("A letter or a digit, whatever the keyboard's layout; Backspace takes it away."))

    def _pressed(self, key: str) -> None:
        holder = self._holder(key) if key else ""
        self.field.setText(self._settled)
        if key == OCCURRENCES:
            told = _("{key} shows every occurrence of a name, in all projects. Press another key.")
            self._tell(told.format(key=isolated(key)), warns=True)
        elif holder:
            self.field.setText(key)
            self._wanted = key
            told = _("{key} is the key of {label}.").format(key=isolated(key), label=isolated(holder))
            self._tell(told, warns=True, offers=True)
        else:
            self.show_key(key)
            self.key_chosen.emit(key)

    def _take_over(self) -> None:
        self.field.setFocus()
        self.show_key(self._wanted)
        self.key_chosen.emit(self._wanted)

    def _tell(self, text: str, *, warns: bool = False, offers: bool = False) -> None:
        self._told.setObjectName("warning" if warns else "muted")
        repolish(self._told)
        self._told.setText(text)
        self.field.setAccessibleDescription(text)
        self.take.setVisible(offers)

"""What a key means to the article view."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from annotator.desktop.text.keys import is_apostrophe, is_slash


class Command(Enum):
    """What the annotator asks for with a key. Forward and back are reading order."""

    WORD_FORWARD = auto()
    WORD_BACK = auto()
    LINE_UP = auto()
    LINE_DOWN = auto()
    PAGE_UP = auto()
    PAGE_DOWN = auto()
    LINE_START = auto()
    LINE_END = auto()
    TEXT_START = auto()
    TEXT_END = auto()
    EXTEND_FORWARD = auto()
    EXTEND_BACK = auto()
    END_FORWARD = auto()
    END_BACK = auto()
    START_FORWARD = auto()
    START_BACK = auto()
    NEXT_SPAN = auto()
    PREVIOUS_SPAN = auto()
    CHOOSE = auto()
    CHOOSE_ONE = auto()
    DELETE = auto()
    DELETE_ONE = auto()
    LET_GO = auto()
    COPY = auto()
    TRIM = auto()
    JOIN = auto()
    LEAVE = auto()
    BEGIN_CHAIN = auto()
    RELATE = auto()


_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier
_NONE = Qt.KeyboardModifier.NoModifier
_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right)

_BY_MODIFIERS = {
    _NONE: (Command.WORD_FORWARD, Command.WORD_BACK),
    _SHIFT: (Command.EXTEND_FORWARD, Command.EXTEND_BACK),
    _SHIFT | _CTRL: (Command.END_FORWARD, Command.END_BACK),
    _SHIFT | _ALT: (Command.START_FORWARD, Command.START_BACK),
    _CTRL: (Command.START_FORWARD, Command.START_BACK),  # where the desktop keeps Alt+Shift for itself
}
_OTHERS = {
    (Qt.Key.Key_Up, _NONE): Command.LINE_UP,
    (Qt.Key.Key_Down, _NONE): Command.LINE_DOWN,
    (Qt.Key.Key_PageUp, _NONE): Command.PAGE_UP,
    (Qt.Key.Key_PageDown, _NONE): Command.PAGE_DOWN,
    (Qt.Key.Key_Home, _NONE): Command.LINE_START,
    (Qt.Key.Key_End, _NONE): Command.LINE_END,
    (Qt.Key.Key_Home, _CTRL): Command.TEXT_START,
    (Qt.Key.Key_End, _CTRL): Command.TEXT_END,
    (Qt.Key.Key_Tab, _NONE): Command.NEXT_SPAN,
    (Qt.Key.Key_Backtab, _SHIFT): Command.PREVIOUS_SPAN,
    (Qt.Key.Key_Return, _NONE): Command.CHOOSE,
    (Qt.Key.Key_Enter, _NONE): Command.CHOOSE,
    (Qt.Key.Key_Return, _SHIFT): Command.CHOOSE_ONE,
    (Qt.Key.Key_Enter, _SHIFT): Command.CHOOSE_ONE,
    (Qt.Key.Key_Delete, _NONE): Command.DELETE,
    (Qt.Key.Key_Backspace, _NONE): Command.DELETE,
    (Qt.Key.Key_Delete, _SHIFT): Command.DELETE_ONE,
    (Qt.Key.Key_Backspace, _SHIFT): Command.DELETE_ONE,
    (Qt.Key.Key_Escape, _NONE): Command.LET_GO,
    (Qt.Key.Key_C, _CTRL): Command.COPY,
    (Qt.Key.Key_Equal, _NONE): Command.JOIN,
    (Qt.Key.Key_Minus, _NONE): Command.LEAVE,
    (Qt.Key.Key_Plus, _SHIFT): Command.BEGIN_CHAIN,
}


def command_of(event: QKeyEvent, *, is_rtl: bool) -> Command | None:
    """The command that a key gives in an Article of that direction, or None: forward is left in Arabic."""
    key = Qt.Key(event.key())
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if key in _ARROWS:
        pair = _BY_MODIFIERS.get(modifiers)
        is_forward = (key is Qt.Key.Key_Left) == is_rtl
        return pair[0 if is_forward else 1] if pair else None
    if modifiers == _NONE and is_apostrophe(event):
        return Command.TRIM
    if modifiers == _NONE and is_slash(event):
        return Command.RELATE
    return _OTHERS.get((key, modifiers))

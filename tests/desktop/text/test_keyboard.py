"""What a key means to the article view."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from annotator.desktop.text.keyboard import Command, command_of
from tests.desktop.hands import ALT, CTRL, NONE, SHIFT, Key


def command(key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, *, is_rtl: bool = True) -> Command | None:
    return command_of(QKeyEvent(QEvent.Type.KeyPress, key, modifiers), is_rtl=is_rtl)


@pytest.mark.parametrize(
    ("modifiers", "forward", "back"),
    [
        (NONE, Command.WORD_FORWARD, Command.WORD_BACK),
        (SHIFT, Command.EXTEND_FORWARD, Command.EXTEND_BACK),
        (SHIFT | CTRL, Command.END_FORWARD, Command.END_BACK),
        (SHIFT | ALT, Command.START_FORWARD, Command.START_BACK),
    ],
)
def test_the_arrows_follow_reading_order(modifiers: Qt.KeyboardModifier, forward: Command, back: Command) -> None:
    assert command(Key.Key_Left, modifiers) is forward
    assert command(Key.Key_Right, modifiers) is back
    assert command(Key.Key_Left, modifiers, is_rtl=False) is back
    assert command(Key.Key_Right, modifiers, is_rtl=False) is forward


@pytest.mark.parametrize(
    ("key", "modifiers", "meant"),
    [
        (Key.Key_Up, NONE, Command.LINE_UP),
        (Key.Key_PageDown, NONE, Command.PAGE_DOWN),
        (Key.Key_Home, CTRL, Command.TEXT_START),
        (Key.Key_End, NONE, Command.LINE_END),
        (Key.Key_Tab, NONE, Command.NEXT_SPAN),
        (Key.Key_Backtab, SHIFT, Command.PREVIOUS_SPAN),
        (Key.Key_Return, NONE, Command.CHOOSE),
        (Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier, Command.CHOOSE),
        (Key.Key_Delete, NONE, Command.DELETE),
        (Key.Key_Backspace, NONE, Command.DELETE),
        (Key.Key_Escape, NONE, Command.LET_GO),
        (Key.Key_C, CTRL, Command.COPY),
        (Key.Key_C, NONE, None),
        (Key.Key_Left, ALT, None),
        (Key.Key_Delete, SHIFT, Command.DELETE_ONE),
        (Key.Key_Return, SHIFT, Command.CHOOSE_ONE),
        (Key.Key_F5, NONE, None),
    ],
)
def test_other_keys_mean_what_users_expect(key: Qt.Key, modifiers: Qt.KeyboardModifier, meant: Command | None) -> None:
    assert command(key, modifiers) is meant


def test_a_key_that_qt_has_no_name_for_means_nothing() -> None:
    assert command_of(QKeyEvent(QEvent.Type.KeyPress, 0x062D, NONE, "ح"), is_rtl=True) is None
    assert command_of(QKeyEvent(QEvent.Type.KeyPress, 0, NONE, "لا"), is_rtl=True) is None

"""Which physical key was pressed, whatever layout is active: the key of «P» marks a person under an Arabic layout too.

Under a layout with Latin letters the letter decides (AZERTY's A is A). Otherwise the key's place does: its scan code,
and where a platform gives none, the letter that the Arabic 101 layout has on it.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_ROWS = ((2, "1234567890"), (16, "QWERTYUIOP"), (30, "ASDFGHJKL"), (44, "ZXCVBNM"))
"""Evdev key codes, which are also the scan codes of Windows, of the first key of each row (US layout)."""

_BY_CODE = {first + i: key for first, row in _ROWS for i, key in enumerate(row)}

_XKB_OFFSET = 8
"""XKB key codes (X11 and Wayland) are evdev's plus this."""

_MAC_CODES = (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 17, 31, 32, 34, 35, 37, 38, 40, 45, 46)
_MAC_LETTERS = "ASDFHGZXCVBQWERYTOUIPLJKNM"
_MAC = dict(zip(_MAC_CODES, _MAC_LETTERS, strict=True)) | {
    18: "1", 19: "2", 20: "3", 21: "4", 23: "5", 22: "6", 26: "7", 28: "8", 25: "9", 29: "0",
}  # fmt: skip
"""Virtual key codes of macOS (ANSI positions)."""

_APOSTROPHE = 40
_MAC_APOSTROPHE = 39
_SLASH = 53
_MAC_SLASH = 44

_ARABIC_101 = dict(zip("ضصثقفغعهخحشسيبلاتنمكئءؤرىة", "QWERTYUIOPASDFGHJKL;ZXCVNM", strict=True)) | dict(
    zip("١٢٣٤٥٦٧٨٩٠", "1234567890", strict=True), لا="B"
)

_WITH_ARABIC = {key: letter for letter, key in _ARABIC_101.items() if len(letter) == 1} | {"B": "\ufefb", "'": "ط"}
"""What Arabic 101 has on a key, as a shortcut tells it: لا is one character there."""


def under_arabic(keys: str) -> str:
    """A shortcut's keys as they arrive under a layout that has Arabic letters alone; empty where that is the same.

    Where there are Latin letters beside them, Qt itself finds the key.
    """
    held, plus, last = keys.rpartition("+")
    return f"{held}+{_WITH_ARABIC[last]}" if plus and last in _WITH_ARABIC else ""


def physical_key(event: QKeyEvent) -> str:
    """The Latin letter or digit of the key that was pressed, upper case; empty for any other key."""
    key = event.key()
    if Qt.Key.Key_A <= key <= Qt.Key.Key_Z or Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
        return chr(key)
    if sys.platform == "darwin":
        found = _MAC.get(event.nativeVirtualKey(), "") if event.nativeVirtualKey() else ""
    else:
        code = event.nativeScanCode()
        found = _BY_CODE.get(code if sys.platform == "win32" else code - _XKB_OFFSET, "") if code else ""
    found = found or _ARABIC_101.get(event.text(), "")
    return found if found.isalnum() and _is_writing(event) else ""


def is_apostrophe(event: QKeyEvent) -> bool:
    """Whether it is the key two places right of L, which has the apostrophe, or ط, on it."""
    return _is_place(event, Qt.Key.Key_Apostrophe, "ط", _APOSTROPHE, _MAC_APOSTROPHE)


def is_slash(event: QKeyEvent) -> bool:
    """Whether it is the key left of the right Shift, which has the slash, or ظ, on it."""
    return _is_place(event, Qt.Key.Key_Slash, "ظ", _SLASH, _MAC_SLASH)


def _is_place(event: QKeyEvent, key: Qt.Key, arabic: str, code: int, mac_code: int) -> bool:
    if event.key() == key or event.text() == arabic:
        return True
    if not _is_writing(event):
        return False
    if sys.platform == "darwin":
        return event.nativeVirtualKey() == mac_code
    return event.nativeScanCode() == (code if sys.platform == "win32" else code + _XKB_OFFSET)


def _is_writing(event: QKeyEvent) -> bool:
    """Whether the key types a character, so that arrows and function keys are never taken for letters."""
    return bool(event.text().strip()) and event.text().isprintable()

"""Which physical key was pressed, under any layout."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from annotator.desktop.text.keys import physical_key, under_arabic

NONE = Qt.KeyboardModifier.NoModifier
X11_CODES = {"P": 33, "Q": 24, "M": 58, "B": 56, "1": 10, "0": 19, "A": 38}
"""XKB key codes of the US layout."""

on_x11 = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="XKB key codes are those of X11 and Wayland")


def pressed(key: int, text: str, code: int = 0) -> str:
    return physical_key(QKeyEvent(QEvent.Type.KeyPress, key, NONE, code, 0, 0, text))


@pytest.mark.parametrize("letter", [*"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"])
def test_a_latin_letter_or_digit_is_itself(letter: str) -> None:
    assert pressed(ord(letter), letter.lower()) == letter


@on_x11
def test_a_latin_layout_with_other_places_goes_by_its_letters() -> None:
    assert pressed(Qt.Key.Key_A, "a", X11_CODES["Q"]) == "A"  # AZERTY


@on_x11
@pytest.mark.parametrize(
    ("text", "key", "letter"),
    [
        ("ح", 0x062D, "P"),
        ("ض", 0x0636, "Q"),
        ("ة", 0x0629, "M"),
        ("ش", 0x0634, "A"),
        ("١", 0x0661, "1"),
        ("٠", 0x0660, "0"),
    ],
)
def test_an_arabic_letter_is_the_key_that_it_is_on(text: str, key: int, letter: str) -> None:
    assert pressed(key, text, X11_CODES[letter]) == letter


@on_x11
def test_the_key_of_lam_alef_is_b() -> None:
    assert pressed(0, "لا", X11_CODES["B"]) == "B"
    assert pressed(0xFEFB, "ﻻ", X11_CODES["B"]) == "B"


@on_x11
def test_the_digit_row_of_a_french_keyboard_gives_digits() -> None:
    assert pressed(Qt.Key.Key_Ampersand, "&", X11_CODES["1"]) == "1"


@pytest.mark.parametrize(
    ("text", "letter"),
    [*zip("ضصثقفغعهخحشسيبلاتنمئءؤرىة١٢٣٤٥٦٧٨٩٠", "QWERTYUIOPASDFGHJKLZXCVNM1234567890", strict=True), ("لا", "B")],
)
def test_without_a_scan_code_the_arabic_101_layout_is_meant(text: str, letter: str) -> None:
    assert pressed(ord(text[0]), text) == letter


@pytest.mark.parametrize(
    ("key", "text"),
    [
        (Qt.Key.Key_Left, ""),
        (Qt.Key.Key_F5, ""),
        (Qt.Key.Key_Shift, ""),
        (Qt.Key.Key_Space, " "),
        (Qt.Key.Key_Return, "\r"),
        (Qt.Key.Key_Escape, "\x1b"),
        (Qt.Key.Key_Comma, ","),
        (ord("ك"), "ك"),
        (ord("é"), "é"),
        (ord("世"), "世"),
    ],
)
def test_other_keys_are_no_letters(key: int, text: str) -> None:
    assert pressed(key, text) == ""


@on_x11
def test_an_arrow_is_no_letter_although_it_has_a_scan_code() -> None:
    assert pressed(Qt.Key.Key_Left, "", X11_CODES["P"]) == ""


@pytest.mark.parametrize(
    ("keys", "arabic"),
    [
        ("Ctrl+Z", "Ctrl+ئ"),
        ("Ctrl+Shift+L", "Ctrl+Shift+م"),
        ("Ctrl+Shift+B", "Ctrl+Shift+\ufefb"),
        ("Ctrl+'", "Ctrl+ط"),
        ("Ctrl+0", "Ctrl+٠"),
        ("Ctrl+Return", ""),
        ("Ctrl++", ""),
        ("F6", ""),
        ("L", ""),
    ],
)
def test_a_shortcut_has_a_twin_on_a_keyboard_with_arabic_letters_alone(keys: str, arabic: str) -> None:
    assert under_arabic(keys) == arabic

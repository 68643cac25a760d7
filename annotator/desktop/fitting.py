"""How large a window opens: as large as it likes to be, and never larger than the screen."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

_BESIDE, _ABOVE = 8, 40
"""Pixels that a frame and a title bar take."""


def open_at(window: QWidget, width: int, height: int) -> None:
    """Let a window have this size, or what of it there is room for on its screen."""
    room = window.screen().availableGeometry().size()
    window.resize(min(width, room.width() - _BESIDE), min(height, room.height() - _ABOVE))

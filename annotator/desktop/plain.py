"""Text of others (titles, labels, notes, articles) made safe to show: plain, whatever it contains."""

from __future__ import annotations

import html
import unicodedata

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


def escaped(text: str) -> str:
    """`text` for a place where Qt would otherwise guess whether it is HTML, such as a tooltip."""
    return f"<p style='white-space: pre-wrap'>{html.escape(text)}</p>"


def one_line(text: str) -> str:
    """`text` on one line, without characters that change direction or cannot be seen."""
    return "".join(
        " " if ch.isspace() else ch for ch in text if ch.isspace() or unicodedata.category(ch) not in ("Cc", "Cf")
    )


def label(text: str = "", parent: QWidget | None = None, *, name: str = "") -> QLabel:
    """A QLabel that never takes its text for HTML."""
    made = QLabel(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    if name:
        made.setObjectName(name)
    return made


def isolated(text: str) -> str:
    """`text` in a bidi isolate, so that it cannot disturb the sentence around it."""
    return f"\u2068{text}\u2069"

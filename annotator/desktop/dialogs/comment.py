"""Asking for the comment that goes with a flag."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from annotator.words import _


def ask_comment(parent: QWidget, before: str) -> str | None:
    """What the lead should know about the Article; None where the user thinks better of it."""
    from PySide6.QtWidgets import QInputDialog

    text, is_said = QInputDialog.getMultiLineText(
        parent, _("Flag this article"), _("What should the lead know about it?"), before
    )
    return text.strip() if is_said else None

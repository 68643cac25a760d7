"""The language of the whole window: ours, Qt's own, and the direction that goes with it."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from annotator import words
from annotator.words import _

_spoken: list[QTranslator] = []
"""The translators that are installed."""


class _Ours(QTranslator):
    """Says the buttons and keys of Qt in the words that the rest of the window has for them."""

    def translate(self, context: str, text: str, _comment: str | None = None, _number: int = -1) -> str | None:
        if context == "QPlatformTheme":
            return {"OK": _("OK"), "Cancel": _("Cancel"), "Close": _("Close"), "Open": _("Open")}.get(text)
        # A mark of direction, or the arrow would stand before "Ctrl" in a line from right to left.
        return {"Up": "↑\u200e", "Down": "↓\u200e"}.get(text) if context == "QShortcut" else None

    def isEmpty(self) -> bool:
        return False


def speak(app: QApplication) -> None:
    """Let Qt's dialogs and buttons speak the language of the program, and run the way it runs."""
    while _spoken:
        old = _spoken.pop()
        app.removeTranslator(old)
        old.deleteLater()
    translator = QTranslator(app)
    _spoken.append(translator)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    is_rtl = words.is_right_to_left()
    if translator.load(QLocale(words.language()), "qtbase", "_", folder):
        app.installTranslator(translator)
    if is_rtl:
        _spoken.append(_Ours(app))
        app.installTranslator(_spoken[-1])
    # A translation of Qt says itself which way it runs, so the direction comes after it.
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft if is_rtl else Qt.LayoutDirection.LeftToRight)

"""The language of the whole window: ours, Qt's own, and the direction that goes with it."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from annotator import words

_spoken: list[QTranslator] = []
"""The translator that is installed, if there is one."""


def speak(app: QApplication) -> None:
    """Let Qt's dialogs and buttons speak the language of the program, and run the way it runs."""
    while _spoken:
        old = _spoken.pop()
        app.removeTranslator(old)
        old.deleteLater()
    translator = QTranslator(app)
    _spoken.append(translator)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(QLocale(words.language()), "qtbase", "_", folder):
        app.installTranslator(translator)
    # A translation of Qt says itself which way it runs, so the direction comes after it.
    is_rtl = words.is_right_to_left()
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft if is_rtl else Qt.LayoutDirection.LeftToRight)

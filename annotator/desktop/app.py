"""Starting the window."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from annotator import paths, words
from annotator.desktop.faults import Faults
from annotator.desktop.main_window import MainWindow
from annotator.desktop.preferences import Preferences
from annotator.desktop.rubbish import Rubbish
from annotator.errors import AnnotatorError
from annotator.workspace import Workspace


def run(project: Path | None, annotator: str | None = None) -> int:
    """Open the window on a project, or where it is None on the last one or the start page; returns the exit status.

    Raises AnnotatorError where a project was named and cannot be opened.
    """
    preferences = Preferences()
    if preferences.language is not None:
        words.use(preferences.language)
    workspace = _workspace(project, annotator, preferences)
    app = QApplication.instance() or QApplication([*sys.argv[:1], "-style", "Fusion"])
    assert isinstance(app, QApplication)
    app.setApplicationName("Hashiya")
    app.setDesktopFileName("hashiya")
    app.setWindowIcon(QIcon(str(paths.resources() / "icons" / "hashiya.svg")))
    Rubbish(app)
    sys.excepthook = Faults(app).hear
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    window = MainWindow(workspace)
    if workspace is not None:
        window.preferences.opened(workspace.path)
    window.show()
    return app.exec()


def _workspace(project: Path | None, annotator: str | None, preferences: Preferences) -> Workspace | None:
    if project is not None:
        return Workspace.open(project, annotator)
    for path in preferences.recent[:1]:
        try:
            return Workspace.open(path, annotator)
        except AnnotatorError:  # the start page shows the others
            return None
    return None

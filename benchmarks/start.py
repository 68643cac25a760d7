"""From the command to a window that shows an article, against a bare window with a QTextEdit on the same text.

Each measurement is a whole process: `python -m benchmarks.start ours|bare PROJECT` ends at the first paint of the
article. The interpreter and the import of PySide6 count on both sides. pandas and numpy are hidden from both: the
tests bring them, an ordinary install has none, and sqlite-utils imports them wherever it finds them.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.table import Row, against, took

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTextEdit

ROUNDS = 7


def rows() -> list[Row]:
    from benchmarks import corpus  # not above: the bare window must not pay for the program's imports

    project = corpus.project(1_000)
    bare, ours = [], []
    with tempfile.TemporaryDirectory() as preferences:
        environment = dict(os.environ) | {"QT_QPA_PLATFORM": "offscreen", "HASHIYA_PREFERENCES": preferences}
        # An installed program is compiled; without this a machine could compile it anew for each start.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for _round in range(ROUNDS):
            for which, found in (("bare", bare), ("ours", ours)):
                command = [sys.executable, "-m", "benchmarks.start", which, str(project)]
                found.append(took(lambda: subprocess.run(command, check=True, env=environment, capture_output=True)))  # noqa: B023
    return [against("start to a window with an article", ours, bare, what="bare window", at_most=2)]


def _bare(project: Path) -> None:
    import sqlite3

    from PySide6.QtWidgets import QApplication, QMainWindow, QTextEdit

    app = QApplication([])
    (text,) = sqlite3.connect(project).execute("SELECT text FROM articles ORDER BY position LIMIT 1").fetchone()
    window = QMainWindow()
    view = QTextEdit(window)
    view.setPlainText(text)
    window.setCentralWidget(view)
    window.resize(1280, 820)
    _end_at_first_paint(view)
    window.show()
    app.exec()


def _ours(project: Path) -> None:
    from annotator import __main__ as door

    open_window = door.open_window

    def watched(path: Path | None, annotator: str | None) -> int:
        from PySide6.QtCore import QTimer
        from PySide6.QtWidgets import QApplication

        QApplication([])
        QTimer.singleShot(0, watch)
        return open_window(path, annotator)

    def watch() -> None:
        from PySide6.QtWidgets import QApplication

        from annotator.desktop.text.article_view import ArticleView

        for view in QApplication.allWidgets():
            if isinstance(view, ArticleView):
                view.viewport().update()
                _end_at_first_paint(view)

    door.open_window = watched
    sys.argv = ["hashiya", "open", str(project)]
    door.main()


def _end_at_first_paint(view: QTextEdit) -> None:
    """Leave the process once the view has been painted, without tearing anything down."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Watch(QObject):
        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
            if event.type() is QEvent.Type.Paint:
                QTimer.singleShot(0, lambda: os._exit(0))
            return False

    view.viewport().installEventFilter(Watch(view))


if __name__ == "__main__":
    for absent in ("pandas", "numpy"):
        sys.modules[absent] = None  # type: ignore[assignment]
    {"bare": _bare, "ours": _ours}[sys.argv[1]](Path(sys.argv[2]))

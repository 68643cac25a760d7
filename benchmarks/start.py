"""From the command to a window that shows an article, against a bare window with a QTextEdit on the same text.

Each measurement is a whole process: `python -m benchmarks.start ours|around|bare PROJECT` ends at the first paint of
the article, or of the labels beside it, which follow in the next frame. The interpreter and the import of PySide6 count
on all sides. pandas and numpy are hidden from all: the tests bring them, an ordinary install has none, and sqlite-utils
imports them wherever it finds them.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.table import Row, against, took

ROUNDS = 9
_HIGH = 1
"""`Qt.EventPriority.HighEventPriority`, whose enumeration a bare window has no use for."""


def rows() -> list[Row]:
    from benchmarks import corpus  # not above: the bare window must not pay for the program's imports

    project = corpus.project(1_000)
    found: dict[str, list[float]] = {"bare": [], "ours": [], "around": []}
    with tempfile.TemporaryDirectory() as preferences:
        environment = dict(os.environ) | {"QT_QPA_PLATFORM": "offscreen", "HASHIYA_PREFERENCES": preferences}
        # An installed program is compiled; without this a machine could compile it anew for each start.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for _round in range(ROUNDS):
            for which, times in found.items():
                command = [sys.executable, "-m", "benchmarks.start", which, str(project)]
                times.append(took(lambda: subprocess.run(command, check=True, env=environment, capture_output=True)))  # noqa: B023
    bare = found["bare"]
    return [
        against("start to a window with an article", found["ours"], bare, what="bare window", at_most=2),
        against("the same with the panels beside it", found["around"], bare, what="bare window", at_most=3),
    ]


def _bare(project: Path) -> None:
    import sqlite3

    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QMainWindow, QTextEdit

    class View(QTextEdit):
        def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
            super().paintEvent(event)
            _end()

    app = QApplication([])
    (text,) = sqlite3.connect(project).execute("SELECT text FROM articles ORDER BY position LIMIT 1").fetchone()
    window = QMainWindow()
    view = View(window)
    view.setPlainText(text)
    window.setCentralWidget(view)
    window.resize(1280, 820)
    window.show()
    app.exec()


def _ours(project: Path) -> None:
    _hashiya(project, "annotator.desktop.text.article_view", "ArticleView")


def _around(project: Path) -> None:
    _hashiya(project, "annotator.desktop.panels.palette", "LabelButton")


def _hashiya(project: Path, room: str, watched: str) -> None:
    """Start the program, until the widget `watched` is painted."""
    from importlib import import_module

    from annotator import __main__ as door

    load = door._nothing_collected

    @contextmanager
    def load_and_watch() -> Iterator[None]:
        with load():
            yield  # in here the program loads itself, in its own order
        from PySide6.QtGui import QPaintEvent
        from PySide6.QtWidgets import QApplication, QWidget

        widget: type[QWidget] = getattr(import_module(room), watched)
        painted = widget.paintEvent

        def paint(self: QWidget, event: QPaintEvent) -> None:
            painted(self, event)
            _end()

        widget.paintEvent = paint  # type: ignore[method-assign]
        QApplication([])

    door._nothing_collected = load_and_watch
    sys.argv = ["hashiya", "open", str(project)]
    door.main()


def _end() -> None:
    """Leave the process once what is being painted is on the screen, before anything else that waits for that."""
    from PySide6.QtCore import QCoreApplication, QEvent, QObject

    class Leaving(QObject):
        def event(self, _event: QEvent) -> bool:
            os._exit(0)

    app = QCoreApplication.instance()
    QCoreApplication.postEvent(Leaving(app), QEvent(QEvent.Type.User), _HIGH)


if __name__ == "__main__":
    for absent in ("pandas", "numpy"):
        sys.modules[absent] = None  # type: ignore[assignment]
    {"bare": _bare, "ours": _ours, "around": _around}[sys.argv[1]](Path(sys.argv[2]))

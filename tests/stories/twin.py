"""Tells where words stand in the window: opens the project in a window just like the program's and prints points.

Usage: python -m tests.stories.twin PROJECT WORDS…; prints a JSON list, for each WORDS the points (x, y) in the window
inside the first and the last letter of their first occurrence.
"""

from __future__ import annotations

import sys
from pathlib import Path

import orjson
from PySide6.QtCore import QPointF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.desktop.main_window import MainWindow
from annotator.workspace import Workspace
from tests.desktop.hands import Pointer, occurrence


def main(project: Path, names: list[str]) -> None:
    app = QApplication([])
    app.setStyle("Fusion")
    window = MainWindow(Workspace.open(project))
    window.show()
    assert QTest.qWaitForWindowExposed(window)
    assert window.page is not None
    assert window.page.article is not None
    view, text = window.page.view, window.page.article.text
    pointer = Pointer(view, text)

    def seen(point: QPointF) -> list[int]:
        there = view.viewport().mapTo(window, point.toPoint())
        return [there.x(), there.y()]

    points = []
    for name in names:
        start, end = occurrence(text, name)
        points.append([seen(pointer.leading(start)), seen(pointer.trailing(end - 1))])
    assert view.verticalScrollBar().value() == 0, "the words have to be on the first page"
    sys.stdout.write(orjson.dumps(points).decode())
    window.close()


main(Path(sys.argv[1]), sys.argv[2:])

"""What makes the window come soon: nothing is loaded or painted before it is needed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QTableView, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from annotator.desktop.main_window import MainWindow
from annotator.desktop.viewport import viewport_of
from annotator.workspace import Workspace


class Painted(QObject):
    """Notes in which order widgets are painted."""

    def __init__(self, **widgets: QWidget) -> None:
        super().__init__()
        self.names: list[str] = []
        self._known = {widget: name for name, widget in widgets.items()}
        for widget in widgets.values():
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and isinstance(watched, QWidget):
            self.names.append(self._known[watched])
        return False


def test_the_article_is_on_the_screen_before_the_panels_are(qtbot: QtBot, tmp_path: Path) -> None:
    with Workspace.sample(tmp_path / "sample.hashiya", annotator="ليلى") as workspace:
        window = MainWindow(workspace)
        qtbot.addWidget(window)
        assert window.page is not None
        painted = Painted(
            article=window.page.view.viewport(),
            articles=window.page.articles.list.viewport(),
            spans=window.page.span_panel.viewport(),
            labels=window.page.palette_panel.first_button,
        )
        window.show()
        qtbot.waitUntil(lambda: len(set(painted.names)) == 4)
        assert painted.names[0] == "article"
        window.close()


@pytest.mark.parametrize("kind", [QTextEdit, QTableView])
def test_the_viewport_that_is_found_quickly_is_the_viewport(
    qapp: QApplication, kind: type[QTextEdit] | type[QTableView]
) -> None:
    area = kind()
    found = viewport_of(area)
    assert found is area.viewport()
    area.deleteLater()
    qapp.sendPostedEvents(area, QEvent.Type.DeferredDelete)


def test_no_source_of_ours_is_read_to_open_the_window_and_other_modules_are_looked_at_as_ever() -> None:
    code = (
        "import inspect, sys; read = []; given = inspect.getsource\n"
        "inspect.getsource = lambda module: (read.append(module.__name__), given(module))[1]\n"
        "import annotator.workspace, annotator.desktop.unswitched\n"
        "import annotator.desktop.app, sched\n"
        "print(*read)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    read = done.stdout.split()
    assert "sched" in read
    assert [name for name in read if name.startswith("annotator.")] == []

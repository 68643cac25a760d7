"""What makes the window come soon: nothing is loaded or painted before it is needed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QResizeEvent
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


def test_the_article_is_on_the_screen_before_the_panels_are_made(qtbot: QtBot, tmp_path: Path) -> None:
    with Workspace.sample(tmp_path / "sample.hashiya", annotator="ليلى") as workspace:
        window = MainWindow(workspace)
        qtbot.addWidget(window)
        page = window.page
        assert page is not None
        painted = Painted(article=page.view.viewport())
        seen = painted.names
        page.sides_made.connect(lambda: seen.append("panels"))
        window.show()
        qtbot.waitUntil(lambda: page.has_sides)
        assert seen == ["article", "panels"]
        qtbot.waitUntil(lambda: page.articles.list.isVisible() and page.palette_panel.first_button.isVisible())
        window.close()


def test_a_panel_that_is_asked_for_before_the_window_is_shown_works(qapp: QApplication, tmp_path: Path) -> None:
    with Workspace.sample(tmp_path / "sample.hashiya", annotator="ليلى") as workspace:
        window = MainWindow(workspace)
        page = window.page
        assert page is not None
        assert page.armed is None
        assert not page.has_sides
        page.articles.article_chosen.emit(workspace.article_uids()[1])
        page.palette_panel.label_pressed.emit("PERS")
        assert page.article is not None
        assert page.article.uid == workspace.article_uids()[1]
        assert page.armed == "PERS"
        window.close()
        window.deleteLater()
        qapp.sendPostedEvents(window, QEvent.Type.DeferredDelete)


def test_the_article_is_laid_out_once_for_a_new_window(qtbot: QtBot, tmp_path: Path) -> None:
    with Workspace.sample(tmp_path / "sample.hashiya", annotator="ليلى") as workspace:
        window = MainWindow(workspace)
        qtbot.addWidget(window)
        page = window.page
        assert page is not None
        heights: list[int] = []
        resized = page.view.resizeEvent

        def resize(event: QResizeEvent) -> None:
            heights.append(event.size().height())
            resized(event)

        page.view.resizeEvent = resize  # type: ignore[method-assign]
        window.show()
        qtbot.waitUntil(lambda: page.has_sides)
        assert len(heights) == 1
        window.close()


def test_panels_are_not_made_any_more_for_a_page_that_is_closed(qapp: QApplication, tmp_path: Path) -> None:
    with Workspace.sample(tmp_path / "sample.hashiya", annotator="ليلى") as workspace:
        window = MainWindow(workspace)
        page = window.page
        assert page is not None
        window.show()
        page.view.grab()
        page.close_project()
        window.page = None
        qapp.processEvents()
        assert not page.has_sides
        window.close()
        window.deleteLater()
        qapp.sendPostedEvents(window, QEvent.Type.DeferredDelete)


@pytest.mark.parametrize("kind", [QTextEdit, QTableView])
def test_the_viewport_that_is_found_quickly_is_the_viewport(
    qapp: QApplication, kind: type[QTextEdit] | type[QTableView]
) -> None:
    area = kind()
    found = viewport_of(area)
    assert found is area.viewport()
    area.deleteLater()
    qapp.sendPostedEvents(area, QEvent.Type.DeferredDelete)


def test_what_is_imported_beside_qt_is_imported_by_python_alone() -> None:
    code = (
        "import builtins; given = builtins.__import__\n"
        "import annotator.workspace, annotator.desktop.unswitched\n"
        "import annotator.desktop.app\n"
        "print(builtins.__import__ is given)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "True\n"


def test_rooms_that_only_teams_need_are_not_loaded_for_the_window(tmp_path: Path) -> None:
    path = tmp_path / "sample.hashiya"
    Workspace.sample(path, annotator="ليلى").close()
    code = (
        "import sys; from PySide6.QtWidgets import QApplication; app = QApplication([])\n"
        "from annotator.desktop.main_window import MainWindow; from annotator.workspace import Workspace\n"
        "window = MainWindow(Workspace.open(sys.argv[1])); window.show()\n"
        "window.page.sides; app.processEvents(); print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert "annotator.store.store" in done.stdout
    loaded = set(done.stdout.split())
    for room in ("model.assignment", "model.split", "store.splits", "store.partings", "store.sweep", "store.decisions"):
        assert f"annotator.{room}" not in loaded

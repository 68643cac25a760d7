"""What makes the window come soon: nothing is loaded or painted before it is needed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QRect, QSize, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QTableView, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from annotator import words
from annotator.desktop.main_window import MainWindow
from annotator.desktop.viewport import viewport_of
from annotator.workspace import Workspace
from tests.desktop.hands import Key, Pointer, bury, occurrence, press


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
        assert seen[:2] == ["article", "panels"]
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


class AtFirstSight(QObject):
    """Does something in the moment after the Article has been painted for the first time, before all else."""

    def __init__(self, watched: QWidget, act: Callable[[], object]) -> None:
        super().__init__(watched)
        self._act = act
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._act)
        return False


@pytest.fixture
def opened(qapp: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    """A window on a project with one Span, not shown yet."""
    assert qapp.platformName() == "offscreen"
    workspace = Workspace.sample(tmp_path / "sample.hashiya", annotator="ليلى")
    uid = workspace.article_uids()[0]
    workspace.mark(uid, [occurrence(workspace.article(uid).text, "دونالد ترامب")], "PERS")
    window = MainWindow(workspace)
    yield window
    bury(window)


def test_a_window_that_is_closed_before_its_panels_came_makes_none(opened: MainWindow, qtbot: QtBot) -> None:
    page = opened.page
    assert page is not None
    AtFirstSight(page.view.viewport(), opened.close)
    opened.show()
    qtbot.waitUntil(lambda: not opened.isVisible())
    QApplication.processEvents()
    assert not page.has_sides


def test_what_is_clicked_before_the_panels_came_is_chosen_in_all_of_them(opened: MainWindow, qtbot: QtBot) -> None:
    page = opened.page
    assert page is not None
    assert page.article is not None
    pointer = Pointer(page.view, page.article.text)
    AtFirstSight(page.view.viewport(), lambda: pointer.click_on("دونالد"))
    opened.show()
    qtbot.waitUntil(lambda: bool(page.view.selected) and not page._around.isActive())
    assert [index.row() for index in page.span_panel.selectionModel().selectedRows()] == [0]
    assert page.palette_panel.first_button.accessibleName() == "Person, P, 1 span"


def test_a_label_pressed_before_the_panels_came_marks_what_is_dragged_over(opened: MainWindow, qtbot: QtBot) -> None:
    page = opened.page
    assert page is not None
    assert page.article is not None
    uid, pointer = page.article.uid, Pointer(page.view, page.article.text)

    def hurry() -> None:
        press(page.view, Key.Key_P)
        pointer.drag_over("أحمد الشرع")

    AtFirstSight(page.view.viewport(), hurry)
    opened.show()
    qtbot.waitUntil(lambda: len(page.workspace.spans(uid)) == 2 and not page._around.isActive())
    assert page.span_panel.model().rowCount() == 2
    assert page.palette_panel.first_button.accessibleName() == "Person, P, 2 spans"


@pytest.mark.parametrize("closed", [0, 2])
def test_a_side_that_was_closed_stays_closed(opened: MainWindow, qtbot: QtBot, closed: int) -> None:
    page = opened.page
    assert page is not None
    path = page.workspace.path
    opened.show()
    qtbot.waitUntil(lambda: page.has_sides)
    sizes = page._whole.sizes()
    page._whole.setSizes([0 if at == closed else size for at, size in enumerate(sizes)])
    opened.close()
    again = MainWindow(Workspace.open(path, "ليلى"))
    desk = again.page
    assert desk is not None
    again.show()
    qtbot.waitUntil(lambda: desk.has_sides)
    QApplication.processEvents()
    assert [at for at, size in enumerate(desk._whole.sizes()) if size == 0] == [closed]
    bury(again)


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_nothing_moves_when_the_panels_come(opened: MainWindow, qtbot: QtBot, language: words.Language) -> None:
    words.use(language)
    opened.rebuild()
    page = opened.page
    assert page is not None
    assert not page.has_sides
    opened.resize(700, 500)  # less than it needs
    seen: list[tuple[int, int, list[int]]] = []

    def look() -> None:
        seen.append((opened.width(), page.view.width(), page._whole.sizes()))

    AtFirstSight(page.view.viewport(), look)
    opened.show()
    qtbot.waitUntil(lambda: page.has_sides and bool(seen))
    QApplication.processEvents()
    look()
    assert seen[0] == seen[1]


@pytest.mark.usefixtures("qapp")
def test_all_of_a_window_that_opens_for_the_first_time_is_on_the_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    class Laptop:
        def availableGeometry(self) -> QRect:
            return QRect(0, 40, 1366, 728)

    monkeypatch.setattr(MainWindow, "screen", lambda _window: Laptop())
    window = MainWindow()
    assert window.size() == QSize(1280, 688)
    bury(window)


def test_the_article_is_laid_out_once_for_a_new_window(opened: MainWindow, qtbot: QtBot) -> None:
    page = opened.page
    assert page is not None
    heights: list[int] = []
    resized = page.view.resizeEvent

    def resize(event: QResizeEvent) -> None:
        heights.append(event.size().height())
        resized(event)

    page.view.resizeEvent = resize  # type: ignore[method-assign]
    opened.show()
    qtbot.waitUntil(lambda: page.has_sides)
    assert len(heights) == 1


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

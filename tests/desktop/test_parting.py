"""Work by file from the window: files for annotators, and their work back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from annotator.desktop.dialogs.bundling import Bundling
from annotator.desktop.dialogs.export_dialog import ExportDialog
from annotator.model.article import Article
from annotator.words import use
from annotator.workspace import Workspace
from tests.desktop.hands import LEFT, Desk


@pytest.fixture
def desk(at_desk: Callable[..., Desk]) -> Desk:
    """Two Articles that `a1` and `a2` annotate."""
    made = at_desk(*(Article(f"n{n}", f"خبر {n}", f"زار محمود عباس القاهرة {n}") for n in range(2)))
    made.page.workspace.reassign({"a1": {"n0", "n1"}, "a2": {"n1"}}, {})
    return made


def made(desk: Desk, qtbot: QtBot, told: list[str], folder: Path, *names: str) -> list[Path]:
    desk.window.parts.make(list(names), folder)
    qtbot.waitUntil(lambda: bool(told))
    told.clear()
    return sorted(folder.glob("*.hashiya"))


def test_files_are_made_for_those_who_are_ticked(
    desk: Desk, qtbot: QtBot, told: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def choose(dialog: QDialog) -> int:
        assert isinstance(dialog, Bundling)
        assert dialog.chosen == ["a1", "a2"]
        dialog.list.itemClicked.emit(dialog.list.item(1))
        assert dialog.chosen == ["a1"]
        dialog.folder = tmp_path / "out"
        dialog.folder.mkdir()
        return 1

    monkeypatch.setattr(QDialog, "exec", choose)
    desk.act("bundle")
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["1 file was made."]
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["a1.hashiya"]


def test_a_part_opens_as_any_project_and_its_work_comes_back(
    desk: Desk, at_desk: Callable[..., Desk], qtbot: QtBot, told: list[str], tmp_path: Path
) -> None:
    (path,) = made(desk, qtbot, told, tmp_path / "out", "a1")
    part = at_desk(path=path)
    assert part.page.workspace.annotator == "a1"
    part.mark("محمود عباس", "PERS")
    part.act("bundle")
    assert "Only a lead" in told.pop()
    desk.window.parts.merge([path])
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["1 file was merged.\n1 change came in."]
    assert len(desk.page.workspace.layer("n0", "a1").spans) == 1


def test_a_file_that_cannot_be_merged_is_named(desk: Desk, qtbot: QtBot, told: list[str], tmp_path: Path) -> None:
    path = made(desk, qtbot, told, tmp_path / "out", "a1", "a2")[0]
    desk.window.parts.merge([desk.path, path])
    qtbot.waitUntil(lambda: bool(told))
    assert "1 file was left out whole:" in told[0]
    assert f"“{desk.path.name}” was not merged" in told[0]


def test_the_name_of_a_file_keeps_its_order_in_an_arabic_sentence(
    desk: Desk, qtbot: QtBot, told: list[str], tmp_path: Path
) -> None:
    (tmp_path / "4.hashiya").touch()
    use("ar")
    try:
        desk.window.parts.merge([tmp_path / "4.hashiya"])
        qtbot.waitUntil(lambda: bool(told))
    finally:
        use("en")
    assert "4.hashiya»\u2069" in told[0] and "\u2068«" in told[0]


def test_the_files_are_asked_for(
    desk: Desk, qtbot: QtBot, told: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = made(desk, qtbot, told, tmp_path / "out", "a1", "a2")
    with Workspace.open(paths[1]) as own:
        own.mark("n1", [(4, 14)], "PERS")
    monkeypatch.setattr(QFileDialog, "exec", lambda _dialog: 1)
    monkeypatch.setattr(QFileDialog, "selectedFiles", lambda _dialog: list(map(str, paths)))
    desk.act("merge")
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["2 files were merged.\n1 change came in."]


def test_several_files_that_are_dropped_on_the_window_are_merged(
    desk: Desk, qtbot: QtBot, told: list[str], tmp_path: Path
) -> None:
    paths = made(desk, qtbot, told, tmp_path / "out", "a1", "a2")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    none = Qt.KeyboardModifier.NoModifier
    desk.window.dropEvent(QDropEvent(QPointF(300, 300), Qt.DropAction.CopyAction, data, LEFT, none))
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["2 files were merged.\n0 changes came in."]
    assert desk.page.workspace.path == desk.path


def test_where_nothing_is_assigned_it_says_what_to_do_first(at_desk: Callable[..., Desk], told: list[str]) -> None:
    at_desk("نص").act("bundle")
    assert "Who annotates what" in told[0]


def test_an_annotator_exports_their_own_spans_alone(desk: Desk, at_desk: Callable[..., Desk]) -> None:
    def layers(where: Desk) -> list[str | None]:
        dialog = where.window.exporting.ask()
        assert isinstance(dialog, ExportDialog)
        found = [dialog.options._annotator._values, dialog.choice.annotator]
        dialog.reject()
        return found

    assert layers(desk) == [[None, "a1", "a2", "ليلى"], None]
    other = at_desk(path=desk.path, annotator="a1")
    assert layers(other) == [["a1"], "a1"]
    desk.page.workspace.open_review()
    assert layers(other)[0][0] is None

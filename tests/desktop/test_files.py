"""The project's file while the window is open: nobody takes its locks away, and nobody takes it away unnoticed."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QFileSystemModel
from pytestqt.qtbot import QtBot

from annotator.desktop.dialogs.files import ask_for_existing, ask_for_new, ask_for_several
from tests.desktop.hands import Desk

Asking = Callable[..., object]


def locks_on(path: Path) -> int:
    """How many locks this process holds on a project and its index of the write-ahead log."""
    inodes = {Path(f"{path}{suffix}").stat().st_ino for suffix in ("", "-shm")}
    lines = [line.split() for line in Path("/proc/locks").read_text().splitlines()]
    mine = [line for line in lines if str(os.getpid()) in line]
    return sum(int(field.rpartition(":")[2]) in inodes for line in mine for field in line if field.count(":") == 2)


@pytest.mark.skipif(sys.platform != "linux", reason="/proc/locks is Linux's")
@pytest.mark.parametrize("ask", [ask_for_existing, ask_for_several, ask_for_new])
def test_a_file_dialog_leaves_the_locks_of_the_open_project_alone(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, ask: Asking
) -> None:
    def look_around(dialog: QFileDialog) -> int:
        dialog.setNameFilter("All (*)")
        model = dialog.findChild(QFileSystemModel)
        assert model is not None
        dialog.show()
        folder = model.index(str(desk.path.parent))
        qtbot.waitUntil(lambda: model.rowCount(folder) >= 3)
        for row in range(model.rowCount(folder)):
            for column in range(model.columnCount(folder)):
                for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.DecorationRole):
                    model.index(row, column, folder).data(role)
        dialog.reject()
        return 0

    monkeypatch.setattr(QFileDialog, "exec", look_around)
    before = locks_on(desk.path)
    assert before > 0
    ask(desk.window, "Import", desk.path, "All (*)")
    assert locks_on(desk.path) == before


def test_marking_in_a_file_that_was_moved_away_is_refused_in_words(desk: Desk, told: list[str], tmp_path: Path) -> None:
    desk.path.rename(tmp_path / "elsewhere.hashiya")
    desk.page.workspace.listen(lambda _changed: pytest.fail("a change was announced that nobody will find"))
    desk.page.marking.press_label("PERS")
    desk.pointer.drag_over("دونالد ترامب")
    assert "moved, deleted or replaced" in told[0]
    assert len(desk.view.highlights) == 0


def test_switching_the_language_keeps_the_page_where_the_file_has_gone(
    desk: Desk, told: list[str], tmp_path: Path
) -> None:
    desk.path.rename(tmp_path / "elsewhere.hashiya")
    desk.act("theme")
    assert desk.window.page is not None
    assert "no project" in told[0]

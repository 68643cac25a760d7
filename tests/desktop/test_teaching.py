"""Learning beside the work, and the Article that comes next."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from annotator.desktop.dialogs.encoder import EncoderRow
from annotator.desktop.dialogs.learning import LearningSettings
from annotator.desktop.dialogs.suggestions import SuggestionSettings
from annotator.model.annotation import Status
from annotator.suggest import training
from annotator.workspace import Workspace
from tests.desktop.hands import Desk
from tests.desktop.test_suggestion_settings import agree
from tests.suggest.external.tiny import tiny_model
from tests.test_learning import project_of_news

PATIENT = 180_000
"""Milliseconds: a training on a machine that does other things too."""


def unlearned(path: Path, articles: int = 40) -> Path:
    project_of_news(path, articles).close()
    return path


@pytest.fixture
def desk(at_desk: Callable[..., Desk], tmp_path: Path) -> Desk:
    """A window on forty finished Articles of which nothing was learned yet, and one that is not done."""
    opened = at_desk(path=unlearned(tmp_path / "news.hashiya"))
    opened.page.open_article("new")
    return opened


def recommenders(desk: Desk) -> set[str]:
    return {name for one in desk.view.suggestions for name in (one.origin, *one.also)}


def left(workspace: Workspace) -> list[str]:
    folder = workspace.models_folder()
    return sorted(path.name for path in folder.iterdir() if path.name != ".training") if folder.exists() else []


def test_what_is_new_is_learned_beside_the_work_and_proposed_at_once(desk: Desk, qtbot: QtBot) -> None:
    teaching = desk.page.teaching
    teaching.look()
    qtbot.waitUntil(lambda: teaching.hint != "", timeout=PATIENT)
    assert teaching.hint == "Learning from the finished articles…"
    qtbot.waitUntil(lambda: not teaching.is_busy, timeout=PATIENT)
    assert teaching.hint == ""
    assert left(desk.workspace) == ["0001"]
    qtbot.waitUntil(lambda: "learned" in recommenders(desk), timeout=PATIENT)
    teaching.look()
    qtbot.waitUntil(lambda: not teaching.is_busy, timeout=PATIENT)
    assert left(desk.workspace) == ["0001"]  # nothing was new


def test_closing_the_window_ends_a_training_and_leaves_nothing(desk: Desk, qtbot: QtBot) -> None:
    teaching, workspace = desk.page.teaching, desk.workspace
    teaching.look()
    qtbot.waitUntil(lambda: teaching.hint != "", timeout=PATIENT)
    desk.window.close()
    assert not teaching.is_busy
    assert left(workspace) == []


def test_whoever_switches_it_off_is_left_alone(desk: Desk) -> None:
    desk.workspace.set_learns_beside(False)
    desk.page.teaching.look()
    assert not desk.page.teaching.is_busy


def test_a_training_that_cannot_work_is_not_begun_again_and_again(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = list[int]()

    class Broken:
        def poll(self) -> training.Status:
            return training.Status(training.State.FAILED, trouble="There is no room.")

        def stop(self) -> None:
            pass

    def train(_workspace: Workspace, **_how: object) -> Broken:
        begun.append(1)
        return Broken()

    monkeypatch.setattr(Workspace, "train", train)
    teaching = desk.page.teaching
    for _time in range(4):
        teaching.look()
        qtbot.waitUntil(lambda: not teaching.is_busy)
    assert len(begun) == 2
    assert teaching.hint == "There is no room."


def test_too_little_to_learn_from_disturbs_nobody(at_desk: Callable[..., Desk], tmp_path: Path, qtbot: QtBot) -> None:
    desk = at_desk(path=unlearned(tmp_path / "few.hashiya", 12))
    teaching = desk.page.teaching
    teaching.look()
    qtbot.waitUntil(lambda: not teaching.is_busy)
    assert teaching.hint == ""
    assert left(desk.workspace) == []


def test_done_goes_on_to_the_next_article_of_the_chosen_order(desk: Desk, qtbot: QtBot) -> None:
    workspace = desk.workspace
    for number in range(5):
        workspace.set_status(f"n{number}", Status.NEW)
    workspace.set_order("random")
    wanted = workspace.next_article("new")
    desk.page.finishing.set_status(Status.DONE)
    qtbot.waitUntil(lambda: desk.page.article is not None and desk.page.article.uid != "new")
    assert desk.page.article is not None
    assert desk.page.article.uid == wanted
    workspace.set_order("given")
    desk.page.open_article("n1")
    desk.page.finishing.set_status(Status.DONE)
    assert desk.page.article.uid == "n2"


def test_learning_is_settled_with_the_other_settings_of_suggestions(desk: Desk) -> None:
    desk.act("suggestion_settings")
    dialog = desk.window.findChild(SuggestionSettings)
    assert isinstance(dialog, SuggestionSettings)
    section = dialog.findChild(LearningSettings)
    assert isinstance(section, LearningSettings)
    assert section.learned.text() == "Nothing was learned yet."
    section.learns.click()
    section.order.setCurrentIndex(2)
    agree(dialog)
    assert not desk.workspace.learns_beside
    assert desk.workspace.order == "informative"


def test_an_encoder_is_chosen_tried_and_let_go_in_the_settings(
    desk: Desk, qtbot: QtBot, tmp_path: Path, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.act("suggestion_settings")
    row = desk.window.findChild(EncoderRow)
    assert isinstance(row, EncoderRow)
    assert row.told.text() == "No encoder."
    assert not row.without.isEnabled()
    picked = tmp_path / "rubbish.onnx"
    picked.write_bytes(b"rubbish")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(picked), ""))
    qtbot.mouseClick(row.choose, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(told))
    assert "tokenizer.json" in told.pop()
    assert desk.workspace.encoder() is None
    picked = tiny_model(tmp_path)
    qtbot.mouseClick(row.choose, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(row.without.isEnabled)
    assert "model.onnx" in row.told.text()
    assert desk.workspace.encoder() is not None
    qtbot.mouseClick(row.without, Qt.MouseButton.LeftButton)
    assert row.told.text() == "No encoder."
    assert desk.workspace.encoder() is None

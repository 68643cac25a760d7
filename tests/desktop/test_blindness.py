"""What the window shows an annotator of others: nothing, until a lead opens the review."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QTextBrowser
from pytestqt.qtbot import QtBot

from annotator.desktop.dialogs.learning import LearningSettings
from annotator.desktop.tables import ENTRY
from annotator.edits.edit import AddArticle
from annotator.model.annotation import Status
from annotator.model.article import Article
from annotator.workspace import Workspace
from tests.desktop.hands import Desk

NAME = "كنانة سلهب"
TEXT = f"زار {NAME} القاهرة أمس، ثم عاد {NAME} إلى رام الله."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A project that `lead` leads, in which `a2` has marked a name and is done."""
    path = tmp_path / "team.hashiya"
    with Workspace.create(path, annotator="lead") as workspace:
        workspace.settle_blind_share(0)
        for uid in ("n0", "n1"):
            workspace.do(AddArticle(Article(uid, f"خبر {uid}", f"{TEXT} {uid}")))
    with Workspace.open(path, "a2") as second:
        second.mark("n0", [(4, 14)], "PERS")
        second.set_status("n0", Status.DONE, "سر")
    return path


def guideline(desk: Desk, qtbot: QtBot) -> str:
    """What the guideline of PERS shows."""
    desk.act("guideline")
    desk.page.marking.press_label("PERS")

    def told() -> str:
        return "\n".join(view.toPlainText() for view in desk.window.findChildren(QTextBrowser))

    qtbot.waitUntil(lambda: "No label is in hand" not in told())
    return told()


def test_an_annotator_sees_nothing_of_others(at_desk: Callable[..., Desk], path: Path, qtbot: QtBot) -> None:
    desk = at_desk(path=path, annotator="a1")
    page = desk.page
    assert desk.marked == []
    assert page.span_table.rowCount() == 0
    assert not page.span_table.counts
    entry = page.article_table.index(0).data(ENTRY)
    assert (entry.status, entry.spans) == ("new", 0)
    assert NAME not in guideline(desk, qtbot)
    assert {one.label for one in page.workspace.suggestions("n1")} <= {"DATE"}
    assert not LearningSettings(page.workspace, desk.window).teacher.isEnabled()


def test_after_the_review_is_opened_examples_of_others_are_shown(
    at_desk: Callable[..., Desk], path: Path, qtbot: QtBot
) -> None:
    with Workspace.open(path) as lead:
        lead.open_review()
    desk = at_desk(path=path, annotator="a1")
    assert NAME in guideline(desk, qtbot)
    assert desk.marked == []
    assert LearningSettings(desk.page.workspace, desk.window).teacher.isEnabled()

"""Another program that writes to the project keeps nobody waiting without a word."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QStatusBar

from annotator.store import store
from tests.desktop.hands import Desk
from tests.helpers.builders import behind_its_back


def test_the_status_bar_says_that_a_change_waits_while_it_does(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "GLANCE", 0.01)
    said: list[str] = []
    with behind_its_back(desk.path) as other:
        other.execute("BEGIN IMMEDIATE")

        def shown(line: QStatusBar) -> None:
            said.append(line.currentMessage())
            if len(said) == 1:
                other.execute("ROLLBACK")

        monkeypatch.setattr(type(desk.window.status_line), "repaint", shown)
        desk.mark("سوريا", "GPE")
    assert said == ["Another window or program is writing to the project; this change waits for it…", ""]
    assert desk.marked == [("سوريا", "GPE")]


def test_time_that_cannot_be_kept_now_is_kept_later(desk: Desk) -> None:
    assert desk.page.article is not None
    uid, stopwatch = desk.page.article.uid, desk.page.stopwatch
    stopwatch._counted = 7
    with behind_its_back(desk.path) as other:
        other.execute("BEGIN IMMEDIATE")
        stopwatch.flush()
        assert stopwatch.seconds == 7
        other.execute("ROLLBACK")
    stopwatch.flush()
    stopwatch.flush()
    assert stopwatch.seconds == 7
    assert desk.workspace.layer(uid).seconds == 7

"""What keeps Suggestions from steering the annotator: what was not decided, the last look, hidden ones, haste."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from annotator.desktop.pages import noticing
from annotator.edits.edit import AddArticle
from annotator.model.annotation import LayerId, Status
from annotator.model.article import Article
from annotator.model.verdict import Outcome, Verdict
from annotator.workspace import Workspace
from annotator.workspace.judging import BLIND_FROM
from tests.desktop.hands import LEFT, Desk, Key, occurrence
from tests.desktop.suggesting_hands import CITY, POET, TEXT, places, taught, verdicts

DOUBTFUL = "قال نزار وسكت. نزار نزار نزار نزار."
"""A name that was marked three times of five: too seldom to be proposed."""


def notices(desk: Desk) -> list[str]:
    """What is told beneath the article."""
    if not desk.page.has_notices:
        return []
    lines = [line for line in desk.page.notices.findChildren(QLabel) if line.isVisible()]
    return [line.text().replace("\u2068", "").replace("\u2069", "") for line in lines]


@pytest.fixture
def news(at_desk: Callable[..., Desk], tmp_path: Path, qtbot: QtBot) -> Desk:
    """An article with two names that were marked before and one that seldom was; and one after it."""
    path = taught(tmp_path / "news.hashiya", f"{TEXT} وغاب نزار ثم حضر نزار.", "خبر قصير.")
    with Workspace.open(path) as workspace:
        workspace.do(AddArticle(Article("doubt", "شك", DOUBTFUL)))
        for n in range(3):
            workspace.mark("doubt", [occurrence(DOUBTFUL, "نزار", n)], "PERS")
        workspace.set_status("doubt", Status.DONE)
    desk = at_desk(path=path)
    qtbot.waitUntil(lambda: len(places(desk)) == 5)
    return desk


def test_what_is_undecided_vanishes_when_the_article_is_done_and_that_is_written_down(news: Desk, qtbot: QtBot) -> None:
    news.pointer.click_on(POET)
    news.key(Key.Key_Return)
    news.act("done")
    assert news.page.article is not None
    assert news.page.article.uid == "a1"
    news.page.step(-1)
    qtbot.waitUntil(lambda: not news.page.suggesting.seeking._resting.isActive())
    assert news.view.suggestions == ()
    said = [(words, outcome) for words, _label, outcome, _seconds in verdicts(news)]
    assert said.count((POET, "accepted")) == 3
    assert said.count((CITY, "left")) == 2


def test_a_last_look_is_offered_beneath_the_next_article_and_is_in_nobodys_way(news: Desk, qtbot: QtBot) -> None:
    news.act("done")
    qtbot.waitUntil(lambda: "A last look at خبر 0: 1 name that nobody was sure of." in notices(news))
    assert news.page.article is not None
    assert news.page.article.uid == "a1"
    assert news.view.hasFocus()
    close = news.page.notices.findChild(QToolButton)
    assert close is not None
    QTest.mouseClick(close, LEFT)
    assert notices(news) == []


def test_what_is_ticked_in_the_last_look_is_marked_and_the_rest_is_let_be(news: Desk, qtbot: QtBot) -> None:
    news.act("done")
    qtbot.waitUntil(lambda: notices(news) != [])
    look = news.page.notices.findChild(QPushButton, "noticeDeed")
    assert look is not None
    QTest.mouseClick(look, LEFT)
    dialog = news.page.noticing.dialog
    assert dialog is not None
    assert dialog.list.topLevelItemCount() == 1
    row = dialog.list.topLevelItem(0)
    assert row is not None
    assert "(2 places)" in row.text(0)
    assert "«نزار»" in row.text(3)
    assert not dialog.mark.isEnabled()
    dialog.list.setCurrentItem(row)
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    assert dialog.mark.text() == "Mark 2 places"
    QTest.mouseClick(dialog.mark, LEFT)
    with Workspace.open(news.path) as other:
        spans = other.spans("a0")
        assert [span.surface(other.article("a0").text) for span in spans] == ["نزار", "نزار"]
        assert other.status("a0")[0] is Status.DONE
    news.act("undo")
    with Workspace.open(news.path) as other:
        assert list(other.spans("a0")) == []


def test_nothing_is_offered_where_suggestions_are_hidden(news: Desk) -> None:
    news.act("suggestions")
    news.act("done")
    assert news.page.noticing._job is None
    assert notices(news) == []


def test_an_article_without_suggestions_says_so_quietly(
    at_desk: Callable[..., Desk], tmp_path: Path, qtbot: QtBot
) -> None:
    path = taught(tmp_path / "many.hashiya", *(f"{TEXT} {n}" for n in range(BLIND_FROM)))
    with Workspace.open(path) as workspace:
        workspace.settle_blind_share(100)
    desk = at_desk(path=path)
    qtbot.waitUntil(lambda: notices(desk) == ["Suggestions are hidden in this article (to compare)."])
    assert desk.view.suggestions == ()
    with Workspace.open(path) as workspace:
        workspace.settle_blind_share(0)
    desk.page.step(1)
    qtbot.waitUntil(lambda: len(places(desk)) == 5)
    assert notices(desk) == []


def test_haste_is_told_of_once(news: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(noticing, "_was_told_of_haste", set())
    hurried = [Verdict("PERS", n, n + 1, "memory", 0.9, Outcome.ACCEPTED, 0.2, (), "2026-01-01") for n in range(200)]
    store = news.workspace._store
    with store.atomic():
        store.verdicts.put(LayerId("a1", "ليلى"), hurried)
    news.reopen()
    qtbot.waitUntil(lambda: any("Nearly all of the last 200 suggestions" in told for told in notices(news)))
    news.reopen()
    qtbot.waitUntil(lambda: len(places(news)) == 5)
    assert notices(news) == []

"""Who annotates what, said with mouse and keys; and what an annotator's list shows of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QTableView
from pytestqt.qtbot import QtBot

from annotator.desktop.dialogs.assignment_table import Show
from annotator.desktop.dialogs.assignments import Assignments
from annotator.model.article import Article
from annotator.model.assignment import Strategy
from annotator.model.roles import Role
from annotator.words import LANGUAGES, Language, use
from annotator.workspace import Workspace
from tests.desktop.hands import LEFT, Desk, Key, press

LEAD = "ليلى"


@pytest.fixture
def desk(at_desk: Callable[..., Desk]) -> Desk:
    """Eight Articles of two sources; `a1` and `a2` are to annotate."""
    made = at_desk(*(Article(f"n{n}", f"خبر {n}", f"نص {n} " * (n + 2), f"s{n % 2}") for n in range(8)))
    for name in ("a1", "a2"):
        made.page.workspace.add_annotator(name)
    return made


def opened(desk: Desk, qtbot: QtBot) -> Assignments:
    desk.act("assignments")
    qtbot.waitUntil(lambda: any(one.isVisible() for one in desk.window.findChildren(Assignments)))
    (dialog,) = (one for one in desk.window.findChildren(Assignments) if one.isVisible())
    return dialog


def click(
    view: QTableView, row: int, column: int, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    box = view.visualRect(view.model().index(row, column))
    QTest.mouseClick(view.viewport(), LEFT, modifiers, box.center())


def held(desk: Desk) -> dict[str, set[str]]:
    with Workspace.open(desk.path) as other:
        return {name: set(uids) for name, uids in other.assignments().items()}


def test_cells_are_ticked_and_saved_in_one_step(desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot)
    QAbstractItemModelTester(dialog.table)
    assert not dialog.save.isEnabled()
    click(dialog.grid, 0, 1)
    click(dialog.grid, 0, 2)
    click(dialog.grid, 1, 2)
    click(dialog.grid, 1, 2)
    assert held(desk) == {}
    dialog.save.click()
    assert held(desk) == {"a1": {"n0"}, "a2": {"n0"}}
    assert desk.action_text("undo").startswith("Undo: Say who annotates what")
    desk.act("undo")
    assert held(desk) == {}


def test_several_cells_are_ticked_with_space_and_a_column_by_its_heading(desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot)
    click(dialog.grid, 1, 1)
    click(dialog.grid, 3, 2, Qt.KeyboardModifier.ShiftModifier)
    press(dialog.grid, Key.Key_Space)
    assert dialog.table.held["a1"] == {"n1", "n2", "n3"} == dialog.table.held["a2"]
    dialog.grid.horizontalHeader().sectionClicked.emit(1)
    assert len(dialog.table.held["a1"]) == 8
    dialog.grid.horizontalHeader().sectionClicked.emit(1)
    assert dialog.table.held["a1"] == set()
    dialog.reject()
    assert held(desk) == {}


def test_a_proposal_is_drawn_and_told_before_it_is_saved(desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot)
    assert dialog.team.table.ticked == ("a1", "a2")
    dialog.rule.overlap.setValue(25)
    dialog.rule.propose.click()
    team = dialog.team.table
    rows = [[team.index(row, column).data() for column in range(team.columnCount())] for row in range(3)]
    assert [row[:2] for row in rows] == [[LEAD, "lead"], ["a1", "annotator"], ["a2", "annotator"]]
    assert [sum(int(row[2]) for row in rows), rows[0][2]] == [10, "0"]
    assert [row[4] for row in rows] == ["0", "2", "2"]
    click(dialog.team.list, 2, 0)
    dialog.rule.overlap.setValue(0)
    dialog.rule.anew.setChecked(True)
    dialog.rule.propose.click()
    assert {name: len(uids) for name, uids in dialog.table.held.items()} == {LEAD: 0, "a1": 8, "a2": 0}
    dialog.save.click()
    assert {name: len(uids) for name, uids in held(desk).items()} == {"a1": 8}


def test_what_cannot_be_proposed_is_said_in_the_window(desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot)
    for row in (1, 2):
        click(dialog.team.list, row, 0)
    dialog.rule.propose.click()
    assert "Say who is to annotate" in dialog._trouble.text()
    dialog.rule.strategy.setCurrentIndex(list(Strategy).index(Strategy.ALL))
    assert not dialog.rule.overlap.isEnabled()
    dialog.reject()


def test_only_some_articles_are_shown(desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot)
    click(dialog.grid, 0, 1)
    click(dialog.grid, 0, 2)
    words, show = dialog._words, dialog._show
    QTest.keyClicks(words, "s1")
    assert dialog.table.rowCount() == 4
    words.clear()
    show.setCurrentIndex(Show.SHARED)
    assert dialog.table.rowCount() == 1
    show.setCurrentIndex(Show.FREE)
    assert dialog.table.rowCount() == 7
    dialog.reject()


def test_annotators_are_added_and_get_roles(desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot)
    dialog.team.name.setText("سامي")
    press(dialog.team.name, Key.Key_Return)
    assert dialog.table.annotators == [LEAD, "a1", "a2", "سامي"]
    dialog.team.list.selectRow(3)
    dialog.team.role.click()
    assert desk.page.workspace.roles()["سامي"] is Role.LEAD
    assert dialog.team.role.text() == "Make annotator"
    dialog.team.list.selectRow(0)
    dialog.team.role.click()
    dialog.team.list.selectRow(3)
    dialog.team.role.click()
    assert "Only a lead" in dialog._trouble.text()
    dialog.reject()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_matrix_opens_in_both_languages(desk: Desk, qtbot: QtBot, language: Language) -> None:
    use(language)
    desk.window.rebuild()
    dialog = opened(desk, qtbot)
    assert dialog.grid.grab().width() > 0
    dialog.reject()


def test_who_does_not_lead_hands_nothing_out(at_desk: Callable[..., Desk], desk: Desk, told: list[str]) -> None:
    other = at_desk(path=desk.path, annotator="a1")
    other.act("assignments")
    other.act("open_review")
    assert ["Only a lead" in sentence for sentence in told] == [True, True]
    QApplication.processEvents()
    assert not other.window.actions_by_name["open_review"].isChecked()


def test_a_lead_opens_the_review_and_shuts_it(desk: Desk) -> None:
    desk.act("open_review")
    assert desk.page.workspace.is_review_open
    desk.act("undo")
    assert desk.window.actions_by_name["open_review"].isChecked()
    desk.act("open_review")
    assert not desk.page.workspace.is_review_open


# The list of an annotator


def shown(desk: Desk) -> list[str]:
    table = desk.page.article_table
    return [table.uid_at(row) or "" for row in range(table.rowCount())]


def box(desk: Desk) -> QCheckBox:
    found = desk.page.articles.findChild(QCheckBox)
    assert found is not None
    return found


def test_an_annotator_sees_what_is_theirs_and_may_see_all(at_desk: Callable[..., Desk], desk: Desk) -> None:
    desk.page.workspace.reassign({"a1": {"n1", "n5"}}, {})
    assert len(shown(desk)) == 8
    other = at_desk(path=desk.path, annotator="a1")
    assert shown(other) == ["n1", "n5"]
    assert box(other).isChecked()
    assert sum(other.page.following.progress.values()) == 2
    assert other.page.workspace.next_article() == "n1"
    box(other).click()
    assert len(shown(other)) == 8
    box(other).click()
    assert shown(other) == ["n1", "n5"]


def test_a_lead_sees_all_and_may_see_what_is_theirs(desk: Desk) -> None:
    assert not box(desk).isVisible()
    desk.page.workspace.reassign({LEAD: {"n2"}}, {})
    assert len(shown(desk)) == 8
    box(desk).click()
    assert shown(desk) == ["n2"]


def test_trouble_runs_the_way_of_the_interface_whatever_it_begins_with(desk: Desk, qtbot: QtBot) -> None:
    use("ar")
    try:
        dialog = opened(desk, qtbot)
        dialog.team.name.setText("gold")
        dialog.team.add.click()
        told = dialog.findChild(QLabel, "warning")
        assert told is not None and told.text().startswith("\u200f«gold»")
    finally:
        use("en")

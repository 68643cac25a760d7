"""Duplicates, looked through with mouse and keys: compared, skipped, opened."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QProgressDialog, QPushButton, QSpinBox, QTableView, QTextEdit
from pytestqt.qtbot import QtBot

from annotator.desktop.dialogs import comparison
from annotator.desktop.dialogs.duplicates import Duplicates
from annotator.edits.edit import AddArticle
from annotator.model.annotation import Status
from annotator.model.article import Article
from annotator.model.split import SplitRule
from annotator.words import LANGUAGES, Language, use
from annotator.workspace import Workspace
from tests.desktop.hands import CTRL, LEFT, SHIFT, Desk, Key, press
from tests.helpers import wire

REPORT = " ".join(wire.words(random.Random(1), 60))
OTHER = " ".join(wire.words(random.Random(2), 60))
COPY = f"دمشق (سانا)\r\n👨‍👩‍👧 {REPORT.replace(REPORT.split()[30], 'موسكو', 1)} انتهى"
SAME = f"{OTHER}."
ALONE = " ".join(wire.words(random.Random(3), 60))


@pytest.fixture
def desk(at_desk: Callable[..., Desk]) -> Desk:
    """Five Articles: two that are nearly the same, two with the same words, and one alone."""
    texts = {"report": REPORT, "copy": COPY, "alone": ALONE, "other": OTHER, "same": SAME}
    return at_desk(*(Article(uid, f"خبر {uid}", text, "سانا", "", "2026-01-27") for uid, text in texts.items()))


def opened(desk: Desk, qtbot: QtBot) -> Duplicates:
    """The dialog, once everything is compared."""
    desk.act("duplicates")

    def is_shown() -> bool:
        dialog = desk.window.findChild(Duplicates)
        return dialog is not None and dialog.isVisible()

    qtbot.waitUntil(is_shown)
    dialog = desk.window.findChild(Duplicates)
    assert dialog is not None
    return dialog


def rows(view: QTableView) -> list[list[str]]:
    model = view.model()
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def click_row(view: QTableView, row: int, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    box = view.visualRect(view.model().index(row, 0))
    QTest.mouseClick(view.viewport(), LEFT, modifiers, box.center())


def shown(dialog: Duplicates) -> list[str]:
    return [pane.uid for pane in dialog.comparison.panes]


def marked(text: QTextEdit) -> list[str]:
    """The words that are marked, as Qt has them."""
    return [selection.cursor.selectedText() for selection in text.extraSelections()]


def status(desk: Desk, uid: str) -> Status:
    with Workspace.open(desk.path) as other:
        return other.status(uid)[0]


def test_groups_are_listed_and_the_first_is_compared_at_once(desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot)
    assert [row[0] for row in rows(dialog.group_list)] == ["2", "2"]
    assert [row[1] for row in rows(dialog.group_list)] == ["85%", "100%"]
    assert [row[:3] for row in rows(dialog.member_list)] == [
        ["1", "خبر report", "85% nearly the same"],
        ["2", "خبر copy", "85% nearly the same"],
    ]
    assert [row[3:] for row in rows(dialog.member_list)] == [["سانا", "2026-01-27", "", "new"]] * 2
    assert shown(dialog) == ["report", "copy"]
    for model in (dialog.groups, dialog.members):
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_the_words_that_differ_are_marked_to_the_letter_beyond_emoji_and_line_ends(desk: Desk, qtbot: QtBot) -> None:
    first, second = (pane.text for pane in opened(desk, qtbot).comparison.panes)
    assert marked(first) == [REPORT.split()[30]]
    assert marked(second) == ["دمشق (سانا", "موسكو", "انتهى"]
    (selection, *_others) = second.extraSelections()
    style = selection.format.underlineStyle()
    assert style is QTextCharFormat.UnderlineStyle.DashUnderline, "not by colour alone"
    assert second.document().defaultTextOption().textDirection() is Qt.LayoutDirection.RightToLeft


def test_the_differences_are_gone_through_one_by_one(desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot)
    second = dialog.comparison.panes[1].text
    found = []
    for _time in range(4):
        QTest.mouseClick(dialog.comparison.buttons[1], LEFT)
        found.append(second.textCursor().selectedText())
    assert found == ["دمشق (سانا", "موسكو", "انتهى", "دمشق (سانا"]
    press(dialog, Key.Key_F3, SHIFT)
    qtbot.waitUntil(lambda: second.textCursor().selectedText() == "انتهى")


def test_of_a_large_project_only_what_is_shown_is_held(desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot)
    assert "same" in dialog.findings.statuses
    assert "same" not in dialog.findings._entries, "it is the second article of a group that nobody looked at"
    click_row(dialog.group_list, 1)
    QApplication.processEvents()
    assert "same" in dialog.findings._entries


def test_a_click_on_a_group_compares_its_articles(desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot)
    click_row(dialog.group_list, 1)
    assert shown(dialog) == ["other", "same"]
    assert [marked(pane.text) for pane in dialog.comparison.panes] == [[], []]
    assert not dialog.comparison.buttons[1].isEnabled()


def test_skipping_one_settles_the_group_and_undo_takes_it_back(desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot)
    QTest.mouseClick(dialog.comparison.panes[1].skip, LEFT)
    assert status(desk, "copy") is Status.SKIPPED
    assert rows(dialog.group_list)[0][3] == "✓ settled"
    assert rows(dialog.member_list)[1][6] == "skipped"
    assert dialog.comparison.panes[1].skip.text() == "Do not skip it"
    press(dialog, Key.Key_Z, CTRL)
    assert status(desk, "copy") is Status.NEW
    assert rows(dialog.group_list)[0][3] == ""
    press(dialog, Key.Key_Z, CTRL | SHIFT)
    assert status(desk, "copy") is Status.SKIPPED
    QTest.mouseClick(dialog.comparison.panes[1].skip, LEFT)
    assert status(desk, "copy") is Status.NEW
    press(dialog, Key.Key_K, CTRL)
    assert status(desk, "copy") is Status.SKIPPED


def test_an_article_that_was_begun_is_begun_again_when_it_is_not_skipped_any_more(desk: Desk, qtbot: QtBot) -> None:
    desk.workspace.mark("report", [(0, 3)], "PERS")
    pane = opened(desk, qtbot).comparison.panes[0]
    QTest.mouseClick(pane.skip, LEFT)
    QTest.mouseClick(pane.skip, LEFT)
    assert status(desk, "report") is Status.IN_PROGRESS


def test_open_goes_to_the_article_and_coming_back_compares_nothing_again(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = opened(desk, qtbot)
    click_row(dialog.group_list, 1)
    QTest.mouseClick(dialog.comparison.panes[1].open, LEFT)
    assert not dialog.isVisible()
    assert desk.page.article is not None
    assert desk.page.article.uid == "same"
    desk.act("skip")
    monkeypatch.setattr(Workspace, "duplicates", None)
    again = opened(desk, qtbot)
    assert again.group_list.currentIndex().row() == 1
    assert rows(again.group_list)[1][3] == "✓ settled"
    assert shown(again) == ["other", "same"]


def test_enter_on_an_article_opens_it(desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot)
    click_row(dialog.member_list, 0)
    press(dialog.member_list, Key.Key_Return)
    assert desk.page.article is not None
    assert (dialog.isVisible(), desk.page.article.uid) == (False, "report")


def test_of_three_any_two_are_compared(at_desk: Callable[..., Desk], qtbot: QtBot) -> None:
    desk = at_desk(REPORT, f"{REPORT} زيادة", f"مقدمة {REPORT} زيادة")
    dialog = opened(desk, qtbot)
    click_row(dialog.member_list, 0)
    click_row(dialog.member_list, 2, CTRL)
    assert shown(dialog) == ["article-0", "article-2"]
    assert marked(dialog.comparison.panes[1].text) == ["مقدمة", "زيادة"]
    click_row(dialog.member_list, 1)
    assert shown(dialog)[1] == "article-1", "one alone is compared with its likest"


def test_settled_groups_can_be_hidden(desk: Desk, qtbot: QtBot) -> None:
    desk.workspace.set_status("copy", Status.SKIPPED)
    dialog = opened(desk, qtbot)
    box = dialog.findChild(QCheckBox)
    assert box is not None
    QTest.mouseClick(box, LEFT, pos=QPoint(10, box.height() // 2))
    assert len(rows(dialog.group_list)) == 1
    assert shown(dialog) == ["other", "same"]
    QTest.mouseClick(box, LEFT, pos=QPoint(10, box.height() // 2))
    assert len(rows(dialog.group_list)) == 2
    assert shown(dialog) == ["other", "same"]


def test_another_threshold_finds_others(desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot)
    box = dialog.findChild(QSpinBox)
    assert box is not None
    box.setValue(95)
    again = next(button for button in dialog.findChildren(QPushButton) if button.text() == "Compare again")
    QTest.mouseClick(again, LEFT)
    qtbot.waitUntil(lambda: len(rows(dialog.group_list)) == 1)
    assert shown(dialog) == ["other", "same"]


def test_a_search_that_is_cancelled_shows_nothing(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[bool] = []

    def endless(_workspace: Workspace, _threshold: float, *, progress: Callable[[int, int], None]) -> None:
        try:
            while True:
                progress(1, 2)
        finally:
            ended.append(True)

    monkeypatch.setattr(Workspace, "duplicates", endless)
    desk.act("duplicates")
    dialog = desk.window.findChild(QProgressDialog)
    assert dialog is not None
    dialog.canceled.emit()
    qtbot.waitUntil(lambda: ended == [True])
    qtbot.waitUntil(lambda: not desk.window.findChildren(QProgressDialog))
    assert desk.window.findChild(Duplicates) is None


def test_long_articles_are_compared_beside_the_window(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparison, "AT_ONCE", 0)
    dialog = opened(desk, qtbot)
    qtbot.waitUntil(lambda: len(marked(dialog.comparison.panes[1].text)) == 3)
    assert dialog.comparison.buttons[1].isEnabled()


def test_articles_that_came_in_since_are_compared_when_it_is_opened_again(desk: Desk, qtbot: QtBot) -> None:
    opened(desk, qtbot).reject()
    desk.workspace.do(AddArticle(Article("late", "متأخر", f"{ALONE} زيادة")))
    dialog = opened(desk, qtbot)
    qtbot.waitUntil(lambda: len(rows(dialog.group_list)) == 3)


def test_an_article_that_is_gone_meanwhile_is_not_shown(desk: Desk, qtbot: QtBot) -> None:
    desk.workspace.do(AddArticle(Article("late", "متأخر", f"{ALONE} زيادة")))
    dialog = opened(desk, qtbot)
    desk.workspace.undo()
    row = next(row for row, told in enumerate(rows(dialog.group_list)) if told[2] == "خبر alone")
    click_row(dialog.group_list, row)
    assert shown(dialog) == ["alone", ""]
    assert not dialog.comparison.panes[1].skip.isEnabled()


def test_splits_are_told_and_a_group_in_several_is_warned_of(desk: Desk, qtbot: QtBot) -> None:
    desk.workspace.split(SplitRule(100, 0, 0))
    dialog = opened(desk, qtbot)
    assert [row[3] for row in rows(dialog.group_list)] == ["train", "train"]
    assert rows(dialog.member_list)[0][5] == "train"


def test_a_project_without_duplicates_says_so(at_desk: Callable[..., Desk], qtbot: QtBot) -> None:
    dialog = opened(at_desk(ALONE, REPORT), qtbot)
    assert rows(dialog.group_list) == []
    assert shown(dialog) == ["", ""]
    assert dialog._heading.text().endswith("No article is there twice.")


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_in_it_has_a_name_and_strangers_words_stay_plain(
    at_desk: Callable[..., Desk], qtbot: QtBot, language: Language
) -> None:
    use(language)
    texts = {"a": f"<b>{REPORT}</b>", "b": f"<b>{REPORT}</b> زيادة"}
    desk = at_desk(*(Article(uid, "<img src=x>", text, "<i>", "", "") for uid, text in texts.items()))
    dialog = opened(desk, qtbot)
    for pane, text in zip(dialog.comparison.panes, texts.values(), strict=True):
        assert pane.text.toPlainText() == text
        assert pane._title.text() == "<img src=x>"
        assert pane.text.accessibleName()
    for view in (dialog.group_list, dialog.member_list):
        assert view.accessibleName()
        assert view.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        assert "<img" not in view.model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    for button in dialog.findChildren(QPushButton):
        assert button.text()
        assert button.toolTip() or not button.isEnabled()

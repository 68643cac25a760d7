"""Every occurrence of a name, worked with mouse and keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from annotator.desktop.dialogs.occurrences import Occurrences
from annotator.desktop.pages import occurring, undoing
from annotator.desktop.ticking.table import Heading
from annotator.words import LANGUAGES, Language, use
from annotator.workspace import Occurrence
from tests.desktop.hands import CTRL, LEFT, Desk, Key, press

TEXT = "قالت رويترز إن موسكو ترفض. وأضافت رويترز نقلاً عن لرويترز أن موسكو، بل وموسكو، تنتظر."
OTHER = "نشرت رويترز خبراً عن أحمد وأَحْمَد."


@pytest.fixture
def desk(at_desk: Callable[..., Desk]) -> Desk:
    return at_desk(TEXT, OTHER)


def dialog_of(desk: Desk) -> Occurrences:
    found = desk.window.findChild(Occurrences)
    assert found is not None
    return found


def rows(dialog: Occurrences) -> list[str]:
    """What stands in the list: headings as they are, occurrences by their words."""
    found = [dialog.table.row_at(row) for row in range(dialog.table.rowCount())]
    return [row.told if isinstance(row, Heading) else row.words for row in found if row is not None]


def test_one_key_shows_where_else_the_name_stands_and_enter_marks_it_there(desk: Desk) -> None:
    desk.mark("رويترز", "ORG")
    desk.type("r")
    dialog = dialog_of(desk)
    assert rows(dialog) == ["Not marked (2)", "رويترز", "رويترز", "Marked so already (1)", "رويترز"]
    assert dialog.apply.text() == "Mark 2 occurrences"
    press(dialog, Key.Key_Return)
    assert desk.marked == [("رويترز", "ORG")] * 3
    assert [TEXT[span.start - 1] for span in desk.spans] == [" ", " ", "ل"]
    desk.act("undo")
    assert desk.marked == [("رويترز", "ORG")]
    desk.act("redo")
    assert len(desk.marked) == 3


def test_a_large_step_is_taken_back_beside_the_window(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undoing, "LARGE", 1)
    desk.mark("رويترز", "ORG")
    desk.type("r")
    press(dialog_of(desk), Key.Key_Return)
    desk.act("undo")
    assert len(desk.view.highlights) == 3
    qtbot.waitUntil(lambda: len(desk.view.highlights) == 1)
    desk.act("redo")
    qtbot.waitUntil(lambda: len(desk.view.highlights) == 3)
    assert len(desk.marked) == 3


def test_the_whole_project_is_searched_on_demand_and_taken_back_by_one_undo(desk: Desk, qtbot: QtBot) -> None:
    desk.mark("رويترز", "ORG")
    desk.act("everywhere")
    dialog = dialog_of(desk)
    whole = next(button for button in dialog.findChildren(QPushButton) if button.text() == "The whole project")
    QTest.mouseClick(whole, LEFT)
    qtbot.waitUntil(lambda: dialog.table.size == 4)
    press(dialog, Key.Key_Return)
    assert len(desk.marked) == 3
    first, second = desk.page.workspace.article_uids()
    assert [span.surface(OTHER) for span in desk.page.workspace.spans(second)] == ["رويترز"]
    assert "in 2 articles" in desk.action_text("undo")
    desk.act("undo")
    assert [len(desk.page.workspace.spans(uid)) for uid in (first, second)] == [1, 0]


def test_what_is_unticked_stays_unmarked(desk: Desk) -> None:
    desk.mark("موسكو", "GPE")
    desk.type("r")
    dialog = dialog_of(desk)
    box = dialog.list.visualRect(dialog.table.index(1))
    QTest.mouseClick(dialog.list.viewport(), LEFT, pos=QPoint(box.left() + 12, box.center().y()))
    assert [occurrence.left[-2:] for occurrence in dialog.table.ticked] == [" و"]
    press(dialog.list, Key.Key_A, CTRL)
    assert len(dialog.table.ticked) == 2
    press(dialog.list, Key.Key_A, CTRL)
    assert not dialog.apply.isEnabled()
    dialog.list.setCurrentIndex(dialog.table.index(2))
    press(dialog.list, Key.Key_Space)
    press(dialog, Key.Key_Return)
    assert len(desk.marked) == 2


def test_what_is_marked_otherwise_is_a_group_of_its_own_and_not_ticked(desk: Desk) -> None:
    desk.mark("موسكو", "GPE")
    desk.pointer.drag_over("موسكو", 1)
    desk.type("l")
    desk.pointer.click_on("موسكو")
    desk.type("r")
    dialog = dialog_of(desk)
    assert rows(dialog)[2:4] == ["Marked with another label (1)", "موسكو"]
    assert len(dialog.table.ticked) == 1
    dialog.table.toggle(2)
    press(dialog, Key.Key_Return)
    assert desk.marked == [("موسكو", "GPE")] * 3
    desk.act("undo")
    assert [label for _words, label in desk.marked] == ["GPE", "LOC"]


def test_all_of_them_are_relabelled_or_deleted_as_well(desk: Desk) -> None:
    for n in range(2):
        desk.pointer.drag_over("رويترز", n)
        desk.type("o")
    desk.type("r")
    dialog = dialog_of(desk)
    choice = dialog.findChildren(QComboBox)[0]
    choice.setCurrentIndex(choice.findData("PERS"))
    assert rows(dialog)[0] == "Not marked (1)"
    assert [occurrence.labels for occurrence in dialog.table.ticked] == [()]
    dialog.table.toggle(2)
    press(dialog, Key.Key_Return)
    assert desk.marked == [("رويترز", "PERS")] * 3
    desk.type("r")
    again = desk.window.findChildren(Occurrences)[-1]
    choice = again.findChildren(QComboBox)[0]
    choice.setCurrentIndex(choice.findData(""))
    assert again.apply.text() == "Delete 3 spans"
    press(again, Key.Key_Return)
    assert desk.marked == []
    desk.act("undo")
    assert desk.marked == [("رويترز", "PERS")] * 3


def test_many_are_changed_beside_the_window(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(occurring, "AT_ONCE", 1)
    desk.mark("رويترز", "ORG")
    desk.type("r")
    press(dialog_of(desk), Key.Key_Return)
    qtbot.waitUntil(lambda: len(desk.marked) == 3)


def test_a_double_click_goes_to_the_place(desk: Desk, qtbot: QtBot) -> None:
    desk.mark("رويترز", "ORG")
    desk.type("r")
    dialog = dialog_of(desk)
    dialog.look(everywhere=True)
    qtbot.waitUntil(lambda: dialog.table.size == 4)
    last = next(row for row in range(dialog.table.rowCount()) if getattr(dialog.table.row_at(row), "position", 0) == 2)
    spot = dialog.list.visualRect(dialog.table.index(last)).center()
    QTest.mouseClick(dialog.list.viewport(), LEFT, pos=spot)
    QTest.mouseDClick(dialog.list.viewport(), LEFT, pos=spot)
    assert desk.text == OTHER
    assert [OTHER[start:end] for start, end in desk.view.pending] == ["رويترز"]


def test_words_in_hand_are_looked_for_without_being_marked(desk: Desk) -> None:
    desk.pointer.drag_over("موسكو")
    desk.type("r")
    assert dialog_of(desk).table.size == 3


def test_without_a_name_the_key_says_what_to_do(desk: Desk, told: list[str]) -> None:
    desk.type("r")
    assert len(told) == 1
    assert "Mark a name first" in told[0]
    assert desk.window.findChild(Occurrences) is None


def test_the_status_line_offers_the_others(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.page.occurring.counted, check_params_cb=lambda _name, count: count == 2):
        desk.mark("رويترز", "ORG")
    assert "2 more here" in " ".join(label.text() for label in desk.window.status_line.findChildren(QLabel))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_is_painted_in_either_language(language: Language, at_desk: Callable[..., Desk]) -> None:
    use(language)
    desk = at_desk(TEXT, OTHER)
    desk.mark("رويترز", "ORG")
    desk.type("r")
    dialog = dialog_of(desk)
    QApplication.processEvents()
    image = dialog.list.grab().toImage()
    box = dialog.list.visualRect(dialog.table.index(1))
    dark = [
        (x, y)
        for x in range(box.left(), box.right())
        for y in range(box.top(), box.bottom())
        if image.pixelColor(x, y).lightness() < 110
    ]
    assert len(dark) > 300
    assert dialog.layoutDirection() is (
        Qt.LayoutDirection.RightToLeft if language == "ar" else Qt.LayoutDirection.LeftToRight
    )


def test_words_that_nobody_marked_have_no_label_until_one_is_chosen(desk: Desk) -> None:
    desk.pointer.drag_over("موسكو")
    desk.type("r")
    dialog = dialog_of(desk)
    assert (dialog.apply.text(), dialog.apply.isEnabled()) == ("Choose a label", False)
    choice = dialog.findChildren(QComboBox)[0]
    choice.setCurrentIndex(choice.findData("GPE"))
    press(dialog, Key.Key_Return)
    assert desk.marked == [("موسكو", "GPE")] * 3


def test_deleting_everywhere_leaves_other_labels_alone(desk: Desk) -> None:
    desk.mark("موسكو", "GPE")
    desk.pointer.drag_over("موسكو", 1)
    desk.type("l")
    desk.pointer.click_on("موسكو")
    desk.type("r")
    dialog = dialog_of(desk)
    choice = dialog.findChildren(QComboBox)[0]
    choice.setCurrentIndex(choice.findData(""))
    assert dialog.apply.text() == "Delete 1 span"
    press(dialog, Key.Key_Return)
    assert desk.marked == [("موسكو", "LOC")]


def test_a_search_that_comes_too_late_shows_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    late: list[Callable[[list[Occurrence]], None]] = []
    monkeypatch.setattr(occurring, "run_beside", lambda *args, **_named: late.append(args[3]))
    desk.mark("رويترز", "ORG")
    desk.type("r")
    dialog = dialog_of(desk)
    here = list(desk.page.workspace.occurrences("رويترز", "article-0"))
    everywhere = list(desk.page.workspace.occurrences("رويترز"))
    dialog.look(everywhere=True)
    assert dialog.table.size == 0
    dialog.look(everywhere=False)
    late[0](everywhere)
    assert dialog.table.size == len(here) < len(everywhere)
    dialog.look(everywhere=True)
    dialog.reject()
    late[1](everywhere)
    assert dialog.table.size == 0


def test_a_cancelled_search_goes_back_to_this_article(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(occurring, "run_beside", lambda *_args, cancelled, **_named: cancelled())
    desk.mark("رويترز", "ORG")
    desk.type("r")
    dialog = dialog_of(desk)
    whole = next(button for button in dialog.findChildren(QPushButton) if button.text() == "The whole project")
    QTest.mouseClick(whole, LEFT)
    assert not whole.isChecked()
    assert dialog.table.size == 3

"""Gestures that exist twice, and what must not be lost or meant by accident."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.desktop.hands import CTRL, SHIFT, Desk

Key = Qt.Key


def test_shift_drag_takes_letters_where_the_desktop_keeps_alt_for_itself(desk: Desk) -> None:
    start, _end = desk.text_range("ترامب")
    desk.pointer.drag(start, start + 3, SHIFT)
    assert desk.in_hand == ["ترا"]


def test_ctrl_arrows_move_the_beginning_by_a_letter(desk: Desk) -> None:
    desk.pointer.drag_over("ترامب")
    desk.key(Key.Key_Left, CTRL)
    assert desk.in_hand == ["رامب"]


def test_a_note_is_kept_while_it_is_being_written(desk: Desk, qtbot: QtBot) -> None:
    span = desk.mark("ترامب", "PERS")
    desk.page.choose_span(span.uid)
    desk.act("note")
    QTest.keyClicks(desk.page.inspector._note, "half a sen")
    qtbot.waitUntil(lambda: [s.note for s in desk.spans] == ["half a sen"])
    QTest.keyClicks(desk.page.inspector._note, "tence")
    assert desk.page.inspector._note.toPlainText() == "half a sentence"


def test_a_right_click_elsewhere_lets_go_of_a_span_chosen_before(desk: Desk) -> None:
    span = desk.mark("ترامب", "PERS")
    desk.page.choose_span(span.uid)
    may_delete: list[bool] = []

    def look_and_close() -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        may_delete.extend(action.isEnabled() for action in menu.actions() if action.text() == "Delete span")
        menu.close()

    QTimer.singleShot(0, look_and_close)
    point = desk.pointer.inside(*desk.text_range("محادثة"))
    desk.view.customContextMenuRequested.emit(QPoint(round(point.x()), round(point.y())))
    assert may_delete == [False]
    assert desk.chosen is None
    assert desk.in_hand == ["محادثة"]


def test_a_label_in_hand_is_scrolled_into_sight(desk: Desk, qtbot: QtBot) -> None:
    desk.window.resize(900, 560)
    desk.type("Q")
    button = desk.page.palette_panel._buttons["SET"]
    assert button.isChecked()
    qtbot.waitUntil(lambda: not button.visibleRegion().isEmpty())


def test_the_span_and_the_label_in_hand_outlast_a_switch_of_the_language(desk: Desk) -> None:
    span = desk.mark("ترامب", "PERS")
    desk.type("G")
    desk.page.choose_span(span.uid)
    desk.act("theme")
    assert desk.chosen == "ترامب"
    assert desk.page.palette_panel.armed == "GPE"

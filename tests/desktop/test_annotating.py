"""Marking names, events and dates, by mouse and by keyboard, with all that can be done to what is marked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QMenu, QPlainTextEdit, QPushButton, QTableView, QWidget

from annotator.desktop import main_window
from annotator.edits.edit import AddArticle
from annotator.errors import BadInput
from annotator.model.annotation import Status
from annotator.model.article import Article
from annotator.model.schema import Guideline, Kind, Label, Schema
from annotator.words import LANGUAGES, Language, use
from annotator.workspace import Workspace
from tests.desktop.hands import ALT, CTRL, SHIFT, Desk, Key, Pointer, press

TEXT = "التقى الرئيس السوري أحمد الشرع، اليوم الأحد، وفداً من شركة “A&B” في دمشق (سوريا) يوم 2026/01/18."


@pytest.fixture
def small(at_desk: Callable[..., Desk]) -> Desk:
    """A window on two short Articles."""
    return at_desk(TEXT, "وصل بوتين إلى موسكو.")


def note_of(desk: Desk) -> QPlainTextEdit:
    return desk.page.inspector.findChildren(QPlainTextEdit)[0]


def label_box(desk: Desk) -> QComboBox:
    return desk.page.inspector.findChildren(QComboBox)[0]


# Marking


def test_dragging_over_a_name_and_pressing_a_key_marks_it(desk: Desk, pointer: Pointer) -> None:
    start, end = pointer.drag_over("دونالد ترامب")
    assert desk.in_hand == ["دونالد ترامب"]
    assert desk.spans == []
    desk.type("p")
    assert desk.ranges == [(start, end, "PERS")]
    assert desk.in_hand == []
    assert desk.chosen == "دونالد ترامب"


def test_a_label_in_hand_marks_every_drag_until_esc(desk: Desk, pointer: Pointer) -> None:
    desk.type("g")
    assert desk.page.palette_panel.armed == "GPE"
    pointer.drag_over("سوريا")
    pointer.drag_over("موسكو")
    assert desk.marked == [("سوريا", "GPE"), ("موسكو", "GPE")]
    assert desk.chosen is None
    desk.key(Key.Key_Escape)
    assert desk.page.palette_panel.armed is None
    pointer.drag_over("أحمد الشرع")
    assert len(desk.spans) == 2
    assert desk.in_hand == ["أحمد الشرع"]


def test_the_key_of_the_label_in_hand_lets_go_of_it_and_another_takes_its_place(desk: Desk) -> None:
    desk.type("g")
    desk.type("p")
    assert desk.page.palette_panel.armed == "PERS"
    desk.type("p")
    assert desk.page.palette_panel.armed is None


def test_a_button_of_the_palette_marks_what_is_in_hand(desk: Desk, pointer: Pointer) -> None:
    pointer.drag_over("دونالد ترامب")
    button = desk.window.findChild(QWidget, "label-PERS")
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert desk.marked == [("دونالد ترامب", "PERS")]


def test_a_button_of_the_palette_takes_its_label_in_hand(desk: Desk, pointer: Pointer) -> None:
    button = desk.window.findChild(QWidget, "label-DATE")
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert button.isChecked()  # type: ignore[attr-defined]
    pointer.drag_over("الثلاثاء")
    assert desk.marked == [("الثلاثاء", "DATE")]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not button.isChecked()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("dragged", "taken"),
    [
        ("مد الشرع، ", "أحمد الشرع"),
        ("، اليوم الأحد، ", "اليوم الأحد"),
        ("“A&B”", "A&B"),
        ("كة “A&B”", "شركة “A&B”"),
        ("مشق (سوريا) ", "دمشق (سوريا)"),
        ("(سوريا)", "سوريا"),
        ("26/01", "2026/01/18"),
    ],
)
def test_a_drag_snaps_to_words_without_the_signs_around_them(small: Desk, dragged: str, taken: str) -> None:
    small.pointer.drag_over(dragged)
    small.type("o")
    assert small.marked == [(taken, "ORG")]


def test_with_alt_a_drag_parts_a_name_from_the_letter_it_hangs_on(desk: Desk) -> None:
    start = desk.text.index("لدمشق") + 1
    desk.pointer.drag(start, start + 4, ALT)
    desk.type("g")
    assert desk.ranges == [(start, start + 4, "GPE")]


def test_a_double_click_takes_a_word(desk: Desk, pointer: Pointer) -> None:
    pointer.double_click_on("ترامب")
    assert desk.in_hand == ["ترامب"]
    desk.type("p")
    assert desk.marked == [("ترامب", "PERS")]


def test_a_double_click_with_a_label_in_hand_marks_the_word_once(desk: Desk, pointer: Pointer) -> None:
    desk.type("p")
    pointer.double_click_on("ترامب")
    pointer.double_click_on("ترامب")
    assert desk.marked == [("ترامب", "PERS")]


def test_ctrl_drag_adds_a_fragment_to_the_chosen_span(small: Desk) -> None:
    small.pointer.drag_over("الرئيس")
    small.type("p")
    small.pointer.drag_over("أحمد الشرع", modifiers=CTRL)
    (span,) = small.spans
    assert span.surface(TEXT) == "الرئيس أحمد الشرع"
    assert len(span.fragments) == 2
    assert small.chosen == "الرئيس أحمد الشرع"


def test_ctrl_drag_adds_a_fragment_to_what_is_in_hand(small: Desk) -> None:
    small.pointer.drag_over("الرئيس")
    small.pointer.drag_over("أحمد الشرع", modifiers=CTRL)
    small.pointer.drag_over("سوريا", modifiers=CTRL)
    assert small.in_hand == ["الرئيس", "أحمد الشرع", "سوريا"]
    small.type("p")
    assert [span.surface(TEXT) for span in small.spans] == ["الرئيس أحمد الشرع سوريا"]


def test_the_same_words_may_have_several_labels_but_each_only_once(small: Desk) -> None:
    for key in "ogo":
        small.pointer.drag_over("دمشق")
        small.type(key)
    assert sorted(small.marked) == [("دمشق", "GPE"), ("دمشق", "ORG")]


def test_another_label_or_a_moved_edge_does_not_mark_the_same_words_twice_either(
    small: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(main_window, "say", lambda _parent, text, **_how: told.append(text))
    small.pointer.drag_over("دمشق")
    small.type("g")
    small.pointer.drag_over("دمشق")
    small.type("og")
    assert sorted(small.marked) == [("دمشق", "GPE"), ("دمشق", "ORG")]
    assert told == ["“دمشق” is marked as GPE already."]
    chooser = small.page.inspector.findChild(QComboBox)
    assert chooser is not None
    chooser.setCurrentIndex(chooser.findData("GPE"))
    chooser.activated.emit(chooser.currentIndex())
    assert chooser.currentData() == "ORG"
    assert told == ["“دمشق” is marked as GPE already."] * 2
    small.key(Key.Key_Escape)
    small.pointer.drag(*small.text_range("دمش"), modifiers=ALT)
    small.type("g")
    small.key(Key.Key_Left, SHIFT)
    assert sorted(small.marked) == [("دمش", "GPE"), ("دمشق", "GPE"), ("دمشق", "ORG")]
    assert len(told) == 3


def test_a_drag_over_several_lines_marks_all_between(desk: Desk) -> None:
    words = "تأكيد على وحدة الأراضي السورية والتعاون ضد الإرهاب\nوقالت الرئاسة السورية"
    assert desk.text.count(words) == 1
    desk.pointer.drag_over(words)
    desk.type("s")
    assert desk.marked == [(words, "Statement")]


def test_an_article_that_runs_left_to_right_is_marked_too(at_desk: Callable[..., Desk]) -> None:
    text = "President Ahmad al-Sharaa (أحمد الشرع) met Putin in Moscow."
    desk = at_desk(text)
    for words in ("Ahmad al-Sharaa", "أحمد الشرع", "Moscow"):
        desk.pointer.drag_over(words)
        desk.type("p")
        desk.key(Key.Key_Escape)
    assert [words for words, _label in desk.marked] == ["Ahmad al-Sharaa", "أحمد الشرع", "Moscow"]
    desk.key(Key.Key_Home, CTRL)
    desk.key(Key.Key_Right)
    assert [text[a:b] for a, b in desk.view.target] == ["Ahmad"]


def test_an_article_of_one_character_can_be_marked(at_desk: Callable[..., Desk]) -> None:
    desk = at_desk("ق")
    desk.pointer.drag(0, 1, ALT)
    desk.type("p")
    assert desk.ranges == [(0, 1, "PERS")]
    desk.key(Key.Key_Delete)
    desk.key(Key.Key_Left)
    desk.type("g")
    assert desk.ranges == [(0, 1, "GPE")]


def test_an_article_of_white_space_alone_is_not_taken_in(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "blank.txt").write_text(" \n\u00a0\t", encoding="utf-8")
    with pytest.raises(BadInput):
        desk.workspace.import_files([tmp_path / "blank.txt"])


# Choosing


def test_clicks_on_overlapping_spans_go_from_the_inner_to_the_outer_and_around(small: Desk) -> None:
    small.mark("الرئيس السوري أحمد الشرع", "PERS")
    small.mark("السوري", "NORP")
    small.mark("السوري أحمد", "ORG")
    seen = []
    for _time in range(4):
        small.pointer.click_on("السوري")
        seen.append(small.chosen)
    assert seen == ["السوري", "السوري أحمد", "الرئيس السوري أحمد الشرع", "السوري"]


def test_a_click_in_the_gap_of_a_discontinuous_span_does_not_choose_it(small: Desk) -> None:
    small.pointer.drag_over("الرئيس")
    small.pointer.drag_over("أحمد", modifiers=CTRL)
    small.type("p")
    small.pointer.click_on("السوري")
    assert small.chosen is None
    small.pointer.click_on("أحمد")
    assert small.chosen == "الرئيس أحمد"


def test_tab_walks_from_span_to_span_in_reading_order_and_around(small: Desk) -> None:
    small.page.suggesting.switch()  # suggested dates are stops as well
    for words in ("دمشق", "أحمد", "الأحد"):
        small.mark(words, "GPE")
    small.key(Key.Key_Escape, times=2)
    seen = []
    for _time in range(4):
        small.key(Key.Key_Tab)
        seen.append(small.chosen)
    assert seen == ["أحمد", "الأحد", "دمشق", "أحمد"]
    small.key(Key.Key_Backtab, SHIFT)
    assert small.chosen == "دمشق"


def test_a_row_of_the_table_chooses_its_span(small: Desk) -> None:
    small.mark("أحمد", "PERS")
    small.mark("دمشق", "GPE")
    table = small.window.findChild(QTableView, "spanTable")
    assert table is not None
    point = table.visualRect(table.model().index(0, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert small.chosen == "أحمد"
    press(table, Key.Key_Down)
    assert small.chosen == "دمشق"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_row_of_the_chosen_span_is_marked_in_either_direction(
    language: Language, at_desk: Callable[..., Desk]
) -> None:
    use(language)
    desk = at_desk("التقى أحمد خالد في دمشق يوم الأحد.")
    desk.mark("أحمد", "PERS")
    desk.mark("دمشق", "GPE")
    desk.pointer.click_on("دمشق")
    table = desk.page.span_panel
    assert {index.row() for index in table.selectionModel().selectedRows()} == {1}
    assert table.currentIndex().row() == 1


def test_esc_lets_go_of_the_range_then_of_the_span_then_of_the_label(small: Desk) -> None:
    small.mark("أحمد", "PERS")
    small.key(Key.Key_Escape)
    small.type("g")
    small.pointer.click_on("أحمد")
    assert small.chosen == "أحمد"
    small.key(Key.Key_Escape)
    assert (small.chosen, small.page.palette_panel.armed) == (None, "GPE")
    small.key(Key.Key_Escape)
    assert small.page.palette_panel.armed is None


# Changing what is marked


@pytest.mark.parametrize("key", [Key.Key_Delete, Key.Key_Backspace])
def test_delete_takes_the_chosen_span_and_no_other(small: Desk, key: Qt.Key) -> None:
    for words in ("أحمد", "الأحد", "دمشق"):
        small.mark(words, "GPE")
    small.pointer.click_on("الأحد")
    small.key(key)
    assert [words for words, _label in small.marked] == ["أحمد", "دمشق"]
    assert small.chosen is None
    small.key(key)
    assert len(small.spans) == 2


def test_a_key_gives_the_chosen_span_another_label(small: Desk) -> None:
    small.mark("دمشق", "GPE")
    small.pointer.click_on("دمشق")
    small.type("l")
    assert small.marked == [("دمشق", "LOC")]
    assert small.chosen == "دمشق"


def test_the_inspector_gives_the_chosen_span_another_label(small: Desk) -> None:
    small.mark("دمشق", "GPE")
    small.pointer.click_on("دمشق")
    box = label_box(small)
    assert box.currentData() == "GPE"
    box.setFocus()
    press(box, Key.Key_Down)
    assert small.marked == [("دمشق", box.currentData())]
    assert box.currentData() != "GPE"


def test_the_inspector_deletes_the_chosen_span(small: Desk) -> None:
    small.mark("دمشق", "GPE")
    small.pointer.click_on("دمشق")
    (button,) = [one for one in small.page.inspector.findChildren(QPushButton) if one.text() == "Delete"]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert small.spans == []


def test_edges_are_nudged_letter_by_letter_and_the_span_stays_chosen(small: Desk) -> None:
    small.mark("السوري", "NORP")
    small.mark("أحمد الشرع", "PERS")
    small.mark("دمشق", "GPE")
    small.pointer.click_on("أحمد الشرع")
    small.key(Key.Key_Right, SHIFT, times=2)
    assert small.chosen == "أحمد الش"
    small.key(Key.Key_Left, SHIFT)
    assert small.chosen == "أحمد الشر"
    small.key(Key.Key_Left, SHIFT | CTRL)
    assert small.chosen == "أحمد الشرع"
    small.key(Key.Key_Left, SHIFT | ALT, times=2)
    assert small.chosen == "مد الشرع"
    small.key(Key.Key_Right, SHIFT | ALT)
    assert small.chosen == "حمد الشرع"
    assert ("حمد الشرع", "PERS") in small.marked
    assert len(small.spans) == 3


def test_an_edge_is_never_nudged_past_the_other_or_out_of_the_text(at_desk: Callable[..., Desk]) -> None:
    desk = at_desk("قال")
    desk.mark("قال", "PERS")
    desk.pointer.click_on("قال")
    desk.key(Key.Key_Left, SHIFT, times=3)
    desk.key(Key.Key_Right, SHIFT | ALT, times=3)
    assert desk.ranges == [(0, 3, "PERS")]
    desk.key(Key.Key_Right, SHIFT, times=6)
    assert desk.ranges == [(0, 1, "PERS")]


def test_nudging_never_parts_a_letter_from_its_tashkeel(at_desk: Callable[..., Desk]) -> None:
    desk = at_desk("قَالَ مُحَمَّدٌ 👨‍👩‍👧 e\u0301")
    desk.mark("مُحَمَّدٌ", "PERS")
    desk.pointer.click_on("مُحَمَّدٌ")
    seen = []
    for _time in range(3):
        desk.key(Key.Key_Right, SHIFT)
        seen.append(desk.chosen)
    assert seen == ["مُحَمَّ", "مُحَ", "مُ"]
    desk.key(Key.Key_Left, SHIFT, times=5)
    assert desk.chosen == "مُحَمَّدٌ 👨‍👩‍👧"
    desk.key(Key.Key_Left, SHIFT | ALT)
    assert desk.chosen == "حَمَّدٌ 👨‍👩‍👧"


def test_the_range_in_hand_is_nudged_too(small: Desk) -> None:
    small.pointer.drag_over("أحمد الشرع")
    small.key(Key.Key_Right, SHIFT | CTRL)
    small.key(Key.Key_Left, SHIFT | ALT)
    assert small.in_hand == ["حمد الشر"]
    small.type("p")
    assert small.marked == [("حمد الشر", "PERS")]


# Notes


def written_note(desk: Desk, note: str) -> None:
    """Write a note on the chosen Span, without leaving it."""
    desk.act("note")
    QTest.keyClicks(note_of(desk), note)


def test_a_note_is_kept_with_enter_and_the_keyboard_goes_back(small: Desk) -> None:
    small.mark("دمشق", "GPE")
    small.pointer.click_on("دمشق")
    written_note(small, "capital")
    press(note_of(small), Key.Key_Return)
    assert [span.note for span in small.spans] == ["capital"]
    assert small.view.hasFocus()


@pytest.mark.parametrize("leave", ["click", "next", "tab", "close", "language", "undo"])
def test_a_note_is_kept_however_one_leaves_it(small: Desk, leave: str) -> None:
    small.mark("دمشق", "GPE")
    small.mark("أحمد", "PERS")
    small.pointer.click_on("دمشق")
    written_note(small, "capital")
    article = small.workspace.article_uids()[0]
    match leave:
        case "click":
            small.pointer.click_on("أحمد")
        case "next":
            small.act("next")
        case "tab":
            press(note_of(small), Key.Key_Tab)
        case "close":
            small.reopen()
        case "language":
            small.act("language")
        case "undo":
            small.act("undo")
            small.act("redo")
    with Workspace.open(small.path) as other:
        notes = {span.surface(TEXT): span.note for span in other.spans(article)}
    assert notes == {"دمشق": "capital", "أحمد": ""}


def test_a_note_of_several_lines_and_odd_characters_is_shown_as_it_was_written(small: Desk) -> None:
    small.mark("دمشق", "GPE")
    small.pointer.click_on("دمشق")
    note_of(small).setPlainText("<b>أول</b>\nثان & \u202eثالث")
    small.pointer.click_on("أحمد")
    assert [span.note for span in small.spans] == ["<b>أول</b>\nثان & \u202eثالث"]
    small.pointer.click_on("دمشق")
    assert note_of(small).toPlainText() == "<b>أول</b>\nثان & \u202eثالث"


def test_a_note_is_not_written_where_nothing_was_changed(small: Desk) -> None:
    small.mark("دمشق", "GPE")
    before = len(list(small.workspace.log()))
    small.pointer.click_on("دمشق")
    small.act("note")
    small.pointer.click_on("أحمد")
    assert len(list(small.workspace.log())) == before


# The keyboard alone


def test_everything_can_be_done_from_the_keyboard_alone(small: Desk) -> None:
    small.key(Key.Key_Left, times=4)
    small.key(Key.Key_Left, SHIFT)
    assert small.in_hand == ["أحمد الشرع"]
    small.type("p")
    assert small.marked == [("أحمد الشرع", "PERS")]
    small.key(Key.Key_Escape)
    small.key(Key.Key_End)
    small.key(Key.Key_Home)
    small.key(Key.Key_Left)
    small.type("c")
    assert ("الرئيس", "OCC") in small.marked
    small.key(Key.Key_Tab)
    assert small.chosen == "أحمد الشرع"
    small.key(Key.Key_Right, SHIFT)
    assert small.chosen == "أحمد الشر"
    small.type("i")
    assert ("أحمد الشر", "NORP") in small.marked
    small.key(Key.Key_Backtab, SHIFT)
    small.key(Key.Key_Delete)
    assert [words for words, _label in small.marked] == ["أحمد الشر"]
    small.key(Key.Key_Left, times=3)
    small.key(Key.Key_Return)
    assert small.chosen == "أحمد الشر"


def test_enter_chooses_the_span_under_the_word_cursor_and_then_the_one_around(small: Desk) -> None:
    small.mark("الرئيس السوري أحمد الشرع", "PERS")
    small.mark("السوري", "NORP")
    small.key(Key.Key_Escape, times=2)
    small.key(Key.Key_Home, CTRL)
    small.key(Key.Key_Left, times=2)
    small.key(Key.Key_Return)
    assert small.chosen == "السوري"
    small.key(Key.Key_Return)
    assert small.chosen == "الرئيس السوري أحمد الشرع"


def test_a_key_marks_the_word_under_the_word_cursor(small: Desk) -> None:
    small.key(Key.Key_Left, times=2)
    small.type("c")
    assert small.marked == [("الرئيس", "OCC")]


def test_keys_mark_under_an_arabic_layout(small: Desk) -> None:
    small.pointer.drag_over("أحمد الشرع")
    small.raw_key(0x062D, "ح", code=33)  # the key of P
    small.pointer.drag_over("دمشق")
    small.raw_key(0x0644, "ل")  # the key of G, from a platform without scan codes
    assert small.marked == [("أحمد الشرع", "PERS"), ("دمشق", "GPE")]


def test_a_key_that_no_label_has_does_nothing(small: Desk) -> None:
    small.pointer.drag_over("دمشق")
    for key in "0123456789":
        if small.workspace.schema.by_key(key) is None:
            small.type(key)
    small.key(Key.Key_P, ALT)
    assert small.spans == []
    assert small.in_hand == ["دمشق"]


# Undo and redo


def test_undo_and_redo_say_in_the_menu_what_they_do(small: Desk) -> None:
    assert "دمشق" not in small.action_text("undo")
    small.mark("دمشق", "GPE")
    assert "دمشق" in small.action_text("undo")
    small.act("undo")
    assert small.spans == []
    assert "دمشق" in small.action_text("redo")
    small.act("redo")
    assert small.marked == [("دمشق", "GPE")]
    assert small.action_text("redo") == "Redo"
    assert not small.window.actions_by_name["redo"].isEnabled()


def test_each_kind_of_change_is_undone_and_made_again(small: Desk) -> None:
    small.mark("أحمد الشرع", "PERS")
    small.pointer.click_on("أحمد")
    small.type("o")
    small.key(Key.Key_Right, SHIFT)
    written_note(small, "x")
    press(note_of(small), Key.Key_Return)
    small.pointer.drag_over("دمشق", modifiers=CTRL)
    small.key(Key.Key_Delete)
    states = [[(s.surface(TEXT), s.label, s.note) for s in small.spans]]
    while small.spans or len(states) == 1:
        small.act("undo")
        states.append([(s.surface(TEXT), s.label, s.note) for s in small.spans])
    assert states == [
        [],
        [("أحمد الشر دمشق", "ORG", "x")],
        [("أحمد الشر", "ORG", "x")],
        [("أحمد الشر", "ORG", "")],
        [("أحمد الشرع", "ORG", "")],
        [("أحمد الشرع", "PERS", "")],
        [],
    ]
    for before in reversed(states[:-1]):
        small.act("redo")
        assert [(s.surface(TEXT), s.label, s.note) for s in small.spans] == before


def test_undo_goes_back_to_the_article_where_the_step_was_made(small: Desk) -> None:
    small.mark("دمشق", "GPE")
    small.act("next")
    assert small.text.startswith("وصل")
    small.act("undo")
    assert small.text == TEXT
    assert small.spans == []


def test_undo_reaches_behind_closing_and_opening(small: Desk) -> None:
    small.mark("دمشق", "GPE")
    small.mark("سوريا", "GPE")
    small.reopen()
    small.act("undo")
    assert [words for words, _label in small.marked] == ["دمشق"]
    small.reopen()
    small.act("redo")
    small.reopen()
    assert [words for words, _label in small.marked] == ["دمشق", "سوريا"]
    assert len(small.view.highlights) == 2


def test_marking_begins_an_article_and_undoing_leaves_it_new_again(small: Desk) -> None:
    uid = small.workspace.article_uids()[0]
    small.mark("دمشق", "GPE")
    assert small.workspace.status(uid)[0] is Status.IN_PROGRESS
    small.act("undo")
    assert small.workspace.status(uid)[0] is Status.NEW


# The menu under the right button


def picking(wanted: str) -> None:
    """Choose an entry of the menu that is going to open, with the keyboard."""

    def pick() -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        menu.setActiveAction(next(a for a in menu.actions() if a.text().split("\t")[0] == wanted))
        press(menu, Key.Key_Return)

    QTimer.singleShot(0, pick)


def test_the_menu_under_the_right_button_marks_and_deletes(small: Desk) -> None:
    small.pointer.drag_over("دمشق")
    picking("Country, city")
    small.view.customContextMenuRequested.emit(QPoint(5, 5))
    assert small.marked == [("دمشق", "GPE")]
    small.key(Key.Key_Escape)
    picking("Delete span")
    box = small.view.letter_rects(*small.text_range("دمشق"))[0]
    small.view.customContextMenuRequested.emit(box.center().toPoint())
    assert small.spans == []


# What others wrote


HOSTILE = '<img src=x onerror="alert(1)"><b>عنوان</b> & \u202eمقلوب\u202c\r\nسطر'


def test_a_hostile_article_is_shown_as_plain_text_everywhere(at_desk: Callable[..., Desk]) -> None:
    text = "قال <b>بوتين</b> &amp; <script>alert(1)</script> \u202eمقلوب\u202c."
    desk = at_desk(Article("hostile", HOSTILE, text, source="<i>وكالة</i>"))
    start = text.index("بوتين")
    desk.mark("بوتين", "PERS")
    assert desk.ranges == [(start, start + 5, "PERS")]
    desk.pointer.click_on("بوتين")
    note_of(desk).setPlainText("<h1>ملاحظة</h1>")
    desk.key(Key.Key_Escape)
    articles = desk.page.articles.list.model()
    shown = articles.index(0, 0).data()
    assert "<b>عنوان</b>" in shown
    assert not {"\u202e", "\r", "\n"} & set(shown)
    tip = articles.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;img" in tip
    assert "<img" not in tip
    table = desk.page.span_panel.model()
    assert table.index(0, 2).data() == "<h1>ملاحظة</h1>"
    assert "<h1>" not in table.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    desk.action_text("undo")
    title = desk.window.windowTitle()
    assert "\u202e" not in title
    assert "<b>" in title
    for label in desk.window.findChildren(QLabel):
        assert "<" not in label.text() or label.textFormat() is Qt.TextFormat.PlainText
    for action in desk.window.findChildren(type(desk.window.actions_by_name["undo"])):
        assert "<h1>" not in action.toolTip()


def test_hostile_labels_are_shown_as_plain_text(at_desk: Callable[..., Desk], tmp_path: Path) -> None:
    title = '<b>شخص</b>\u202e & "x"'
    person = Label("P", Kind.ENTITY, "#336699", "P", {"en": title}, Guideline({"en": title}))
    schema = Schema("odd", {"en": "Odd"}, (person,))
    path = tmp_path / "odd.hashiya"
    with Workspace.create(path, schema=schema, annotator="<u>x</u>") as workspace:
        workspace.do(AddArticle(Article("a", "خبر", TEXT)))
    desk = at_desk(path=path)
    desk.mark("دمشق", "P")
    desk.pointer.click_on("دمشق")
    assert desk.marked == [("دمشق", "P")]
    for widget in desk.window.findChildren(QWidget):
        assert "<b>شخص" not in widget.toolTip()
    for label in desk.window.findChildren(QLabel):
        assert "<" not in label.text() or label.textFormat() is Qt.TextFormat.PlainText

"""Dates in the window: dashed Suggestions, their values in the inspector, keys, calendars, the publication date."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from annotator.desktop.dialogs.day import DayDialog
from annotator.model.article import Article
from annotator.model.schema import Kind, Label
from annotator.workspace import Workspace
from tests.desktop.dating_hands import NEWS, SECOND, found, proposed, suggested, told, values, write
from tests.desktop.hands import Desk
from tests.desktop.test_annotating import picking
from tests.helpers.builders import put_article, small_schema

Key = Qt.Key


@pytest.fixture
def news(at_desk: Callable[..., Desk], qtbot: QtBot) -> Desk:
    """A window on an article with three dates, which are found."""
    return found(at_desk(NEWS, SECOND), qtbot, 3)


# Suggestions


def test_dates_are_found_after_the_article_is_shown_and_nothing_is_marked(news: Desk) -> None:
    assert proposed(news) == ["غداً الأربعاء", "3 مارس 2025", "الخميس"]
    assert news.spans == []


def test_the_next_article_does_not_wait_for_its_dates(news: Desk, qtbot: QtBot) -> None:
    news.page.step(1)
    assert news.view.suggestions == ()
    found(news, qtbot, 1)
    assert proposed(news) == ["أمس"]


def test_a_click_chooses_a_suggestion_and_enter_accepts_it_with_its_value(news: Desk, qtbot: QtBot) -> None:
    news.pointer.click_on("غداً الأربعاء")
    assert suggested(news) == "غداً الأربعاء"
    assert news.view.selected is None
    assert "Wednesday 28 January 2026" in told(news, qtbot)
    news.key(Key.Key_Return)
    assert values(news) == [("غداً الأربعاء", "DATE", "2026-01-28")]
    assert news.chosen == "غداً الأربعاء"
    assert "غداً الأربعاء" not in proposed(news)
    news.page.undoing.undo()
    found(news, qtbot, 3)
    assert news.spans == []


def test_tab_walks_over_spans_and_suggestions_and_keys_decide(news: Desk, qtbot: QtBot) -> None:
    news.mark("دمشق", "GPE")
    found(news, qtbot, 3)
    walked = []
    for _time in range(4):
        news.key(Key.Key_Tab)
        walked.append(suggested(news) or news.chosen)
    assert walked == ["غداً الأربعاء", "دمشق", "3 مارس 2025", "الخميس"]
    news.key(Key.Key_Delete)
    assert proposed(news) == ["غداً الأربعاء", "3 مارس 2025"]
    news.key(Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert suggested(news) == "3 مارس 2025"
    news.key(Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert values(news)[1:] == [("3 مارس 2025", "DATE", "2025-03-03")]


def test_escape_lets_go_of_a_suggestion_that_stays(news: Desk) -> None:
    news.key(Key.Key_Tab)
    first = suggested(news)
    before = len(news.view.suggestions)
    news.key(Key.Key_Escape)
    assert suggested(news) is None
    assert len(news.view.suggestions) == before
    news.key(Key.Key_Tab)
    assert suggested(news) == first


def test_delete_dismisses_and_tab_goes_on_from_there(news: Desk, qtbot: QtBot) -> None:
    news.key(Key.Key_Tab)
    news.key(Key.Key_Delete)
    assert suggested(news) is None
    news.key(Key.Key_Tab)
    assert suggested(news) == "3 مارس 2025"
    news.reopen()
    found(news, qtbot, 2)
    news.act("propose_again")
    found(news, qtbot, 3)


@pytest.mark.parametrize(
    ("entry", "marked"), [("Accept suggestion", [("3 مارس 2025", "DATE")]), ("Dismiss suggestion", [])]
)
def test_the_right_button_decides_over_a_suggestion(news: Desk, entry: str, marked: list[tuple[str, str]]) -> None:
    picking(entry)
    box = news.view.letter_rects(*news.text_range("3 مارس 2025"))[0]
    news.view.customContextMenuRequested.emit(box.center().toPoint())
    assert news.marked == marked
    assert "3 مارس 2025" not in proposed(news)


def test_all_that_is_certain_is_accepted_at_once_and_undone_at_once(news: Desk, qtbot: QtBot) -> None:
    news.act("accept_certain")
    assert [text for text, _kind, _value in values(news)] == ["غداً الأربعاء", "3 مارس 2025"]
    assert proposed(news) == ["الخميس"]
    news.act("undo")
    assert news.spans == []
    found(news, qtbot, 3)


def test_suggestions_can_be_hidden_and_the_project_remembers_it(news: Desk, qtbot: QtBot) -> None:
    news.act("suggestions")
    assert proposed(news) == []
    news.reopen()
    news.page.suggesting.seeking.seek()
    assert proposed(news) == []
    news.act("suggestions")
    found(news, qtbot, 3)


def test_the_key_of_another_label_marks_the_words_of_a_suggestion(news: Desk) -> None:
    news.pointer.click_on("الخميس")
    news.type("p")
    assert news.marked == [("الخميس", "PERS")]


def test_a_suggestion_is_a_dashed_line_without_a_ground(news: Desk, qtbot: QtBot) -> None:
    start, end = news.text_range("3 مارس 2025")
    box = news.view.letter_rects(start, end)[0].toAlignedRect()
    with_it = news.view.viewport().grab().toImage()
    news.act("suggestions")
    qtbot.waitUntil(lambda: news.view.suggestions == ())
    without = news.view.viewport().grab().toImage()
    assert with_it.copy(box) == without.copy(box)
    below = box.translated(0, box.height())
    assert with_it.copy(below) != without.copy(below)
    lines = {
        y: sum(with_it.pixel(x, y) != without.pixel(x, y) for x in range(below.left(), below.right()))
        for y in range(below.top(), below.bottom())
    }
    assert 0.3 < max(lines.values()) / below.width() < 0.9  # gaps between the dashes


# Values in the inspector


def test_a_date_drawn_by_hand_has_its_value_at_once_in_words_and_in_both_calendars(news: Desk, qtbot: QtBot) -> None:
    news.pointer.drag_over("غداً الأربعاء")
    news.type("d")
    assert values(news) == [("غداً الأربعاء", "DATE", "2026-01-28")]
    shown = told(news, qtbot)
    assert "\u20662026-01-28\u2069" in shown
    assert "Wednesday 28 January 2026" in shown
    assert "Wednesday 9 Shaban 1447 AH" in shown
    assert "certain" in shown


def test_a_name_has_no_date_section(news: Desk, qtbot: QtBot) -> None:
    news.pointer.drag_over("دمشق")
    news.type("g")
    qtbot.waitUntil(lambda: not news.page.dates._telling.isActive())
    assert news.page.inspector.dating.isHidden()


def test_a_bare_weekday_asks_to_be_checked_and_offers_the_other_days_on_keys(news: Desk, qtbot: QtBot) -> None:
    news.pointer.click_on("الخميس")
    shown = told(news, qtbot)
    assert "please check" in shown
    assert news.page.inspector.dating.alternatives_shown >= 1
    wanted = news.view.suggested
    assert wanted is not None
    other = wanted.alternatives[0].value
    assert other in shown
    assert wanted.alternatives[0].reason in shown
    news.type("1")
    assert values(news) == [("الخميس", "DATE", other)]
    (row,) = list(news.workspace.corrections()) or [None]
    if other != wanted.value:
        assert row is not None
        assert (row.value, row.proposed) == (other, wanted.value)
    news.page.undoing.undo()
    assert news.spans == []


def test_the_keys_act_on_a_span_too_and_one_undo_puts_its_value_back(news: Desk, qtbot: QtBot) -> None:
    news.pointer.drag_over("الخميس")
    news.type("d")
    before = values(news)
    told(news, qtbot)
    other = news.workspace.proposal("news", news.spans[0])
    assert other is not None
    number = next(i for i, one in enumerate(other.alternatives) if one.value != before[0][2])
    news.type(str(number + 1))
    assert values(news)[0][2] == other.alternatives[number].value
    assert "confirmed" in told(news, qtbot)
    news.page.undoing.undo()
    assert values(news) == before


def test_without_alternatives_the_digits_stay_with_the_labels(news: Desk, qtbot: QtBot) -> None:
    news.pointer.click_on("غداً الأربعاء")
    told(news, qtbot)
    if news.page.inspector.dating.alternatives_shown == 0:
        assert not news.page.dates.take_key("1")


def test_digits_that_are_keys_of_labels_choose_a_value_while_a_date_is_chosen(
    at_desk: Callable[..., Desk], tmp_path: Path, qtbot: QtBot
) -> None:
    schema = small_schema()
    labels = (*schema.labels[:3], replace(schema.labels[3], key="D"), Label("ORG", Kind.ENTITY, "#555555", "1"))
    with Workspace.create(tmp_path / "own.hashiya", schema=replace(schema, labels=labels), annotator="ليلى") as made:
        put_article(made, NEWS)
    desk = found(at_desk(path=tmp_path / "own.hashiya"), qtbot, 3)
    desk.pointer.click_on("الخميس")
    assert "the keys 1 to 3 choose its value and not a label" in told(desk, qtbot)
    desk.type("1")
    assert [label for _words, label in desk.marked] == ["DATE"]
    desk.pointer.double_click_on("دمشق")
    desk.type("1")
    assert ("دمشق", "ORG") in desk.marked


def test_a_hijri_date_says_that_the_text_counts_so(at_desk: Callable[..., Desk], qtbot: QtBot) -> None:
    desk = found(at_desk(Article("n", "هجري", "صدر الأمر في 15 رمضان 1447 هـ.", published="2026-03-10")), qtbot, 1)
    desk.key(Key.Key_Tab)
    shown = told(desk, qtbot)
    assert "\u20662026-03-04\u2069" in shown
    assert "Hijri, as in the text: \u2068Wednesday 15 Ramadan 1447 AH" in shown


def test_the_value_box_takes_arabic_and_echoes_what_it_understands(news: Desk, qtbot: QtBot) -> None:
    news.pointer.drag_over("الخميس")
    news.type("d")
    told(news, qtbot)
    box = news.page.inspector.dating.box
    box.setFocus()
    box.selectAll()
    write(box, "غداً")
    assert "2026-01-28" in told(news, qtbot)
    assert "Wednesday 28 January 2026" in told(news, qtbot)
    QTest.keyClick(box, Key.Key_Return)
    assert values(news) == [("الخميس", "DATE", "2026-01-28")]
    assert news.view.hasFocus()


@pytest.mark.parametrize(("typed", "value"), [("2026-01-29", ("DATE", "2026-01-29")), ("P3M", ("DURATION", "P3M"))])
def test_the_value_box_takes_iso_and_timex3(news: Desk, qtbot: QtBot, typed: str, value: tuple[str, str]) -> None:
    news.pointer.drag_over("الخميس")
    news.type("d")
    told(news, qtbot)
    box = news.page.inspector.dating.box
    box.selectAll()
    write(box, typed)
    QTest.keyClick(box, Key.Key_Return)
    assert values(news) == [("الخميس", *value)]


def test_what_cannot_be_read_stays_in_the_box_with_the_reason(news: Desk, qtbot: QtBot) -> None:
    news.pointer.click_on("3 مارس 2025")
    told(news, qtbot)
    box = news.page.inspector.dating.box
    box.selectAll()
    write(box, "2025-02-30")
    QTest.keyClick(box, Key.Key_Return)
    assert "There is no day 2025-02-30" in told(news, qtbot)
    assert news.spans == []
    QTest.keyClick(box, Key.Key_Escape)
    assert box.text() == "2025-03-03"


def test_an_empty_box_takes_the_value_away(news: Desk, qtbot: QtBot) -> None:
    news.pointer.drag_over("3 مارس 2025")
    news.type("d")
    told(news, qtbot)
    box = news.page.inspector.dating.box
    box.clear()
    QTest.keyClick(box, Key.Key_Return)
    assert values(news) == [("3 مارس 2025", "DATE", "")]
    assert "no value" in told(news, qtbot)


def test_what_is_wrong_in_the_text_is_flagged(at_desk: Callable[..., Desk], qtbot: QtBot) -> None:
    desk = found(at_desk(Article("n", "خطأ", "وقع ذلك في 31 نيسان 2025.", published="2026-01-27")), qtbot, 1)
    desk.key(Key.Key_Tab)
    assert "⚑" in told(desk, qtbot)
    desk.act("accept_certain")
    assert desk.spans == []


def test_a_publication_date_can_be_taken_away_again(news: Desk) -> None:
    assert proposed(news)[0] == "غداً الأربعاء"
    news.act("published")
    dialog = news.window.findChild(DayDialog)
    assert dialog is not None
    button = next(button for button in dialog.findChildren(QPushButton) if button.text() == "Not known")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert news.page.article is not None
    assert news.page.article.published == ""
    news.act("undo")
    assert news.page.article.published

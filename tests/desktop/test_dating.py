"""Dates in the window: dashed Suggestions, their values in the inspector, keys, calendars, the publication date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QDate, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCalendarWidget, QLabel, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from annotator.desktop.dialogs.day import DayDialog
from annotator.desktop.panels.hijri_month import HijriMonth
from annotator.model.article import Article
from annotator.workspace import Workspace
from tests.desktop.hands import Desk

Key = Qt.Key
TEXT = "يصل الوفد غداً الأربعاء إلى دمشق.\nوقّع الطرفان الاتفاق في 3 مارس 2025.\nأعلن الوزير ذلك الخميس."
NEWS = Article("news", "وفد", TEXT, published="2026-01-27")
SECOND = Article("second", "آخر", "عاد الوفد أمس إلى بيروت.", published="2026-01-27")


@pytest.fixture
def news(at_desk: Callable[..., Desk], qtbot: QtBot) -> Desk:
    """A window on an article with three dates, which are found."""
    return found(at_desk(NEWS, SECOND), qtbot, 3)


def found(desk: Desk, qtbot: QtBot, count: int) -> Desk:
    qtbot.waitUntil(lambda: len(desk.view.suggestions) == count)
    return desk


def proposed(desk: Desk) -> list[str]:
    return [desk.text[one.start : one.end] for one in desk.view.suggestions]


def suggested(desk: Desk) -> str | None:
    one = desk.view.suggested
    return desk.text[one.start : one.end] if one else None


def told(desk: Desk, qtbot: QtBot) -> str:
    """All that the inspector says of the chosen date."""
    section = desk.page.inspector.dating
    qtbot.waitUntil(lambda: not section.isHidden() and not desk.page.dates._telling.isActive())
    parts: list[QWidget] = [*section.findChildren(QLabel), *section.findChildren(QPushButton)]
    return "\n".join(part.text() for part in parts if isinstance(part, QLabel | QPushButton) and not part.isHidden())


def values(desk: Desk) -> list[tuple[str, str, str]]:
    return [(span.surface(desk.text), span.type, span.value) for span in desk.spans]


def write(box: QWidget, text: str) -> None:
    """Type into a field, in any script, as a platform sends it."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(box, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


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
    news.page.undo()
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


def test_escape_dismisses_and_tab_goes_on_from_there(news: Desk, qtbot: QtBot) -> None:
    news.key(Key.Key_Tab)
    news.key(Key.Key_Escape)
    assert suggested(news) is None
    news.key(Key.Key_Tab)
    assert suggested(news) == "3 مارس 2025"
    news.reopen()
    found(news, qtbot, 2)
    news.act("propose_again")
    assert len(proposed(news)) == 3


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
    news.page.dates.look()
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
    news.page.undo()
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
    news.page.undo()
    assert values(news) == before


def test_without_alternatives_the_digits_stay_with_the_labels(news: Desk, qtbot: QtBot) -> None:
    news.pointer.click_on("غداً الأربعاء")
    told(news, qtbot)
    if news.page.inspector.dating.alternatives_shown == 0:
        assert not news.page.dates.take_key("1")


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


# Choosing a day


def day_dialog(desk: Desk) -> DayDialog:
    (dialog,) = [one for one in desk.page.findChildren(DayDialog) if one.isVisible()]
    return dialog


def test_a_day_of_the_hijri_calendar_becomes_the_value(news: Desk, qtbot: QtBot) -> None:
    news.pointer.drag_over("غداً الأربعاء")
    news.type("d")
    told(news, qtbot)
    pick = news.page.inspector.dating.findChild(QToolButton, "datePick")
    assert pick is not None
    QTest.mouseClick(pick, Qt.MouseButton.LeftButton)
    dialog = day_dialog(news)
    assert dialog.day == date(2026, 1, 28)
    grid = dialog.hijri.grid
    (cell,) = grid.findItems("15", Qt.MatchFlag.MatchExactly)
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=grid.visualItemRect(cell).center())
    assert dialog.day == date(2026, 2, 3)  # 15 Shaban 1447
    assert dialog.gregorian.selectedDate() == QDate(2026, 2, 3)
    dialog.accept()
    assert values(news) == [("غداً الأربعاء", "DATE", "2026-02-03")]


def test_a_time_keeps_its_hour_on_another_day(at_desk: Callable[..., Desk], qtbot: QtBot) -> None:
    desk = at_desk(Article("n", "وقت", "وصل مساء الثلاثاء إلى دمشق.", published="2026-01-27"))
    found(desk, qtbot, 1)
    desk.key(Key.Key_Tab)
    told(desk, qtbot)
    desk.page.inspector.dating.pick_asked.emit()
    dialog = day_dialog(desk)
    dialog.show_day(date(2026, 2, 3))
    dialog.accept()
    assert values(desk) == [("مساء الثلاثاء", "TIME", "2026-02-03TEV")]


def test_the_hijri_month_steps_and_starts_its_weeks_where_the_project_does(qtbot: QtBot) -> None:
    month = HijriMonth(5)
    qtbot.addWidget(month)
    chosen: list[date] = []
    month.day_chosen.connect(chosen.append)
    month.day_chosen.connect(month.show_day)
    month.show_day(date(2026, 1, 28))
    first_week = [item.text() if (item := month.grid.item(0, column)) else None for column in range(7)]
    assert first_week == ["", "", "", "1", "2", "3", "4"]  # from Saturday on; 1 Shaban 1447 was a Tuesday
    month.step(1)
    assert chosen == [date(2026, 2, 26)]  # 9 Ramadan 1447
    month.step(-1)
    assert chosen[-1] == date(2026, 1, 28)


# The publication date


@pytest.fixture
def undated(at_desk: Callable[..., Desk], qtbot: QtBot) -> Desk:
    return found(at_desk(Article("news", "وفد", "يصل الوفد غداً إلى دمشق في 3 مارس 2026.")), qtbot, 2)


def test_an_article_without_a_date_asks_for_it_and_proposes_nothing_relative(undated: Desk, qtbot: QtBot) -> None:
    ask = undated.page.header.findChild(QToolButton, "undated")
    assert ask is not None
    assert ask.isVisible()
    assert [one.value for one in undated.view.suggestions if one.value] == ["2026-03-03"]
    QTest.mouseClick(ask, Qt.MouseButton.LeftButton)
    dialog = day_dialog(undated)
    calendar = dialog.findChild(QCalendarWidget)
    assert calendar is not None
    calendar.setSelectedDate(QDate(2026, 1, 27))
    dialog.accept()
    assert not ask.isVisible()
    qtbot.waitUntil(lambda: [one.value for one in undated.view.suggestions] == ["2026-01-28", "2026-03-03"])
    with Workspace.open(undated.path) as other:
        assert other.article("news").published == "2026-01-27"
    undated.act("undo")
    assert ask.isVisible()


def test_a_dated_article_does_not_ask(news: Desk) -> None:
    ask = news.page.header.findChild(QToolButton, "undated")
    assert ask is not None
    assert not ask.isVisible()
    news.act("published")
    assert day_dialog(news).day == date(2026, 1, 27)

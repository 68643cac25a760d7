"""A day from two calendars, and the publication date, in the window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCalendarWidget, QInputDialog, QTableView, QToolButton
from pytestqt.qtbot import QtBot

from annotator import words
from annotator.desktop.dialogs.day import DayDialog
from annotator.desktop.panels.hijri_month import HijriMonth
from annotator.model.article import Article
from annotator.words import Language
from annotator.workspace import Workspace
from tests.desktop.dating_hands import NEWS, SECOND, found, told, values
from tests.desktop.hands import Desk

Key = Qt.Key


@pytest.fixture
def news(at_desk: Callable[..., Desk], qtbot: QtBot) -> Desk:
    """A window on an article with three dates, which are found."""
    return found(at_desk(NEWS, SECOND), qtbot, 3)


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


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_both_calendars_are_of_one_width_and_show_the_names_of_the_days_whole(qtbot: QtBot, language: Language) -> None:
    words.use(language)
    dialog = DayDialog("words", date(2026, 1, 28), 5)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.width() <= 900
    assert abs(dialog.gregorian.width() - dialog.hijri.width()) <= 2
    days = dialog.gregorian.findChild(QTableView)
    assert days is not None
    for column in range(7):
        told = days.model().index(0, days.horizontalHeader().logicalIndex(column)).data()
        assert days.fontMetrics().horizontalAdvance(told) < days.columnWidth(column)


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


def test_the_first_day_of_the_week_is_chosen_in_a_dialog(news: Desk) -> None:
    news.act("week")
    (dialog,) = news.page.findChildren(QInputDialog)
    assert dialog.textValue() == "Saturday"
    dialog.setTextValue("Monday")
    dialog.accept()
    assert news.workspace.week_starts == 0

"""Suggestions in the window: shown by how sure they are, decided for a group at once, offered after a mark by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QTimer
from PySide6.QtGui import QHelpEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QToolTip
from pytestqt.qtbot import QtBot

from annotator import words
from annotator.desktop.pages import seeking
from annotator.desktop.pages.seeking import RESTED
from annotator.desktop.text.dashed import STROKES
from annotator.model.annotation import Status
from annotator.model.schema import Kind, Label
from annotator.workspace import Proposed, Suggestion, Workspace
from tests.desktop.hands import CTRL, LEFT, SHIFT, Desk, Key
from tests.desktop.suggesting_hands import CITY, OTHER, POET, TEXT, grouped, places, taught, verdicts
from tests.desktop.test_annotating import picking


@pytest.fixture
def news(at_desk: Callable[..., Desk], tmp_path: Path, qtbot: QtBot) -> Desk:
    """A window on an article in which two names stand that were marked before: the poet and the city, thrice and
    twice, and one that was not."""
    desk = at_desk(path=taught(tmp_path / "news.hashiya"))
    qtbot.waitUntil(lambda: len(places(desk)) == 5)
    return desk


def told(desk: Desk) -> str:
    """What the inspector says of the chosen Suggestion."""
    shown = desk.page.inspector.suggestion.findChildren(QLabel)
    return "\n".join(line.text() for line in shown if not line.isHidden()).replace("\u2068", "").replace("\u2069", "")


def hint(desk: Desk) -> str:
    QApplication.processEvents()
    return "\n".join(line.text() for line in desk.window.status_line.findChildren(QLabel) if not line.isHidden())


def chosen(desk: Desk) -> str | None:
    one = desk.view.suggested
    return desk.text[one.start : one.end] if one else None


def rested(desk: Desk, qtbot: QtBot) -> None:
    """Wait until what is proposed is shown as it is now."""
    seeking = desk.page.suggesting.seeking
    qtbot.waitUntil(lambda: not seeking._resting.isActive() and seeking._job is None)


# What is shown


def test_names_that_were_marked_before_are_proposed_and_nothing_is_marked(news: Desk) -> None:
    assert places(news) == [(POET, "PERS"), (CITY, "GPE"), (POET, "PERS"), (CITY, "GPE"), (POET, "PERS")]
    assert news.spans == []


def test_choosing_one_chooses_its_group_and_tells_how_many(news: Desk) -> None:
    news.pointer.click_on(POET, 1)
    assert chosen(news) == POET
    assert grouped(news) == [POET] * 3
    assert "3 places in this article" in told(news)
    assert "3 places: Enter accepts, X dismisses all; with Shift only this one" in hint(news)
    news.key(Key.Key_Escape)
    assert grouped(news) == []
    assert "Enter accepts" not in hint(news)


def test_the_line_at_the_bottom_runs_with_the_interface_though_it_begins_with_a_key(news: Desk) -> None:
    words.use("ar")
    try:
        news.pointer.click_on(OTHER)
        news.page.suggesting.chosen.emit(next(one.key for one in news.view.suggestions if one.type))
        assert news.page.suggesting.hint.startswith("Enter")
        news.window.status_line.show_page(news.page)
        assert f"\u200f{news.page.suggesting.hint}" in hint(news).splitlines()
    finally:
        words.use("en")


def test_the_inspector_says_who_proposes_it_why_and_how_sure_that_is(news: Desk) -> None:
    news.pointer.click_on(POET)
    assert "memory (marked so: 3 of 3)" in told(news)
    assert "likely (88%)" in told(news)


def test_who_agrees_is_told(news: Desk, qtbot: QtBot) -> None:
    news.mark(POET, "PERS")
    rested(news, qtbot)
    news.pointer.click_on(POET, 1)
    assert "Also proposed by: the same name here" in told(news)
    assert "certain" in told(news)


def test_the_tooltip_says_it_too(news: Desk, qtbot: QtBot) -> None:
    at = news.pointer.inside(*news.text_range(POET)).toPoint()
    QApplication.sendEvent(
        news.view.viewport(), QHelpEvent(QEvent.Type.ToolTip, at, news.view.viewport().mapToGlobal(at))
    )
    qtbot.waitUntil(lambda: "marked so: 3 of 3" in QToolTip.text())
    QToolTip.hideText()


def test_each_step_of_confidence_has_dashes_of_its_own(news: Desk) -> None:
    start, end = news.text_range("تحدث محمود درويش عن رام الله")
    lines: list[list[bool]] = []
    for confidence in (0.95, 0.85, 0.72):
        one = Suggestion("PERS", start, end, confidence=confidence, origin="memory")
        news.view.show_suggestions(Proposed((one,), ((one,),)))
        lines.append(_underline(news, start, end))
    runs = [sum(here and not before for before, here in pairwise(line)) for line in lines]
    inked = [sum(line) / len(line) for line in lines]
    assert inked[0] > inked[1] + 0.1 > inked[2] + 0.2
    assert all(run > 5 for run in runs)  # dashes, none of them a whole line
    assert len({stroke.pattern for stroke in STROKES.values()}) == 3


def _underline(desk: Desk, start: int, end: int) -> list[bool]:
    """Which pixels of the line beneath a range are inked."""
    box = desk.view.letter_rects(start, end)[0].toAlignedRect()
    with_it: QImage = desk.view.viewport().grab().toImage()
    shown = Proposed(desk.view.suggestions, desk.view.groups)
    desk.view.show_suggestions(Proposed())
    without = desk.view.viewport().grab().toImage()
    desk.view.show_suggestions(shown)
    rows = [
        [with_it.pixel(x, y) != without.pixel(x, y) for x in range(box.left() + 2, box.right() - 2)]
        for y in range(box.bottom(), box.bottom() + 5)
    ]
    return max(rows, key=sum)


# One decision


def test_an_article_is_looked_into_at_once_but_not_between_two_steps_in_a_hurry(
    at_desk: Callable[..., Desk], tmp_path: Path
) -> None:
    desk = at_desk(path=taught(tmp_path / "three.hashiya", TEXT, TEXT + ".", TEXT + ".."))
    resting = desk.page.suggesting.seeking._resting
    desk.page.suggesting.seeking._opened.invalidate()  # as after a while
    desk.page.step(1)
    assert resting.interval() < RESTED
    desk.page.step(1)
    assert resting.interval() == RESTED


def test_the_search_waits_from_when_the_article_was_painted_however_long_that_took(
    at_desk: Callable[..., Desk], tmp_path: Path, qtbot: QtBot
) -> None:
    desk = at_desk(path=taught(tmp_path / "two.hashiya", TEXT, TEXT + "."))
    search = desk.page.suggesting.seeking
    desk.page.step(1)
    qtbot.waitUntil(lambda: search._resting.remainingTime() < search._resting.interval() - 20)
    search._painted.timeout.emit()
    assert search._resting.remainingTime() > search._resting.interval() - 20


def test_what_is_proposed_in_the_next_article_is_there_as_soon_as_it_is_painted(
    at_desk: Callable[..., Desk], tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = at_desk(path=taught(tmp_path / "two.hashiya", TEXT, TEXT + " انتهى."))
    workspace, pause = desk.workspace, desk.page.suggesting.seeking._resting
    qtbot.waitUntil(lambda: workspace.was_asked_about("a1"))
    for name in ("_BREATH", "RESTED"):
        monkeypatch.setattr(seeking, name, 3_600_000)
    desk.page.finishing.set_status(Status.DONE)  # which teaches something, and goes on to the next one
    qtbot.waitUntil(lambda: desk.page.article is not None and desk.page.article.uid == "a1")
    qtbot.waitUntil(lambda: bool(places(desk)))
    assert pause.isActive(), "nobody has asked about it since it was opened"
    assert (POET, "PERS") in places(desk)


def test_enter_accepts_the_whole_group_and_one_undo_takes_it_back(news: Desk, qtbot: QtBot) -> None:
    news.pointer.click_on(POET, 1)
    news.key(Key.Key_Return)
    assert news.marked == [(POET, "PERS")] * 3
    assert {span.origin for span in news.spans} == {"memory"}
    assert news.chosen == POET
    assert places(news) == [(CITY, "GPE")] * 2
    news.act("undo")
    assert news.marked == []
    qtbot.waitUntil(lambda: len(places(news)) == 5)


def test_x_rejects_the_whole_group_and_it_is_not_proposed_again(news: Desk, qtbot: QtBot) -> None:
    news.pointer.click_on(CITY)
    news.type("x")
    assert places(news) == [(POET, "PERS")] * 3
    assert [outcome for _words, _label, outcome, _seconds in verdicts(news)] == ["rejected"] * 2
    news.reopen()
    qtbot.waitUntil(lambda: len(places(news)) == 3)
    assert news.spans == []


def test_undo_takes_a_rejection_back_and_not_what_was_marked_before_it(news: Desk, qtbot: QtBot) -> None:
    news.pointer.click_on(CITY)
    news.key(Key.Key_Return)
    news.pointer.click_on(POET, 1)
    news.key(Key.Key_X)
    assert places(news) == []
    news.key(Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: places(news) == [(POET, "PERS")] * 3)
    assert [words for words, _label, _outcome, _seconds in verdicts(news)] == [CITY] * 2
    news.key(Key.Key_Z, CTRL | SHIFT)
    qtbot.waitUntil(lambda: places(news) == [])
    assert len(verdicts(news)) == 5


@pytest.mark.parametrize("decide", [Key.Key_X, Key.Key_Return], ids=["X", "Enter"])
def test_a_decision_that_was_undone_is_asked_again_at_once(news: Desk, qtbot: QtBot, decide: Key) -> None:
    news.pointer.click_on(CITY)
    news.key(decide)
    assert chosen(news) is None
    news.key(Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: chosen(news) == CITY)
    assert grouped(news) == [CITY] * 2
    news.key(Key.Key_Return)
    assert news.marked == [(CITY, "GPE")] * 2


def test_undoing_something_else_chooses_nothing(news: Desk, qtbot: QtBot) -> None:
    news.pointer.click_on(CITY)
    news.key(Key.Key_X)
    news.pointer.drag_over(OTHER)
    news.type("p")
    news.key(Key.Key_Z, CTRL)
    rested(news, qtbot)
    assert chosen(news) is None


def test_delete_rejects_the_whole_group(news: Desk) -> None:
    news.pointer.click_on(CITY)
    news.key(Key.Key_Delete)
    assert places(news) == [(POET, "PERS")] * 3


def test_the_key_of_a_label_relabels_the_whole_group(news: Desk) -> None:
    news.pointer.click_on(CITY)
    news.type("o")
    assert news.marked == [(CITY, "ORG")] * 2
    assert [outcome for _words, _label, outcome, _seconds in verdicts(news)] == ["relabelled"] * 2
    news.act("undo")
    assert news.marked == []


def test_the_palette_relabels_the_whole_group(news: Desk) -> None:
    news.pointer.click_on(CITY)
    news.page.palette_panel.label_pressed.emit("ORG")
    assert news.marked == [(CITY, "ORG")] * 2


@pytest.mark.parametrize(
    ("decide", "marked", "left"),
    [
        (lambda desk: desk.key(Key.Key_Return, SHIFT), [(CITY, "GPE")], 1),
        (lambda desk: desk.key(Key.Key_X, SHIFT), [], 1),
        (lambda desk: desk.key(Key.Key_Delete, SHIFT), [], 1),
        (lambda desk: desk.key(Key.Key_O, SHIFT), [(CITY, "ORG")], 1),
    ],
    ids=["Enter", "X", "Delete", "a label's key"],
)
def test_with_shift_each_of_them_concerns_one_alone(
    news: Desk, decide: Callable[[Desk], None], marked: list[tuple[str, str]], left: int
) -> None:
    news.pointer.click_on(CITY, 1)
    decide(news)
    assert news.marked == marked
    assert places(news).count((CITY, "GPE")) == left
    if marked:
        assert news.ranges[0][:2] == news.text_range(CITY, 1)


def test_a_label_that_has_the_key_x_keeps_it(at_desk: Callable[..., Desk], tmp_path: Path, qtbot: QtBot) -> None:
    path = taught(tmp_path / "own.hashiya")
    with Workspace.open(path) as workspace:
        schema = workspace.schema
        workspace.change_schema(replace(schema, labels=(*schema.labels, Label("FAC2", Kind.ENTITY, "#555555", "X"))))
    desk = at_desk(path=path)
    qtbot.waitUntil(lambda: len(places(desk)) == 5)
    desk.pointer.click_on(CITY)
    assert "Delete dismisses" in hint(desk)
    desk.type("x")
    assert desk.marked == [(CITY, "FAC2")] * 2


def test_tab_goes_on_to_the_next_group_that_is_not_decided(news: Desk) -> None:
    news.page.suggesting.accept_certain()
    news.key(Key.Key_Tab)
    first = chosen(news)
    assert first == POET
    news.key(Key.Key_Return)  # three places: none of them is a stop
    news.key(Key.Key_Tab)
    assert chosen(news) == CITY
    assert news.view.suggested is not None
    assert news.view.suggested.start == news.text_range(CITY)[0]
    news.type("x")
    news.key(Key.Key_Tab)
    assert chosen(news) is None
    assert news.chosen is not None  # nothing is undecided any more: on to the Spans


def test_tab_stops_at_the_first_place_of_a_group_alone(news: Desk) -> None:
    walked = []
    for _time in range(4):
        news.key(Key.Key_Tab)
        walked.append(chosen(news))
    assert walked[:2] == [POET, CITY]
    assert walked.count(POET) + walked.count(CITY) == (3 if len(news.view.groups) == 3 else 4)


def test_a_nudge_accepts_one_alone_with_its_new_edge(news: Desk) -> None:
    news.pointer.click_on(CITY)
    start, end = news.text_range(CITY)
    news.key(Key.Key_Right, SHIFT)
    assert news.ranges == [(start, end - 1, "GPE")]
    news.key(Key.Key_Left, SHIFT)
    assert news.ranges == [(start, end, "GPE")]
    assert places(news).count((CITY, "GPE")) == 1
    assert news.spans[0].origin == "memory/corrected"


def test_the_buttons_of_the_inspector_decide_for_the_group_or_for_one(news: Desk) -> None:
    section = news.page.inspector.suggestion
    news.pointer.click_on(CITY, 1)
    QTest.mouseClick(section.dismiss_one, LEFT)
    assert places(news).count((CITY, "GPE")) == 1
    news.pointer.click_on(POET)
    QTest.mouseClick(section.accept, LEFT)
    assert news.marked == [(POET, "PERS")] * 3


@pytest.mark.parametrize(("entry", "count"), [("Accept suggestion", 3), ("Accept only this one", 1)])
def test_the_menu_over_a_suggestion_decides_too(news: Desk, entry: str, count: int) -> None:
    picking(entry)
    news.view.customContextMenuRequested.emit(news.pointer.inside(*news.text_range(POET, 1)).toPoint())
    assert news.marked == [(POET, "PERS")] * count


def test_the_menu_over_a_suggestion_begins_with_the_decision_and_its_keys(news: Desk) -> None:
    entries: list[str] = []

    def read() -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        entries.extend(action.text() for action in menu.actions()[:4])
        menu.close()

    QTimer.singleShot(0, read)
    news.view.customContextMenuRequested.emit(news.pointer.inside(*news.text_range(POET, 1)).toPoint())
    assert entries == [
        "Accept suggestion\tEnter",
        "Dismiss suggestion\tX",
        "Accept only this one\tShift+Enter",
        "Dismiss only this one\tShift+X",
    ]


def test_how_long_there_was_to_decide_is_written_down(news: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    at = [100.0]
    monkeypatch.setattr(type(news.view), "clock", staticmethod(lambda: at[0]))
    news.view._seen.clear()
    news.view.viewport().repaint()
    at[0] = 103.5
    news.pointer.click_on(CITY)
    news.key(Key.Key_Return)
    assert {seconds for _words, _label, _outcome, seconds in verdicts(news)} == {3.5}


def test_whoever_accepts_one_after_the_other_unread_had_no_more_time_for_the_last(
    news: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = [100.0]
    monkeypatch.setattr(type(news.view), "clock", staticmethod(lambda: at[0]))
    news.view._seen.clear()
    news.view.viewport().repaint()
    for _decision in range(2):
        news.key(Key.Key_Tab)
        at[0] += 0.5
        news.key(Key.Key_Return)
    assert {seconds for _words, _label, _outcome, seconds in verdicts(news)} == {0.5}


# The rest of the article, in the same breath


def test_a_name_marked_by_hand_offers_its_other_places_and_enter_marks_them(news: Desk, qtbot: QtBot) -> None:
    news.pointer.drag_over(OTHER)
    news.type("p")
    qtbot.waitUntil(lambda: "1 more: Enter marks it too" in hint(news))
    assert [news.text[one.start : one.end] for one in news.view.offered] == [OTHER]
    news.key(Key.Key_Return)
    assert news.marked == [(OTHER, "PERS")] * 2
    assert news.view.offered == ()
    news.act("undo")
    assert news.marked == [(OTHER, "PERS")]


def test_the_mouse_marks_them_too(news: Desk, qtbot: QtBot) -> None:
    news.pointer.drag_over(OTHER)
    news.type("p")
    qtbot.waitUntil(lambda: len(news.view.offered) == 1)
    button = news.page.inspector.offer
    assert (button.isVisible(), button.text()) == (True, "Mark 1 more place too")
    QTest.mouseClick(button, LEFT)
    assert news.marked == [(OTHER, "PERS")] * 2
    assert not button.isVisible()


def test_enter_does_not_have_to_wait_for_the_offer(news: Desk) -> None:
    start, end = news.text_range(OTHER)
    news.pointer.drag(start, end)
    QTest.keyClick(news.view, "p")
    QTest.keyClick(news.view, Key.Key_Return)
    assert news.marked == [(OTHER, "PERS")] * 2


def test_a_label_in_hand_offers_them_too(news: Desk, qtbot: QtBot) -> None:
    news.type("p")
    news.pointer.drag_over(OTHER)
    qtbot.waitUntil(lambda: len(news.view.offered) == 1)
    news.key(Key.Key_Return)
    assert news.marked == [(OTHER, "PERS")] * 2


@pytest.mark.parametrize(
    "otherwise",
    [
        lambda desk: desk.key(Key.Key_Escape),
        lambda desk: desk.key(Key.Key_Left),
        lambda desk: desk.key(Key.Key_F6),
        lambda desk: desk.pointer.click_on("تحدث"),
        lambda desk: QTest.mouseClick(desk.page.inspector, LEFT, pos=QPoint(2, 2)),
        lambda desk: desk.act("undo"),
        lambda desk: desk.page.step(1),
    ],
    ids=["Esc", "an arrow", "F6", "a click", "a click elsewhere", "undo", "another article"],
)
def test_whatever_else_is_done_ends_the_offer(news: Desk, qtbot: QtBot, otherwise: Callable[[Desk], None]) -> None:
    news.pointer.drag_over(OTHER)
    news.type("p")
    qtbot.waitUntil(lambda: len(news.view.offered) == 1)
    otherwise(news)
    assert news.view.offered == ()
    before = news.marked
    news.view.setFocus()
    news.key(Key.Key_Return)
    assert news.marked == before


def test_shift_alone_does_not_end_the_offer(news: Desk, qtbot: QtBot) -> None:
    news.pointer.drag_over(OTHER)
    news.type("p")
    qtbot.waitUntil(lambda: len(news.view.offered) == 1)
    news.key(Key.Key_Shift)
    assert len(news.view.offered) == 1


def test_a_name_that_stands_once_offers_nothing(news: Desk, qtbot: QtBot) -> None:
    news.pointer.drag_over("تحدث")
    news.type("p")
    rested(news, qtbot)
    assert news.view.offered == ()
    news.key(Key.Key_Return)
    assert news.marked == [("تحدث", "PERS")]


def test_what_was_offered_stays_as_a_suggestion(news: Desk, qtbot: QtBot) -> None:
    news.pointer.drag_over(OTHER)
    news.type("p")
    news.key(Key.Key_Escape)
    rested(news, qtbot)
    assert (OTHER, "PERS") in places(news)
    assert TEXT.count(OTHER) == 2

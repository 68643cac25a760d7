"""Events drawn on the page: no more of it is painted again than has changed, and no less."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect
from PySide6.QtGui import QImage, QPaintEvent
from PySide6.QtWidgets import QApplication

from tests.desktop.hands import Desk

LINE = "التقى بوتين الشرع في موسكو، ثم زار دمشق وقال إن اللقاء كان مثمراً وإنه سيعود."
TEXT = "\n".join([LINE] * 9)


class Painted(QObject):
    """How high the pieces of a widget were that were painted."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.heights: list[int] = []
        desk.view.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.heights.append(event.rect().height())
        return False


@pytest.fixture
def desk(at_desk: Callable[..., Desk]) -> Desk:
    return at_desk(TEXT)


@pytest.fixture
def meetings(desk: Desk) -> tuple[str, str]:
    """A meeting in the second line, and one whose place is four lines further down."""
    made = _meeting(desk, 1, 1), _meeting(desk, 2, 6)
    _settle()
    return made


def _meeting(desk: Desk, line: int, where: int) -> str:
    assert desk.page.article is not None
    article = desk.page.article.uid
    uids = [
        desk.workspace.mark(article, [desk.text_range(words, n)], label).uid
        for words, n, label in (("التقى", line, "Meet"), ("بوتين", line, "PERS"), ("موسكو", where, "GPE"))
    ]
    desk.workspace.fill(article, uids[0], "Participant", uids[1])
    desk.workspace.fill(article, uids[0], "Place", uids[2])
    return uids[0]


def _settle() -> None:
    for _round in range(4):
        QApplication.processEvents()


def _on_the_screen(desk: Desk) -> QImage:
    """The page as it is on the screen now."""
    _settle()
    port = desk.view.viewport()
    whole = desk.window.screen().grabWindow(desk.window.winId()).toImage()
    return whole.copy(QRect(port.mapTo(desk.window, QPoint(0, 0)), port.size()))


def test_choosing_an_event_paints_its_lines_again_and_not_the_page(desk: Desk, meetings: tuple[str, str]) -> None:
    painted = Painted(desk)
    desk.page.choose_span(meetings[0])
    _settle()
    assert painted.heights
    assert max(painted.heights) < desk.view.viewport().height() / 2


def test_nothing_of_events_is_left_or_missing_on_the_screen(desk: Desk, meetings: tuple[str, str]) -> None:
    one, other = meetings
    article = desk.page.article
    assert article is not None
    place = next(
        arrow.target
        for arrow in desk.workspace.relations(article.uid)
        if arrow.source == other and arrow.label == "Place"
    )
    further = desk.text_range("دمشق", 7)
    acts: tuple[Callable[[], object], ...] = (
        lambda: desk.page.choose_span(one),
        lambda: desk.page.choose_span(other),
        lambda: desk.workspace.reshape(article.uid, place, [further]),
        lambda: desk.page.choose_span(other),
        lambda: desk.act("undo"),
        lambda: desk.act("arguments"),
        lambda: desk.page.choose_span(one),
        lambda: desk.page.choose_span(other),
        lambda: desk.page.choose_span(""),
        lambda: desk.workspace.reshape(article.uid, place, [further]),
        lambda: desk.workspace.remove(article.uid, one),
        lambda: desk.act("arguments"),
    )
    for act in acts:
        act()
        seen = _on_the_screen(desk)
        desk.view.viewport().update()
        assert seen == _on_the_screen(desk)


def test_connectors_stay_where_they_are_when_another_event_is_chosen(desk: Desk, meetings: tuple[str, str]) -> None:
    desk.act("arguments")
    drawn = desk.view.drawn_events
    assert len(drawn) == 2
    for uid in meetings[::-1]:
        desk.page.choose_span(uid)
        assert desk.view.drawn_events == drawn

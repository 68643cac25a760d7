"""The page on which Layers are compared: one text, a band of lanes for each Layer, the Case in hand lit up."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from annotator.desktop.text.arguments import DrawnEvent, badges
from annotator.desktop.text.article_view import ArticleView
from annotator.desktop.text.geometry import LineShape
from annotator.desktop.text.lanes import GOLD, LaneLayer, Lanes, letter_of
from annotator.desktop.text.lanes_overlay import LanesOverlay
from annotator.desktop.text.overlay import Overlay, Shown
from annotator.desktop.theme import Look, Theme
from annotator.model.annotation import Fragment, joined

_DIMMED = {False: 0.45, True: 0.62}
"""The share of their colours that Spans of other Cases keep, in the dark or not."""


class LanesView(ArticleView):
    """`objectName` is `lanesView`. It shows and reports as the article view does; Spans are called by
    `lanes.on_lane(letter, uid)`."""

    space_pressed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._case: tuple[Fragment, ...] = ()
        self._chips: dict[str, tuple[str, Look]] = {}
        self._waiting: tuple[Fragment, ...] = ()
        super().__init__(theme, parent)
        self.setObjectName("lanesView")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def show_text(self, text: str, looks: dict[str, Look]) -> None:
        """Show another text from its beginning, without Layers yet."""
        self._case, self._waiting = (), ()
        self.show_article(text, (), looks)
        self.show_layers(())

    def show_layers(self, layers: Sequence[LaneLayer]) -> None:
        """Show these Layers, the first nearest to the words. What is chosen stays chosen where it is still there."""
        before = self._highlights if isinstance(self._highlights, Lanes) else None
        if before is not None and before.layers == tuple(layers):
            return
        lanes = Lanes(self._text, layers, before)
        self._highlights = lanes
        self._anchors.clear()
        if self._shown.selected and lanes.get(self._shown.selected) is None:
            self._shown.selected = None
        self._chips = {
            span.uid: (f"{letter} {look.chip}", look)
            for span in lanes.in_order()
            if (letter := letter_of(span.uid)) != GOLD and (look := self._looks.get(span.label)) is not None
        }
        self._shown.badges = self._chips | badges(self._events)
        with self._reading_on():
            self._make_room(range(self.document().blockCount()))
        self.viewport().update()

    def show_case(self, case: Sequence[Fragment], waiting: Sequence[Fragment], lit: Sequence[str]) -> None:
        """Light up what a Case is about, and the Spans called `lit`; dim the others. `waiting` is what the Cases are
        about that are not decided yet. Without a Case nothing is dimmed."""
        self._case, self._waiting = tuple(case), joined(waiting)
        self._shown.lit = frozenset(lit) if case else None
        for start, end in case[::-1]:
            self.bring_into_sight(start, end)
        if case:
            self._tell_cursor(*case[0])
        self.viewport().update()

    def show_events(self, events: Sequence[DrawnEvent]) -> None:
        """Draw these arrows, and no others."""
        super().show_events(events)
        self._shown.badges = self._chips | badges(events)

    @property
    def lit(self) -> tuple[Fragment, ...]:
        """What the Case in hand is about."""
        return self._case

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.space_pressed.emit()
        else:
            super().keyPressEvent(event)

    def _paint_events(self, painter: QPainter, lines: list[LineShape], shown: Shown) -> None:
        """All arrows of a Case are meant alike."""
        every = self._events
        for event in every:
            self._events = (event,)
            super()._paint_events(painter, lines, shown)
        self._events = every

    def _overlay(self) -> Overlay:
        shape = self.document().rootFrame().frameFormat()
        edge = self.viewport().width() - shape.rightMargin() if self._is_rtl else shape.leftMargin()
        return LanesOverlay(
            self._text,
            self._highlights,
            self._offsets,
            self._looks,
            self._theme,
            self._measures,
            self._is_rtl,
            _DIMMED[self._theme.is_dark],
            edge=edge,
            case=self._case,
            waiting=self._waiting,
        )

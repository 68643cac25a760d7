"""The page with Suggestions on it: dashed lines under words that nobody has marked yet."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from time import monotonic
from types import MappingProxyType

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from annotator.desktop.text.dashed import Placed, paint_dashes, paint_group
from annotator.desktop.text.event_page import EventPage
from annotator.desktop.text.geometry import LineShape
from annotator.desktop.text.overlay import Shown
from annotator.desktop.text.sheet import RESERVED_LANES
from annotator.desktop.theme import Look, Theme
from annotator.model.annotation import Fragment, Span
from annotator.model.offsets import Utf16
from annotator.workspace import NOTHING_PROPOSED, Proposed, Suggestion

_FEW = 24
"""Suggestions whose lines are painted one by one."""


class ProposingPage(EventPage):
    """Shows Suggestions besides Spans. The chosen one is known by its key, where a Span is by its uid; so whatever
    lets go of a Span lets go of a Suggestion."""

    _proposed: Proposed = NOTHING_PROPOSED
    _by_key: Mapping[str, Suggestion] = MappingProxyType({})
    _groups: Mapping[str, tuple[Suggestion, ...]] = MappingProxyType({})
    _depths: Mapping[str, int] = MappingProxyType({})
    _offered: tuple[Suggestion, ...] = ()
    clock: Callable[[], float] = staticmethod(monotonic)
    """Seconds, from any moment on."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._seen: dict[str, float] = {}
        self._decided_at: list[float] = []
        super().__init__(theme, parent)

    @property
    def suggestions(self) -> tuple[Suggestion, ...]:
        """The Suggestions that are shown, in reading order."""
        return self._proposed.suggestions

    @property
    def suggested(self) -> Suggestion | None:
        """The chosen Suggestion."""
        return self._by_key.get(self._shown.selected or "")

    @property
    def groups(self) -> tuple[tuple[Suggestion, ...], ...]:
        """The Suggestions that are shown, in groups that one decision settles."""
        return self._proposed.groups

    @property
    def group(self) -> tuple[Suggestion, ...]:
        """What a decision on the chosen Suggestion settles; nothing where none is chosen."""
        one = self.suggested
        return self._groups.get(one.key, (one,)) if one else ()

    @property
    def offered(self) -> tuple[Suggestion, ...]:
        """What Enter would mark right now, after a name was marked by hand."""
        return self._offered

    @property
    def selected(self) -> str | None:
        """The uid of the chosen Span; None where a Suggestion is chosen."""
        return None if self.suggested else self._shown.selected

    @property
    def target(self) -> tuple[Fragment, ...]:
        """What a label's key would mark; the words of the chosen Suggestion too."""
        one = self.suggested
        return ((one.start, one.end),) if one else super().target

    def show_suggestions(self, proposed: Proposed) -> None:
        """Show these Suggestions and no others; the chosen one stays chosen where it is among them."""
        if proposed == self._proposed:
            return
        was_suggested, before = self.suggested is not None, self._proposed
        with self._changing():
            self._take_up(proposed)
            if was_suggested and self.suggested is None:
                self._shown.selected = None
        self._repaint_all(set(before.suggestions) ^ set(proposed.suggestions))

    def drop_suggestions(self, gone: Iterable[Suggestion]) -> None:
        """Show these no more."""
        keys = {one.key for one in gone}

        def left(ones: Iterable[Suggestion]) -> tuple[Suggestion, ...]:
            return tuple(one for one in ones if one.key not in keys)

        groups = tuple(group for held in self._proposed.groups if (group := left(held)))
        self.show_suggestions(Proposed(left(self._proposed.suggestions), groups))

    def offer(self, suggestions: Sequence[Suggestion]) -> None:
        """Show what Enter would mark right now; nothing ends it."""
        if self._offered or suggestions:
            changed = set(self._offered) ^ set(suggestions)
            self._offered = tuple(suggestions)
            self._repaint_all(changed)

    def _repaint_all(self, changed: Collection[Suggestion]) -> None:
        """Paint the lines of some Suggestions again, or where they are many the whole page."""
        if len(changed) > _FEW:
            self.viewport().update()
            return
        for one in changed:
            self._repaint(one.start, one.end)

    def time_for(self, suggestions: Iterable[Suggestion]) -> float | None:
        """How many seconds there were to decide on these, now that this is done: since the first of them was painted,
        shared between all decisions from then on. None where none was painted yet.

        So whoever reads and then accepts one after the other takes their time, and whoever accepts whatever turns up
        does not, however long it has been waiting.
        """
        seen, now = [self._seen[one.key] for one in suggestions if one.key in self._seen], self.clock()
        self._decided_at.append(now)
        return (now - min(seen)) / sum(at >= min(seen) for at in self._decided_at) if seen else None

    def choose_span(self, uid: str | None) -> None:
        """Choose a Span by its uid or a Suggestion by its key, or none; brings it into sight."""
        super().choose_span(uid)
        one = self.suggested
        if one is not None:
            self.bring_into_sight(one.start, one.end)
            self._tell_cursor(one.start, one.end)

    def suggestion_at(self, position: int) -> Suggestion | None:
        """The Suggestion over the letter at `position`, or None."""
        return next((one for one in self.suggestions if one.covers(position)), None)

    def show_article(self, text: str, spans: Iterable[Span], looks: dict[str, Look]) -> None:
        """Show another text with its Spans, from its beginning, and no Suggestions yet."""
        self._take_up(NOTHING_PROPOSED)
        self._offered, self._seen, self._decided_at = (), {}, []
        super().show_article(text, spans, looks)

    def set_spans(self, spans: Iterable[Span]) -> None:
        chosen = self.suggested
        super().set_spans(spans)
        if chosen is not None:
            self._shown.selected = chosen.key

    def _take_up(self, proposed: Proposed) -> None:
        self._proposed = proposed
        self._by_key = {one.key: one for one in proposed.suggestions}
        self._groups = {one.key: group for group in proposed.groups for one in group}
        self._depths = _depths(proposed.suggestions)

    def _emphasised(self) -> set[Fragment]:
        return super()._emphasised() | {(one.start, one.end) for one in self.group}

    def paintEvent(self, event: QPaintEvent) -> None:
        stands_out = self.group or self._offered
        if stands_out:
            self._paint_behind(event, stands_out)
        super().paintEvent(event)
        if self.suggestions:
            origin = self._origin()
            area = QRectF(event.rect()).translated(origin)
            lines = self._lines.between(area.top(), area.bottom())
            self._paint(self._paint_suggestions, lines, origin, event.rect())

    def _paint_behind(self, event: QPaintEvent, suggestions: Sequence[Suggestion]) -> None:
        def paint(painter: QPainter, lines: list[LineShape], shown: Shown) -> None:
            paint_group(painter, self._overlay(), lines, self._placed(suggestions, lines), shown.selected)

        origin = self._origin()
        area = QRectF(event.rect()).translated(origin)
        self._paint(paint, self._lines.between(area.top(), area.bottom()), origin, event.rect())

    def _paint_suggestions(self, painter: QPainter, lines: list[LineShape], shown: Shown) -> None:
        placed = self._placed(self.suggestions, lines)
        if placed:
            now = self.clock()
            for one in placed:
                self._seen.setdefault(one.suggestion.key, now)
            paint_dashes(painter, self._overlay(), lines, placed, shown.selected)

    def _placed(self, suggestions: Sequence[Suggestion], lines: Sequence[LineShape]) -> list[Placed]:
        """Those of some Suggestions that stand on the lines, each beneath the Spans of other Labels over its words and
        beneath shorter Suggestions, as far as there is room."""
        if not lines:
            return []
        first, last = lines[0].start_u16, lines[-1].end_u16
        to, back = self._offsets.to_u16, self._offsets.to_code_point
        since, until = back(Utf16(first)) - 1, back(Utf16(last)) + 1  # a letter more at each end
        placed: list[Placed] = []
        for one in suggestions:
            if one.start > until or one.end < since:
                continue
            start, end = to(one.start), to(one.end)
            look = self._looks.get(one.label)
            if start < last and end > first and look is not None:
                lane = max(self._highlights.lanes_between(one.start, one.end), self._depths.get(one.key, 0))
                placed.append(Placed(one, look, min(lane, RESERVED_LANES - 1), start, end))
        return placed


def _depths(suggestions: Sequence[Suggestion]) -> dict[str, int]:
    """How many shorter Suggestions each of them has over its words, one above the other; they are in reading order."""
    overlapping: dict[str, list[Suggestion]] = {one.key: [] for one in suggestions}
    for at, one in enumerate(suggestions):
        for other in suggestions[at + 1 :]:
            if other.start >= one.end:
                break
            overlapping[one.key].append(other)
            overlapping[other.key].append(one)
    depths: dict[str, int] = {}
    for one in sorted(suggestions, key=lambda one: one.end - one.start):
        depths[one.key] = max(
            (depths[other.key] + 1 for other in overlapping[one.key] if other.key in depths), default=0
        )
    return depths

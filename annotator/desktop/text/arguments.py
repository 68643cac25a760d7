"""Drawing events: thin connectors from a trigger to its arguments, which run below the lines and along the margin and
so never cross over words, and role badges in the place of the fillers' chips."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from math import inf

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from annotator.desktop.text.geometry import LineShape
from annotator.desktop.theme import Look
from annotator.frozen import frozen

_GUTTER = 2.5
"""Pixels above the end of a line's room, where connectors run from side to side."""
_MARGIN = 9.0
"""Pixels beside the text, where they run up and down, and …"""
_APART = 3.0
"""… how far those of several events are from each other there."""
_BESIDE = 5
"""Events that have a way of their own along the margin."""
_ROUND = 4.0
"""The radius of a connector's corners in pixels."""


@frozen
class Argument:
    """One arrow of a drawn event: the Role as it is shown, and the uid of the Span that fills it."""

    role: str
    filler: str


@frozen
class DrawnEvent:
    """An event whose arguments are drawn: its trigger's uid, the look of its Label, its arguments."""

    trigger: str
    look: Look
    arguments: tuple[Argument, ...]

    @property
    def spans(self) -> list[str]:
        """The uids of its trigger and its fillers."""
        return [self.trigger, *(argument.filler for argument in self.arguments)]

    def involves(self, uid: str) -> bool:
        """Whether the Span `uid` is its trigger or one of its fillers."""
        return uid == self.trigger or any(argument.filler == uid for argument in self.arguments)


@frozen
class Anchor:
    """Where a connector leaves a Span: `x` near the end of its words, `y` at its underline, in `line`."""

    x: float
    y: float
    line: LineShape

    @property
    def gutter(self) -> float:
        return self.line.bottom - _GUTTER


Find = Callable[[str], Anchor | None]
"""The Anchor of the Span with a uid; None where the Span is not there."""


def badges(events: Iterable[DrawnEvent]) -> dict[str, tuple[str, Look]]:
    """What stands in the chips of fillers instead of their Labels: the Roles, in the look of the event; by uid. A
    Span that fills several Roles names them all."""
    roles: dict[str, tuple[list[str], Look]] = {}
    for event in events:
        for argument in event.arguments:
            names, _look = roles.setdefault(argument.filler, ([], event.look))
            if argument.role not in names:
                names.append(argument.role)
    return {uid: (" · ".join(names), look) for uid, (names, look) in roles.items()}


def routes(
    event: DrawnEvent, find: Find, side: float, *, number: int = 0, top: float = -inf, bottom: float = inf
) -> list[list[QPointF]]:
    """The ways of an event's connectors that show between two heights, as corners: from the trigger's underline to each
    filler's, straight below the line where both stand in one, else out to the margin at `side` and along it. `number`
    tells events apart there."""
    start = find(event.trigger)
    if start is None:
        return []
    way = side + (number % _BESIDE) * _APART * (1 if side > start.x else -1)
    out: list[list[QPointF]] = []
    for argument in event.arguments:
        end = find(argument.filler)
        if end is None or max(start.gutter, end.gutter) < top or min(start.y, end.y) > bottom:
            continue
        corners = [QPointF(start.x, start.y), QPointF(start.x, start.gutter)]
        if abs(start.gutter - end.gutter) > 1.0:
            corners += [QPointF(way, start.gutter), QPointF(way, end.gutter)]
        corners += [QPointF(end.x, end.gutter), QPointF(end.x, end.y)]
        out.append(corners)
    return out


def margin(left: float, right: float, *, is_rtl: bool) -> float:
    """Where connectors run up and down beside a text between two edges: on the side where its lines begin."""
    return right + _MARGIN if is_rtl else left - _MARGIN


def paint(
    painter: QPainter,
    events: Sequence[DrawnEvent],
    find: Find,
    side: float,
    top: float,
    bottom: float,
    *,
    bold: str | None,
) -> None:
    """Paint the connectors that show between two heights; those of the event `bold` stand out from the others."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for number, event in enumerate(events):
        ways = routes(event, find, side, number=number, top=top, bottom=bottom)
        if not ways:
            continue
        color = QColor(event.look.color)
        is_bold = len(events) == 1 or event.trigger == bold
        color.setAlphaF(0.95 if is_bold else 0.45)
        painter.setPen(QPen(color, 1.5 if is_bold else 1.0))
        for corners in ways:
            painter.drawPath(_rounded(corners))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        for corners in ways:
            painter.drawEllipse(corners[-1], 2.4, 2.4)
        painter.setBrush(Qt.BrushStyle.NoBrush)


def _rounded(corners: list[QPointF]) -> QPainterPath:
    """A line over these corners, each of them rounded."""
    path = QPainterPath(corners[0])
    for before, here, after in zip(corners, corners[1:], corners[2:], strict=False):
        path.lineTo(_towards(here, before))
        path.quadTo(here, _towards(here, after))
    path.lineTo(corners[-1])
    return path


def _towards(here: QPointF, there: QPointF) -> QPointF:
    way = there - here
    length = (way.x() ** 2 + way.y() ** 2) ** 0.5
    return here + way * (min(_ROUND, length / 2) / length) if length else here

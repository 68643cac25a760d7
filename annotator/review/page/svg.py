"""Figures as SVG. Nothing in one is wider than its place: widths are shares of it, heights and letters are pixels.

Where reading runs from right to left, so do the axes: bars grow from the right, and the first day stands there. Letters
are shaped and put in order by who shows the page; `text-anchor` follows the direction, as the SVG standard says.
"""

from __future__ import annotations

from collections.abc import Iterator

from annotator.review.figures import PAIR, Figure, Form, Kind, shown, steps, tick
from annotator.review.page.markup import alone, number, safe
from annotator.review.palette import HALF
from annotator.words import is_right_to_left

_ROW, _BAR = 28, 14
"""Pixels from one bar to the next, and how thick it is."""
_NAMES, _NUMBERS = 27.0, 12.0
"""Percent of the width for the names of bars at one end, and for their numbers at the other."""
_HIGH, _FOOT, _SIDE = 170, 26, 9.0
"""Pixels that columns of days are high, those beneath them, and percent of the width for the numbers beside them."""
_CELL, _LINE = 30, 18
_MOST_DAYS_TOLD = 5


def drawing(figure: Figure) -> str:
    """The figure as an `<svg>`, or nothing where it is a table alone."""
    match figure.form:
        case Form.BARS:
            return _whole(figure, len(figure.places) * _ROW, _bars(figure))
        case Form.RANGES:
            return _whole(figure, len(figure.places) * _ROW + _FOOT, _ranges(figure))
        case Form.DAYS:
            return _whole(figure, _HIGH + _FOOT, _days(figure))
        case Form.HEAT:
            return _whole(figure, len(figure.places) * _CELL + _head(figure), _heat(figure))
        case Form.TABLE:
            return ""


def _whole(figure: Figure, height: float, inside: Iterator[str]) -> str:
    wide = f' style="min-width:{9 + 4.2 * len(figure.series):.1f}rem"' if figure.form is Form.HEAT else ""
    name = safe(figure.title)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="{number(height)}" role="img" '
        f'aria-label="{name}"{wide}>\n{"".join(inside)}</svg>\n'
    )


def _x(share: float, width: float = 0.0) -> str:
    """Where something begins that is `share` percent from where reading begins, and as wide as told."""
    return f"{number(100 - share - width if is_right_to_left() else share)}%"


def _rect(
    share: float, width: float, y: float, height: float, style: str, title: str = "", *, round_by: int = 0
) -> str:
    told = f"<title>{title}</title>" if title else ""
    corner = f' rx="{round_by}"' if round_by else ""
    return (
        f'<rect x="{_x(share, width)}" y="{number(y)}" width="{number(width)}%" height="{number(height)}" '
        f'class="{style}"{corner}>{told}</rect>\n'
    )


def _text(share: float, y: float, words: str, style: str = "", anchor: str = "start") -> str:
    """Words at a place; they are markup already."""
    css = f' class="{style}"' if style else ""
    return f'<text x="{_x(share)}" y="{number(y)}" text-anchor="{anchor}"{css}>{words}</text>\n'


def _clipped(
    share: float, width: float, y: float, height: float, words: str, style: str, *, is_centred: bool = False
) -> str:
    """Words of others, cut off where their place ends: at their own end, which in Latin letters is the right one on a
    page from right to left too. SVG knows no such thing, HTML within it does; a title tells all of them."""
    told, css = safe(words), f"clip {style} middle" if is_centred else f"clip {style}"
    return (
        f'<foreignObject x="{_x(share, width)}" y="{number(y)}" width="{number(width)}%" height="{number(height)}">'
        f'<div class="{css}" dir="auto" title="{told}" style="line-height:{number(height)}px">{told}</div>'
        "</foreignObject>\n"
    )


def _line(share: float, top: float, bottom: float, style: str) -> str:
    at = _x(share)
    return f'<line x1="{at}" x2="{at}" y1="{number(top)}" y2="{number(bottom)}" class="{style}"/>\n'


def _tone(tone: int) -> str:
    return f"t{tone}" if tone >= 0 else "to"


def _bars(figure: Figure) -> Iterator[str]:
    totals = figure.totals
    room, most = 100 - _NAMES - _NUMBERS, max(totals, default=0) or 1
    for row, place in enumerate(figure.places):
        top = row * _ROW + (_ROW - _BAR) / 2
        yield _clipped(0, _NAMES - 2, row * _ROW, _ROW, place, "name")
        at = _NAMES
        for one in figure.series:
            value = one.values[row] or 0
            if value:
                width = room * value / most
                told = f"{alone(place)} · {alone(one.name)}: {shown(value, Kind.COUNT)}"
                yield _rect(at, width, top, _BAR, _tone(one.tone), told)
                at += width
        yield _text(at + 1, row * _ROW + _ROW / 2 + 4.5, shown(totals[row], Kind.COUNT), "number")


def _ranges(figure: Figure) -> Iterator[str]:
    low, middle, high = figure.series
    ticks = steps(max((value or 0 for value in high.values), default=0))
    room, most = 100 - _NAMES - _NUMBERS, ticks[-1]
    bottom = len(figure.places) * _ROW
    for step in ticks:
        at = _NAMES + room * step / most
        yield _line(at, 0, bottom, "rule")
        yield _text(at, bottom + 18, tick(step), "tick", "middle")
    for row, place in enumerate(figure.places):
        yield _clipped(0, _NAMES - 2, row * _ROW, _ROW, place, "name")
        first, half, last = (float(one.values[row] or 0) for one in (low, middle, high))
        top = row * _ROW + (_ROW - _BAR) / 2
        told = f"{alone(place)}: {first:.1f} – {half:.1f} – {last:.1f}"
        width = max(room * (last - first) / most, 0.4)
        yield _rect(_NAMES + room * first / most, width, top, _BAR, "range", told, round_by=3)
        yield _line(_NAMES + room * half / most, top - 3, top + _BAR + 3, "median")
        yield _text(_NAMES + room * last / most + 1, row * _ROW + _ROW / 2 + 4.5, f"{half:.1f}", "number")


def _days(figure: Figure) -> Iterator[str]:
    ticks = steps(max(figure.totals, default=0))
    most, room, count = ticks[-1], 100 - _SIDE, len(figure.places)
    head = 8
    high = _HIGH - head
    for step in ticks:
        y = head + high * (1 - step / most)
        yield (
            f'<line x1="{_x(_SIDE)}" x2="{_x(100)}" y1="{number(y)}" y2="{number(y)}" class="rule"/>\n'
            + _text(_SIDE - 1.2, y + 4, tick(step), "tick", "end")
        )
    pitch = room / count
    wide = min(pitch * (0.72 if count < 60 else 0.9), 6.0)
    for number_, place in enumerate(figure.places):
        at, base = _SIDE + pitch * number_ + (pitch - wide) / 2, float(_HIGH)
        for one in figure.series:
            value = one.values[number_] or 0
            if value:
                tall = high * value / most
                base -= tall
                told = f"{alone(place)} · {alone(one.name)}: {shown(value, Kind.COUNT)}"
                yield _rect(at, wide, base, tall, _tone(one.tone), told)
    for number_, place, anchor in days_told(figure.places):
        middle = _SIDE + pitch * (number_ + 0.5)
        at = {"start": middle - wide / 2, "middle": middle, "end": middle + wide / 2}[anchor]
        yield _text(at, _HIGH + 18, place, "tick", anchor)


def days_told(places: tuple[str, ...]) -> list[tuple[int, str, str]]:
    """Which columns of days are named, how, and whether their name begins, ends or has its middle there."""
    count = len(places)
    if count <= _MOST_DAYS_TOLD:
        told = list(range(count))
    else:
        told = sorted({round(n * (count - 1) / (_MOST_DAYS_TOLD - 1)) for n in range(_MOST_DAYS_TOLD)})
    years = {place[:4] for place in places}
    named = []
    for at in told:
        short = places[at] if (len(years) > 1 and at in (0, count - 1)) or len(places[at]) < 10 else places[at][5:]
        anchor = "middle" if count <= _MOST_DAYS_TOLD else {0: "start", count - 1: "end"}.get(at, "middle")
        named.append((at, short, anchor))
    return named


def _head(figure: Figure) -> int:
    """Pixels for the names of columns: of pairs there are two, one above the other."""
    return _LINE * (1 + any(PAIR in one.name for one in figure.series)) + 8


def _heat(figure: Figure) -> Iterator[str]:
    room = (100 - _NAMES) / max(len(figure.series), 1)
    for across, one in enumerate(figure.series):
        at = _NAMES + across * room
        for line, part in enumerate(one.name.split(PAIR, 1)):
            yield _clipped(at + 0.4, room - 0.8, line * _LINE, _LINE + 2, part, "tick", is_centred=True)
    for row, place in enumerate(figure.places):
        y = _head(figure) + row * _CELL
        yield _clipped(0, _NAMES - 2, y, _CELL, place, "name")
        for across, one in enumerate(figure.series):
            at, value = _NAMES + across * room, one.values[row]
            if value is None:
                yield _text(at + room / 2, y + _CELL / 2 + 4.5, "·", "tick", "middle")
                continue
            told = f"{alone(place)} · {alone(one.name)}: {value:.2f}"
            yield _rect(at + 0.2, room - 0.4, y + 1, _CELL - 2, f"h{heat_step(value)}", told)
            ink = "hot" if heat_step(value) >= HALF * HEAT_STEPS else "cool"
            yield _text(at + room / 2, y + _CELL / 2 + 4.5, f"{value:.2f}", ink, "middle")


HEAT_STEPS = 10
"""How many depths of heat there are above none."""


def heat_step(value: float) -> int:
    """The depth of a value from 0 to 1."""
    return round(min(max(value, 0.0), 1.0) * HEAT_STEPS)

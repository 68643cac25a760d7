"""What a figure is, before anybody draws it: the same one is drawn in the window, in a report and as a table."""

from __future__ import annotations

from enum import StrEnum
from math import ceil, floor, log10
from typing import NamedTuple

from annotator.frozen import frozen
from annotator.words import _

Cell = str | int | float | None
"""A value of a table; None where there is none."""

OTHERS = -1
"""The tone of what is drawn without a colour of its own."""

PAIR = " – "
"""Between the names of two annotators."""

_LEAST = 1e-6
"""What counts as nothing on an axis."""

MOST_TONES = 7
"""How many colours can be told apart, also by people who are colour-blind."""


class Form(StrEnum):
    """How a figure is drawn."""

    BARS = "bars"
    """A bar for each place, with a part for each series."""
    DAYS = "days"
    """A column for each day, with a part for each series."""
    RANGES = "ranges"
    """For each place a range from the first series to the third, with a mark at the second."""
    HEAT = "heat"
    """A row for each place and a column for each series, the deeper the nearer a value is to 1."""
    TABLE = "table"
    """Nothing but its table."""


class Kind(StrEnum):
    """What the cells of a column are."""

    TEXT = "text"
    COUNT = "count"
    MEASURE = "measure"
    """A number with a fraction."""


class Column(NamedTuple):
    """A column of a table: its heading, and what its cells are."""

    title: str
    kind: Kind = Kind.COUNT


@frozen
class Table:
    """Columns, and rows of as many cells."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@frozen
class Series:
    """What is drawn in one colour, its `tone` (see `review.palette`): a value for each place, None where there is
    none."""

    name: str
    values: tuple[float | None, ...]
    tone: int = 0


@frozen
class Figure:
    """One figure. `key` names it for programs; `note` says in a sentence what is counted; names of annotators and
    Labels in it are others' words."""

    key: str
    title: str
    note: str
    form: Form
    table: Table
    places: tuple[str, ...] = ()
    series: tuple[Series, ...] = ()
    keys: tuple[str, ...] = ()
    """What the rows of the table are called by programs, where there is more to be seen of them."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to be shown."""
        return not self.table.rows

    @property
    def totals(self) -> tuple[float, ...]:
        """The sum of all series at each place."""
        return tuple(sum(one.values[at] or 0 for one in self.series) for at in range(len(self.places)))


@frozen
class Tile:
    """One number of all, with what it counts."""

    value: str
    text: str


@frozen
class Board:
    """All that there is to see: a few numbers, and the figures."""

    tiles: tuple[Tile, ...]
    figures: tuple[Figure, ...]


def shown(cell: Cell, kind: Kind) -> str:
    """A cell as it is read: large counts in groups of three digits, measures with two digits after the point.

    >>> shown(12345, Kind.COUNT), shown(0.5, Kind.MEASURE), shown(None, Kind.COUNT)
    ('12,345', '0.50', '')
    """
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    return f"{cell:,.2f}" if kind is Kind.MEASURE else f"{cell:,.0f}"


def gathered(series: list[Series], most: int = MOST_TONES) -> tuple[Series, ...]:
    """At most so many series, in the order given: those that are left over as one, `others`."""
    if len(series) <= most:
        return tuple(series)
    kept, rest = series[: most - 1], series[most - 1 :]
    sums = tuple(sum(one.values[at] or 0 for one in rest) for at in range(len(rest[0].values)))
    return (*kept, Series(_("others"), sums, OTHERS))


def steps(most: float, wanted: int = 4) -> list[float]:
    """Round numbers from 0 up, the last of them no less than `most`, about as many as are wanted: for an axis.

    >>> steps(87)
    [0.0, 25.0, 50.0, 75.0, 100.0]
    """
    if most < _LEAST:
        return [0.0, 1.0]
    power: float = 10.0 ** floor(log10(most / wanted))
    size = next(power * by for by in (1, 2, 2.5, 5, 10) if power * by * wanted >= most * (1 - 1e-12))
    if most >= 1 and float(most).is_integer():
        size = max(size, 1.0)
    count = ceil(most / size - 1e-9)
    return [number * size for number in range(count + 1)]


def tick(number: float) -> str:
    """A number at an axis, short.

    >>> tick(2_000_000.0), tick(0.25)
    ('2,000,000', '0.25')
    """
    return f"{number:,.0f}" if float(number).is_integer() else f"{number:g}"

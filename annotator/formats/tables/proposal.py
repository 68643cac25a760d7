"""What the columns of a table hold: by what the user said, by their names, by what their cells look like."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import Enum

from annotator.errors import BadInput
from annotator.formats.fields import Field, TableReading, position_of
from annotator.formats.tables.days import day_in
from annotator.formats.tables.headings import field_of
from annotator.formats.tables.row import Row
from annotator.frozen import frozen
from annotator.words import _

_ABOVE = 10
"""Rows among which that of the names is looked for: a title may stand above it."""
_PROSE = 100
"""Characters of a cell that is more than a name."""
_MOST = 0.8
"""The share of cells by which a column is taken for what they are."""
_CLEARLY = 1.5
"""How many times more Arabic letters the text has to have than anything else in a row."""
_ARABIC = re.compile("[\u0621-\u064a\u066e-\u06d3]")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_SPANS = frozenset(("article", "annotator", "start", "end", "text", "before", "after", "label", "kind"))
"""Columns that a table of Spans has and no table of Articles."""


class Doubt(Enum):
    """What could not be decided of a table; false where all could."""

    NONE = ""
    HEADER = "header"
    """Whether the first row holds the names of the columns."""
    TEXT = "text"
    """Which column holds the text."""
    SHEET = "sheet"
    """Which sheet is meant."""

    def __bool__(self) -> bool:
        return self is not Doubt.NONE


@frozen
class Proposal:
    """What a table is taken to be. `header` is the line of the row of names, 0 where there is none, and `above` how
    many rows stand above it; `names` and `fields` are those of the columns; `doubt` is what could not be decided."""

    header: int
    above: int
    names: tuple[str, ...]
    fields: tuple[Field, ...]
    doubt: Doubt = Doubt.NONE

    def name(self, at: int) -> str:
        """What the column at a place, counted from 0, is called: by its name, else by its number."""
        told = self.names[at].strip() if at < len(self.names) else ""
        return told or f"column_{at + 1}"

    def place(self, field: Field) -> int | None:
        """Where the one column is that holds a field."""
        return self.fields.index(field) if field in self.fields else None


def proposal(rows: Sequence[Row], said: TableReading) -> Proposal:
    """What a table is by its first rows. Raises BadInput for a table of Spans, and for columns that are not there."""
    rows = [row for row in rows if not row.fault]
    count, doubt = _header(rows, said)
    names = tuple(name.lstrip("\ufeff") for name in rows[count - 1].cells) if count else ()
    if set(names) >= _SPANS:
        raise BadInput(
            _(
                "it is a table of spans, as Hashiya exports it, and has no whole texts in it. To bring articles with "
                "their spans elsewhere, export them as jsonl (--format jsonl)"
            )
        )
    body = rows[count:]
    widths = {len(row.cells) for row in body}
    if names and widths == {len(names) + 1}:
        names = ("", *names)  # as R writes the names of rows
    width = len(names) or max(widths, default=0)
    fields = _named(names, width, said)
    looks = _Looks(body, width)
    _fill_by_names(fields, names, looks)
    if Field.TEXT not in fields.values() and (unsure := _fill_text(fields, width, looks)) and not doubt:
        doubt = unsure
    if not names:
        _fill_by_looks(fields, width, looks)
    line = rows[count - 1].line if count else 0
    held = tuple(fields.get(at, said.others) for at in range(width))
    return Proposal(line, max(count - 1, 0), names, held, doubt)


def _header(rows: Sequence[Row], said: TableReading) -> tuple[int, Doubt]:
    """How many rows there are up to that of the names, and what is not certain about it."""
    if said.has_header is False or not rows:
        return 0, Doubt.NONE
    wanted = [name for _field, name in said.columns if isinstance(name, str) and not name.strip().isdecimal()]
    for at, row in enumerate(rows[:_ABOVE], 1):
        own = {cell.strip() for cell in row.cells}
        if wanted and all(name.strip() in own for name in wanted):
            return at, Doubt.NONE
    known = [_names_in(row) for row in rows[:_ABOVE]]
    best = known.index(max(known))
    if known[best] and (best == 0 or known[best] > 1):
        return best + 1, Doubt.NONE
    if said.has_header:
        return 1, Doubt.NONE
    return _header_by_looks(rows)


def _names_in(row: Row) -> int:
    """How many cells of a row are names that we know; none where another is no name at all."""
    return 0 if any(map(_is_data, row.cells)) else sum(field_of(cell) is not None for cell in row.cells)


def _header_by_looks(rows: Sequence[Row]) -> tuple[int, Doubt]:
    first, rest = rows[0].cells, rows[1:_ABOVE]
    if any(_is_data(cell) for cell in first):
        return 0, Doubt.NONE
    if len(rest) > 1 and any(
        all(_is_data(row.cells[at]) for row in rest if at < len(row.cells) and row.cells[at])
        for at in range(len(first))
    ):
        return 1, Doubt.NONE
    return 0, Doubt.HEADER


def _is_data(cell: str) -> bool:
    return bool(cell) and (len(cell) > _PROSE or bool(_ADDRESS.match(cell)) or bool(day_in(cell).iso))


def _named(names: Sequence[str], width: int, said: TableReading) -> dict[int, Field]:
    fields: dict[int, Field] = {}
    for field, column in said.columns:
        at = position_of(column, names, width)
        if at in fields:
            raise BadInput(_("the column “{name}” cannot be two things").format(name=column))
        if field.is_single and field in fields.values():
            raise BadInput(_("only one column can be “{field}”").format(field=field))
        fields[at] = field
    return fields


def _fill_by_names(fields: dict[int, Field], names: Sequence[str], looks: _Looks) -> None:
    """Put into `fields` what names tell; of several columns for one field that with the surer name, and of those that
    are as sure the one with longer texts."""
    found: dict[Field, list[tuple[int, float, int]]] = {}
    for at, name in enumerate(names):
        told = field_of(name)
        if told is not None and at not in fields and told[0] not in fields.values():
            found.setdefault(told[0], []).append((told[1], -looks.letters(at), at))
    for field, columns in found.items():
        fields[min(columns)[2]] = field


def _fill_text(fields: dict[int, Field], width: int, looks: _Looks) -> Doubt:
    """Take the column with the longest Arabic texts for the text; returns what is in doubt."""
    free = sorted((looks.letters(at), at) for at in range(width) if at not in fields)
    if free and free[-1][0] and (len(free) == 1 or free[-1][0] >= _CLEARLY * free[-2][0]):
        fields[free[-1][1]] = Field.TEXT
        return Doubt.NONE
    return Doubt.TEXT


def _fill_by_looks(fields: dict[int, Field], width: int, looks: _Looks) -> None:
    """Where columns have no names: the one column of days and the one of addresses."""
    for field, fits in (
        (Field.PUBLISHED, lambda cell: bool(day_in(cell).iso)),
        (Field.URL, lambda cell: bool(_ADDRESS.fullmatch(cell.strip()))),
    ):
        columns = [at for at in range(width) if at not in fields and looks.are(at, fits)]
        if len(columns) == 1 and field not in fields.values():
            fields[columns[0]] = field


class _Looks:
    """What the cells of some rows look like, column by column."""

    def __init__(self, body: Sequence[Row], width: int) -> None:
        self._columns = [
            [row.cells[at] for row in body if at < len(row.cells) and row.cells[at]] for at in range(width)
        ]

    def letters(self, at: int) -> float:
        """How many Arabic letters the cells of a column have on average."""
        cells = self._columns[at] if at < len(self._columns) else []
        return sum(len(_ARABIC.findall(cell)) for cell in cells) / len(cells) if cells else 0.0

    def are(self, at: int, fits: Callable[[str], bool]) -> bool:
        cells = self._columns[at]
        return bool(cells) and sum(map(fits, cells)) >= _MOST * len(cells)

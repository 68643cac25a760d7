"""What the columns of a table hold, and what a user said beforehand of how tables are to be read."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from annotator.errors import BadInput
from annotator.frozen import frozen
from annotator.words import _


class Field(StrEnum):
    """What a column holds: a part of an Article, something else to keep beside it, or nothing that is wanted."""

    TEXT = "text"
    TITLE = "title"
    PUBLISHED = "published"
    SOURCE = "source"
    URL = "url"
    ID = "id"
    METADATA = "metadata"
    NONE = "none"

    @property
    def is_single(self) -> bool:
        """Whether at most one column can hold it."""
        return self not in (Field.METADATA, Field.NONE)


ColumnName = str | int
"""A column by its position, counted from 1, or by what a user typed: its name, or its position in digits."""


@frozen
class TableReading:
    """How tables are to be read; what is not said is found out.

    `columns` says what single columns hold, `others` what becomes of those that nobody named and no name tells of.
    `separator` is one character, or empty. `has_header` says whether there is a row of names above the others; `sheet`
    names one of an Excel file. `month_first` reads 03/04/2026 as the 4th of March; None reads it as the 3rd of April
    and tells of it. `encoding` stands above the one that is said of all files; `skip_bad` leaves rows out that cannot
    come in.
    """

    columns: tuple[tuple[Field, ColumnName], ...] = ()
    others: Field = Field.METADATA
    separator: str = ""
    has_header: bool | None = None
    sheet: str = ""
    month_first: bool | None = None
    encoding: str | None = None
    skip_bad: bool = False


def position_of(column: ColumnName, names: Sequence[str], width: int) -> int:
    """Where a column is, counted from 0: by its name, else by its position in digits. Raises BadInput for one that is
    not there, and for a name that several have."""
    if isinstance(column, str):
        same = [at for at, name in enumerate(names) if name.strip() == column.strip()]
        if len(same) > 1:
            numbers = ", ".join(str(at + 1) for at in same)
            raise BadInput(
                _("“{name}” is the name of several columns; say which by its number: {numbers}").format(
                    name=column, numbers=numbers
                )
            )
        if same:
            return same[0]
    try:
        number = int(column)
    except ValueError:
        number = 0
    if not 1 <= number <= width:
        known = ", ".join(f"“{name.strip()}”" for name in names if name.strip()) or f"1–{width}"
        raise BadInput(_("there is no column “{name}”; there are: {known}").format(name=column, known=known))
    return number - 1

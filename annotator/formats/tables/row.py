"""Rows of cells, as every kind of table hands them over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from typing import Protocol

from annotator.frozen import frozen

LONGEST = 2**24
"""Characters of one cell, or of one line of a file; a quotation mark that is never closed would hold all the rest."""

MOST_CELLS = 16_384
"""Cells of one row: as many as Excel has columns."""


@frozen
class Row:
    """The cells of a row as text. `line` is where it begins, counted from 1: a line of a file, a row of a sheet.

    `fault` says why the row cannot be read at all, `faults` why single cells cannot, by their place counted from 0.
    """

    line: int
    cells: tuple[str, ...] = ()
    fault: str = ""
    faults: Mapping[int, str] = field(default_factory=dict)


class Table(Protocol):
    """Something that has rows."""

    @property
    def is_grid(self) -> bool:
        """Whether each cell has its column for certain. Where they are only counted, a row that has more of them or
        fewer than others may have been torn."""
        ...

    @property
    def sheets(self) -> Sequence[str]:
        """The names of what could be read in its place, if it is one of several."""
        ...

    def rows(self) -> Iterator[Row]:
        """All rows from the first on, without those that are blank. It can be called again. Raises BadInput where
        nothing more can be read."""
        ...

    def told(self) -> Iterator[str]:
        """What was found out about how the table is made, in sentences."""
        ...

    def encoding_fault(self, text: str) -> str:
        """The sentence for a cell with bytes that are no letters of the table's encoding; empty where all are."""
        ...

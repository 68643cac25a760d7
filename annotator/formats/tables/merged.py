"""Cells of a sheet that are one over several rows: their value stands in the first row alone, and is meant for all."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import IO

from annotator.errors import BadInput
from annotator.formats.tables.row import Row
from annotator.words import _

_CHUNK = 2**18
_LONGEST = 200
"""Bytes that what is looked for takes at most."""
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]{0,80}?ref="\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})"')
_MOST = 100_000

Merge = tuple[int, int, int]
"""The column, counted from 0, and the first and last row, counted from 1."""


def merged_in(source: IO[bytes]) -> list[Merge]:
    """The merged cells of a sheet's XML that cover several rows. They stand behind the rows, so all of it is read.

    Raises BadInput for more of them than anybody makes.
    """
    found: dict[Merge, None] = {}
    held = b""
    while chunk := source.read(_CHUNK):
        held += chunk
        for match in _MERGED.finditer(held):
            first, last = int(match[2]), int(match[4])
            if last > first:
                found[_column(match[1].decode()), first, last] = None
        if len(found) > _MOST:
            raise BadInput(_("it has more merged cells than can be read"))
        held = held[-_LONGEST:]
    return list(found)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


class Merged:
    """Fills rows with what merged cells above them hold."""

    def __init__(self, merges: Iterable[Merge]) -> None:
        self._begin: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for column, first, last in merges:
            self._begin[first].append((column, last))
        self._open: dict[int, tuple[int, str]] = {}

    def filled(self, row: Row) -> Row:
        """The row with the values that merged cells have there; rows have to come in order."""
        if not self._begin:
            return row
        self._open = {column: held for column, held in self._open.items() if held[0] >= row.line}
        cells = list(row.cells)
        for column, (_last, value) in self._open.items():
            cells += [""] * (column + 1 - len(cells))
            cells[column] = cells[column] or value
        for column, last in self._begin.get(row.line, ()):
            if column < len(row.cells) and row.cells[column]:
                self._open[column] = (last, row.cells[column])
        return replace(row, cells=tuple(cells))

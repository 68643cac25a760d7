"""Finding out how the cells of a file are separated and quoted."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto
from itertools import islice
from typing import Any

from annotator.formats.tables.headings import field_of
from annotator.formats.tables.row import MOST_CELLS
from annotator.frozen import frozen

SEPARATORS = (",", ";", "\t", "|")
"""The usual ones first."""

_ESCAPED = re.compile(r"\\([\"\\])")
_NEVER = "\ud800"
"""Half a letter, which no text that was read has: what separates the cells of a table of one column."""
_MOST_ROWS = 300
"""Rows by which a dialect is judged."""
_REGULAR = 0.6
"""The share of rows that have to be of the same length before cells are believed to be separated so, where no names of
columns tell it."""


class Quoting(Enum):
    """What quotation marks do."""

    DOUBLED = auto()
    """They stand around cells; inside of those they are doubled."""
    ESCAPED = auto()
    """They stand around cells; inside of those a backslash stands before them."""
    NONE = auto()
    """Nothing: they are letters like all others."""


@frozen
class Dialect:
    """A separator and what quotation marks do."""

    separator: str
    quoting: Quoting

    @property
    def has_one_column(self) -> bool:
        """Whether nothing separates cells, so that a row is one."""
        return self.separator == _NEVER

    def reader(self, lines: Iterable[str]) -> Any:
        """Python's reader of such lines, which refuses what is not as it should be."""
        if self.quoting is Quoting.NONE:
            return csv.reader(lines, delimiter=self.separator, quoting=csv.QUOTE_NONE, quotechar=None)
        if self.quoting is Quoting.ESCAPED:  # of which Python's reader is not strict
            lines = (_ESCAPED.sub(lambda found: '""' if found[1] == '"' else "\\", line) for line in lines)
        return csv.reader(lines, delimiter=self.separator, strict=True)


def dialect_of(beginning: str, separator: str = "", *, is_whole: bool = True) -> Dialect:
    """The dialect that fits the beginning of a file best, with the `separator` where that is known. `is_whole` says
    that nothing follows.

    One fits where columns have names that we know and rows are of one length; quotation marks are taken for letters
    only where rows fit better then and hardly any cell stands between two of them. Where none separates anything, there
    is one column.
    """
    quotings = [one for one in Quoting if one is not Quoting.ESCAPED or '\\"' in beginning]
    dialects = (Dialect(sign, quoting) for quoting in quotings for sign in ([separator] if separator else SEPARATORS))
    fit, _at, best = max((_fit(one, beginning, is_whole=is_whole), -at, one) for at, one in enumerate(dialects))
    return best if fit[2] or separator else Dialect(_NEVER, best.quoting)


Fit = tuple[int, bool, bool, float, int]


def _fit(dialect: Dialect, beginning: str, *, is_whole: bool) -> Fit:
    """How well a dialect fits; of two the larger fits better."""
    rows, broken = _sample(dialect, beginning, is_whole=is_whole)
    if not rows:
        return (0, False, False, 0.0, 0)
    width, times = Counter(map(len, rows)).most_common(1)[0]
    share = times / (len(rows) + broken)
    if dialect.quoting is Quoting.NONE and _is_quoted(rows):
        share = 0.0
    names = sum(field_of(name) is not None for name in rows[0][:MOST_CELLS]) if share else 0
    is_wide = width > 1 and (share >= _REGULAR or (names > 0 and len(rows[0]) > 1))
    return (names, len(rows[0]) == width, is_wide, share, width)


def _sample(dialect: Dialect, beginning: str, *, is_whole: bool) -> tuple[list[Sequence[str]], int]:
    """The first rows that are not blank, and how many cannot be read. The last one is left out where it may go on."""
    rows: list[Sequence[str]] = []
    broken = 0
    for cells in islice(_read(dialect, beginning), _MOST_ROWS):
        if cells is None:
            broken += 1
        elif any(cells):
            rows.append(cells)
    if not is_whole and len(rows) > 1 and len(rows) + broken < _MOST_ROWS:
        rows.pop()
    return rows, broken


def _read(dialect: Dialect, beginning: str) -> Iterator[Sequence[str] | None]:
    newline = "\n" if "\n" in beginning else ""
    reader = dialect.reader(io.StringIO(beginning, newline=newline))
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield None


def _is_quoted(rows: Iterable[Sequence[str]]) -> bool:
    """Whether cells stand between quotation marks, rather than have some of them at one end."""
    between = loose = 0
    for cells in rows:
        for cell in cells:
            starts, ends = cell.startswith('"'), cell.endswith('"')
            if len(cell) > 1 and starts and ends:
                between += 1
            else:
                loose += starts or ends
    return between > 0 and between >= loose

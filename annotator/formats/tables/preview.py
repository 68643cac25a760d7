"""The beginning of a table and what it is taken to be, to look at before it is imported."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from annotator.errors import BadInput
from annotator.formats.bundle import Defaults
from annotator.formats.encoding import encoding_of
from annotator.formats.fields import Field
from annotator.formats.tables.opening import separated, workbook
from annotator.formats.tables.proposal import Doubt, proposal
from annotator.formats.tables.reading import first_rows
from annotator.formats.tables.row import Row, Table
from annotator.formats.tables.separated import NotText
from annotator.frozen import frozen
from annotator.words import _

SHOWN = 100
"""Rows that are shown."""

_LIKELY = "windows-1256"
"""What an Arabic file is in that is not UTF-8: proposed to those who see it, never taken without them."""


@frozen
class Preview:
    """The first rows of a table, and how it would be read.

    `names` are those of the columns, as far as they have any; `header` is the line of theirs. `separator`
    is empty where there is one column, or for an Excel file, which has `sheets` and no `encoding`. `is_guess` says that
    the encoding was only guessed.
    """

    names: tuple[str, ...]
    header: int
    fields: tuple[Field, ...]
    rows: tuple[Row, ...]
    is_certain: bool
    separator: str = ""
    encoding: str = ""
    is_guess: bool = False
    sheets: tuple[str, ...] = ()
    sheet: str = ""

    @property
    def columns(self) -> tuple[str, ...] | int:
        """By what tables are alike whose columns hold the same: their names, or how many there are."""
        return self.names or len(self.fields)


def preview(path: Path, defaults: Defaults, *, is_workbook: bool) -> Preview:
    """Look into a table. Raises BadInput and OSError for one that cannot be read."""
    with path.open("rb") as stream:
        if is_workbook:
            with closing(workbook(stream, defaults)) as book:
                return replace(_seen(book, defaults), sheets=tuple(book.sheets), sheet=book.sheet)
        try:
            return _separated(stream, defaults)
        except NotText:
            if defaults.table.encoding or defaults.encoding:
                raise
            likely = _likely_encoding(stream)
            seen = _separated(stream, replace(defaults, encoding=likely))
            return replace(seen, encoding=likely, is_guess=True)


def _separated(stream: BinaryIO, defaults: Defaults) -> Preview:
    table = separated(stream, defaults)
    separator = "" if table.dialect.has_one_column else table.dialect.separator
    return replace(_seen(table, defaults), separator=separator, encoding=table.encoding)


def _seen(table: Table, defaults: Defaults) -> Preview:
    rows = first_rows(table.rows())
    if not rows:
        raise BadInput(_("there is nothing in it"))
    known = proposal(rows, defaults.table)
    shown = [row for row in rows if row.line > known.header][:SHOWN]
    return Preview(known.names, known.header, known.fields, tuple(shown), known.doubt is not Doubt.HEADER)


def _likely_encoding(stream: BinaryIO) -> str:
    """What a file may be in that is not what it seems to be."""
    stream.seek(0)
    data = stream.read(2**16)
    encoding, _mark = encoding_of(data[:4], None)
    if b"\0" in data:
        return "utf-16-le" if data[1::2].count(0) >= data[::2].count(0) else "utf-16-be"
    return _LIKELY if encoding == "utf-8" else encoding

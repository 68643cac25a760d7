"""Opening tables, whatever they are written in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING, BinaryIO

from annotator.errors import BadInput
from annotator.formats.bundle import BadLine, Defaults, Found
from annotator.formats.tables.reading import articles
from annotator.formats.tables.separated import Separated
from annotator.words import _

if TYPE_CHECKING:
    from annotator.formats.tables.workbook import Workbook


def separated(stream: BinaryIO, defaults: Defaults) -> Separated:
    """A file of separated cells. Raises BadInput."""
    encoding = defaults.table.encoding or defaults.encoding
    return Separated(stream, encoding=encoding, separator=defaults.table.separator)


def workbook(stream: BinaryIO, defaults: Defaults) -> Workbook:
    """An Excel file. Raises BadInput."""
    try:
        from annotator.formats.tables.workbook import Workbook
    except ImportError:
        raise BadInput(_('Excel files need a library; get it with: pip install "hashiya[excel]"')) from None
    return Workbook(stream, sheet=defaults.table.sheet)


def read_separated(stream: BinaryIO, defaults: Defaults) -> Iterator[Found]:
    """The Articles in a file of separated cells."""
    try:
        table = separated(stream, defaults)
    except BadInput as error:
        yield BadLine(0, str(error))
        return
    yield from articles(table, defaults)


def read_workbook(stream: BinaryIO, defaults: Defaults) -> Iterator[Found]:
    """The Articles in a sheet of an Excel file."""
    try:
        book = workbook(stream, defaults)
    except BadInput as error:
        yield BadLine(0, str(error))
        return
    with closing(book):
        yield from articles(book, defaults)

"""The rows of a sheet of an Excel file, one after the other; openpyxl reads it, on whose parts this builds.

It is loaded where there is such a file alone. Of openpyxl's reader for large files the parts are used that read a book
and a cell; the shared texts stay on the disk, rows are forgotten once they are read, and what a sheet has beside rows
is not looked at.
"""

from __future__ import annotations

import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Generator, Iterator
from contextlib import closing
from datetime import date, datetime, time
from functools import cached_property
from typing import IO, Any, BinaryIO
from xml.etree.ElementTree import Element, iterparse

from openpyxl.reader.excel import SHARED_STRINGS, ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils.datetime import from_excel
from openpyxl.utils.exceptions import CellCoordinatesException
from openpyxl.worksheet._reader import DATA_TAG, FORMULA_TAG, ROW_TAG, WorkSheetParser

from annotator.errors import BadInput
from annotator.formats.tables.merged import Merge, Merged, merged_in
from annotator.formats.tables.row import Row
from annotator.formats.tables.shared_strings import SharedStrings
from annotator.formats.tree import MOST_BYTES, MOST_FILES, MOST_TIMES
from annotator.words import _

_OLD = b"\xd0\xcf\x11\xe0"
_SMALL, _LARGE = 2**20, 2**26
"""Bytes that a part of the file may always unpack to, and those that only sheets and shared texts may exceed."""
_MOST_ELEMENTS = 200_000
"""Elements of XML that are held at a time: of a row, or of a part that says what is in the book and how it looks. Excel
has no more than 16,384 cells in a row, and 64,000 styles."""
_HELD = ("[content_types].xml", ".rels", "styles", "workbook.xml")
"""What the names of the parts that are held as a whole have in them, in lower case."""
_CELL = 8
"""Bytes that a cell counts for besides its text: an empty one stands in no file, but takes its time."""
_CHUNK = 2**18
_HALF = re.compile("[\ud800-\udfff]")
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_BROKEN = (
    ArithmeticError,
    AttributeError,
    CellCoordinatesException,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    SyntaxError,  # of XML
    TypeError,
    ValueError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)
"""What openpyxl and zipfile raise for files that are not as they should be."""


class Workbook:
    """One sheet of an Excel file. `sheets` are the names of those that have rows and are not hidden. Raises BadInput
    for what is no Excel file, would unpack to too much, or has no sheet of that name."""

    is_grid = True

    def __init__(self, stream: BinaryIO, *, sheet: str = "") -> None:
        stream.seek(0)
        if stream.read(4) == _OLD:
            raise BadInput(_("it is an old Excel file, or one with a password; save it as .xlsx without one"))
        self._strings = SharedStrings()
        try:
            self._open(stream)
            self.sheet = self._chosen(sheet)
        except BadInput:
            self.close()
            raise
        except _BROKEN as error:
            self.close()
            raise _unreadable() from error

    def _open(self, stream: BinaryIO) -> None:
        _check_size(zipfile.ZipFile(stream))
        self._most = max(_LARGE, MOST_TIMES * stream.seek(0, 2))
        reader = _Reader(stream, self._strings)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles that are not as openpyxl would have them
            reader.read()
        self._book = reader.wb
        if not self._book.worksheets:
            raise _unreadable()
        self._hidden = [one.title for one in self._book.worksheets if one.sheet_state != "visible"]
        visible = (one for one in self._book.worksheets if one.sheet_state == "visible")
        self.sheets = [one.title for one in visible if self._has_rows(one)]

    def _has_rows(self, sheet: Any) -> bool:
        with closing(self._rows(sheet)) as rows:
            return next(rows, None) is not None

    def rows(self) -> Iterator[Row]:
        if not self.sheet:
            return
        sheet, told = self._book[self.sheet], 0
        try:
            merged = Merged(self._merges)
            for row in self._rows(sheet):
                filled = merged.filled(row)
                # Texts and merged cells stand in the file once and count for many rows.
                told += _CELL * len(filled.cells) + sum(map(len, filled.cells))
                if told > self._most:
                    raise BadInput(_("it would unpack to too much"))
                if any(filled.cells) or filled.faults:
                    yield filled
        except _BROKEN as error:
            raise _unreadable() from error

    def told(self) -> Iterator[str]:
        if len(self._book.worksheets) > 1:
            yield _("The sheet that was read: {name}").format(name=self.sheet)
        if self._hidden:
            yield _("Sheets that are hidden were left out: {names}").format(names=", ".join(self._hidden))
        if self._merges:
            yield _("Merged cells count for each row that they cover. There are: {count}.").format(
                count=len(self._merges)
            )

    def encoding_fault(self, _text: str) -> str:
        return ""

    def close(self) -> None:
        self._strings.close()

    @cached_property
    def _merges(self) -> list[Merge]:
        with self._source(self._book[self.sheet]) as source:
            return merged_in(source)

    def _chosen(self, said: str) -> str:
        names = [one.title for one in self._book.worksheets]
        if not said:
            return self.sheets[0] if self.sheets else ""
        if said in names:
            return said
        if said.isdecimal() and 1 <= int(said) <= len(names):
            return str(names[int(said) - 1])
        known = ", ".join(f"“{name}”" for name in names)
        raise BadInput(_("there is no sheet “{name}”; there are: {known}").format(name=said, known=known))

    def _source(self, sheet: Any) -> IO[bytes]:
        source: IO[bytes] = self._book._archive.open(sheet._worksheet_path)
        return source

    def _rows(self, sheet: Any) -> Generator[Row]:
        with self._source(sheet) as source:
            for line, cells in _Cells(source, self._strings, self._book).parse():
                row = _row(line, cells)
                if row is not None:
                    yield row


class _Reader(ExcelReader):  # type: ignore[misc]
    """Reads what a book says of its sheets and of what looks like a date; its shared texts go where they are told."""

    def __init__(self, stream: BinaryIO, strings: SharedStrings) -> None:
        super().__init__(stream, read_only=True, data_only=True, keep_links=False)
        self.shared_strings = strings

    def read(self) -> None:
        self.read_manifest()
        part = self.package.find(SHARED_STRINGS)
        wanted = part.PartName[1:].lower() if part is not None else ""
        for name in self.valid_files:
            if name.lower() == wanted:  # some programs write it in capitals, or not at all
                with self.archive.open(name) as source:
                    self.shared_strings.fill(source)
        self.read_workbook()
        apply_stylesheet(self.archive, self.wb)
        self.read_worksheets()


class _Cells(WorkSheetParser):  # type: ignore[misc]
    """Reads rows and nothing else of a sheet. A cell that cannot be read has the type “e”, a formula without a stored
    value the type “f”."""

    def __init__(self, source: IO[bytes], strings: SharedStrings, book: Any) -> None:
        super().__init__(source, strings, data_only=True, epoch=book.epoch)
        self._days, self._lengths = book._date_formats, book._timedelta_formats

    def parse(self) -> Iterator[tuple[int, list[dict[str, Any]]]]:
        data: Element | None = None
        held = 0
        for event, element in iterparse(self.source, ("start", "end")):
            held += event == "start"
            if held > _MOST_ELEMENTS:
                raise BadInput(_("a row has more cells than any program writes"))
            if element.tag == DATA_TAG:
                data = element
                if event == "end":
                    return
            elif event == "end" and element.tag == ROW_TAG:
                held = 0
                yield self.parse_row(element)
                self.row_dimensions.clear()
                if data is not None:
                    data.clear()

    def parse_cell(self, element: Element) -> dict[str, Any]:
        try:
            cell: dict[str, Any] = super().parse_cell(element)
            style = cell["style_id"]
            if cell["value"] is None:
                if element.find(FORMULA_TAG) is not None:
                    cell["data_type"] = "f"
            elif cell["data_type"] == "n" and style in self._days:
                cell["value"] = from_excel(cell["value"], self.epoch, timedelta=style in self._lengths)
        except (ValueError, IndexError, OverflowError, TypeError):
            return {"column": self.col_counter, "value": "", "data_type": "e"}
        return cell


def _row(line: int, cells: list[dict[str, Any]]) -> Row | None:
    """The row as text up to its last cell that is not empty; None where all are."""
    found: dict[int, str] = {}
    faults: dict[int, str] = {}
    for cell in cells:
        at, value = cell["column"] - 1, cell["value"]
        if cell["data_type"] == "f":
            faults[at] = _("the formula has no stored value; open the file in a spreadsheet program and save it there")
        elif cell["data_type"] == "e":
            faults[at] = _("the cell cannot be read, or is an error of a formula: {value}").format(value=value or "?")
        elif value is not None and (text := _as_text(value)):
            found[at] = text
    if not found and not faults:
        return None
    texts = [""] * (max((*found, *faults)) + 1)
    for at, text in found.items():
        texts[at] = text
    return Row(line, tuple(texts), faults=faults)


def _as_text(value: object) -> str:
    match value:
        case str():
            return _unescaped(value)
        case bool():
            return str(value).upper()
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime() | date() | time():
            return value.isoformat()
    return str(value)


def _unescaped(text: str) -> str:
    """The text with the characters that Excel writes by their numbers: _x000D_ is a carriage return.

    >>> _unescaped("a_x000D_\\nb_x005F_x000D_")
    'a\\r\\nb_x000D_'
    """
    if "_x" not in text:
        return text
    text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    if _HALF.search(text):  # letters beyond 16 bits are written as two numbers
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    return text


def _check_size(archive: zipfile.ZipFile) -> None:
    """Raises BadInput for a file that would unpack to too much."""
    parts = archive.infolist()
    if len(parts) > MOST_FILES or sum(part.file_size for part in parts) > MOST_BYTES:
        raise BadInput(_("it would unpack to too much"))
    for part in parts:
        is_large = "sheet" in part.filename or "sharedStrings" in part.filename
        if part.file_size > max(_SMALL, MOST_TIMES * part.compress_size) or (part.file_size > _LARGE and not is_large):
            raise BadInput(_("“{name}” would unpack to too much").format(name=part.filename))
        if any(name in part.filename.lower() for name in _HELD):
            _check_elements(archive, part)


def _check_elements(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    with archive.open(part) as source:
        held = 0
        while chunk := source.read(_CHUNK):
            held += chunk.count(b"<")
            if held > _MOST_ELEMENTS:
                raise BadInput(_("“{name}” would unpack to too much").format(name=part.filename))


def _unreadable() -> BadInput:
    return BadInput(_("it is no Excel file that can be read; open it in a spreadsheet program and save it as .xlsx"))

"""Cells between separators, a row a line or, inside quotation marks, several: CSV, TSV and their kin."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO

from annotator.errors import BadInput
from annotator.formats.encoding import decode, encoding_of, unmarked_utf16
from annotator.formats.tables.dialects import SEPARATORS, Dialect, Quoting, dialect_of
from annotator.formats.tables.row import LONGEST, MOST_CELLS, Row
from annotator.words import _

_HINT = re.compile(rf"sep=([{re.escape(''.join(SEPARATORS))}])[\r\n]", re.IGNORECASE)
_SAMPLE = 2**18
"""Bytes by which separator and quoting are found out."""


class NotText(BadInput):
    """The beginning of a file is no text in the encoding that it is read in."""


class Separated:
    """The rows of a file of separated cells. Raises NotText, and BadInput for an encoding that is none."""

    is_grid = False
    sheets: Sequence[str] = ()

    def __init__(self, stream: BinaryIO, *, encoding: str | None = None, separator: str = "") -> None:
        self._stream = stream
        stream.seek(0)
        sample = stream.read(_SAMPLE)
        self.encoding, self._mark = encoding_of(sample[:4], encoding)
        beginning = _beginning(sample[self._mark :], self.encoding, is_whole=len(sample) < _SAMPLE)
        if "\0" in beginning and encoding is None:
            raise NotText(unmarked_utf16())
        # A carriage return alone ends lines only where nothing else does, as on old Macs; else it is part of a cell.
        self._newline = "\n" if "\n" in beginning or "\r" not in beginning else "\r"
        hint = _hint_in(beginning)
        self._skips = bool(hint)
        if self._skips:
            beginning = beginning.partition(self._newline)[2]
        self.dialect: Dialect = dialect_of(beginning, separator or hint, is_whole=len(sample) < _SAMPLE)

    def rows(self) -> Iterator[Row]:
        self._stream.seek(self._mark)
        csv.field_size_limit(LONGEST)
        with _text(self._stream, self.encoding, self._newline) as text:
            reader = self.dialect.reader(_lines(text))
            if self._skips:
                next(reader)
            while True:
                line = reader.line_num + 1
                try:
                    cells = next(reader)
                except StopIteration:
                    return
                except csv.Error as error:
                    yield Row(line, fault=self._fault(error))
                    continue
                except UnicodeError as error:
                    raise BadInput(self._undecodable(line)) from error
                if len(cells) > MOST_CELLS and any(cells):
                    told = _("the row has {count} cells, but a table has {most} columns at most")
                    yield Row(line, fault=told.format(count=len(cells), most=MOST_CELLS))
                elif any(cells):
                    yield Row(line, tuple(cells))

    def told(self) -> Iterator[str]:
        separator = _("nothing, there is one column")
        if not self.dialect.has_one_column:
            separator = separator_name(self.dialect.separator)
        yield _("Cells are separated by: {separator}. Encoding: {encoding}.").format(
            separator=separator, encoding=self.encoding.upper()
        )
        if self.dialect.quoting is Quoting.NONE:
            yield _("Quotation marks are letters like all others here: they do not stand around cells.")
        elif self.dialect.quoting is Quoting.ESCAPED:
            yield _("Quotation marks inside cells have a backslash before them here, which was taken away.")

    def encoding_fault(self, text: str) -> str:
        """The sentence for text in which bytes are no letters of the encoding; empty where all are."""
        try:
            text.encode()
        except UnicodeEncodeError as error:
            if "\udc80" <= text[error.start] <= "\udcff":
                return _(
                    "it has bytes that are not {encoding}. If the text is in another encoding, name it with --encoding "
                    "(windows-1256 is the usual one for older Arabic files)"
                ).format(encoding=self.encoding.upper())
        return ""

    def _undecodable(self, line: int) -> str:
        return _("line {line}: {reason}").format(line=line, reason=self.encoding_fault("\udc80"))

    @staticmethod
    def _fault(error: csv.Error) -> str:
        told = str(error)
        if "limit" in told:
            return _("a cell is longer than {most} characters; is a quotation mark missing that closes it?").format(
                most=LONGEST
            )
        if "new-line" in told:
            return _("a newline stands in a cell that is not in quotation marks")
        if "end of data" in told:
            return _("the quotation mark that opens a cell here is never closed")
        return _(
            "a quotation mark stands where none can: inside a cell in quotation marks it has to be doubled, and behind "
            "the one that closes a cell comes a separator"
        )


def separator_name(separator: str) -> str:
    """A separator as it is told to people."""
    return {",": _("comma"), ";": _("semicolon"), "\t": _("tab"), "|": _("bar")}.get(separator, separator)


def _beginning(data: bytes, encoding: str, *, is_whole: bool) -> str:
    """The sample as text; raises NotText that says where it fails."""
    try:
        return codecs.getincrementaldecoder(encoding)().decode(data, is_whole)
    except UnicodeError:
        pass
    try:
        return decode(data, encoding)
    except BadInput as error:
        raise NotText(str(error)) from error


def _hint_in(beginning: str) -> str:
    """The separator that a first line names for Excel, as in `sep=;`; else nothing."""
    found = _HINT.match(beginning)
    return found[1] if found else ""


@contextmanager
def _text(stream: BinaryIO, encoding: str, newline: str) -> Iterator[io.TextIOWrapper]:
    """The stream as text with its newlines as they are. What is no text stays as surrogates, which are found later."""
    text = io.TextIOWrapper(stream, encoding=encoding, errors="surrogateescape", newline=newline)
    try:
        yield text
    finally:
        text.detach()


def _lines(text: io.TextIOWrapper) -> Iterator[str]:
    while line := text.readline(LONGEST + 1):
        if len(line) > LONGEST:
            raise BadInput(_("a line is longer than {most} characters").format(most=LONGEST))
        yield line

"""Rows as Articles, each looked at before it is believed, and at the end what there is to know about them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice

from annotator.errors import BadInput
from annotator.formats.bundle import BadLine, Bundle, Defaults, Found, Note
from annotator.formats.encoding import fault_of
from annotator.formats.fields import Field
from annotator.formats.json_parts import Gathered
from annotator.formats.tables.days import Sure, day_in
from annotator.formats.tables.proposal import Doubt, Proposal, proposal
from annotator.formats.tables.row import Row, Table
from annotator.model.article import Article, title_of
from annotator.model.check import unwritable
from annotator.model.clock import now
from annotator.model.ids import new_uid
from annotator.words import _

FULL_CELL = 32_767
"""UTF-16 units that a cell of Excel can hold."""

_FIRST_ROWS, _FIRST_CHARACTERS = 200, 2**21
"""By so many rows, or as many as have so much text, a table is judged."""


def first_rows(rows: Iterator[Row]) -> list[Row]:
    """The rows by which a table is judged, taken from the beginning of `rows`."""
    first: list[Row] = []
    held = 0
    for row in islice(rows, _FIRST_ROWS):
        first.append(row)
        held += len(row.cells) + sum(map(len, row.cells))
        if held > _FIRST_CHARACTERS:
            break
    return first


def articles(table: Table, defaults: Defaults) -> Iterator[Found]:
    """An Article for each row, or why it is none; at the beginning how the table is read, at the end what was met."""
    rows = table.rows()
    try:
        first = first_rows(rows)
        if not first:
            raise BadInput(_("there is nothing in it"))
        known = proposal(first, defaults.table)
        if len(table.sheets) > 1 and not defaults.table.sheet:
            raise BadInput(_in_doubt(Doubt.SHEET, table))
        if known.doubt:
            raise BadInput(_in_doubt(known.doubt, table))
    except BadInput as error:
        yield BadLine(0, str(error))
        return
    for told in (*table.told(), *told_of(known)):
        yield Note(0, told)
    making = _Making(table, known, defaults)
    try:
        for row in chain(first, rows):
            if row.line > known.header or row.fault:
                yield making.found(row)
    except BadInput as error:
        yield BadLine(making.line, str(error))
    yield from making.notes()


def told_of(known: Proposal) -> Iterator[str]:
    """How columns are read, in sentences."""
    used = "; ".join(f"{field} = “{known.name(at)}”" for at, field in enumerate(known.fields) if field.is_single)
    yield _("Columns: {columns}").format(columns=used)
    for field, told in (
        (Field.METADATA, _("Columns that are kept as metadata: {columns}")),
        (Field.NONE, _("Columns that are left out: {columns}")),
    ):
        names = ", ".join(f"“{known.name(at)}”" for at, own in enumerate(known.fields) if own is field)
        if names:
            yield told.format(columns=names)
    if not known.header:
        yield _("The first row is an article: no row of names was found.")
    elif known.above:
        yield _("Rows above that of the names were left out: {count}.").format(count=known.above)


def _in_doubt(doubt: Doubt, table: Table) -> str:
    """The sentence for what could not be decided, with the option that does it."""
    match doubt:
        case Doubt.SHEET:
            names = ", ".join(f"“{name}”" for name in table.sheets)
            return _("several sheets have rows: {names}; say which is meant with --sheet").format(names=names)
        case Doubt.HEADER:
            return _(
                "it is not certain whether the first row holds the names of the columns; say so with --header or "
                "--no-header"
            )
    return _("it is not certain which column holds the text of the articles; name it with --column text=NAME")


class _Making:
    """Makes Articles of rows, and counts what is to be told."""

    def __init__(self, table: Table, known: Proposal, defaults: Defaults) -> None:
        self._table = table
        self._known = known
        self._defaults = defaults
        self._month_first = bool(defaults.table.month_first)
        self._text = known.place(Field.TEXT)
        self._told = Gathered()
        self.line = 1

    def found(self, row: Row) -> Bundle | BadLine:
        self.line = row.line
        try:
            return Bundle(self._article(row), line=row.line)
        except BadInput as error:
            return BadLine(row.line, str(error))

    def notes(self) -> Iterator[Note]:
        """Everything that was counted."""
        return self._told.notes()

    def _count(self, sentence: str) -> None:
        self._told.count(sentence, self.line)

    def _article(self, row: Row) -> Article:
        if row.fault:
            raise BadInput(row.fault)
        self._look_at_width(row)
        text = self._text_of(row)
        about = dict.fromkeys(Field, "")
        metadata: list[tuple[str, str]] = []
        says_day = False
        for at, cell in enumerate(row.cells):
            field = self._known.fields[at] if at < len(self._known.fields) else self._defaults.table.others
            if field in (Field.TEXT, Field.NONE):
                continue
            if at in row.faults:
                self._count(_("Cells that cannot be read were taken as empty: {count}."))
            elif not cell:
                continue
            elif field is Field.METADATA:
                metadata.append((self._clean(self._known.name(at)), self._clean(cell)))
            elif field is not Field.PUBLISHED:
                about[field] = self._clean(cell.strip())
            elif cell.strip():
                about[field], says_day = self._day(cell), True
                if not about[field]:
                    metadata.append((self._clean(self._known.name(at)), self._clean(cell)))
        return Article(
            about[Field.ID] or new_uid(),
            about[Field.TITLE] or title_of(text),
            text,
            about[Field.SOURCE] or self._defaults.source,
            about[Field.URL],
            about[Field.PUBLISHED] if says_day else self._defaults.published,
            tuple(metadata),
            now(),
        )

    def _look_at_width(self, row: Row) -> None:
        """Raises BadInput for a row with more cells than there are columns; counts those with fewer."""
        width = len(self._known.fields)
        if self._table.is_grid:
            return
        if len(row.cells) > width and any(row.cells[width:]):
            raise BadInput(
                _(
                    "the row has {count} cells, but there are {width} columns; a cell with a separator in it has to be "
                    "in quotation marks"
                ).format(count=len(row.cells), width=width)
            )
        if len(row.cells) < width:
            self._count(_("Rows that end before the last column: {count}. Is a text torn there?"))

    def _text_of(self, row: Row) -> str:
        at = self._text
        if at is not None and at in row.faults:
            raise BadInput(row.faults[at])
        text = row.cells[at] if at is not None and at < len(row.cells) else ""
        if fault := fault_of(text):
            raise BadInput(self._table.encoding_fault(text) or fault)
        if len(text) * 2 >= FULL_CELL and len(text) + sum(char > "\uffff" for char in text) == FULL_CELL:
            self._count(
                _("Texts that are just as long as a cell of Excel can be, and were probably cut there: {count}.")
            )
        if "_x000D_" in text:
            self._count(
                _("Texts with _x000D_ in them, which Excel writes for a newline; they stay as they are: {count}.")
            )
        return text

    def _clean(self, cell: str) -> str:
        if fault := unwritable(cell):
            raise BadInput(self._table.encoding_fault(cell) or fault)
        return cell

    def _day(self, cell: str) -> str:
        """The ISO day in a cell, empty where it names none. Raises BadInput for one that shows that day and month are
        the other way round in this table."""
        day = day_in(cell, month_first=self._month_first)
        match day.sure:
            case Sure.OTHER_WAY:
                told = _(
                    "“{cell}” is a day only where the month comes first; if it does in this table, say --month-first"
                )
                if self._month_first:
                    told = _(
                        "“{cell}” is a day only where the month comes second; if it does in this table, say --day-first"
                    )
                raise BadInput(told.format(cell=cell.strip()))
            case Sure.EITHER if self._defaults.table.month_first is None:
                self._count(_("Dates such as 03/04/2026, which were read with the day first: {count}."))
            case Sure.HIJRI:
                self._count(_("Hijri dates, which were converted by the calendar of Umm al-Qura: {count}."))
            case Sure.NO:
                self._count(_("Dates that cannot be read, which were kept as metadata: {count}."))
        return day.iso

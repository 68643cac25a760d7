"""Tables, as CSV that Excel shows in Arabic and as Excel's own files: one Span a row where they are written, for people
with a spreadsheet, and one Article a row where they are read (`tables`).

A table of Spans has no whole texts in it, so it cannot be read back. What a spreadsheet would take for a formula is a
text here: in CSV such a cell begins with an apostrophe, in Excel's files every cell says of itself that it is a text.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain
from typing import BinaryIO

from annotator.errors import BadInput
from annotator.formats.bundle import Format, Options, Pack
from annotator.formats.parts import EVERYTHING, Part, kept
from annotator.formats.tables.opening import read_separated, read_workbook
from annotator.model.annotation import Layer, Span
from annotator.model.article import Article
from annotator.model.schema import Schema
from annotator.words import _

COLUMNS = (
    "article", "title", "source", "url", "published", "annotator", "status", "start", "end", "text", "before", "after",
    "label", "label_ar", "label_en", "kind", "type", "value", "attributes", "note", "origin", "confidence", "fragments",
)  # fmt: skip
"""`start`, `end` and `fragments` count code points of the article; several fragments are joined by a space."""
CARRIES = EVERYTHING - {Part.TEXT, Part.RELATIONS, Part.ARGUMENTS, Part.METADATA}

_CONTEXT = 40
"""Characters of the text before and after a Span."""
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠﹣﹢﹦﹫−]")
_MOST_ROWS = 1_048_576
_LONGEST_CELL = 32_767
_NO_DAY = datetime(1980, 1, 1)
"""When a workbook says it was made: the first day that a zip can tell, so that the same Spans make the same bytes."""
_NO_CELL = re.compile("[\ufffe\uffff]")
"""What cannot stand in a workbook; control characters can, for it has a spelling of its own for them (`_x0001_`)."""
_WIDTHS = {"text": 30, "title": 30, "before": 34, "after": 34, "note": 24, "attributes": 24}

Cell = str | int


def rows(packs: Iterable[Pack], schema: Schema) -> Iterator[tuple[Cell, ...]]:
    """One row a Span, Article by Article and Layer by Layer, in reading order."""
    for pack in packs:
        for layer in pack.layers:
            for span in kept(layer, CARRIES, schema).spans:
                yield _row(pack.article, layer, span, schema)


def _row(article: Article, layer: Layer, span: Span, schema: Schema) -> tuple[Cell, ...]:
    label = schema.label(span.label)
    titles = label.titles if label else {}
    return (
        article.uid,
        article.title,
        article.source,
        article.url,
        article.published,
        layer.id.annotator,
        layer.status.value,
        span.start,
        span.end,
        span.surface(article.text),
        article.text[max(span.start - _CONTEXT, 0) : span.start],
        article.text[span.end : span.end + _CONTEXT],
        span.label,
        titles.get("ar", ""),
        titles.get("en", ""),
        schema.kind(span.label).value,
        span.type,
        span.value,
        "; ".join(f"{one.name}={one.value}" for one in span.attributes),
        span.note,
        span.origin,
        "" if span.confidence is None else f"{span.confidence:.2f}",
        " ".join(f"{start}-{end}" for start, end in span.fragments),
    )


def harmless(cell: Cell) -> Cell:
    """The cell with an apostrophe before what a spreadsheet would take for a formula.

    >>> harmless("=1+1"), harmless("1+1"), harmless(-1)
    ("'=1+1", '1+1', -1)
    """
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell


def separated(rows: Iterable[Sequence[str | float | None]]) -> str:
    """Rows as CSV in which nothing is a formula: RFC 4180, for a clipboard or a file."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    for row in rows:
        writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in row])
    return out.getvalue()


def write_csv(packs: Iterable[Pack], schema: Schema, out: BinaryIO, _options: Options) -> int:
    """Write RFC 4180 with a byte order mark, by which Excel knows UTF-8; returns the number of Spans."""
    out.write(b"\xef\xbb\xbf")
    line = io.StringIO(newline="")
    writer = csv.writer(line, lineterminator="\r\n")
    written = -1
    for row in chain([COLUMNS], rows(packs, schema)):
        writer.writerow(map(harmless, row))
        out.write(line.getvalue().encode())
        line.seek(0)
        line.truncate()
        written += 1
    return written


def write_xlsx(packs: Iterable[Pack], schema: Schema, out: BinaryIO, _options: Options) -> int:
    """Write one sheet, from right to left, a row at a time; returns the number of Spans. Raises BadInput for more than
    Excel has rows, and for a text that is longer than a cell can be."""
    try:
        import xlsxwriter
    except ImportError:
        raise BadInput(_('Excel files need a library; get it with: pip install "hashiya[excel]"')) from None
    written = 0
    with xlsxwriter.Workbook(out, {"constant_memory": True}) as book:
        book.set_properties({"created": _NO_DAY})
        sheet = book.add_worksheet("Hashiya")
        head = book.add_format({"bold": True, "bottom": 1})
        sheet.right_to_left()
        sheet.freeze_panes(1, 0)
        for column, name in enumerate(COLUMNS):
            sheet.set_column(column, column, _WIDTHS.get(name, 12))
            sheet.write_string(0, column, name, head)
        for written, row in enumerate(rows(packs, schema), 1):
            if written >= _MOST_ROWS:
                raise BadInput(_("An Excel sheet has no room for so many spans. Export to csv, or a part of them."))
            for column, cell in enumerate(row):
                if isinstance(cell, int):
                    sheet.write_number(written, column, cell)
                elif cell:
                    sheet.write_string(written, column, _fitting(cell, row, column))
    return written


def _fitting(text: str, row: Sequence[Cell], column: int) -> str:
    """The text, where it is no longer than a cell can be."""
    if len(text) + sum(char > "\uffff" for char in text) > _LONGEST_CELL:
        raise BadInput(
            _(
                "“{title}”: “{column}” is longer than a cell of Excel can be ({most} characters). Export to csv, which "
                "has no such end. Nothing was exported"
            ).format(title=row[COLUMNS.index("title")], column=COLUMNS[column], most=_LONGEST_CELL)
        )
    return text


def _sniff_csv(_data: bytes, name: str) -> bool:
    return name.lower().endswith((".csv", ".tsv"))


def _sniff_xlsx(_data: bytes, name: str) -> bool:
    return name.lower().endswith((".xlsx", ".xlsm"))


CSV = Format(
    "csv", (".csv",), read=read_separated, write=write_csv, carries=CARRIES, sniff=_sniff_csv, reads_back=False
)
XLSX = Format(
    "xlsx",
    (".xlsx", ".xlsm"),
    read=read_workbook,
    write=write_xlsx,
    carries=CARRIES - {Part.CHARACTERS},
    sniff=_sniff_xlsx,
    needs="excel",
    reads_back=False,
    forbidden=_NO_CELL,
)

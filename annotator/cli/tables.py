"""The options that say how tables are to be read, for the verbs that read files."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from annotator.errors import BadInput
from annotator.formats.fields import Field, TableReading
from annotator.words import _

_SEPARATORS = {"tab": "\t", "comma": ",", "semicolon": ";", "bar": "|"}
_OPTIONS = (
    click.option(
        "--column",
        "columns",
        metavar=_("FIELD=NAME"),
        multiple=True,
        help=_(
            "In tables: what a column holds, by its name or number: text=NAME, title=, published=, source=, url=, id=, "
            "metadata= or none=. May be given several times; columns that nothing is said of are found out."
        ),
    ),
    click.option(
        "--other-columns",
        type=click.Choice(["keep", "drop"]),
        default="keep",
        help=_("In tables: keep all other columns as metadata (the default), or leave them out."),
    ),
    click.option(
        "--header/--no-header",
        "has_header",
        default=None,
        help=_("In tables: whether a row holds the names of columns."),
    ),
    click.option(
        "--month-first/--day-first", "month_first", default=None, help=_("In tables: how 03/04/2026 is to be read.")
    ),
    click.option(
        "--separator", metavar=_("CHARACTER"), default="", help=_("In tables: what separates cells; tab is a tab.")
    ),
    click.option("--sheet", metavar=_("NAME"), default="", help=_("In Excel files: the sheet, by its name or number.")),
)


def table_options(verb: Callable[..., Any]) -> Callable[..., Any]:
    """Give a verb the options of tables, which reach it together as `table`, a TableReading."""

    @wraps(verb)
    def reading(
        *args: Any,
        columns: tuple[str, ...],
        other_columns: str,
        has_header: bool | None,
        month_first: bool | None,
        separator: str,
        sheet: str,
        **others: Any,
    ) -> Any:
        table = TableReading(
            tuple(map(_column, columns)),
            Field.METADATA if other_columns == "keep" else Field.NONE,
            _separator(separator),
            has_header,
            sheet,
            month_first,
        )
        return verb(*args, table=table, **others)

    made: Callable[..., Any] = reading
    for option in reversed(_OPTIONS):
        made = option(made)
    return made


def _column(said: str) -> tuple[Field, str]:
    """A field and the name of its column from `text=النص`. Raises BadInput."""
    field, sign, name = said.partition("=")
    if not sign or not name.strip() or field.strip() not in set(Field):
        raise BadInput(
            _("“{said}” is no --column; write it as text=NAME, with one of: {fields}").format(
                said=said, fields=", ".join(Field)
            )
        )
    return Field(field.strip()), name.strip()


def _separator(said: str) -> str:
    """One character, from itself or its name. Raises BadInput."""
    sign = _SEPARATORS.get(said.lower(), said.replace("\\t", "\t"))
    if len(sign) > 1 or sign in ('"', "\n", "\r", "\\"):
        raise BadInput(
            _("“{said}” is no separator; it has to be one character, such as , ; | or tab").format(said=said)
        )
    return sign

"""The dashboard as one page of HTML, to be sent and printed: no script, and nothing fetched from anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotator.review.figures import Board, Figure, Form, Kind, Table, Tile, shown
from annotator.review.page.markup import safe
from annotator.review.page.style import style
from annotator.review.page.svg import drawing
from annotator.words import _, is_right_to_left, language, ngettext

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_SHORT = 16
"""Rows of a table that is shown without being asked for."""


def page(board: Board, project: str, covers: str, made: str) -> str:
    """The whole page. `covers` says in words what of the project is counted, empty for all of it; `made` is the day."""
    way = "rtl" if is_right_to_left() else "ltr"
    title = _("How the work goes")
    about = " · ".join(filter(None, (_("Made on {day}").format(day=made), covers)))
    tiles = "".join(map(_tile, board.tiles))
    nothing = safe(_("Nobody has begun yet."))
    figures = "".join(map(_section, board.figures)) or f"<section><p>{nothing}</p></section>\n"
    return (
        f'<!DOCTYPE html>\n<html lang="{language()}" dir="{way}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="generator" content="Hashiya">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{safe(project)} – {safe(title)}</title>\n<style>{style()}</style>\n</head>\n<body>\n"
        f'<header>\n<p class="soft">{safe(title)}</p>\n<h1><bdi>{safe(project)}</bdi></h1>\n'
        f'<p class="soft">{_with_days(about)}</p>\n</header>\n<ul class="tiles">\n{tiles}</ul>\n'
        f"<main>\n{figures}</main>\n</body>\n</html>\n"
    )


def _with_days(text: str) -> str:
    """Words with days in them, which Arabic letters before them would turn round."""
    return _DAY.sub(r"<bdi>\g<0></bdi>", safe(text))


def _tile(tile: Tile) -> str:
    return f"<li><b><bdi>{safe(tile.value)}</bdi></b><span>{safe(tile.text)}</span></li>\n"


def _section(figure: Figure) -> str:
    picture = drawing(figure)
    if picture:
        picture = f'<div class="drawing scroll">\n{picture}</div>\n'
    return (
        f'<section id="{figure.key}">\n<h2>{safe(figure.title)}</h2>\n<p class="soft">{safe(figure.note)}</p>\n'
        f"{_legend(figure)}{picture}{_table(figure)}</section>\n"
    )


def has_legend(figure: Figure) -> bool:
    """Whether it has to be told what the colours of a figure are."""
    return figure.form in (Form.BARS, Form.DAYS) and (len(figure.series) > 1 or figure.form is Form.DAYS)


def _legend(figure: Figure) -> str:
    if not has_legend(figure):
        return ""
    items = "".join(
        f'<li><i class="{f"t{one.tone}" if one.tone >= 0 else "to"}"></i><bdi>{safe(one.name)}</bdi></li>\n'
        for one in figure.series
    )
    return f'<ul class="legend">\n{items}</ul>\n'


def _table(figure: Figure) -> str:
    table = figure.table
    count = len(table.rows)
    is_open = " open" if count <= _SHORT or figure.form is Form.TABLE else ""
    told = ngettext("Table: {n} row", "Table: {n} rows", count)
    return (
        f'<details{is_open}>\n<summary>{safe(told)}</summary>\n<div class="scroll"><table>\n'
        f"<thead><tr>{''.join(_heads(table))}</tr></thead>\n<tbody>\n{''.join(_rows(table))}</tbody>\n"
        "</table></div>\n</details>\n"
    )


def _heads(table: Table) -> Iterator[str]:
    for column in table.columns:
        yield f'<th scope="col"{_side(column.kind)}><bdi>{safe(column.title)}</bdi></th>'


def _rows(table: Table) -> Iterator[str]:
    for row in table.rows:
        cells = zip(row, table.columns, strict=True)
        yield (
            "<tr>"
            + "".join(
                f"<td{_side(column.kind)}><bdi>{safe(shown(cell, column.kind))}</bdi></td>" for cell, column in cells
            )
            + "</tr>\n"
        )


def _side(kind: Kind) -> str:
    return "" if kind is Kind.TEXT else ' class="n"'

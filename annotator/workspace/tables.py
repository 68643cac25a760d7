"""Looking into tables before they are imported: what they seem to be, and what would come of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from annotator.edits.report import Remark
from annotator.edits.sources import Source, sources_of
from annotator.errors import BadInput
from annotator.formats.bundle import BadLine, Bundle, Defaults
from annotator.formats.fields import Field, TableReading
from annotator.formats.tables.days import day_in
from annotator.formats.tables.preview import Preview, preview
from annotator.formats.tables.row import Row
from annotator.formats.tables.separated import separator_name
from annotator.frozen import frozen
from annotator.words import _

__all__ = [
    "Field",
    "Group",
    "Preview",
    "Remark",
    "Row",
    "Survey",
    "TableReading",
    "could_hold_tables",
    "day_of",
    "look",
    "separator_name",
    "survey",
    "tables_among",
]

Progress = Callable[[int, int], None]
"""Told how much is done and how much there is; it may raise to cancel."""

ENDINGS = (".csv", ".tsv", ".xlsx", ".xlsm")
_WORKBOOK = "xlsx"
_TOLD = 50
"""Rows that cannot come in of which it is said why."""


@frozen
class Group:
    """Tables with the same columns, which are imported alike. `preview` is that of the first; where that cannot be
    read, it is None and `fault` says why."""

    paths: tuple[Path, ...]
    is_workbook: bool
    preview: Preview | None
    fault: str = ""


@frozen
class Survey:
    """What an import of tables would do: how many Articles come in and how many rows cannot, why the first of these
    cannot (`faults`), and what else is to be known (`notes`)."""

    articles: int
    bad: int
    faults: tuple[Remark, ...]
    notes: tuple[Remark, ...]


def could_hold_tables(paths: Iterable[Path]) -> bool:
    """Whether there may be tables among files and in folders, without a look at any."""
    return any(path.suffix.lower() in ENDINGS or path.is_dir() for path in paths)


def tables_among(
    paths: Sequence[Path], encoding: str | None = None, progress: Progress = lambda _done, _total: None
) -> list[Group]:
    """The tables among files and in folders, those with the same columns together. What cannot be imported at all is
    passed over: the import will say so."""
    try:
        sources = [one for one in sources_of(paths) if not one.format.reads_back]
    except (BadInput, OSError):
        return []
    groups: dict[object, list[Source]] = {}
    looks: dict[object, tuple[Preview | None, str]] = {}
    for done, source in enumerate(sources):
        progress(done, len(sources))
        seen, fault = _looked(source, TableReading(), encoding)
        key = source.path if seen is None else (seen.columns, bool(seen.header), seen.is_guess and seen.encoding)
        groups.setdefault(key, []).append(source)
        looks.setdefault(key, (seen, fault))
    return [
        Group(tuple(one.path for one in alike), _is_workbook(alike[0]), *looks[key]) for key, alike in groups.items()
    ]


def day_of(cell: str, *, month_first: bool) -> str:
    """The ISO day that a cell names, as an import reads it; empty where it names none."""
    return day_in(cell, month_first=month_first).iso


def look(path: Path, reading: TableReading, encoding: str | None = None) -> Preview:
    """The beginning of a table, read as said. Raises BadInput."""
    seen, fault = _looked(sources_of([path])[0], reading, encoding)
    if seen is None:
        raise BadInput(fault)
    return seen


def survey(
    paths: Sequence[Path],
    reading: TableReading,
    encoding: str | None = None,
    progress: Progress = lambda _done, _total: None,
) -> Survey:
    """Read tables through without importing them. Raises BadInput where one cannot be read as said."""
    articles = bad = 0
    faults: list[Remark] = []
    notes: list[Remark] = []
    sources = sources_of(paths)
    before, total = 0, sum(source.size for source in sources)
    for source in sources:
        for found, done in source.found(Defaults("", encoding=encoding, table=reading)):
            progress(before + done, total)
            if isinstance(found, Bundle):
                articles += 1
            elif not isinstance(found, BadLine):
                notes += [Remark(source.path, found.line, found.text)] if found.line else []
            elif not found.line:
                raise BadInput(_of(source, found.reason))
            else:
                bad += 1
                faults += [Remark(source.path, found.line, found.reason)] if bad <= _TOLD else []
        before += source.size
    return Survey(articles, bad, tuple(faults), tuple(notes))


def _looked(source: Source, reading: TableReading, encoding: str | None) -> tuple[Preview | None, str]:
    try:
        defaults = Defaults("", encoding=encoding, table=reading)
        return preview(source.path, defaults, is_workbook=_is_workbook(source)), ""
    except (BadInput, OSError) as error:
        return None, _of(source, str(error))


def _of(source: Source, fault: str) -> str:
    return _("“{name}” cannot be imported so: {reason}").format(name=source.path.name, reason=fault)


def _is_workbook(source: Source) -> bool:
    return source.format.name == _WORKBOOK

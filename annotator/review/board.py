"""The figures of the dashboard, made of numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from annotator.model.annotation import Status
from annotator.model.status_word import status_word
from annotator.review.calendar import without_gaps
from annotator.review.compared import Compared
from annotator.review.compared_figures import compared_figures, unchosen
from annotator.review.figures import (
    OTHERS,
    Board,
    Cell,
    Column,
    Figure,
    Form,
    Kind,
    Series,
    Table,
    Tile,
    gathered,
    shown,
)
from annotator.review.palette import STATUS_TONES
from annotator.review.progress import Day, Numbers, Quartiles
from annotator.words import _

Titles = Mapping[str, str]
"""What Labels are called, by name."""


def board(numbers: Numbers, compared: Compared | None, titles: Titles, *, is_all: bool = True) -> Board:
    """All figures. Where nobody has been `compared` (yet), those that do are missing; where not all statuses and days
    were chosen (`is_all`), figures say so for which that makes no difference."""
    own = (
        _by_day(
            numbers,
            "spans_by_day",
            _("Spans by day"),
            _("Spans that were marked, accepted or imported on each day, by the clock of this computer."),
            lambda day: day.added,
        ),
        _by_day(
            numbers,
            "articles_by_day",
            _("Finished articles by day"),
            _("Each article counts for the day on which an annotator said last that it is done."),
            lambda day: day.finished,
        ),
        _statuses(numbers),
        _labels(numbers, titles),
        _article_times(numbers),
        _span_times(numbers),
    )
    others = compared_figures(compared, titles, is_all=is_all) if compared is not None else ()
    gold = _gold(numbers) if is_all else unchosen(_gold(numbers))
    return Board(_tiles(numbers, compared), tuple(one for one in (*own, *others, gold) if not one.is_empty))


def _tiles(numbers: Numbers, compared: Compared | None) -> tuple[Tile, ...]:
    hours = sum(numbers.seconds.values()) / 3600
    found = [
        Tile(shown(numbers.articles, Kind.COUNT), _("articles")),
        Tile(shown(len(numbers.annotators), Kind.COUNT), _("annotators")),
        Tile(shown(numbers.finished, Kind.COUNT), _("finished by an annotator")),
        Tile(shown(numbers.spans, Kind.COUNT), _("spans")),
        Tile(f"{hours:,.1f}", _("hours of work")),
    ]
    f1 = compared.f1 if compared is not None else None
    if f1 is not None:
        found.append(Tile(f"{f1:.2f}", _("agreement (F1)")))
    return tuple(found)


def _by_day(numbers: Numbers, key: str, title: str, note: str, count: Callable[[Day], int]) -> Figure:
    counted = [day for day in numbers.days if count(day)]
    places, place_of = without_gaps(day.day for day in counted)
    at = {place: number for number, place in enumerate(places)}
    series = []
    for tone, name in enumerate(_busiest(numbers, counted, count)):
        values = [0] * len(places)
        for day in counted:
            if day.annotator == name:
                values[at[place_of[day.day]]] += count(day)
        series.append(Series(name, tuple(values), tone))
    is_spans = key == "spans_by_day"
    counts = (_("Marked or accepted"), _("Imported")) if is_spans else (_("Finished"),)
    columns = (Column(_("Day"), Kind.TEXT), Column(_("Annotator"), Kind.TEXT), *map(Column, counts))
    rows = tuple(
        (day.day, day.annotator, *((day.made, day.imported) if is_spans else (day.finished,))) for day in counted
    )
    return Figure(key, title, note, Form.DAYS, Table(columns, rows), places, gathered(series))


def _busiest(numbers: Numbers, counted: Sequence[Day], count: Callable[[Day], int]) -> list[str]:
    """The annotators who did any of it, in their order; where they are too many to tell apart, those first who did
    most."""
    sums = dict.fromkeys(numbers.annotators, 0)
    for day in counted:
        sums[day.annotator] = sums.get(day.annotator, 0) + count(day)
    return _first_of(sums)


def _first_of(sums: Mapping[str, int]) -> list[str]:
    from annotator.review.figures import MOST_TONES

    names = list(sums)
    if len(names) > MOST_TONES:
        names.sort(key=lambda name: -sums[name])
    return names


def _statuses(numbers: Numbers) -> Figure:
    statuses = [one for one in STATUS_TONES if any(counts.get(one) for counts in numbers.statuses.values())]
    names = [name for name in numbers.annotators if any(numbers.statuses.get(name, {}).values())]

    def count(name: str, status: Status) -> int:
        return numbers.statuses[name].get(status, 0)

    series = tuple(
        Series(status_word(one), tuple(count(name, one) for name in names), STATUS_TONES[one]) for one in statuses
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple((name, *(count(name, one) for one in statuses)) for name in names)
    columns = (Column(_("Annotator"), Kind.TEXT), *(Column(status_word(one)) for one in statuses))
    note = _("How far each annotator is with the articles that are theirs to do.")
    return Figure(
        "statuses",
        _("Articles by status"),
        note,
        Form.BARS,
        Table(columns, rows),
        tuple(names),
        series,
    )


def _labels(numbers: Numbers, titles: Titles) -> Figure:
    sums: dict[str, int] = {}
    for counts in numbers.labels.values():
        for label, held in counts.items():
            sums[label] = sums.get(label, 0) + held
    labels = sorted(sums, key=lambda label: (-sums[label], label))
    totals = {name: sum(numbers.labels.get(name, {}).values()) for name in numbers.annotators}
    names = _first_of(totals)

    def count(name: str, label: str) -> int:
        return numbers.labels.get(name, {}).get(label, 0)

    series = [Series(name, tuple(count(name, label) for label in labels), tone) for tone, name in enumerate(names)]
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (titles.get(label, label), sums[label], *(count(name, label) for name in names)) for label in labels
    )
    columns = (Column(_("Label"), Kind.TEXT), Column(_("All")), *map(Column, names))
    if len(names) == 1:
        columns, rows = columns[:2], tuple(row[:2] for row in rows)
    return Figure(
        "labels",
        _("Spans by label"),
        _("How often each label was given, and by whom."),
        Form.BARS,
        Table(columns, rows),
        tuple(titles.get(label, label) for label in labels),
        gathered(series),
    )


def _article_times(numbers: Numbers) -> Figure:
    found = ((name, numbers.pace[name].article) for name in numbers.annotators if name in numbers.pace)
    note = _("Minutes with a finished article open: the middle half of the articles, and the median.")
    return _times("article_times", _("Time per article"), note, list(found), 60)


def _span_times(numbers: Numbers) -> Figure:
    spans = ((name, numbers.pace[name].span) for name in numbers.annotators if name in numbers.pace)
    found = [(name, span) for name, span in spans if span is not None]
    note = _("Seconds with a finished article open, divided by its spans: the middle half, and the median.")
    return _times("span_times", _("Time per span"), note, found, 1)


def _times(key: str, title: str, note: str, found: Iterable[tuple[str, Quartiles]], seconds: int) -> Figure:
    held = [(name, one.number, (one.low / seconds, one.median / seconds, one.high / seconds)) for name, one in found]
    quarters = ("¼", _("Median"), "¾")
    columns = (
        Column(_("Annotator"), Kind.TEXT),
        Column(_("Articles")),
        *(Column(one, Kind.MEASURE) for one in quarters),
    )
    series = tuple(Series(one, tuple(values[at] for _name, _count, values in held)) for at, one in enumerate(quarters))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (name, count, *(round(value, 2) for value in values)) for name, count, values in held
    )
    places = tuple(name for name, _count, _values in held)
    return Figure(key, title, note, Form.RANGES, Table(columns, rows), places, series)


def _gold(numbers: Numbers) -> Figure:
    gold = numbers.gold
    parts = (
        (_("decided"), gold.done, 0),
        (_("begun"), gold.begun, 1),
        (_("to be decided"), max(gold.ready - gold.done - gold.begun, 0), OTHERS),
    )
    is_there = any(count for _name, count, _tone in parts)
    columns = (Column(_("Gold"), Kind.TEXT), Column(_("Articles")))
    return Figure(
        "gold",
        _("Gold"),
        _("Articles that two annotators or more have finished, and how many of them are decided."),
        Form.BARS,
        Table(columns, tuple((name, count) for name, count, _tone in parts) if is_there else ()),
        (_("Articles"),),
        tuple(Series(name, (count,), tone) for name, count, tone in parts),
    )

"""Finding and reading the time expressions of the gold file, beside dateparser on the same sentences in the same run.

Ours finds in whole sentences and reads given ranges. dateparser looks for dates in the same text (`search_dates`, in
Arabic, day first, counted from publication) and parses the same ranges; its answer is written as precisely as it says
it is. The figures of other programs on both halves of the gold are those measured when the gold was made: HeidelTime
2.2.1, text folded first, 52.5 exact, 86.7 relaxed, 59.5 % of values; Duckling 39.0, 82.2, 45.6 %; chrono 34.6, 74.8,
42.0 %; dateparser 19.3, 67.4, 24.1 %; any of them right 76.8 %. dateparser is not a part of the project: where it is
not installed, those figures stand alone.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from datetime import date, datetime, time
from statistics import median

from rich.console import Console
from rich.table import Table

from annotator import paths
from annotator.arabic.dates import find
from benchmarks.table import Row, below, seconds, took
from tests.helpers.date_scores import Finder, Found, Reader, Score, gold_rows, ours, scored

ROUNDS = 9
_PRECISE = {"time": "%Y-%m-%dT%H:%M", "week": "%G-W%V", "month": "%Y-%m", "year": "%Y"}
"""How precise dateparser says that its answer is."""
_TARGETS = {"exact F1": 94.0, "relaxed F1": 97.0, "values right given the range": 95.0}


def rows() -> list[Row]:
    rows = gold_rows()
    mine = scored(rows, *ours())
    theirs = _dateparser(rows)
    Console().print(_by_category(mine, theirs))
    peers = {
        "exact F1": ("HeidelTime 52.5", theirs and theirs.exact_f1, mine.exact_f1),
        "relaxed F1": ("HeidelTime 86.7", theirs and theirs.relaxed_f1, mine.relaxed_f1),
        "values right given the range": ("HeidelTime 59.5", theirs and theirs.value_share, mine.value_share),
    }
    told = [_share(name, *peers[name]) for name in _TARGETS]
    return [*told, _false_alarms(mine, theirs), _speed()]


def _share(name: str, known: str, peer: float | None, value: float) -> Row:
    bound = f"{peer:.1f} (dateparser), {known}" if peer is not None else known
    ratio = f"{value / peer:.2f}" if peer else "-"
    return Row(
        f"dates of the gold file, {name}", f"{value:.1f}", bound, ratio, f"at least {_TARGETS[name]:g}",
        value >= _TARGETS[name],
    )  # fmt: skip


def _false_alarms(mine: Score, theirs: Score | None) -> Row:
    bound = f"{theirs.false_in_negatives} (dateparser)" if theirs else "10 in 50 (dateparser)"
    figure = f"dates found where there are none, {mine.negatives} sentences"
    return Row(figure, str(mine.false_in_negatives), bound, "-", "at most 1", mine.false_in_negatives <= 1)


def _speed() -> Row:
    text = "\n".join(path.read_text("utf-8") for path in sorted(paths.seeds().glob("*.txt")))[:2000]
    published = date(2026, 1, 27)
    find(text, published)
    spent = median(took(lambda: find(text, published)) for _round in range(ROUNDS))
    return below("dates of an article of 2,000 characters", spent, 0.010, seconds)


def _by_category(mine: Score, theirs: Score | None) -> Table:
    table = Table("Category", "Gold", "Exact", "Touched", "Values", "Peer exact", "Peer values")
    for name in sorted(mine.by_category):
        count, exact, touched, right = mine.by_category[name]
        peer = theirs.by_category[name] if theirs else None
        cells = (str(peer[1]), str(peer[3])) if peer else ("-", "-")
        table.add_row(name, str(count), str(exact), str(touched), str(right), *cells)
    return table


def _dateparser(rows: list[dict[str, object]]) -> Score | None:
    try:
        finder, reader = _peer()
    except ImportError:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return scored(rows, finder, reader)


def _peer() -> tuple[Finder, Reader]:
    from dateparser.date import DateDataParser
    from dateparser.search import search_dates

    def settings(published: date) -> dict[str, object]:
        return {"RELATIVE_BASE": datetime.combine(published, time()), "DATE_ORDER": "DMY"}

    def find_dates(text: str, published: date) -> Sequence[Found]:
        found: list[Found] = []
        end = 0
        for words, _moment in search_dates(text, languages=["ar"], settings=settings(published)) or ():
            start = text.find(words, end)
            if start >= 0:
                end = start + len(words)
                found.append((start, end))
        return found

    def read_date(text: str, start: int, end: int, published: date) -> str | None:
        parser = DateDataParser(languages=["ar"], settings=settings(published))
        told = parser.get_date_data(text[start:end])
        if told.date_obj is None:
            return None
        return told.date_obj.strftime(_PRECISE.get(str(told.period), "%Y-%m-%d"))

    return find_dates, read_date

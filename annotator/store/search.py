"""Finding words in the texts of a project, one hit after the other, however large it is."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING, Any

from annotator.arabic.text import Folded, Level
from annotator.errors import BadInput
from annotator.frozen import frozen
from annotator.model.annotation import Fragment, Span
from annotator.model.offsets import around
from annotator.store import rows
from annotator.words import _

if TYPE_CHECKING:
    import regex

    from annotator.store.index import Index

CONTEXT = 80
"""Code points before and after a hit that come with it."""

PATIENCE = 2.0
"""Seconds that a regular expression may take in one Article."""

GoingOn = Callable[[int, int], None]
"""Told now and then up to which Article (counted from 1) the search has come, and how many there are. It may raise."""

_FIRST, _MOST = 32, 512


class Manner(StrEnum):
    """How the words of a Query are meant: as whole words, anywhere even inside words, or as a regular expression."""

    WORDS = "words"
    INSIDE = "inside"
    REGEX = "regex"


@frozen
class Query:
    """What is looked for. `article` is a uid, or '' for the whole project.

    Without words, all that has the `label` is found. `label` leaves hits that a Span with that Label touches,
    `unmarked` those that no Span touches; `source` those in Articles from there, `since` and `until` (ISO dates, both
    included) published then, `status` with that status. Spans and status are those of who searches.
    """

    words: str = ""
    manner: Manner = Manner.WORDS
    level: Level = Level.LETTERS
    article: str = ""
    label: str = ""
    unmarked: bool = False
    source: str = ""
    since: str = ""
    until: str = ""
    status: str = ""


@frozen
class Hit:
    """A place that was found: `text[start:end]` of the Article, in whole grapheme clusters, and what stands around it.

    `number` is the Article's place in the list; `spans` are the searcher's Spans that touch it, in reading order.
    """

    article: str
    number: int
    title: str
    start: int
    end: int
    text: str
    before: str
    after: str
    spans: tuple[Span, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """The Labels of those Spans, each once."""
        return tuple(dict.fromkeys(span.label for span in self.spans))


def search(
    connection: sqlite3.Connection, index: Index, query: Query, annotator: str, going_on: GoingOn | None
) -> Iterator[Hit]:
    """All hits, Article by Article in the order in which they came in. Nothing is kept, so memory stays flat.

    Raises BadInput for an expression that is none or takes too long. The caller may write between two hits.
    """
    if not query.words.strip() and not query.label:
        return
    find = _finder(query)
    for id_, uid, number, title, text in candidates(connection, index, query, annotator, going_on):
        ranges = find(Folded(text, query.level)) if query.words.strip() else _marked(connection, id_, annotator, query)
        first = next(ranges, None)
        if first is not None:
            for start, end in chain([first], ranges):
                there = _spans(connection, id_, annotator, start, end)
                if _is_wanted(query, there):
                    beside = around(text, start, end, CONTEXT)
                    yield Hit(uid, number, title, start, end, text[start:end], *beside, there)


def _finder(query: Query) -> Callable[[Folded], Iterator[Fragment]]:
    """What finds the words of a Query in one text."""
    if query.manner is not Manner.REGEX:
        whole = query.manner is Manner.WORDS
        return lambda text: text.find(query.words, whole=whole)
    pattern = _expression(query)

    def find(text: Folded) -> Iterator[Fragment]:
        last = -1
        try:
            for match in pattern.finditer(text.text, timeout=PATIENCE, concurrent=True):
                if match.end() > match.start():
                    found = text.origin(*match.span())
                    if found[0] >= last:  # two matches may lie within one letter, such as ﻻ
                        last = found[1]
                        yield found
        except TimeoutError as error:
            raise BadInput(
                _(
                    "This expression takes too long: more than {seconds} seconds in one article. Make it simpler."
                ).format(seconds=f"{PATIENCE:g}")
            ) from error
        except (MemoryError, RecursionError) as error:  # (?R), which goes into itself without reading a letter
            raise BadInput(_("This expression goes into itself without end. Make it simpler.")) from error

    return find


def _expression(query: Query) -> regex.Pattern[str]:
    import regex

    from annotator.arabic.expressions import folded_expression  # here, for the start

    flags = regex.MULTILINE | (regex.IGNORECASE if query.level is Level.LETTERS else 0)
    try:
        return regex.compile(folded_expression(query.words, query.level), flags)
    except (regex.error, RecursionError, OverflowError) as error:
        raise BadInput(_("This is not a regular expression: {detail}").format(detail=str(error))) from error


def candidates(
    connection: sqlite3.Connection, index: Index, query: Query, annotator: str, going_on: GoingOn | None
) -> Iterator[tuple[int, str, int, str, str]]:
    """Row id, uid, number, title and text of the Articles that may have hits, a few at a time; in order."""
    source, order, where, values = _conditions(index, query, annotator)
    asked = (
        f"SELECT a.id, a.uid, a.position, a.title, a.text FROM {source} "
        "LEFT JOIN layers l ON l.article = a.id AND l.annotator = :annotator "
        f"WHERE {' AND '.join(where)} ORDER BY {order} LIMIT :most"
    )
    last, most, total = -1, _FIRST, 0
    if going_on is not None:
        total = int(connection.execute("SELECT count(*) FROM articles").fetchone()[0])
    while True:
        found = connection.execute(asked, values | {"last": last, "most": most}).fetchall()
        for row in found:
            yield row
            if going_on is not None:
                going_on(min(row[2], total), total)
        if len(found) < most:
            return
        last, most = found[-1][0], min(most * 2, _MOST)


def _conditions(index: Index, query: Query, annotator: str) -> tuple[str, str, list[str], dict[str, Any]]:
    """The tables to read, their order, the conditions, and the values in them."""
    values: dict[str, Any] = {"annotator": annotator}
    source, order, where = "articles a", "a.id", ["a.id > :last"]
    for name, condition in (
        ("article", "a.uid = :article"),
        ("source", "a.source = :source"),
        ("since", "a.published >= :since"),
        ("until", "a.published != '' AND a.published <= :until"),
        ("status", "coalesce(l.status, 'new') = :status"),
        (
            "label",
            "EXISTS (SELECT 1 FROM spans s WHERE s.article = a.id AND s.annotator = :annotator AND s.label = :label)",
        ),
    ):
        if value := getattr(query, name):
            where.append(condition)
            values[name] = str(value) + ("\uffff" if name == "until" else "")
    if query.words.strip() and not query.article and query.manner is not Manner.REGEX:
        values["runs"] = index.candidates(query.words, whole=query.manner is Manner.WORDS)
        if values["runs"] is not None:
            # By the row ids of the index, as it gives them: by those of the Articles all would be fetched and sorted.
            source, order = "articles_index i CROSS JOIN articles a ON a.id = i.rowid", "i.rowid"
            where[0] = "articles_index MATCH :runs AND i.rowid > :last"
    return source, order, where, values


def _marked(connection: sqlite3.Connection, article: int, annotator: str, query: Query) -> Iterator[Fragment]:
    """Where the annotator's Spans with the Label of a Query stand, from the first letter to the last."""
    found = connection.execute(
        'SELECT DISTINCT start, "end" FROM spans WHERE article = ? AND annotator = ? AND label = ? '
        'ORDER BY start, "end"',
        (article, annotator, query.label),
    )
    return iter(found.fetchall())


def _spans(connection: sqlite3.Connection, article: int, annotator: str, start: int, end: int) -> tuple[Span, ...]:
    """The annotator's Spans that touch a range."""
    found = connection.execute(
        f"SELECT {rows.SPAN_COLUMNS} FROM spans WHERE article = ? AND annotator = ? "
        'AND start < ? AND "end" > ? ORDER BY start, "end" DESC, uid',
        (article, annotator, end, start),
    )
    near = map(rows.span, found.fetchall())
    return tuple(span for span in near if any(first < end and start < last for first, last in span.fragments))


def _is_wanted(query: Query, spans: tuple[Span, ...]) -> bool:
    if query.unmarked:
        return not spans
    return not query.label or any(span.label == query.label for span in spans)

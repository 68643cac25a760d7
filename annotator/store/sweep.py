"""Reading a whole project from end to end, a few Articles at a time, for exports and checks."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from annotator.frozen import frozen
from annotator.model.annotation import Layer, LayerId, Relation, Span, Status, reading_order
from annotator.model.article import Article
from annotator.store import rows

_AT_ONCE = 32

_Key = tuple[int, str]


@frozen
class Swept:
    """An Article, its Layers that hold anything, and what the tables say of them beside: the text's SHA-256, and
    `strays`: the words, as they were when marked, of Spans whose place in the text has others, by uid."""

    article: Article
    layers: tuple[Layer, ...]
    sha256: str
    strays: dict[str, str]

    def of(self, annotator: str) -> tuple[Layer, ...]:
        """The Layer of one annotator, if it holds anything."""
        return tuple(layer for layer in self.layers if layer.id.annotator == annotator)


def sweep(connection: sqlite3.Connection, split: str | None = None) -> Iterator[Swept]:
    """All Articles in order, or those of one split. Inside of `Store.reading()` all of it is of one moment."""
    chosen = "" if split is None else " WHERE id IN (SELECT article FROM splits WHERE name = ?)"
    found = connection.execute(f"SELECT id FROM articles{chosen} ORDER BY position", () if split is None else (split,))
    ids = [row[0] for row in found]
    for at in range(0, len(ids), _AT_ONCE):
        yield from _together(connection, ids[at : at + _AT_ONCE])


def _together(connection: sqlite3.Connection, ids: list[int]) -> Iterator[Swept]:
    marks = ", ".join("?" * len(ids))
    articles = {
        id_: (rows.article(row), sha256)
        for id_, sha256, *row in connection.execute(
            f"SELECT id, sha256, {rows.ARTICLE_COLUMNS} FROM articles WHERE id IN ({marks}) ORDER BY position", ids
        )
    }
    spans, strays = _spans(connection, ids, {id_: article.text for id_, (article, _sha256) in articles.items()})
    relations: dict[_Key, list[Relation]] = defaultdict(list)
    for id_, annotator, *row in connection.execute(
        f"SELECT article, annotator, uid, label, source, target FROM relations WHERE article IN ({marks}) ORDER BY uid",
        ids,
    ):
        relations[id_, annotator].append(rows.relation(row))
    states: dict[int, list[Any]] = defaultdict(list)
    for id_, *state in connection.execute(
        "SELECT article, annotator, status, comment, seconds FROM layers "
        f"WHERE article IN ({marks}) ORDER BY annotator",
        ids,
    ):
        states[id_].append(state)
    for id_, (article, sha256) in articles.items():
        layers = (
            Layer(
                LayerId(article.uid, annotator),
                Status(status),
                comment,
                seconds,
                tuple(sorted(spans[id_, annotator], key=reading_order)),
                tuple(relations[id_, annotator]),
            )
            for annotator, status, comment, seconds in states[id_]
        )
        yield Swept(article, tuple(layer for layer in layers if not layer.is_untouched), sha256, strays[id_])


def _spans(
    connection: sqlite3.Connection, ids: list[int], texts: dict[int, str]
) -> tuple[dict[_Key, list[Span]], dict[int, dict[str, str]]]:
    """The Spans of each Layer of the Articles, and each Article's strays."""
    spans: dict[_Key, list[Span]] = defaultdict(list)
    strays: dict[int, dict[str, str]] = defaultdict(dict)
    marks = ", ".join("?" * len(ids))
    found = connection.execute(
        f"SELECT article, annotator, text, {rows.SPAN_COLUMNS} FROM spans WHERE article IN ({marks}) "
        "ORDER BY article, annotator, start",  # which the index gives for nothing
        ids,
    )
    for key, group in groupby(found, itemgetter(0, 1)):
        text = texts[key[0]]
        length = len(text)
        ours = spans[key]
        for row in group:
            span = rows.span(row[3:])
            ours.append(span)
            if span.surface(text) != row[2] or span.end > length:
                strays[key[0]][span.uid] = row[2]
    return spans, strays

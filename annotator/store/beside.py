"""The Layers of several annotators beside each other, Article by Article, for who compares them."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from annotator.errors import DamagedFile
from annotator.model.annotation import Layer, LayerId, Relation, Span, Status, reading_order
from annotator.store import rows

_AT_ONCE = 64

Beside = tuple[str, str, tuple[Layer, ...]]
"""The uid and the text of an Article, and its Layers in the order of their annotators' names."""

_CHOSEN = (
    "FROM layers l WHERE l.annotator IN (SELECT value FROM json_each(?)) "
    "AND l.status IN (SELECT value FROM json_each(?))"
)


class SideBySide:
    """The Articles of which at least two of these annotators have a Layer with one of these statuses.

    Reading all of them takes a few Articles at a time: memory does not grow with the project. It raises DamagedFile for
    rows that make no sense; `path` is that of the file.
    """

    def __init__(
        self, connection: sqlite3.Connection, path: Path, annotators: Collection[str], statuses: Collection[Status]
    ) -> None:
        self._connection = connection
        self._path = path
        self._annotators = rows.json(sorted(annotators))
        self._statuses = rows.json([status.value for status in statuses])
        found = connection.execute(
            f"SELECT a.id FROM articles a JOIN (SELECT l.article {_CHOSEN} GROUP BY l.article HAVING count(*) > 1) b "
            "ON b.article = a.id ORDER BY a.position",
            (self._annotators, self._statuses),
        )
        self._ids = [row[0] for row in found]

    def __len__(self) -> int:
        return len(self._ids)

    def __iter__(self) -> Iterator[Beside]:
        for at in range(0, len(self._ids), _AT_ONCE):
            try:
                together = list(self._together(self._ids[at : at + _AT_ONCE]))
            except (ValueError, TypeError) as error:
                raise DamagedFile(self._path, str(error)) from error
            yield from together

    def _together(self, ids: list[int]) -> Iterator[Beside]:
        chosen = rows.json(ids)
        articles = {
            id_: (uid, text)
            for id_, uid, text in self._connection.execute(
                "SELECT id, uid, text FROM articles WHERE id IN (SELECT value FROM json_each(?)) ORDER BY position",
                (chosen,),
            )
        }
        states = self._connection.execute(
            f"SELECT l.article, l.annotator, l.status, l.comment, l.seconds {_CHOSEN} "
            "AND l.article IN (SELECT value FROM json_each(?)) ORDER BY l.article, l.annotator",
            (self._annotators, self._statuses, chosen),
        ).fetchall()
        spans = self._spans(chosen)
        relations = self._relations(chosen)
        layers: dict[int, list[Layer]] = defaultdict(list)
        for id_, annotator, status, comment, seconds in states:
            key = id_, annotator
            marked = tuple(sorted(spans.get(key, ()), key=reading_order))
            layer = LayerId(articles[id_][0], annotator)
            layers[id_].append(Layer(layer, Status(status), comment, seconds, marked, tuple(relations.get(key, ()))))
        for id_, (uid, text) in articles.items():
            yield uid, text, tuple(layers[id_])

    def _spans(self, chosen: str) -> dict[tuple[int, str], list[Span]]:
        found = self._connection.execute(
            f"SELECT article, annotator, {rows.SPAN_COLUMNS} FROM spans "
            "WHERE article IN (SELECT value FROM json_each(?)) AND annotator IN (SELECT value FROM json_each(?)) "
            "ORDER BY article, annotator, start",  # which the index gives for nothing
            (chosen, self._annotators),
        )
        return {key: [rows.span(row[2:]) for row in group] for key, group in groupby(found, itemgetter(0, 1))}

    def _relations(self, chosen: str) -> dict[tuple[int, str], list[Relation]]:
        found: dict[tuple[int, str], list[Relation]] = defaultdict(list)
        for id_, annotator, *row in self._connection.execute(
            "SELECT article, annotator, uid, label, source, target FROM relations "
            "WHERE article IN (SELECT value FROM json_each(?)) AND annotator IN (SELECT value FROM json_each(?)) "
            "ORDER BY uid",
            (chosen, self._annotators),
        ):
            found[id_, annotator].append(rows.relation(row))
        return found

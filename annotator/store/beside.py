"""The Layers of several annotators beside each other, Article by Article, for who compares them."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, TypeVar

from annotator.errors import DamagedFile
from annotator.model.annotation import Layer, LayerId, Relation, Status, reading_order
from annotator.store import rows
from annotator.store.differing import differing

_T = TypeVar("_T")

_AT_ONCE = 64

Beside = tuple[str, str, tuple[Layer, ...]]
"""The uid and the text of an Article, and its Layers in the order of their annotators' names."""

Differing = tuple[str, str, tuple[Layer, ...], Counter[str]]
"""The same without the Spans that all Layers have alike, and how many of these each has, by Label."""

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
        return self._read(self._whole)

    def differing(self) -> Iterator[Differing]:
        """The Articles without the Spans that all their Layers have alike and over which no other one lies: of most
        Spans nothing but their rows is looked at. Where any Layer has Relations, all stay."""
        return self._read(self._differing)

    def _read(self, made: Callable[[list[int]], Iterator[_T]]) -> Iterator[_T]:
        for at in range(0, len(self._ids), _AT_ONCE):
            try:
                together = list(made(self._ids[at : at + _AT_ONCE]))
            except (ValueError, TypeError) as error:
                raise DamagedFile(self._path, str(error)) from error
            yield from together

    def _whole(self, ids: list[int]) -> Iterator[Beside]:
        for uid, text, layers, held in self._together(ids):
            yield uid, text, tuple(map(_with_spans, layers, held))

    def _differing(self, ids: list[int]) -> Iterator[Differing]:
        for uid, text, layers, held in self._together(ids):
            if any(layer.relations for layer in layers):
                yield uid, text, tuple(map(_with_spans, layers, held)), Counter()
            else:
                left, alike = differing(held)
                yield uid, text, tuple(map(_with_spans, layers, left)), alike

    def _together(self, ids: list[int]) -> Iterator[tuple[str, str, list[Layer], list[list[Any]]]]:
        """Each Article with its Layers, and the rows of the Spans of each, which are not in it yet."""
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
        held: dict[int, list[list[Any]]] = defaultdict(list)
        for id_, annotator, status, comment, seconds in states:
            key = id_, annotator
            layer = LayerId(articles[id_][0], annotator)
            layers[id_].append(Layer(layer, Status(status), comment, seconds, (), tuple(relations.get(key, ()))))
            held[id_].append(spans.get(key, []))
        for id_, (uid, text) in articles.items():
            yield uid, text, layers[id_], held[id_]

    def _spans(self, chosen: str) -> dict[tuple[int, str], list[Any]]:
        found = self._connection.execute(
            f"SELECT {rows.SPAN_COLUMNS}, article, annotator FROM spans "
            "WHERE article IN (SELECT value FROM json_each(?)) AND annotator IN (SELECT value FROM json_each(?)) "
            "ORDER BY article, annotator, start",  # which the index gives for nothing
            (chosen, self._annotators),
        )
        return {key: list(group) for key, group in groupby(found, itemgetter(-2, -1))}

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


def _with_spans(layer: Layer, held: list[Any]) -> Layer:
    """The Layer with the Spans of these rows."""
    spans = sorted([rows.span(row[:-2]) for row in held], key=reading_order)
    return Layer(layer.id, layer.status, layer.comment, layer.seconds, tuple(spans), layer.relations)

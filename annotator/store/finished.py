"""Finished Layers, as those need them who learn from them."""

from __future__ import annotations

import sqlite3
from collections.abc import Container, Iterator, Sequence
from itertools import islice

from annotator.model.annotation import Status
from annotator.model.roles import GOLD
from annotator.store import rows

Marked = tuple[int, int, str]

_LAYERS = (
    "SELECT a.id, a.uid, l.annotator FROM layers l JOIN articles a ON a.id = l.article "
    "WHERE l.status = :done AND (:annotator IS NULL OR l.annotator = :annotator) ORDER BY l.updated_at DESC, a.position"
)


def finished(
    connection: sqlite3.Connection, annotator: str | None = None, limit: int = -1
) -> Iterator[tuple[str, str, tuple[Marked, ...]]]:
    """The uid and the text of each Article that `annotator` has done, or anybody, the last one first, with what was
    marked there in one piece: `(start, end, Label)` in code points, in reading order. Of several who have done an
    Article Gold counts where it is done, else the last one. At most `limit` of them; all where it is negative.
    """
    for article, uid, name in _layers(connection, annotator, limit):
        (text,) = connection.execute("SELECT text FROM articles WHERE id = ?", (article,)).fetchone()
        marked = connection.execute(
            'SELECT start, "end", label FROM spans WHERE article = ? AND annotator = ? '
            'AND json_array_length(fragments) < 2 ORDER BY start, "end" DESC, label',
            (article, name),
        )
        yield uid, text, tuple(marked.fetchall())


def sizes_of_finished(
    connection: sqlite3.Connection,
    annotator: str | None = None,
    limit: int = -1,
    *,
    but: Container[str] = (),
    without: Sequence[str] = (),
) -> Iterator[int]:
    """How much was marked in each of the same Articles, but in those with the uids `but`, and but for the Labels
    `without`. No text is read."""
    for article, uid, name in _layers(connection, annotator, limit):
        if uid not in but:
            (count,) = connection.execute(
                "SELECT count(*) FROM spans WHERE article = ? AND annotator = ? AND json_array_length(fragments) < 2 "
                "AND label NOT IN (SELECT value FROM json_each(?))",
                (article, name, rows.json(without)),
            ).fetchone()
            yield int(count)


def _layers(connection: sqlite3.Connection, annotator: str | None, limit: int) -> Iterator[tuple[int, str, str]]:
    """Each finished Article once, by its id and uid, and whose Layer of it teaches."""
    teaching: dict[tuple[int, str], str] = {}
    told = {"done": Status.DONE.value, "annotator": annotator}
    for article, uid, name in connection.execute(_LAYERS, told).fetchall():
        if name == GOLD or (article, uid) not in teaching:
            teaching[article, uid] = name
    for (article, uid), name in islice(teaching.items(), None if limit < 0 else limit):
        yield article, uid, name

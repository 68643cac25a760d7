"""Finished Layers, as those need them who learn from them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import islice

from annotator.model.annotation import Status
from annotator.model.roles import GOLD

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
    layers = connection.execute(_LAYERS, {"done": Status.DONE.value, "annotator": annotator}).fetchall()
    teaching: dict[tuple[int, str], str] = {}
    for article, uid, name in layers:
        if name == GOLD or (article, uid) not in teaching:
            teaching[article, uid] = name
    for (article, uid), name in islice(teaching.items(), None if limit < 0 else limit):
        (text,) = connection.execute("SELECT text FROM articles WHERE id = ?", (article,)).fetchone()
        marked = connection.execute(
            'SELECT start, "end", label FROM spans WHERE article = ? AND annotator = ? '
            'AND json_array_length(fragments) < 2 ORDER BY start, "end" DESC, label',
            (article, name),
        )
        yield uid, text, tuple(marked.fetchall())

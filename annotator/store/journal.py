"""The table `journal`: every Edit that was made, in order, with what takes it back.

Rows that belong together (an import) form a *step*: they share `step`, which is the uid of the first of them. A step
that takes another one back names it in `undoes`; a redo is a step that takes an undo back.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import orjson

from annotator.frozen import frozen
from annotator.model.annotation import LayerId

_COLUMNS = "seq, uid, step, at, annotator, article, edit, inverse, undoes"


@frozen
class Entry:
    """One row. `edit` and `inverse` are JSON; `article` is a uid or None; `seq` grows with time."""

    seq: int
    uid: str
    step: str
    at: str
    annotator: str
    article: str | None
    edit: str
    inverse: str
    undoes: str | None


class Journal:
    """The Journal of a project; rows are only ever added. `added` counts those that stay of what was added here."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.added = 0

    def append(
        self,
        *,
        uid: str,
        step: str,
        at: str,
        annotator: str,
        article: str | None,
        edit: str,
        inverse: str,
        undoes: str | None,
    ) -> None:
        self._connection.execute(
            "INSERT INTO journal (uid, step, at, annotator, article, edit, inverse, undoes) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (uid, step, at, annotator, article, edit, inverse, undoes),
        )
        self.added += 1

    def each(self, *, newest_first: bool = False, limit: int = -1, whose: str | None = None) -> Iterator[Entry]:
        """The rows in order, one at a time; all or those of one annotator."""
        order = "DESC" if newest_first else "ASC"
        chosen = "" if whose is None else "WHERE annotator = :whose"
        query = f"SELECT {_COLUMNS} FROM journal {chosen} ORDER BY seq {order} LIMIT :limit"
        for row in self._connection.execute(query, {"limit": limit, "whose": whose}):
            yield Entry(*row)

    def after(self, seq: int) -> Iterator[Entry]:
        """The rows that were written after this one, in order."""
        for row in self._connection.execute(f"SELECT {_COLUMNS} FROM journal WHERE seq > ? ORDER BY seq", (seq,)):
            yield Entry(*row)

    def last(self) -> int:
        """The number of the newest row; 0 where there is none."""
        return int(self._connection.execute("SELECT coalesce(max(seq), 0) FROM journal").fetchone()[0])

    def known(self, uids: list[str]) -> set[str]:
        """Those of the uids that rows have."""
        query = "SELECT uid FROM journal WHERE uid IN (SELECT value FROM json_each(?))"
        return {row[0] for row in self._connection.execute(query, (orjson.dumps(uids).decode(),))}

    def of_layer(self, layer: LayerId) -> list[str]:
        """The uids of the rows that are about a Layer, whoever made them; the oldest first."""
        told = f'"annotator":{orjson.dumps(layer.annotator).decode()}'
        found = self._connection.execute(
            "SELECT uid FROM journal WHERE article = ? AND instr(edit, ?) > 0 ORDER BY seq", (layer.article, told)
        )
        return [row[0] for row in found]

    def of_step(self, step: str) -> Iterator[Entry]:
        """The rows of a step, the last one first. They are found beforehand, so the caller may append meanwhile."""
        found = self._connection.execute("SELECT seq FROM journal WHERE step = ? ORDER BY seq DESC", (step,))
        for (seq,) in found.fetchall():
            row = self._connection.execute(f"SELECT {_COLUMNS} FROM journal WHERE seq = ?", (seq,)).fetchone()
            yield Entry(*row)

    def head(self, step: str) -> Entry:
        """The first row of a step."""
        row = self._connection.execute(f"SELECT {_COLUMNS} FROM journal WHERE uid = ?", (step,)).fetchone()
        return Entry(*row)

    def size_of(self, step: str) -> int:
        """How many rows a step has. They follow one another: they were written in one transaction."""
        ends = "(SELECT max(seq) FROM journal WHERE step = ?1) - (SELECT min(seq) FROM journal WHERE step = ?1)"
        found = self._connection.execute(f"SELECT coalesce({ends} + 1, 0)", (step,))
        return int(found.fetchone()[0])

    def tells_of_schema_after(self, seq: int) -> bool:
        """Whether a row after this one changes the Schema, or names throughout the project: it is about no Article."""
        found = self._connection.execute("SELECT 1 FROM journal WHERE seq > ? AND article IS NULL LIMIT 1", (seq,))
        return found.fetchone() is not None

    def count(self) -> int:
        return int(self._connection.execute("SELECT count(*) FROM journal").fetchone()[0])

    def to_undo(self, annotator: str) -> Entry | None:
        """The first row of the annotator's newest step that still stands, or None."""
        taken_back: set[str] = set()
        for head in self._heads(annotator):
            if head.step in taken_back:
                continue
            if head.undoes is None:
                return head
            taken_back.add(head.undoes)
        return None

    def to_redo(self, annotator: str) -> Entry | None:
        """The first row of the annotator's undo that a redo would take back, or None: a new Edit ends redoing."""
        taken_back: set[str] = set()
        for head in self._heads(annotator):
            if head.step in taken_back:
                continue
            if head.undoes is None:
                return None
            if self.head(head.undoes).undoes is None:
                return head
            taken_back.add(head.undoes)
        return None

    def _heads(self, annotator: str) -> Iterator[Entry]:
        query = f"SELECT {_COLUMNS} FROM journal WHERE annotator = ? AND uid = step ORDER BY seq DESC"
        for row in self._connection.execute(query, (annotator,)):
            yield Entry(*row)

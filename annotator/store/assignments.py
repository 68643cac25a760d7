"""The table `assignments`: which Articles each annotator is to annotate. Only Edits call what writes here."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from annotator.store import rows

if TYPE_CHECKING:
    from annotator.model.assignment import Sized

_ALL = (
    "SELECT n.annotator, a.uid FROM assignments n JOIN articles a ON a.id = n.article "
    "ORDER BY n.annotator, a.position, a.uid"
)


class Assignments:
    """Who annotates what. An Article that nobody is to annotate is not in it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def all(self) -> dict[str, tuple[str, ...]]:
        """The uids of the Articles of each annotator who has any, in the order of the Articles."""
        found = self._connection.execute(_ALL)
        return {name: tuple(uid for _name, uid in group) for name, group in groupby(found, itemgetter(0))}

    def of(self, annotator: str) -> tuple[str, ...]:
        """The uids of the Articles of one annotator, in order."""
        found = self._connection.execute(
            "SELECT a.uid FROM assignments n JOIN articles a ON a.id = n.article WHERE n.annotator = ? "
            "ORDER BY a.position, a.uid",
            (annotator,),
        )
        return tuple(row[0] for row in found)

    def has_any(self, annotator: str) -> bool:
        """Whether anything is assigned to the annotator."""
        found = self._connection.execute("SELECT 1 FROM assignments WHERE annotator = ? LIMIT 1", (annotator,))
        return found.fetchone() is not None

    def is_shared(self, article: str, annotator: str) -> bool:
        """Whether somebody else is to annotate the Article too."""
        found = self._connection.execute(
            "SELECT 1 FROM assignments n JOIN articles a ON a.id = n.article WHERE a.uid = ? AND n.annotator != ?",
            (article, annotator),
        )
        return found.fetchone() is not None

    def begun(self) -> dict[str, frozenset[str]]:
        """The uids of the Articles that each annotator has begun."""
        found = self._connection.execute(
            "SELECT DISTINCT l.annotator, a.uid FROM layers l JOIN articles a ON a.id = l.article WHERE "
            "l.status != 'new' OR EXISTS (SELECT 1 FROM spans s WHERE s.article = l.article AND "
            "s.annotator = l.annotator) ORDER BY l.annotator"
        )
        return {name: frozenset(uid for _name, uid in group) for name, group in groupby(found, itemgetter(0))}

    def sizes(self) -> list[Sized]:
        """All Articles in order, without their texts."""
        from annotator.model.assignment import Sized

        found = self._connection.execute(
            "SELECT uid, length(text), source, published, title, position FROM articles ORDER BY position, uid"
        )
        return [Sized(*row) for row in found]

    def put(self, annotator: str, articles: Iterable[str]) -> tuple[str, ...]:
        """Assign Articles; returns those that were not assigned before and are there."""
        wanted = list(articles)
        new = set(wanted) - set(self._held(annotator, wanted))
        there = self._there(new)
        self._connection.execute("INSERT OR IGNORE INTO annotators (name, role) VALUES (?, 'annotator')", (annotator,))
        self._connection.executemany(
            "INSERT INTO assignments (article, annotator) SELECT id, ? FROM articles WHERE uid = ?",
            [(annotator, uid) for uid in there],
        )
        return there

    def take(self, annotator: str, articles: Iterable[str]) -> tuple[str, ...]:
        """Assign Articles no longer; returns those that were assigned."""
        gone = self._held(annotator, list(articles))
        self._connection.executemany(
            "DELETE FROM assignments WHERE annotator = ? AND article = (SELECT id FROM articles WHERE uid = ?)",
            [(annotator, uid) for uid in gone],
        )
        return gone

    def _held(self, annotator: str, uids: list[str]) -> tuple[str, ...]:
        wanted = set(uids)
        return tuple(uid for uid in self.of(annotator) if uid in wanted)

    def _there(self, uids: set[str]) -> tuple[str, ...]:
        query = "SELECT uid FROM articles WHERE uid IN (SELECT value FROM json_each(?)) ORDER BY position, uid"
        return tuple(row[0] for row in self._connection.execute(query, (rows.json(sorted(uids)),)))

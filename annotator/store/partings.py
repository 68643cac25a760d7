"""The tables `bases` and `merges`: from where the work in a part of a project goes on, and what came back of it."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from annotator.store import rows
from annotator.store.settings import Settings

_ANNOTATOR, _UID, _LAST = "bundle/for", "bundle/uid", "bundle/last"


class Base(NamedTuple):
    """How a Layer was when the part was made: the uid of the last row of the whole project's Journal that is about it
    (empty for none), and the seconds that had been spent."""

    head: str
    seconds: int


class Parting(NamedTuple):
    """What a file says of itself that is a part of a project: for whom it is, its own uid, and the number of the last
    row of its Journal that was written when it was made."""

    annotator: str
    uid: str
    last: int


class Partings:
    """What a part of a project knows of the whole, and the whole of its parts."""

    def __init__(self, connection: sqlite3.Connection, settings: Settings) -> None:
        self._connection = connection
        self._settings = settings

    def parting(self) -> Parting | None:
        """What this file is a part for; None for a whole project."""
        annotator = self._settings.get(_ANNOTATOR)
        if not annotator:
            return None
        last = self._settings.get(_LAST)
        return Parting(annotator, self._settings.get(_UID), int(last) if last.isdecimal() else 0)

    def put_parting(self, parting: Parting) -> None:
        """Write down that this file is a part."""
        told = ((_ANNOTATOR, parting.annotator), (_UID, parting.uid), (_LAST, str(parting.last)))
        for name, value in told:
            self._settings.put(name, value)

    def bases(self) -> dict[str, Base]:
        """The base of each Article of this part, by uid."""
        found = self._connection.execute(
            "SELECT a.uid, b.head, b.seconds FROM bases b JOIN articles a ON a.id = b.article ORDER BY a.position"
        )
        return {uid: Base(head, seconds) for uid, head, seconds in found}

    def put_base(self, article: str, base: Base) -> None:
        """Write down how the Layer of an Article was."""
        self._connection.execute(
            "INSERT INTO bases (article, head, seconds) SELECT id, ?, ? FROM articles WHERE uid = ?",
            (base.head, base.seconds, article),
        )

    def merged_seconds(self, part: str) -> dict[str, int]:
        """How many seconds have come back from a part, by the Article's uid."""
        found = self._connection.execute(
            "SELECT a.uid, m.seconds FROM merges m JOIN articles a ON a.id = m.article WHERE m.part = ?", (part,)
        )
        return dict(found.fetchall())

    def put_merged_seconds(self, part: str, article: str, seconds: int) -> None:
        """Write down how many seconds have come back in all."""
        self._connection.execute(
            "INSERT INTO merges (part, article, seconds) SELECT ?, id, ? FROM articles WHERE uid = ? "
            "ON CONFLICT (part, article) DO UPDATE SET seconds = excluded.seconds",
            (part, seconds, article),
        )

    def texts(self, uids: list[str]) -> dict[str, str]:
        """The SHA-256 of the text of each of these Articles that is there, by uid."""
        query = "SELECT uid, sha256 FROM articles WHERE uid IN (SELECT value FROM json_each(?))"
        return dict(self._connection.execute(query, (rows.json(uids),)).fetchall())

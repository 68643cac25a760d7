"""Other names for what the Schema names, wherever a Layer of anyone uses it. Only Edits call what writes here."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from enum import StrEnum

import orjson

from annotator.store import rows


class Named(StrEnum):
    """What of the Schema has a name that the data carries."""

    LABEL = "label"
    RELATION = "relation"
    ROLE = "role"
    ATTRIBUTE = "attribute"
    CHOICE = "choice"


class Naming:
    """Names in the tables `spans` and `relations`, over all Layers of the project."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def labels(self) -> list[str]:
        """The Labels that Spans have."""
        return [row[0] for row in self._connection.execute("SELECT DISTINCT label FROM spans ORDER BY label")]

    def spans_of(self, labels: Sequence[str], whose: str | None = None) -> list[str]:
        """The uids of all Spans with one of these Labels, or of those of one annotator."""
        found = self._connection.execute(
            "SELECT uid FROM spans WHERE label IN (SELECT value FROM json_each(?)) "
            "AND annotator = coalesce(?, annotator) ORDER BY uid",
            (rows.json(labels), whose),
        )
        return [row[0] for row in found]

    def articles_of(self, labels: Sequence[str], whose: str | None = None) -> int:
        """In how many Articles there are Spans with one of these Labels, of anybody or of one annotator."""
        query = (
            "SELECT count(DISTINCT article) FROM spans WHERE label IN (SELECT value FROM json_each(?)) "
            "AND annotator = coalesce(?, annotator)"
        )
        return int(self._connection.execute(query, (rows.json(labels), whose)).fetchone()[0])

    def relabel(self, uids: Iterable[str], label: str) -> None:
        """Give the Spans called `uids` the Label."""
        self._connection.executemany("UPDATE spans SET label = ? WHERE uid = ?", ((label, uid) for uid in uids))

    def rename_label(self, old: str, new: str) -> None:
        self._connection.execute("UPDATE spans SET label = ? WHERE label = ?", (new, old))

    def arrows_of(self, name: str, sources: Sequence[str], *, inside: bool) -> list[str]:
        """The uids of the Relations called `name` that begin at Spans with one of the Labels `sources`, or (where it
        is not `inside`) at Spans with none of them."""
        wanted = "IN" if inside else "NOT IN"
        found = self._connection.execute(
            "SELECT r.uid FROM relations r JOIN spans s ON s.uid = r.source WHERE r.label = ? AND "
            f"s.label {wanted} (SELECT value FROM json_each(?)) ORDER BY r.uid",
            (name, rows.json(sources)),
        )
        return [row[0] for row in found]

    def rename_arrows(self, uids: Iterable[str], new: str) -> None:
        self._connection.executemany("UPDATE relations SET label = ? WHERE uid = ?", ((new, uid) for uid in uids))

    def said(self, name: str, labels: Sequence[str]) -> list[tuple[str, list[tuple[str, str]]]]:
        """The Spans with one of the Labels that say something of the Attribute called `name`: uid and Attributes."""
        found = self._connection.execute(
            "SELECT uid, attributes FROM spans WHERE attributes != '[]' AND "
            "label IN (SELECT value FROM json_each(?)) ORDER BY uid",
            (rows.json(labels),),
        )
        told = ((uid, [(str(n), str(v)) for n, v in orjson.loads(text)]) for uid, text in found)
        return [(uid, pairs) for uid, pairs in told if any(held == name for held, _value in pairs)]

    def say(self, changed: Iterable[tuple[str, list[tuple[str, str]]]]) -> None:
        """Put Attributes in the place of what Spans said."""
        self._connection.executemany(
            "UPDATE spans SET attributes = ? WHERE uid = ?", ((rows.json(pairs), uid) for uid, pairs in changed)
        )

"""What a project remembers about itself: names and values, and the versions of its Schema."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

import orjson

from annotator.errors import NotAProject
from annotator.frozen import frozen
from annotator.model.clock import now
from annotator.model.schema import Schema
from annotator.model.schema_json import from_json, to_json


@frozen
class Version:
    """One version of the Schema: its number, when it was made (ISO 8601 in UTC) and by whom."""

    number: int
    at: str
    author: str
    schema: Schema


_VERSIONS = "SELECT version, at, author, json FROM schema"


def _version(row: tuple[int, str, str, str]) -> Version:
    number, at, author, told = row
    return Version(number, at, author, from_json(orjson.loads(told)))


class Settings:
    """The tables `settings` and `schema`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._read: tuple[str, Schema] | None = None

    def get(self, name: str, default: str = "") -> str:
        row = self._connection.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
        return row[0] if row else default

    def like(self, patterns: Iterable[str]) -> list[tuple[str, str]]:
        """All settings whose names are like one of the patterns, as SQL has it, with their values."""
        query = "SELECT name, value FROM settings WHERE name LIKE ? ORDER BY name"
        return [row for pattern in patterns for row in self._connection.execute(query, (pattern,))]

    def put(self, name: str, value: str) -> None:
        self._connection.execute(
            "INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (name, value),
        )

    def schema(self) -> Schema:
        """The newest version of the Schema."""
        row = self._connection.execute("SELECT json FROM schema ORDER BY version DESC LIMIT 1").fetchone()
        if row is None:
            raise NotAProject.unfinished()
        if self._read is None or self._read[0] != row[0]:  # reading one takes far longer than comparing it
            self._read = row[0], from_json(orjson.loads(row[0]))
        return self._read[1]

    def schema_version(self) -> int:
        """The number of the newest version, 1 for the first."""
        return int(self._connection.execute("SELECT coalesce(max(version), 0) FROM schema").fetchone()[0])

    def versions(self) -> list[Version]:
        """All versions, the oldest first."""
        return [_version(row) for row in self._connection.execute(f"{_VERSIONS} ORDER BY version")]

    def version(self, number: int) -> Version:
        """The version of this number, which there has to be."""
        return _version(self._connection.execute(f"{_VERSIONS} WHERE version = ?", (number,)).fetchone())

    def put_schema(self, schema: Schema, author: str) -> None:
        """Add `schema` as the newest version, which `author` made."""
        self._connection.execute(
            "INSERT INTO schema (version, at, author, json) SELECT coalesce(max(version), 0) + 1, ?, ?, ? FROM schema",
            (now(), author, orjson.dumps(to_json(schema)).decode()),
        )

"""What a project remembers about itself: names and values, and the versions of its Schema."""

from __future__ import annotations

import sqlite3

import orjson

from annotator.errors import NotAProject
from annotator.model.clock import now
from annotator.model.schema import Schema, from_json, to_json


class Settings:
    """The tables `settings` and `schema`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def get(self, name: str, default: str = "") -> str:
        row = self._connection.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
        return row[0] if row else default

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
        return from_json(orjson.loads(row[0]))

    def put_schema(self, schema: Schema) -> None:
        """Add `schema` as the newest version."""
        self._connection.execute(
            "INSERT INTO schema (version, at, json) SELECT coalesce(max(version), 0) + 1, ?, ? FROM schema",
            (now(), orjson.dumps(to_json(schema)).decode()),
        )

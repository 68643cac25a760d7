"""The table `names`: names that a user's own lists hold, each with its Label."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable


class KnownNames:
    """Names of the project's lists, in the order in which they came."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def all(self) -> list[tuple[str, str]]:
        """Each name with its Label."""
        return self._connection.execute("SELECT name, label FROM names ORDER BY rowid").fetchall()

    def put(self, names: Iterable[tuple[str, str]]) -> None:
        """Take names in; one that is there already gets the new Label."""
        self._connection.executemany(
            "INSERT INTO names (name, label) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET label = excluded.label",
            names,
        )

    def clear(self) -> None:
        """Forget all of them."""
        self._connection.execute("DELETE FROM names")

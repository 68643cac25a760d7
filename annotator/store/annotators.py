"""The table `annotators`: who works in the project, and as what. Only Edits change a role."""

from __future__ import annotations

import sqlite3

from annotator.errors import Refused
from annotator.model.roles import Role
from annotator.words import _


class Annotators:
    """Those who have a Layer, or may have one."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def roles(self) -> dict[str, Role]:
        """The role of each, the first one first."""
        found = self._connection.execute("SELECT name, role FROM annotators ORDER BY rowid").fetchall()
        return {name: as_role(role) for name, role in found}

    def role(self, name: str) -> Role | None:
        """The role of one of them; None for somebody who is not known."""
        row = self._connection.execute("SELECT role FROM annotators WHERE name = ?", (name,)).fetchone()
        return as_role(row[0]) if row else None

    def put(self, name: str, role: Role) -> None:
        """Give somebody a role, who need not be known yet."""
        self._connection.execute(
            "INSERT INTO annotators (name, role) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET role = excluded.role",
            (name, role.value),
        )

    def drop(self, name: str) -> None:
        """Take somebody away who has done nothing and has nothing to do; raises Refused."""
        for table in ("layers", "spans", "relations", "verdicts", "assignments"):
            if self._connection.execute(f"SELECT 1 FROM {table} WHERE annotator = ? LIMIT 1", (name,)).fetchone():
                raise Refused(_("{annotator} stays: there are articles of theirs.").format(annotator=name))
        self._connection.execute("DELETE FROM annotators WHERE name = ?", (name,))


def as_role(text: str) -> Role:
    """A role as it is stored; what another program has written there and means nothing is an annotator."""
    return Role(text) if text in set(Role) else Role.ANNOTATOR

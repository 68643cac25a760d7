"""The table `decisions`: what was decided in the Cases of each Article. Only the Edit `Decide` writes here."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

import orjson

from annotator.model.decision import Decision, from_choice_json, to_choice_json
from annotator.store import rows
from annotator.store.articles import Articles

_COLUMNS = 'key, choice, start, "end", fingerprint, made, labels, how, by, reason, at'


class Decisions:
    """One Decision for each Case: the last one."""

    def __init__(self, connection: sqlite3.Connection, articles: Articles) -> None:
        self._connection = connection
        self._articles = articles

    def of(self, article: str) -> dict[str, Decision]:
        """The Decisions of an Article by the keys of their Cases, in the order of their places."""
        number, _text = self._articles.locate(article)
        found = self._connection.execute(
            f'SELECT {_COLUMNS} FROM decisions WHERE article = ? ORDER BY start, "end", key', (number,)
        )
        return {decision.key: decision for decision in map(_decision, found)}

    def get(self, article: str, key: str) -> Decision | None:
        """The Decision about a Case; None where there is none."""
        number, _text = self._articles.locate(article)
        found = self._connection.execute(
            f"SELECT {_COLUMNS} FROM decisions WHERE article = ? AND key = ?", (number, key)
        ).fetchone()
        return _decision(found) if found else None

    def put(self, article: str, decision: Decision) -> None:
        """Write a Decision down, in place of the one about the same Case."""
        number, _text = self._articles.locate(article)
        self._connection.execute(
            f"INSERT OR REPLACE INTO decisions (article, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                number,
                decision.key,
                rows.json(to_choice_json(decision.choice)),
                decision.start,
                decision.end,
                decision.fingerprint,
                rows.json(decision.made),
                rows.json(decision.labels),
                decision.how,
                decision.by,
                decision.reason,
                decision.at,
            ),
        )

    def drop(self, article: str, key: str) -> None:
        """Forget what was decided about a Case."""
        number, _text = self._articles.locate(article)
        self._connection.execute("DELETE FROM decisions WHERE article = ? AND key = ?", (number, key))

    def with_reasons(self) -> Iterator[tuple[str, Decision]]:
        """The Decisions that have a reason, each after the uid of its Article, the newest first."""
        found = self._connection.execute(
            f"SELECT a.uid, {', '.join('d.' + name for name in _COLUMNS.split(', '))} FROM decisions d "
            "JOIN articles a ON a.id = d.article WHERE d.reason != '' ORDER BY d.at DESC, d.rowid DESC"
        )
        for uid, *row in found:
            yield uid, _decision(row)

    def count(self) -> int:
        """How many Decisions there are."""
        return int(self._connection.execute("SELECT count(*) FROM decisions").fetchone()[0])


def _decision(row: Any) -> Decision:
    key, choice, start, end, fingerprint, made, labels, how, by, reason, at = row
    return Decision(
        key,
        from_choice_json(orjson.loads(choice)),
        start,
        end,
        fingerprint,
        tuple((gold, source) for gold, source in orjson.loads(made)),
        tuple(orjson.loads(labels)),
        how,
        by,
        reason,
        at,
    )

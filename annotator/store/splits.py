"""The table `splits`: which part of the project each Article belongs to, and the rule that says so."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from itertools import groupby
from operator import itemgetter
from sys import intern

import orjson

from annotator.errors import AnnotatorError
from annotator.model.split import Counts, Split, SplitRule, from_rule_json, to_rule_json
from annotator.store import rows
from annotator.store.settings import Settings

_RULE = "split"
_KNOWN = (
    "SELECT a.uid, s.name FROM articles a JOIN splits s ON s.article = a.id "
    f"WHERE s.name IN ({', '.join(repr(split.value) for split in Split)})"
)


class Splits:
    """The split of each Article; an Article that came in later has none yet."""

    def __init__(self, connection: sqlite3.Connection, settings: Settings) -> None:
        self._connection = connection
        self._settings = settings

    def all(self) -> dict[str, str]:
        """The split of each Article that has one, by uid, in the order of the Articles."""
        found = self._connection.execute(f"{_KNOWN} ORDER BY a.position")
        return {uid: intern(name) for uid, name in found}

    def of(self, uids: Iterable[str]) -> dict[str, str]:
        """The split of each of these Articles that has one."""
        found = self._connection.execute(
            f"{_KNOWN} AND a.uid IN (SELECT value FROM json_each(?))", (rows.json(list(uids)),)
        )
        return {uid: intern(name) for uid, name in found}

    def size(self, name: str) -> int:
        """How many Articles a split has."""
        return int(self._connection.execute("SELECT count(*) FROM splits WHERE name = ?", (name,)).fetchone()[0])

    def missing(self) -> int:
        """How many Articles have no split."""
        found = self._connection.execute("SELECT (SELECT count(*) FROM articles) - (SELECT count(*) FROM splits)")
        return int(found.fetchone()[0])

    def labels(self) -> dict[str, Counts]:
        """How many Spans of each Label each Article has in all Layers, by uid; nothing for one without any."""
        counted = self._connection.execute(
            "SELECT a.uid, s.label, count(*) FROM spans s JOIN articles a ON a.id = s.article "
            "GROUP BY s.article, s.label ORDER BY s.article, s.label"
        )
        held: dict[tuple[str, int], tuple[str, int]] = {}
        return {
            uid: tuple(held.setdefault(pair, pair) for pair in ((label, count) for _uid, label, count in group))
            for uid, group in groupby(counted, itemgetter(0))
        }

    def put(self, splits: Mapping[str, str]) -> None:
        """Give Articles a split; nothing for an Article that is not there, an empty name for none."""
        self._connection.executemany(
            "INSERT INTO splits (article, name) SELECT id, ?2 FROM articles WHERE uid = ?1 AND ?2 != '' "
            "ON CONFLICT (article) DO UPDATE SET name = excluded.name",
            splits.items(),
        )
        self._connection.executemany(
            "DELETE FROM splits WHERE article = (SELECT id FROM articles WHERE uid = ?)",
            [(uid,) for uid, name in splits.items() if not name],
        )

    def rule(self) -> SplitRule | None:
        """The rule in force; None where the project has not been divided, or someone has made it unreadable, which
        a check of the project finds."""
        told = self._settings.get(_RULE)
        try:
            return from_rule_json(orjson.loads(told)) if told else None
        except (AnnotatorError, LookupError, TypeError, ValueError):
            return None

    def put_rule(self, rule: SplitRule | None) -> None:
        self._settings.put(_RULE, orjson.dumps(to_rule_json(rule)).decode() if rule else "")

"""The table `verdicts`: what annotators made of Suggestions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from annotator.model.annotation import LayerId
from annotator.model.verdict import Outcome, Verdict
from annotator.store.articles import Articles

_COLUMNS = 'label, start, "end", origin, confidence, outcome, seconds, also, at'
_DECIDED = f"outcome != '{Outcome.LEFT}'"


class Verdicts:
    """One verdict for each range and Label of a Layer: the last one."""

    def __init__(self, connection: sqlite3.Connection, articles: Articles) -> None:
        self._connection = connection
        self._articles = articles

    def put(self, layer: LayerId, verdicts: Iterable[Verdict]) -> None:
        """Write verdicts down, in place of those of the same ranges and Labels."""
        article, _text = self._articles.locate(layer.article)
        self._connection.executemany(
            f"INSERT OR REPLACE INTO verdicts (article, annotator, {_COLUMNS}) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    article,
                    layer.annotator,
                    one.label,
                    one.start,
                    one.end,
                    one.origin,
                    one.confidence,
                    one.outcome.value,
                    one.seconds,
                    " ".join(one.also),
                    one.at,
                )
                for one in verdicts
            ],
        )

    def drop(self, layer: LayerId, places: Iterable[tuple[int, int, str]]) -> None:
        """Forget the verdicts of some ranges and Labels in a Layer."""
        article, _text = self._articles.locate(layer.article)
        self._connection.executemany(
            'DELETE FROM verdicts WHERE article = ? AND annotator = ? AND start = ? AND "end" = ? AND label = ?',
            ((article, layer.annotator, *place) for place in places),
        )

    def of(self, layer: LayerId) -> list[Verdict]:
        """The verdicts of a Layer, in reading order."""
        article, _text = self._articles.locate(layer.article)
        found = self._connection.execute(
            f"SELECT {_COLUMNS} FROM verdicts WHERE article = ? AND annotator = ? ORDER BY start, label",
            (article, layer.annotator),
        )
        return [_verdict(row) for row in found]

    def at(self, layer: LayerId, places: Iterable[tuple[int, int, str]]) -> list[Verdict]:
        """Those of these ranges and Labels, as far as there are any, in the order given."""
        article, _text = self._articles.locate(layer.article)
        query = (
            f"SELECT {_COLUMNS} FROM verdicts "
            'WHERE article = ? AND annotator = ? AND start = ? AND "end" = ? AND label = ?'
        )
        found = (self._connection.execute(query, (article, layer.annotator, *place)).fetchone() for place in places)
        return [_verdict(row) for row in found if row is not None]

    def latest(self, annotator: str, limit: int) -> list[Verdict]:
        """The last verdicts of an annotator about any Suggestions but those that were left, the oldest first."""
        found = self._connection.execute(
            f"SELECT {_COLUMNS} FROM verdicts WHERE annotator = ? AND {_DECIDED} ORDER BY at DESC, rowid DESC LIMIT ?",
            (annotator, limit),
        )
        return [_verdict(row) for row in found][::-1]

    def rejected(self, annotator: str) -> Iterator[tuple[str, str]]:
        """The words and the Label of every Suggestion that an annotator rejected, once for each Article, in the order
        of the Articles."""
        yield from self._connection.execute(
            'SELECT substr(a.text, v.start + 1, v."end" - v.start) AS words, v.label FROM verdicts v '
            "JOIN articles a ON a.id = v.article WHERE v.annotator = ? AND v.outcome = ? AND v.label != '' "
            "GROUP BY a.id, words, v.label ORDER BY a.position, min(v.start)",
            (annotator, Outcome.REJECTED.value),
        )

    def tally(self, recommender: str, since: str = "", whose: str | None = None) -> tuple[int, int]:
        """How many Suggestions of a recommender, alone or with others, were accepted as they stood, and about how many
        something was said or could have been: by anybody or one annotator, from the moment `since` on."""
        (right, every) = self._connection.execute(
            "SELECT coalesce(sum(outcome = ?), 0), count(*) FROM verdicts WHERE at >= ? "
            "AND (origin = ? OR instr(' ' || also || ' ', ?) > 0) AND annotator = coalesce(?, annotator)",
            (Outcome.ACCEPTED.value, since, recommender, f" {recommender} ", whose),
        ).fetchone()
        return int(right), int(every)


def _verdict(row: tuple[str, int, int, str, float, str, float | None, str, str]) -> Verdict:
    label, start, end, origin, confidence, outcome, seconds, also, at = row
    return Verdict(label, start, end, origin, confidence, Outcome(outcome), seconds, tuple(also.split()), at)

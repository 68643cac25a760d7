"""Sums over the whole project, made by SQLite: what there is by annotator, and what the Journal says was done when.

Nobody's Spans or texts are read, so that a project of 10,000 Articles is summed up in a moment.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import orjson

from annotator.frozen import frozen
from annotator.model.annotation import Status
from annotator.store import rows

_MINUTE = 16
"""Characters of a time up to its minute: no time zone has an offset of less."""

_AMONG = "IN (SELECT value FROM json_each(:names))"


_STEPS = f"""
SELECT substr(at, 1, {_MINUTE}), step, undoes,
    CASE WHEN edit GLOB '{{"do":"add_span"*' THEN
        substr(edit, instr(edit, '"annotator":') + 12, instr(edit, ',"span":') - instr(edit, '"annotator":') - 12) END,
    CASE WHEN edit GLOB '{{"do":"several"*' OR edit GLOB '{{"do":"fill_layer"*' OR edit GLOB '{{"do":"set_status"*'
        THEN edit END
FROM journal WHERE at >= :since AND (undoes IS NULL OR uid = step) ORDER BY seq DESC
"""
"""The Journal as far as it counts. The words are those of `edits.envelope`, which never change; most rows add a Span,
and of these the annotator is cut out as it stands, in JSON, which is much faster than to read them."""


@frozen
class Within:
    """Whose work is summed up, and which of it: with this status (None any), and of the time from `since` up to
    `until`, which is not in it any more: moments in UTC as they are written, empty for no bound."""

    annotators: tuple[str, ...]
    status: Status | None = None
    since: str = ""
    until: str = ""

    @property
    def values(self) -> dict[str, Any]:
        return {
            "names": rows.json(self.annotators),
            "status": self.status.value if self.status else None,
            "since": self.since,
            "until": self.until or "\U0010ffff",
        }


@dataclass(slots=True)
class Done:
    """What the Journal says: `made` and `imported` count Spans by annotator and minute, `finished` is the minute in
    which each Layer (its annotator, and the uid of its Article) was said to be done last."""

    made: Counter[tuple[str, str]]
    imported: Counter[tuple[str, str]]
    finished: dict[tuple[str, str], str]


class Tallies:
    """The sums of a project."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def assigned(self) -> dict[str, int]:
        """How many Articles are assigned to each annotator to whom any are."""
        return dict(self._connection.execute("SELECT annotator, count(*) FROM assignments GROUP BY 1").fetchall())

    def busy(self) -> set[str]:
        """Those who have begun any Article."""
        found = self._connection.execute(
            "SELECT DISTINCT annotator FROM layers WHERE status != 'new' OR seconds > 0 UNION "
            "SELECT DISTINCT annotator FROM spans"
        )
        return {name for (name,) in found}

    def statuses(self, within: Within) -> Iterator[tuple[str, str, int, int]]:
        """Annotator, status, how many Layers and the seconds spent on them, of those that were changed last in the
        time."""
        return self._connection.execute(
            f"SELECT annotator, status, count(*), sum(seconds) FROM layers WHERE annotator {_AMONG} "
            "AND coalesce(status = :status, 1) AND updated_at >= :since AND updated_at < :until GROUP BY 1, 2",
            within.values,
        )

    def labels(self, within: Within) -> Iterator[tuple[str, str, int]]:
        """Annotator, Label and how many Spans, of those that were made in the time, in Layers of the status."""
        layers, wanted = "", ""
        if within.status is not None:
            layers, wanted = "JOIN layers l USING (article, annotator)", "AND l.status = :status"
        found = self._connection.execute(
            f"SELECT s.annotator, s.label FROM spans s {layers} WHERE s.annotator {_AMONG} "
            f"AND s.created_at >= :since AND s.created_at < :until {wanted}",
            within.values,
        )
        for (name, label), count in Counter(found).items():  # SQLite would sort them all to count them
            yield name, label, count

    def times(self, within: Within) -> Iterator[tuple[str, int, int]]:
        """Annotator, seconds and number of Spans of each Layer that is done, or of the status, on which any time was
        spent, of those that were changed last in the time."""
        return self._connection.execute(
            "SELECT l.annotator, l.seconds, (SELECT count(*) FROM spans s WHERE s.article = l.article "
            f"AND s.annotator = l.annotator) FROM layers l WHERE l.annotator {_AMONG} AND l.seconds > 0 "
            "AND l.status = coalesce(:status, 'done') AND l.updated_at >= :since AND l.updated_at < :until",
            within.values,
        )

    def verdicts(self, within: Within) -> dict[str, int]:
        """How many Suggestions had each outcome in the time."""
        found = self._connection.execute(
            f"SELECT outcome, count(*) FROM verdicts WHERE annotator {_AMONG} AND label != '' "
            "AND at >= :since AND at < :until GROUP BY 1",
            within.values,
        )
        return dict(found.fetchall())

    def gold(self, name: str) -> tuple[int, int, int]:
        """How many Layers of the one who holds gold are done, and begun, and their Spans."""
        done, begun = self._connection.execute(
            "SELECT count(*) FILTER (WHERE status = 'done'), count(*) FILTER (WHERE status IN ('in_progress', "
            "'flagged')) FROM layers WHERE annotator = ?",
            (name,),
        ).fetchone()
        spans = self._connection.execute("SELECT count(*) FROM spans WHERE annotator = ?", (name,)).fetchone()[0]
        return int(done), int(begun), int(spans)

    def ready(self, names: Iterable[str]) -> int:
        """How many Articles at least two of these annotators have done."""
        found = self._connection.execute(
            f"SELECT count(*) FROM (SELECT article FROM layers WHERE status = 'done' AND annotator {_AMONG} "
            "GROUP BY article HAVING count(*) > 1)",
            {"names": rows.json(list(names))},
        )
        return int(found.fetchone()[0])

    def done(self, within: Within) -> Done:
        """What was done and still stands: a step that was taken back counts no more, one that was made again counts
        for the day on which it was made first."""
        found, taken_back = Done(Counter(), Counter(), {}), set[str]()
        # The newest first: that a step was taken back is known before it comes.
        for minute, step, undone, name, edit in self._connection.execute(_STEPS, within.values):
            if step in taken_back:
                continue
            if undone is not None:
                taken_back.add(undone)
            elif not within.until or minute < within.until:
                if name is not None:
                    found.made[name, minute] += 1
                elif edit is not None:
                    self._count(orjson.loads(edit), minute, found)
        found.made = Counter({(orjson.loads(name), minute): count for (name, minute), count in found.made.items()})
        return self._kept(found, within)

    def _count(self, edit: dict[str, Any], minute: str, found: Done) -> None:
        match edit["do"]:
            case "several":
                for part in reversed(edit["edits"]):
                    self._count(part, minute, found)
            case "add_span":
                found.made[rows.json(edit["annotator"]), minute] += 1
            case "fill_layer":
                found.imported[edit["annotator"], minute] += len(edit["spans"])
                self._finish(edit, minute, found)
            case "set_status":
                self._finish(edit, minute, found)

    @staticmethod
    def _finish(edit: dict[str, Any], minute: str, found: Done) -> None:
        if edit["status"] == Status.DONE:
            found.finished.setdefault((edit["annotator"], edit["layer"]), minute)

    def _kept(self, found: Done, within: Within) -> Done:
        """Of what was found only that of the annotators who are meant, and no Layer that is not done any more."""
        names = set(within.annotators)
        done = set(
            self._connection.execute(
                "SELECT l.annotator, a.uid FROM layers l JOIN articles a ON a.id = l.article WHERE l.status = 'done'"
            )
        )
        return Done(
            _of(found.made, names),
            _of(found.imported, names),
            {layer: minute for layer, minute in found.finished.items() if layer[0] in names and layer in done},
        )


def _of(counts: Counter[tuple[str, str]], names: Iterable[str]) -> Counter[tuple[str, str]]:
    kept = set(names)
    return Counter({key: count for key, count in counts.items() if key[0] in kept})

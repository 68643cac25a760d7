"""The tables `layers`, `spans`, `relations` and `annotators`. Only Edits call what writes here."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from annotator.errors import Refused, Unknown
from annotator.model.annotation import Layer, LayerId, Relation, Span, Status, reading_order
from annotator.model.roles import GOLD, Role
from annotator.store import rows
from annotator.store.articles import Articles
from annotator.words import _

_SPAN_VALUES = ", ".join("?" * 17)
_SPAN = (
    'uid, article, annotator, label, start, "end", fragments, text, type, value, attributes, note, '
    "origin, confidence, created_at, updated_at, schema"
)
_RELATION_INTO = "relations (uid, article, annotator, label, source, target)"


class Layers:
    """The Layers of a project. Reading one that does not exist yet gives an untouched one."""

    def __init__(self, connection: sqlite3.Connection, articles: Articles) -> None:
        self._connection = connection
        self._articles = articles

    def read(self, layer: LayerId) -> Layer:
        """The Layer with its Spans and Relations in reading order."""
        article, _text = self._articles.locate(layer.article)
        at = (article, layer.annotator)
        state = self._connection.execute(
            "SELECT status, comment, seconds FROM layers WHERE article = ? AND annotator = ?", at
        ).fetchone()
        spans = self._connection.execute(
            f"SELECT {rows.SPAN_COLUMNS} FROM spans WHERE article = ? AND annotator = ?", at
        )
        status, comment, seconds = state or (Status.NEW, "", 0)
        return Layer(
            layer,
            Status(status),
            comment,
            seconds,
            tuple(sorted(map(rows.span, spans), key=reading_order)),
            self.relations(layer),
        )

    def state(self, layer: LayerId) -> tuple[Status, str]:
        """Status and comment of a Layer."""
        article, _text = self._articles.locate(layer.article)
        row = self._connection.execute(
            "SELECT status, comment FROM layers WHERE article = ? AND annotator = ?",
            (article, layer.annotator),
        ).fetchone()
        return (Status(row[0]), row[1]) if row else (Status.NEW, "")

    def seconds(self, layer: LayerId) -> int:
        """The time that the annotator has spent with the Article open."""
        article, _text = self._articles.locate(layer.article)
        row = self._connection.execute(
            "SELECT seconds FROM layers WHERE article = ? AND annotator = ?", (article, layer.annotator)
        ).fetchone()
        return int(row[0]) if row else 0

    def articles_with(self, annotator: str | None, status: Status | None) -> int:
        """How many Articles have a Layer of this annotator, or any, with this status, or any, that holds more than a
        comment."""
        # Where there are no Spans there are no Relations.
        (count,) = self._connection.execute(
            "SELECT count(DISTINCT l.article) FROM layers l WHERE coalesce(l.annotator = ?, 1) "
            "AND coalesce(l.status = ?, 1) AND (l.status != 'new' OR EXISTS "
            "(SELECT 1 FROM spans s WHERE s.article = l.article AND s.annotator = l.annotator))",
            (annotator, status),
        ).fetchone()
        return int(count)

    def is_begun_by_others(self, layer: LayerId) -> bool:
        """Whether somebody else has a Layer of the Article that they have begun; Gold is nobody's."""
        article, _text = self._articles.locate(layer.article)
        found = self._connection.execute(
            "SELECT 1 FROM layers WHERE article = ? AND annotator NOT IN (?, ?) AND status != 'new' "
            "UNION ALL SELECT 1 FROM spans WHERE article = ? AND annotator NOT IN (?, ?) LIMIT 1",
            (article, layer.annotator, GOLD) * 2,
        )
        return found.fetchone() is not None

    def is_empty(self, layer: LayerId) -> bool:
        """Whether the Layer has no Spans."""
        article, _text = self._articles.locate(layer.article)
        found = self._connection.execute(
            "SELECT 1 FROM spans WHERE article = ? AND annotator = ? LIMIT 1", (article, layer.annotator)
        )
        return found.fetchone() is None

    def span(self, layer: LayerId, uid: str) -> Span:
        """The Span called `uid` of the Layer; raises Unknown."""
        article, _text = self._articles.locate(layer.article)
        row = self._connection.execute(
            f"SELECT {rows.SPAN_COLUMNS} FROM spans WHERE uid = ? AND article = ? AND annotator = ?",
            (uid, article, layer.annotator),
        ).fetchone()
        if row is None:
            raise Unknown(_("That span is not there any more; another window may have removed it."))
        return rows.span(row)

    def label_of(self, uid: str) -> str:
        """The Label of the Span called `uid`, of any Layer; empty where there is none."""
        row = self._connection.execute("SELECT label FROM spans WHERE uid = ?", (uid,)).fetchone()
        return row[0] if row else ""

    def relations(self, layer: LayerId) -> tuple[Relation, ...]:
        """The Relations of a Layer, in the order of their uids."""
        article, _text = self._articles.locate(layer.article)
        found = self._connection.execute(
            "SELECT uid, label, source, target FROM relations WHERE article = ? AND annotator = ? ORDER BY uid",
            (article, layer.annotator),
        )
        return tuple(map(rows.relation, found))

    def examples(self, label: str, limit: int, whose: str | None = None) -> list[tuple[str, str, str, str, Span]]:
        """Article, its title, annotator, the text and the Span, of Spans with a Label: gold ones, then the newest; or
        of those of one annotator."""
        found: list[tuple[str, str, str, str, Span]] = []
        for is_gold in (1, 0):
            rest = limit - len(found)
            # The newest have the greatest ids, so they are read from the end of the index, and no more of it.
            query = (
                "SELECT a.uid, a.title, s.annotator, a.text, s.uid FROM spans s JOIN articles a ON a.id = s.article "
                "JOIN annotators n ON n.name = s.annotator WHERE s.label = ? AND (n.role = 'gold') = ? "
                "AND s.annotator = coalesce(?, s.annotator) ORDER BY s.uid DESC LIMIT ?"
            )
            for article, title, annotator, text, uid in self._connection.execute(query, (label, is_gold, whose, rest)):
                found.append((article, title, annotator, text, self.span(LayerId(article, annotator), uid)))
        return found

    def like(self, layer: LayerId, span: Span) -> Span | None:
        """The Span of the Layer that marks the same letters with the same Label, or None."""
        article, _text = self._articles.locate(layer.article)
        found = self._connection.execute(
            f"SELECT {rows.SPAN_COLUMNS} FROM spans "
            'WHERE article = ? AND annotator = ? AND start = ? AND "end" = ? AND label = ?',
            (article, layer.annotator, span.start, span.end, span.label),
        )
        return next((held for held in map(rows.span, found) if held.fragments == span.fragments), None)

    def taken_spans(self, spans: Iterable[Span]) -> set[str]:
        """Those uids of `spans` that Spans of any Layer have."""
        return self._taken("spans", [span.uid for span in spans])

    def taken_relations(self, relations: Iterable[Relation]) -> set[str]:
        """Those uids of `relations` that Relations of any Layer have."""
        return self._taken("relations", [relation.uid for relation in relations])

    def _taken(self, table: str, uids: list[str]) -> set[str]:
        query = f"SELECT uid FROM {table} WHERE uid IN (SELECT value FROM json_each(?))"
        return {row[0] for row in self._connection.execute(query, (rows.json(uids),))} if uids else set()

    def relation(self, layer: LayerId, uid: str) -> Relation:
        """The Relation called `uid` of the Layer; raises Unknown."""
        article, _text = self._articles.locate(layer.article)
        row = self._connection.execute(
            "SELECT uid, label, source, target FROM relations WHERE uid = ? AND article = ? AND annotator = ?",
            (uid, article, layer.annotator),
        ).fetchone()
        if row is None:
            raise Unknown(_("That relation is not there any more; another window may have removed it."))
        return rows.relation(row)

    def relations_of(self, span: str) -> list[Relation]:
        """The Relations that begin or end at the Span called `span`."""
        found = self._connection.execute(
            "SELECT uid, label, source, target FROM relations WHERE source = ?1 OR target = ?1 ORDER BY uid",
            (span,),
        )
        return [rows.relation(row) for row in found]

    def annotators(self) -> list[str]:
        """The names of all who have a Layer, or had one."""
        return sorted(self.annotators_as_they_came())

    def annotators_as_they_came(self) -> list[str]:
        """The same, the first one first."""
        return [row[0] for row in self._connection.execute("SELECT name FROM annotators ORDER BY rowid").fetchall()]

    def compared_annotators(self) -> list[str]:
        """The names of all who annotate by themselves, so all but Gold."""
        found = self._connection.execute("SELECT name FROM annotators WHERE role != 'gold' ORDER BY name")
        return [row[0] for row in found]

    def ensure(self, layer: LayerId) -> int:
        """Make sure that the Layer has a row, and return the Article's row id."""
        article, _text = self._articles.locate(layer.article)
        known = self._connection.execute(
            "SELECT 1 FROM layers WHERE article = ? AND annotator = ?", (article, layer.annotator)
        )
        if known.fetchone() is None:
            self.add_annotator(layer.annotator)
            self._connection.execute(
                "INSERT INTO layers (article, annotator, status, seconds, comment, updated_at) "
                "VALUES (?, ?, 'new', 0, '', '')",
                (article, layer.annotator),
            )
        return article

    def add_annotator(self, name: str) -> None:
        role = Role.GOLD if name == GOLD else Role.ANNOTATOR
        self._connection.execute("INSERT OR IGNORE INTO annotators (name, role) VALUES (?, ?)", (name, role.value))

    def put_state(self, layer: LayerId, status: Status, comment: str) -> None:
        article = self.ensure(layer)
        self._connection.execute(
            "UPDATE layers SET status = ?, comment = ? WHERE article = ? AND annotator = ?",
            (status.value, comment, article, layer.annotator),
        )

    def touch(self, layer: LayerId, at: str) -> None:
        """Note that the Layer was changed at the time `at`."""
        article, _text = self._articles.locate(layer.article)
        self._connection.execute(
            "UPDATE layers SET updated_at = ? WHERE article = ? AND annotator = ?",
            (at, article, layer.annotator),
        )

    def add_seconds(self, layer: LayerId, seconds: int) -> None:
        """Add to the time spent. Time is measured, not edited: it is in no Journal and cannot be undone."""
        article = self.ensure(layer)
        self._connection.execute(
            "UPDATE layers SET seconds = seconds + ? WHERE article = ? AND annotator = ?",
            (seconds, article, layer.annotator),
        )

    def add_spans(self, layer: LayerId, spans: tuple[Span, ...]) -> None:
        """Add Spans; raises Refused where the project has one of their uids already."""
        self.ensure(layer)
        article, text = self._articles.locate(layer.article)
        version = self._schema_version()
        try:
            self._connection.executemany(
                f"INSERT INTO spans ({_SPAN}) VALUES ({_SPAN_VALUES})",
                [rows.span_row(span, article, layer.annotator, text, version) for span in spans],
            )
        except sqlite3.IntegrityError as error:
            raise Refused(_("The project has one of these spans already.")) from error

    def change_span(self, layer: LayerId, span: Span) -> None:
        """Put `span` in the place of the one of the Layer that has its uid."""
        article, text = self._articles.locate(layer.article)
        self._connection.execute(
            f"UPDATE spans SET ({_SPAN}) = ({_SPAN_VALUES}) WHERE uid = ? AND article = ? AND annotator = ?",
            (
                *rows.span_row(span, article, layer.annotator, text, self._schema_version()),
                span.uid,
                article,
                layer.annotator,
            ),
        )

    def _schema_version(self) -> int:
        return int(self._connection.execute("SELECT coalesce(max(version), 1) FROM schema").fetchone()[0])

    def drop_span(self, uid: str) -> None:
        self._connection.execute("DELETE FROM spans WHERE uid = ?", (uid,))

    def add_relations(self, layer: LayerId, relations: tuple[Relation, ...]) -> None:
        """Add Relations; raises Refused where the project has one of their uids already."""
        if not relations:
            return
        article = self.ensure(layer)
        try:
            self._connection.executemany(
                f"INSERT INTO {_RELATION_INTO} VALUES (?, ?, ?, ?, ?, ?)",
                [(r.uid, article, layer.annotator, r.label, r.source, r.target) for r in relations],
            )
        except sqlite3.IntegrityError as error:
            raise Refused(_("The project has one of these relations already.")) from error

    def drop_relation(self, uid: str) -> None:
        self._connection.execute("DELETE FROM relations WHERE uid = ?", (uid,))

    def clear(self, layer: LayerId) -> None:
        """Take all Spans and Relations out of a Layer."""
        article, _text = self._articles.locate(layer.article)
        for table in ("relations", "spans"):
            self._connection.execute(
                f"DELETE FROM {table} WHERE article = ? AND annotator = ?", (article, layer.annotator)
            )

"""The table `articles`: adding, finding and listing them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from annotator.errors import Refused, Unknown
from annotator.model.article import Article, ArticleEntry
from annotator.store import rows
from annotator.store.index import Index
from annotator.words import _

_LONGEST_NUMBER = 19
"""Digits of a number that SQLite cannot hold."""

_READ_TOGETHER = 50
"""Articles whose texts are read at one stroke, where many are."""

_ENTRY = """
    SELECT a.uid, a.position, a.title, a.source, a.published, coalesce(l.status, 'new'),
           (SELECT count(*) FROM spans s WHERE s.article = a.id AND s.annotator = :annotator)
    FROM articles a LEFT JOIN layers l ON l.article = a.id AND l.annotator = :annotator
"""


class Articles:
    """The Articles of a project, in the order in which they came in."""

    def __init__(self, connection: sqlite3.Connection, index: Index) -> None:
        self._connection = connection
        self._index = index
        self._last: tuple[str, int, str] | None = None
        self._last_version = -1
        self._alone = False

    def count(self) -> int:
        return int(self._connection.execute("SELECT count(*) FROM articles").fetchone()[0])

    def get(self, uid: str) -> Article:
        """The Article called `uid`; raises Unknown."""
        row = self._connection.execute(f"SELECT {rows.ARTICLE_COLUMNS} FROM articles WHERE uid = ?", (uid,)).fetchone()
        if row is None:
            raise Unknown(_("The project has no article “{name}”.").format(name=uid))
        return rows.article(row)

    def text(self, uid: str) -> str:
        """The text of the Article called `uid`, which there has to be."""
        return str(self._connection.execute("SELECT text FROM articles WHERE uid = ?", (uid,)).fetchone()[0])

    def locate(self, uid: str) -> tuple[int, str]:
        """The row id and the text of the Article called `uid`; raises Unknown."""
        if not self._alone:
            self._forget_what_others_changed()
        if self._last is None or self._last[0] != uid:
            row = self._connection.execute("SELECT id, text FROM articles WHERE uid = ?", (uid,)).fetchone()
            if row is None:
                raise Unknown(_("The project has no article “{name}”.").format(name=uid))
            self._last = (uid, row[0], row[1])
        return self._last[1], self._last[2]

    def _forget_what_others_changed(self) -> None:
        # Another window may have taken the Article out, and SQLite gives the row id to the next one.
        version = self._connection.execute("PRAGMA data_version").fetchone()[0]
        if version != self._last_version:
            self._last_version = version
            self.forget()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else can write inside: the caller holds the write lock. So `locate` need not look for changes."""
        self._forget_what_others_changed()
        self._alone = True
        try:
            yield
        finally:
            self._alone = False

    def forget(self) -> None:
        """Drop what `locate` remembers, after a change that did not happen."""
        self._last = None

    def has(self, uid: str) -> bool:
        return self._connection.execute("SELECT 1 FROM articles WHERE uid = ?", (uid,)).fetchone() is not None

    def with_sha(self, sha256: str) -> str | None:
        """The uid of the Article whose text has this SHA-256, or None."""
        row = self._connection.execute("SELECT uid FROM articles WHERE sha256 = ?", (sha256,)).fetchone()
        return row[0] if row else None

    def find(self, name: str) -> str:
        """The uid of the Article that a person means by `name`: its number in the list, its uid or a
        beginning of it that no other has, or its title. Raises Unknown."""
        name = name.encode(errors="replace").decode()
        queries: list[tuple[str, Any]] = [("uid = ?", name)]
        if name.isdecimal() and len(name) < _LONGEST_NUMBER:
            queries.append(("position = ?", int(name)))
        if len(name) >= 4:
            queries.append(("substr(uid, 1, length(?1)) = ?1", name))
        queries.append(("title = ?", name))
        for where, value in queries:
            found = self._connection.execute(f"SELECT uid FROM articles WHERE {where} LIMIT 2", (value,)).fetchall()
            if len(found) == 1:
                return str(found[0][0])
        raise Unknown(
            _(
                "The project has no article “{name}”, or several. Name one by its number or id; see: hashiya list"
            ).format(name=name)
        )

    def uids(self, annotator: str, *, words: str = "", status: str = "", only_assigned: bool = False) -> list[str]:
        """The uids of all Articles in order, or of those whose title or source holds `words`, folded, whose Layer of
        `annotator` has `status`, and which are assigned to that one."""
        if not words and not status and not only_assigned:
            return [row[0] for row in self._connection.execute("SELECT uid FROM articles ORDER BY position")]
        where, values = ["1"], {"annotator": annotator, "status": status}
        if words:
            from annotator.arabic.text import fold  # here, for the start: a filter comes later than a window

            self._connection.create_function("fold", 1, fold, deterministic=True)
            values["words"] = fold(words)
            where.append("instr(fold(a.title || ' ' || a.source), :words) > 0")
        if status:
            where.append("coalesce(l.status, 'new') = :status")
        if only_assigned:
            where.append("a.id IN (SELECT article FROM assignments WHERE annotator = :annotator)")
        query = (
            "SELECT a.uid FROM articles a "
            "LEFT JOIN layers l ON l.article = a.id AND l.annotator = :annotator "
            f"WHERE {' AND '.join(where)} ORDER BY a.position"
        )
        return [row[0] for row in self._connection.execute(query, values)]

    def entries(self, annotator: str, uids: list[str] | None = None) -> Iterator[ArticleEntry]:
        """What a list shows of the Articles called `uids` (all of them where it is None), in project order."""
        values: dict[str, str] = {"annotator": annotator}
        where = ""
        if uids is not None:
            values["uids"] = rows.json(uids)
            where = "WHERE a.uid IN (SELECT value FROM json_each(:uids))"
        for row in self._connection.execute(f"{_ENTRY} {where} ORDER BY a.position", values):
            yield ArticleEntry(*row)

    def texts(self) -> Iterator[tuple[str, str]]:
        """The uid and the text of each Article, in order, a few at a time. Wrap it in `Store.reading()`."""
        ids = [row[0] for row in self._connection.execute("SELECT id FROM articles ORDER BY position")]
        for first in range(0, len(ids), _READ_TOGETHER):
            part = rows.json(ids[first : first + _READ_TOGETHER])
            query = "SELECT uid, text FROM articles WHERE id IN (SELECT value FROM json_each(?)) ORDER BY position"
            yield from self._connection.execute(query, (part,)).fetchall()

    def some_texts(self, articles: int, characters: int) -> Iterator[tuple[int, int, list[str]]]:
        """The texts of at most so many Articles, spread evenly over the project, and of about so many characters.

        They come a few at a time, each time with how many have come and how many will.
        """
        ids = [row[0] for row in self._connection.execute("SELECT id FROM articles ORDER BY position")]
        chosen = ids[:: -(-len(ids) // articles) or 1]
        room = characters
        for first in range(0, len(chosen), _READ_TOGETHER):
            part = rows.json(chosen[first : first + _READ_TOGETHER])
            query = "SELECT substr(text, 1, ?) FROM articles WHERE id IN (SELECT value FROM json_each(?))"
            texts = [row[0] for row in self._connection.execute(query, (max(room // _READ_TOGETHER, 1), part))]
            room -= sum(map(len, texts))
            yield min(first + _READ_TOGETHER, len(chosen)), len(chosen), texts
            if room <= 0:
                return

    def progress(self, annotator: str, *, only_assigned: bool = False) -> dict[str, int]:
        """How many Articles, or of those that are assigned to `annotator`, have each status in the Layers of that one;
        untouched ones count as `new`."""
        theirs = "SELECT article FROM assignments WHERE annotator = ?1"
        inside = f" AND article IN ({theirs})" if only_assigned else ""
        counted = dict(
            self._connection.execute(
                f"SELECT status, count(*) FROM layers WHERE annotator = ?1{inside} GROUP BY status", (annotator,)
            ).fetchall()
        )
        total = self.count()
        if only_assigned:
            (total,) = self._connection.execute(f"SELECT count(*) FROM ({theirs})", (annotator,)).fetchone()
        counted["new"] = total - sum(n for status, n in counted.items() if status != "new")
        return counted

    def put(self, article: Article, position: int | None = None) -> None:
        """Add an Article where it stood before, or at the end of the list where that place is taken or None.

        Raises Refused for a NUL in it, and where the project has its text or its uid already.
        """
        if "\0" in article.text:
            raise Refused(_("The article “{title}” contains a NUL character.").format(title=article.title))
        if position is None or self._is_taken(position):
            last = self._connection.execute("SELECT coalesce(max(position), 0) FROM articles").fetchone()
            position = last[0] + 1
        try:
            row = self._connection.execute(
                "INSERT INTO articles (uid, title, text, sha256, source, url, published, metadata, position, "
                "imported_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                rows.article_row(article, position),
            )
        except sqlite3.IntegrityError as error:
            raise Refused(_("“{title}” is in the project already").format(title=article.title)) from error
        assert row.lastrowid is not None
        self._index.add(row.lastrowid, article.text)

    def _is_taken(self, position: int) -> bool:
        found = self._connection.execute("SELECT 1 FROM articles WHERE position = ?", (position,))
        return found.fetchone() is not None

    def put_published(self, uid: str, published: str) -> None:
        """Write down when an Article was published: an ISO date or nothing."""
        self._connection.execute("UPDATE articles SET published = ? WHERE uid = ?", (published, uid))

    def drop(self, uid: str) -> int:
        """Take an Article away that nobody has worked on, and say at which position it stood. Raises Refused."""
        article, text = self.locate(uid)
        used = self._connection.execute(
            "SELECT annotator FROM layers WHERE article = :a AND (status != 'new' OR comment != '') "
            "UNION SELECT annotator FROM spans WHERE article = :a LIMIT 1",
            {"a": article},
        ).fetchone()
        if used:
            raise Refused(
                _("The article “{title}” stays: {annotator} has worked on it since it came in.").format(
                    title=self.get(uid).title, annotator=used[0]
                )
            )
        position = self._connection.execute("SELECT position FROM articles WHERE id = ?", (article,))
        stood_at = int(position.fetchone()[0])
        self._index.drop(article, text)
        for table in ("verdicts", "layers", "splits", "decisions", "assignments", "bases", "merges"):
            self._connection.execute(f"DELETE FROM {table} WHERE article = ?", (article,))
        self._connection.execute("DELETE FROM articles WHERE id = ?", (article,))
        self.forget()
        return stood_at

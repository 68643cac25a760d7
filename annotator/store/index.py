"""The full-text index: which Articles may hold some words, whatever stands around the words and however they are spelt.

It holds the runs of three characters of each text, folded and with spaces between the words; neither where they stand
nor the text. So it is small and finds words inside words, and an Article that it names is read before it counts.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

_ALL = "all"
_AT_ONCE = 200
_GATHERED = 400_000
"""Code points of texts that wait to be written."""

_GRAM = 3
_ENOUGH = 16
"""Runs asked for at once; a long phrase is hardly rarer with more of them."""


class Index:
    """The table `articles_index`. The setting `indexed` says up to which row id Articles are in it, or `all`.

    Who adds or takes away an Article says so here in the same transaction. Articles that come in are gathered and
    written a few hundred at a time, which is twice as fast as one by one; `Store.atomic` writes the last of them.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._waiting: list[tuple[int, str]] = []
        self._room = _GATHERED

    @property
    def is_complete(self) -> bool:
        return self._indexed() == _ALL

    def add(self, article: int, text: str) -> None:
        """An Article came in, under this row id."""
        if self._covers(article):
            self._waiting.append((article, _as_indexed(text)))
            self._room -= len(text)
            if self._room < 0:
                self.flush()

    @contextmanager
    def gathering(self) -> Iterator[None]:
        """What is gathered inside is written at the end, or dropped where the block fails."""
        try:
            yield
            self.flush()
        except BaseException:
            self.forget()
            raise

    def flush(self) -> None:
        """Write what was gathered."""
        if self._waiting:
            self._connection.executemany("INSERT INTO articles_index (rowid, text) VALUES (?, ?)", self._waiting)
            self.forget()

    def forget(self) -> None:
        """Let go of what was gathered."""
        self._waiting.clear()
        self._room = _GATHERED

    def drop(self, article: int, text: str) -> None:
        """An Article goes. `text` is what it came in with."""
        if self._covers(article):
            self.flush()
            self._connection.execute(
                "INSERT INTO articles_index (articles_index, rowid, text) VALUES ('delete', ?, ?)",
                (article, _as_indexed(text)),
            )

    def leave_out(self) -> None:
        """Index nothing that comes in from now on: nobody searches in this project. Only where it is empty."""
        self._put("0")

    def next_lot(self) -> tuple[int, int] | None:
        """Index a few more Articles; how many are in the index then, and how many there are. None at the end.

        It needs a transaction of its own, so that others come to write in between.
        """
        indexed = self._indexed()
        if indexed == _ALL:
            return None
        rows = self._connection.execute(
            "SELECT id, text FROM articles WHERE id > ? ORDER BY id LIMIT ?", (int(indexed), _AT_ONCE)
        ).fetchall()
        if not rows:
            self._put(_ALL)
            return None
        self._connection.executemany(
            "INSERT INTO articles_index (rowid, text) VALUES (?, ?)", ((id_, _as_indexed(text)) for id_, text in rows)
        )
        self._put(str(rows[-1][0]))
        counts = "SELECT count(*) FILTER (WHERE id <= ?), count(*) FROM articles"
        done, total = self._connection.execute(counts, (rows[-1][0],)).fetchone()
        return int(done), int(total)

    def candidates(self, words: str, *, whole: bool) -> str | None:
        """What to MATCH for the Articles that may hold `words`, whole or inside others; None where all may.

        So it is where the index is not complete, and for a single letter inside words.
        """
        if not self.is_complete:
            return None
        from annotator.arabic.text import bare, fold

        self.flush()
        plain = bare(fold(words).strip())  # white space at its ends is nothing that is looked for
        around = f" {plain} " if whole else plain
        wanted: dict[str, None] = {}
        pieces = around.split()
        for number, piece in enumerate(pieces):
            opens = number > 0 or around.startswith(" ")
            closes = number + 1 < len(pieces) or around.endswith(" ")
            known = f"{' ' if opens else ''}{piece}{' ' if closes else ''}"
            wanted.update(dict.fromkeys(known[at : at + _GRAM] for at in range(len(known) - _GRAM + 1)))
        if wanted:
            return " AND ".join(map(_quoted, list(wanted)[:: 1 + len(wanted) // _ENOUGH]))
        return self._beginning_with(max(pieces, key=len, default=""))

    def _beginning_with(self, short: str) -> str | None:
        """What to MATCH for two letters: all runs of three that begin with them. There is one wherever they stand."""
        if len(short) != _GRAM - 1:
            return None
        self._connection.execute(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.runs USING fts5vocab('main', 'articles_index', 'row')"
        )
        found = self._connection.execute(
            "SELECT term FROM temp.runs WHERE term >= ? AND term < ?", (short, f"{short}\U0010ffff")
        )
        return " OR ".join(_quoted(term) for (term,) in found) or _quoted(f"{short} ")

    def _covers(self, article: int) -> bool:
        indexed = self._indexed()
        return indexed == _ALL or article <= int(indexed)

    def _indexed(self) -> str:
        row = self._connection.execute("SELECT value FROM settings WHERE name = 'indexed'").fetchone()
        return str(row[0]) if row else "0"

    def _put(self, indexed: str) -> None:
        self._connection.execute(
            "INSERT INTO settings (name, value) VALUES ('indexed', ?) "
            "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (indexed,),
        )


def _as_indexed(text: str) -> str:
    from annotator.arabic.text import bare  # here, for the start: nothing comes in before the window stands

    return f" {bare(text)}  "  # so that the last two letters begin a run of three as well


def _quoted(gram: str) -> str:
    return '"' + gram.replace('"', '""') + '"'

"""Importing JSONL with Spans, against the same rows by plain `sqlite3.executemany` into the same tables.

Ours reads and checks the file, looks each text and id up, writes the rows and the Journal, and can be undone. The
bound has its rows in memory already and writes no Journal.
"""

from __future__ import annotations

import sqlite3
import tempfile
from pathlib import Path

from annotator.store import Store
from annotator.workspace import Workspace
from benchmarks import corpus
from benchmarks.table import Row, against, took

ROUNDS = 3
_TABLES = ("articles", "annotators", "layers", "spans", "relations")


def rows() -> list[Row]:
    plain = corpus.make()
    with tempfile.TemporaryDirectory(dir=corpus.DATA) as name:
        folder = Path(name)
        native = folder / "native.jsonl"
        with Workspace.open(corpus.project()) as workspace:
            workspace.export(native)
        held = _rows_of(corpus.project())
        by_hand, ours, ours_native = [], [], []
        for _round in range(ROUNDS):
            by_hand.append(_by_hand(folder / "by-hand.hashiya", held))
            ours.append(_ours(folder / "ours.hashiya", plain))
            ours_native.append(_ours(folder / "native.hashiya", native))
    articles = f"{corpus.ARTICLES:,} articles with {corpus.SPANS} spans"
    return [
        against(f"import plain JSONL, {articles}", ours, by_hand, what="executemany", at_most=5),
        against(f"import native JSONL, {articles}", ours_native, by_hand, what="executemany", at_most=5),
    ]


def _ours(path: Path, source: Path) -> float:
    with Workspace.create(path, annotator="a1") as workspace:
        spent = took(lambda: workspace.import_files([source]))
    path.unlink()
    return spent


def _rows_of(project: Path) -> dict[str, list[tuple[object, ...]]]:
    connection = sqlite3.connect(project)
    held = {table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in _TABLES}
    connection.close()
    return held


def _by_hand(path: Path, held: dict[str, list[tuple[object, ...]]]) -> float:
    Store.create(path).close()
    connection = sqlite3.connect(path, isolation_level=None)
    for setting in ("foreign_keys = ON", "synchronous = FULL", "cache_size = -16000"):  # as the program has them
        connection.execute(f"PRAGMA {setting}")

    def write() -> None:
        connection.execute("BEGIN IMMEDIATE")
        for table, lines in held.items():
            if lines:
                marks = ", ".join("?" * len(lines[0]))
                connection.executemany(f"INSERT INTO {table} VALUES ({marks})", lines)
        connection.execute("COMMIT")

    spent = took(write)
    connection.close()
    path.unlink()
    return spent

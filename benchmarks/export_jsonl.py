"""Exporting JSONL, against a plain `SELECT *` of the same rows and `orjson.dumps` of them as objects.

Ours reads the project as of one moment, builds the model, cuts every Span out of the text twice (from the model, and
from the line as written) and renames a finished file into place. The bound writes what the rows hold.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from pathlib import Path

import orjson

from annotator.workspace import Workspace
from benchmarks import corpus
from benchmarks.table import Row, against, took

ROUNDS = 5


def rows() -> list[Row]:
    project = corpus.project()
    with tempfile.TemporaryDirectory(dir=corpus.DATA) as name:
        out = Path(name) / "out.jsonl"
        by_hand, ours = [], []
        for _round in range(ROUNDS):
            by_hand.append(took(lambda: _by_hand(project, out)))
            ours.append(took(lambda: _ours(project, out)))
    figure = f"export JSONL, {corpus.ARTICLES:,} articles with {corpus.SPANS} spans"
    return [against(figure, ours, by_hand, what="SELECT + orjson.dumps", at_most=2)]


def _ours(project: Path, out: Path) -> None:
    with Workspace.open(project) as workspace:
        workspace.export(out)


def _by_hand(project: Path, out: Path) -> None:
    connection = sqlite3.connect(project)
    connection.row_factory = sqlite3.Row

    def select(rest: str, *values: object) -> list[dict[str, object]]:
        return [dict(row) for row in connection.execute(f"SELECT * FROM {rest}", values)]

    with out.open("wb", buffering=1 << 20) as stream:
        for article in connection.execute("SELECT * FROM articles ORDER BY position"):
            for layer in select("layers WHERE article = ?", article["id"]):
                mine = article["id"], layer["annotator"]
                layer["spans"] = select("spans WHERE article = ? AND annotator = ? ORDER BY start", *mine)
                layer["relations"] = select("relations WHERE article = ? AND annotator = ?", *mine)
                stream.write(orjson.dumps(dict(article) | layer, option=orjson.OPT_APPEND_NEWLINE))
        stream.flush()
        os.fsync(stream.fileno())
    connection.close()

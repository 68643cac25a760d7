"""Finding what is marked in several ways, in 2,000 articles of 2,000 characters with 30 Spans each, against one plain
read of the same rows; making a thousand places alike in one step; and the memory that it takes, with five times as
many.

The articles are those of the reference corpus, done, with what an annotator gets wrong: of a hundred Spans two have
another Label, two are not marked, and one has a sign too much at its end. Whether mistakes are found in real news is
measured in `benchmarks/planted.py`.
"""

from __future__ import annotations

import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import orjson

from annotator.workspace import Workspace
from benchmarks import corpus, planted
from benchmarks.table import Row, against, below, mebibytes, seconds, took

ARTICLES, MANY = 2_000, 10_000
LABELS = ("PERS", "ORG", "GPE", "LOC")
WRONG, MISSED, STRAY = 0.02, 0.04, 0.05
ROUNDS = 2
PLACES = 1_000
LIMIT = 200 * 2**20

_STATUS = Path("/proc/self/status")


def rows() -> list[Row]:
    from annotator.review.doubts import Doubt

    path = project(ARTICLES)
    ours, bound = [], []
    with Workspace.open(path) as workspace:
        for _round in range(ROUNDS):
            bound.append(took(lambda: _read(path)))
            ours.append(took(workspace.doubts))
    with tempfile.TemporaryDirectory(dir=corpus.DATA) as folder:
        copy = Path(folder) / "news.hashiya"
        shutil.copy(path, copy)
        with Workspace.open(copy) as workspace:
            found = max(workspace.doubts([Doubt.LABEL]), key=lambda one: len(one.occurrences))
            places = found.occurrences[:PLACES]
            other = next(one for number, one in enumerate(found.variants) if number != found.model)
            alike = took(lambda: workspace.make_alike(found, other, places))
    named = f"what is doubtful in {ARTICLES:,} articles"
    memory = [_peak(count) for count in (ARTICLES, MANY)] if _STATUS.exists() else []
    found_rows = [
        against(named, ours, bound, what="one plain read of the same rows", at_most=25),
        below(f"{len(places):,} places made alike in one step", alike, 5.0, seconds),
    ]
    if memory:
        few, many = memory
        found_rows.append(
            Row(
                f"memory of it, {MANY:,} articles",
                mebibytes(many),
                f"{mebibytes(few)} ({ARTICLES:,} articles)",
                f"{many / few:.2f}",
                f"under {mebibytes(LIMIT)}",
                many < LIMIT,
            )
        )
    return found_rows + planted.rows()


def project(count: int) -> Path:
    """A project with so many Articles; it is made where it is not there yet."""
    path = corpus.DATA / f"consistency-{count}.hashiya"
    if not path.exists():
        corpus.DATA.mkdir(exist_ok=True)
        source, part = path.with_suffix(".jsonl"), corpus.DATA / "part-consistency.hashiya"
        with source.open("wb") as out:
            for number, article in enumerate(corpus.articles(count)):
                out.write(orjson.dumps(_with_mistakes(article, random.Random(number))) + b"\n")
        part.unlink(missing_ok=True)
        with Workspace.create(part, annotator="a1") as workspace:
            workspace.import_files([source])
        part.replace(path)
        source.unlink()
    return path


def _with_mistakes(article: dict[str, Any], dice: random.Random) -> dict[str, Any]:
    spans = []
    for start, end, label in article["spans"]:
        drawn = dice.random()
        if drawn < WRONG:
            spans.append((start, end, dice.choice(LABELS)))
        elif drawn < MISSED:
            continue
        elif drawn < STRAY and end < len(article["text"]):
            spans.append((start, end + 1, label))
        else:
            spans.append((start, end, label))
    return {**article, "spans": spans, "status": "done"}


def _read(path: Path) -> int:
    connection = sqlite3.connect(path)
    found = connection.execute("SELECT * FROM articles ORDER BY position").fetchall()
    spans = connection.execute("SELECT * FROM spans ORDER BY article, annotator, start").fetchall()
    connection.close()
    return len(found) + len(spans)


def _peak(count: int) -> int:
    """The most memory that a process held which looked for what is doubtful."""
    command = [sys.executable, "-m", "benchmarks.consistency", str(project(count))]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


if __name__ == "__main__":
    with Workspace.open(sys.argv[1]) as opened:
        opened.doubts()
    told = re.search(r"VmHWM:\s+(\d+) kB", _STATUS.read_text())
    assert told
    print(int(told[1]) * 1024)

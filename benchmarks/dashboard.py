"""The dashboard of 10,000 articles that two annotators have done, each with 30 Spans: the sums that it opens with,
against reading the rows that they are made of once; and comparing the annotators, against reading their Spans once.

Every Span was marked by hand, so that the Journal has 600,000 rows, over sixty days.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import orjson

from annotator.edits import envelope
from annotator.edits.edit import AddSpan, RemoveSpan, SetStatus
from annotator.model.annotation import LayerId, Status
from annotator.model.ids import new_uid
from annotator.workspace import Workspace
from benchmarks import corpus
from benchmarks.table import Row, against, took

ARTICLES = corpus.ARTICLES
ROUNDS = 3
_NAMES = ("a1", "a2")
_BEGAN = datetime(2026, 1, 1, 8, tzinfo=UTC)


def rows() -> list[Row]:
    path = _project()
    sums, read, compared, spans = [], [], [], []
    for _round in range(ROUNDS):
        read.append(_read(path, "SELECT at, annotator, edit FROM journal", "SELECT annotator, label FROM spans"))
        with Workspace.open(path) as workspace:
            sums.append(took(workspace.numbers))
    spans.append(_read(path, 'SELECT article, annotator, label, start, "end", fragments FROM spans'))
    with Workspace.open(path) as workspace:
        compared.append(took(workspace.comparison))
    what = f"{ARTICLES:,} articles of two annotators"
    return [
        against(f"dashboard, sums of {what}", sums, read, what="reading their rows once", at_most=5),
        against(f"dashboard, comparing {what}", compared, spans, what="reading their spans once", at_most=100),
    ]


def _read(path: Path, *queries: str) -> float:
    connection = sqlite3.connect(path)
    spent = took(lambda: [sum(1 for _row in connection.execute(query)) for query in queries])
    connection.close()
    return spent


def _project() -> Path:
    """A project with the Journal of two annotators; it is made where it is not there yet."""
    path = corpus.DATA / f"two-{ARTICLES}.hashiya"
    if not path.exists():
        part = path.with_name(f"part-{path.name}")
        part.unlink(missing_ok=True)
        native = path.with_suffix(".jsonl")
        with Workspace.open(corpus.project()) as one:
            one.export(native)
        with Workspace.create(part, annotator=_NAMES[0]) as both:
            for name in _NAMES:
                _rename(native, path.with_suffix(f".{name}.jsonl"), name)
                both.import_files([path.with_suffix(f".{name}.jsonl")])
            entries = list(_entries(both))
        connection = sqlite3.connect(part)
        connection.execute("DELETE FROM journal WHERE edit LIKE '%fill_layer%'")
        connection.execute("UPDATE layers SET seconds = 60 + article % 400, updated_at = '2026-02-01T00:00:00.000Z'")
        connection.executemany(
            "INSERT INTO journal (uid, step, at, annotator, article, edit, inverse) VALUES (?, ?, ?, ?, ?, ?, ?)",
            entries,
        )
        connection.commit()
        connection.close()
        part.replace(path)
    return path


def _rename(source: Path, out: Path, name: str) -> None:
    """The same lines as those of another annotator, who left every seventh Span out and gave every eleventh another
    Label."""
    with source.open("rb") as lines, out.open("wb") as written:
        for line in lines:
            held = orjson.loads(line)
            held["annotator"], held["status"] = name, "done"
            if name != _NAMES[0]:
                held["spans"] = [span for at, span in enumerate(held["spans"]) if at % 7]
                for at, span in enumerate(held["spans"]):
                    span["id"] = new_uid()
                    span["label"] = "LOC" if at % 11 == 0 and span["kind"] == "entity" else span["label"]
            held["relations"], held["events"] = [], []
            written.write(orjson.dumps(held) + b"\n")


def _entries(workspace: Workspace) -> Iterator[tuple[str, ...]]:
    for number, uid in enumerate(workspace.article_uids()):
        for name in _NAMES:
            layer = LayerId(uid, name)
            at = _BEGAN + timedelta(minutes=number * 8)
            edits = [(AddSpan(layer, span), RemoveSpan(layer, span)) for span in workspace.layer(uid, name).spans]
            for edit, inverse in (*edits, (SetStatus(layer, Status.DONE), SetStatus(layer, Status.IN_PROGRESS))):
                step, told = new_uid(), at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
                yield step, step, told, name, uid, envelope.pack(edit), envelope.pack(inverse)

"""A project with an event in it, and what its Journal makes of an empty one."""

from __future__ import annotations

import tempfile
from contextlib import closing
from pathlib import Path

from annotator.edits.history import replay
from annotator.model.annotation import Attribute, Span
from annotator.store import Store
from annotator.workspace import Workspace
from tests.helpers.builders import TEXT, behind_its_back, where

Told = dict[str, tuple[str, tuple[tuple[str, str], ...], tuple[str, ...]]]


def meeting(workspace: Workspace, article: str) -> dict[str, str]:
    """A president and a minister meet in a city: the uids of the Spans, by their Labels (and `Minister`)."""
    held = {
        "Meet": workspace.mark(article, [where("التقى")], "Meet", [Attribute("Tense", "future")]),
        "PERS": workspace.mark(article, [where("محمود عباس")], "PERS", [Attribute("Titles", "Dr")]),
        "Minister": workspace.mark(article, [where("وزير الخارجية")], "PERS"),
        "CITY": workspace.mark(article, [where("القاهرة")], "CITY"),
        "Trip": workspace.mark(article, [where("الأحد")], "Trip"),
    }
    uids = {name: span.uid for name, span in held.items()}
    for trigger, role, filler in (
        ("Meet", "Place", "CITY"),
        ("Meet", "Who", "Minister"),
        ("Meet", "Chair", "PERS"),
        ("Trip", "Place", "CITY"),
    ):
        workspace.fill(article, uids[trigger], role, uids[filler])
    workspace.relate(article, "in", uids["PERS"], uids["CITY"])
    return uids


def told(workspace: Workspace, article: str, annotator: str | None = None) -> Told:
    """What is said of each Span, by its words: Label, Attributes, and the labels of the arrows that begin at it."""
    layer = workspace.layer(article, annotator)
    return {
        span.surface(TEXT): (
            span.label,
            tuple((one.name, one.value) for one in span.attributes),
            tuple(sorted(one.label for one in layer.relations if one.source == span.uid)),
        )
        for span in layer.spans
    }


def by_words(workspace: Workspace, article: str, words: str) -> Span:
    """The one Span of the annotator with these words."""
    (found,) = (span for span in workspace.spans(article) if span.surface(TEXT) == words)
    return found


TABLES = {
    "articles": "uid, title, text, source, url, published, metadata, position",
    "layers": "article, annotator, status, comment, updated_at",
    "spans": "*",
    "relations": "*",
    "schema": "version, author, json",
}


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """What the Journal has to give: every row that Edits write."""
    with behind_its_back(path) as db:
        found = {
            name: db.execute(f"SELECT {columns} FROM {name} ORDER BY 1, 2").fetchall()
            for name, columns in TABLES.items()
        }
    return found | {"layers": [row for row in found["layers"] if row[4]]}


def check_soundness(workspace: Workspace) -> None:
    """`hashiya check` finds nothing, and the Journal gives every row of the tables, versions of the Schema included."""
    assert list(workspace.check()) == []
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(Store.open(workspace.path)) as store,
        closing(Store.create(Path(folder) / "again.hashiya")) as again,
    ):
        replay(store, again)
        assert rows(again.path) == rows(workspace.path)

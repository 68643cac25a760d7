"""The tables, step by step. A step is never edited after a release; the next one corrects it."""

from __future__ import annotations

import re

from sqlite_utils import Database, Migrations
from sqlite_utils.db import Table

from annotator.store.steps import APPLICATION_ID

migrations = Migrations("hashiya")


def _table(db: Database, name: str) -> Table:
    table = db.table(name)
    assert isinstance(table, Table)
    return table


@migrations()
def m001_tables(db: Database) -> None:
    """Articles, annotators, Layers, Spans, Relations, the Schema's versions, the Journal and the settings."""
    _table(db, "articles").create(
        {
            "id": int,
            "uid": str,
            "title": str,
            "text": str,
            "sha256": str,
            "source": str,
            "url": str,
            "published": str,
            "metadata": str,
            "position": int,
            "imported_at": str,
        },
        pk="id",
        not_null={
            "uid",
            "title",
            "text",
            "sha256",
            "source",
            "url",
            "published",
            "metadata",
            "position",
            "imported_at",
        },
        strict=True,
    )
    _table(db, "articles").create_index(["uid"], unique=True)
    _table(db, "articles").create_index(["sha256"], unique=True)
    _table(db, "articles").create_index(["position"])
    _table(db, "annotators").create({"name": str, "role": str}, pk="name", not_null={"role"}, strict=True)
    _table(db, "layers").create(
        {
            "article": int,
            "annotator": str,
            "status": str,
            "seconds": int,
            "comment": str,
            "updated_at": str,
        },
        pk=("article", "annotator"),
        not_null={"status", "seconds", "comment", "updated_at"},
        foreign_keys=[("article", "articles", "id"), ("annotator", "annotators", "name")],
        strict=True,
    )
    _table(db, "spans").create(
        {
            "uid": str,
            "article": int,
            "annotator": str,
            "label": str,
            "start": int,
            "end": int,
            "fragments": str,
            "text": str,
            "type": str,
            "value": str,
            "attributes": str,
            "note": str,
            "origin": str,
            "confidence": float,
            "created_at": str,
            "updated_at": str,
        },
        pk="uid",
        not_null={
            "article",
            "annotator",
            "label",
            "start",
            "end",
            "fragments",
            "text",
            "type",
            "value",
            "attributes",
            "note",
            "origin",
            "created_at",
            "updated_at",
        },
        foreign_keys=[("article", "articles", "id"), ("annotator", "annotators", "name")],
        strict=True,
    )
    _table(db, "spans").create_index(["article", "annotator", "start"])
    _table(db, "relations").create(
        {"uid": str, "article": int, "annotator": str, "label": str, "source": str, "target": str},
        pk="uid",
        not_null={"article", "annotator", "label", "source", "target"},
        foreign_keys=[
            ("article", "articles", "id"),
            ("annotator", "annotators", "name"),
            ("source", "spans", "uid"),
            ("target", "spans", "uid"),
        ],
        strict=True,
    )
    for columns in (["article", "annotator"], ["source"], ["target"]):
        _table(db, "relations").create_index(columns)
    _table(db, "schema").create(
        {"version": int, "at": str, "json": str}, pk="version", not_null={"at", "json"}, strict=True
    )
    _table(db, "journal").create(
        {
            "seq": int,
            "uid": str,
            "step": str,
            "at": str,
            "annotator": str,
            "article": str,
            "edit": str,
            "inverse": str,
            "undoes": str,
        },
        pk="seq",
        not_null={"uid", "step", "at", "annotator", "edit", "inverse"},
        strict=True,
    )
    _table(db, "journal").create_index(["uid"], unique=True)
    _table(db, "journal").create_index(["step"])
    # The heads of an annotator's steps, newest first: what undo and redo walk along.
    db.execute("CREATE INDEX idx_journal_heads ON journal (annotator, seq) WHERE uid = step")
    _table(db, "settings").create({"name": str, "value": str}, pk="name", not_null={"value"}, strict=True)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")


@migrations()
def m002_search(db: Database) -> None:
    """The full-text index. It begins empty; where there are Articles already, `store.index` fills it."""
    db.execute(
        "CREATE VIRTUAL TABLE articles_index USING fts5("
        "text, content='', columnsize=0, detail=none, tokenize='trigram case_sensitive 1')"
    )
    # What is gathered before it is sorted and written: an import is a third faster than with the usual 1 MB.
    db.execute("INSERT INTO articles_index (articles_index, rank) VALUES ('hashsize', ?)", (8 * 2**20,))
    known = "'all'" if not db.execute("SELECT 1 FROM articles LIMIT 1").fetchone() else "'0'"
    db.execute(f"INSERT INTO settings (name, value) VALUES ('indexed', {known})")


@migrations()
def m003_order(db: Database) -> None:
    """The order of the Articles can be read without their texts: a project of 100,000 opens at once."""
    db.execute("DROP INDEX idx_articles_position")
    db.execute("CREATE INDEX idx_articles_order ON articles (position, uid)")


@migrations()
def m004_schema(db: Database) -> None:
    """Each version of the Schema has its author, and each Span remembers the version under which it was made."""
    _table(db, "schema").add_column("author", str, not_null_default="")
    db.execute("ALTER TABLE spans ADD COLUMN schema INTEGER NOT NULL DEFAULT 1")  # until now there was one version


@migrations()
def m005_splits(db: Database) -> None:
    """Each Article may belong to one part of the divided project: train, dev or test."""
    _table(db, "splits").create(
        {"article": int, "name": str},
        pk="article",
        not_null={"name"},
        foreign_keys=[("article", "articles", "id")],
        strict=True,
    )


@migrations()
def m006_verdicts(db: Database) -> None:
    """What annotators made of Suggestions, of which so far only dismissed dates were known, as a setting; and names."""
    _table(db, "verdicts").create(
        {
            "article": int,
            "annotator": str,
            "label": str,
            "start": int,
            "end": int,
            "origin": str,
            "confidence": float,
            "outcome": str,
            "seconds": float,
            "also": str,
            "at": str,
        },
        pk=("article", "annotator", "start", "end", "label"),
        not_null={"origin", "confidence", "outcome", "also", "at"},
        foreign_keys=[("article", "articles", "id"), ("annotator", "annotators", "name")],
        strict=True,
    )
    _table(db, "verdicts").create_index(["annotator", "at"])
    _table(db, "names").create({"name": str, "label": str}, pk="name", not_null={"label"}, strict=True)
    for name, keys in db.execute("SELECT name, value FROM settings WHERE name LIKE 'dismissed/%/%'").fetchall():
        _dismissed, article, annotator = name.split("/", 2)
        for start, end in re.findall(r"dates:(\d{1,9})-(\d{1,9})", keys):
            db.execute(
                "INSERT OR IGNORE INTO verdicts SELECT a.id, n.name, '', ?, ?, 'dates', 0.4, 'rejected', NULL, '', '' "
                "FROM articles a, annotators n WHERE a.uid = ? AND n.name = ?",
                (int(start), int(end), article, annotator),
            )
    db.execute("DELETE FROM settings WHERE name LIKE 'dismissed/%'")


@migrations()
def m007_team(db: Database) -> None:
    """Who is to annotate what, and how parts of a project go out and come back. Who it was made for leads it."""
    _table(db, "assignments").create(
        {"article": int, "annotator": str},
        pk=("article", "annotator"),
        foreign_keys=[("article", "articles", "id"), ("annotator", "annotators", "name")],
        strict=True,
    )
    _table(db, "assignments").create_index(["annotator"])
    _table(db, "bases").create(
        {"article": int, "head": str, "seconds": int},
        pk="article",
        not_null={"head", "seconds"},
        foreign_keys=[("article", "articles", "id")],
        strict=True,
    )
    _table(db, "merges").create(
        {"part": str, "article": int, "seconds": int},
        pk=("part", "article"),
        not_null={"seconds"},
        foreign_keys=[("article", "articles", "id")],
        strict=True,
    )
    _table(db, "merges").create_index(["article"])
    _table(db, "journal").create_index(["article"])
    db.execute(
        "UPDATE annotators SET role = 'lead' WHERE name = (SELECT value FROM settings WHERE name = 'annotator') "
        "AND role = 'annotator'"
    )


@migrations()
def m008_decisions(db: Database) -> None:
    """What was decided in the Cases of each Article, where annotators differ."""
    _table(db, "decisions").create(
        {
            "article": int,
            "key": str,
            "choice": str,
            "start": int,
            "end": int,
            "fingerprint": str,
            "made": str,
            "labels": str,
            "how": str,
            "by": str,
            "reason": str,
            "at": str,
        },
        pk=("article", "key"),
        not_null={"choice", "start", "end", "fingerprint", "made", "labels", "how", "by", "reason", "at"},
        foreign_keys=[("article", "articles", "id")],
        strict=True,
    )
    db.execute("CREATE INDEX idx_decisions_reasons ON decisions (at) WHERE reason != ''")

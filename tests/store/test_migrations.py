"""Bringing an older file up to date, with a copy of it first."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database, Migrations

from annotator.errors import AnnotatorError
from annotator.store import Store, steps
from annotator.store.migrations import migrations
from annotator.workspace import Workspace
from tests.helpers.builders import ARTICLE, AUTHOR, behind_its_back, put_article, small_schema, tables, where

PINNED = {
    "annotators": "name TEXT, role TEXT",
    "articles": "id INTEGER, uid TEXT, title TEXT, text TEXT, sha256 TEXT, source TEXT, url TEXT, published TEXT, "
    "metadata TEXT, position INTEGER, imported_at TEXT",
    "journal": "seq INTEGER, uid TEXT, step TEXT, at TEXT, annotator TEXT, article TEXT, edit TEXT, inverse TEXT, "
    "undoes TEXT",
    "layers": "article INTEGER, annotator TEXT, status TEXT, seconds INTEGER, comment TEXT, updated_at TEXT",
    "relations": "uid TEXT, article INTEGER, annotator TEXT, label TEXT, source TEXT, target TEXT",
    "schema": "version INTEGER, at TEXT, json TEXT, author TEXT",
    "settings": "name TEXT, value TEXT",
    "spans": "uid TEXT, article INTEGER, annotator TEXT, label TEXT, start INTEGER, end INTEGER, fragments TEXT, "
    "text TEXT, type TEXT, value TEXT, attributes TEXT, note TEXT, origin TEXT, confidence REAL, created_at TEXT, "
    "updated_at TEXT, schema INTEGER",
    "splits": "article INTEGER, name TEXT",
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "news.hashiya"
    with Workspace.create(path, schema=small_schema(), annotator=AUTHOR) as workspace:
        put_article(workspace, ARTICLE)
        workspace.mark(ARTICLE.uid, [where("محمود عباس")], "PERS")
    return path


def with_one_more_step(monkeypatch: pytest.MonkeyPatch, *, fails: bool = False) -> None:
    """From now on the program is one migration further than the files that it made so far."""
    later = Migrations("hashiya")
    for known in migrations._migrations:
        later(name=known.name)(known.fn)

    @later()
    def m900_stars(db: Database) -> None:
        db.execute("ALTER TABLE spans ADD COLUMN stars INTEGER NOT NULL DEFAULT 0")
        if fails:
            raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr("annotator.store.migrations.migrations", later)
    monkeypatch.setattr(steps, "KNOWN", (*steps.KNOWN, "m900_stars"))


def columns(path: Path, table: str) -> list[str]:
    with behind_its_back(path) as db:
        return [f"{row[1]} {row[2]}" for row in db.execute(f"PRAGMA table_info({table})")]


@pytest.mark.parametrize("table", PINNED)
def test_a_table_has_the_columns_that_others_rely_on(path: Path, table: str) -> None:
    assert ", ".join(columns(path, table)) == PINNED[table]


def test_an_older_file_is_copied_before_it_is_changed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tables(path)
    with_one_more_step(monkeypatch)
    Store.open(path).close()
    (copy,) = path.parent.glob("*.bak")
    assert tables(copy) == before
    assert "stars INTEGER" not in columns(copy, "spans")
    assert "stars INTEGER" in columns(path, "spans")
    with behind_its_back(copy) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_the_copy_opens_in_the_program_that_made_it(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as later:
        with_one_more_step(later)
        Store.open(path).close()
    (copy,) = path.parent.glob("*.bak")
    with Workspace.open(copy) as workspace:
        assert list(workspace.check()) == []


def test_an_up_to_date_file_is_neither_copied_nor_changed(path: Path) -> None:
    with closing(Store.open(path)):
        pass
    assert not list(path.parent.glob("*.bak"))


def test_a_migration_that_fails_leaves_the_file_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tables(path)
    with monkeypatch.context() as later:
        with_one_more_step(later, fails=True)
        with pytest.raises((AnnotatorError, sqlite3.OperationalError)):
            Store.open(path)
    assert tables(path) == before
    with Workspace.open(path) as workspace:
        assert list(workspace.check()) == []


def as_before_schemas_changed(path: Path) -> None:
    """Make a file what the program of the step before m004_schema made of it."""
    with behind_its_back(path) as db:
        db.execute("ALTER TABLE spans DROP COLUMN schema")
        db.execute("ALTER TABLE schema DROP COLUMN author")
        db.execute("DELETE FROM _sqlite_migrations WHERE name = 'm004_schema'")


def test_spans_of_before_are_of_the_first_version_whose_author_nobody_noted(path: Path) -> None:
    as_before_schemas_changed(path)
    assert "schema INTEGER" not in columns(path, "spans")
    with Workspace.open(path) as workspace:
        (copy,) = path.parent.glob("*.before-m004_schema.bak")
        assert "schema INTEGER" not in columns(copy, "spans")
        for table, told in PINNED.items():
            assert ", ".join(columns(path, table)) == told
        assert [span.schema for span in workspace.spans(ARTICLE.uid)] == [1]
        assert [(version.number, version.author) for version in workspace.schema_versions()] == [(1, "")]
        assert list(workspace.check()) == []
        workspace.archive_label("GPE")
        workspace.mark(ARTICLE.uid, [where("القاهرة")], "PERS")
        assert [span.schema for span in workspace.spans(ARTICLE.uid)] == [1, 2]
        assert [version.author for version in workspace.schema_versions()] == ["", AUTHOR]
        for _ in range(3):
            workspace.undo()
        assert workspace.spans(ARTICLE.uid) == ()
        assert list(workspace.check()) == []


def test_the_released_steps_keep_their_names() -> None:
    assert steps.KNOWN == (
        "m001_tables",
        "m002_search",
        "m003_order",
        "m004_schema",
        "m005_splits",
        "m006_verdicts",
        "m007_team",
        "m008_decisions",
    )
    assert tuple(step.name for step in migrations._migrations) == steps.KNOWN

"""Looking a project over finds whatever is not as it should be, and says so in words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.model.annotation import Status
from annotator.workspace import Workspace
from tests.helpers.builders import (
    ARTICLE,
    AUTHOR,
    OTHER,
    behind_its_back,
    put_article,
    small_schema,
    text_article,
    where,
)


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "news.hashiya"
    with Workspace.create(path, schema=small_schema(), annotator=AUTHOR) as workspace:
        put_article(workspace, ARTICLE)
        put_article(workspace, text_article("خبر آخر"))
        workspace.mark(ARTICLE.uid, [where("محمود"), where("القاهرة")], "PERS")
        workspace.mark(ARTICLE.uid, [where("القاهرة")], "GPE")
        workspace.set_status(ARTICLE.uid, Status.DONE, "تم")
        workspace.add_seconds(ARTICLE.uid, 60)
    with Workspace.open(path, OTHER) as workspace:
        workspace.mark(ARTICLE.uid, [where("القاهرة")], "GPE")
        workspace.undo()
    yield path


def findings(path: Path) -> list[str]:
    with Workspace.open(path) as workspace:
        return list(workspace.check())


def test_a_sound_project_has_no_findings(path: Path) -> None:
    assert findings(path) == []


@pytest.mark.parametrize(
    ("tampering", "finding"),
    [
        ("UPDATE spans SET start = start + 1, fragments = '[[1,2]]' WHERE label = 'GPE'", "says “القاهرة”"),
        ("UPDATE spans SET text = 'دمشق' WHERE label = 'GPE'", "says “دمشق”, but the text has “القاهرة”"),
        ("UPDATE spans SET label = 'NOSUCH'", "the schema has no label “NOSUCH”"),
        ("UPDATE spans SET \"end\" = 9999 WHERE label = 'GPE'", "outside the text"),
        ("UPDATE spans SET note = 'x'", "differs from what the journal tells"),
        ("DELETE FROM spans WHERE label = 'GPE'", "differs from what the journal tells"),
        ("UPDATE layers SET status = 'new'", "differs from what the journal tells"),
        ("UPDATE articles SET text = text || '!'", "the text was changed after it came in"),
        ("UPDATE articles SET title = 'x'", "differs from what the journal tells"),
        ("DELETE FROM articles WHERE position = 2", "the journal tells of 2 articles, the project has 1"),
        (
            "INSERT INTO assignments SELECT id, annotator FROM articles, (SELECT name annotator FROM annotators)",
            "who annot",
        ),
        ("UPDATE annotators SET role = 'annotator'", f"the role of {AUTHOR} differs"),
        ("DELETE FROM journal WHERE seq = 1", "the journal cannot be replayed"),
        ("DELETE FROM journal WHERE seq = 2", "the journal tells of 1 articles, the project has 2"),
    ],
)
def test_tampering_with_the_tables_is_found(path: Path, tampering: str, finding: str) -> None:
    with behind_its_back(path) as db:
        db.execute(tampering)
    assert finding in "\n".join(findings(path))


@pytest.mark.parametrize(
    "tampering",
    [
        "DELETE FROM schema WHERE version = 2",
        "UPDATE schema SET json = replace(json, 'true', 'false') WHERE version = 2",
    ],
)
def test_labels_that_were_changed_behind_the_journal_are_found(path: Path, tampering: str) -> None:
    with Workspace.open(path) as workspace:
        workspace.archive_label("GPE")
    assert findings(path) == []
    with behind_its_back(path) as db:
        db.execute(tampering)
    assert "the labels differ from what the journal tells" in findings(path)


@pytest.mark.parametrize(
    "edit",
    [
        "",
        "null",
        "[]",
        "{}",
        '{"do":"fly"}',
        '{"do":"add_article","article":[]}',
        '{"do":"add_article","article":{"uid":"x","text":5}}',
        '{"do":"add_article","article":{"uid":"article-1","text":"نص"}}',
        '{"do":"add_span","layer":"article-1","annotator":"a","span":{"uid":"x","label":"PERS","fragments":[]}}',
        '{"do":"add_span","layer":"article-1","annotator":"a","span":{"uid":"x","label":"PERS","fragments":[["a",1]]}}',
        '{"do":"add_span","layer":"article-1","annotator":"a","span":{"uid":{},"label":"PERS","fragments":[[0,1]]}}',
        '{"do":"add_span","layer":"article-1","annotator":null,"span":{"uid":"x","label":"PERS","fragments":[[0,1]]}}',
        '{"do":"set_status","layer":"article-1","annotator":"a","status":"eaten","comment":""}',
        '{"do":"several","edits":[]}',
    ],
)
def test_a_journal_that_makes_no_sense_is_a_finding_and_never_an_error(path: Path, edit: str) -> None:
    with behind_its_back(path) as db:
        db.execute("UPDATE journal SET edit = ? WHERE seq = 3", (edit,))
    assert "journal" in "\n".join(findings(path))


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE spans SET attributes = 'nonsense'",
        "UPDATE spans SET fragments = 'nonsense'",
        "UPDATE spans SET fragments = '[[0,1],[2]]'",
        "UPDATE articles SET metadata = '{'",
        "UPDATE layers SET status = 'eaten'",
    ],
)
def test_a_row_that_makes_no_sense_is_a_finding_and_never_an_error(path: Path, tampering: str) -> None:
    with behind_its_back(path) as db:
        db.execute(tampering)
    assert findings(path)


def test_progress_counts_the_rows_of_the_journal(path: Path) -> None:
    told: list[int] = []
    with Workspace.open(path) as workspace:
        list(workspace.check(told.append))
        assert told == list(range(1, len(list(workspace.log())) + 1))


def test_looking_over_changes_nothing_and_leaves_no_lock(path: Path) -> None:
    with Workspace.open(path) as workspace:
        looking = workspace.check()
        next(looking, None)
        workspace.mark(ARTICLE.uid, [where("محمود")], "PERS")
    with Workspace.open(path) as workspace:
        assert len(workspace.spans(ARTICLE.uid)) == 3

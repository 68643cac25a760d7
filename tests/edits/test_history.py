"""Doing, undoing and redoing: whole or not at all, only one's own, and across restarts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.edits.edit import AddRelation, AddSpan, RemoveSpan, SetStatus, Several
from annotator.errors import AnnotatorError, Refused, Unknown
from annotator.model.annotation import LayerId, Relation, Span, Status
from annotator.workspace import Workspace
from tests.helpers.builders import (
    ARTICLE,
    AUTHOR,
    OTHER,
    TEXT,
    put_article,
    small_schema,
    tables,
    text_article,
    where,
    write_lines,
)

Opened = Callable[..., Workspace]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "news.hashiya"
    with Workspace.create(path, schema=small_schema(), annotator=AUTHOR) as workspace:
        put_article(workspace, ARTICLE)
    return path


def marked(workspace: Workspace, article: str = ARTICLE.uid) -> list[tuple[str, str]]:
    text = workspace.article(article).text
    return [(span.surface(text), span.label) for span in workspace.spans(article)]


# Whole or not at all


@pytest.mark.parametrize(
    "last",
    [
        RemoveSpan(LayerId(ARTICLE.uid, AUTHOR), Span("gone", "PERS", ((0, 1),))),
        AddRelation(LayerId(ARTICLE.uid, AUTHOR), Relation("r", "Place", "new", "gone")),
        AddSpan(LayerId("gone", AUTHOR), Span("s", "PERS", ((0, 1),))),
        AddSpan(LayerId(ARTICLE.uid, AUTHOR), Span("new", "PERS", ((0, 1),))),
    ],
    ids=["span", "relation", "article", "twice"],
)
def test_if_a_part_of_an_edit_fails_nothing_happened(opened: Opened, path: Path, last: object) -> None:
    workspace = opened(path)
    workspace.mark(ARTICLE.uid, [where("القاهرة")], "GPE")
    heard: list[object] = []
    workspace.listen(heard.append)
    before = tables(path)
    layer = LayerId(ARTICLE.uid, AUTHOR)
    first = AddSpan(layer, Span("new", "PERS", ((0, 5),)))
    with pytest.raises(AnnotatorError):
        workspace.do(Several((SetStatus(layer, Status.DONE), first, last)))  # type: ignore[arg-type]
    assert tables(path) == before
    assert heard == []


def test_a_bug_in_the_middle_of_an_edit_leaves_no_trace_either(opened: Opened, path: Path) -> None:
    class Bug:
        layer = None

        def apply(self, _store: object) -> object:
            raise ZeroDivisionError

    workspace = opened(path)
    before = tables(path)
    with pytest.raises(ZeroDivisionError):
        workspace.do(Several((SetStatus(LayerId(ARTICLE.uid, AUTHOR), Status.DONE), Bug())))  # type: ignore[arg-type]
    assert tables(path) == before
    assert workspace.undo_name == "Add the article “لقاء القاهرة”"


def test_undoing_a_step_that_is_cancelled_leaves_it_whole(opened: Opened, path: Path) -> None:
    workspace = opened(path)
    workspace.import_files([write_lines(path.with_name("two.jsonl"), text_article("خبر"), text_article("خبر آخر"))])
    before = tables(path)
    told: list[tuple[int, int]] = []

    def stop_at_the_second(done: int, total: int) -> None:
        told.append((done, total))
        if done == 2:
            raise InterruptedError

    assert workspace.undo_size == 2
    with pytest.raises(InterruptedError):
        workspace.undo(stop_at_the_second)
    assert told == [(1, 2), (2, 2)]
    assert tables(path) == before
    workspace.undo()
    assert workspace.redo_size == 2


# Across restarts, and only one's own


def test_undo_after_a_restart_reaches_back_to_any_depth(opened: Opened, path: Path) -> None:
    names = ["الرئيس", "محمود", "عباس", "وزير", "القاهرة"]
    states = []
    for name in names:
        with Workspace.open(path) as workspace:
            states.append(marked(workspace))
            workspace.mark(ARTICLE.uid, [where(name)], "PERS")
            full = marked(workspace)
    for state in reversed(states):
        with Workspace.open(path) as workspace:
            assert workspace.undo() is not None
            assert marked(workspace) == state
    for state in [*states[1:], full]:
        with Workspace.open(path) as workspace:
            assert workspace.redo() is not None
            assert marked(workspace) == state
    assert opened(path).redo() is None


def test_undo_takes_back_a_change_in_another_article(opened: Opened, path: Path) -> None:
    workspace = opened(path)
    far = put_article(workspace, text_article("خبر بعيد"))
    workspace.mark(ARTICLE.uid, [where("القاهرة")], "GPE")
    changed = opened(path).undo()
    assert changed is not None
    assert (changed.article, changed.annotator) == (ARTICLE.uid, AUTHOR)
    assert workspace.article(far).text == "خبر بعيد"


def test_undo_never_takes_back_what_another_annotator_did(opened: Opened, path: Path) -> None:
    mine, yours = opened(path, AUTHOR), opened(path, OTHER)
    mine.mark(ARTICLE.uid, [where("القاهرة")], "GPE")
    yours.mark(ARTICLE.uid, [where("محمود عباس")], "PERS")
    mine.undo()
    assert marked(mine) == []
    assert marked(yours) == [("محمود عباس", "PERS")]
    yours.undo()
    assert yours.undo() is None
    assert yours.undo_name == ""
    assert mine.article(ARTICLE.uid) == mine.article(ARTICLE.uid)
    assert marked(yours) == []


def test_a_new_change_ends_redoing(opened: Opened, path: Path) -> None:
    workspace = opened(path)
    workspace.mark(ARTICLE.uid, [where("القاهرة")], "GPE")
    workspace.undo()
    workspace.mark(ARTICLE.uid, [where("محمود عباس")], "PERS")
    assert workspace.redo_name == ""
    assert workspace.redo() is None
    assert marked(workspace) == [("محمود عباس", "PERS")]


def test_undo_brings_a_removed_span_back_with_its_relations(opened: Opened, path: Path) -> None:
    workspace = opened(path)
    name = workspace.mark(ARTICLE.uid, [where("محمود عباس")], "PERS")
    place = workspace.mark(ARTICLE.uid, [where("القاهرة")], "GPE")
    workspace.do(AddRelation(LayerId(ARTICLE.uid, AUTHOR), Relation("r", "in", name.uid, place.uid)))
    before = workspace.layer(ARTICLE.uid)
    workspace.remove(ARTICLE.uid, place.uid)
    assert workspace.layer(ARTICLE.uid).relations == ()
    workspace.undo()
    assert workspace.layer(ARTICLE.uid) == before


# An import is one step


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    return write_lines(
        tmp_path / "in.jsonl",
        {"text": "قمة في دمشق", "spans": [[7, 11, "GPE"]]},
        {"text": "لقاء في عمان", "spans": [[8, 12, "GPE"]], "annotator": OTHER},
        {"text": "خبر بلا علامات"},
    )


def test_an_import_is_undone_and_redone_as_one(opened: Opened, path: Path, lines: Path) -> None:
    workspace = opened(path)
    workspace.import_files([lines])
    full = tables(path)
    assert workspace.undo_name == "Import (5 changes)"
    workspace.undo()
    assert workspace.article_uids() == [ARTICLE.uid]
    workspace.redo()
    again = tables(path)
    for table in ("articles", "spans", "relations"):
        assert [row[1:] for row in again[table]] == [row[1:] for row in full[table]]
    assert list(workspace.check()) == []


def test_an_import_is_undone_after_a_restart(opened: Opened, path: Path, lines: Path) -> None:
    with Workspace.open(path) as workspace:
        workspace.import_files([lines])
    workspace = opened(path)
    workspace.undo()
    assert workspace.article_uids() == [ARTICLE.uid]


WORK: list[Callable[[Workspace, str], object]] = [
    lambda yours, article: yours.mark(article, [(0, 3)], "PERS"),
    lambda yours, article: yours.set_status(article, Status.DONE),
    lambda yours, article: yours.set_status(article, Status.NEW, "سؤال"),
    lambda yours, article: yours.note(article, yours.spans(article)[0].uid, "؟"),
    lambda yours, article: yours.remove(article, yours.spans(article)[0].uid),
]


@pytest.mark.parametrize("work", WORK, ids=["mark", "done", "comment", "note", "remove"])
def test_an_import_stays_once_another_annotator_has_worked_on_it(
    opened: Opened, path: Path, lines: Path, work: Callable[[Workspace, str], object]
) -> None:
    mine, yours = opened(path), opened(path, OTHER)
    mine.import_files([lines])
    theirs = mine.find_article("3")
    work(yours, theirs)
    before = tables(path)
    with pytest.raises(Refused, match=f"{OTHER} has worked"):
        mine.undo()
    assert tables(path) == before
    yours.undo()
    mine.undo()
    assert mine.article_uids() == [ARTICLE.uid]


def test_ones_own_work_on_an_import_is_undone_before_it(opened: Opened, path: Path, lines: Path) -> None:
    workspace = opened(path)
    workspace.import_files([lines])
    third = workspace.find_article("4")
    workspace.mark(third, [(0, 3)], "PERS")
    workspace.set_status(third, Status.DONE)
    for _ in range(3):
        workspace.undo()
    assert workspace.article_uids() == [ARTICLE.uid]
    for _ in range(3):
        workspace.redo()
    assert workspace.layer(third).status is Status.DONE
    assert list(workspace.check()) == []


def test_redoing_an_import_that_someone_else_has_brought_in_meanwhile_is_refused_in_words(
    opened: Opened, path: Path, lines: Path
) -> None:
    mine, yours = opened(path), opened(path, OTHER)
    mine.import_files([lines])
    mine.undo()
    yours.import_files([lines])
    before = tables(path)
    with pytest.raises(Refused, match="already"):  # once a bare sqlite3.IntegrityError
        mine.redo()
    assert tables(path) == before


def test_a_step_on_an_article_that_was_taken_out_is_refused_in_words(opened: Opened, path: Path, lines: Path) -> None:
    mine, yours = opened(path), opened(path, OTHER)
    mine.import_files([lines])
    fourth = yours.find_article("4")
    yours.mark(fourth, [(0, 3)], "PERS")
    yours.undo()
    mine.undo()
    with pytest.raises(Unknown):
        yours.redo()
    assert list(yours.check()) == []


# Two windows on one file


@pytest.mark.parametrize("second", [AUTHOR, OTHER])
def test_two_windows_both_write_and_nothing_is_lost(opened: Opened, path: Path, second: str) -> None:
    one, two = opened(path, AUTHOR), opened(path, second)
    for i in range(10):
        one.mark(ARTICLE.uid, [(i, i + 1)], "PERS")
        two.mark(ARTICLE.uid, [(i, i + 2)], "GPE")
    total = {(span.label, span.fragments) for w in (one, two) for span in w.spans(ARTICLE.uid)}
    assert len(total) == 20
    assert list(one.check()) == []


def test_each_window_hears_of_the_others_changes_and_not_of_its_own(opened: Opened, path: Path) -> None:
    one, two = opened(path, AUTHOR), opened(path, OTHER)
    heard: list[object] = []
    one.look_for_changes()
    one.listen(heard.append)
    two.mark(ARTICLE.uid, [(0, 3)], "PERS")
    one.look_for_changes()
    assert len(heard) == 1
    one.look_for_changes()
    assert len(heard) == 1
    one.mark(ARTICLE.uid, [(0, 3)], "PERS")
    heard.clear()
    one.look_for_changes()
    assert heard == []


def test_two_windows_of_one_annotator_share_one_history(opened: Opened, path: Path) -> None:
    one, two = opened(path), opened(path)
    one.mark(ARTICLE.uid, [where("القاهرة")], "GPE")
    two.mark(ARTICLE.uid, [where("محمود عباس")], "PERS")
    one.undo()
    assert marked(two) == [("القاهرة", "GPE")]
    two.undo()
    one.redo()
    two.redo()
    assert marked(one) == marked(two) == [("محمود عباس", "PERS"), ("القاهرة", "GPE")]
    assert list(two.check()) == []


def test_a_span_that_another_window_removed_is_named_in_words(opened: Opened, path: Path) -> None:
    one, two = opened(path), opened(path)
    span = one.mark(ARTICLE.uid, [where("القاهرة")], "GPE")
    two.remove(ARTICLE.uid, span.uid)
    for attempt in (
        lambda: one.relabel(ARTICLE.uid, span.uid, "PERS"),
        lambda: one.remove(ARTICLE.uid, span.uid),
        lambda: one.note(ARTICLE.uid, span.uid, "؟"),
    ):
        with pytest.raises(Unknown, match="another window"):
            attempt()


def test_a_mark_never_lands_on_an_article_that_took_anothers_place(opened: Opened, path: Path, lines: Path) -> None:
    one, two = opened(path, AUTHOR), opened(path, OTHER)
    gone = put_article(two, text_article(TEXT[::-1]))
    one.layer(gone)
    two.undo()
    two.import_files([lines])
    with pytest.raises(Unknown):
        one.mark(gone, [(0, 3)], "PERS")
    assert all(one.spans(uid) == () for uid in one.article_uids() if uid != two.find_article("2"))

"""The work of annotators comes back."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.edits import merging
from annotator.errors import AnnotatorError, NotAProject, Refused, Unwritable
from annotator.model.annotation import LayerId, Status
from annotator.model.article import Article
from annotator.model.roles import GOLD, Role
from annotator.model.schema import Label, Schema
from annotator.model.verdict import Outcome
from annotator.store import Store
from annotator.suggest.suggestion import Suggestion
from annotator.workspace import Workspace
from annotator.workspace.designing import Named, Rename
from tests.helpers.builders import AUTHOR, TEXT, behind_its_back, put_article, small_schema, tables, where

CAIRO, ABBAS, SUNDAY = where("القاهرة"), where("محمود عباس"), where("الأحد")


@pytest.fixture
def project(tmp_path: Path) -> Workspace:
    """Three Articles; `a1` is to annotate all, `a2` the first."""
    workspace = Workspace.create(tmp_path / "whole.hashiya", schema=small_schema(), annotator=AUTHOR)
    for number in range(3):
        put_article(workspace, Article(f"n{number}", f"خبر {number}", f"{TEXT} {number}", published="2026-01-02"))
    workspace.reassign({"a1": {"n0", "n1", "n2"}, "a2": {"n0"}}, {})
    return workspace


@pytest.fixture
def part(project: Workspace, tmp_path: Path) -> Path:
    project.bundle("a1", tmp_path / "a1.hashiya")
    return tmp_path / "a1.hashiya"


def test_a_part_on_a_disk_that_is_read_only_is_merged(
    project: Workspace, part: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Workspace.open(part) as theirs:
        theirs.mark("n0", [CAIRO], "GPE")
    opened = Store.open

    def writable_elsewhere(path: Path) -> Store:
        if path == part:
            raise Unwritable(path, "the file or its folder is read-only")
        return opened(path)

    monkeypatch.setattr(Store, "open", writable_elsewhere)
    with pytest.raises(Unwritable):
        project.merge(part)
    monkeypatch.setattr(merging.os, "access", lambda *_said: False)
    assert project.merge(part).changes == 1
    assert [span.label for span in project.layer("n0", "a1").spans] == ["GPE"]


def test_no_file_writes_gold(project: Workspace, part: Path) -> None:
    project.add_annotator(GOLD, Role.GOLD)
    with behind_its_back(part) as db:
        db.execute("UPDATE settings SET value = 'gold' WHERE name = 'bundle/for'")
    with pytest.raises(Refused, match="gold layers are nobody's"):
        project.merge(part)


def content(path: Path) -> dict[str, Any]:
    """What the tables hold, however the rows came in."""
    held: dict[str, Any] = {name: sorted(map(repr, rows)) for name, rows in tables(path).items()}
    with behind_its_back(path) as db:
        held["journal"] = sorted(
            db.execute("SELECT uid, step, at, annotator, article, edit, inverse, undoes FROM journal")
        )
        held["verdicts"] = sorted(map(repr, db.execute("SELECT * FROM verdicts")))
        held["merges"] = sorted(db.execute("SELECT * FROM merges"))
    return held


def test_spans_statuses_time_and_verdicts_come_back(project: Workspace, part: Path) -> None:
    with Workspace.open(part) as own:
        span = own.mark("n0", [CAIRO], "GPE")
        own.note("n0", span.uid, "عاصمة")
        own.set_status("n0", Status.DONE, "تم")
        own.add_seconds("n0", 40)
        own.dismiss("n1", Suggestion("PERS", 0, 5, origin="memory", confidence=0.5))
        theirs = own.layer("n0")
    merged = project.merge(part)
    assert (merged.annotator, merged.changes, merged.known, merged.articles) == ("a1", 4, 0, 2)
    assert merged.seconds == 40
    assert project.layer("n0", "a1") == theirs
    assert [one.outcome for one in project._store.verdicts.of(LayerId("n1", "a1"))] == [Outcome.REJECTED]
    assert list(project.check()) == []


def test_merging_again_changes_nothing(project: Workspace, part: Path) -> None:
    with Workspace.open(part) as own:
        own.mark("n0", [CAIRO], "GPE")
        own.add_seconds("n0", 40)
        own.dismiss("n1", Suggestion("PERS", 0, 5, origin="memory", confidence=0.5))
    project.merge(part)
    before = content(project.path)
    again = project.merge(part)
    assert (again.changes, again.known, again.seconds) == (0, 2, 0)
    assert content(project.path) == before


def test_work_goes_on_in_the_same_file_and_comes_back_again(project: Workspace, part: Path) -> None:
    with Workspace.open(part) as own:
        own.mark("n0", [CAIRO], "GPE")
        own.add_seconds("n0", 40)
    project.merge(part)
    with Workspace.open(part) as own:
        own.undo()
        own.mark("n0", [ABBAS], "PERS")
        own.add_seconds("n0", 5)
        theirs = own.layer("n0")
    assert project.merge(part).changes == 2
    assert project.layer("n0", "a1") == theirs
    assert theirs.seconds == 45
    assert list(project.check()) == []


def test_an_older_copy_after_a_newer_one_changes_nothing(project: Workspace, part: Path, tmp_path: Path) -> None:
    with Workspace.open(part) as own:
        own.mark("n0", [CAIRO], "GPE")
        own.add_seconds("n0", 40)
    monday = shutil.copy(part, tmp_path / "monday.hashiya")
    with Workspace.open(part) as own:
        own.relabel("n0", own.spans("n0")[0].uid, "PERS")
        own.add_seconds("n0", 2)
    project.merge(part)
    before = content(project.path)
    project.merge(monday)
    assert content(project.path) == before


def test_undo_and_redo_reach_what_came_back(project: Workspace, part: Path) -> None:
    with Workspace.open(part) as own:
        own.mark("n0", [CAIRO], "GPE")
        own.mark("n1", [ABBAS], "PERS")
        own.undo()
        theirs = own.layer("n1")
    project.merge(part)
    with Workspace.open(project.path, "a1") as first:
        assert first.redo_name.startswith("Mark “محمود عباس” as PERS")
        first.redo()
        assert len(first.spans("n1")) == 1
        first.undo()
        assert first.layer("n1") == theirs
        first.undo()
        assert first.spans("n0") == ()
        assert list(first.check()) == []


def test_nothing_of_others_changes(project: Workspace, part: Path) -> None:
    with Workspace.open(project.path, "a2") as second:
        second.mark("n0", [SUNDAY], "DATE")
        held = second.layer("n0")
    project.mark("n1", [SUNDAY], "DATE")
    with Workspace.open(part) as own:
        own.mark("n0", [SUNDAY], "DATE")
    project.merge(part)
    assert project.layer("n0", "a2") == held
    assert len(project.spans("n1")) == 1
    assert project.undo_name.startswith("Mark")


def test_a_second_part_goes_on_from_the_work_of_the_first(project: Workspace, part: Path, tmp_path: Path) -> None:
    with Workspace.open(part) as own:
        own.mark("n0", [CAIRO], "GPE")
    project.merge(part)
    project.bundle("a1", tmp_path / "second.hashiya")
    with Workspace.open(tmp_path / "second.hashiya") as own:
        own.mark("n0", [ABBAS], "PERS")
    assert project.merge(tmp_path / "second.hashiya").changes == 1
    assert [span.label for span in project.layer("n0", "a1").spans] == ["PERS", "GPE"]
    assert project.merge(part).changes == 0
    assert list(project.check()) == []


# What is refused, by name, and nothing half


def refused(project: Workspace, path: Path, *named: str) -> None:
    before = content(project.path)
    with pytest.raises(Refused) as told:
        project.merge(path)
    for word in (path.name, *named):
        assert word in str(told.value)
    assert content(project.path) == before


def test_two_writers_of_a_layer_are_refused(project: Workspace, part: Path) -> None:
    with Workspace.open(part) as own:
        own.mark("n0", [CAIRO], "GPE")
        own.mark("n1", [CAIRO], "GPE")
    with Workspace.open(project.path, "a1") as first:
        first.mark("n1", [ABBAS], "PERS")
    refused(project, part, "changed elsewhere", "“خبر 1”")


def test_two_writers_of_different_layers_are_not(project: Workspace, part: Path, tmp_path: Path) -> None:
    other = Path(shutil.copy(part, tmp_path / "other.hashiya"))
    for path, uid in ((part, "n0"), (other, "n1")):
        with Workspace.open(path) as own:
            own.mark(uid, [CAIRO], "GPE")
    assert [project.merge(path).changes for path in (part, other)] == [1, 1]
    assert list(project.check()) == []


def test_an_import_into_the_layer_meanwhile_is_a_second_writer(project: Workspace, part: Path, tmp_path: Path) -> None:
    with Workspace.open(part) as own:
        own.mark("n0", [CAIRO], "GPE")
    (tmp_path / "in.jsonl").write_text(f'{{"text": "{TEXT} 0", "annotator": "a1", "spans": [[0, 5, "Meet"]]}}\n')
    assert project.import_files([tmp_path / "in.jsonl"]).spans == 1
    refused(project, part, "changed elsewhere", "“خبر 0”")


def test_another_text_is_refused(project: Workspace, part: Path) -> None:
    with Workspace.open(part) as own:
        own.mark("n0", [CAIRO], "GPE")
    with behind_its_back(part) as db:
        db.execute("UPDATE articles SET text = text || '!' WHERE uid = 'n2'")
    refused(project, part, "text is not that of the project", "“خبر 2”")


def test_an_article_that_is_not_here_is_refused(project: Workspace, part: Path) -> None:
    with Workspace.open(part) as own:
        own.mark("n2", [CAIRO], "GPE")
    for _ in range(2):  # the assignments, and the last article
        project.undo()
    assert project.article_uids() == ["n0", "n1"]
    refused(project, part, "no such article", "“خبر 2”")


def test_the_part_of_another_project_and_a_whole_one_are_refused(project: Workspace, tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "else.hashiya", schema=small_schema(), annotator="a1") as other:
        put_article(other, Article("x", "آخر", "نص آخر"))
        other.reassign({"a1": {"x"}}, {})
        other.bundle("a1", tmp_path / "foreign.hashiya")
    with Workspace.open(tmp_path / "foreign.hashiya") as own:
        own.mark("x", [(0, 2)], "GPE")
    refused(project, tmp_path / "foreign.hashiya", "no such article")
    refused(project, tmp_path / "else.hashiya", "not the part of a project")
    refused(project, project.path, "not the part of a project")
    (tmp_path / "text.hashiya").write_text("text")
    with pytest.raises(NotAProject):
        project.merge(tmp_path / "text.hashiya")


def test_changes_that_are_not_the_annotators_are_refused(project: Workspace, part: Path) -> None:
    with Workspace.open(part) as own:
        own.mark("n0", [CAIRO], "GPE")
    with behind_its_back(part) as db:
        db.execute('UPDATE journal SET edit = replace(edit, \'"annotator":"a1"\', \'"annotator":"a2"\')')
    refused(project, part, "not of the spans of a1")


SENSELESS = (
    "{}",
    "[]",
    "no JSON",
    '{"do":"add_span","layer":"n0","annotator":"a1","span":{"uid":"u","label":"GPE","fragments":[["a","b"]]}}',
    '{"do":"add_span","layer":"n0","annotator":"a1","span":{"uid":"u","label":"GPE","fragments":[]}}',
    '{"do":"add_span","layer":"n0","annotator":"a1","span":{"uid":7,"label":{},"fragments":[[0,3]]}}',
    '{"do":"add_span","layer":["n0"],"annotator":"a1","span":{"uid":"u","label":"GPE","fragments":[[0,3]]}}',
    '{"do":"set_status","layer":"n0","annotator":"a1","status":"great","comment":""}',
    '{"do":"several","edits":[]}',
)


def test_a_journal_that_makes_no_sense_is_refused_and_never_an_error(project: Workspace, part: Path) -> None:
    with Workspace.open(part) as own:
        own.mark("n0", [CAIRO], "GPE")
    for edit in SENSELESS:
        with behind_its_back(part) as db:
            db.execute("UPDATE journal SET edit = ? WHERE annotator = 'a1'", (edit,))
        refused(project, part)


def test_spans_outside_of_the_text_are_refused(project: Workspace, part: Path) -> None:
    with Workspace.open(part) as own:
        own.mark("n0", [CAIRO], "GPE")
    with behind_its_back(part) as db:
        db.execute("UPDATE journal SET edit = replace(edit, ?, '[[5,9000]]')", (f"[[{CAIRO[0]},{CAIRO[1]}]]",))
    refused(project, part, "outside the text", "“خبر 0”")


@pytest.mark.parametrize("column", ["step", "undoes"])
def test_rows_of_steps_that_are_not_there_are_refused(project: Workspace, part: Path, column: str) -> None:
    with Workspace.open(part) as own:
        own.mark("n0", [CAIRO], "GPE")
        own.undo()
    with behind_its_back(part) as db:
        db.execute(f"UPDATE journal SET {column} = 'gone' WHERE undoes IS NOT NULL")
    refused(project, part, "cannot be read")


def test_tables_that_the_journal_does_not_tell_of_are_refused(project: Workspace, part: Path) -> None:
    with Workspace.open(part) as own:
        own.mark("n0", [CAIRO], "GPE")
    with behind_its_back(part) as db:
        db.execute("UPDATE spans SET label = 'PERS'")
    refused(project, part, "does not tell what is in it", "“خبر 0”")


def test_a_project_from_a_backup_older_than_the_part_is_refused(project: Workspace, tmp_path: Path) -> None:
    with behind_its_back(project.path) as db:
        db.execute("VACUUM INTO ?", (str(tmp_path / "before.hashiya"),))
    with Workspace.open(project.path, "a1") as first:
        first.mark("n0", [ABBAS], "PERS")
    project.bundle("a1", tmp_path / "late.hashiya")
    with Workspace.open(tmp_path / "late.hashiya") as own:
        own.mark("n0", [CAIRO], "GPE")
    with Workspace.open(tmp_path / "before.hashiya") as before:
        refused(before, tmp_path / "late.hashiya", "older than", "“خبر 0”")


def test_only_a_lead_merges(project: Workspace, part: Path) -> None:
    with Workspace.open(project.path, "a1") as first, pytest.raises(Refused, match="Only a lead"):
        first.merge(part)


def test_where_it_is_cancelled_nothing_was_merged(project: Workspace, part: Path) -> None:
    with Workspace.open(part) as own:
        own.mark("n0", [CAIRO], "GPE")
        own.mark("n1", [CAIRO], "GPE")
    before = content(project.path)

    def stop(done: int, _total: int) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        project.merge(part, stop)
    assert content(project.path) == before
    assert project.merge(part).changes == 2


def test_one_bad_file_keeps_no_other_from_coming_back(project: Workspace, part: Path, tmp_path: Path) -> None:
    with Workspace.open(part) as own:
        own.mark("n0", [CAIRO], "GPE")
    outcome = list(project.merged([tmp_path / "gone.hashiya", part]))
    assert isinstance(outcome[0][1], AnnotatorError)
    assert not isinstance(outcome[1][1], AnnotatorError)
    assert len(project.layer("n0", "a1").spans) == 1


# Labels that were changed meanwhile


def test_labels_that_were_renamed_meanwhile_come_back_under_their_new_names(project: Workspace, part: Path) -> None:
    with Workspace.open(part) as own:
        span = own.mark("n0", [CAIRO], "GPE")
        own.reshape("n0", span.uid, [(CAIRO[0] + 2, CAIRO[1])])
        own.mark("n1", [ABBAS], "GPE")
        own.undo()
    project.rename_label("GPE", "PLACE")
    assert project.merge(part).changes == 4
    assert [span.label for span in project.layer("n0", "a1").spans] == ["PLACE"]
    assert list(project.check()) == []
    project.rename_label("PLACE", "CITY")
    with Workspace.open(project.path, "a1") as first:
        first.redo()
        assert [span.label for span in first.spans("n1")] == ["CITY"]
        for _ in range(3):
            first.undo()
        assert first.spans("n0") == first.spans("n1") == ()
        assert list(first.check()) == []


def test_spans_of_a_label_that_was_merged_into_another_get_that_one(project: Workspace, part: Path) -> None:
    with Workspace.open(part) as own:
        own.mark("n0", [CAIRO], "GPE")
    project.mark("n0", [CAIRO], "GPE")
    project.delete_label("GPE", relabel="PERS")
    project.merge(part)
    assert [span.label for span in project.layer("n0", "a1").spans] == ["PERS"]
    assert list(project.check()) == []


def test_roles_that_were_renamed_meanwhile_come_back_under_their_new_names(tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "news.hashiya", annotator=AUTHOR) as whole:
        put_article(whole, Article("n0", "خبر", TEXT))
        whole.reassign({"a1": {"n0"}}, {})
        whole.bundle("a1", tmp_path / "a1.hashiya")
        with Workspace.open(tmp_path / "a1.hashiya") as own:
            meet, who = own.mark("n0", [where("التقى")], "Meet"), own.mark("n0", [ABBAS], "PERS")
            own.fill("n0", meet.uid, "Participant", who.uid)
            own.remove("n0", who.uid)
            own.undo()
        whole.change_schema(with_role(whole.schema, "Who"), [Rename(Named.ROLE, "Participant", "Who", ("Meet",))])
        assert whole.merge(tmp_path / "a1.hashiya").changes == 5
        assert [one.label for one in whole.layer("n0", "a1").relations] == ["Who"]
        assert list(whole.check()) == []
        with Workspace.open(whole.path, "a1") as first:
            while first.undo_name:
                first.undo()
            assert first.layer("n0").is_untouched
            for _ in range(3):
                first.redo()
            assert [one.label for one in first.layer("n0").relations] == ["Who"]
            assert list(first.check()) == []


def with_role(schema: Schema, name: str) -> Schema:
    """The Schema, in which those who meet have another name."""

    def renamed(label: Label) -> Label:
        roles = tuple(replace(role, name=name) if role.name == "Participant" else role for role in label.roles)
        return replace(label, roles=roles) if label.name == "Meet" else label

    return replace(schema, labels=tuple(map(renamed, schema.labels)))


def test_a_label_that_is_gone_is_named(project: Workspace, part: Path) -> None:
    with Workspace.open(part) as own:
        own.mark("n0", [CAIRO], "GPE")
    project.delete_label("GPE")
    refused(project, part, "the schema has no label “GPE”")


def test_an_import_that_was_taken_back_under_other_names_comes_back(
    project: Workspace, part: Path, tmp_path: Path
) -> None:
    (tmp_path / "in.jsonl").write_text(f'{{"text": "{TEXT} 0", "spans": [[0, 5, "Meet"], [7, 9, "GPE"]]}}\n')
    with Workspace.open(part) as own:
        assert own.import_files([tmp_path / "in.jsonl"]).spans == 2
        own.undo()
        own.redo()
        own.undo()
    project.rename_label("GPE", "PLACE")
    assert project.merge(part).changes == 4
    assert project.layer("n0", "a1").spans == ()
    assert list(project.check()) == []


def test_labels_that_the_project_never_had_are_refused(project: Workspace, tmp_path: Path) -> None:
    with behind_its_back(project.path) as db:
        db.execute("VACUUM INTO ?", (str(tmp_path / "before.hashiya"),))
    project.archive_label("DATE")
    project.bundle("a1", tmp_path / "late.hashiya")
    with Workspace.open(tmp_path / "before.hashiya") as before:
        refused(before, tmp_path / "late.hashiya", "labels are not those")


# Any number of files in any order

ACTS: dict[str, Callable[[Workspace, str, int], object]] = {
    "mark": lambda own, uid, n: own.mark(uid, [(n, n + 3)], ("PERS", "GPE", "Meet")[n % 3]),
    "undo": lambda own, _uid, _n: own.undo(),
    "redo": lambda own, _uid, _n: own.redo(),
    "done": lambda own, uid, n: own.set_status(uid, Status.DONE, str(n)),
    "time": lambda own, uid, n: own.add_seconds(uid, n),
    "no": lambda own, uid, n: own.dismiss(uid, Suggestion("PERS", n, n + 2, origin="memory", confidence=0.5)),
    "remove": lambda own, uid, _n: [own.remove(uid, span.uid) for span in own.spans(uid)[:1]],
}
ACTED = st.lists(
    st.tuples(st.integers(0, 1), st.sampled_from(list(ACTS)), st.integers(0, 2), st.integers(0, 12)), max_size=14
)


@settings(max_examples=6, deadline=None)
@given(acted=ACTED, order=st.permutations(range(4)), renames=st.booleans())
def test_any_files_in_any_order_and_twice_give_the_same_project(
    tmp_path_factory: pytest.TempPathFactory, acted: list[tuple[int, str, int, int]], order: list[int], *, renames: bool
) -> None:
    """Two annotators, each with a copy of the file from half-way and the file of the end."""
    folder = tmp_path_factory.mktemp("merge")
    with Workspace.create(folder / "whole.hashiya", schema=small_schema(), annotator=AUTHOR) as whole:
        for number in range(3):
            put_article(whole, Article(f"n{number}", f"خبر {number}", f"{TEXT} {number}"))
        whole.reassign({f"a{who}": {"n0", "n1", "n2"} for who in range(2)}, {})
        files = list(whole.bundle_all(folder).values())
    for who, name, uid, n in acted[: len(acted) // 2]:
        with Workspace.open(files[who]) as own:
            ACTS[name](own, f"n{uid}", n)
    halves = [Path(shutil.copy(path, folder / f"half-{path.name}")) for path in files]
    for who, name, uid, n in acted[len(acted) // 2 :]:
        with Workspace.open(files[who]) as own:
            ACTS[name](own, f"n{uid}", n)
    with Workspace.open(folder / "whole.hashiya") as whole:
        if renames:
            whole.rename_label("GPE", "PLACE")
    other = Path(shutil.copy(folder / "whole.hashiya", folder / "other.hashiya"))
    with Workspace.open(folder / "whole.hashiya") as whole, Workspace.open(other) as again:
        for path in files:
            whole.merge(path)
        for number in order + order[::2]:
            again.merge([*halves, *files][number])
        assert content(whole.path) == content(again.path)
        assert list(again.check()) == []


def test_many_files_merged_twice_are_merged_once(tmp_path: Path) -> None:
    """Five annotators, each with eight copies of their file from different days."""
    with Workspace.create(tmp_path / "whole.hashiya", schema=small_schema(), annotator=AUTHOR) as whole:
        put_article(whole, Article("n0", "خبر", TEXT))
        whole.reassign({f"a{who}": {"n0"} for who in range(5)}, {})
        files = whole.bundle_all(tmp_path / "out")
        copies = []
        for path in files.values():
            with Workspace.open(path) as own, behind_its_back(path) as db:
                for day in range(8):
                    own.mark("n0", [(day, day + 3)], "PERS")
                    copies.append(tmp_path / f"{path.stem}-{day}.hashiya")
                    db.execute("VACUUM INTO ?", (str(copies[-1]),))
        random.Random(7).shuffle(copies)
        assert sum(whole.merge(path).changes for path in copies) == 40
        once = content(whole.path)
        assert sum(whole.merge(path).changes for path in copies[::-1]) == 0
        assert content(whole.path) == once
        assert list(whole.check()) == []

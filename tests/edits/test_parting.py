"""The part of a project that one annotator works on."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.edits.parting import write_part
from annotator.errors import AlreadyThere, AnnotatorError, Refused, Unwritable
from annotator.model.annotation import Attribute, LayerId, Status
from annotator.model.article import Article
from annotator.model.assignment import AssignRule
from annotator.model.roles import GOLD, Role
from annotator.model.split import SplitRule
from annotator.model.verdict import Outcome
from annotator.suggest.suggestion import Suggestion
from annotator.workspace import Workspace
from tests.helpers.builders import AUTHOR, OTHER, TEXT, put_article, small_schema, where


@pytest.fixture
def project(tmp_path: Path) -> Workspace:
    """Six Articles of AUTHOR, who leads; `a1` and OTHER have worked on the first, and each has half of them."""
    workspace = Workspace.create(tmp_path / "whole.hashiya", schema=small_schema(), annotator=AUTHOR)
    for number in range(6):
        put_article(workspace, Article(f"n{number}", f"خبر {number}", f"{TEXT} {number}", "وكالة", "", "2026-01-02"))
    workspace.reassign({"a1": {"n0", "n1", "n2"}, OTHER: {"n0", "n3"}}, {})
    with Workspace.open(workspace.path, OTHER) as other:
        other.note("n0", other.mark("n0", [where("محمود عباس")], "PERS").uid, "سر عمر")
        other.set_status("n0", Status.FLAGGED, "تعليق عمر")
        other.dismiss("n0", Suggestion("GPE", 3, 9, origin="memory", confidence=0.5))
    with Workspace.open(workspace.path, "a1") as first:
        first.mark("n0", [where("القاهرة")], "GPE")

        first.add_seconds("n0", 70)
        first.dismiss("n0", Suggestion("PERS", 0, 5, origin="memory", confidence=0.5))
    return workspace


def test_a_part_is_a_project_with_the_annotators_articles_and_work(project: Workspace, tmp_path: Path) -> None:
    assert project.bundle("a1", tmp_path / "a1.hashiya") == 3
    with Workspace.open(tmp_path / "a1.hashiya") as part:
        assert part.annotator == "a1"
        assert part.is_part
        assert part.role is Role.ANNOTATOR
        assert part.article_uids() == ["n0", "n1", "n2"]
        assert part.schema == project.schema
        assert part.article("n1") == project.article("n1")
        assert part.layer("n0") == project.layer("n0", "a1")
        assert part.layer("n0").seconds == 70
        assert [one.outcome for one in part._store.verdicts.of(LayerId("n0", "a1"))] == [Outcome.REJECTED]
        assert list(part.check()) == []
        assert part.undo_name == ""


def test_articles_keep_their_numbers(project: Workspace, tmp_path: Path) -> None:
    project.bundle(OTHER, tmp_path / "b.hashiya")
    with Workspace.open(tmp_path / "b.hashiya") as part:
        assert [(entry.uid, entry.position) for entry in part.entries()] == [("n0", 1), ("n3", 4)]
        assert part.find_article("4") == "n3"


def test_nothing_of_anybody_else_is_anywhere_in_the_file(project: Workspace, tmp_path: Path) -> None:
    project.add_annotator("boss-who-leads", Role.LEAD)
    project.archive_label("PERS")
    project.archive_label("PERS", archived=False)
    theirs = [span.uid for span in project.layer("n0", OTHER).spans]
    out = tmp_path / "a1.hashiya"
    project.bundle("a1", out)
    assert [path.name for path in tmp_path.glob("*a1*")] == ["a1.hashiya"]
    held = out.read_bytes()
    for secret in (OTHER, AUTHOR, "boss-who-leads", "سر عمر", "تعليق عمر", *theirs, "n3", "n5"):
        assert secret.encode() not in held, secret
    assert "القاهرة".encode() in held


def test_the_schema_goes_with_all_its_versions(project: Workspace, tmp_path: Path) -> None:
    project.rename_label("GPE", "PLACE")
    project.archive_label("DATE")
    project.bundle("a1", tmp_path / "a1.hashiya")
    with Workspace.open(tmp_path / "a1.hashiya") as part:
        assert [one.schema for one in part.schema_versions()] == [one.schema for one in project.schema_versions()]
        assert {one.author for one in part.schema_versions()} == {""}
        assert [span.label for span in part.spans("n0")] == ["PLACE"]
        assert [span.schema for span in part.spans("n0")] == [1]
        assert list(part.check()) == []


def test_settings_lists_of_names_and_splits_go_with_it(project: Workspace, tmp_path: Path) -> None:
    project.settle_clitics(inside=True, lil_whole=True)
    project.set_week_starts("monday")
    project.settle_threshold(0.7)
    project.settle_blind_share(0)
    project.settle_teachers(everyone=True, silent_on_shared=True)
    project.take_in_names("بيروت\tGPE\n")
    project.split(SplitRule(50, 25, 25))
    project.bundle("a1", tmp_path / "a1.hashiya")
    with Workspace.open(tmp_path / "a1.hashiya") as part:
        assert (part.clitics_inside, part.lil_whole, part.week_starts) == (True, True, 0)
        assert (part.threshold, part.blind_share, part.silent_on_shared) == (0.7, 0, True)
        assert not part.learns_from_everyone
        assert part.names() == [("بيروت", "GPE")]
        assert part.splits() == project.splits(part.article_uids())
        assert list(part.check()) == []


def test_in_a_part_only_the_annotators_own_layers_change(project: Workspace, tmp_path: Path) -> None:
    project.bundle("a1", tmp_path / "a1.hashiya")
    (tmp_path / "new.txt").write_text("خبر آخر")
    with Workspace.open(tmp_path / "a1.hashiya") as part:
        for act in (
            lambda: part.archive_label("PERS"),
            lambda: part.set_published("n0", "2026-02-02"),
            lambda: part.import_files([tmp_path / "new.txt"]),
            lambda: part.split(SplitRule()),
        ):
            with pytest.raises(Refused, match="the part of a project that a1 annotates"):
                act()
        part.set_status("n1", Status.DONE)
        assert list(part.check()) == []
    with Workspace.open(tmp_path / "a1.hashiya", OTHER) as stranger, pytest.raises(Refused, match="a1"):
        stranger.mark("n1", [(0, 4)], "PERS")


@pytest.mark.parametrize("name", ["a9", AUTHOR, GOLD])
def test_who_has_nothing_to_annotate_gets_no_file(project: Workspace, tmp_path: Path, name: str) -> None:
    with pytest.raises(AnnotatorError, match=name):
        project.bundle(name, tmp_path / "x.hashiya")
    assert not list(tmp_path.glob("*x.*"))


def test_a_file_that_is_there_stays(project: Workspace, tmp_path: Path) -> None:
    out = tmp_path / "a1.hashiya"
    out.write_text("mine")
    with pytest.raises(AlreadyThere):
        project.bundle("a1", out)
    assert out.read_text() == "mine"
    with pytest.raises(AlreadyThere):
        project.bundle_all(tmp_path)
    assert not (tmp_path / f"{OTHER}.hashiya").exists()


def test_where_it_is_cancelled_there_is_no_file(project: Workspace, tmp_path: Path) -> None:
    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        project.bundle("a1", tmp_path / "out" / "a1.hashiya", stop)
    assert not list((tmp_path / "out").iterdir())


def test_each_annotator_gets_a_file(project: Workspace, tmp_path: Path) -> None:
    project.assign(AssignRule(("a/b", "A_B")))
    done: list[tuple[int, int]] = []
    files = project.bundle_all(tmp_path / "out", lambda *told: done.append(told))
    assert {name: path.name for name, path in files.items()} == {
        "A_B": "A_B.hashiya",
        "a/b": "a_b 2.hashiya",
        "a1": "a1.hashiya",
        OTHER: f"{OTHER}.hashiya",
    }
    assert done[-1] == (7, 7)
    with pytest.raises(Refused, match="itself the part"), Workspace.open(files["a1"]) as part:
        write_part(part._store, "a1", tmp_path / "again.hashiya")


@pytest.mark.parametrize(
    ("name", "file"), [("م" * 200, "م" * 60), ("CON", "_CON"), ("com1.x", "_com1.x"), ("Conny", "Conny")]
)
def test_a_name_that_no_system_takes_for_a_file_is_made_one(
    project: Workspace, tmp_path: Path, name: str, file: str
) -> None:
    held = {name: set(uids) for name, uids in project.assignments().items()}
    project.reassign(held | {name: {"n5"}}, held)
    assert project.bundle_all(tmp_path / "out", annotators=[name])[name].name == f"{file}.hashiya"


def test_what_keeps_a_part_from_being_made_is_told_of_its_own_name(project: Workspace, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for name in ("file/a1.hashiya", f"{'x' * 300}.hashiya"):
        with pytest.raises(Unwritable) as told:
            project.bundle("a1", tmp_path / name)
        assert f"“{Path(name).name}” cannot be written" in str(told.value)
        assert ".part" not in str(told.value)


def test_attributes_come_along(project: Workspace, tmp_path: Path) -> None:
    with Workspace.open(project.path, "a1") as first:
        first.mark("n1", [(0, 5), (6, 12)], "PERS", [Attribute("tense", "past")])
    project.bundle("a1", tmp_path / "a1.hashiya")
    with Workspace.open(tmp_path / "a1.hashiya") as part:
        assert part.layer("n1") == project.layer("n1", "a1")

"""bundle and merge: files out and back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator.workspace import Workspace
from tests.cli.conftest import Hashiya, jsonl


@pytest.fixture
def team(place: Path, hashiya: Hashiya, tmp_path: Path) -> Path:
    """A project of a1 with four Articles, all of which x and y annotate."""
    lines = [{"id": f"n{n}", "title": f"خبر {n}", "text": f"زار محمود عباس القاهرة {n}"} for n in range(4)]
    assert hashiya("import", place, jsonl(tmp_path / "four.jsonl", *lines)).exit_code == 0
    assert hashiya("assign", place, "--annotators", "x,y", "--strategy", "all").exit_code == 0
    return place


def mark(path: Path, uid: str = "n0") -> None:
    with Workspace.open(path) as own:
        own.mark(uid, [(4, 14)], "PERS")


def test_a_file_goes_out_and_its_work_comes_back(team: Path, hashiya: Hashiya, tmp_path: Path) -> None:
    result = hashiya("bundle", team, "--for", "x", "-o", tmp_path / "x.hashiya")
    assert result.exit_code == 0
    assert result.stdout == f"x: 4 articles in “{tmp_path / 'x.hashiya'}”\n"
    mark(tmp_path / "x.hashiya")
    result = hashiya("merge", team, tmp_path / "x.hashiya")
    assert (result.exit_code, result.stdout) == (0, f"{tmp_path / 'x.hashiya'}: 1 change of x in 1 article\n")
    again = hashiya("merge", team, tmp_path / "x.hashiya")
    assert (again.exit_code, again.stdout) == (0, f"{tmp_path / 'x.hashiya'}: nothing new of x\n")
    told = json.loads(hashiya("show", team, "n0", "--json").stdout)
    assert [(layer["annotator"], len(layer["spans"])) for layer in told["layers"]] == [("x", 1)]
    assert hashiya("check", team).exit_code == 0
    assert hashiya("check", tmp_path / "x.hashiya").exit_code == 0


def test_a_file_for_each_annotator(team: Path, hashiya: Hashiya, tmp_path: Path) -> None:
    told = json.loads(hashiya("bundle", team, "--all", "-o", tmp_path / "out", "--json").stdout)
    assert [(one["annotator"], one["articles"]) for one in told] == [("x", 4), ("y", 4)]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["x.hashiya", "y.hashiya"]


def test_where_nothing_is_said_it_is_made_beside_the_project(team: Path, hashiya: Hashiya) -> None:
    assert hashiya("bundle", team, "--for", "y").exit_code == 0
    assert team.with_name("y.hashiya").exists()


def test_what_cannot_be_made_is_said_in_a_sentence(team: Path, hashiya: Hashiya, tmp_path: Path) -> None:
    for said, told in (
        (("--for", "z", "-o", tmp_path / "z"), "no annotator “z”"),
        (("--for", "a1", "-o", tmp_path / "z"), "No article is assigned to a1"),
        ((), "Say for whom"),
        (("--for", "x", "--all"), "Say for whom"),
        (("--for", "x", "-o", team), "is there already"),
    ):
        result = hashiya("bundle", team, *said)
        assert result.exit_code == 2
        assert told in result.stderr
    assert not list(tmp_path.glob("z*"))


def test_a_bad_file_is_named_and_the_others_are_merged(team: Path, hashiya: Hashiya, tmp_path: Path) -> None:
    hashiya("bundle", team, "--all", "-o", tmp_path / "out")
    x, y = tmp_path / "out" / "x.hashiya", tmp_path / "out" / "y.hashiya"
    mark(x)
    mark(y)
    with Workspace.open(team, "x") as other:
        other.mark("n0", [(15, 22)], "GPE")
    result = hashiya("merge", team, x, tmp_path / "gone.hashiya", y)
    assert result.exit_code == 2
    assert result.stdout == f"{y}: 1 change of y in 1 article\n"
    assert "“x.hashiya” was not merged" in result.stderr
    assert "“خبر 0”" in result.stderr
    assert "gone.hashiya" in result.stderr
    told = json.loads(hashiya("merge", team, x, y, "--json").stdout)
    assert [bool(one["error"]) for one in told] == [True, False]
    assert told[1]["known"] == 1


def test_all_files_of_a_folder_are_merged(team: Path, hashiya: Hashiya, tmp_path: Path) -> None:
    hashiya("bundle", team, "--all", "-o", tmp_path / "out")
    (tmp_path / "out" / "note.txt").write_text("?")
    told = json.loads(hashiya("merge", team, tmp_path / "out", "--json").stdout)
    assert [one["annotator"] for one in told] == ["x", "y"]


def test_a_folder_without_files_is_named(team: Path, hashiya: Hashiya, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    result = hashiya("merge", team, tmp_path / "out")
    assert result.exit_code == 2
    assert "There is no .hashiya file in the folder" in result.stderr


def test_only_a_lead_makes_and_merges(team: Path, hashiya: Hashiya, tmp_path: Path) -> None:
    hashiya("bundle", team, "--for", "x", "-o", tmp_path / "x.hashiya")
    for said in (("bundle", tmp_path / "x.hashiya", "--for", "x"), ("merge", tmp_path / "x.hashiya", team)):
        result = hashiya(*said)
        assert result.exit_code == 2
        assert "Only a lead" in result.stderr

"""split and duplicates: what they print, and what scripts can rely on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator.model.annotation import Status
from annotator.workspace import Workspace
from tests.cli.conftest import Hashiya, jsonl, on_a_terminal
from tests.helpers import wire


@pytest.fixture
def wires(place: Path, hashiya: Hashiya, tmp_path: Path) -> Path:
    """A project of 40 different Articles, and of one in three spellings; each has one Span of PERS."""
    texts = wire.texts(80, seed=11, lengths=(60,))
    with Workspace.create(tmp_path / "all.hashiya", annotator="a1") as workspace:
        for number, text in enumerate(texts):
            (tmp_path / f"{number}.txt").write_text(text)
        workspace.import_files([tmp_path / f"{number}.txt" for number in range(len(texts))])
        uids = workspace.article_uids()
        inside = {uid for group in workspace.duplicates() for uid in group.articles}
        alone = [workspace.article(uid).text for uid in uids if uid not in inside][:40]
    copies = [f"قال المصدر نفسه إن {alone[0]}", f"{alone[0]}."]
    lines = [
        {"text": text, "source": "سانا", "published": f"2026-01-{number % 28 + 1:02}", "spans": [[0, 3, "PERS"]]}
        for number, text in enumerate([*alone, *copies])
    ]
    assert hashiya("import", place, jsonl(tmp_path / "wires.jsonl", *lines)).exit_code == 0
    return place


def rows(output: str) -> list[list[str]]:
    return [line.split("\t") for line in output.splitlines()]


def test_a_project_is_divided_and_counted(wires: Path, hashiya: Hashiya) -> None:
    result = hashiya("split", wires, "--train", 50, "--dev", 25, "--test", 25)
    assert result.exit_code == 0
    assert rows(result.stdout) == [
        ["articles", "21", "11", "10"],
        ["spans", "21", "11", "10"],
        ["PERS", "21", "11", "10"],
    ]
    assert "Added to train: 21 articles" in result.stderr


def test_what_is_not_said_is_as_it_was_last_time(wires: Path, hashiya: Hashiya) -> None:
    hashiya("split", wires, "--train", 50, "--dev", 25, "--test", 25, "--seed", 3, "--by", "time")
    told = json.loads(hashiya("split", wires, "--json").stdout)
    assert told["rule"] == {"train": 50, "dev": 25, "test": 25, "by": "time", "seed": 3, "threshold": 0.8}
    assert told["added"] == {"train": 0, "dev": 0, "test": 0}
    assert told["moved"] == []
    assert sum(split["articles"] for split in told["splits"].values()) == 42


def test_all_is_divided_anew_where_that_is_asked_for(wires: Path, hashiya: Hashiya) -> None:
    first = json.loads(hashiya("split", wires, "--json").stdout)
    again = hashiya("split", wires, "--train", 50, "--dev", 25, "--test", 25)
    assert "keep it, whatever the rule is now" in again.stderr
    assert rows(again.stdout)[0][1:] == [str(first["splits"][name]["articles"]) for name in ("train", "dev", "test")]
    assert "No article has another split than before." in again.stderr
    anew = json.loads(hashiya("split", wires, "--anew", "--json").stdout)
    assert anew["splits"]["train"]["articles"] == 21
    assert sum(moved["articles"] for moved in anew["moved"]) > 0


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--train", 90), "90 + 10 + 10 do not add up to 100"),
        (("--threshold", 0.1), "from 0.5 to 1"),
        (("--by", "luck"), "luck"),
        (("--train", "many"), "many"),
    ],
)
def test_a_rule_that_cannot_be_is_told_and_changes_nothing(
    wires: Path, hashiya: Hashiya, options: tuple[object, ...], told: str
) -> None:
    result = hashiya("split", wires, *options)
    assert result.exit_code == 2
    assert told in result.stderr
    with Workspace.open(wires) as workspace:
        assert workspace.split_rule() is None


def test_one_split_is_exported_and_what_is_in_none_is_told(wires: Path, hashiya: Hashiya, tmp_path: Path) -> None:
    assert "hashiya split" in hashiya("export", wires, "-o", "-", "--split", "dev").stderr
    hashiya("split", wires)
    dev = hashiya("export", wires, "-o", "-", "--split", "dev")
    assert len(dev.stdout.splitlines()) == 4
    assert dev.stderr == ""
    hashiya("import", wires, jsonl(tmp_path / "more.jsonl", {"text": "خبر جديد"}))
    result = hashiya("export", wires, "-o", "-", "--split", "dev")
    assert len(result.stdout.splitlines()) == 4
    assert "1 article has come in since" in result.stderr


def test_dividing_can_be_undone(wires: Path, hashiya: Hashiya) -> None:
    hashiya("split", wires)
    assert "Divide the project" in hashiya("undo", wires).stdout
    with Workspace.open(wires) as workspace:
        assert workspace.splits() == {}


def test_a_table_on_a_terminal_has_shares(wires: Path) -> None:
    told, _piped = on_a_terminal("split", wires, "--train", 50, "--dev", 25, "--test", 25)
    assert "train (50 %)" in told
    assert "21 (50.0%)" in told


# Duplicates


def test_duplicates_are_listed_with_what_is_known_of_them(wires: Path, hashiya: Hashiya) -> None:
    hashiya("split", wires, "--train", 100, "--dev", 0, "--test", 0)
    result = hashiya("duplicates", wires)
    assert result.exit_code == 1
    found = rows(result.stdout)
    assert [(row[0], row[1], row[3], row[5]) for row in found] == [
        ("1", "1", "same", "train"),
        ("1", "41", "near", "train"),
        ("1", "42", "same", "train"),
    ]
    assert found[0][7:9] == ["2026-01-01", "سانا"]
    assert 0.9 < float(found[1][4]) < 1


def test_duplicates_are_told_as_json(wires: Path, hashiya: Hashiya) -> None:
    (group,) = json.loads(hashiya("duplicates", wires, "--json").stdout)
    assert group["likeness"] == "near"
    assert [article["position"] for article in group["articles"]] == [1, 41, 42]
    assert {link["likeness"] for link in group["links"]} == {"same", "near"}
    uids = {article["id"] for article in group["articles"]}
    assert {link["first"] for link in group["links"]} | {link["second"] for link in group["links"]} == uids


def test_a_group_of_which_one_article_is_left_is_settled(wires: Path, hashiya: Hashiya) -> None:
    with Workspace.open(wires) as workspace:
        (group,) = workspace.duplicates()
        for uid in group.articles[1:]:
            workspace.set_status(uid, Status.SKIPPED)
        with Workspace.open(wires, "omar") as other:
            other.mark(group.articles[0], [(0, 3)], "GPE")
    result = hashiya("duplicates", wires)
    assert result.exit_code == 0
    assert [row[6] for row in rows(result.stdout)] == ["in_progress", "skipped", "skipped"]
    assert hashiya("duplicates", wires, "--annotator", "omar").exit_code == 1
    assert hashiya("duplicates", wires, "--annotator", "nobody").exit_code == 2


def test_a_project_without_duplicates_is_well(filled: Path, hashiya: Hashiya) -> None:
    assert (hashiya("duplicates", filled).exit_code, hashiya("duplicates", filled).stdout) == (0, "")
    assert json.loads(hashiya("duplicates", filled, "--json").stdout) == []
    assert "No article is there twice." in on_a_terminal("duplicates", filled)[0]


def test_a_threshold_that_is_none_is_a_mistake(filled: Path, hashiya: Hashiya) -> None:
    result = hashiya("duplicates", filled, "--threshold", 7)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "from 0.5 to 1" in result.stderr

"""annotators, assign and review: what they print, and what scripts can rely on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator.workspace import Workspace
from tests.cli.conftest import Hashiya, jsonl, on_a_terminal


@pytest.fixture
def ten(place: Path, hashiya: Hashiya, tmp_path: Path) -> Path:
    """A project of a1 with ten Articles."""
    lines = [{"id": f"n{n}", "text": f"خبر رقم {n} " * (n + 1), "source": f"s{n % 2}"} for n in range(10)]
    assert hashiya("import", place, jsonl(tmp_path / "ten.jsonl", *lines)).exit_code == 0
    return place


def rows(output: str) -> list[list[str]]:
    return [line.split("\t") for line in output.splitlines()]


def test_annotators_are_listed_added_and_given_roles(ten: Path, hashiya: Hashiya) -> None:
    assert rows(hashiya("annotators", ten).stdout) == [["a1", "lead", "0", "0", "0"]]
    assert hashiya("annotators", ten, "--add", "ليلى", "--add", "b").exit_code == 0
    assert hashiya("annotators", ten, "--add", "b", "--role", "lead").exit_code == 0
    told = json.loads(hashiya("annotators", ten, "--json").stdout)
    assert [(one["name"], one["role"]) for one in told] == [("a1", "lead"), ("ليلى", "annotator"), ("b", "lead")]
    assert rows(hashiya("log", ten).stdout)[0][-1] == "Let b be lead here"


def test_what_cannot_be_is_said_in_a_sentence(ten: Path, hashiya: Hashiya) -> None:
    for said, told in (
        (("annotators", ten, "--add", "a1"), "There is an annotator “a1” already."),
        (("annotators", ten, "--role", "lead"), "--add NAME --role ROLE"),
        (("annotators", ten, "--add", "a1", "--role", "annotator"), "Somebody has to lead"),
        (("assign", ten, "--annotators", "x,y", "--overlap", "much"), "is no share; write it as 20%"),
        (("assign", ten, "--annotators", "x,x"), "named twice"),
        (("assign", ten, "--annotators", " , "), "Say who is to annotate"),
        (("assign", ten, "--annotators", "x", "--overlap", "20%"), "name a second one"),
    ):
        result = hashiya(*said)
        assert result.exit_code == 2
        assert told in result.stderr


def test_articles_are_handed_out_and_counted(ten: Path, hashiya: Hashiya) -> None:
    result = hashiya("assign", ten, "--annotators", "x,y", "--overlap", "20%", "--seed", 3)
    assert result.exit_code == 0
    found = rows(result.stdout)
    assert [row[0] for row in found] == ["x", "y"]
    assert [row[3] for row in found] == ["2", "2"]
    assert sum(int(row[1]) for row in found) == 12
    assert abs(int(found[0][2]) - int(found[1][2])) <= 100
    assert "2 articles have several annotators." in result.stderr
    assert rows(hashiya("assign", ten).stdout) == [[*row[:4], "0", "0"] for row in found]


def test_json_says_who_has_what(ten: Path, hashiya: Hashiya) -> None:
    told = json.loads(hashiya("assign", ten, "--annotators", "x،y", "--per-annotator", 3, "--json").stdout)
    assert told["annotators"]["x"] == {"articles": 3, "characters": 0, "shared": 0, "added": 3, "removed": 0} | {
        "characters": told["annotators"]["x"]["characters"]
    }
    assert (told["articles"], told["shared"], told["unassigned"]) == (10, 0, 4)
    assert [len(uids) for uids in told["assignments"].values()] == [3, 3]


@pytest.mark.parametrize("strategy", ["all", "overlap", "random", "source", "date"])
def test_every_strategy_hands_all_out_and_the_same_way_again(ten: Path, hashiya: Hashiya, strategy: str) -> None:
    said = ("assign", ten, "--annotators", "x,y", "--strategy", strategy, "--anew", "--json")
    first = json.loads(hashiya(*said).stdout)
    assert first["unassigned"] == 0
    hashiya("undo", ten)
    assert json.loads(hashiya("assign", ten, "--json").stdout)["assignments"] == {}
    assert json.loads(hashiya(*said).stdout) == first


def test_the_review_is_opened_and_shut(ten: Path, hashiya: Hashiya) -> None:
    assert hashiya("review", ten).stdout == "Annotators see their own work alone.\n"
    assert "open" in hashiya("review", ten, "--open").stdout
    with Workspace.open(ten, "x") as other:
        assert other.sees_others
    assert hashiya("review", ten, "--shut").stdout == "Annotators see their own work alone.\n"


def test_another_lead_may_do_it(ten: Path, hashiya: Hashiya) -> None:
    hashiya("annotators", ten, "--add", "b", "--role", "lead")
    hashiya("annotators", ten, "--add", "a1", "--role", "annotator")
    result = hashiya("assign", ten, "--annotators", "x")
    assert (result.exit_code, "Only a lead of the project may do that: b; a1 is none" in result.stderr) == (2, True)
    assert hashiya("assign", ten, "--annotators", "x", "--lead", "b").exit_code == 0
    assert "no annotator “nobody”" in hashiya("review", ten, "--open", "--lead", "nobody").stderr


def test_a_terminal_gets_headings(ten: Path, hashiya: Hashiya) -> None:
    hashiya("assign", ten, "--annotators", "x,y")
    seen, _piped = on_a_terminal("assign", ten)
    assert "Characters" in seen

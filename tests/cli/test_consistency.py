"""consistency: what it prints, and what scripts can rely on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator.review.doubts import Doubt
from annotator.workspace import Workspace
from tests.cli.conftest import Hashiya, on_a_terminal
from tests.helpers.marking import put_marked

HOSTILE = "\x1b7"


@pytest.fixture
def doubtful(place: Path) -> Path:
    """A project in which a city has two Labels, is missed once, and a Span ends with a comma."""
    with Workspace.open(place) as workspace:
        put_marked(
            workspace, "في [القاهرة|GPE] وإلى [القاهرة|GPE].", "قال ب[القاهرة|PERS] ثم القاهرة.", "من [عباس،|PERS] غدا"
        )
        put_marked(workspace, "عند [القاهرة|Meet].", annotator="omar")
    return place


def rows(output: str) -> list[list[str]]:
    return [line.split("\t") for line in output.splitlines()]


def test_each_doubtful_place_is_a_line(doubtful: Path, hashiya: Hashiya) -> None:
    result = hashiya("consistency", doubtful)
    assert result.exit_code == 1
    told = [(row[1], row[3], row[4], row[5], row[6], *row[8:]) for row in rows(result.stdout)]
    assert told == [
        ("label", "القاهره", "PERS", "GPE", "2", "a1", "5", "12", "PERS", "القاهرة"),
        ("missed", "القاهره", "unmarked", "GPE", "2", "a1", "16", "23", "", "القاهرة"),
        ("punctuation", "،", "end", "clean", "3", "a1", "3", "8", "PERS", "عباس،"),
    ]


def test_json_has_every_place_of_each_finding(doubtful: Path, hashiya: Hashiya) -> None:
    found = json.loads(hashiya("consistency", doubtful, "--kind", "label", "--json").stdout)
    assert [(one["kind"], one["surface"], one["doubtful"], one["right"]) for one in found] == [
        ("label", "القاهره", 1, False)
    ]
    assert [(way["variant"], way["count"], way["model"]) for way in found[0]["variants"]] == [
        ("GPE", 2, True),
        ("PERS", 1, False),
    ]
    assert [place["text"] for place in found[0]["occurrences"]] == ["القاهرة"] * 3


def test_a_consistent_project_has_status_0(place: Path, hashiya: Hashiya) -> None:
    with Workspace.open(place) as workspace:
        put_marked(workspace, "في [القاهرة|GPE] وإلى [القاهرة|GPE].")
    result = hashiya("consistency", place)
    assert (result.exit_code, result.stdout) == (0, "")
    assert hashiya("consistency", place, "--json").stdout == "[]\n"


def test_one_annotator_or_all_are_looked_at(doubtful: Path, hashiya: Hashiya) -> None:
    def counts(*options: str) -> list[int]:
        found = json.loads(hashiya("consistency", doubtful, "--kind", "label", "--json", *options).stdout)
        return [way["count"] for one in found for way in one["variants"]]

    assert counts("--annotator", "omar") == []
    assert counts("--everyone") == [2, 1, 1]
    assert counts("--min", "4") == []
    assert counts("--status", "in_progress") == []
    for wrong in (("--annotator", "nobody"), ("--everyone", "--annotator", "omar"), ("--kind", "all"), ("--min", "0")):
        assert hashiya("consistency", doubtful, *wrong).exit_code == 2


def test_what_was_said_to_be_right_is_told_where_it_is_asked_for(doubtful: Path, hashiya: Hashiya) -> None:
    with Workspace.open(doubtful) as workspace:
        workspace.say_right(workspace.doubts([Doubt.LABEL]))
    assert hashiya("consistency", doubtful, "--kind", "label").exit_code == 0
    told = hashiya("consistency", doubtful, "--kind", "label", "--right", "--json")
    assert (told.exit_code, json.loads(told.stdout)[0]["right"]) == (0, True)


def test_a_terminal_shows_a_table_for_each_kind(doubtful: Path) -> None:
    sent, _piped = on_a_terminal("consistency", doubtful)
    assert "Different labels (1)" in sent
    assert "GPE 2, PERS 1" in sent
    assert "Stray punctuation (1)" in sent


def test_words_of_articles_cannot_drive_the_terminal(place: Path, hashiya: Hashiya) -> None:
    with Workspace.open(place) as workspace:
        put_marked(workspace, f"في [مصر{HOSTILE}ب|GPE] و[مصر{HOSTILE}ب|PERS].")
    assert "\x1b" not in hashiya("consistency", place).stdout

"""cases and adjudicate: what they print, what they change, and what scripts can rely on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator.model.decision import NONE
from annotator.workspace import Workspace
from tests.cli.conftest import Hashiya, on_a_terminal
from tests.helpers.builders import ARTICLE
from tests.helpers.gold import fill, marked


@pytest.fixture
def shared(place: Path) -> Path:
    """A project whose lead is a1, with an Article that three have done."""
    with Workspace.open(place) as workspace:
        fill(
            workspace,
            ARTICLE,
            [
                marked("ليلى", ("Meet", "التقى"), ("PERS", "الرئيس محمود عباس"), arrows=[("Who", 0, 1)]),
                marked("omar", ("Meet", "التقى"), ("PERS", "محمود عباس")),
                marked("sami", ("Meet", "التقى"), ("PERS", "محمود عباس"), ("GPE", "القاهرة")),
            ],
        )
    return place


def rows(output: str) -> list[list[str]]:
    return [line.split("\t") for line in output.splitlines()]


def test_disagreements_are_listed_in_context(shared: Path, hashiya: Hashiya) -> None:
    title, missed, relation = rows(hashiya("cases", shared).stdout)
    assert title[:7] == ["1", ARTICLE.uid, "6-23", "6", "23", "title", "open"]
    assert title[7] == "omar: PERS “محمود عباس”; sami: PERS “محمود عباس”; ليلى: PERS “الرئيس محمود عباس”"
    assert (title[8], title[9]) == ("التقى", "الرئيس محمود عباس")
    assert missed[5] == "missed" and missed[7].startswith("omar: —; sami: GPE")
    assert relation[2] == "0-5>6-23" and relation[7].endswith("ليلى: Who “التقى” → “الرئيس محمود عباس”")
    assert [row[5] for row in rows(hashiya("cases", shared, "--class", "missed").stdout)] == ["missed"]
    assert [row[5] for row in rows(hashiya("cases", shared, "--label", "PERS").stdout)] == ["title"]


def test_names_can_be_hidden_and_annotators_chosen(shared: Path, hashiya: Hashiya) -> None:
    told = json.loads(hashiya("cases", shared, "--hide-names", "--json", "--annotators", "sami, ليلى").stdout)
    assert [one["annotator"] for one in told[0]["answers"]] == ["A", "B"]
    assert [one["spans"][0]["text"] for one in told[0]["answers"]] == ["محمود عباس", "الرئيس محمود عباس"]
    assert not any(name in json.dumps(told, ensure_ascii=False) for name in ("sami", "ليلى", "omar"))
    assert told[-1]["answers"][1]["relations"] == [
        {
            "label": "Who",
            "source": {"key": "0-5", "text": "التقى"},
            "target": {"key": "6-23", "text": "الرئيس محمود عباس"},
        }
    ]


def test_classes_are_counted(shared: Path, hashiya: Hashiya) -> None:
    counted = hashiya("cases", shared, "--counts")
    assert {kind: n for n, kind in rows(counted.stdout) if n != "0"} == {"title": "1", "missed": "1", "relation": "1"}
    assert counted.stderr == "4 cases: 4 open (all say the same in 1), 0 decided, 0 put off\n"
    told = json.loads(hashiya("cases", shared, "--counts", "--json").stdout)
    assert (told["cases"], told["open"], told["agreed"], told["classes"]["title"]) == (4, 4, 1, 1)


def test_a_rule_decides_as_one_step_that_is_undone_as_gold(shared: Path, hashiya: Hashiya) -> None:
    with Workspace.open(shared) as workspace:
        workspace.decide(ARTICLE.uid, "41-48", NONE)
    made = hashiya("adjudicate", shared, "--strategy", "majority")
    assert rows(made.stdout) == [["1", "articles"], ["3", "decided"], ["1", "agreed"], ["0", "left"]]
    assert made.stderr == "Gold has changed in 1 article.\n"
    assert hashiya("cases", shared, "--open").stdout == ""
    line = json.loads(hashiya("export", shared, "-o", "-", "--annotator", "gold").stdout)
    assert [span["text"] for span in line["spans"]] == ["التقى", "محمود عباس"]
    assert hashiya("undo", shared, "--annotator", "gold").exit_code == 0
    assert len(rows(hashiya("cases", shared, "--open").stdout)) == 2


def test_a_dry_run_tells_what_would_be_left(shared: Path, hashiya: Hashiya) -> None:
    dry = hashiya("adjudicate", shared, "--strategy", "unanimous", "--dry-run")
    assert rows(dry.stdout)[3:] == [["3", "left"], ["1", "left:missed"], ["1", "left:relation"], ["1", "left:title"]]
    assert "dry run" in dry.stderr
    told = json.loads(hashiya("adjudicate", shared, "--strategy", "first:omar", "--json", "--dry-run").stdout)
    assert told == {
        "strategy": "first:omar",
        "dry_run": True,
        "articles": 1,
        "changed": 1,
        "decided": 4,
        "agreed": 1,
        "left": 0,
        "classes": {},
    }
    assert len(rows(hashiya("cases", shared, "--open").stdout)) == 3


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("adjudicate", "--strategy", "most"), "majority"),
        (("adjudicate", "--strategy", "first:nobody"), "nobody"),
        (("adjudicate", "--strategy", "union", "--annotators", "omar,nobody"), "nobody"),
        (("adjudicate", "--strategy", "union", "--lead", "omar"), "Only a lead"),
        (("cases", "--class", "nothing"), "clitic"),
        (("cases", "--annotators", "gold"), "gold version"),
    ],
)
def test_mistakes_are_told_in_a_sentence(shared: Path, hashiya: Hashiya, arguments: tuple[str, ...], told: str) -> None:
    made = hashiya(arguments[0], shared, *arguments[1:])
    assert made.exit_code == 2 and told in made.stderr and made.stderr.count("\n") == 1


def test_nothing_to_compare_is_told(shared: Path, hashiya: Hashiya) -> None:
    made = hashiya("adjudicate", shared, "--strategy", "union", "--at-least", "4")
    assert made.exit_code == 0 and "--at-least" in made.stderr


def test_on_a_terminal_it_is_a_table_without_what_drives_it(shared: Path) -> None:
    shown, _piped = on_a_terminal("cases", shared)
    assert "what they say" in shown and "title included" in shown

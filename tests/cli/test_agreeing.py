"""hashiya agreement: what it prints, and what scripts can rely on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator.cli import screen
from annotator.model.annotation import Status
from annotator.workspace import Workspace
from tests.cli.conftest import TEXT, Hashiya, jsonl

PLACE = TEXT.index("القاهرة")


@pytest.fixture
def shared(filled: Path) -> Path:
    """A project in which a1 and a2 have done an Article, and a3 has begun it."""
    for name, status, marks in (
        ("a1", Status.DONE, [(PLACE, PLACE + 7, "GPE")]),
        ("a2", Status.DONE, [(7, 23, "PERS"), (PLACE, PLACE + 7, "GPE")]),
        ("a3", Status.IN_PROGRESS, [(13, 23, "PERS")]),
    ):
        with Workspace.open(filled, name) as workspace:
            (uid,) = workspace.article_uids()
            for start, end, label in marks:
                workspace.mark(uid, [(start, end)], label)
            workspace.set_status(uid, status)
    return filled


def test_json_has_pairs_labels_and_the_measures_with_their_intervals(shared: Path, hashiya: Hashiya) -> None:
    told = json.loads(hashiya("agreement", shared, "--json").stdout)
    assert (told["annotators"], told["articles"], told["interval"]) == (["a1", "a2"], 1, 0.95)
    (pair,) = told["pairs"]
    assert (pair["a"], pair["b"], pair["articles"], pair["spans"]) == ("a1", "a2", 1, [2, 2])
    assert pair["f1"] == {"exact": 0.5, "range": 0.5, "overlap": 1, "type": 1, "partial": 0.75}
    assert pair["intervals"]["f1"]["exact"] is None  # of one article
    assert told["statuses"] == ["done"]
    assert pair["labels"]["GPE"]["f1"]["exact"] == 1
    assert set(pair["labels"]["GPE"]) == {"spans", "f1", "kappa"}
    assert set(pair["kappa"]) == set(told["kappa"]["cohen"]) == set(told["kappa"]["fleiss"]) == {"character", "token"}
    assert set(told["alpha"]["unitizing"]) == {"alpha_u", "u", "binary", "cu", "by_value"}
    assert told["alpha"]["nominal"]["character"] == pytest.approx(told["kappa"]["fleiss"]["character"], abs=0.01)
    assert told["gamma"] is None
    assert set(told["intervals"]["alpha"]["unitizing"]) == set(told["alpha"]["unitizing"])


def test_intervals_are_told_of_several_articles(shared: Path, hashiya: Hashiya, tmp_path: Path) -> None:
    line = {"text": f"و{TEXT}", "annotator": "a1", "status": "done", "spans": [[0, 5, "PERS"]]}
    other = {**line, "annotator": "a2", "spans": [[0, 5, "PERS"]]}
    assert hashiya("import", shared, jsonl(tmp_path / "more.jsonl", line, other)).exit_code == 0
    told = json.loads(hashiya("agreement", shared, "--json").stdout)
    low, high = told["intervals"]["f1"]["exact"]
    assert (told["f1"]["exact"], low, high) == (pytest.approx(4 / 6), 0.5, 1)
    assert len(told["intervals"]["alpha"]["unitizing"]["u"]) == 2
    assert ["", "f1.exact", "0.666667", "0.500000", "1.000000"] in [
        line.split("\t") for line in hashiya("agreement", shared).stdout.splitlines()
    ]


def test_options_choose_what_is_compared(shared: Path, hashiya: Hashiya) -> None:
    options = ("--annotators", "a3, a1", "--status", "done", "--status", "in_progress", "--label", "PERS")
    told = json.loads(hashiya("agreement", shared, *options, "--level", "token", "--resamples", 0, "--json").stdout)
    (pair,) = told["pairs"]
    assert (pair["a"], pair["b"], pair["f1"]["exact"], list(pair["labels"])) == ("a1", "a3", 1, ["PERS"])
    assert list(pair["kappa"]) == ["token"]
    assert pair["intervals"]["f1"]["exact"] is None


def test_a_name_may_have_a_comma_in_it(shared: Path, hashiya: Hashiya) -> None:
    with Workspace.open(shared, "ليلى, 2") as workspace:
        (uid,) = workspace.article_uids()
        workspace.mark(uid, [(PLACE, PLACE + 7)], "GPE")
        workspace.set_status(uid, Status.DONE)
    found = hashiya("agreement", shared, "--annotators", "ليلى, 2", "--annotators", "a1", "--json")
    assert [(pair["a"], pair["b"]) for pair in json.loads(found.stdout)["pairs"]] == [("a1", "ليلى, 2")]


def test_gamma_is_told_where_it_is_asked_for(shared: Path, hashiya: Hashiya) -> None:
    one, same = (hashiya("agreement", shared, "--gamma", "--seed", 4, "--resamples", 5, "--json").stdout for _ in "ab")
    assert one == same
    assert set(json.loads(one)["gamma"]) == {"value", "mean", "samples"}


def test_a_line_for_programs_has_whose_name_value_and_interval(shared: Path, hashiya: Hashiya) -> None:
    lines = [line.split("\t") for line in hashiya("agreement", shared).stdout.splitlines()]
    assert ["a1, a2", "f1.exact", "0.500000", "", ""] in lines
    assert ["", "labels.GPE.f1.exact", "1.000000", "", ""] in lines
    assert {len(line) for line in lines} == {5}


def test_a_person_reads_tables(shared: Path, hashiya: Hashiya, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screen, "is_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", "160")
    told = hashiya("agreement", shared, "--gamma", "--resamples", 3).stdout
    assert told.startswith("1 article, by at least two annotators\n")
    for words in (
        "F1, same range and label",
        "Fleiss' κ, letters",
        "Krippendorff's α_u",
        "γ, all articles",
        "a1, a2",
        "GPE",
    ):
        assert words in told


def test_where_nothing_is_done_what_is_begun_is_compared_and_that_is_said(shared: Path, hashiya: Hashiya) -> None:
    for name in ("a1", "a2"):
        with Workspace.open(shared, name) as workspace:
            (uid,) = workspace.article_uids()
            workspace.set_status(uid, Status.IN_PROGRESS)
    found = hashiya("agreement", shared, "--json")
    told = json.loads(found.stdout)
    assert (told["statuses"], len(told["pairs"])) == (["done", "in_progress", "flagged"], 3)
    assert "what they have begun is compared" in found.stderr
    assert json.loads(hashiya("agreement", shared, "--status", "done", "--json").stdout)["pairs"] == []


def test_where_nobody_shares_an_article_it_is_said(filled: Path, hashiya: Hashiya) -> None:
    found = hashiya("agreement", filled)
    assert (found.exit_code, found.stdout) == (0, "")
    assert "nothing to compare" in found.stderr
    assert json.loads(hashiya("agreement", filled, "--json").stdout)["pairs"] == []


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["--annotators", "a1,zz"], "no annotator “zz”"),
        (["--annotators", "a1"], "two annotators at least"),
        (["--label", "NONE"], "no label “NONE”"),
        (["--status", "finished"], "finished"),
        (["--resamples", "-1"], "-1"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(shared: Path, hashiya: Hashiya, args: list[str], told: str) -> None:
    found = hashiya("agreement", shared, *args)
    assert (found.exit_code, found.stdout) == (2, "")
    assert told in found.stderr
    assert "Traceback" not in found.stderr

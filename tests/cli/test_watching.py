"""progress and report: what they print, what they write, and what scripts can rely on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator.model.annotation import Status
from annotator.workspace import Workspace
from tests.cli.conftest import Hashiya
from tests.helpers.builders import AUTHOR, OTHER, put_article, small_schema, text_article
from tests.helpers.working import at, mark, seen_by


@pytest.fixture
def team(tmp_path: Path) -> Path:
    """A project in which two have done the same Article, and differ in a Label."""
    path = tmp_path / "team.hashiya"
    with Workspace.create(path, schema=small_schema(), annotator=AUTHOR) as lead:
        uid = put_article(lead, text_article("عاد محمود عباس من القاهرة."))
        for number, (name, label) in enumerate(((AUTHOR, "GPE"), (OTHER, "PERS"))):
            with seen_by(lead, name) as own, at(f"2026-01-0{5 + number}T12:00:00.000Z"):
                mark(own, uid, ("محمود عباس", "PERS"), ("القاهرة", label))
                own.add_seconds(uid, 60)
                own.set_status(uid, Status.DONE)
    return path


def rows(output: str) -> list[list[str]]:
    return [line.split("\t") for line in output.splitlines()]


def test_progress_is_a_line_for_each_row_of_each_figure(team: Path, hashiya: Hashiya) -> None:
    result = hashiya("progress", team)
    assert result.exit_code == 0
    found = rows(result.stdout)
    assert ["spans_by_day", "2026-01-05", AUTHOR, "2", "0"] in found
    assert ["articles_by_day", "2026-01-06", OTHER, "1"] in found
    assert ["agreement", "all labels", "0.5"] in found
    assert ["classes", "Label", "1"] in found
    quick = rows(hashiya("progress", team, "--quick").stdout)
    assert not any(row[0] in ("agreement", "classes") for row in quick)
    assert len(quick) < len(found)


def test_progress_in_json_has_all_numbers(team: Path, hashiya: Hashiya) -> None:
    told = json.loads(hashiya("progress", team, "--json").stdout)
    (first, second) = told["annotators"]
    assert (first["annotator"], first["spans"], first["labels"]) == (AUTHOR, 2, {"GPE": 1, "PERS": 1})
    assert first["statuses"] == {"new": 0, "in_progress": 0, "done": 1, "skipped": 0, "flagged": 0}
    assert second["seconds_per_span"] == {"number": 1, "low": 30, "median": 30, "high": 30}
    assert told["disagreements"] == {"label": 1}
    assert told["agreement"][0]["f1"] == {"exact": 0.5, "range": 1.0, "overlap": 1.0}
    assert told["gold"] == {"done": 0, "begun": 0, "ready": 1, "spans": 0}
    assert "agreement" not in json.loads(hashiya("progress", team, "--json", "--quick").stdout)


def test_what_is_looked_at_can_be_chosen(team: Path, hashiya: Hashiya) -> None:
    told = json.loads(hashiya("progress", team, "--json", "--only", OTHER, "--from", "2026-01-06").stdout)
    assert [one["annotator"] for one in told["annotators"]] == [OTHER]
    assert [day["day"] for day in told["days"]] == ["2026-01-06"]
    nothing = json.loads(hashiya("progress", team, "--json", "--until", "2026-01-01").stdout)
    assert nothing["days"] == []


@pytest.mark.parametrize(
    "wrong", [("--from", "yesterday"), ("--only", "nobody"), ("--from", "2026-01-02", "--until", "2026-01-01")]
)
def test_a_choice_that_cannot_be_is_told_in_a_sentence(team: Path, hashiya: Hashiya, wrong: tuple[str, ...]) -> None:
    result = hashiya("progress", team, *wrong)
    assert result.exit_code == 2
    assert len(result.stderr.strip().splitlines()) == 1


def test_an_annotator_is_told_of_their_own_work_alone(team: Path, hashiya: Hashiya) -> None:
    told = json.loads(hashiya("progress", team, "--json", "--annotator", OTHER).stdout)
    assert [one["annotator"] for one in told["annotators"]] == [OTHER]
    assert told["agreement"] == []
    assert hashiya("progress", team, "--annotator", OTHER, "--only", AUTHOR).exit_code == 2


def test_a_report_is_written_in_a_language_and_never_over_a_file(team: Path, hashiya: Hashiya, tmp_path: Path) -> None:
    out = tmp_path / "r.html"
    result = hashiya("report", team, "-o", out, "--language", "ar")
    assert result.exit_code == 0 and str(out) in result.stdout
    assert '<html lang="ar" dir="rtl">' in out.read_text()
    again = hashiya("report", team, "-o", out, "--language", "en")
    assert again.exit_code == 2 and "--force" in again.stderr
    assert 'lang="ar"' in out.read_text()
    assert hashiya("report", team, "-o", out, "--hide-names", "--force").exit_code == 0
    assert 'lang="en"' in out.read_text()
    assert AUTHOR not in out.read_text() and ">A1<" in out.read_text()


def test_a_report_that_cannot_be_written_is_told(team: Path, hashiya: Hashiya, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = hashiya("report", team, "-o", tmp_path / "file" / "r.html")
    assert result.exit_code == 2
    assert hashiya("report", team, "-o", tmp_path).exit_code == 2
    assert hashiya("report", team, "-o", team, "--force").exit_code == 2

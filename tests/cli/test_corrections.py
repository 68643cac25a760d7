"""Corrected dates on the command line."""

from __future__ import annotations

from pathlib import Path

import orjson
from click.testing import CliRunner

from annotator.cli import hashiya
from annotator.model.article import Article
from annotator.workspace import Workspace
from tests.helpers.builders import AUTHOR, OTHER, put_article, where

TEXT = "عاد الوفد أمس. يصل الوزير غداً إلى دمشق."


def corrected(path: Path) -> Path:
    """A project in which two annotators corrected a date each."""
    with Workspace.create(path, annotator=AUTHOR) as workspace:
        put_article(workspace, Article("news", "وفد", TEXT, published="2026-01-27"))
    for name, words, value in ((AUTHOR, "غداً", "2026-01-29"), (OTHER, "أمس", "2026-01-25")):
        with Workspace.open(path, name) as workspace:
            span = workspace.mark("news", [where(words, TEXT)], "DATE")
            workspace.set_value("news", span.uid, "DATE", value)
    return path


def rows(*arguments: str) -> list[dict[str, object]]:
    result = CliRunner().invoke(hashiya, ["corrections", *arguments])
    assert result.exit_code == 0, result.output
    return [orjson.loads(line) for line in result.stdout.splitlines()]


def test_corrections_are_rows_in_the_shape_of_the_gold_set(tmp_path: Path) -> None:
    project = corrected(tmp_path / "news.hashiya")
    first, second = sorted(rows(str(project)), key=lambda row: str(row["value"]))
    assert list(first) == ["id", "dct", "sentence", "start", "end", "text", "type", "value", "proposed"]
    assert (first["sentence"], first["text"], first["proposed"]) == ("عاد الوفد أمس.", "أمس", "2026-01-26")
    assert (second["dct"], second["type"], second["value"]) == ("2026-01-27", "DATE", "2026-01-29")
    assert (second["start"], second["end"]) == where("غداً", str(second["sentence"]))


def test_the_corrections_of_one_annotator_alone(tmp_path: Path) -> None:
    project = corrected(tmp_path / "news.hashiya")
    assert [row["text"] for row in rows(str(project), "--annotator", OTHER)] == ["أمس"]


def test_an_annotator_nobody_knows_is_a_sentence_and_status_2(tmp_path: Path) -> None:
    project = corrected(tmp_path / "news.hashiya")
    result = CliRunner().invoke(hashiya, ["corrections", str(project), "--annotator", "nobody"])
    assert result.exit_code == 2
    assert "nobody" in result.stderr
    assert result.stdout == ""


def test_the_first_day_of_the_week_is_a_setting_of_the_project(tmp_path: Path) -> None:
    project = corrected(tmp_path / "news.hashiya")
    assert "week\tsaturday" in CliRunner().invoke(hashiya, ["settings", str(project)]).output
    assert "week\tmonday" in CliRunner().invoke(hashiya, ["settings", str(project), "--week", "monday"]).output
    with Workspace.open(project) as workspace:
        assert workspace.week_starts == 0
    assert CliRunner().invoke(hashiya, ["settings", str(project), "--week", "friday"]).exit_code == 2

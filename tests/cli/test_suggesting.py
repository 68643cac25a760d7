"""`hashiya suggest` and `hashiya names`."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest
from click.testing import CliRunner

from annotator.cli import hashiya as command
from annotator.workspace import Workspace
from tests.cli.conftest import Hashiya
from tests.helpers.builders import AUTHOR, put_article, small_schema, text_article

TEXT = "زار وزير لبنان قرية تلمسين في 3 مارس 2025، وعاد إلى لبنان."


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A project of one Article that names a country twice and a day."""
    path = tmp_path / "news.hashiya"
    with Workspace.create(path, schema=small_schema(), annotator=AUTHOR) as workspace:
        put_article(workspace, text_article(TEXT))
    return path


def words(output: str) -> list[tuple[str, str, str]]:
    rows = [line.split("\t") for line in output.splitlines()]
    return [(row[3], row[4], row[6]) for row in rows]


def test_what_is_proposed_is_a_line_each(hashiya: Hashiya, news: Path) -> None:
    assert words(hashiya("suggest", news).output) == [
        ("لبنان", "GPE", "lexicon"),
        ("3 مارس 2025", "DATE", "dates"),
        ("لبنان", "GPE", "lexicon"),
    ]
    assert words(hashiya("suggest", news, "1", "--recommender", "dates").output) == [("3 مارس 2025", "DATE", "dates")]


def test_json_has_all_that_is_known_of_a_suggestion(hashiya: Hashiya, news: Path) -> None:
    told = orjson.loads(hashiya("suggest", news, "--json").output)
    assert [(one["text"], TEXT[one["start"] : one["end"]]) for one in told] == [(one["text"],) * 2 for one in told]
    assert told[1]["value"] == "2025-03-03"
    assert told[0]["recommenders"] == ["lexicon"]
    assert told[0]["reason"] == "the name of a country"


def test_what_is_sure_is_accepted_in_one_step(hashiya: Hashiya, news: Path) -> None:
    assert hashiya("suggest", news, "--accept-above", "0.9").output == "1 span was made.\n"
    assert orjson.loads(hashiya("suggest", news, "--accept-above", "0.8", "--json").output) == {"accepted": 2}
    assert hashiya("suggest", news).output == ""
    hashiya("undo", news)
    assert len(words(hashiya("suggest", news).output)) == 2
    with Workspace.open(news) as workspace:
        (uid,) = workspace.article_uids()
        assert [(span.label, span.origin) for span in workspace.spans(uid)] == [("DATE", "dates")]


def test_somebody_may_be_named_whose_work_it_is(hashiya: Hashiya, news: Path) -> None:
    result = hashiya("suggest", news, "--annotator", "nobody")
    assert result.exit_code == 2
    assert "nobody" in result.output


def test_mistakes_are_told_in_words(hashiya: Hashiya, news: Path) -> None:
    assert (
        "There is no recommender “magic”; there are: dates" in hashiya("suggest", news, "--recommender", "magic").output
    )
    assert "name no article" in hashiya("suggest", news, "1", "--accept-above", "0.9").output
    assert hashiya("suggest", news, "--accept-above", "2").exit_code == 2


def test_names_are_taken_in_proposed_printed_and_forgotten(hashiya: Hashiya, news: Path, tmp_path: Path) -> None:
    (tmp_path / "names.tsv").write_text("name\tlabel\nتلمسين\tGPE\n", encoding="utf-8")
    assert hashiya("names", news, "names.tsv").output == "1 name was taken in.\n"
    assert hashiya("names", news).output == "تلمسين\tGPE\n"
    assert ("تلمسين", "GPE", "lexicon") in words(hashiya("suggest", news).output)
    hashiya("names", news, "--forget")
    assert hashiya("names", news).output == ""
    assert len(words(hashiya("suggest", news).output)) == 3


def test_lines_that_are_no_names_are_told_and_the_others_taken(news: Path) -> None:
    result = CliRunner().invoke(command, ["names", str(news), "-"], input="تلمسين\tGPE\nبلا\nخطأ\tX\n")
    assert result.exit_code == 2
    assert "line 2: " in result.output
    assert "line 3: the schema has no label “X”" in result.output
    assert "1 name was taken in." in result.output


def test_a_list_that_cannot_be_read_is_told(hashiya: Hashiya, news: Path, tmp_path: Path) -> None:
    assert hashiya("names", news, "gone.tsv").exit_code == 2
    (tmp_path / "old.tsv").write_bytes("تلمسين\tGPE\n".encode("windows-1256"))
    assert "is not UTF-8" in hashiya("names", news, "old.tsv").output
    assert hashiya("names", news, "old.tsv", "--forget").exit_code == 2

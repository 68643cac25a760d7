"""hashiya dates and hashiya date: what articles and phrases say, and what is wrong with a file of them."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest
from click.testing import CliRunner

from annotator.cli import hashiya as command
from tests.cli.conftest import Hashiya, jsonl

ROW = {"id": "r1", "dct": "2026-01-27", "sentence": "سيجتمع غداً مع الشرع", "start": 7, "end": 11, "note": "kept"}
DATED = {"text": "سيجتمع غداً الأربعاء مع الشرع.", "title": "لقاء", "published": "2026-01-27"}


def test_a_phrase_is_explained_with_value_reading_and_why(hashiya: Hashiya) -> None:
    told = hashiya("date", "يوم الخميس الماضي", "--published", "2025-11-11").stdout.splitlines()
    assert "Value: 2025-11-06" in told
    assert "Reading: Thursday 6 November 2025" in told
    assert "Why: weekday; the verb beside it tells which" in told
    assert "Confidence: high" in told


def test_what_does_not_fit_is_said_and_the_other_day_is_offered(hashiya: Hashiya) -> None:
    told = hashiya("date", "غداً الخميس", "--published", "2026-01-27").stdout
    assert "Attention: The weekday does not fit the publication date." in told
    assert "Or: 2026-01-29." in told


def test_without_a_publication_date_there_is_no_value_and_it_is_said_why(hashiya: Hashiya) -> None:
    told = hashiya("date", "غداً").stdout
    assert "Value: none" in told
    assert "no publication date" in told


def test_a_phrase_is_told_as_json_for_programs(hashiya: Hashiya) -> None:
    [told] = orjson.loads(hashiya("date", "15 رمضان 1447 هـ", "--json").stdout)
    assert (told["value"], told["calendar"], told["other"]) == ("2026-03-04", "hijri", "1447-09-15")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("date", "كتاب"), "Error: No time was found in “كتاب”."),
        (("date",), "Error: Give either the words of a time or --batch with a file."),
        (("date", "غدا", "--batch", "x"), "Error: Give either the words of a time or --batch with a file."),
        (("date", "غدا", "--published", "أمس"), "Error: “أمس” is no day; write it like this: 2025-11-11."),
    ],
)
def test_a_mistake_in_use_is_one_sentence_and_status_2(
    hashiya: Hashiya, arguments: tuple[str, ...], sentence: str
) -> None:
    result = hashiya(*arguments)
    assert (result.exit_code, result.stderr.strip()) == (2, sentence)


def test_a_batch_gets_type_and_value_and_keeps_its_other_keys(hashiya: Hashiya, tmp_path: Path) -> None:
    result = hashiya("date", "--batch", jsonl(tmp_path / "rows.jsonl", ROW, ROW | {"start": -1, "end": -1}))
    first, second = map(orjson.loads, result.stdout.splitlines())
    assert first == ROW | {"type": "DATE", "value": "2026-01-28"}
    assert (second["type"], second["value"]) == ("NONE", "")


def test_a_batch_comes_from_standard_input_too() -> None:
    result = CliRunner().invoke(command, ["date", "--batch", "-"], input=orjson.dumps(ROW) + b"\n\n")
    assert orjson.loads(result.stdout)["value"] == "2026-01-28"
    assert result.exit_code == 0


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        (b"{", "this is no JSON."),
        (b"[]", "this is no JSON object."),
        (b"\xff", "this is no JSON."),
        ({"start": 0, "end": 1}, "“sentence” is missing, or is no text."),
        (ROW | {"start": "7"}, "“start” and “end” have to be whole numbers."),
        (ROW | {"end": True}, "“start” and “end” have to be whole numbers."),
        (ROW | {"end": 99}, "“start” and “end” are not inside the sentence."),
        (ROW | {"start": 11}, "“start” and “end” are not inside the sentence."),
        (ROW | {"dct": "27.1.2026"}, "“dct” is no day; write it like this: 2025-11-11."),
        (ROW | {"dct": 5}, "“dct” is no day; write it like this: 2025-11-11."),
    ],
)
def test_a_bad_line_is_named_with_file_and_line(hashiya: Hashiya, tmp_path: Path, line: object, wrong: str) -> None:
    path = jsonl(tmp_path / "rows.jsonl", ROW, line)
    result = hashiya("date", "--batch", path)
    assert result.exit_code == 2
    assert result.stderr.strip() == f"Error: {path}, line 2: {wrong}"


def test_a_batch_that_is_not_there_is_one_sentence(hashiya: Hashiya) -> None:
    result = hashiya("date", "--batch", "nowhere.jsonl")
    assert result.exit_code == 2
    assert "nowhere.jsonl" in result.stderr


def test_the_times_of_every_article_are_listed(hashiya: Hashiya, place: Path, tmp_path: Path) -> None:
    assert hashiya("import", place, jsonl(tmp_path / "in.jsonl", DATED)).exit_code == 0
    [line] = hashiya("dates", place).stdout.splitlines()
    assert line.split("\t")[1:] == [
        "7", "20", "غداً الأربعاء", "DATE", "2026-01-28", "high", "today, yesterday, tomorrow",
    ]  # fmt: skip


def test_the_times_of_every_article_are_told_as_json(hashiya: Hashiya, place: Path, tmp_path: Path) -> None:
    assert hashiya("import", place, jsonl(tmp_path / "in.jsonl", DATED)).exit_code == 0
    [told] = orjson.loads(hashiya("dates", place, "--json").stdout)
    assert {"uid", "start", "end", "text", "type", "value", "confidence", "rule"} <= set(told)
    assert told["value"] == "2026-01-28"


def test_a_project_without_times_lists_nothing(hashiya: Hashiya, place: Path) -> None:
    assert hashiya("dates", place).stdout == ""
    assert orjson.loads(hashiya("dates", place, "--json").stdout) == []

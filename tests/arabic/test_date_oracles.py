"""The test files of Duckling and Recognizers-Text: where our values differ, it is known and has a reason."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from annotator.arabic.dates import find, read
from tests.helpers.date_oracles import FOLDER, agrees_with_duckling, agrees_with_recognizers, rows

pytestmark = [
    pytest.mark.real_data,
    pytest.mark.skipif(not FOLDER.is_dir(), reason="1,235 rows of Duckling and Recognizers-Text are not here"),
]

_KNOWN = Path(__file__).parents[1] / "data" / "date_disagreements.toml"
_DUCKLINGS_DAY = date(2013, 2, 12)


def known(oracle: str) -> set[str]:
    """The rows in which a difference is known."""
    listed = tomllib.loads(_KNOWN.read_text("utf-8"))["disagreement"]
    assert all(group["reason"] for group in listed)
    return {row for group in listed if group["oracle"] == oracle for row in group["rows"]}


def test_values_differ_from_those_of_duckling_only_where_it_is_known() -> None:
    different = set()
    listed = rows("time_duckling.jsonl")
    for number, row in enumerate(listed):
        text = row["text"]
        if row.get("negative"):
            assert find(text, _DUCKLINGS_DAY) == [], text
            continue
        ours = read(text, 0, len(text), _DUCKLINGS_DAY)
        if ours is None or not agrees_with_duckling(row, ours.value):
            different.add(str(number))
    assert different <= known("duckling")
    assert len(different) <= len(listed) / 4


def test_values_differ_from_those_of_recognizers_only_where_it_is_known() -> None:
    different, compared = set(), 0
    for row in rows("time_recognizers_vetted.jsonl"):
        if "Parser" not in row["id"] or not row.get("reference"):
            continue
        for result in row["results"]:
            compared += 1
            start = result["Start"]
            day = date.fromisoformat(row["reference"][:10])
            ours = read(row["text"], start, start + result["Length"], day)
            if ours is None or not agrees_with_recognizers(result, ours.value):
                different.add(row["id"].split("/")[1])
    assert compared == 342
    assert different <= known("recognizers")


def test_what_recognizers_finds_is_mostly_found() -> None:
    touched = expected = 0
    for row in rows("time_recognizers_vetted.jsonl"):
        found = find(row["text"], _DUCKLINGS_DAY)
        for result in row["results"]:
            start = row["text"].find(result["Text"]) if result.get("Start") is None else result["Start"]
            expected += 1
            touched += any(one.start < start + len(result["Text"]) and start < one.end for one in found)
    assert touched / expected >= 0.75

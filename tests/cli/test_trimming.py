"""`hashiya trim`."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from annotator.cli import hashiya as command
from tests.cli.conftest import Hashiya


def test_each_word_is_a_line_with_its_cut(hashiya: Hashiya, filled: Path) -> None:
    result = hashiya("trim", filled, "لرويترز", "بوتين", "للأمم المتحدة")
    rows = [line.split("\t") for line in result.output.splitlines()]
    assert [row[:3] for row in rows] == [
        ["لرويترز", "ل", "رويترز"],
        ["بوتين", "", "بوتين"],
        ["للأمم المتحدة", "ل", "لأمم المتحدة"],
    ]
    assert all(0.8 <= float(row[3]) <= 1.0 for row in rows)


def test_words_come_from_standard_input(filled: Path) -> None:
    result = CliRunner().invoke(command, ["trim", str(filled), "-"], input="\ufeffوموسكو\r\n\nلبنان\n")
    assert [line.split("\t")[2] for line in result.output.splitlines()] == ["موسكو", "لبنان"]


def test_input_that_is_no_text_is_refused_in_words(filled: Path) -> None:
    result = CliRunner().invoke(command, ["trim", str(filled), "-"], input=b"\xff\xfe\xfa")
    assert (result.exit_code, result.output) == (2, "Error: Standard input is not UTF-8.\n")


def test_without_a_word_it_says_what_is_missing(hashiya: Hashiya, filled: Path) -> None:
    assert hashiya("trim", filled).exit_code == 2

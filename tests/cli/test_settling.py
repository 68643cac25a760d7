"""`hashiya settings`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Hashiya

USUAL = {
    "clitics": "outside",
    "lil": "cut",
    "week": "saturday",
    "threshold": "0.70",
    "blind": "10",
    "learn-from": "own",
    "shared": "own",
}


def settled(output: str) -> dict[str, str]:
    return dict(line.split("\t") for line in output.splitlines())


def test_settings_are_shown(hashiya: Hashiya, filled: Path) -> None:
    assert settled(hashiya("settings", filled).output) == USUAL


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("clitics", "inside"),
        ("lil", "whole"),
        ("week", "monday"),
        ("threshold", "0.85"),
        ("blind", "0"),
        ("learn-from", "everyone"),
        ("shared", "nothing"),
    ],
)
def test_each_setting_is_changed_alone_and_stays(hashiya: Hashiya, filled: Path, name: str, value: str) -> None:
    assert settled(hashiya("settings", filled, f"--{name}", value).output) == USUAL | {name: value}
    assert settled(hashiya("settings", filled).output) == USUAL | {name: value}


def test_what_is_settled_about_proclitics_is_how_words_are_cut(hashiya: Hashiya, filled: Path) -> None:
    hashiya("settings", filled, "--lil", "whole")
    assert hashiya("trim", filled, "للأمم").output == "للأمم\t\tللأمم\t1.000\n"
    hashiya("settings", filled, "--clitics", "inside")
    assert hashiya("trim", filled, "لرويترز").output == "لرويترز\t\tلرويترز\t1.000\n"


@pytest.mark.parametrize("name", USUAL)
def test_a_setting_that_is_none_is_refused(hashiya: Hashiya, filled: Path, name: str) -> None:
    assert hashiya("settings", filled, f"--{name}", "somewhere").exit_code == 2

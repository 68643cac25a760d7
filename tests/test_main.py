"""The front door: straight to the window where nothing else is asked for, to the command line otherwise."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest

from annotator import __main__ as door
from annotator import cli
from annotator.errors import NoWindow
from annotator.workspace import Workspace
from tests.cli.conftest import environment
from tests.helpers.builders import small_schema


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "news.hashiya"
    Workspace.create(path, schema=small_schema(), annotator="a1").close()
    return path


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path | None, str | None]]:
    """What the window was opened on; it is closed with the status 3."""
    found: list[tuple[Path | None, str | None]] = []

    def open_window(path: Path | None, annotator: str | None) -> int:
        found.append((path, annotator))
        return 3

    monkeypatch.setattr(door, "open_window", open_window)
    return found


def come_in(monkeypatch: pytest.MonkeyPatch, *words: str) -> object:
    monkeypatch.setattr(sys, "argv", ["hashiya", *words])
    with pytest.raises(SystemExit) as ended:
        door.main()
    return ended.value.code


def test_a_window_on_a_project_or_on_the_last_one_does_not_wait_for_the_command_line(
    project: Path, opened: list[tuple[Path | None, str | None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "_run_commands", lambda _door: pytest.fail("the command line was asked"))
    assert come_in(monkeypatch, "open", str(project)) == 3
    assert come_in(monkeypatch, str(project)) == 3
    assert come_in(monkeypatch) == 3
    assert opened == [(project, None), (project, None), (None, None)]


def test_a_frozen_program_that_is_begun_to_train_opens_no_window(
    opened: list[tuple[Path | None, str | None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def train_and_end() -> None:
        raise SystemExit(0)

    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr("multiprocessing.freeze_support", train_and_end)
    assert come_in(monkeypatch, "--multiprocessing-fork") == 0
    assert opened == []


@pytest.mark.parametrize("words", [("open", "none.hashiya"), ("none.hashiya",), ("open",)])
def test_what_is_not_there_is_told_by_the_command_line(
    words: tuple[str, ...],
    opened: list[tuple[Path | None, str | None]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert come_in(monkeypatch, *words) == 2
    assert opened == []
    assert "Error: " in capsys.readouterr().err


@pytest.mark.parametrize(
    ("trouble", "status", "told"),
    [
        (NoWindow("There is no display."), 2, "Error: There is no display.\n"),
        (KeyboardInterrupt(), 130, "Stopped. Nothing was changed.\n"),
        (ZeroDivisionError(), 70, "This is a fault of Hashiya, not yours."),
    ],
)
def test_what_goes_wrong_on_the_way_to_the_window_is_told_in_words(
    trouble: BaseException,
    status: int,
    told: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    def fail(*_args: object) -> int:
        raise trouble

    monkeypatch.setenv("HASHIYA_LOGS", str(tmp_path))
    monkeypatch.setattr(door, "open_window", fail)
    assert come_in(monkeypatch) == status
    assert capsys.readouterr().err.startswith(told)


def test_the_command_line_loads_only_the_verb_that_is_asked_for() -> None:
    asked = "import sys; from annotator.cli import hashiya; print(*(n for n in sys.modules if 'annotator' in n))"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, env=environment())
    assert "annotator.cli.looking" not in told.stdout


def test_each_verb_is_where_the_command_line_looks_for_it() -> None:
    context = click.Context(cli.hashiya)
    for room, names in cli._ROOMS.items():
        assert [verb.name for verb in import_module(f"annotator.cli.{room}").VERBS] == list(names)
    assert all(cli.hashiya.get_command(context, name) for name in cli.hashiya.list_commands(context))

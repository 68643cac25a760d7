"""The next Article in which something is to be decided."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.desktop.bench import ahead
from annotator.desktop.bench.ahead import around
from annotator.workspace import Workspace
from tests.desktop.bench_hands import Bench


def test_one_comes_around_the_corner() -> None:
    assert around("abcd", "b", 1) == ["c", "d", "a"]
    assert around("abcd", "b", -1) == ["a", "d", "c"]
    assert around("abcd", "x", 1) == ["a", "b", "c", "d"]


def test_a_long_search_goes_on_beside_the_window(
    bench: Bench, project_of_three: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "_AT_ONCE", 1)
    found: list[str | None] = []
    with Workspace.open(project_of_three) as workspace:
        workspace.adjudicate("first:أمل")
        ahead.seek(workspace, ["first", "second"], found.append, print, bench.window)
        qtbot.waitUntil(lambda: bool(found))
    assert found == [None]

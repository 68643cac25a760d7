"""The report on whether Suggestions steer the annotator, in the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.desktop.dialogs.steering import SteeringReport
from annotator.desktop.dialogs.suggestions import SuggestionSettings
from annotator.model.verdict import Outcome
from annotator.suggest.scores import Score
from annotator.workspace.steering import Side, Steering
from tests.desktop.hands import LEFT, Desk
from tests.desktop.suggesting_hands import TEXT, taught
from tests.desktop.test_suggestion_settings import asked

SHOWN = Side(30, 60_000, 900, 5_400, Score(right=360, proposed=400, marked=900))
HIDDEN = Side(12, 24_000, 400, 3_000, Score(right=120, proposed=160, marked=400))


def cells(report: SteeringReport) -> list[list[str]]:
    table = report.table
    found = [[table.item(row, column) for column in range(3)] for row in range(table.rowCount())]
    return [[item.text() for item in row if item is not None] for row in found]


def test_both_sides_stand_beside_each_other(desk: Desk) -> None:
    said = {Outcome.ACCEPTED: 80, Outcome.REJECTED: 20}
    report = SteeringReport(Steering(SHOWN, HIDDEN, said, 1.25, is_hurried=False), desk.window)
    assert cells(report) == [
        ["Articles", "30", "12"],
        ["Spans", "900", "400"],
        ["Spans in 1,000 characters", "15.0", "16.7"],
        ["Seconds for 1,000 characters", "90", "125"],
        ["Proposed and marked", "90%", "75%"],
        ["Marked and proposed", "40%", "30%"],
    ]
    told = "\n".join(report.lines)
    assert "accepted: 80" in told
    assert "dismissed: 20" in told
    assert "within 1.2 seconds" in told
    assert "too few" not in told


def test_it_says_where_there_is_too_little_to_tell_and_where_haste_was(desk: Desk) -> None:
    few = Side(2, 4_000, 60, 300)
    assert "Only 2 articles" in SteeringReport(Steering(SHOWN, few, {}, None, is_hurried=False), desk.window).lines[0]
    empty = SteeringReport(Steering(Side(), Side(), {}, None, is_hurried=True), desk.window)
    assert "nothing to compare" in empty.lines[0]
    assert "faster than anyone reads" in empty.lines[1]
    assert cells(empty)[4] == ["Proposed and marked", "–", "–"]


def test_it_is_worked_out_beside_the_window_from_the_settings_of_suggestions(
    at_desk: Callable[..., Desk], tmp_path: Path, qtbot: QtBot
) -> None:
    desk = at_desk(path=taught(tmp_path / "news.hashiya", TEXT))
    dialog = asked(desk)
    assert isinstance(dialog, SuggestionSettings)
    QTest.mouseClick(dialog.compare, LEFT)
    qtbot.waitUntil(lambda: bool(dialog.findChildren(SteeringReport)), timeout=30_000)
    (report,) = dialog.findChildren(SteeringReport)
    assert cells(report)[0] == ["Articles", "1", "0"]
    report.accept()
    dialog.reject()

"""Work beside the window outlives nothing that it needs, and nothing that is told of it."""

from __future__ import annotations

import inspect
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QProgressDialog, QWidget
from pytestqt.qtbot import QtBot

from annotator.desktop import background
from annotator.desktop.background import Cancelled, Job, Progress, run_beside
from tests.desktop.hands import bury


@pytest.fixture
def window(qapp: QApplication) -> Iterator[QWidget]:
    assert qapp.platformName() == "offscreen"
    made = QWidget()
    yield made
    for job in made.findChildren(Job):
        job.requestInterruption()
        job.wait()
    bury(made)


@pytest.mark.parametrize("is_quiet", [True, False])
def test_work_whose_dialog_is_gone_is_given_up_and_nobody_is_told(
    window: QWidget, qtbot: QtBot, is_quiet: bool
) -> None:
    dialog = QDialog(window)
    begun, given_up, told = threading.Event(), threading.Event(), list[object]()

    def work(progress: Progress) -> None:
        begun.set()
        try:
            while True:
                progress(1, 2)
        except Cancelled:
            given_up.set()
            raise

    run_beside(dialog, "Working…", work, told.append, told.append, is_quiet=is_quiet)
    begun.wait()
    bury(dialog)
    qtbot.waitUntil(lambda: not window.findChildren(Job))
    assert given_up.is_set()
    assert told == []


def test_while_it_is_shown_how_far_work_is_nothing_else_is_done(window: QWidget, qtbot: QtBot) -> None:
    window.show()
    waiting, within = threading.Event(), set[str]()

    def work(progress: Progress) -> None:
        waiting.wait()
        progress(1, 2)

    def look() -> None:
        within.update(frame.filename for frame in inspect.stack() if frame.filename == background.__file__)
        looked.append(True)

    looked: list[bool] = []
    run_beside(window, "Working…", work, lambda _none: None, lambda _error: None)
    (dialog,) = window.findChildren(QProgressDialog)
    qtbot.waitUntil(dialog.isVisible)
    QTimer.singleShot(0, look)
    window.findChildren(Job)[0].progressed.emit(50, 100)
    waiting.set()
    qtbot.waitUntil(lambda: bool(looked) and not window.findChildren(Job))
    assert within == set()
    assert not window.findChildren(QProgressDialog)

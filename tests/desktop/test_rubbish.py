"""What nobody needs any more dies in the window's thread, however much is done beside it."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.desktop import rubbish
from annotator.desktop.background import Job
from annotator.desktop.rubbish import Rubbish


@pytest.fixture
def collector(monkeypatch: pytest.MonkeyPatch) -> Iterator[Rubbish]:
    monkeypatch.setattr(rubbish, "_OFTEN", 1)
    made = Rubbish()
    yield made
    made.deleteLater()


def died_in(deaths: list[str]) -> None:
    """Leave two widgets behind that need nobody but each other, and hear in which thread they die."""
    one, other = QWidget(), QWidget()
    one.peer, other.peer = other, one  # type: ignore[attr-defined]
    for widget in (one, other):
        weakref.finalize(widget, lambda: deaths.append(threading.current_thread().name))


def rubbish_of_its_own(_progress: object) -> None:
    """What Python would look for rubbish after: many objects that stay."""
    kept = [[number] for number in range(200_000)]
    assert len(kept) == 200_000


@pytest.mark.usefixtures("collector")
def test_widgets_that_need_nobody_but_each_other_die_in_the_thread_of_the_window(qtbot: QtBot) -> None:
    assert not gc.isenabled()
    deaths: list[str] = []
    for _pair in range(5):
        died_in(deaths)
    job = Job(rubbish_of_its_own)
    with qtbot.waitSignal(job.finished, timeout=60_000):
        job.start()
    job.wait()
    qtbot.waitUntil(lambda: len(deaths) == 10)
    assert set(deaths) == {threading.main_thread().name}

"""A mistake of ours is told in one box, once, when a box can be shown."""

from __future__ import annotations

import sys
import threading

import pytest
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from annotator.desktop.faults import Faults
from tests.desktop.hands import bury


class Broken(QWidget):
    """Makes the same mistake with every frame."""

    def __init__(self) -> None:
        super().__init__()
        self.is_painting = False

    def paintEvent(self, _event: QPaintEvent) -> None:
        self.is_painting = True
        try:
            raise KeyError("paint")
        finally:
            self.is_painting = False


@pytest.fixture
def faults(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Faults:
    made = Faults(qapp)
    monkeypatch.setattr(sys, "excepthook", made.hear)
    return made


def mistake(faults: Faults, words: str) -> None:
    try:
        raise ValueError(words)
    except ValueError as error:
        faults.hear(type(error), error, error.__traceback__)


@pytest.mark.qt_no_exception_capture
def test_what_goes_wrong_with_every_frame_is_told_once_and_not_in_the_midst_of_painting(
    faults: Faults, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    broken, boxes = Broken(), list[bool]()
    monkeypatch.setattr(QMessageBox, "exec", lambda _box: boxes.append(broken.is_painting))
    broken.show()
    for _frame in range(3):
        broken.update()
        QApplication.processEvents()
    QApplication.processEvents()
    bury(broken)
    assert faults.parent() is QApplication.instance()
    assert boxes == [False]
    assert capsys.readouterr().err.count("KeyError: ") >= 3


def test_a_mistake_while_one_is_told_opens_no_box_over_it(
    faults: Faults, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    boxes: list[str] = []

    def read(box: QMessageBox) -> None:
        boxes.append(box.detailedText())
        faults.hear(LookupError, LookupError("while it is read"), None)
        QApplication.processEvents()

    monkeypatch.setattr(QMessageBox, "exec", read)
    mistake(faults, "the first")
    QApplication.processEvents()
    assert len(boxes) == 1
    assert "the first" in boxes[0]
    assert "while it is read" in capsys.readouterr().err


@pytest.mark.usefixtures("capsys")
def test_a_mistake_beside_the_window_is_told_in_the_window(faults: Faults, monkeypatch: pytest.MonkeyPatch) -> None:
    threads: list[threading.Thread] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda _box: threads.append(threading.current_thread()))
    beside = threading.Thread(target=mistake, args=(faults, "beside"))
    beside.start()
    beside.join()
    QApplication.processEvents()
    assert threads == [threading.main_thread()]


def test_a_mistake_is_told_where_there_is_no_terminal(
    faults: Faults, monkeypatch: pytest.MonkeyPatch, told: list[str]
) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    mistake(faults, "unseen")
    QApplication.processEvents()
    assert len(told) == 1

"""A mistake in an override is told, and the program goes on."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

PROGRAM = """
import sys
import annotator.desktop.sheltering
from PySide6.QtCore import QAbstractListModel, QModelIndex, QTimer
from PySide6.QtWidgets import QApplication, QListView, QPushButton, QStyledItemDelegate

__name__ = "annotator.trial"

class Rows(QAbstractListModel):
    def rowCount(self, parent=QModelIndex()):
        return 1
    def data(self, index, role=0):
        return [][7] if where == "data" else None

class Row(QStyledItemDelegate):
    def paint(self, painter, option, index):
        index.data()

class Button(QPushButton):
    def event(self, event):
        return [][7] if where == "event" else super().event(event)
    def sizeHint(self):
        return [][7] if where == "sizeHint" else super().sizeHint()
    def nextCheckState(self):
        [][7]

def paint():
    rows, row, view = Rows(), Row(), QListView()
    view.setModel(rows)
    view.setItemDelegate(row)
    view.grab()

def press():
    button = Button(checkable=True)
    button.show()
    button.adjustSize()
    button.click()

where = sys.argv[1]
app = QApplication([])
QTimer.singleShot(0, paint if where == "data" else press)
QTimer.singleShot(100, app.quit)
app.exec()
print("still here")
"""


@pytest.mark.parametrize("where", ["data", "event", "sizeHint", "nextCheckState"])
def test_an_index_out_of_range_in_what_qt_calls_does_not_end_the_program(where: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, where],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "still here\n"), done.stderr
    assert "IndexError" in done.stderr

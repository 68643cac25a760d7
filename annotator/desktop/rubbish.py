"""Rubbish is collected where widgets may die: in the window's thread.

Python looks for objects that nobody needs but each other in whichever thread has just made many. Where there are
widgets, figures or models of Qt among them, they would be taken apart beside the window, which Qt does not allow: now
and then the program would be gone. So nothing is looked for by itself any more, and the window's thread looks often.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_OFTEN = 500
"""Milliseconds between two looks."""


class Rubbish(QObject):
    """Collects rubbish in the thread that it is made in, and nowhere else, as long as it lives."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        timer = QTimer(self, interval=_OFTEN)
        timer.timeout.connect(collect)
        timer.start()


def collect() -> None:
    """Collect as much as Python would by itself, by how much was made since the last time."""
    due = [age for age, (made, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)) if made > most]
    if due:
        gc.collect(due[-1])

"""What happens when the program itself is at fault: it is written down, told, and the work goes on."""

from __future__ import annotations

import sys
import traceback
from types import TracebackType

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from annotator.desktop.dialogs.messages import say
from annotator.words import _


class Faults(QObject):
    """Tells of our mistakes, each once. Every change before them is safe in the file."""

    _heard = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known: set[str] = set()
        self._is_telling = False
        # Later, and in the window's thread: in the midst of painting no box can be shown.
        self._heard.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def hear(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """A mistake was made, in whichever thread: for `sys.excepthook`."""
        told = "".join(traceback.format_exception(kind, error, trace))
        if sys.stderr is not None:  # as it is where a program has no terminal on Windows
            sys.stderr.write(told)
        if shiboken6.isValid(self):
            places = [f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(trace)[-1:]]
            self._heard.emit(" ".join([kind.__name__, *places]), told)

    def _tell(self, place: str, told: str) -> None:
        if self._is_telling or place in self._known:
            return  # what paints makes the same mistake with every frame
        self._known.add(place)
        self._is_telling = True
        try:
            say(
                None,
                _(
                    "Hashiya made a mistake. Everything you had marked is safe in the project; "
                    "close and open it again if something looks wrong."
                ),
                more=told,
                warns=True,
            )
        finally:
            self._is_telling = False

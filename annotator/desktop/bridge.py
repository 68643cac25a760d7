"""From the Workspace's announcements to Qt's signals, and an eye on what other windows write."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.errors import AnnotatorError
from annotator.workspace import Changed, Workspace

LOOKS_EVERY = 400
"""Milliseconds between two looks at the file: what another window writes shows within a second."""


class Bridge(QObject):
    """Says `changed` after each change of the project, made here or elsewhere."""

    changed = Signal(object)
    """A `Changed`."""
    failed = Signal(str)
    """The file could not be looked at: why, in words. Said once, until it can be again."""

    stopped = Signal()
    """The project is about to be closed."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._is_failing = False
        workspace.listen(self._tell)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOKS_EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Ask whether another window has written to the file."""
        try:
            self._workspace.look_for_changes()
            self._is_failing = False
        except AnnotatorError as error:
            was_failing, self._is_failing = self._is_failing, True  # before it is told: one may look again meanwhile
            if not was_failing:
                self.failed.emit(str(error))

    def stop(self) -> None:
        self._timer.stop()
        self.stopped.emit()

    def _tell(self, changed: Changed) -> None:
        self.changed.emit(changed)

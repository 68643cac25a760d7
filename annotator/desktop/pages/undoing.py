"""Undoing and redoing on the annotation page: at once, or beside the window where it takes a while."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from annotator.desktop.background import Progress, run_beside
from annotator.desktop.pages.desk import Desk
from annotator.desktop.trouble import telling
from annotator.errors import AnnotatorError
from annotator.words import _
from annotator.workspace import Changed, Workspace

LARGE = 2_000
"""Edits from which on a step is taken back beside the window, with progress: a thousand take a tenth of a second."""

_Go = Callable[..., Changed | None]
"""`Workspace.undo` or `Workspace.redo`."""


class Undoing(QObject):
    """Takes steps back and makes them again, wherever they were made."""

    arrived = Signal(object)
    """A step was taken back or made again: what it changed, a `Changed`."""
    changed_elsewhere = Signal()
    """So it was beside the window: what the file holds is to be read again."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk

    def undo(self) -> None:
        """Take the last step back."""
        self._travel(Workspace.undo, self._desk.workspace.undo_size, _("Undoing…"))

    def redo(self) -> None:
        """Make the step that was undone last again."""
        self._travel(Workspace.redo, self._desk.workspace.redo_size, _("Redoing…"))

    def _travel(self, go: _Go, size: int, told: str) -> None:
        self._desk.keep_note()
        if size >= LARGE:
            self._travel_beside(go, told)
            return
        try:
            changed = go(self._desk.workspace)
        except AnnotatorError as error:
            self._desk.trouble.emit(str(error))
            return
        if changed is not None:
            self.arrived.emit(changed)

    def _travel_beside(self, go: _Go, told: str) -> None:
        workspace = self._desk.workspace

        def work(progress: Progress) -> None:
            with workspace.another() as own:
                go(own, progress)

        failed = telling(self._desk.trouble.emit)
        run_beside(self._desk, told, work, lambda _done: self.changed_elsewhere.emit(), failed)

"""Undoing and redoing on the annotation page: at once, or beside the window where it takes a while."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from annotator.desktop.pages.desk import Desk
from annotator.desktop.retracing import Verb, retrace
from annotator.words import _
from annotator.workspace import Changed, Workspace

LARGE = 2_000
"""Edits from which on a step is taken back beside the window, with progress: a thousand take a tenth of a second."""


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
        self._retrace(Workspace.undo, self._desk.workspace.undo_size, _("Undoing…"))

    def redo(self) -> None:
        """Make the step that was undone last again."""
        self._retrace(Workspace.redo, self._desk.workspace.redo_size, _("Redoing…"))

    def _retrace(self, verb: Verb, size: int, told: str) -> None:
        desk = self._desk
        desk.keep_note()
        retrace(
            desk.workspace,
            verb,
            told,
            desk,
            is_large=size >= LARGE,
            arrived=self._arrive,
            arrived_beside=self.changed_elsewhere.emit,
            tell=desk.trouble.emit,
        )

    def _arrive(self, changed: Changed | None) -> None:
        if changed is not None:
            self.arrived.emit(changed)

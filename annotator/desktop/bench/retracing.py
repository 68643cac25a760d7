"""Taking Decisions back and making them again: at once, or beside the window where a rule has decided thousands."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from annotator.desktop.background import Progress, run_beside
from annotator.errors import AnnotatorError
from annotator.words import _
from annotator.workspace import Changed, Workspace

LARGE = 200
"""Articles in which something is taken back from which on that is done beside the window."""

Failed = Callable[[Exception], None]


def retrace(
    workspace: Workspace,
    window: QWidget,
    arrived: Callable[[Changed | None], None],
    failed: Failed,
    *,
    forward: bool = False,
) -> None:
    """Take the last Decision back, or make again the one that was taken back last (`forward`), and say what changed;
    None where there was nothing, `Changed()` where it was much."""
    go = Workspace.redo_decision if forward else Workspace.undo_decision
    size = workspace.redo_decision_size if forward else workspace.undo_decision_size
    if size < LARGE:
        try:
            changed = go(workspace)
        except AnnotatorError as error:
            failed(error)
            return
        arrived(changed)
        return

    def work(progress: Progress) -> None:
        with workspace.another() as own:
            go(own, progress)

    told = _("Redoing…") if forward else _("Undoing…")
    run_beside(window, told, work, lambda _done: arrived(Changed()), failed)

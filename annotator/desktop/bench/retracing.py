"""Taking Decisions back and making them again: at once, or beside the window where a rule has decided thousands."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from annotator.desktop import retracing
from annotator.words import _
from annotator.workspace import Changed, Workspace

LARGE = 200
"""Articles in which something is taken back from which on that is done beside the window."""


def retrace(
    workspace: Workspace,
    window: QWidget,
    arrived: Callable[[Changed | None], None],
    tell: Callable[[str], object],
    *,
    forward: bool = False,
) -> None:
    """Take the last Decision back, or make again the one that was taken back last (`forward`), and say what changed;
    None where there was nothing, `Changed()` where it was much."""
    retracing.retrace(
        workspace,
        Workspace.redo_decision if forward else Workspace.undo_decision,
        _("Redoing…") if forward else _("Undoing…"),
        window,
        is_large=(workspace.redo_decision_size if forward else workspace.undo_decision_size) >= LARGE,
        arrived=arrived,
        arrived_beside=lambda: arrived(Changed()),
        tell=tell,
    )

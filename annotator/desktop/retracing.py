"""Taking steps back and making them again: at once, or beside the window where that takes a while."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from annotator.desktop.background import Progress, run_beside
from annotator.desktop.trouble import telling
from annotator.errors import AnnotatorError
from annotator.workspace import Changed, Workspace

Verb = Callable[..., Changed | None]
"""What takes a step back or makes it again: `Workspace.undo`, `Workspace.redo_decision`, …"""


def retrace(
    workspace: Workspace,
    verb: Verb,
    told: str,
    window: QWidget,
    *,
    is_large: bool,
    arrived: Callable[[Changed | None], None],
    arrived_beside: Callable[[], None],
    tell: Callable[[str], object],
) -> None:
    """Do it, and say what it changed, None where there was nothing to do; or where it `is_large` do it beside the
    window, with `told` over its progress, and say when it is done. Why it could not be done is told in words."""
    if is_large:

        def work(progress: Progress) -> None:
            with workspace.another() as own:
                verb(own, progress)

        run_beside(window, told, work, lambda _done: arrived_beside(), telling(tell))
        return
    try:
        changed = verb(workspace)
    except AnnotatorError as error:
        tell(str(error))
        return
    arrived(changed)

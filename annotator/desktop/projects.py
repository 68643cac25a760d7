"""Opening and making projects from the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from annotator import paths
from annotator.desktop.background import Cancelled, Progress, run_beside
from annotator.desktop.dialogs.messages import say
from annotator.desktop.preferences import Preferences
from annotator.errors import AnnotatorError
from annotator.words import _
from annotator.workspace import Workspace

_UNTIL_SETTLED = 1500
"""Milliseconds that a new window is left alone before the disk is read from end to end."""


class Projects(QObject):
    """What the start page and the File menu do with whole projects."""

    def __init__(self, window: QWidget, preferences: Preferences, show: Callable[[Workspace], None]) -> None:
        super().__init__(window)
        self._window = window
        self._show = show
        self._preferences = preferences

    def make(self) -> bool:
        """Ask for a new project and show it; says whether there is one."""
        from annotator.desktop.dialogs.new_project import NewProject

        dialog = NewProject(self._preferences, self._window)
        if not dialog.exec() or dialog.workspace is None:
            return False
        self._show(dialog.workspace)
        return True

    def ask_for_one(self) -> None:
        """Ask which project to open."""
        from annotator.desktop.dialogs.files import ask_for_existing

        recent = self._preferences.recent
        folder = recent[0].parent if recent else paths.projects_folder()
        chosen = ask_for_existing(self._window, _("Open a project"), folder, _("Hashiya projects (*.hashiya)"))
        if chosen is not None:
            self.open(chosen)

    def open(self, path: Path, annotator: str | None = None) -> None:
        """Open a project and show it, or say why it cannot be."""
        try:
            workspace = Workspace.open(path, annotator)
        except AnnotatorError as error:
            say(self._window, str(error), warns=True)
            return
        self._show(workspace)

    def open_sample(self) -> None:
        """Open the sample project; make it first where it is not there."""
        path = paths.sample_project()
        try:
            if not path.exists():
                Workspace.sample(path, annotator=self._preferences.text("annotator") or paths.login_name()).close()
        except AnnotatorError as error:
            say(self._window, str(error), warns=True)
            return
        self.open(path)

    def check_beside(self, workspace: Workspace) -> None:
        """Let SQLite look a large file over while the work goes on; a small one was looked over at once."""
        if workspace.was_checked:
            return

        def check(progress: Progress) -> None:
            with workspace.another() as own:
                own.check_file(lambda: progress(0, 1))

        def begin() -> None:
            run_beside(
                self._window,
                _("Checking the file…"),
                check,
                lambda _nothing: None,
                lambda error: None if isinstance(error, Cancelled) else say(self._window, str(error), warns=True),
                is_quiet=True,
            )

        QTimer.singleShot(_UNTIL_SETTLED, self, begin)

"""Work by file from the window: files for annotators, and their work back, beside the work."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from annotator.desktop.background import Progress, run_beside
from annotator.desktop.dialogs.messages import say
from annotator.desktop.plain import isolated
from annotator.desktop.trouble import telling
from annotator.errors import AnnotatorError
from annotator.words import _, ngettext
from annotator.workspace import Workspace

if TYPE_CHECKING:
    from annotator.desktop.theme import Theme
    from annotator.edits.merging import Merged

_FOLDER = "parts/folder"


class Parts(QObject):
    """What File > Make files and File > Merge do."""

    def __init__(self, window: QWidget, workspace: Callable[[], Workspace | None], theme: Callable[[], Theme]) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = workspace
        self._theme = theme

    def ask_for_whom(self) -> None:
        """Ask for which annotators files are to be made, and make them."""
        workspace = self._lead()
        if workspace is None:
            return
        from annotator.desktop.dialogs.bundling import Bundling

        assigned = {name: len(uids) for name, uids in workspace.assignments().items()}
        if not assigned:
            told = _("No article is assigned to anybody yet. Choose Review ▸ Who annotates what first.")
            say(self._window, told, warns=True)
            return
        folder = Path(workspace.remembered(_FOLDER) or workspace.path.parent)
        dialog = Bundling(assigned, folder if folder.is_dir() else workspace.path.parent, self._theme(), self._window)
        if dialog.exec():
            with suppress(AnnotatorError):  # the files are made, whatever is wrong with this one
                workspace.remember(_FOLDER, str(dialog.folder), waits=False)
            self.make(dialog.chosen, dialog.folder)
        dialog.deleteLater()

    def make(self, annotators: list[str], folder: Path) -> None:
        """Make a file for each, with progress."""
        workspace = self._lead()
        if workspace is None:
            return

        def work(progress: Progress) -> dict[str, Path]:
            with workspace.another() as own:
                return own.bundle_all(folder, progress, annotators)

        def made(files: dict[str, Path]) -> None:
            told = ngettext("{n} file was made.", "{n} files were made.", len(files))
            say(self._window, told, more="\n".join(f"{name}: {path}" for name, path in files.items()))

        run_beside(self._window, _("Making files…"), work, made, telling(partial(say, self._window, warns=True)))

    def ask_for_files(self) -> None:
        """Ask which files came back, and merge them."""
        workspace = self._lead()
        if workspace is None:
            return
        from annotator.desktop.dialogs.files import ask_for_several

        kinds = _("Projects") + " (*.hashiya)"
        files = ask_for_several(self._window, _("Merge annotators' files"), workspace.path.parent, kinds)
        if files:
            self.merge(files)

    def merge(self, files: list[Path]) -> None:
        """Bring back what annotators did in their files, with progress; tell what came of each. Where it is cancelled
        those stay merged that were done."""
        workspace = self._lead()
        if workspace is None:
            return
        outcome: list[tuple[Path, Merged | AnnotatorError]] = []

        def work(progress: Progress) -> None:
            with workspace.another() as own:
                outcome.extend(own.merged(files, progress))

        def done(_nothing: object = None) -> None:
            workspace.follow_merge()
            self._tell(outcome, len(files))

        failed = telling(partial(say, self._window, warns=True))
        run_beside(self._window, _("Merging…"), work, done, failed, cancelled=done)

    def _tell(self, outcome: list[tuple[Path, Merged | AnnotatorError]], asked: int) -> None:
        good = [found for _path, found in outcome if not isinstance(found, AnnotatorError)]
        told = [ngettext("{n} file was merged.", "{n} files were merged.", len(good))]
        changes = sum(one.changes for one in good)
        told.append(ngettext("{n} change came in.", "{n} changes came in.", changes))
        bad = len(outcome) - len(good)
        if bad:
            told.append(ngettext("{n} file was left out whole:", "{n} files were left out whole:", bad))
            told += [str(found) for _path, found in outcome if isinstance(found, AnnotatorError)][:3]
        if len(outcome) < asked:
            told.append(_("It was cancelled; merge all of them again to go on."))
        more = [f"{path.name}: {_came_of(found)}" for path, found in outcome]
        say(self._window, "\n".join(told), more="\n".join(more), warns=bool(bad))

    def _lead(self) -> Workspace | None:
        """The open project, where who works in it leads it."""
        workspace = self._workspace()
        if workspace is None:
            return None
        try:
            workspace.check_lead()
        except AnnotatorError as error:
            say(self._window, str(error), warns=True)
            return None
        return workspace


def _came_of(found: Merged | AnnotatorError) -> str:
    if isinstance(found, AnnotatorError):
        return str(found)
    changes = ngettext("{n} change", "{n} changes", found.changes)
    known = ngettext("{n} was here already", "{n} were here already", found.known)
    return f"{isolated(found.annotator)} · {changes} · {known}"

"""Exporting from the window: what would be left behind is counted beside the work, and then it is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox, QWidget

from annotator.dataset.export import companion_of, format_to_write
from annotator.dataset.losses import part_name
from annotator.desktop.background import Cancelled, Job, Progress, run_beside
from annotator.desktop.dialogs.export.choice import Choice
from annotator.desktop.dialogs.export.tally import Tally
from annotator.desktop.dialogs.export_dialog import ExportDialog
from annotator.desktop.dialogs.messages import say
from annotator.desktop.plain import isolated
from annotator.desktop.preferences import Preferences
from annotator.desktop.theme import current
from annotator.errors import AnnotatorError
from annotator.formats.presenting import presented, written_words
from annotator.words import _
from annotator.workspace import Workspace

RESTED = 120
"""Milliseconds without another choice after which it is counted what this one would leave behind."""

Open = Callable[[], Workspace | None]


class Exporting(QObject):
    """What File > Export does."""

    article_asked = Signal(str)
    """The uid of an Article that the user wants to see instead of exporting."""

    def __init__(self, window: QWidget, workspace: Open, preferences: Preferences) -> None:
        super().__init__(window)
        self._window, self._workspace, self._preferences = window, workspace, preferences
        self.counting = Counting(window, workspace)

    def ask(self) -> ExportDialog | None:
        """Ask what is to be exported; None where no project is open."""
        workspace = self._workspace()
        if workspace is None:
            return None
        dialog = ExportDialog(
            workspace.annotators() if workspace.sees_others else [workspace.annotator],
            workspace.export_path,
            self._preferences,
            current(self._preferences.mode),
            self._window,
            of_all=workspace.sees_others,
        )
        counting = self.counting
        counting.progressed.connect(dialog.show_counting)
        counting.counted.connect(dialog.show_tally)
        counting.failed.connect(dialog.show_trouble)
        dialog.choice_changed.connect(counting.begin)
        dialog.asked.connect(lambda choice, path: self.put_out(dialog, choice, path))
        dialog.article_asked.connect(lambda uid: self._leave(dialog, uid))
        dialog.finished.connect(counting.stop)
        dialog.finished.connect(dialog.deleteLater)
        dialog.begin()
        return dialog

    def put_out(self, dialog: ExportDialog, choice: Choice, target: Path) -> None:
        """Write the project out, with progress; tell what was written, or what kept it from being."""
        workspace = self._workspace()
        if workspace is None:
            return
        known = format_to_write(choice.format_name)

        def work(progress: Progress) -> int:
            with workspace.another() as own:
                return own.export(
                    target,
                    format_name=choice.format_name,
                    annotator=choice.annotator,
                    status=choice.status,
                    clitics_inside=choice.clitics_inside,
                    options=choice.options_for(known),
                    progress=progress,
                )

        def done(written: int) -> None:
            dialog.keep(target)
            left = dialog.losses.tally
            dialog.accept()
            self._tell(choice, target, written, left)

        def failed(error: Exception) -> None:
            if not isinstance(error, AnnotatorError):
                raise error
            say(dialog, str(error), warns=True)

        run_beside(dialog, _("Exporting…"), work, done, failed)

    def _leave(self, dialog: ExportDialog, article: str) -> None:
        dialog.reject()
        self.article_asked.emit(article)

    def _tell(self, choice: Choice, target: Path, written: int, left: Tally) -> None:
        """Say what was written and what was left out, and offer to show the folder."""
        known = format_to_write(choice.format_name)
        beside = companion_of(known, target)
        lines = [written_words(known, written), isolated(str(target))]
        if known.proves or (known.reads and known.reads_back):
            lines[0] = " ".join([lines[0], _("All of it was read back and compared.")])
        if beside is not None:
            lines.append(_("Beside it: {name}").format(name=isolated(beside.name)))
        if left.parts:
            parts = [f"• {part_name(part)}: {count}" for part, count in left.parts]
            told = _("Left out, for {format} cannot carry it: {parts}")
            lines.append(told.format(format=isolated(presented(known).title), parts="\n".join(["", *parts])))
        box = QMessageBox(self._window)
        box.setWindowTitle(_("Export"))
        box.setIcon(QMessageBox.Icon.Information)
        box.setTextFormat(box.textFormat().PlainText)
        box.setText("\n".join(lines))
        folder = box.addButton(_("Show the folder"), QMessageBox.ButtonRole.ActionRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Ok))
        box.exec()
        if box.clickedButton() is folder:
            place = target if target.is_dir() else target.parent
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(place)))


class Counting(QObject):
    """Counts what choices would leave behind, the newest alone, in a thread of its own."""

    progressed = Signal(int)
    """Per cent of the Articles that were looked at."""
    counted = Signal(object)
    """The `Tally` of the choice that was asked for last."""
    failed = Signal(str)
    """Why it could not be counted, in words."""

    def __init__(self, window: QWidget, workspace: Open) -> None:
        super().__init__(window)
        self._window, self._workspace = window, workspace
        self._choice: Choice | None = None
        self._job: Job | None = None
        self._resting = QTimer(self, interval=RESTED, singleShot=True)
        self._resting.timeout.connect(self._start)

    @property
    def is_idle(self) -> bool:
        """Whether nothing is being counted or waits for it."""
        return self._job is None and not self._resting.isActive()

    def begin(self, choice: Choice | None) -> None:
        """Count for another choice, or for none, once the user rests; what is being counted is given up."""
        self.stop()
        self._choice = choice
        if choice is not None:
            self._resting.start()

    def stop(self) -> None:
        """Count nothing any more."""
        self._resting.stop()
        if self._job is not None:
            self._job.requestInterruption()
        self._job = None

    def _start(self) -> None:
        workspace, choice = self._workspace(), self._choice
        if workspace is None or choice is None:
            return

        def work(progress: Progress) -> Tally:
            progress(0, 1)
            with workspace.another() as own:
                going_out = own.going_out(annotator=choice.annotator, status=choice.status)
                losses = own.losses(
                    choice.format_name,
                    annotator=choice.annotator,
                    status=choice.status,
                    clitics_inside=choice.clitics_inside,
                    progress=progress,
                )
                return Tally(losses, going_out=going_out)

        job = self._job = run_beside(
            self._window,
            "",
            work,
            lambda tally: self._end(job, tally),
            lambda error: self._end(job, error),
            is_quiet=True,
        )
        job.progressed.connect(lambda percent, _total: self._progress(job, percent))

    def _progress(self, job: Job, percent: int) -> None:
        if job is self._job:
            self.progressed.emit(percent)

    def _end(self, job: Job, result: Tally | Exception) -> None:
        if job is not self._job:
            return  # something else is asked for by now
        self._job = None
        if isinstance(result, Tally):
            self.counted.emit(result)
        elif isinstance(result, AnnotatorError):
            self.failed.emit(str(result))
        elif not isinstance(result, Cancelled):
            raise result

"""Exporting from the window: what would be left behind is counted beside the work, and then it is written."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from annotator.dataset.export import companion_of, format_to_write
from annotator.dataset.losses import part_name
from annotator.desktop.background import Progress, Work, run_beside
from annotator.desktop.dialogs.export.choice import Choice
from annotator.desktop.dialogs.export.tally import Tally
from annotator.desktop.dialogs.export_dialog import ExportDialog
from annotator.desktop.dialogs.messages import say
from annotator.desktop.dialogs.written import say_where
from annotator.desktop.newest import Newest
from annotator.desktop.plain import isolated
from annotator.desktop.preferences import Preferences
from annotator.desktop.theme import current
from annotator.desktop.trouble import telling
from annotator.formats.presenting import presented, written_words
from annotator.words import _
from annotator.workspace import Workspace

Open = Callable[[], Workspace | None]


class Exporting(QObject):
    """What File > Export does."""

    article_asked = Signal(str)
    """The uid of an Article that the user wants to see instead of exporting."""

    def __init__(self, window: QWidget, workspace: Open, preferences: Preferences) -> None:
        super().__init__(window)
        self._window, self._workspace, self._preferences = window, workspace, preferences
        self.counting = Newest(window)

    def ask(self) -> ExportDialog | None:
        """Ask what is to be exported; None where no project is open."""
        workspace = self._workspace()
        if workspace is None:
            return None
        dialog = ExportDialog(
            workspace.annotators() if workspace.sees_others else [workspace.annotator],
            workspace.split_sizes(),
            workspace.export_path,
            self._preferences,
            current(self._preferences.mode),
            self._window,
            of_all=workspace.sees_others,
        )
        counting = self.counting
        counting.progressed.connect(dialog.show_counting)
        counting.done.connect(dialog.show_tally)
        counting.failed.connect(dialog.show_trouble)
        dialog.choice_changed.connect(lambda choice: counting.begin(None if choice is None else self._count(choice)))
        dialog.asked.connect(lambda choice, path: self.put_out(dialog, choice, path))
        dialog.article_asked.connect(lambda uid: self._leave(dialog, uid))
        dialog.finished.connect(counting.stop)
        dialog.finished.connect(dialog.deleteLater)
        dialog.begin()
        return dialog

    def _count(self, choice: Choice) -> Work:
        """What counts what a choice would leave behind."""
        workspace = self._workspace()
        assert workspace is not None

        def work(progress: Progress) -> Tally:
            progress(0, 1)
            with workspace.another() as own:
                going_out = own.going_out(annotator=choice.annotator, status=choice.status, split=choice.split)
                in_no_split = own.without_split() if choice.split else 0
                losses = own.losses(
                    choice.format_name,
                    annotator=choice.annotator,
                    status=choice.status,
                    split=choice.split,
                    clitics_inside=choice.clitics_inside,
                    progress=progress,
                )
                return Tally(losses, going_out=going_out, in_no_split=in_no_split)

        return work

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
                    split=choice.split,
                    clitics_inside=choice.clitics_inside,
                    options=choice.options_for(known),
                    progress=progress,
                )

        def done(written: int) -> None:
            dialog.keep(target)
            left = dialog.losses.tally
            dialog.accept()
            self._tell(choice, target, written, left)

        run_beside(dialog, _("Exporting…"), work, done, telling(partial(say, dialog, warns=True)))

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
        say_where(self._window, _("Export"), "\n".join(lines), target)

"""Importing from the window, beside the work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox, QWidget

from annotator.desktop.background import Progress, run_beside
from annotator.desktop.dialogs.messages import say
from annotator.errors import AnnotatorError, BadInput
from annotator.words import _, ngettext
from annotator.workspace import BadImport, Report, Workspace

_SHOWN = 200
"""Remarks that a dialog lists; there may be as many as lines in a file."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the user said about files beforehand: an ISO date or empty, a source, an encoding or None, and whether
    their Spans keep proclitics (None takes them as they are)."""

    published: str = ""
    source: str = ""
    encoding: str | None = None
    clitics_inside: bool | None = None


class Exchange(QObject):
    """What File > Import does."""

    def __init__(self, window: QWidget, workspace: Callable[[], Workspace | None]) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = workspace

    def ask_for_files(self) -> None:
        """Ask which files to import, and what is known of them."""
        workspace = self._workspace()
        if workspace is None:
            return
        from annotator.desktop.dialogs.files import ask_for_several
        from annotator.desktop.dialogs.import_kinds import kinds

        self._ask_about(ask_for_several(self._window, _("Import articles"), workspace.path.parent, kinds()))

    def ask_for_folder(self) -> None:
        """Ask which folder to import, with all in it, and what is known of the files."""
        workspace = self._workspace()
        if workspace is None:
            return
        from annotator.desktop.dialogs.files import ask_for_folder

        folder = ask_for_folder(self._window, _("Import a folder"), workspace.path.parent)
        self._ask_about([] if folder is None else [folder])

    def _ask_about(self, files: list[Path]) -> None:
        from annotator.desktop.dialogs.import_options import ImportOptions

        if not files:
            return
        said = ImportOptions(files, self._window)
        if said.exec():
            self.take_in(files, Said(said.published, said.source, said.encoding, said.clitics_inside))

    def take_in(
        self, files: list[Path], said: Said | None = None, *, skip_bad: bool = False, add_labels: bool = False
    ) -> None:
        """Import files and folders, with progress; tell what came in, or what kept it from coming."""
        workspace = self._workspace()
        if workspace is None:
            return
        about = said or Said()

        def work(progress: Progress) -> Report:
            with workspace.another() as own:
                return own.import_files(
                    files,
                    published=about.published,
                    source=about.source,
                    encoding=about.encoding,
                    clitics_inside=about.clitics_inside,
                    skip_bad=skip_bad,
                    add_labels=add_labels,
                    progress=progress,
                )

        def failed(error: Exception) -> None:
            if isinstance(error, BadInput):
                self._offer_to_skip(files, error, about)
            elif isinstance(error, AnnotatorError):
                say(self._window, str(error), warns=True)
            else:
                raise error

        run_beside(self._window, _("Importing…"), work, self._imported, failed)

    def _imported(self, report: Report) -> None:
        workspace = self._workspace()
        if workspace is not None:
            workspace.look_for_changes()
        told = [
            ngettext("{n} article came in", "{n} articles came in", report.articles),
            ngettext("with {n} span", "with {n} spans", report.spans) if report.spans else "",
        ]
        text = " ".join(part for part in told if part) + "."
        if report.labels:
            text += "\n" + _("Labels that were added: {names}").format(names=", ".join(report.labels))
        remarks = [*report.present, *report.unfilled, *report.refused, *report.notes]
        if remarks:
            text += "\n" + ngettext("{n} remark:", "{n} remarks:", len(remarks))
        say(self._window, text, more="\n".join(map(str, remarks[:_SHOWN])))

    def _offer_to_skip(self, files: list[Path], error: BadInput, said: Said) -> None:
        """Say what is wrong, and offer what may help: the labels that are missing, another encoding, or leaving bad
        lines out."""
        box = QMessageBox(self._window)
        box.setWindowTitle(_("Import articles"))
        box.setIcon(QMessageBox.Icon.Warning)
        box.setTextFormat(box.textFormat().PlainText)
        box.setText(str(error))
        skip = box.addButton(_("Leave bad ones out"), QMessageBox.ButtonRole.AcceptRole)
        lacks = isinstance(error, BadImport) and error.lacks_label
        added = box.addButton(_("Add the labels"), QMessageBox.ButtonRole.ActionRole) if lacks else None
        arabic = None
        if said.encoding is None and not lacks:
            arabic = box.addButton(_("Read as Windows Arabic"), QMessageBox.ButtonRole.ActionRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.exec()
        if box.clickedButton() is skip:
            self.take_in(files, said, skip_bad=True)
        elif added is not None and box.clickedButton() is added:
            self.take_in(files, said, add_labels=True)
        elif arabic is not None and box.clickedButton() is arabic:
            self.take_in(files, replace(said, encoding="windows-1256"))

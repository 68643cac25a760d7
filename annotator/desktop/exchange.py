"""Importing from the window, beside the work."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox, QWidget

from annotator.desktop.background import Progress, run_beside
from annotator.desktop.dialogs.messages import say
from annotator.desktop.dialogs.table.asking import ask_about_tables
from annotator.desktop.plain import spoken
from annotator.errors import AnnotatorError, BadInput
from annotator.formats.fields import TableReading
from annotator.frozen import frozen
from annotator.words import _, ngettext
from annotator.workspace import BadImport, Report, Workspace

if TYPE_CHECKING:
    from annotator.desktop.theme import Theme
    from annotator.edits.cleaning import Alike

_SHOWN = 200
"""Remarks that a dialog lists; there may be as many as lines in a file."""


@frozen
class Said:
    """What the user said about files beforehand: an ISO date or empty, a source, an encoding or None, and whether
    their Spans keep proclitics (None takes them as they are). `tables` is how tables are to be read, None where that
    was not asked yet."""

    published: str = ""
    source: str = ""
    encoding: str | None = None
    clitics_inside: bool | None = None
    tables: Mapping[Path, TableReading] | None = None


class Exchange(QObject):
    """What File > Import does."""

    def __init__(self, window: QWidget, workspace: Callable[[], Workspace | None], theme: Callable[[], Theme]) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = workspace
        self._theme = theme

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

    def take_in(self, files: list[Path], said: Said | None = None) -> None:
        """Import files and folders, with progress: show what looks like boilerplate in them, take them in, and tell
        what came in, or what kept it from coming."""
        workspace = self._workspace()
        if workspace is None:
            return
        about = said or Said()
        if about.tables is None:

            def asked(tables: Mapping[Path, TableReading]) -> None:
                self.take_in(files, replace(about, tables=tables))

            ask_about_tables(self._window, files, about.encoding, asked)
            return

        def look(progress: Progress) -> list[Alike]:
            with workspace.another() as own:
                return own.alike_boilerplate_in(files, encoding=about.encoding, tables=about.tables, progress=progress)

        def failed(error: Exception) -> None:
            if not isinstance(error, AnnotatorError):
                raise error
            self._bring_in(files, about)  # which says what is wrong, and offers what may help

        def looked(found: list[Alike]) -> None:
            if not found:
                self._bring_in(files, about)
                return
            from annotator.desktop.dialogs.boilerplate import Boilerplate

            dialog = Boilerplate(found, self._theme(), self._window)
            dialog.accepted.connect(lambda: self._bring_in(files, about, gone=dialog.table.ticked))
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

        run_beside(self._window, _("Looking through the files…"), look, looked, failed)

    def _bring_in(
        self,
        files: list[Path],
        about: Said,
        *,
        gone: list[Alike] | None = None,
        skip_bad: bool = False,
        add_labels: bool = False,
    ) -> None:
        """Import files and folders without the passages that are `gone`."""
        workspace = self._workspace()
        if workspace is None:
            return
        keys = {(alike.kind, alike.folded) for alike in gone or ()}

        def work(progress: Progress) -> Report:
            with workspace.another() as own:
                return own.import_files(
                    files,
                    published=about.published,
                    source=about.source,
                    encoding=about.encoding,
                    clitics_inside=about.clitics_inside,
                    tables=about.tables,
                    skip_bad=skip_bad,
                    add_labels=add_labels,
                    leave_out=(lambda passage: (passage.kind, passage.folded) in keys) if keys else None,
                    progress=progress,
                )

        def failed(error: Exception) -> None:
            if isinstance(error, BadInput):
                self._offer_to_skip(files, error, about, gone)
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
        if report.removed:
            n = len(report.removed)
            text += "\n" + ngettext("{n} passage was left out.", "{n} passages were left out.", n)
        if report.labels:
            text += "\n" + _("Labels that were added: {names}").format(names=", ".join(report.labels))
        remarks = [*report.present, *report.unfilled, *report.refused, *report.notes]
        if remarks:
            text += "\n" + ngettext("{n} remark:", "{n} remarks:", len(remarks))
        say(self._window, text, more="\n".join(map(str, [*remarks, *report.removed][:_SHOWN])))

    def _offer_to_skip(self, files: list[Path], error: BadInput, said: Said, gone: list[Alike] | None) -> None:
        """Say what is wrong, and offer what may help: the labels that are missing, another encoding, or leaving bad
        lines out."""
        box = QMessageBox(self._window)
        box.setWindowTitle(_("Import articles"))
        box.setIcon(QMessageBox.Icon.Warning)
        box.setTextFormat(box.textFormat().PlainText)
        box.setText(spoken(str(error)))
        skip = box.addButton(_("Leave bad ones out"), QMessageBox.ButtonRole.AcceptRole)
        lacks = isinstance(error, BadImport) and error.lacks_label
        added = box.addButton(_("Add the labels"), QMessageBox.ButtonRole.ActionRole) if lacks else None
        arabic = None
        if said.encoding is None and not lacks:
            arabic = box.addButton(_("Read as Windows Arabic"), QMessageBox.ButtonRole.ActionRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.exec()
        if box.clickedButton() is skip:
            self._bring_in(files, said, gone=gone, skip_bad=True)
        elif added is not None and box.clickedButton() is added:
            self._bring_in(files, said, gone=gone, add_labels=True)
        elif arabic is not None and box.clickedButton() is arabic:
            self.take_in(files, replace(said, encoding="windows-1256"))

"""Asking how the tables among files are to be read, one dialog for all that have the same columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from annotator.desktop.background import Progress, run_beside
from annotator.formats.fields import TableReading
from annotator.words import _

if TYPE_CHECKING:
    from annotator.workspace.tables import Group

Readings = Mapping[Path, TableReading]
Asked = Callable[[Readings], None]
"""Told how each table is to be read."""


def ask_about_tables(window: QWidget, files: list[Path], encoding: str | None, asked: Asked) -> None:
    """Look for tables beside the window and ask about them, then call `asked`; without any, at once. Where the user
    thinks better of it, nothing happens."""
    from annotator.workspace.tables import could_hold_tables, tables_among

    if not could_hold_tables(files):
        asked({})
        return

    def work(progress: Progress) -> list[Group]:
        return tables_among(files, encoding, progress)

    def failed(error: Exception) -> None:
        raise error

    run_beside(
        window,
        _("Looking at the tables…"),
        work,
        lambda groups: _ask(window, groups, encoding, {}, asked),
        failed,
    )


def _ask(window: QWidget, groups: list[Group], encoding: str | None, readings: Readings, asked: Asked) -> None:
    """Ask about the first of `groups`, then about the rest; what was answered so far is in `readings`."""
    if not groups:
        asked(readings)
        return
    from annotator.desktop.dialogs.table.dialog import TableDialog

    dialog = TableDialog(groups[0], window, encoding)

    def finished(result: int) -> None:
        dialog.deleteLater()
        if result == QDialog.DialogCode.Accepted:
            told = {**readings, **dict.fromkeys(groups[0].paths, dialog.reading)}
            _ask(window, groups[1:], encoding, told, asked)

    dialog.finished.connect(finished)
    dialog.open()

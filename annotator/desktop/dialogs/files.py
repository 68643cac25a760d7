"""Asking for files, without opening any.

A file dialog that looks into files to tell their kind would open and close the project that is open here. By the rules
of POSIX a process that closes a file loses all its locks on it, those of SQLite too, and another program could take
the project for abandoned (sqlite.org/howtocorrupt.html, section 2.2). So on Linux the dialog is Qt's own, which runs in
this process but is made to tell kinds by name alone; other systems show theirs from outside.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QFileInfo
from PySide6.QtGui import QAbstractFileIconProvider, QIcon
from PySide6.QtWidgets import QApplication, QFileDialog, QStyle, QWidget

from annotator.words import _

_MANY_KINDS = 200
"""Letters of a filter beyond which its patterns are not shown beside the names of the kinds."""


class _ByName(QAbstractFileIconProvider):
    """Icons and kinds of files from their names; Qt's own provider would read their contents."""

    def icon(self, kind: QAbstractFileIconProvider.IconType | QFileInfo) -> QIcon:
        plain = QAbstractFileIconProvider.IconType.File
        is_folder = kind.isDir() if isinstance(kind, QFileInfo) else kind is not plain
        pixmap = QStyle.StandardPixmap.SP_DirIcon if is_folder else QStyle.StandardPixmap.SP_FileIcon
        return QApplication.style().standardIcon(pixmap)

    def type(self, info: QFileInfo) -> str:
        return _("Folder") if info.isDir() else info.suffix()


def ask_for_existing(parent: QWidget, title: str, start: Path, kinds: str) -> Path | None:
    """Which file; None where the user thinks better of it. `kinds` is a filter such as `Projects (*.hashiya)`."""
    chosen = _asked(parent, title, start, kinds, QFileDialog.FileMode.ExistingFile)
    return chosen[0] if chosen else None


def ask_for_several(parent: QWidget, title: str, start: Path, kinds: str) -> list[Path]:
    """Which files; none where the user thinks better of it."""
    return _asked(parent, title, start, kinds, QFileDialog.FileMode.ExistingFiles)


def ask_for_new(parent: QWidget, title: str, start: Path, kinds: str, *, asks: bool = True) -> Path | None:
    """Under which name to write; it is asked whether an existing file may be replaced, unless others ask that. None
    where the user thinks better of it."""
    chosen = _asked(parent, title, start, kinds, QFileDialog.FileMode.AnyFile, asks=asks)
    return chosen[0] if chosen else None


def ask_for_folder(parent: QWidget, title: str, start: Path) -> Path | None:
    """Which folder; None where the user thinks better of it."""
    chosen = _asked(parent, title, start, "", QFileDialog.FileMode.Directory)
    return chosen[0] if chosen else None


def _asked(
    parent: QWidget, title: str, start: Path, kinds: str, mode: QFileDialog.FileMode, *, asks: bool = True
) -> list[Path]:
    dialog = QFileDialog(parent, title, str(start if start.is_dir() else start.parent), kinds)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite, not asks)
    dialog.setOption(QFileDialog.Option.HideNameFilterDetails, len(kinds) > _MANY_KINDS)
    icons = _ByName()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog, sys.platform == "linux")
    dialog.setOption(QFileDialog.Option.DontUseCustomDirectoryIcons)
    dialog.setIconProvider(icons)
    dialog.setFileMode(mode)
    if mode is QFileDialog.FileMode.AnyFile:
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(start.name)
    dialog.setLabelText(QFileDialog.DialogLabel.LookIn, _("In:"))
    dialog.setLabelText(QFileDialog.DialogLabel.FileName, _("File name:"))
    dialog.setLabelText(QFileDialog.DialogLabel.FileType, _("Kind:"))
    try:
        return [Path(name) for name in dialog.selectedFiles()] if dialog.exec() else []
    finally:
        dialog.deleteLater()

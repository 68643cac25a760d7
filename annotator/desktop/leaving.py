"""Leaving a project: what is asked first, and what ends with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QDialog, QProgressDialog, QWidget

from annotator.desktop.background import Job
from annotator.words import _, ngettext

if TYPE_CHECKING:
    from annotator.desktop.pages.annotate import AnnotatePage


def may_leave(page: AnnotatePage | None) -> bool:
    """Whether a project can be closed: all its notes are kept, or the user can do without them."""
    notes = page.noting.keep_all() if page is not None else []
    if page is None or not notes:
        return True
    from annotator.desktop.dialogs.asking import agreed

    told = ngettext("{n} note cannot be kept:", "{n} notes cannot be kept:", len(notes))
    text = "\n\n".join((page.noting.reason, told, *notes))
    return agreed(page.window(), _("Close?"), text, _("Close without them"), is_usual=False)


def is_amidst(window: QWidget) -> bool:
    """Whether a dialog waits for an answer, or long work for its end, and would be lost with what is beneath it."""
    held = QApplication.activeModalWidget() or QApplication.activePopupWidget()
    return held is not None or window.findChild(QProgressDialog) is not None


def leave(window: QWidget, page: AnnotatePage | None) -> None:
    """Close a project, and the dialogs that would have nothing to ask any more."""
    for dialog in window.findChildren(QDialog):
        if not dialog.isHidden():  # it may be over a window that is closed itself
            dialog.done(QDialog.DialogCode.Rejected)
    if page is not None:
        page.close_project()


def end_work(window: QWidget) -> None:
    """Give up all that is done beside a window."""
    jobs = window.findChildren(Job)
    for job in jobs:
        job.requestInterruption()
    for job in jobs:
        job.wait()

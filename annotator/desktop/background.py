"""Long work beside the window: in a thread of its own, with progress and a Cancel that works."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Qt, QThread, Signal
from PySide6.QtWidgets import QWidget

from annotator.words import _

Progress = Callable[[int, int], None]
Work = Callable[[Progress], Any]

TURN = 0.0005
"""Seconds for which work may keep the window waiting each time that this comes back from Qt; Python gives it ten times
as long."""


class Cancelled(Exception):
    """The user pressed Cancel. Work that is told of it through its progress takes back what it had begun."""


class Job(QThread):
    """One piece of work. Its signals arrive in the window's thread."""

    progressed = Signal(int, int)
    succeeded = Signal(object)
    failed = Signal(object)
    """The exception; `Cancelled` where the user stopped it."""

    def __init__(self, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._percent = -1

    def run(self) -> None:
        sys.setswitchinterval(TURN)
        try:
            result = self._work(self._progress)
        except Exception as error:
            self.failed.emit(error)
        else:
            self.succeeded.emit(result)

    def _progress(self, done: int, total: int) -> None:
        if self.isInterruptionRequested():
            raise Cancelled
        percent = done * 100 // max(total, 1)
        if percent != self._percent:
            self._percent = percent
            self.progressed.emit(percent, 100)


def run_beside(
    parent: QWidget,
    title: str,
    work: Work,
    done: Callable[[Any], None],
    failed: Callable[[Exception], None],
    *,
    is_quiet: bool = False,
    is_endless: bool = False,
    cancelled: Callable[[], None] = lambda: None,
) -> Job:
    """Do `work` beside the window; then call `done` with its result or `failed` with what it raised.

    Unless it `is_quiet`, a dialog shows how far it is and lets the user cancel, which calls `cancelled` alone. Where
    nobody can tell how far that is (`is_endless`), it only shows that something is done. Once `parent` is gone, it is
    given up, and nobody is told.
    """
    job = Job(work, _outermost(parent))  # a thread may not die while it runs, and dialogs do
    parent.destroyed.connect(job.requestInterruption)
    if is_quiet:
        job.succeeded.connect(lambda value: done(value) if shiboken6.isValid(parent) else None)
        job.failed.connect(lambda error: failed(error) if shiboken6.isValid(parent) else None)
        job.finished.connect(job.deleteLater)
        job.start()
        return job
    from PySide6.QtWidgets import QProgressBar, QProgressDialog  # here, for the start of the window

    dialog = QProgressDialog(title, _("Cancel"), 0, 0 if is_endless else 100, parent)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.setWindowTitle(_("Hashiya"))
    bar = QProgressBar(dialog)
    bar.setMaximum(dialog.maximum())
    dialog.setBar(bar)
    dialog.setMinimumDuration(300)
    dialog.setAutoClose(False)
    dialog.setAutoReset(False)
    dialog.setValue(0)

    def finish(after: Callable[[Any], None], value: Any) -> None:
        job.wait()
        job.deleteLater()
        if not shiboken6.isValid(parent):
            return
        dialog.reset()
        dialog.close()
        dialog.deleteLater()
        if isinstance(value, Cancelled):
            cancelled()
        else:
            after(value)

    # The bar alone is told: the dialog would let other events through meanwhile, and might be gone after them.
    job.progressed.connect(lambda value, _total: bar.setValue(value) if shiboken6.isValid(bar) else None)
    job.succeeded.connect(lambda value: finish(done, value))
    job.failed.connect(lambda error: finish(failed, error))
    dialog.canceled.connect(job.requestInterruption)
    dialog.rejected.connect(job.requestInterruption)  # Esc may only hide it, where it is not the active window
    job.start()
    return job


def _outermost(widget: QWidget) -> QWidget:
    """The window that all others over `widget` belong to."""
    while (above := widget.parentWidget()) is not None:
        widget = above
    return widget

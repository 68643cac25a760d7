"""Ctrl-C that is not lost.

Python drops a KeyboardInterrupt that falls into `__del__` or into the loading of an extension, or makes another error
of it; the command would go on, or call it a fault.
"""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_asked = threading.Event()
_answered = threading.Event()


@contextmanager
def heard() -> Iterator[None]:
    """Inside, Ctrl-C raises KeyboardInterrupt at once, and `check` raises it again as long as it did not end this.
    Whoever presses it again while the command ends for it does not disturb that."""
    _asked.clear()
    _answered.clear()
    if threading.current_thread() is not threading.main_thread():  # where Python hears no signals
        yield
        return
    before = signal.signal(signal.SIGINT, _hear)
    try:
        yield
    finally:
        if not _answered.is_set():  # else it stays unheard until the program has ended
            signal.signal(signal.SIGINT, before)


def _hear(_signal: int, _frame: FrameType | None) -> None:
    _asked.set()
    if not (_answered.is_set() or _is_ending(sys.exception())):
        raise KeyboardInterrupt


def _is_ending(error: BaseException | None) -> bool:
    """Whether what is handled just now comes of a KeyboardInterrupt."""
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__context__
    return error is not None


def answer() -> None:
    """Say that the command ends for Ctrl-C now, with a status of its own; it is not heard again."""
    _answered.set()
    # Where it came through an `exec` of a text, `python -m` ends by the signal unless another text has run to its end.
    exec("")


def was_asked() -> bool:
    """Whether Ctrl-C was pressed since the command began."""
    return _asked.is_set()


def check() -> None:
    """Raise KeyboardInterrupt where Ctrl-C was pressed and was lost."""
    if was_asked():
        raise KeyboardInterrupt

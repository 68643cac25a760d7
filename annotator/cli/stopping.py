"""Ctrl-C that is not lost.

Python drops a KeyboardInterrupt that falls into `__del__` or into the loading of an extension, or makes another error
of it; the command would go on, or call it a fault.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_asked = threading.Event()


@contextmanager
def heard() -> Iterator[None]:
    """Inside, Ctrl-C raises KeyboardInterrupt at once, and `check` raises it again as long as it did not end this."""
    _asked.clear()
    if threading.current_thread() is not threading.main_thread():  # where Python hears no signals
        yield
        return
    before = signal.signal(signal.SIGINT, _hear)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _hear(_signal: int, _frame: FrameType | None) -> None:
    _asked.set()
    raise KeyboardInterrupt


def was_asked() -> bool:
    """Whether Ctrl-C was pressed since the command began."""
    return _asked.is_set()


def check() -> None:
    """Raise KeyboardInterrupt where Ctrl-C was pressed and was lost."""
    if was_asked():
        raise KeyboardInterrupt

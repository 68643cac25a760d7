"""Time spent with an Article: counted while the window is in use, and kept in the project now and then."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QInputEvent

IDLE_AFTER = 60_000
"""Milliseconds without a key or a mouse movement after which time is not counted any more."""

KEPT_EVERY = 30
"""Seconds after which the time is written into the project."""


class Stopwatch(QObject):
    """Counts the seconds of the open Article."""

    ticked = Signal(int)
    """The seconds spent with the Article in all."""

    def __init__(self, keep: Callable[[str, int], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keep = keep
        self._article: str | None = None
        self._before = 0
        self._counted = 0
        self._since_input = QElapsedTimer()
        self._since_input.start()
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._tick)
        self._watched: QObject | None = None

    @property
    def seconds(self) -> int:
        """The seconds spent with the Article in all."""
        return self._before + self._counted

    @property
    def idle(self) -> float:
        """The seconds since the last key or mouse movement."""
        return self._since_input.elapsed() / 1000

    def start(self, article: str | None, seconds: int) -> None:
        """Keep what was counted, and go on with another Article that has had `seconds` already."""
        self.flush()
        self._article, self._before = article, seconds
        if article is None:
            self._timer.stop()
        else:
            self._timer.start()
        self.ticked.emit(seconds)

    def flush(self) -> None:
        """Write what was counted into the project."""
        if self._article is not None and self._counted:
            counted, self._counted = self._counted, 0
            if self._keep(self._article, counted):
                self._before += counted
            else:  # the next time
                self._counted += counted

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QInputEvent):
            self._since_input.restart()
        return super().eventFilter(watched, event)

    def _tick(self) -> None:
        window = QGuiApplication.focusWindow()
        if window is not None and window is not self._watched:
            # Input passes through the window on its way to a widget: far fewer events than the program has in all.
            self._watched = window
            window.installEventFilter(self)
        if self._since_input.elapsed() > IDLE_AFTER or window is None:
            return
        self._counted += 1
        self.ticked.emit(self.seconds)
        if self._counted >= KEPT_EVERY:
            self.flush()


def spoken(seconds: int) -> str:
    """A duration as hours, minutes and seconds: `1:02:03`, or `2:03`."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"

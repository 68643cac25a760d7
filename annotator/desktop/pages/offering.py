"""After a name was marked by hand: its other places in the Article, which Enter marks in the same breath."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from annotator.desktop.pages.desk import Desk
from annotator.model.annotation import Span
from annotator.words import ngettext
from annotator.workspace import Suggestion

_KEYS = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
_ENDS = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick, QEvent.Type.WindowDeactivate)
_NO_KEYS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta)
"""Keys that do nothing by themselves."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Offering(QObject):
    """Holds the offer while it stands. Any key but Enter and any click in the program but on its own button ends it, so
    that Enter never does what the annotator no longer thinks of."""

    changed = Signal()
    """There is an offer, or none any more."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.view)
        self._desk = desk
        self._view = desk.view
        self._fresh: str | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether a name was marked just now and nothing else was done since."""
        return self._fresh is not None

    def wait_for(self, span: Span) -> None:
        """This was marked just now, by hand; an offer may follow."""
        self.drop()
        self._fresh = span.uid
        application = QCoreApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def offer(self, rest: Sequence[Suggestion]) -> None:
        """Offer the other places, if the name is still what was marked last; without any there is nothing to do."""
        if not rest:
            self.drop()
        elif self.is_waiting:
            self._show(rest)

    @property
    def hint(self) -> str:
        """What Enter would do, in words."""
        count = len(self._view.offered)
        return ngettext("{n} more: Enter marks it too", "{n} more: Enter marks them too", count) if count else ""

    def drop(self) -> None:
        """Offer nothing any more."""
        if self._fresh is None:
            return
        self._fresh = None
        application = QCoreApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        if self._view.offered:
            self._show(())

    def _show(self, rest: Sequence[Suggestion]) -> None:
        self._view.offer(rest)
        self._desk.inspector.show_offer(len(rest))
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _ENDS:
            ends = not (isinstance(event, QMouseEvent) and self._is_harmless(watched))
        else:
            ends = event.type() in _KEYS and isinstance(event, QKeyEvent) and _ends(event)
        if ends:
            self.drop()
        return False

    def _is_harmless(self, clicked: QObject) -> bool:
        """Whether a click is on the button that takes the offer, or not yet known to be elsewhere: each comes to the
        window first, and then to the widget that it is for."""
        from PySide6.QtGui import QWindow  # here, for the start of the window

        return isinstance(clicked, QWindow) or (bool(self._view.offered) and clicked is self._desk.inspector.offer)


def _ends(event: QKeyEvent) -> bool:
    if event.key() in _ENTER:
        return bool(event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier)
    return event.key() not in _NO_KEYS

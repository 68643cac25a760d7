"""The page under the annotator's hands: reports what is dragged over, clicked and typed.

The view knows nothing of the Workspace. All its positions are code points of the Article's text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip, QWidget

from annotator.desktop.plain import escaped
from annotator.desktop.text.keyboard import Command, command_of
from annotator.desktop.text.keys import physical_key
from annotator.desktop.text.pointer import Drag, Hit, hit_at
from annotator.desktop.text.proposing import ProposingPage
from annotator.desktop.text.walker import Walker
from annotator.desktop.theme import Look, Theme
from annotator.model.annotation import Fragment, Span, joined
from annotator.workspace import Suggestion

_EDGES = {
    Command.END_FORWARD: (False, True),
    Command.END_BACK: (False, False),
    Command.START_FORWARD: (True, True),
    Command.START_BACK: (True, False),
}
"""Which edge is meant (the start or not), and which way it goes (forward or not)."""

FLASH = 900
"""Milliseconds for which letters that were cut off stand out."""

_EXTENDING = (Command.EXTEND_FORWARD, Command.EXTEND_BACK)
_STEPS = (Command.WORD_FORWARD, Command.WORD_BACK)
_TYPING = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_FOR_THE_PAGE = (
    Command.NEXT_SPAN,
    Command.PREVIOUS_SPAN,
    Command.CHOOSE_ONE,
    Command.DELETE,
    Command.DELETE_ONE,
    Command.LET_GO,
    Command.TRIM,
    Command.JOIN,
    Command.LEAVE,
    Command.BEGIN_CHAIN,
    Command.RELATE,
)


class ArticleView(ProposingPage):
    """The article view: `objectName` is `articleView`."""

    range_chosen = Signal(int, int)
    """A range was dragged over or double-clicked; it is in `pending` now."""
    fragment_chosen = Signal(int, int)
    """A further range was dragged over with Ctrl held."""
    span_clicked = Signal(str)
    """A Span was chosen; empty where a click met none."""
    span_reshaped = Signal(str, object)
    """The keyboard moved an edge of a Span: its uid and its new fragments."""
    suggestion_reshaped = Signal(int, int)
    """The keyboard moved an edge of the chosen Suggestion: its new range."""
    key_typed = Signal(str)
    """A letter or digit key, by its place on the keyboard."""
    single_key_typed = Signal(str)
    """The same with Shift held."""
    command_given = Signal(object)
    """A `Command` that the view cannot carry out by itself."""
    place_changed = Signal(int)
    """The code point where the word cursor or the last click is."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setObjectName("articleView")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.viewport().setMouseTracking(True)
        self.trim: Callable[[Fragment], Fragment] = lambda fragment: fragment
        """What a range of whole words that was dragged over or double-clicked becomes before it is taken in hand."""
        self.steer: Callable[[Command], bool] = lambda _command: False
        """Takes commands before the view does, and says whether it took one: while something is being picked."""
        self.pick: Callable[[list[str]], bool] = lambda _uids: False
        """Takes a click on Spans (their uids, the innermost first) in the same way."""
        self.awaits_enter: Callable[[], bool] = lambda: False
        """Whether Enter is for the page: where it would mark what is offered."""
        self._drag: Drag | None = None
        self._pointed = QPointF()
        self._held: tuple[Fragment, ...] = ()
        self._anchor: Fragment | None = None
        self._place = 0
        self._walker = Walker(self._words, self._offsets, self._lines)
        self._flashing = QTimer(self, singleShot=True, interval=FLASH)
        self._flashing.timeout.connect(lambda: self.flash(None))
        self._scrolling = QTimer(self)
        self._scrolling.setInterval(40)
        self._scrolling.timeout.connect(self._scroll_on)

    def show_article(self, text: str, spans: Iterable[Span], looks: dict[str, Look]) -> None:
        """Show another text with its Spans, from its beginning."""
        super().show_article(text, spans, looks)
        self._drag = self._anchor = None
        self._place = 0
        self._walker = Walker(self._words, self._offsets, self._lines)

    @property
    def place(self) -> int:
        """The code point where the word cursor or the last click is."""
        return self._place

    def go_on_from(self, place: int) -> None:
        """Put the word cursor at a code point, without showing it yet."""
        self._move_place(place)

    def hit(self, point: QPointF) -> Hit | None:
        """The letter under a point of the viewport."""
        return hit_at(self._lines, self._offsets, point + self._origin())

    def word_at(self, hit: Hit) -> Fragment | None:
        """The word of a letter that was hit, or None beside the text."""
        return self._words.at(hit.start) if hit.inside else None

    def flash(self, fragment: Fragment | None) -> None:
        """Show for a moment which letters were cut off."""
        for held in (self._shown.flash, fragment):
            if held:
                self._repaint(*held)
        self._shown.flash = fragment
        if fragment:
            self._flashing.start()

    # The mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        hit = self.hit(event.position())
        if event.button() is Qt.MouseButton.LeftButton and hit is not None:
            self._drag = Drag(event.position() + self._origin(), hit, hit)
            self._held = self._shown.pending
            with self._changing():
                self._shown.word = None
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is None:
            hit = self.hit(event.position())
            over_text = hit is not None and hit.inside
            self.viewport().setCursor(Qt.CursorShape.IBeamCursor if over_text else Qt.CursorShape.ArrowCursor)
            return
        self._pointed = event.position()
        self._drag_to(self._pointed, event.modifiers())
        beyond = not 0 <= self._pointed.y() <= self.viewport().height()
        if beyond and not self._scrolling.isActive():
            self._scrolling.start()
        elif not beyond:
            self._scrolling.stop()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or self._drag is None:
            return
        drag, self._drag = self._drag, None
        self._scrolling.stop()
        hit = self.hit(event.position())
        free = _is_free(event.modifiers())
        drag = drag.moved(event.position() + self._origin(), hit, free=free) if hit else drag
        if drag.is_stirred:
            self._finish_drag(drag, event.modifiers())
        else:
            self._click(drag.first)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        hit = self.hit(event.position())
        word = self.word_at(hit) if hit else None
        if event.button() is Qt.MouseButton.LeftButton and word is not None:
            self._choose(self.trim(word))
        event.accept()

    def _drag_to(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        hit = self.hit(point)
        if self._drag is None or hit is None:
            return
        free = _is_free(modifiers)
        self._drag = self._drag.moved(point + self._origin(), hit, free=free)
        if self._drag.is_stirred:
            start, end = self._drag.range(self._words, free=free)
            kept = self._held if _adds(modifiers) else ()
            with self._changing():
                self._shown.pending = joined((*kept, (start, end)))

    def _finish_drag(self, drag: Drag, modifiers: Qt.KeyboardModifier) -> None:
        free = _is_free(modifiers)
        start, end = drag.range(self._words, free=free)
        start, end = (start, end) if free else self.trim((start, end))
        if _adds(modifiers) and (self._held or self.selected):
            with self._changing():
                self._shown.pending = self._held
            self.fragment_chosen.emit(start, end)
        else:
            self._choose((start, end))

    def _choose(self, fragment: Fragment) -> None:
        self.choose_range([fragment])
        self._anchor = fragment
        self._move_place(fragment[0])
        self.range_chosen.emit(*fragment)

    def _click(self, hit: Hit) -> None:
        """Choose the innermost Span under the pointer; clicking again goes outward, and then inward again."""
        self._move_place(hit.start)
        if self.pick([span.uid for span in self._highlights.at(hit.start)] if hit.inside else []):
            return
        self._shown.pending = ()
        self._anchor = None
        self._choose_next_at(hit.start if hit.inside else -1)

    def _choose_next_at(self, position: int) -> None:
        spans = self._highlights.at(position) if position >= 0 else []
        uids = [span.uid for span in spans]
        suggestion = self.suggestion_at(position) if not uids or self.selected == uids[-1] else None
        if suggestion is not None:
            self.choose_span(suggestion.key)
            self.span_clicked.emit("")
            return
        chosen = ""
        if uids:
            chosen = uids[(uids.index(self.selected) + 1) % len(uids)] if self.selected in uids else uids[0]
        self.choose_span(chosen or None)
        self.span_clicked.emit(chosen)

    def _scroll_on(self) -> None:
        """Go on scrolling while a drag is held beyond the edge."""
        y, height = self._pointed.y(), self.viewport().height()
        way = y if y < 0 else max(y - height, 0)
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + round(way * 0.6))
        self._drag_to(self._pointed, QGuiApplication.keyboardModifiers())

    # The keyboard

    def focusNextPrevChild(self, _next: bool) -> bool:
        return False  # Tab walks from Span to Span; F6 leaves the page.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        command = command_of(event, is_rtl=self._is_rtl)
        if command is not None:
            self._obey(command)
        elif event.modifiers() in _TYPING and (key := physical_key(event)):
            self.key_typed.emit(key)
        elif event.modifiers() == Qt.KeyboardModifier.ShiftModifier and (key := physical_key(event)):
            self.single_key_typed.emit(key)
        else:
            event.ignore()

    def _obey(self, command: Command) -> None:
        if self.steer(command):
            return
        if command in _FOR_THE_PAGE or (command is Command.CHOOSE and (self.suggested or self.awaits_enter())):
            self.command_given.emit(command)
        elif command is Command.COPY:
            self.copy_words()
        elif command is Command.CHOOSE:
            self._choose_next_at(self._shown.word[0] if self._shown.word else self._place)
        elif command in _EDGES:
            self._nudge(*_EDGES[command])
        elif command in _EXTENDING and (self.selected or self.suggested):
            self._nudge(False, command is Command.EXTEND_FORWARD)
        else:
            self._walk(command)

    def _walk(self, command: Command) -> None:
        """Move the word cursor, or with Shift the end of the range in hand."""
        extending = command in _EXTENDING
        here = self._shown.word
        if here is None and self.pending:
            here = self._walker.first_in(self.pending[-1][1] - 1 if extending else self.pending[0][0])
        elif here is None and (span := self.chosen):
            here = self._walker.first_in(span.start)
        starting = here is None
        here = here or self._walker.first_in(self._place)
        if here is None:
            return
        page = self.viewport().height() * 0.8
        there = here if starting and command in _STEPS else self._walker.moved(here, command, page) or here
        self._shown.selected = None
        if extending:
            self._anchor = self._anchor or (self.pending[0] if self.pending else here)
            start, end = min(self._anchor[0], there[0]), max(self._anchor[1], there[1])
            self.choose_range([(start, end)])
        else:
            self._anchor = None
            self._shown.pending = ()
        self._shown.word = there
        self.bring_into_sight(*there)
        self._move_place(there[0])
        self._tell_cursor(*(self.pending[0] if self.pending else there))
        self.viewport().update()

    def _nudge(self, is_start: bool, forward: bool) -> None:
        """Move one edge by a letter: of the chosen Span or Suggestion, or of the range in hand."""
        span = self.chosen
        fragments = list(span.fragments if span else self.target)
        if not fragments:
            return
        at = 0 if is_start else len(fragments) - 1
        start, end = fragments[at]
        step = self._offsets.next if forward else self._offsets.previous
        moved = (step(start), end) if is_start else (start, step(end))
        if moved[0] >= moved[1] or moved == fragments[at]:
            return
        fragments[at] = moved
        if span is not None:
            self.span_reshaped.emit(span.uid, tuple(fragments))
        elif self.suggested:
            self.suggestion_reshaped.emit(*moved)
        else:
            self._shown.word = None
            self._anchor = moved
            self.choose_range(fragments)

    def copy_words(self) -> None:
        """Copy the words in hand, from the Article itself: Qt would turn a no-break space into a plain one."""
        span = self.chosen
        fragments = span.fragments if span else self.target
        if fragments:
            QGuiApplication.clipboard().setText(" ".join(self._text[start:end] for start, end in fragments))

    def _move_place(self, position: int) -> None:
        self._place = position
        self.place_changed.emit(position)

    # Help

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            hit = self.hit(QPointF(event.pos()))
            spans = self._highlights.at(hit.start) if hit and hit.inside else []
            suggestion = self.suggestion_at(hit.start) if hit and hit.inside else None
            if spans or suggestion:
                told = [self._told(span) for span in spans]
                told += [_told_of(suggestion, self._title(suggestion.label))] if suggestion else []
                QToolTip.showText(event.globalPos(), escaped("\n".join(told)), self)
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def _told(self, span: Span) -> str:
        return "\n".join(part for part in (self._title(span.label), span.value, span.note) if part)

    def _title(self, label: str) -> str:
        look = self._looks.get(label)
        return f"{look.label.title} ({label})" if look else label


def _told_of(suggestion: Suggestion, title: str) -> str:
    from annotator.desktop.recommenders import told  # here, for the start of the window

    return told(suggestion, title)


def _is_free(modifiers: Qt.KeyboardModifier) -> bool:
    """Alt, or Shift where the desktop moves windows by Alt and a drag."""
    return bool(modifiers & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier))


def _adds(modifiers: Qt.KeyboardModifier) -> bool:
    return bool(modifiers & Qt.KeyboardModifier.ControlModifier)

"""What tests do at the desk: a pointer that drags and clicks with real mouse events, and a window to work at."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from annotator.desktop.main_window import MainWindow
from annotator.desktop.pages.annotate import AnnotatePage
from annotator.desktop.text.article_view import ArticleView
from annotator.model.annotation import Span
from annotator.model.offsets import OffsetMap
from annotator.workspace import Workspace

NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
LEFT = Qt.MouseButton.LeftButton
Key = Qt.Key


def occurrence(text: str, words: str, n: int = 0) -> tuple[int, int]:
    """The range of the n-th occurrence of `words` in `text`."""
    start = -1
    for _time in range(n + 1):
        start = text.index(words, start + 1)
    return start, start + len(words)


def is_right_to_left(view: ArticleView, text: str, position: int) -> bool:
    """The direction in which Qt itself laid out the letter at a code point."""
    offsets = OffsetMap(text)
    at = offsets.to_u16(position)
    block = view.document().findBlock(at)
    line = block.layout().lineForTextPosition(at - block.position())
    runs = line.glyphRuns(at - block.position(), offsets.to_u16(position + 1) - at)
    return runs[0].isRightToLeft()


def press(widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
    """Press a key on a widget."""
    for _time in range(times):
        QTest.keyClick(widget, key, modifiers)


class Pointer:
    """A mouse over an article view."""

    def __init__(self, view: ArticleView, text: str) -> None:
        self._view = view
        self._text = text
        self._offsets = OffsetMap(text)

    def inside(self, start: int, end: int | None = None) -> QPointF:
        """The middle of the first piece of a range."""
        box = self._boxes(start, start + 1 if end is None else end)[0]
        return box.center()

    def leading(self, position: int) -> QPointF:
        """A point in the half of a letter where reading begins."""
        return self._quarter(position, 0.25)

    def trailing(self, position: int) -> QPointF:
        """A point in the half of a letter where reading ends."""
        return self._quarter(position, 0.75)

    def drag(self, start: int, end: int, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Drag from inside the first letter of a range to inside its last."""
        self._view.bring_into_sight(start, end)
        self.drag_between(self.leading(start), self.trailing(end - 1), modifiers)

    def drag_over(self, words: str, n: int = 0, modifiers: Qt.KeyboardModifier = NONE) -> tuple[int, int]:
        """Drag over the n-th occurrence of words; returns its range."""
        start, end = occurrence(self._text, words, n)
        self.drag(start, end, modifiers)
        return start, end

    def drag_between(self, first: QPointF, last: QPointF, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press, move in steps with the button held, release."""
        self.press(first, modifiers)
        self.move(first + (last - first) * 0.5, modifiers)
        self.move(last, modifiers)
        self.release(last, modifiers)

    def click_on(self, words: str, n: int = 0, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Click in the middle of the n-th occurrence of words."""
        start, end = occurrence(self._text, words, n)
        self.click(self.inside((start + end) // 2), modifiers)

    def click(self, point: QPointF, modifiers: Qt.KeyboardModifier = NONE) -> None:
        self.press(point, modifiers)
        self.release(point, modifiers)

    def double_click_on(self, words: str, n: int = 0) -> None:
        start, end = occurrence(self._text, words, n)
        point = self.inside((start + end) // 2)
        self.click(point)
        self._send(QEvent.Type.MouseButtonDblClick, point, NONE, LEFT, LEFT)
        self.release(point)

    def press(self, point: QPointF, modifiers: Qt.KeyboardModifier = NONE, button: Qt.MouseButton = LEFT) -> None:
        self._send(QEvent.Type.MouseButtonPress, point, modifiers, button, button)

    def move(self, point: QPointF, modifiers: Qt.KeyboardModifier = NONE, buttons: Qt.MouseButton = LEFT) -> None:
        self._send(QEvent.Type.MouseMove, point, modifiers, Qt.MouseButton.NoButton, buttons)

    def release(self, point: QPointF, modifiers: Qt.KeyboardModifier = NONE, button: Qt.MouseButton = LEFT) -> None:
        self._send(QEvent.Type.MouseButtonRelease, point, modifiers, button, Qt.MouseButton.NoButton)

    def _boxes(self, start: int, end: int) -> list[QRectF]:
        self._view.bring_into_sight(start, end)
        return self._view.letter_rects(start, end)

    def _quarter(self, position: int, share: float) -> QPointF:
        start, end = self._offsets.snapped(position, position + 1)
        boxes = self._boxes(start, end)
        box = boxes[0]
        x = (
            box.right() - box.width() * share
            if is_right_to_left(self._view, self._text, start)
            else (box.left() + box.width() * share)
        )
        # A mouse points at whole pixels; where half a letter is narrower than one, at its middle.
        half = box.width() / 4 - 0.01
        whole = round(x) if abs(round(x) - x) <= half else x
        return QPointF(whole, round(box.center().y()))

    def _send(
        self,
        kind: QEvent.Type,
        point: QPointF,
        modifiers: Qt.KeyboardModifier,
        button: Qt.MouseButton,
        buttons: Qt.MouseButton,
    ) -> None:
        viewport = self._view.viewport()
        event = QMouseEvent(kind, point, QPointF(viewport.mapToGlobal(point)), button, buttons, modifiers)
        QApplication.sendEvent(viewport, event)


class Desk:
    """A window on a project, and the hands at it."""

    def __init__(self, path: Path, annotator: str | None = None) -> None:
        self.path = path
        self.annotator = annotator
        self.window = self._open()

    def _open(self) -> MainWindow:
        window = MainWindow(Workspace.open(self.path, self.annotator))
        if not window.preferences.state("window/geometry"):
            window.resize(1280, 820)  # the screen of this platform has no room for as much
        window.show()
        window.activateWindow()
        while not (window.page and window.page.has_sides):  # which come when the Article has been painted
            QApplication.processEvents()
        QApplication.processEvents()
        return window

    @property
    def page(self) -> AnnotatePage:
        assert self.window.page is not None
        return self.window.page

    @property
    def view(self) -> ArticleView:
        return self.page.view

    @property
    def workspace(self) -> Workspace:
        return self.page.workspace

    @property
    def text(self) -> str:
        assert self.page.article is not None
        return self.page.article.text

    @property
    def pointer(self) -> Pointer:
        return Pointer(self.view, self.text)

    @property
    def spans(self) -> list[Span]:
        """The Spans of the open Article, as a second reader of the file finds them."""
        assert self.page.article is not None
        with Workspace.open(self.path, self.annotator) as other:
            return list(other.spans(self.page.article.uid))

    @property
    def marked(self) -> list[tuple[str, str]]:
        """The words and Labels of the Spans of the open Article, read from the file."""
        return [(span.surface(self.text), span.label) for span in self.spans]

    @property
    def ranges(self) -> list[tuple[int, int, str]]:
        """The Spans of the open Article as (start, end, Label), read from the file."""
        return [(span.start, span.end, span.label) for span in self.spans]

    def text_range(self, words: str, n: int = 0) -> tuple[int, int]:
        """The range of the n-th occurrence of words in the open Article."""
        return occurrence(self.text, words, n)

    @property
    def in_hand(self) -> list[str]:
        """The words that are in hand and not marked yet."""
        return [self.text[start:end] for start, end in self.view.pending]

    @property
    def chosen(self) -> str | None:
        """The words of the chosen Span."""
        span = self.view.highlights.get(self.view.selected) if self.view.selected else None
        return span.surface(self.text) if span else None

    def mark(self, words: str, label: str, n: int = 0) -> Span:
        """Mark words with a Label by a drag and a press of its key."""
        self.pointer.drag_over(words, n)
        key = self.workspace.schema.label(label)
        assert key is not None
        self.type(key.key)
        self.key(Key.Key_Escape)
        (made,) = [s for s in self.spans if s.surface(self.text) == words and s.label == label][-1:]
        return made

    def type(self, letters: str) -> None:
        """Type letters on the article."""
        for letter in letters:
            QTest.keyClick(self.view, letter.lower())

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
        """Press a key on the article."""
        press(self.view, key, modifiers, times)

    def raw_key(self, key: int, text: str, *, code: int = 0, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """A key as a platform sends it: with its text and its scan code."""
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(self.view, QKeyEvent(kind, key, modifiers, code, 0, 0, text))

    def act(self, name: str) -> None:
        """Choose an action, as from its menu."""
        QApplication.processEvents()
        action = self.window.actions_by_name[name]
        assert action.isEnabled(), name
        action.trigger()

    def action_text(self, name: str) -> str:
        QApplication.processEvents()
        return self.window.actions_by_name[name].text().replace("&", "")

    def reopen(self) -> None:
        """Close the window and open the project in a new one."""
        self.close()
        self.window = self._open()

    def close(self) -> None:
        bury(self.window)


def bury(widget: QWidget) -> None:
    """Close a widget and let Qt delete it now."""
    widget.close()
    widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

"""Marking on the annotation page: words get a Label, and what is marked another one, another range, a note, or no mark
any more."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from annotator.desktop.pages.describing import Describing
from annotator.desktop.pages.desk import Desk
from annotator.desktop.pages.occurring import Occurring
from annotator.desktop.pages.relating import Relating
from annotator.desktop.pages.suggesting import Suggesting
from annotator.desktop.pages.trimming import Trimmer
from annotator.model.annotation import Fragment, Span


class Marking(QObject):
    """Marks words of the open Article, and changes what is marked there."""

    chosen = Signal()
    """Something else is in hand: a Span, a range, or nothing."""
    armed = Signal()
    """Another Label is in hand, or none."""

    def __init__(
        self, desk: Desk, suggesting: Suggesting, relating: Relating, describing: Describing, occurring: Occurring
    ) -> None:
        super().__init__(desk)
        self._desk, self._view, self._workspace = desk, desk.view, desk.workspace
        self._suggesting, self._relating, self._describing = suggesting, relating, describing
        self._occurring = occurring
        self.trimmer = Trimmer(desk.view, desk.workspace, self.reshape, desk.attempt)

    # With a Label

    def press_label(self, name: str) -> None:
        """What a Label's key or button does: accept the group of the chosen Suggestion under this Label, else mark the
        range in hand, else relabel the chosen Span, else take the Label in hand for all that is dragged over next (and
        let go of it when it is pressed again)."""
        view = self._view
        target = view.target
        if view.suggested:
            self._suggesting.relabel(name)
        elif target:
            self._mark(target if view.pending else list(map(self.trimmer.fitted, target)), name)
        elif view.selected:
            self.relabel(view.selected, name)
        else:
            self.arm(None if self._desk.armed == name else name)
        view.setFocus()

    def arm(self, name: str | None) -> None:
        """Take a Label in hand for all that is dragged over next, or none."""
        desk = self._desk
        if name or desk.armed:
            desk.palette_panel.arm(name)
        self._view.arm(desk.looks.get(name) if name else None)
        self.armed.emit()

    def take_range(self, start: int, end: int) -> None:
        """Words were dragged over."""
        if self._relating.take_range(start, end):
            return
        if self._desk.armed:
            self._mark([(start, end)], self._desk.armed, stay_chosen=False)
        else:
            self.chosen.emit()

    def _mark(self, fragments: Sequence[Fragment], label: str, *, stay_chosen: bool = True) -> None:
        made: list[Span] = []
        said = self._describing.for_new(label)
        if self._change(lambda article: made.append(self._workspace.mark(article, fragments, label, said))):
            (span,) = made
            self._view.choose_span(span.uid if stay_chosen else None)
            self.trimmer.marked(span.uid)
            self.chosen.emit()
            self._occurring.remember(span)
            self._suggesting.marked(span)

    # What is marked

    def add_fragment(self, start: int, end: int) -> None:
        """Ctrl-drag: one more fragment for the chosen Span, or for the range in hand."""
        if self._desk.article is None:
            return
        span = self._view.chosen
        if span is not None:
            self.reshape(span.uid, (*span.fragments, (start, end)))
        else:
            self._view.choose_range((*self._view.pending, (start, end)))
            self.chosen.emit()

    def trim(self) -> None:
        """Cut the word in hand otherwise; see `Trimmer.cycle`."""
        self.trimmer.cycle()
        self.chosen.emit()

    def reshape(self, uid: str, fragments: tuple[Fragment, ...]) -> None:
        """Give a Span another range."""
        self._change(lambda article: self._workspace.reshape(article, uid, fragments))

    def relabel(self, uid: str, label: str) -> None:
        """Give a Span another Label."""
        if not self._change(lambda article: self._workspace.relabel(article, uid, label)):
            self.chosen.emit()  # the inspector may have shown the other Label already

    def delete_span(self, uid: str | None = None) -> None:
        """Delete a Span, or the chosen one."""
        chosen = uid or self._view.selected
        if chosen and self._relating.may_delete(chosen):
            self._change(lambda article: self._workspace.remove(article, chosen))

    def _change(self, change: Callable[[str], object]) -> bool:
        article = self._desk.article
        return article is not None and self._desk.attempt(lambda: change(article.uid))

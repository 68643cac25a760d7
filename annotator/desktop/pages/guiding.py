"""The guideline of the Label in hand, beside the Article, with examples from the project."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.desktop.pages.desk import Desk
from annotator.errors import AnnotatorError

if TYPE_CHECKING:
    from annotator.desktop.panels.guideline import GuidelinePanel

_RESTED = 200
"""Milliseconds after a change until the examples are looked up again."""
_WIDTH = 300


class Guiding(QObject):
    """Opens and closes the panel, and keeps it on the Label in hand: that of the chosen Span, else the armed one."""

    place_asked = Signal(str, str)
    """An Article's uid and a Span's in it, which are to be shown."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._panel: GuidelinePanel | None = None
        self._shown: str | None = None
        self._resting = QTimer(self, interval=_RESTED, singleShot=True)
        self._resting.timeout.connect(self._show)

    @property
    def is_open(self) -> bool:
        return self._panel is not None and not self._panel.isHidden()

    @property
    def panel(self) -> GuidelinePanel | None:
        """The panel, once it was opened."""
        return self._panel

    def switch(self) -> None:
        """Show the guideline, or hide it again; the project remembers it for this annotator."""
        if self.is_open:
            self._close()
        else:
            self.open()

    def open(self) -> None:
        """Show the guideline of the Label in hand."""
        if self._panel is None:
            from annotator.desktop.panels.guideline import GuidelinePanel

            self._panel = GuidelinePanel(self._desk.theme, self._desk)
            self._panel.closed.connect(self._close)
            self._panel.example_chosen.connect(self.place_asked)
            self._desk.place_beside(self._panel, _WIDTH)
        self._panel.show()
        self._remember("open")
        self._shown = None
        self._show()
        self._desk.state_changed.emit()

    def _remember(self, how: str) -> None:
        with suppress(AnnotatorError):  # the panel is only opened or closed, whatever is wrong with the file
            self._desk.workspace.remember("guideline", how, waits=False)

    def _close(self) -> None:
        if self._panel is not None:
            self._panel.hide()
        self._remember("")
        self._desk.view.setFocus()
        self._desk.state_changed.emit()

    def follow(self) -> None:
        """The Label in hand, or what the project holds, may have changed."""
        if self.is_open:
            self._resting.start()

    def stop(self) -> None:
        self._resting.stop()

    def _show(self) -> None:
        if self._panel is None or not self.is_open:
            return
        span = self._desk.view.chosen
        name = span.label if span is not None else self._desk.armed or ""
        label = self._desk.workspace.schema.label(name)
        examples = self._desk.workspace.examples(name) if label is not None else []
        self._panel.show_label(label, self._desk.looks.get(name), examples, schema=self._desk.workspace.schema)

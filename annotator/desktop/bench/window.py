"""The bench: a window of its own, for a day's work of deciding, beside that for annotating."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from annotator.desktop.bench.arrow_pane import ArrowPane
from annotator.desktop.bench.draft_pane import DraftPane
from annotator.desktop.bench.header import AGREED_KEY, COMPARED_KEY, NAMES_KEY, STRATEGIES_KEY, AgreedStrip, BenchHeader
from annotator.desktop.bench.panel import CasePanel
from annotator.desktop.fitting import open_at
from annotator.desktop.plain import isolated, label, leading, one_line
from annotator.desktop.preferences import Preferences
from annotator.desktop.shortcuts import on_keys
from annotator.desktop.text.lanes_view import LanesView
from annotator.desktop.theme import Look, Theme
from annotator.model.article import Article
from annotator.words import _


class BenchWindow(QWidget):
    """The text with its lanes, and the Case in hand beside it. What is decided, others do."""

    undo_asked = Signal()
    redo_asked = Signal()
    zoomed = Signal(float)
    """By how much the letters are to be larger; 0 for the usual size."""
    help_asked = Signal()
    closed = Signal()

    def __init__(self, looks: dict[str, Look], preferences: Preferences, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("bench")
        self.setWindowTitle(_("Adjudication"))
        open_at(self, 1320, 840)
        self._preferences = preferences
        self.header = BenchHeader(theme, self)
        self.agreed = AgreedStrip(self)
        self.view = LanesView(theme, self)
        self.view.setAccessibleName(_("The article with the answers beneath its words"))
        self.view.set_reading_font(*preferences.reading_font)
        self.panel = CasePanel(self)
        self.pane = DraftPane(looks, theme, self)
        self.arrow = ArrowPane(self)
        for pane in (self.pane, self.arrow):
            self.panel.place_draft(pane)
        self._told = label("", self, name="meta")
        self._told.setAlignment(leading())
        self._told.setContentsMargins(20, 3, 20, 4)
        self._split = QSplitter(Qt.Orientation.Horizontal, self)
        self._split.addWidget(self.view)
        self._split.addWidget(self.panel)
        self._split.setStretchFactor(0, 1)
        self._split.setChildrenCollapsible(False)
        self._split.setSizes([860, 460])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.agreed)
        column.addWidget(self._split, 1)
        column.addWidget(self._told)
        self._bind()
        self._split.restoreState(preferences.state("bench/splitter"))
        self.restoreGeometry(preferences.state("bench/geometry"))

    def _bind(self) -> None:
        for keys, act in (
            ("Ctrl+Z", self.undo_asked.emit),
            ("Ctrl+Shift+Z", self.redo_asked.emit),
            (AGREED_KEY, self.agreed.taken.emit),
            ("Ctrl+Enter", self.agreed.taken.emit),
            (NAMES_KEY, self.header.names.toggle),
            (STRATEGIES_KEY, self.header.strategies_asked.emit),
            (COMPARED_KEY, self.header.compared_asked.emit),
            ("F1", self.help_asked.emit),
            ("Ctrl+Down", lambda: self.header.article_step_asked.emit(1)),
            ("Ctrl+Up", lambda: self.header.article_step_asked.emit(-1)),
            ("Ctrl++", lambda: self.zoomed.emit(1.12)),
            ("Ctrl+=", lambda: self.zoomed.emit(1.12)),
            ("Ctrl+-", lambda: self.zoomed.emit(1 / 1.12)),
            ("Ctrl+0", lambda: self.zoomed.emit(0.0)),
            ("F6", self._focus_next),
            ("Ctrl+W", self.close),
        ):
            on_keys(keys, self, act)

    def show_article(self, article: Article | None) -> None:
        """Tell which Article is decided about."""
        self.header.show_article(article)
        title = [isolated(one_line(article.title)[:60])] if article else []
        self.setWindowTitle(" — ".join((*title, _("Adjudication"))))

    def set_editing(self, pane: QWidget | None) -> None:
        """Show what a Case is edited with, or where it is decided."""
        for one in (self.pane, self.arrow, self.panel.decision):
            one.setVisible(one is (pane or self.panel.decision))

    def tell(self, text: str) -> None:
        """Say quietly, beneath the text, what the keys do now or what was done."""
        self._told.setText(text)

    @property
    def told(self) -> str:
        """What stands beneath the text."""
        return self._told.text()

    def _focus_next(self) -> None:
        """F6: from the text to what is beside it, and back."""
        beside = self.pane.inspector.first_field if self.pane.isVisible() else self.panel.reason
        (beside if self.view.hasFocus() else self.view).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._preferences.put_state("bench/splitter", self._split.saveState())
        self._preferences.put_state("bench/geometry", self.saveGeometry())
        self.closed.emit()
        event.accept()


def raised(window: QWidget) -> None:
    """Show a window in front of the others."""
    window.show()
    window.raise_()
    window.activateWindow()

"""The desk: the Article in the middle and the panels around it, made and laid out, not wired yet."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from annotator.desktop.pages.header import ArticleHeader
from annotator.desktop.panels.articles import ArticlePanel
from annotator.desktop.panels.inspector import Inspector
from annotator.desktop.panels.palette import LabelPalette
from annotator.desktop.panels.spans import SpanPanel
from annotator.desktop.preferences import Preferences
from annotator.desktop.tables import ArticleTable, SpanTable
from annotator.desktop.text.article_view import ArticleView
from annotator.desktop.theme import Theme, looks
from annotator.model.article import Article
from annotator.words import _
from annotator.workspace import Workspace


class Desk(QWidget):
    """What lies before an annotator. Those who work on it know it by this, and not by the page that wires it."""

    trouble = Signal(str)
    """Something could not be done: why, in words."""
    state_changed = Signal()
    """What a status bar and a menu tell may have changed."""

    def __init__(
        self, workspace: Workspace, preferences: Preferences, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self.workspace = workspace
        self.theme = theme
        self.further_stops: list[QWidget] = []
        """Where else the keyboard enters, in panels that are opened later."""
        self.looks = looks(workspace.schema, theme)
        self.article: Article | None = None
        """The Article that is open."""
        self._articles = ArticleTable(workspace, self)
        self._spans = SpanTable(self)
        # Each widget is made where it stays: moved from one parent to another it would be dressed twice.
        self.tall = QSplitter(Qt.Orientation.Vertical, self)
        self._whole = QSplitter(Qt.Orientation.Horizontal, self.tall)
        self._before = QSplitter(Qt.Orientation.Vertical, self._whole)
        middle = QWidget(self._whole)
        self._after = QSplitter(Qt.Orientation.Vertical, self._whole)
        self.header = ArticleHeader(theme, middle)
        self.view = ArticleView(theme, middle)
        self.view.setAccessibleName(_("The article"))
        self.view.set_reading_font(*preferences.reading_font)
        self.articles = ArticlePanel(self._articles, theme, self._before)
        self.palette_panel = LabelPalette(self.looks, theme, self._after)
        self.span_panel = SpanPanel(self._spans, theme, self._before)
        self.inspector = Inspector(self.looks, theme, self._after)
        self._lay_out(middle)

    def _lay_out(self, middle: QWidget) -> None:
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.view, 1)
        for splitter, upper, lower in (
            (self._before, self.articles, self.span_panel),
            (self._after, self.palette_panel, self.inspector),
        ):
            splitter.addWidget(upper)
            splitter.addWidget(lower)
            splitter.setStretchFactor(0, 1)
            splitter.setChildrenCollapsible(False)
        self._before.setSizes([400, 300])
        self._after.setSizes([470, 260])
        for widget in (self._before, middle, self._after):
            self._whole.addWidget(widget)
        self._whole.setSizes([260, 770, 250])
        self._whole.setStretchFactor(1, 1)
        self._whole.setCollapsible(1, False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.tall)
        self._splitters = {
            "splitter/whole": self._whole,
            "splitter/before": self._before,
            "splitter/after": self._after,
        }
        for name, splitter in self._splitters.items():
            self.restore_state(name, splitter)

    def focus_next_panel(self) -> None:
        """F6: give the keyboard to the next panel, and from the last back to the Article."""
        stops: list[QWidget] = [
            self.view,
            self.articles.list,
            self.span_panel,
            self.palette_panel.first_button,
            self.inspector.first_field,
            *(stop for stop in self.further_stops if stop.isVisible()),
        ]
        at = next((i for i, stop in enumerate(stops) if stop.hasFocus()), -1)
        stops[(at + 1) % len(stops)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keep_sizes(self) -> None:
        """Let the sizes of the panels be remembered."""
        for name, splitter in self._splitters.items():
            self.keep_state(name, splitter)

    def keep_state(self, name: str, splitter: QSplitter) -> None:
        """Let the sizes in a splitter be remembered under a name."""
        self._preferences.put_state(name, splitter.saveState())

    def restore_state(self, name: str, splitter: QSplitter) -> None:
        """Give a splitter the sizes that were remembered under a name, if any were."""
        splitter.restoreState(self._preferences.state(name))

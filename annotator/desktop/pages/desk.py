"""The desk: the Article in the middle and the panels around it, made and laid out, not wired yet."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from annotator.desktop.pages.header import ArticleHeader
from annotator.desktop.panels.articles import ArticlePanel
from annotator.desktop.panels.inspector import Inspector
from annotator.desktop.panels.marked import MarkedPanel
from annotator.desktop.panels.palette import LabelPalette
from annotator.desktop.preferences import Preferences
from annotator.desktop.tables import ArticleTable, SpanTable
from annotator.desktop.text.article_view import ArticleView
from annotator.desktop.theme import Theme, looks
from annotator.desktop.trouble import attempt
from annotator.model.article import Article
from annotator.words import _
from annotator.workspace import Workspace

if TYPE_CHECKING:
    from annotator.desktop.panels.notices import Notices

_LARGEST = 0.62
"""The share of its column that the inspector takes at most by itself."""
_BARELY = 3
"""Pixels for which nothing is moved."""


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
        self.preferences = preferences
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
        self.marked = MarkedPanel(self._spans, theme, self._before)
        self.span_panel = self.marked.spans
        self.inspector = Inspector(self.looks, theme, self._after)
        self._lay_out(middle)
        self._show_article_first()

    def _show_article_first(self) -> None:
        """Leave the panels for the frame after the one in which the Article appears: a tenth of the start."""
        self._set_sides_shown(False)
        self.view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, lambda: self._set_sides_shown(True))
        return False

    def _set_sides_shown(self, shown: bool) -> None:
        for side in (self._before, self._after):
            side.setUpdatesEnabled(shown)

    def _lay_out(self, middle: QWidget) -> None:
        column = self._column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.view, 1)
        for splitter, upper, lower in (
            (self._before, self.articles, self.marked),
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
        self._fitting = QTimer(self, interval=0, singleShot=True)
        self._fitting.timeout.connect(self._fit)
        self._usual: int | None = None
        self._after.splitterMoved.connect(lambda *_place: self._note_usual())

    @cached_property
    def notices(self) -> Notices:
        """Quiet lines beneath the Article; made when there is something to tell for the first time."""
        from annotator.desktop.panels.notices import Notices  # here, for the start of the window

        made = Notices(self.theme, self)
        self._column.addWidget(made)
        return made

    @property
    def has_notices(self) -> bool:
        """Whether anything was told there yet."""
        return "notices" in self.__dict__

    def attempt(self, act: Callable[[], object]) -> bool:
        """Do it, or say why it could not be done; says whether it was."""
        return attempt(act, self.trouble.emit)

    def fit_inspector(self) -> None:
        """Give the inspector the height that its content needs, and later the one that the user gave it again."""
        self._fitting.start()

    def _note_usual(self) -> None:
        self._usual = self._after.sizes()[1]

    def _fit(self) -> None:
        total, height = sum(self._after.sizes()), self._after.sizes()[1]
        if self._usual is None:
            self._note_usual()
        wanted = min(max(self._usual or 0, self.inspector.wanted_height), int(total * _LARGEST))
        if total and abs(wanted - height) > _BARELY:
            self._after.setSizes([total - wanted, wanted])

    @property
    def reading_font(self) -> tuple[str, float]:
        """The face that Articles are read in, and its size in points."""
        return self.preferences.reading_font

    @property
    def next_in_list(self) -> str | None:
        """The uid of the Article that stands behind the open one in the list; None at its end."""
        here = self._articles.row_of(self.article.uid) if self.article else -1
        return self._articles.uid_at(here + 1)

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

    def place_beside(self, panel: QWidget, width: int) -> None:
        """Put a panel between the Article and what stands after it."""
        sizes = self._whole.sizes()
        self._whole.insertWidget(2, panel)
        self._whole.setCollapsible(2, False)
        if len(sizes) > 1:
            self._whole.setSizes([*sizes[:1], max(sizes[1] - width, 200), width, *sizes[2:]])

    def keep_sizes(self) -> None:
        """Let the sizes of the panels be remembered."""
        if self._usual is not None:
            self._after.setSizes([sum(self._after.sizes()) - self._usual, self._usual])
        for name, splitter in self._splitters.items():
            self.keep_state(name, splitter)

    def keep_state(self, name: str, splitter: QSplitter) -> None:
        """Let the sizes in a splitter be remembered under a name."""
        self.preferences.put_state(name, splitter.saveState())

    def restore_state(self, name: str, splitter: QSplitter) -> None:
        """Give a splitter the sizes that were remembered under a name, if any were."""
        splitter.restoreState(self.preferences.state(name))

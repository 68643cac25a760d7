"""The desk: the Article in the middle, and the panels at its sides when it has been painted; not wired yet."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from annotator.desktop.pages.header import ArticleHeader
from annotator.desktop.preferences import Preferences
from annotator.desktop.tables import ArticleTable, SpanTable
from annotator.desktop.text.article_view import ArticleView
from annotator.desktop.theme import Theme, looks
from annotator.desktop.trouble import attempt
from annotator.model.article import Article
from annotator.words import _
from annotator.workspace import Workspace

if TYPE_CHECKING:
    from annotator.desktop.pages.sides import Sides
    from annotator.desktop.panels.articles import ArticlePanel
    from annotator.desktop.panels.inspector import Inspector
    from annotator.desktop.panels.marked import MarkedPanel
    from annotator.desktop.panels.notices import Notices
    from annotator.desktop.panels.palette import LabelPalette
    from annotator.desktop.panels.spans import SpanPanel

_LARGEST = 0.62
"""The share of its column that the inspector takes at most by itself."""
_BARELY = 3
"""Pixels for which nothing is moved."""
_WHOLE, _BEFORE, _AFTER = "splitter/whole", "splitter/before", "splitter/after"
"""Under which names the sizes of the panels are remembered."""


class Desk(QWidget):
    """What lies before an annotator. Those who work on it know it by this, and not by the page that wires it."""

    trouble = Signal(str)
    """Something could not be done: why, in words."""
    state_changed = Signal()
    """What a status bar and a menu tell may have changed."""
    sides_made = Signal()
    """The panels beside the Article are there, and are to be wired."""

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
        self._sides: Sides | None = None
        self.tall = QSplitter(Qt.Orientation.Vertical, self)
        self._whole = QSplitter(Qt.Orientation.Horizontal, self.tall)
        self._before = QSplitter(Qt.Orientation.Vertical, self._whole)
        middle = QWidget(self._whole)
        self._after = QSplitter(Qt.Orientation.Vertical, self._whole)
        self.header = ArticleHeader(theme, middle)
        self.view = ArticleView(theme, middle)
        self.view.setAccessibleName(_("The article"))
        self.view.set_reading_font(*preferences.reading_font)
        self._lay_out(middle)
        self._sides_coming = QTimer(self, interval=0, singleShot=True)
        self._sides_coming.timeout.connect(lambda: self.sides)
        self.view.viewport().installEventFilter(self)

    def _lay_out(self, middle: QWidget) -> None:
        column = self._column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.view, 1)
        for widget in (self._before, middle, self._after):
            self._whole.addWidget(widget)
        self._whole.setSizes([260, 770, 250])
        self._whole.setStretchFactor(1, 1)
        self._whole.setCollapsible(1, False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.tall)
        self.restore_state(_WHOLE, self._whole)
        self._fitting = QTimer(self, interval=0, singleShot=True)
        self._fitting.timeout.connect(self._fit)
        self._usual: int | None = None
        self._after.splitterMoved.connect(lambda *_place: self._note_usual())

    # The sides

    @property
    def sides(self) -> Sides:
        """The panels beside the Article. They come in the frame after the one in which it appears, for which nobody has
        to wait for them; or when somebody asks for one."""
        if self._sides is None:
            from annotator.desktop.pages.sides import Sides

            self._sides = Sides(self._before, self._after, self._articles, self._spans, self.looks, self.theme)
            self.restore_state(_BEFORE, self._before)
            self.restore_state(_AFTER, self._after)
            self.sides_made.emit()
        return self._sides

    @property
    def has_sides(self) -> bool:
        """Whether the panels are there yet; until then there is nothing in them that they would have to be asked."""
        return self._sides is not None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            self._sides_coming.start()
        return False

    @property
    def articles(self) -> ArticlePanel:
        """The list of Articles."""
        return self.sides.articles

    @property
    def palette_panel(self) -> LabelPalette:
        """The Labels."""
        return self.sides.palette

    @property
    def marked(self) -> MarkedPanel:
        """What is marked in the Article."""
        return self.sides.marked

    @property
    def span_panel(self) -> SpanPanel:
        """The table of Spans."""
        return self.sides.marked.spans

    @property
    def inspector(self) -> Inspector:
        """What is known of the chosen Span."""
        return self.sides.inspector

    @property
    def armed(self) -> str | None:
        """The name of the Label that marks at once what is dragged over, or None."""
        return self.palette_panel.armed if self.has_sides else None

    def stop(self) -> None:
        """The project is about to be closed: panels that are not there yet are not wanted any more."""
        self._sides_coming.stop()

    def keep_note(self) -> None:
        """Keep the note that is being written."""
        if self.has_sides:
            self.inspector.keep_note()

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
        self.keep_state(_WHOLE, self._whole)
        if self.has_sides:
            self.keep_state(_BEFORE, self._before)
            self.keep_state(_AFTER, self._after)

    def keep_state(self, name: str, splitter: QSplitter) -> None:
        """Let the sizes in a splitter be remembered under a name."""
        self.preferences.put_state(name, splitter.saveState())

    def restore_state(self, name: str, splitter: QSplitter) -> None:
        """Give a splitter the sizes that were remembered under a name, if any were."""
        splitter.restoreState(self.preferences.state(name))

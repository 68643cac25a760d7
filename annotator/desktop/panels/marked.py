"""What is marked in the Article, in four views: Spans, events, chains, and what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from annotator.desktop.panels.spans import SpanPanel
from annotator.desktop.panels.views import CHAINS, EVENTS, PROBLEMS, SPANS
from annotator.desktop.tables import SpanTable
from annotator.desktop.theme import Theme
from annotator.words import _

if TYPE_CHECKING:
    from annotator.desktop.panels.gathered import GatheredList


class MarkedPanel(QWidget):
    """The table of Spans and the lists beside it, one at a time. A list is made when it is first looked at."""

    view_changed = Signal()
    span_chosen = Signal(str)

    def __init__(self, table: SpanTable, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("marked")
        self._theme = theme
        self._lists: dict[int, GatheredList] = {}
        self._tabs = QTabBar(self)
        self._tabs.setObjectName("markedTabs")
        self._tabs.setExpanding(False)
        self._tabs.setDrawBase(False)
        self._tabs.setUsesScrollButtons(True)
        self._tabs.setAccessibleName(_("Views of what is marked"))
        for title in self._titles():
            self._tabs.addTab(title)
        self._stack = QStackedWidget(self)
        self.spans = SpanPanel(table, theme, self._stack)
        self._stack.addWidget(self.spans)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._tabs)
        column.addWidget(self._stack, 1)
        self._tabs.currentChanged.connect(self._turn)

    @staticmethod
    def _titles() -> tuple[str, ...]:
        return _("Spans"), _("Events"), _("Chains"), _("Problems")

    @property
    def view(self) -> int:
        """Which view is shown."""
        return self._tabs.currentIndex()

    def show_view(self, view: int) -> None:
        self._tabs.setCurrentIndex(view)

    def list_of(self, view: int) -> GatheredList:
        """The list of events, chains or problems."""
        if view not in self._lists:
            from annotator.desktop.panels.gathered import GatheredList  # here, for the start of the window

            made = GatheredList(("", "eventList", "chainList", "problemList")[view], self._titles()[view], self._stack)
            made.span_chosen.connect(self.span_chosen)
            self._lists[view] = made
            self._stack.addWidget(made)
        return self._lists[view]

    def show_counts(self, events: int, chains: int, problems: int) -> None:
        """Say in the tabs how much there is of each."""
        for view, count in ((EVENTS, events), (CHAINS, chains), (PROBLEMS, problems)):
            title = self._titles()[view]
            self._tabs.setTabText(view, f"{title} {count}" if count else title)

    def _turn(self, view: int) -> None:
        self._stack.setCurrentWidget(self.spans if view == SPANS else self.list_of(view))
        self.view_changed.emit()

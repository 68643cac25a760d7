"""What stands beside the Article: the list of Articles and what is marked before it, Labels and inspector after it."""

from __future__ import annotations

from PySide6.QtWidgets import QSplitter

from annotator.desktop.panels.articles import ArticlePanel
from annotator.desktop.panels.inspector import Inspector
from annotator.desktop.panels.marked import MarkedPanel
from annotator.desktop.panels.palette import LabelPalette
from annotator.desktop.tables import ArticleTable, SpanTable
from annotator.desktop.theme import Look, Theme


class Sides:
    """The panels, made and laid out, not wired yet."""

    def __init__(
        self,
        before: QSplitter,
        after: QSplitter,
        articles: ArticleTable,
        spans: SpanTable,
        looks: dict[str, Look],
        theme: Theme,
    ) -> None:
        # Each panel is made where it stays: moved from one parent to another it would be dressed twice.
        self.articles = ArticlePanel(articles, theme, before)
        self.palette = LabelPalette(looks, theme, after)
        self.marked = MarkedPanel(spans, theme, before)
        self.inspector = Inspector(looks, theme, after)
        for splitter, upper, lower, sizes in (
            (before, self.articles, self.marked, [400, 300]),
            (after, self.palette, self.inspector, [470, 260]),
        ):
            splitter.addWidget(upper)
            splitter.addWidget(lower)
            splitter.setStretchFactor(0, 1)
            splitter.setChildrenCollapsible(False)
            splitter.setSizes(sizes)

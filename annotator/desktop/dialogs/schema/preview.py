"""The open Article as it looks with the labels of a draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.desktop.dialogs.schema.draft import Draft
from annotator.desktop.dialogs.schema.places import label_at
from annotator.desktop.plain import label
from annotator.desktop.text.page import ArticlePage
from annotator.desktop.theme import ARTICLE_FONT, Look, Theme, look_of
from annotator.model.annotation import Span
from annotator.words import _

_POINTS = 13.0
_LOOKED_AT = 4_000
"""Code points of the Article that are shown."""


class Preview(QWidget):
    """Shows a text with its Spans, each as its Label is to look."""

    def __init__(self, sample: tuple[str, Sequence[Span]], draft: Draft, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._draft, self._theme = draft, theme
        text, spans = sample
        self._spans = [span for span in spans if span.end <= _LOOKED_AT]
        self.page = ArticlePage(theme, self)
        self.page.setObjectName("schemaPreview")
        self.page.setAccessibleName(_("Preview"))
        self.page.setTabChangesFocus(True)
        self.page.set_reading_font(ARTICLE_FONT, _POINTS)
        self.page.setMinimumHeight(96)
        self.page.show_article(text[:_LOOKED_AT], self._spans, self.looks())
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 4, 0, 0)
        rows.setSpacing(2)
        rows.addWidget(label(_("Preview"), self, name="section"))
        rows.addWidget(self.page, 1)
        self.setVisible(bool(text.strip()))

    def looks(self) -> dict[str, Look]:
        """The looks by the names that Labels have in the project, which are their ids: those of Spans. What was deleted
        looks like what its Spans get."""
        draft = self._draft
        shown = {
            held.name: look_of(replace(held, name=draft.name(label_at(held.name))), self._theme)
            for held in draft.held.labels
        }
        return shown | {old: shown[new] for old, new in draft.moved_spans.items() if new in shown}

    def refresh(self) -> None:
        """Show what was changed in the draft."""
        self.page.set_looks(self.looks())

    def show_label(self, id_: str | None) -> None:
        """Let the first Span of a Label stand out."""
        found = next((span.uid for span in self._spans if span.label == id_), None)
        self.page.choose_span(found)

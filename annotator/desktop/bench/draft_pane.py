"""Where Gold Spans are edited before a Case is decided: the inspector of the annotation page, with Keep and Leave."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from annotator.desktop.bench.draft import Draft
from annotator.desktop.bench.keep_bar import KeepBar
from annotator.desktop.panels.inspector import Inspector
from annotator.desktop.plain import isolated, label, leading, one_line
from annotator.desktop.theme import Look, Theme
from annotator.words import _


class DraftPane(QWidget):
    """Shows a draft; reports which of its Spans is chosen, and the end of the editing."""

    span_chosen = Signal(str)
    kept = Signal()
    dropped = Signal()

    def __init__(self, looks: dict[str, Look], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("draftPane")
        heading = label(_("Editing the gold version"), self, name="section")
        heading.setAlignment(leading())
        self.inspector = Inspector(looks, theme, self)
        self.inspector.setObjectName("draftInspector")
        self.inspector.setMinimumHeight(280)
        self.bar = KeepBar(self)
        self.bar.kept.connect(self.kept)
        self.bar.dropped.connect(self.dropped)
        self._chips = QHBoxLayout()
        self._chips.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addWidget(heading)
        column.addLayout(self._chips)
        column.addWidget(self.inspector, 1)
        column.addWidget(self.bar)

    def show_draft(self, draft: Draft, text: str) -> None:
        """Show the Spans of a draft, the one in hand in the inspector."""
        while (item := self._chips.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        if len(draft.spans) > 1:
            for span in draft.spans:
                self._chips.addWidget(self._chip(span.uid, span.surface(text), is_chosen=span.uid == draft.chosen))
        self.inspector.show_span(draft.span, text)

    def _chip(self, uid: str, words: str, *, is_chosen: bool) -> QPushButton:
        button = QPushButton(isolated(one_line(words)).replace("&", "&&"), self)
        button.setObjectName("choice")
        button.setCheckable(True)
        button.setChecked(is_chosen)
        button.setAutoDefault(False)
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda: self.span_chosen.emit(uid))
        return button

"""What a recommender outside proposes for an Article, what of it was dropped, and what went wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.desktop.fitting import open_at
from annotator.desktop.plain import joined, label, one_line
from annotator.suggest.external.duties import told
from annotator.words import _, ngettext

if TYPE_CHECKING:
    from annotator.model.article import Article
    from annotator.suggest.external.external import Answer

_LONGEST = 90
"""Letters of words that are shown before they are cut."""


class Trial(QDialog):
    """Shows one answer. Nothing of it is kept."""

    def __init__(self, name: str, article: Article, answer: Answer, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("outsideTrial")
        self.setWindowTitle(_("Try on this article"))
        open_at(self, 620, 420)
        count = len(answer.suggestions)
        heading = joined((one_line(name), ngettext("{n} proposal", "{n} proposals", count)))
        self.heading = label(heading, self, name="title")
        self.table = QTableWidget(count, 4, self)
        self.table.setAccessibleName(_("What it proposes"))
        self.table.setHorizontalHeaderLabels([_("Words"), _("Label"), _("Confidence"), _("Reason")])
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for row, one in enumerate(answer.suggestions):
            words = one_line(article.text[one.start : one.end])
            shown = words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
            for column, text in enumerate((shown, one_line(one.label), f"{one.confidence:.0%}", one_line(one.reason))):
                item = QTableWidgetItem(text)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                self.table.setItem(row, column, item)
        self.table.setVisible(bool(count))
        self.trouble = label(one_line(answer.trouble), self, name="warning")
        self.trouble.setWordWrap(True)
        self.trouble.setVisible(bool(answer.trouble))
        lines = [_("{count} ({reason})").format(count=n, reason=told(why)) for why, n in sorted(answer.dropped.items())]
        self.dropped = label(_("Dropped: {what}").format(what=joined(lines)), self, name="muted")
        self.dropped.setWordWrap(True)
        self.dropped.setVisible(bool(lines))
        close = QPushButton(_("Close"), self)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(10)
        for widget in (self.heading, self.trouble, self.dropped):
            layout.addWidget(widget)
        layout.addWidget(self.table, 1)
        if not count:
            layout.addStretch(1)
        layout.addLayout(foot)

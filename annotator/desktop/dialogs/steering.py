"""Whether Suggestions steer the annotator: Articles on which they were hidden beside those on which they were shown."""

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
from annotator.desktop.plain import joined, label
from annotator.model.verdict import Outcome
from annotator.words import _, ngettext

if TYPE_CHECKING:
    from annotator.workspace.steering import Side, Steering

_FEWEST = 10
"""Finished Articles on each side from which on a comparison says something."""


class SteeringReport(QDialog):
    """Shows one report."""

    def __init__(self, found: Steering, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("steering")
        self.setWindowTitle(_("With suggestions and without"))
        open_at(self, 620, 540)
        self.table = QTableWidget(len(_rows(found.shown)), 3, self)
        self.table.setAccessibleName(_("With suggestions and without"))
        self.table.setHorizontalHeaderLabels([_("Finished by you"), _("Suggestions shown"), _("Suggestions hidden")])
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        pairs = zip(_rows(found.shown), _rows(found.hidden), strict=True)
        for row, ((name, shown), (_name, hidden)) in enumerate(pairs):
            for column, text in enumerate((name, shown, hidden)):
                item = QTableWidgetItem(text)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled)
                if column:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
                self.table.setItem(row, column, item)
        note = _(
            "Where suggestions steer you, you agree more with them where they are shown than where they are hidden. "
            "What would have been proposed is worked out from your other articles, by the memory of names."
        )
        self.lines = [text for text in (_told_of_few(found), *_told(found)) if text]
        close = QPushButton(_("Close"), self)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(10)
        layout.addWidget(label(_("With suggestions and without"), self, name="title"))
        for text, name in (
            (note, "muted"),
            *((line, "warning" if _is_warning(line, found) else "") for line in self.lines),
        ):
            told = label(text, self, name=name)
            told.setWordWrap(True)
            layout.addWidget(told)
        rows, head = self.table.verticalHeader().length(), self.table.horizontalHeader().sizeHint().height()
        self.table.setMinimumHeight(rows + head + 6)
        layout.insertWidget(2, self.table, 1)
        layout.addLayout(foot)


def _rows(side: Side) -> list[tuple[str, str]]:
    return [
        (_("Articles"), str(side.articles)),
        (_("Spans"), str(side.spans)),
        (_("Spans in 1,000 characters"), f"{side.density:.1f}" if side.articles else "–"),
        (_("Seconds for 1,000 characters"), f"{side.pace:.0f}" if side.articles else "–"),
        (_("Proposed and marked"), f"{side.score.precision:.0%}" if side.score.proposed else "–"),
        (_("Marked and proposed"), f"{side.score.recall:.0%}" if side.score.marked else "–"),
    ]


def _told_of_few(found: Steering) -> str:
    fewest = min(found.shown.articles, found.hidden.articles)
    if fewest >= _FEWEST:
        return ""
    told = ngettext(
        "Only {n} article is on the smaller side: that is too few to tell.",
        "Only {n} articles are on the smaller side: that is too few to tell.",
        fewest,
    )
    return told if fewest else _("On one side there is no article yet: there is nothing to compare.")


def _told(found: Steering) -> list[str]:
    names = {
        Outcome.ACCEPTED: _("accepted"),
        Outcome.RELABELLED: _("accepted under another label"),
        Outcome.RESHAPED: _("accepted with other edges"),
        Outcome.REJECTED: _("dismissed"),
        Outcome.LEFT: _("left undecided"),
    }
    counted = [f"{names[outcome]}: {found.verdicts[outcome]}" for outcome in names if found.verdicts.get(outcome)]
    seconds = "" if found.seconds is None else f"{found.seconds:.1f}"
    return [
        joined(counted) if counted else "",
        _("Half of them were decided within {seconds} seconds.").format(seconds=seconds) if seconds else "",
        _hurried(found),
    ]


def _hurried(found: Steering) -> str:
    told = _("Nearly all of the last 200 were accepted faster than anyone reads: look at them again.")
    return told if found.is_hurried else ""


def _is_warning(line: str, found: Steering) -> bool:
    return line in (_told_of_few(found), _hurried(found))

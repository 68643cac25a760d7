"""Who annotates what: a matrix of Articles and annotators, filled by hand or by a proposal, and saved at one stroke."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.desktop.dialogs.assignment_rule import RuleBox
from annotator.desktop.dialogs.assignment_table import AssignmentTable, Matrix, Show
from annotator.desktop.dialogs.team_pane import TeamPane
from annotator.desktop.dialogs.ticks import Ticks
from annotator.desktop.dialogs.title_header import TitleHeader
from annotator.desktop.fitting import open_at
from annotator.desktop.plain import along, escaped, joined, label, leading
from annotator.desktop.shortcuts import on_keys
from annotator.desktop.theme import Theme, icon
from annotator.errors import BadInput
from annotator.model.assignment import AssignReport
from annotator.model.roles import Role
from annotator.words import _, ngettext

_TITLES, _COLUMN = 300, 92
"""Pixels for the titles, and for a column."""


class Assignments(QDialog):
    """Shows a draft of who annotates what. What becomes of it is for others to do."""

    save_asked = Signal()
    """What is ticked in `table` is to be what the project says."""
    proposal_asked = Signal(object, bool)
    """An `AssignRule` by which the rest is to be handed out, and whether all is."""

    def __init__(self, matrix: Matrix, roles: Mapping[str, Role], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("assignments")
        self.setWindowTitle(_("Who annotates what"))
        open_at(self, 1180, 720)
        self.table = AssignmentTable(matrix, self)
        self.team = TeamPane(theme, self)
        self.rule = RuleBox(self)
        self._heading = label("", self, name="title")
        self._words = QLineEdit(self)
        self._words.setPlaceholderText(_("Filter by title or source"))
        self._words.setAccessibleName(_("Filter by title or source"))
        self._words.setClearButtonEnabled(True)
        self._words.addAction(icon("filter", theme.muted), QLineEdit.ActionPosition.LeadingPosition)
        self._show = QComboBox(self)
        self._show.setAccessibleName(_("Which articles are shown"))
        for words in (_("All articles"), _("With several annotators"), _("Without an annotator")):
            self._show.addItem(words)
        self.grid = _Grid(self.table, theme, self)
        self._trouble = label("", self, name="warning")
        self._trouble.setWordWrap(True)
        self.save = QPushButton(_("Save"), self)
        self.save.setObjectName("primary")
        self.save.setToolTip(escaped(_("Let this be who annotates what; undo takes it back")))
        self._cancel = QPushButton(_("Cancel"), self)
        for button in (self.save, self._cancel):
            button.setAutoDefault(False)
        self._lay_out()
        self._wire()
        self.team.show_team(roles, {})
        self.grid.setFocus()

    def _lay_out(self) -> None:
        left, right = QWidget(self), QWidget(self)
        filters, foot = QHBoxLayout(), QHBoxLayout()
        filters.addWidget(self._words, 1)
        filters.addWidget(self._show)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(filters)
        column.addWidget(self.grid, 1)
        beside = QVBoxLayout(right)
        beside.setContentsMargins(10, 0, 10, 0)
        beside.addWidget(self.team, 1)
        beside.addWidget(self.rule)
        whole = QSplitter(Qt.Orientation.Horizontal, self)
        whole.setChildrenCollapsible(False)
        for widget in (left, right):
            whole.addWidget(widget)
        whole.setSizes([740, 440])
        whole.setStretchFactor(0, 1)
        foot.addWidget(self._trouble, 1)
        for button in (self._cancel, self.save):
            foot.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(10)
        layout.addWidget(self._heading)
        layout.addWidget(whole, 1)
        layout.addLayout(foot)

    def _wire(self) -> None:
        self._words.textChanged.connect(self._filter)
        self._show.currentIndexChanged.connect(self._filter)
        self.rule.asked.connect(self._propose)
        self.save.clicked.connect(self.save_asked)
        self._cancel.clicked.connect(self.reject)
        on_keys("Ctrl+S", self, self.save.click)
        on_keys("Ctrl+L", self, self._words.setFocus)

    def show_report(self, report: AssignReport) -> None:
        """Tell how much each has to do by what is ticked."""
        self.team.table.tell(report.loads)
        told = [ngettext("{n} article", "{n} articles", report.articles)]
        told.append(ngettext("{n} with several annotators", "{n} with several annotators", report.shared))
        told.append(ngettext("{n} without an annotator", "{n} without an annotator", report.unassigned))
        self._heading.setText(joined(told))
        self.save.setEnabled(self.table.is_changed)

    def show_trouble(self, told: str) -> None:
        """Say what could not be done; nothing where all is well."""
        self._trouble.setText(along(told) if told else "")

    def _filter(self) -> None:
        self.table.filter(self._words.text(), Show(self._show.currentIndex()))

    def _propose(self) -> None:
        self.show_trouble("")
        try:
            rule = self.rule.rule(self.team.table.ticked)
        except BadInput as error:
            self.show_trouble(str(error))
            return
        self.proposal_asked.emit(rule, self.rule.is_anew)


class _Grid(QTableView):
    """The matrix. A click or Space ticks cells; several are chosen with Shift or by dragging."""

    def __init__(self, table: AssignmentTable, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._table = table
        self.setObjectName("assignmentGrid")
        self.setAccessibleName(_("Articles and annotators"))
        self.setToolTip(escaped(_("A click or Space ticks; drag to choose several cells, then press Space")))
        self.setModel(table)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(Ticks(self, theme))
        self.setVerticalHeader(TitleHeader(theme, _TITLES, self))
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setDefaultAlignment(leading())
        header.setDefaultSectionSize(_COLUMN)
        header.sectionClicked.connect(table.toggle_all)
        self.clicked.connect(self._clicked)
        self.setCurrentIndex(table.index(0, 0))

    def _clicked(self) -> None:
        chosen = self.selectionModel().selectedIndexes()
        if len(chosen) == 1:
            self._table.toggle(chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._table.toggle(self.selectionModel().selectedIndexes())
            return
        super().keyPressEvent(event)

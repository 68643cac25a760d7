"""Articles that are there twice or nearly so: looked through group by group, compared in pairs, and skipped."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from annotator.dataset.duplicates import Group
from annotator.desktop.dialogs.comparison import Comparison, Read
from annotator.desktop.dialogs.duplicate_tables import Findings, GroupColumn, GroupTable, MemberColumn, MemberTable
from annotator.desktop.fitting import open_at
from annotator.desktop.parts import panes, push_button, row_table, set_widths
from annotator.desktop.plain import escaped, joined, label
from annotator.desktop.shortcuts import on_keys
from annotator.desktop.theme import Theme
from annotator.model.article import ArticleEntry
from annotator.words import _, ngettext


class Duplicates(QDialog):
    """Shows the groups that were found. What is done about them is for others to do."""

    search_asked = Signal(float)
    """Look for duplicates again, with this threshold."""
    skip_asked = Signal(str)
    """The uid of an Article that is to be skipped, or not any more."""
    open_asked = Signal(str)
    """The uid of an Article that is to be opened."""
    undo_asked = Signal()
    redo_asked = Signal()

    def __init__(self, read: Read, theme: Theme, font: tuple[str, float], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("duplicates")
        self.setWindowTitle(_("Duplicates"))
        open_at(self, 1180, 760)
        self._findings = Findings(0)
        self.groups, self.members = GroupTable(self), MemberTable(self)
        self._heading = label("", self, name="title")
        self._threshold = QSpinBox(self)
        self._threshold.setRange(50, 100)
        self._threshold.setSingleStep(5)
        self._threshold.setSuffix("%")
        self._threshold.setAccessibleName(_("Similarity from"))
        self._threshold.setToolTip(escaped(_("How much two articles have in common at least")))
        self._again = push_button(_("Compare again"), _("Look for duplicates with this similarity"), self)
        self._open_only = QCheckBox(_("Hide settled groups"), self)
        self._open_only.setToolTip(escaped(_("Show only groups with two articles that are not skipped")))
        self.group_list = row_table(self.groups, _("Groups of duplicates"), self)
        self.group_list.setObjectName("duplicateGroups")
        self.member_list = row_table(self.members, _("Articles of the group"), self)
        self.member_list.setObjectName("duplicateArticles")
        self.member_list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.member_list.setToolTip(escaped(_("Choose one to compare it with its likest, or two with Ctrl")))
        self.comparison = Comparison(read, theme, font, self)
        self._close = push_button(_("Close"), _("Close this window"), self)
        self._lay_out()
        self._wire()

    # Building

    def _lay_out(self) -> None:
        top, foot = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self._heading, 1)
        for widget in (self._open_only, label(_("Similarity from"), self), self._threshold, self._again):
            top.addWidget(widget)
        for button in self.comparison.buttons:
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self._close)
        after = panes(Qt.Orientation.Vertical, self.member_list, self.comparison, sizes=[150, 480])
        whole = panes(Qt.Orientation.Horizontal, self.group_list, after, sizes=[370, 810])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(10)
        layout.addLayout(top)
        layout.addWidget(whole, 1)
        layout.addLayout(foot)
        of_groups = {GroupColumn.SIZE: 64, GroupColumn.SIMILARITY: 76, GroupColumn.STATE: 90}
        set_widths(self.group_list, of_groups, growing=GroupColumn.TITLE)
        widths = {MemberColumn.NUMBER: 55, MemberColumn.LIKENESS: 170, MemberColumn.SOURCE: 110}
        rest = {MemberColumn.PUBLISHED: 100, MemberColumn.SPLIT: 60, MemberColumn.STATUS: 90}
        set_widths(self.member_list, widths | rest, growing=MemberColumn.TITLE)

    def _wire(self) -> None:
        self._again.clicked.connect(lambda: self.search_asked.emit(self._threshold.value() / 100))
        self._open_only.toggled.connect(
            lambda _on: self._fill(self.groups.group_at(self.group_list.currentIndex().row()))
        )
        self.group_list.selectionModel().currentRowChanged.connect(lambda *_rows: self._show_group())
        self.member_list.selectionModel().selectionChanged.connect(lambda *_rows: self._show_pair())
        self.member_list.activated.connect(lambda index: self.open_asked.emit(self.members.uid_at(index.row()) or ""))
        for pane in self.comparison.panes:
            pane.skip_asked.connect(self.skip_asked)
            pane.open_asked.connect(self.open_asked)
        self._close.clicked.connect(self.reject)
        for keys, act in (
            ("Ctrl+K", self.comparison.panes[1].skip.click),
            ("Ctrl+Z", self.undo_asked.emit),
            ("Ctrl+Shift+Z", self.redo_asked.emit),
        ):
            on_keys(keys, self, act)

    # What is shown

    @property
    def findings(self) -> Findings:
        """What is shown."""
        return self._findings

    def show_findings(self, findings: Findings) -> None:
        """Show what was found, from the group that was looked at last where it is still there."""
        held = self.groups.group_at(self.group_list.currentIndex().row())
        self._findings = findings
        self._threshold.setValue(round(findings.threshold * 100))
        self._fill(next((group for group in findings.groups if held and group.articles == held.articles), None))

    def _fill(self, wanted: Group | None) -> None:
        self.groups.show(self._findings, open_only=self._open_only.isChecked())
        row = max(self.groups.row_of(wanted), 0)
        self._tell()
        if self.groups.rowCount():
            self.group_list.setCurrentIndex(self.groups.index(row, 0))
            self.group_list.setFocus()
        else:
            self._show_group()

    def refresh(self, entries: Iterable[ArticleEntry], splits: dict[str, str]) -> None:
        """What is known of some Articles has changed."""
        self._findings.follow(entries, splits)
        self.groups.tell(self.group_list.currentIndex().row())
        self.members.tell()
        self._tell()
        self.comparison.tell(self._findings)

    @property
    def group(self) -> Group | None:
        """The group that is looked at."""
        return self.groups.group_at(self.group_list.currentIndex().row())

    def _tell(self) -> None:
        found = self._findings.groups
        if not found:
            self._heading.setText(_("No article is there twice."))
            return
        groups = ngettext("{n} group", "{n} groups", len(found))
        articles = ngettext("in {n} article", "in {n} articles", sum(len(group.articles) for group in found))
        settled = sum(map(self._findings.is_settled, found))
        told = (f"{groups} {articles}", ngettext("{n} settled", "{n} settled", settled))
        self._heading.setText(joined(told))

    def _show_group(self) -> None:
        """Show the Articles of a group, and compare the two that hold it together."""
        self.members.show(self._findings, self.group)
        if self.group is not None:
            self._choose(*_pair(self.group))
        else:
            self._show_pair()

    def _choose(self, first: str, second: str) -> None:
        rows = sorted(self.members.row_of(uid) for uid in (first, second))
        selection = self.member_list.selectionModel()
        row = QItemSelectionModel.SelectionFlag.Rows
        selection.setCurrentIndex(self.members.index(rows[1], 0), QItemSelectionModel.SelectionFlag.NoUpdate)
        selection.select(self.members.index(rows[0], 0), QItemSelectionModel.SelectionFlag.ClearAndSelect | row)
        selection.select(self.members.index(rows[1], 0), QItemSelectionModel.SelectionFlag.Select | row)

    @property
    def pair(self) -> tuple[str, ...]:
        """The two Articles that are meant: those that are chosen, or the chosen one with its likest; else none."""
        rows = sorted(index.row() for index in self.member_list.selectionModel().selectedRows())
        uids = [uid for row in rows[:2] if (uid := self.members.uid_at(row))]
        if len(uids) == 1 and self.group is not None:
            link = self.group.closest(uids[0])
            uids.insert(0, link.second if link.first == uids[0] else link.first)
        return tuple(uids)

    def _show_pair(self) -> None:
        self.comparison.show_pair(self.pair, self._findings)


def _pair(group: Group) -> tuple[str, str]:
    """The two Articles of a group that differ least without being the same, or any two."""
    link = max(group.links, key=lambda link: (link.similarity < 1, link.similarity))
    return link.first, link.second

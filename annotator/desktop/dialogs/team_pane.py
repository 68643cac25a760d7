"""The annotators of a project: their roles, how much each has to do, and who takes part in a proposal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.desktop.dialogs.ticks import Ticks
from annotator.desktop.parts import push_button
from annotator.desktop.plain import escaped, leading, one_line
from annotator.desktop.tables import Index
from annotator.desktop.theme import Theme
from annotator.model.assignment import Load
from annotator.model.roles import Role, role_word
from annotator.words import _


class TeamColumn(IntEnum):
    """The columns of the annotators."""

    NAME = 0
    ROLE = 1
    ARTICLES = 2
    CHARACTERS = 3
    SHARED = 4


class TeamTable(QAbstractTableModel):
    """Who there is; those who are ticked take part in a proposal."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._roles: dict[str, Role] = {}
        self._loads: dict[str, Load] = {}
        self._names: list[str] = []
        self._off: set[str] = set()

    def show(self, roles: Mapping[str, Role]) -> None:
        """Show these annotators; gold, whom nothing is assigned to, is none. Leads are ticked where nobody else is."""
        self.beginResetModel()
        new = [name for name in roles if name not in self._roles]
        self._roles = {name: role for name, role in roles.items() if role is not Role.GOLD}
        self._names = list(self._roles)
        if any(role is Role.ANNOTATOR for role in self._roles.values()):
            self._off |= {name for name in new if roles[name] is Role.LEAD}
        self.endResetModel()

    def tell(self, loads: Mapping[str, Load]) -> None:
        """Show how much each has to do."""
        self._loads = dict(loads)
        if self._names:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._names) - 1, len(TeamColumn) - 1))

    @property
    def ticked(self) -> tuple[str, ...]:
        """Who takes part in a proposal."""
        return tuple(name for name in self._names if name not in self._off)

    def name_at(self, row: int) -> str | None:
        return self._names[row] if 0 <= row < len(self._names) else None

    def role_of(self, name: str) -> Role:
        return self._roles[name]

    def toggle(self, row: int) -> None:
        """Let somebody take part in a proposal, or not."""
        self._off ^= {self._names[row]}
        self.dataChanged.emit(self.index(row, 0), self.index(row, 0))

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._names)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(TeamColumn)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            TeamColumn.NAME: _("Annotator"),
            TeamColumn.ROLE: _("Role"),
            TeamColumn.ARTICLES: _("Articles"),
            TeamColumn.CHARACTERS: _("Characters"),
            TeamColumn.SHARED: _("Shared"),
        }[TeamColumn(section)]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        name = self.name_at(index.row()) if index.isValid() else None
        if name is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                load = self._loads.get(name, Load())
                return {
                    TeamColumn.NAME: one_line(name),
                    TeamColumn.ROLE: role_word(self._roles[name]),
                    TeamColumn.ARTICLES: str(load.articles),
                    TeamColumn.CHARACTERS: str(load.characters),
                    TeamColumn.SHARED: str(load.shared),
                }[TeamColumn(index.column())]
            case Qt.ItemDataRole.CheckStateRole if index.column() == TeamColumn.NAME:
                return Qt.CheckState.Unchecked if name in self._off else Qt.CheckState.Checked
            case Qt.ItemDataRole.ToolTipRole if index.column() == TeamColumn.NAME:
                return escaped(_("{name}: a click says whether they get articles in a proposal").format(name=name))
        return None


class TeamPane(QWidget):
    """Shows the annotators, adds some, and gives them roles."""

    add_asked = Signal(str)
    """The name of somebody who is to be added."""
    role_asked = Signal(str, object)
    """An annotator and the `Role` that they are to have."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = TeamTable(self)
        self.list = QTableView(self)
        self.list.setObjectName("team")
        self.list.setAccessibleName(_("Annotators"))
        self.list.setModel(self.table)
        self.list.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setShowGrid(False)
        self.list.setTabKeyNavigation(False)
        self.list.setItemDelegate(Ticks(self.list, theme))
        self.list.verticalHeader().hide()
        self.list.horizontalHeader().setMinimumSectionSize(24)
        self.list.horizontalHeader().setDefaultAlignment(leading())
        self.list.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.list.horizontalHeader().setSectionResizeMode(TeamColumn.NAME, QHeaderView.ResizeMode.Stretch)
        self.name = QLineEdit(self)
        self.name.setPlaceholderText(_("Name of an annotator"))
        self.name.setAccessibleName(_("Name of an annotator"))
        self.add = push_button(_("Add"), _("Add an annotator to the project"), self)
        self.role = push_button(_("Make lead"), _("Give the chosen annotator the other role"), self)
        row = QHBoxLayout()
        row.addWidget(self.name, 1)
        row.addWidget(self.add)
        row.addWidget(self.role)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list, 1)
        layout.addLayout(row)
        self.list.clicked.connect(lambda index: self._toggle(index.row()) if index.column() == 0 else None)
        self.list.activated.connect(lambda index: self._toggle(index.row()))
        self.list.selectionModel().currentRowChanged.connect(lambda *_rows: self._tell())
        self.table.modelReset.connect(self._tell)
        self.name.returnPressed.connect(self._add)
        self.add.clicked.connect(self._add)
        self.role.clicked.connect(self._change_role)
        self._tell()

    def show_team(self, roles: Mapping[str, Role], loads: Mapping[str, Load]) -> None:
        """Show who there is now."""
        held = self._chosen
        self.table.show(roles)
        self.table.tell(loads)
        names: Sequence[str] = [self.table.name_at(row) or "" for row in range(self.table.rowCount())]
        if held in names:
            self.list.selectRow(names.index(held))

    @property
    def _chosen(self) -> str | None:
        return self.table.name_at(self.list.currentIndex().row())

    def _toggle(self, row: int) -> None:
        self.table.toggle(row)

    def _tell(self) -> None:
        chosen = self._chosen
        self.role.setEnabled(chosen is not None)
        is_lead = chosen is not None and self.table.role_of(chosen) is Role.LEAD
        self.role.setText(_("Make annotator") if is_lead else _("Make lead"))

    def _add(self) -> None:
        name = self.name.text().strip()
        if name:
            self.name.clear()
            self.add_asked.emit(name)

    def _change_role(self) -> None:
        chosen = self._chosen
        if chosen is not None:
            is_lead = self.table.role_of(chosen) is Role.LEAD
            self.role_asked.emit(chosen, Role.ANNOTATOR if is_lead else Role.LEAD)

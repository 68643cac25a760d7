"""The Roles of an event in a table, and beside it what may fill the one that is current."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from annotator.desktop.dialogs.schema.checks import LabelChecks
from annotator.desktop.dialogs.schema.draft import Draft
from annotator.desktop.dialogs.schema.grid import Column, moved, without
from annotator.desktop.dialogs.schema.grid_box import GridBox
from annotator.desktop.dialogs.schema.key_box import KeyBox
from annotator.desktop.dialogs.schema.name_columns import name_columns, told_inherited
from annotator.desktop.dialogs.schema.places import Place, label_at, role_at
from annotator.desktop.plain import label, one_line
from annotator.desktop.theme import Theme
from annotator.model.schema import Label, Role
from annotator.words import _, by_language

_ONE, _MANY = "one", "many"


class RolesPage(QWidget):
    """Shows the Roles of an event Label of a draft and changes them there."""

    changed = Signal()
    """The draft was changed."""

    def __init__(self, draft: Draft, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._draft = draft
        self._id = ""
        self._shown: str | None = None
        empty = _("No roles. One says what takes part in the event: who, where, when.")
        self.box = GridBox(_("Roles"), _("Add role"), self._columns(), theme, self, empty=empty)
        self.fillers = LabelChecks(_("Filled by"), theme, self)
        self.key = KeyBox(_("Key of the role"), self._holder, self)
        key = label(_("Key of the role"), self, name="section")
        key.setBuddy(self.key.field)
        self._beside = QWidget(self)
        beside = QVBoxLayout(self._beside)
        beside.setContentsMargins(8, 0, 8, 0)
        beside.addWidget(self.fillers, 1)
        beside.addWidget(key)
        beside.addWidget(self.key)
        self._inherited = label("", self, name="muted")
        self._inherited.setWordWrap(True)
        halves = QSplitter(Qt.Orientation.Horizontal, self)
        halves.addWidget(self.box)
        halves.addWidget(self._beside)
        halves.setStretchFactor(0, 3)
        halves.setStretchFactor(1, 2)
        halves.setChildrenCollapsible(False)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(8, 8, 8, 4)
        rows.addWidget(self._inherited)
        rows.addWidget(halves, 1)
        self.box.row_chosen.connect(lambda _row: self._show_role())
        self.box.add_asked.connect(self._add)
        self.box.delete_asked.connect(lambda row: self._arrange(without(self._roles, row)))
        self.box.move_asked.connect(lambda row, step: self._arrange(moved(self._roles, row, step), row + step))
        self.fillers.changed.connect(self._fill)
        self.key.key_chosen.connect(self._set_key)

    def show_label(self, id_: str) -> None:
        """Show the Roles of the Label with an id."""
        fresh = id_ != self._id
        self._id = id_
        told = told_inherited(self._draft, id_, lambda one: [role_at(one.name, role.name) for role in one.roles])
        self._inherited.setText(told)
        self._inherited.setVisible(bool(told))
        self._shown = None  # Labels may have other names and colours now
        self._show_rows(0 if fresh else None)

    @property
    def _label(self) -> Label:
        return self._draft.label(self._id)

    @property
    def _roles(self) -> tuple[Role, ...]:
        return self._label.roles if self._id else ()

    @property
    def _role(self) -> Role | None:
        """The Role of the current row."""
        at = self.box.row
        return self._roles[at] if 0 <= at < len(self._roles) else None

    def _show_rows(self, current: int | None = None) -> None:
        self.box.show_rows(self._roles, current)
        self._show_role()

    def _show_role(self) -> None:
        role = self._role
        self._beside.setVisible(role is not None)
        if role is not None and role.name != self._shown:
            self._shown = role.name
            self.fillers.show_labels(self._draft, role.fillers)
            self.key.show_key(role.key)

    def _columns(self) -> list[Column]:
        def at(role: Role) -> Place:
            return role_at(self._id, role.name)

        def require(role: Role, on: str) -> None:
            self._put(replace(role, required=bool(on)))

        def count(role: Role, how: str) -> None:
            self._put(replace(role, many=how == _MANY))

        amounts = [(_ONE, _("One")), (_MANY, _("Many"))]
        return [
            *name_columns(self._draft, at, self._tell, self._put),
            Column(_("Required"), lambda role: "yes" if role.required else "", require, is_tick=True),
            Column(_("How many"), lambda role: _MANY if role.many else _ONE, count, options=lambda _role: amounts),
        ]

    def _holder(self, key: str) -> str:
        place = self._draft.holder_of_role_key(self._id, self._role.name, key) if self._role else None
        if place is None:
            return ""
        (held,) = [role for role in self._draft.label(place.label).roles if role.name == place.id]
        called = one_line(by_language(held.titles) or self._draft.name(place))
        if place.label == self._id:
            return called
        event = one_line(self._draft.called(label_at(place.label)))
        return _("{role} of {label}").format(role=called, label=event)

    # Changing

    def _fill(self, labels: tuple[str, ...]) -> None:
        if self._role is not None:
            self._put(replace(self._role, fillers=labels))

    def _set_key(self, key: str) -> None:
        if self._role is not None:
            self._draft.take_role_key(self._id, self._role.name, key)
            self._tell()

    def _add(self) -> None:
        self._arrange([*self._roles, self._draft.new_role(self._id)], len(self._roles))
        self.box.edit(len(self._roles) - 1)

    def _put(self, role: Role) -> None:
        self._arrange([role if one.name == role.name else one for one in self._roles])

    def _arrange(self, roles: Sequence[Role], current: int | None = None) -> None:
        self._draft.put(replace(self._label, roles=tuple(roles)))
        self._tell(current)

    def _tell(self, current: int | None = None) -> None:
        self._show_rows(current)
        self.changed.emit()

"""The choices of an Attribute in a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.desktop.dialogs.schema.draft import Draft
from annotator.desktop.dialogs.schema.grid import moved, without
from annotator.desktop.dialogs.schema.grid_box import GridBox
from annotator.desktop.dialogs.schema.name_columns import name_columns
from annotator.desktop.dialogs.schema.places import Place, attribute_at, choice_at, has_choices
from annotator.desktop.plain import isolated, label, one_line
from annotator.desktop.theme import Theme
from annotator.model.attributes import split
from annotator.model.schema import AttributeSpec, Choice
from annotator.words import _


class ChoicesBox(QWidget):
    """Shows what an Attribute of a draft may say and changes it there; hidden where it has no choices."""

    changed = Signal()
    """The draft was changed."""

    def __init__(self, draft: Draft, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._draft = draft
        self._label = self._attribute = ""
        self._of = label("", self, name="section")
        columns = name_columns(draft, self._at, self.changed.emit, self._put_one)
        self.box = GridBox(_("Choices"), _("Add choice"), columns, theme, self, empty=_("No choices yet."))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 4, 0, 0)
        rows.setSpacing(3)
        rows.addWidget(self._of)
        rows.addWidget(self.box, 1)
        self.box.add_asked.connect(self._add)
        self.box.delete_asked.connect(lambda row: self._put(without(self._choices, row)))
        self.box.move_asked.connect(lambda row, step: self._put(moved(self._choices, row, step), row + step))
        self.hide()

    def show_choices(self, label_id: str, spec: AttributeSpec | None) -> None:
        """Show the choices of an Attribute of the Label with an id."""
        fresh = spec is None or (self._label, self._attribute) != (label_id, spec.name)
        self._label, self._attribute = label_id, spec.name if spec else ""
        self.setVisible(spec is not None and has_choices(spec))
        if spec is not None:
            name = isolated(one_line(self._draft.name(attribute_at(label_id, spec.name))))
            self._of.setText(_("Choices of “{attribute}”").format(attribute=name))
        self.box.show_rows(self._choices, 0 if fresh else None)

    @property
    def _spec(self) -> AttributeSpec | None:
        held = self._draft.held.label(self._label)
        return next((spec for spec in held.attributes if spec.name == self._attribute), None) if held else None

    @property
    def _choices(self) -> tuple[Choice, ...]:
        return self._spec.choices if self._spec else ()

    def _at(self, choice: Choice) -> Place:
        return choice_at(self._label, self._attribute, choice.name)

    def _put_one(self, choice: Choice) -> None:
        self._put([choice if one.name == choice.name else one for one in self._choices])

    def _add(self) -> None:
        if self._spec is not None:
            self._put([*self._choices, self._draft.new_choice(self._label, self._spec)], len(self._choices))
            self.box.edit(len(self._choices) - 1)

    def _put(self, choices: Sequence[Choice], current: int | None = None) -> None:
        held, spec = self._draft.label(self._label), self._spec
        if spec is None:
            return
        left = {choice.name for choice in choices}
        default = ",".join(value for value in split(spec, spec.default) if value in left)
        made = replace(spec, choices=tuple(choices), default=default)
        specs = tuple(made if one.name == made.name else one for one in held.attributes)
        self._draft.put(replace(held, attributes=specs))
        self.box.show_rows(self._choices, current)
        self.changed.emit()

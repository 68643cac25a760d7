"""The Attributes of a Label in a table, and the choices of the one that is current in another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from annotator.desktop.dialogs.schema.choices import ChoicesBox
from annotator.desktop.dialogs.schema.draft import Draft
from annotator.desktop.dialogs.schema.grid import Column, Option, moved, without
from annotator.desktop.dialogs.schema.grid_box import GridBox
from annotator.desktop.dialogs.schema.name_columns import name_columns, told_inherited
from annotator.desktop.dialogs.schema.places import Place, attribute_at, choice_at, has_choices
from annotator.desktop.plain import label
from annotator.desktop.theme import Theme
from annotator.model.attributes import NO, YES, split
from annotator.model.schema import AttributeSpec, AttributeType, Label
from annotator.words import _


class AttributesPage(QWidget):
    """Shows the Attributes of a Label of a draft and changes them there."""

    changed = Signal()
    """The draft was changed."""

    def __init__(self, draft: Draft, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._draft = draft
        self._id = ""
        empty = _("No attributes. One asks something of every span of this label, such as tense or certainty.")
        self.box = GridBox(_("Attributes"), _("Add attribute"), self._columns(), theme, self, empty=empty)
        self.choices = ChoicesBox(draft, theme, self)
        self._inherited = label("", self, name="muted")
        self._inherited.setWordWrap(True)
        halves = QSplitter(Qt.Orientation.Vertical, self)
        halves.addWidget(self.box)
        halves.addWidget(self.choices)
        halves.setChildrenCollapsible(False)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(8, 8, 8, 4)
        rows.addWidget(self._inherited)
        rows.addWidget(halves, 1)
        self.box.row_chosen.connect(lambda _row: self._show_choices())
        self.box.add_asked.connect(self._add)
        self.box.delete_asked.connect(lambda row: self._arrange(without(self._specs, row)))
        self.box.move_asked.connect(lambda row, step: self._arrange(moved(self._specs, row, step), row + step))
        self.choices.changed.connect(self._tell)

    def show_label(self, id_: str) -> None:
        """Show the Attributes of the Label with an id."""
        fresh = id_ != self._id
        self._id = id_
        told = told_inherited(
            self._draft, id_, lambda one: [attribute_at(one.name, spec.name) for spec in one.attributes]
        )
        self._inherited.setText(told)
        self._inherited.setVisible(bool(told))
        self._show_rows(0 if fresh else None)

    @property
    def _label(self) -> Label:
        return self._draft.label(self._id)

    @property
    def _specs(self) -> tuple[AttributeSpec, ...]:
        return self._label.attributes if self._id else ()

    def _show_rows(self, current: int | None = None) -> None:
        self.box.show_rows(self._specs, current)
        self._show_choices()

    def _show_choices(self) -> None:
        at = self.box.row
        self.choices.show_choices(self._id, self._specs[at] if 0 <= at < len(self._specs) else None)

    # The columns

    def _columns(self) -> list[Column]:
        types = type_names()

        def at(spec: AttributeSpec) -> Place:
            return attribute_at(self._id, spec.name)

        def retype(spec: AttributeSpec, kind: str) -> None:
            self._put(replace(spec, type=AttributeType(kind), default=""))

        def require(spec: AttributeSpec, on: str) -> None:
            self._put(replace(spec, required=bool(on)))

        return [
            *name_columns(self._draft, at, self._tell, self._put),
            Column(_("Type"), lambda spec: spec.type.value, retype, options=lambda _spec: list(types.items())),
            Column(_("Choices"), self._told_choices),
            Column(_("Required"), lambda spec: "yes" if spec.required else "", require, is_tick=True),
            Column(_("Default"), self._told_default, self._set_default, options=self._defaults),
        ]

    def _choice_name(self, spec: AttributeSpec, choice: str) -> str:
        return self._draft.name(choice_at(self._id, spec.name, choice))

    def _told_choices(self, spec: AttributeSpec) -> str:
        if not has_choices(spec):
            return "–"
        return ", ".join(self._choice_name(spec, choice.name) for choice in spec.choices) or _("none yet")

    def _told_default(self, spec: AttributeSpec) -> str:
        if spec.type is AttributeType.SEVERAL:
            return ", ".join(self._choice_name(spec, value) for value in split(spec, spec.default))
        return spec.default

    def _defaults(self, spec: AttributeSpec) -> list[Option] | None:
        match spec.type:
            case AttributeType.YES_NO:
                return [("", _("None")), (YES, _("Yes")), (NO, _("No"))]
            case AttributeType.ONE:
                known = [(choice.name, self._choice_name(spec, choice.name)) for choice in spec.choices]
                return [("", _("None")), *known]
        return None

    # Changing

    def _set_default(self, spec: AttributeSpec, text: str) -> None:
        if spec.type is AttributeType.SEVERAL:
            ids = {self._choice_name(spec, choice.name): choice.name for choice in spec.choices}
            text = ",".join(ids.get(one, one) for one in split(spec, text))
        self._put(replace(spec, default=text))

    def _add(self) -> None:
        self._arrange([*self._specs, self._draft.new_attribute(self._id)], len(self._specs))
        self.box.edit(len(self._specs) - 1)

    def _put(self, spec: AttributeSpec) -> None:
        self._arrange([spec if one.name == spec.name else one for one in self._specs])

    def _arrange(self, specs: Sequence[AttributeSpec], current: int | None = None) -> None:
        self._draft.put(replace(self._label, attributes=tuple(specs)))
        self._tell(current)

    def _tell(self, current: int | None = None) -> None:
        self._show_rows(current)
        self.changed.emit()


def type_names() -> dict[str, str]:
    """What the types of Attributes are called."""
    return {
        AttributeType.TEXT.value: _("Text"),
        AttributeType.YES_NO.value: _("Yes or no"),
        AttributeType.ONE.value: _("One choice"),
        AttributeType.SEVERAL.value: _("Several choices"),
        AttributeType.NUMBER.value: _("Number"),
        AttributeType.DATE.value: _("Date"),
    }

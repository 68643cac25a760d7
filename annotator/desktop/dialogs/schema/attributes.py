"""The Attributes of a Label in a table, and the choices of the one that is current in another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from annotator.desktop.dialogs.schema.basics import with_title
from annotator.desktop.dialogs.schema.draft import Draft
from annotator.desktop.dialogs.schema.grid import Column, Option
from annotator.desktop.dialogs.schema.grid_box import GridBox
from annotator.desktop.dialogs.schema.places import attribute_at, choice_at, has_choices, label_at
from annotator.desktop.plain import label, one_line
from annotator.desktop.theme import Theme
from annotator.model.attributes import NO, YES, split
from annotator.model.schema import AttributeSpec, AttributeType, Choice, Label
from annotator.words import _

_T = TypeVar("_T", AttributeSpec, Choice)


class AttributesPage(QWidget):
    """Shows the Attributes of a Label of a draft and changes them there."""

    changed = Signal()
    """The draft was changed."""

    def __init__(self, draft: Draft, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._draft = draft
        self._id = ""
        self.attributes = GridBox(
            _("Attributes"),
            _("Add attribute"),
            self._columns(),
            theme,
            self,
            empty=_("No attributes. One asks something of every span of this label, such as tense or certainty."),
        )
        self.choices = GridBox(
            _("Choices"),
            _("Add choice"),
            self._choice_columns(),
            theme,
            self,
            empty=_("No choices yet."),
        )
        self._of = label("", self, name="section")
        self._below = QWidget(self)
        below = QVBoxLayout(self._below)
        below.setContentsMargins(0, 4, 0, 0)
        below.setSpacing(3)
        below.addWidget(self._of)
        below.addWidget(self.choices, 1)
        self._inherited = label("", self, name="muted")
        self._inherited.setWordWrap(True)
        halves = QSplitter(Qt.Orientation.Vertical, self)
        halves.addWidget(self.attributes)
        halves.addWidget(self._below)
        halves.setChildrenCollapsible(False)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(4, 8, 4, 4)
        rows.addWidget(self._inherited)
        rows.addWidget(halves, 1)
        self.attributes.row_chosen.connect(lambda _row: self._show_choices())
        self.attributes.add_asked.connect(self._add)
        self.attributes.delete_asked.connect(lambda row: self._arrange(_without(self._specs, row)))
        self.attributes.move_asked.connect(lambda row, step: self._arrange(_moved(self._specs, row, step), row + step))
        self.choices.add_asked.connect(self._add_choice)
        self.choices.delete_asked.connect(lambda row: self._arrange_choices(_without(self._choices, row)))
        self.choices.move_asked.connect(
            lambda row, step: self._arrange_choices(_moved(self._choices, row, step), row + step)
        )

    # What is shown

    def show_label(self, id_: str) -> None:
        """Show the Attributes of the Label with an id."""
        fresh = id_ != self._id
        self._id = id_
        above = [one for one in self._draft.held.lineage(id_) if one.name != id_]
        given = [
            _("{names} from {label}").format(
                names=one_line(", ".join(self._draft.name(attribute_at(one.name, spec.name)) for spec in one.attributes)),
                label=one_line(self._draft.called(label_at(one.name))),
            )
            for one in above
            if one.attributes
        ]
        self._inherited.setText(_("Inherited: {attributes}.").format(attributes="; ".join(given)))
        self._inherited.setVisible(bool(given))
        self._show_rows(0 if fresh else None)

    @property
    def _label(self) -> Label:
        return self._draft.label(self._id)

    @property
    def _specs(self) -> tuple[AttributeSpec, ...]:
        return self._label.attributes if self._id else ()

    @property
    def _spec(self) -> AttributeSpec | None:
        """The Attribute of the current row."""
        at = self.attributes.row
        return self._specs[at] if 0 <= at < len(self._specs) else None

    @property
    def _choices(self) -> tuple[Choice, ...]:
        return self._spec.choices if self._spec else ()

    def _show_rows(self, current: int | None = None) -> None:
        self.attributes.show_rows(self._specs, current)
        self._show_choices()

    def _show_choices(self) -> None:
        spec = self._spec
        self._below.setVisible(spec is not None and has_choices(spec))
        if spec is not None:
            name = one_line(self._draft.name(attribute_at(self._id, spec.name)))
            self._of.setText(_("Choices of “{attribute}”").format(attribute=name))
        self.choices.show_rows(self._choices)

    # The columns

    def _columns(self) -> list[Column]:
        def at(spec: AttributeSpec) -> str:
            return self._draft.name(attribute_at(self._id, spec.name))

        def fault(spec: AttributeSpec) -> str:
            return self._draft.name_fault(attribute_at(self._id, spec.name))

        types = type_names()
        return [
            Column(_("Name"), at, self._rename, is_rtl=False, fault=fault),
            Column(_("Arabic"), lambda spec: spec.titles.get("ar", ""), self._titled("ar"), is_rtl=True),
            Column(_("English"), lambda spec: spec.titles.get("en", ""), self._titled("en"), is_rtl=False),
            Column(_("Type"), lambda spec: spec.type.value, self._retype, options=lambda _spec: list(types.items())),
            Column(_("Choices"), self._told_choices),
            Column(_("Required"), lambda spec: "yes" if spec.required else "", self._require, is_tick=True),
            Column(_("Default"), self._told_default, self._set_default, options=self._defaults),
        ]

    def _choice_columns(self) -> list[Column]:
        def place(choice: Choice) -> str:
            return self._draft.name(choice_at(self._id, self._spec.name, choice.name)) if self._spec else ""

        def fault(choice: Choice) -> str:
            return self._draft.name_fault(choice_at(self._id, self._spec.name, choice.name)) if self._spec else ""

        return [
            Column(_("Name"), place, self._rename_choice, is_rtl=False, fault=fault),
            Column(_("Arabic"), lambda choice: choice.titles.get("ar", ""), self._choice_titled("ar"), is_rtl=True),
            Column(_("English"), lambda choice: choice.titles.get("en", ""), self._choice_titled("en"), is_rtl=False),
        ]

    def _choice_name(self, spec: AttributeSpec, choice: str) -> str:
        return self._draft.name(choice_at(self._id, spec.name, choice))

    def _told_choices(self, spec: AttributeSpec) -> str:
        if not has_choices(spec):
            return ""
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

    def _rename(self, spec: AttributeSpec, name: str) -> None:
        self._draft.rename(attribute_at(self._id, spec.name), name.strip())
        self._tell()

    def _rename_choice(self, choice: Choice, name: str) -> None:
        if self._spec is not None:
            self._draft.rename(choice_at(self._id, self._spec.name, choice.name), name.strip())
            self._tell()

    def _titled(self, tongue: str) -> Callable[[AttributeSpec, str], None]:
        return lambda spec, text: self._put(replace(spec, titles=with_title(spec.titles, tongue, text)))

    def _choice_titled(self, tongue: str) -> Callable[[Choice, str], None]:
        return lambda choice, text: self._put_choice(replace(choice, titles=with_title(choice.titles, tongue, text)))

    def _retype(self, spec: AttributeSpec, kind: str) -> None:
        self._put(replace(spec, type=AttributeType(kind), default=""))

    def _require(self, spec: AttributeSpec, on: str) -> None:
        self._put(replace(spec, required=bool(on)))

    def _set_default(self, spec: AttributeSpec, text: str) -> None:
        ids = {self._choice_name(spec, choice.name): choice.name for choice in spec.choices}
        several = spec.type is AttributeType.SEVERAL
        self._put(replace(spec, default=",".join(ids.get(one, one) for one in split(spec, text)) if several else text))

    def _put(self, spec: AttributeSpec) -> None:
        self._arrange(tuple(spec if one.name == spec.name else one for one in self._specs))

    def _put_choice(self, choice: Choice) -> None:
        self._arrange_choices(tuple(choice if one.name == choice.name else one for one in self._choices))

    def _arrange(self, specs: Sequence[AttributeSpec], current: int | None = None) -> None:
        self._draft.put(replace(self._label, attributes=tuple(specs)))
        self._tell(current)

    def _arrange_choices(self, choices: Sequence[Choice], current: int | None = None) -> None:
        spec = self._spec
        if spec is None:
            return
        left = {choice.name for choice in choices}
        default = ",".join(value for value in split(spec, spec.default) if value in left)
        self._put(replace(spec, choices=tuple(choices), default=default))
        self.choices.show_rows(self._choices, current)

    def _add(self) -> None:
        self._arrange((*self._specs, self._draft.new_attribute(self._id)), len(self._specs))
        self.attributes.edit(len(self._specs) - 1)

    def _add_choice(self) -> None:
        spec = self._spec
        if spec is not None:
            self._arrange_choices((*spec.choices, self._draft.new_choice(self._id, spec)), len(spec.choices))
            self.choices.edit(len(self._choices) - 1)

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


def _without(items: Sequence[_T], row: int) -> tuple[_T, ...]:
    return tuple(item for at, item in enumerate(items) if at != row)


def _moved(items: Sequence[_T], row: int, step: int) -> tuple[_T, ...]:
    """The items in which one and its neighbour have changed places."""
    order = list(items)
    order[row], order[row + step] = order[row + step], order[row]
    return tuple(order)

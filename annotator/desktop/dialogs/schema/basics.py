"""The first page of a Label: its names, what it is, its colour and its key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QFrame, QScrollArea, QSizePolicy, QWidget

from annotator.desktop.colour_vision import by_unlikeness
from annotator.desktop.dialogs.schema import colour_faults
from annotator.desktop.dialogs.schema.colour_box import ColourBox
from annotator.desktop.dialogs.schema.draft import Draft
from annotator.desktop.dialogs.schema.fields import NameLine, line, with_visible_ticks
from annotator.desktop.dialogs.schema.key_box import KeyBox
from annotator.desktop.dialogs.schema.name_columns import with_title
from annotator.desktop.dialogs.schema.places import label_at
from annotator.desktop.dialogs.schema.swatches import swatch
from annotator.desktop.plain import escaped, label, one_line
from annotator.desktop.theme import DARK, LIGHT, Theme
from annotator.formats.labels.colours import PALETTE
from annotator.model.kind_words import kind_name
from annotator.model.schema import Kind, Label
from annotator.words import _, ngettext

Uses = Callable[[str], tuple[int, int]]
"""How many Spans have a Label of the project, and in how many Articles."""


class Basics(QScrollArea):
    """Shows a Label of a draft and changes it there."""

    changed = Signal()
    """The draft was changed."""

    def __init__(self, draft: Draft, uses: Uses, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._draft, self._uses_of = draft, uses
        self._id = ""
        self._spans = self._articles = 0
        inside = QWidget()
        self.name = NameLine(_("Name in the data"), inside, "labelName")
        self.arabic = line(_("Arabic name"), inside, is_rtl=True, name="arabicName")
        self.english = line(_("English name"), inside, is_rtl=False, name="englishName")
        self.kind = QComboBox(inside)
        self.kind.setAccessibleName(_("Kind"))
        for kind in Kind:
            self.kind.addItem(kind_name(kind), kind.value)
        self.parent_label = QComboBox(inside)
        self.parent_label.setAccessibleName(_("Subtype of"))
        self.abstract = QCheckBox(_("Only groups subtypes; nothing is marked with it"), inside)
        with_visible_ticks(self.abstract, theme)
        self.color = ColourBox(inside)
        self.key = KeyBox(_("Key"), self._holder, inside)
        self._note = label("", inside, name="warning")
        self._note.setWordWrap(True)
        self._note.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._uses = label("", inside, name="muted")
        self._uses.setWordWrap(True)
        self._uses.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        form = QFormLayout(inside)
        form.setContentsMargins(8, 10, 8, 8)
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(9)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for words, field in (
            (_("Name in the data"), self.name),
            (_("Arabic name"), self.arabic),
            (_("English name"), self.english),
            (_("Kind"), self.kind),
            (_("Subtype of"), self.parent_label),
            ("", self.abstract),
            (_("Colour"), self.color),
            (_("Key"), self.key),
        ):
            form.addRow(words, field)
        form.addRow("", self._note)
        form.addRow("", self._uses)
        self.setWidget(inside)
        self.name.typed.connect(self._rename)
        self.arabic.textEdited.connect(lambda text: self._title("ar", text))
        self.english.textEdited.connect(lambda text: self._title("en", text))
        self.kind.activated.connect(lambda _at: self._set_kind(Kind(self.kind.currentData())))
        self.parent_label.activated.connect(lambda _at: self._set_parent(self.parent_label.currentData()))
        self.abstract.clicked.connect(lambda on: self._put(replace(self._label, abstract=on)))
        self.color.chosen.connect(self._set_color)
        self.color.other_asked.connect(self._another_color)
        self.key.key_chosen.connect(self._set_key)

    @property
    def _label(self) -> Label:
        return self._draft.label(self._id)

    def show_label(self, id_: str) -> None:
        """Show the Label with an id."""
        self._id = id_
        held = self._label
        self.name.show_name(self._draft.name(label_at(id_)))
        self.arabic.setText(held.titles.get("ar", ""))
        self.english.setText(held.titles.get("en", ""))
        self.key.show_key(held.key)
        self._spans, self._articles = (0, 0) if label_at(id_).is_new else self._uses_of(id_)
        self._show_rest()

    def _show_rest(self) -> None:
        """What is no text that the user may just be typing."""
        held, draft = self._label, self._draft
        self.name.show_fault(draft.name_fault(label_at(self._id)))
        self.kind.setCurrentIndex(self.kind.findData(held.kind.value))
        self.kind.setEnabled(not held.parent)
        self.kind.setToolTip(escaped(_("A subtype is of the kind of its parent.")) if held.parent else "")
        self.parent_label.clear()
        self.parent_label.addItem(_("None"), "")
        for other in draft.parents_for(self._id):
            called = one_line(draft.called(label_at(other.name)))
            self.parent_label.addItem(swatch(other.color, other.kind), called, other.name)
        self.parent_label.setCurrentIndex(self.parent_label.findData(held.parent))
        self.abstract.setChecked(held.abstract)
        self.show_color()
        self._show_note(held)
        told = _("In use: {spans} {where}.").format(
            spans=ngettext("{n} span", "{n} spans", self._spans),
            where=ngettext("in {n} article", "in {n} articles", self._articles),
        )
        self._uses.setText(told if self._spans else _("No span has this label yet."))

    def _show_note(self, held: Label) -> None:
        notes = []
        if held.roles and held.kind is not Kind.EVENT:
            notes.append(_("Only events have roles: those of this label go when you apply."))
        if held.abstract and self._spans:
            notes.append(_("Spans have this label already; they are told as problems until they get a subtype."))
        self._note.setText("\n".join(notes))
        self._note.setVisible(bool(notes))

    def show_color(self) -> None:
        """Show the colour and what is wrong with it; the colours of others may have changed."""
        held = self._label
        faults = [*colour_faults.of_chip(held.color), *colour_faults.of_line(held.color, LIGHT.paper, DARK.paper)]
        faults += colour_faults.of_likeness(self._draft, held)
        shown = replace(held, name=self._draft.name(label_at(self._id)))
        self.color.show_color(held.color, held.kind, faults, shown)

    def _holder(self, key: str) -> str:
        if self._label.archived:
            return ""
        holder = self._draft.holder_of_key(key, self._id)
        return one_line(self._draft.called(label_at(holder.name))) if holder else ""

    def _put(self, held: Label) -> None:
        self._draft.put(held)
        self._show_rest()
        self.changed.emit()

    def _rename(self, name: str) -> None:
        self._draft.rename(label_at(self._id), name)
        self.name.show_fault(self._draft.name_fault(label_at(self._id)))
        self.show_color()
        self.changed.emit()

    def _title(self, tongue: str, text: str) -> None:
        self._draft.put(replace(self._label, titles=with_title(self._label.titles, tongue, text)))
        self.show_color()
        self.changed.emit()

    def _set_kind(self, kind: Kind) -> None:
        self._draft.set_kind(self._id, kind)
        self._show_rest()
        self.changed.emit()

    def _set_parent(self, parent: str) -> None:
        self._draft.set_parent(self._id, parent)
        self._show_rest()
        self.changed.emit()

    def _set_color(self, color: str) -> None:
        self._draft.put(replace(self._label, color=color))
        self.show_color()
        self.changed.emit()

    def _another_color(self) -> None:
        self._set_color(free_color(self._draft, self._label.kind, self._id))

    def _set_key(self, key: str) -> None:
        self._draft.take_key(self._id, key)
        self.changed.emit()


def free_color(draft: Draft, kind: Kind, besides: str = "") -> str:
    """The colour of the palette that is most unlike those of the Labels that are marked with, for one of a kind; where
    the Label has that one, the next best."""
    taken = [label for label in draft.held.markable() if label.name != besides]
    same = [label.color for label in taken if label.kind is kind]
    best = by_unlikeness(PALETTE, same, [label.color for label in taken if label.kind is not kind])
    own = draft.held.label(besides)
    at = best.index(own.color) + 1 if own and own.color in best else 0
    return best[at % len(best)]

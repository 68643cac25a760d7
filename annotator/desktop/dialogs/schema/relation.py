"""The first page of a Relation label: its names, its colour, and what it may join."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from annotator.desktop.dialogs.schema import colour_faults
from annotator.desktop.dialogs.schema.checks import LabelChecks
from annotator.desktop.dialogs.schema.colour_box import ColourBox
from annotator.desktop.dialogs.schema.draft import Draft
from annotator.desktop.dialogs.schema.fields import NameLine, line, with_visible_ticks
from annotator.desktop.dialogs.schema.name_columns import with_title
from annotator.desktop.dialogs.schema.places import relation_at
from annotator.desktop.plain import label
from annotator.desktop.theme import DARK, LIGHT, Theme
from annotator.formats.labels.colours import PALETTE
from annotator.model.schema import RelationLabel
from annotator.words import _


class RelationBasics(QScrollArea):
    """Shows a Relation label of a draft and changes it there."""

    changed = Signal()
    """The draft was changed."""

    def __init__(self, draft: Draft, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._draft = draft
        self._id = ""
        inside = QWidget()
        self.name = NameLine(_("Name in the data"), inside, "relationName")
        self.arabic = line(_("Arabic name"), inside, is_rtl=True)
        self.english = line(_("English name"), inside, is_rtl=False)
        self.color = ColourBox(inside)
        self.symmetric = QCheckBox(_("Both ends are equal (symmetric)"), inside)
        self.transitive = QCheckBox(_("What holds from one to the next holds throughout (transitive)"), inside)
        for box in (self.symmetric, self.transitive):
            with_visible_ticks(box, theme)
        self._chain = label(_("With both, it joins what means the same into chains."), inside, name="muted")
        self._chain.setWordWrap(True)
        self._chain.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.sources = LabelChecks(_("From"), theme, inside)
        self.targets = LabelChecks(_("To"), theme, inside)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(9)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for words, field in (
            (_("Name in the data"), self.name),
            (_("Arabic name"), self.arabic),
            (_("English name"), self.english),
            (_("Colour"), self.color),
            ("", self.symmetric),
            ("", self.transitive),
            ("", self._chain),
        ):
            form.addRow(words, field)
        ends = QHBoxLayout()
        ends.setSpacing(14)
        for checks in (self.sources, self.targets):
            checks.list.setMinimumHeight(130)
            ends.addWidget(checks, 1)
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(8, 10, 8, 8)
        rows.addLayout(form)
        rows.addLayout(ends, 1)
        self.setWidget(inside)
        self.name.typed.connect(self._rename)
        self.arabic.textEdited.connect(lambda text: self._title("ar", text))
        self.english.textEdited.connect(lambda text: self._title("en", text))
        self.color.chosen.connect(lambda color: self._put(replace(self._relation, color=color)))
        self.color.other_asked.connect(self._another_color)
        self.symmetric.clicked.connect(lambda on: self._put(replace(self._relation, symmetric=on)))
        self.transitive.clicked.connect(lambda on: self._put(replace(self._relation, transitive=on)))
        self.sources.changed.connect(lambda ids: self._put(replace(self._relation, sources=ids)))
        self.targets.changed.connect(lambda ids: self._put(replace(self._relation, targets=ids)))

    @property
    def _relation(self) -> RelationLabel:
        return self._draft.relation(self._id)

    def show_label(self, id_: str) -> None:
        """Show the Relation label with an id."""
        self._id = id_
        held = self._relation
        self.name.show_name(self._draft.name(relation_at(id_)))
        self.arabic.setText(held.titles.get("ar", ""))
        self.english.setText(held.titles.get("en", ""))
        self.sources.show_labels(self._draft, held.sources)
        self.targets.show_labels(self._draft, held.targets)
        self._show_rest()

    def _show_rest(self) -> None:
        """What is no text that the user may just be typing, and no tick that was just made."""
        held = self._relation
        self.name.show_fault(self._draft.name_fault(relation_at(self._id)))
        self.symmetric.setChecked(held.symmetric)
        self.transitive.setChecked(held.transitive)
        faults = colour_faults.of_line(held.color, LIGHT.paper, DARK.paper)
        self.color.show_color(held.color, None, faults, None)

    def _put(self, held: RelationLabel) -> None:
        self._draft.put_relation(held)
        self._show_rest()
        self.changed.emit()

    def _rename(self, name: str) -> None:
        self._draft.rename(relation_at(self._id), name)
        self._show_rest()
        self.changed.emit()

    def _title(self, tongue: str, text: str) -> None:
        self._put(replace(self._relation, titles=with_title(self._relation.titles, tongue, text)))

    def _another_color(self) -> None:
        at = PALETTE.index(self._relation.color) + 1 if self._relation.color in PALETTE else 0
        self._put(replace(self._relation, color=PALETTE[at % len(PALETTE)]))

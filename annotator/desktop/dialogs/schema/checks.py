"""Labels with a tick before each: which may stand somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from annotator.desktop.dialogs.schema.draft import Draft
from annotator.desktop.dialogs.schema.families import children
from annotator.desktop.dialogs.schema.fields import Cells
from annotator.desktop.dialogs.schema.places import label_at
from annotator.desktop.dialogs.schema.swatches import SIZE, swatch
from annotator.desktop.plain import label, one_line
from annotator.desktop.theme import Theme
from annotator.model.schema import Kind, Label
from annotator.words import _

_STEP = "\u2003"
"""How far a subtype is moved in."""


class LabelChecks(QWidget):
    """Shows all Labels of a draft; reports the ids of those that are ticked, in their order."""

    changed = Signal(tuple)

    def __init__(self, told: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.list = QListWidget(self)
        self.list.setAccessibleName(told)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setIconSize(SIZE)
        self.list.setItemDelegate(Cells(theme, self.list))
        heading = label(told, self, name="section")
        heading.setBuddy(self.list)
        self._all = label("", self, name="muted")
        self._all.setWordWrap(True)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(3)
        rows.addWidget(heading)
        rows.addWidget(self.list, 1)
        rows.addWidget(self._all)
        self.list.itemChanged.connect(lambda _item: self._tell())

    def show_labels(self, draft: Draft, ticked: tuple[str, ...]) -> None:
        """Show the Labels of the draft, with a tick before those called by these ids."""
        self.list.blockSignals(True)
        self.list.clear()
        for held, depth in _in_order(draft):
            if held.archived and held.name not in ticked:
                continue
            called = one_line(draft.called(label_at(held.name)))
            item = QListWidgetItem(swatch(held.color, held.kind, faint=held.archived), _STEP * depth + called)
            item.setData(Qt.ItemDataRole.UserRole, held.name)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if held.name in ticked else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self._hint(ticked)

    def _tell(self) -> None:
        items = (self.list.item(row) for row in range(self.list.count()))
        ticked = tuple(
            str(item.data(Qt.ItemDataRole.UserRole)) for item in items if item.checkState() is Qt.CheckState.Checked
        )
        self._hint(ticked)
        self.changed.emit(ticked)

    def _hint(self, ticked: tuple[str, ...]) -> None:
        self._all.setText(_("Their subtypes too.") if ticked else _("Without any tick: all labels."))


def _in_order(draft: Draft) -> Iterator[tuple[Label, int]]:
    """The Labels by kind, each behind its parent, with how deep it is."""

    def below(held: Label, depth: int) -> Iterator[tuple[Label, int]]:
        yield held, depth
        for child in children(draft.held, held.name):
            yield from below(child, depth + 1)

    for kind in Kind:
        for head in children(draft.held, "", kind):
            yield from below(head, 0)

"""The side of the schema editor on which labels are chosen, added, moved, archived and deleted."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.desktop.dialogs.schema.draft import Draft
from annotator.desktop.dialogs.schema.fields import arrow, tool
from annotator.desktop.dialogs.schema.places import Place
from annotator.desktop.dialogs.schema.tree import LabelTree
from annotator.desktop.theme import Theme
from annotator.words import _
from annotator.workspace.designing import Named


class LabelsPane(QWidget):
    """The tree of labels with its buttons; reports what is asked of the label that is chosen."""

    add_asked = Signal()
    subtype_asked = Signal()
    relation_asked = Signal()
    duplicate_asked = Signal()
    archive_asked = Signal()
    """Archive the label, or bring it back."""
    delete_asked = Signal()
    move_asked = Signal(int)
    """-1 (up) or 1 (down)."""

    def __init__(self, draft: Draft, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._draft = draft
        self.tree = LabelTree(draft, theme, self)
        self.tree.delete_asked.connect(self.delete_asked)
        self.tree.move_asked.connect(self.move_asked)
        self.add = tool(_("Add label"), self, self.add_asked.emit, name="addLabel")
        self.subtype = tool(_("Add subtype"), self, self.subtype_asked.emit, name="addSubtype")
        self.relation = tool(_("Add relation"), self, self.relation_asked.emit, name="addRelation")
        self.twin = tool(_("Duplicate"), self, self.duplicate_asked.emit, name="duplicateLabel")
        self.archive = tool(_("Archive"), self, self.archive_asked.emit, name="archiveLabel")
        self.delete = tool(
            _("Delete"), self, self.delete_asked.emit, tip=_("Delete (Delete)"), name="deleteLabelButton"
        )
        up, down = Qt.ArrowType.UpArrow, Qt.ArrowType.DownArrow
        self.up = arrow(up, _("Move up (Alt+Up)"), self, lambda: self.move_asked.emit(-1), name="labelUp")
        self.down = arrow(down, _("Move down (Alt+Down)"), self, lambda: self.move_asked.emit(1), name="labelDown")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        rows.addWidget(self.tree, 1)
        for buttons in (
            (self.add, self.subtype, self.relation),
            (self.up, self.down, self.twin, self.archive, self.delete),
        ):
            row = QHBoxLayout()
            row.setSpacing(2)
            for button in buttons:
                row.addWidget(button)
            row.addStretch(1)
            rows.addLayout(row)
        self.tree.chosen.connect(self._follow)
        self._follow(self.tree.place)

    def _follow(self, place: Place | None) -> None:
        """Let only those buttons be pressed that do something for the label that is chosen."""
        label = None if place is None or place.what is Named.RELATION else self._draft.held.label(place.id)
        for button in (self.up, self.down, self.twin, self.delete):
            button.setEnabled(place is not None)
        for button in (self.subtype, self.archive):
            button.setEnabled(label is not None)
        is_archived = label is not None and label.archived
        told = _("Bring back") if is_archived else _("Archive")
        self.archive.setText(told)
        self.archive.setAccessibleName(told)

    def refresh(self) -> None:
        """Show other names, colours and keys of the same labels."""
        self.tree.refresh()
        self._follow(self.tree.place)

"""All labels of a draft in a tree: by kind, each with its subtypes, and the Relation labels below."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QTreeWidgetItemIterator,
    QWidget,
)

from annotator.desktop.dialogs.schema.draft import Draft
from annotator.desktop.dialogs.schema.families import children
from annotator.desktop.dialogs.schema.places import Place, label_at, relation_at
from annotator.desktop.dialogs.schema.swatches import SIZE, swatch
from annotator.desktop.plain import one_line
from annotator.desktop.theme import Theme
from annotator.model.kind_words import kind_heading
from annotator.model.schema import Kind, Label
from annotator.words import _
from annotator.workspace.designing import Named

_PLACE = Qt.ItemDataRole.UserRole
_KIND = Qt.ItemDataRole.UserRole + 1


class LabelTree(QTreeWidget):
    """Shows the draft and reports which label the user wants to see, to move or to delete."""

    chosen = Signal(object)
    """A `Place`, or None where no label is chosen."""
    delete_asked = Signal()
    move_asked = Signal(int)
    """-1 (up) or 1 (down)."""
    name_asked = Signal()
    """The user wants to type another name."""

    def __init__(self, draft: Draft, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._draft, self._theme = draft, theme
        self._shown: list[tuple[str, str, str]] = []
        self.setObjectName("schemaTree")
        self.setAccessibleName(_("Labels of the project"))
        self.setHeaderHidden(True)
        self.setColumnCount(2)
        self.header().setStretchLastSection(False)
        self.header().setMinimumSectionSize(34)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.setIndentation(16)
        self.setIconSize(SIZE)
        colors = self.palette()
        for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
            colors.setColor(group, QPalette.ColorRole.Highlight, QColor(theme.accent_soft))
            colors.setColor(group, QPalette.ColorRole.HighlightedText, QColor(theme.ink))
        self.setPalette(colors)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.currentItemChanged.connect(lambda _now, _before: self.chosen.emit(self.place))
        self.rebuild()

    @property
    def place(self) -> Place | None:
        """The label that is chosen."""
        item = self.currentItem()
        found = item.data(0, _PLACE) if item else None
        return found if isinstance(found, Place) else None

    @property
    def kind(self) -> Kind:
        """The kind of the label that is chosen, or under whose heading the user is."""
        item = self.currentItem()
        while item is not None:
            if found := item.data(0, _KIND):
                return Kind(found)
            item = item.parent()
        return Kind.ENTITY

    @property
    def texts(self) -> list[str]:
        """What is read in the rows, from top to bottom."""
        return [item.text(0) for item in self._items()]

    def choose(self, place: Place | None) -> None:
        """Choose a label, or the first one."""
        items = list(self._items())
        wanted = next((item for item in items if item.data(0, _PLACE) == place), None) if place else None
        first = next((item for item in items if item.data(0, _PLACE) is not None), None)
        if item := wanted or first:
            self.setCurrentItem(item)

    def rebuild(self, place: Place | None = None) -> None:
        """Show the draft as it is now, with a label chosen, or the one that is."""
        kept = place or self.place
        self._shown = self._order()
        self.blockSignals(True)
        self.clear()
        for kind in Kind:
            heads = children(self._draft.held, "", kind)
            if heads:
                above = self._heading(kind_heading(kind))
                above.setData(0, _KIND, kind.value)
                self._add_all(above, heads)
        if self._draft.held.relations:
            below = self._heading(_("Relations"))
            for relation in self._draft.held.relations:
                self._show(QTreeWidgetItem(below), relation_at(relation.name))
        self.expandAll()
        self.blockSignals(False)
        self.choose(kept)
        self.chosen.emit(self.place)

    def refresh(self) -> None:
        """Show the draft as it is now: in their places other names, colours and keys, all anew where places changed."""
        if self._order() != self._shown:
            self.rebuild()
            return
        for item in self._items():
            place = item.data(0, _PLACE)
            if isinstance(place, Place):
                self._show(item, place)

    def _order(self) -> list[tuple[str, str, str]]:
        """Which labels there are, in which places."""
        labels = [(label.name, label.kind.value, label.parent) for label in self._draft.held.labels]
        return labels + [(relation.name, "", "") for relation in self._draft.held.relations]

    def _items(self) -> Iterator[QTreeWidgetItem]:
        walk = QTreeWidgetItemIterator(self)
        while item := walk.value():
            yield item
            walk += 1

    def _heading(self, text: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem(self, [text])
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        item.setForeground(0, QColor(self._theme.muted))
        return item

    def _add_all(self, above: QTreeWidgetItem, labels: list[Label]) -> None:
        for label in labels:
            item = QTreeWidgetItem(above)
            self._show(item, label_at(label.name))
            self._add_all(item, children(self._draft.held, label.name))

    def _show(self, item: QTreeWidgetItem, place: Place) -> None:
        draft = self._draft
        label = None if place.what is Named.RELATION else draft.held.label(place.id)
        color = label.color if label else draft.relation(place.id).color
        called = one_line(draft.called(place))
        is_faint = label is not None and not label.is_markable
        if label is not None and label.archived:
            called = _("{label}, archived").format(label=called)
        elif label is not None and label.abstract:
            called = _("{label}, a group").format(label=called)
        item.setData(0, _PLACE, place)
        item.setText(0, called)
        item.setIcon(0, swatch(color, label.kind if label else None, faint=is_faint))
        key = label.key if label else ""
        item.setText(1, key)
        item.setData(1, Qt.ItemDataRole.AccessibleTextRole, _("Key: {key}").format(key=key) if key else "")
        item.setForeground(0, QColor(self._theme.muted if is_faint else self._theme.ink))
        item.setForeground(1, QColor(self._theme.muted))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        match event.key():
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self.delete_asked.emit()
            case Qt.Key.Key_Up if is_alt:
                self.move_asked.emit(-1)
            case Qt.Key.Key_Down if is_alt:
                self.move_asked.emit(1)
            case Qt.Key.Key_F2 | Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.name_asked.emit()
            case _:
                super().keyPressEvent(event)

"""Where a Relation is edited before it is decided: another label, or the other way around."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from annotator.desktop.bench.keep_bar import KeepBar
from annotator.desktop.plain import along, escaped, isolated, label, leading, one_line
from annotator.frozen import frozen
from annotator.model.annotation import Relation, Span
from annotator.model.schema import Schema
from annotator.words import _, is_right_to_left


@frozen
class DrawnArrow:
    """A Relation with the Spans at its ends."""

    relation: Relation
    source: Span
    target: Span

    def turned(self) -> DrawnArrow:
        """The same from its end to its beginning."""
        relation = replace(self.relation, source=self.relation.target, target=self.relation.source)
        return DrawnArrow(relation, self.target, self.source)


def labels_between(schema: Schema, source: str, target: str) -> list[tuple[str, str]]:
    """What a Relation from a Span of one Label to a Span of another may be called: names with titles, Roles first."""
    roles = [(role.name, role.title) for role in schema.roles_of(source) if schema.may_fill(role, target)]
    others = [(one.name, one.title) for one in schema.relations if schema.may_relate(one, source, target)]
    return [*roles, *others]


class ArrowPane(QWidget):
    """Shows a Relation; reports what it is to be."""

    kept = Signal(object)
    """A `Relation`."""
    dropped = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("arrowPane")
        self._arrow: DrawnArrow | None = None
        self._schema: Schema | None = None
        self._text = ""
        heading = label(_("Editing the gold version"), self, name="section")
        self._ends = label("", self, name="title")
        for line in (heading, self._ends):
            line.setAlignment(leading())
        self._ends.setWordWrap(True)
        self.label = QComboBox(self)
        self.label.setAccessibleName(_("What the relation is called"))
        self.turn = QCheckBox(_("The other way around"), self)
        self.turn.setToolTip(escaped(_("Let the relation begin where it ended")))
        self.bar = KeepBar(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (heading, self._ends, self.label, self.turn, self.bar):
            column.addWidget(widget)
        self.turn.toggled.connect(lambda _on: self._show())
        self.bar.kept.connect(self._keep)
        self.bar.dropped.connect(self.dropped)
        for field in (self.label, self.turn):
            field.installEventFilter(self)

    def edit(self, arrow: DrawnArrow, schema: Schema, text: str) -> None:
        """Edit a Relation between Spans of the Article `text`."""
        self._arrow, self._schema, self._text = arrow, schema, text
        self.turn.setChecked(False)
        self._show()
        self.label.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _drawn(self) -> DrawnArrow | None:
        return self._arrow.turned() if self._arrow and self.turn.isChecked() else self._arrow

    def _show(self) -> None:
        arrow = self._drawn()
        if arrow is None or self._schema is None:
            return
        points = "←" if is_right_to_left() else "→"
        ends = [isolated(one_line(span.surface(self._text))) for span in (arrow.source, arrow.target)]
        self._ends.setText(along(f" {points} ".join(ends)))
        held = self.label.currentData() or arrow.relation.label
        known = labels_between(self._schema, arrow.source.label, arrow.target.label)
        self.label.clear()
        for name, title in known or [(arrow.relation.label, arrow.relation.label)]:
            self.label.addItem(f"{one_line(title)} ({name})" if title != name else one_line(name), name)
        self.label.setCurrentIndex(max(self.label.findData(held), 0))

    def _keep(self) -> None:
        arrow = self._drawn()
        if arrow is not None:
            self.kept.emit(replace(arrow.relation, label=str(self.label.currentData())))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._keep()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.dropped.emit()
                return True
        return super().eventFilter(watched, event)

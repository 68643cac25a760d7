"""What the Schema asks of the chosen Span: an event's card, Attributes, Relations. Made when it is first needed."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.desktop.panels.arrows import ArrowsSection
from annotator.desktop.panels.attributes import AttributesSection
from annotator.desktop.panels.roles import RolesSection
from annotator.desktop.theme import Theme


class Details(QWidget):
    """The sections, one below the other."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.roles = RolesSection(theme, self)
        self.attributes = AttributesSection(theme, self)
        self.arrows = ArrowsSection(theme, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for section in (self.roles, self.attributes, self.arrows):
            column.addWidget(section)

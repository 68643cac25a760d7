"""A box for the licence: a list to search through, or the address of a licence of one's own."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from annotator.dataset.publishing.licences import licence_named, licences
from annotator.desktop.plain import escaped
from annotator.errors import BadInput
from annotator.words import _


class LicenceBox(QComboBox):
    """Finds a licence by any part of its name or title."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("licence")
        self.setAccessibleName(_("Licence"))
        self.setToolTip(escaped(_("Type a part of its name, or the address (https://…) of a licence of your own")))
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMinimumContentsLength(18)
        # Names of licences are Latin, in Arabic, too.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.addItem("", "")
        for name, title in licences().items():
            self.addItem(f"{name} — {title}", name)
        found = QCompleter(self.model(), self)
        found.setFilterMode(Qt.MatchFlag.MatchContains)
        found.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        found.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setCompleter(found)
        line = self.lineEdit()
        assert line is not None
        line.setPlaceholderText(_("none named"))

    @property
    def licence(self) -> str:
        """The name of the licence that is chosen, or what was typed instead."""
        typed = self.currentText().strip()
        at = self.findText(typed)
        return str(self.itemData(at)) if at >= 0 else typed

    @property
    def fault(self) -> str:
        """Why there is no such licence, in a sentence; nothing where there is one, or none is named."""
        try:
            licence_named(self.licence)
        except BadInput as error:
            return str(error)
        return ""

    def choose(self, licence: str) -> None:
        """Show a licence by its name or its address."""
        at = self.findData(licence)
        self.setCurrentIndex(max(at, 0))
        if at < 0:
            self.setEditText(licence)

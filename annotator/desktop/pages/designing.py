"""The Schema editor on the annotation page, and what follows when the Schema has changed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from annotator.desktop.pages.desk import Desk


class Designing(QObject):
    """Opens the editor, and says when the page no longer shows the Labels that the project has."""

    schema_changed = Signal()
    """The window is to be built anew."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._shown = desk.workspace.schema
        self._is_open = False

    def open(self) -> None:
        """Let the Labels be changed."""
        from annotator.desktop.dialogs.schema_editor import SchemaEditor

        desk = self._desk
        text = desk.article.text if desk.article is not None else ""
        editor = SchemaEditor(desk.workspace, desk.theme, (text, desk.view.highlights.in_order()), desk.window())
        self._is_open = True
        try:
            editor.exec()
        finally:
            self._is_open = False
            editor.deleteLater()
        self.follow()

    def follow(self) -> None:
        """Something in the project has changed; it may have been the Schema. Not told while the editor is open."""
        if not self._is_open and self._desk.workspace.schema != self._shown:
            self._shown = self._desk.workspace.schema
            self.schema_changed.emit()

"""The pages of the label that is chosen."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QTabWidget, QWidget

from annotator.desktop.dialogs.schema.attributes import AttributesPage
from annotator.desktop.dialogs.schema.basics import Basics, Uses
from annotator.desktop.dialogs.schema.draft import Draft
from annotator.desktop.dialogs.schema.guideline import GuidelinePage
from annotator.desktop.dialogs.schema.places import Place
from annotator.desktop.dialogs.schema.relation import RelationBasics
from annotator.desktop.dialogs.schema.roles import RolesPage
from annotator.desktop.plain import label
from annotator.desktop.theme import Theme
from annotator.model.schema import Guideline, Kind
from annotator.words import _
from annotator.workspace.designing import Named


class LabelPages(QTabWidget):
    """All that is known of a Label of a draft; changes it there."""

    changed = Signal()
    """The draft was changed."""

    def __init__(self, draft: Draft, uses: Uses, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Pages of the label"))
        self._draft = draft
        self._id: str | None = None
        self.basics = Basics(draft, uses, theme, self)
        self.guideline = GuidelinePage(self)
        self.attributes = AttributesPage(draft, theme, self)
        self.roles = RolesPage(draft, theme, self)
        self.addTab(self.basics, _("Basics"))
        self.addTab(self.guideline, _("Guideline"))
        self.addTab(self.attributes, _("Attributes"))
        self._roles_at = self.addTab(self.roles, _("Roles"))
        for page in (self.basics, self.attributes, self.roles):
            page.changed.connect(self._tell)
        self.guideline.written.connect(self._write)
        self.currentChanged.connect(lambda _at: self._show_page())

    def show_label(self, id_: str) -> None:
        """Show the Label with an id, on the page that is open."""
        self._id = id_
        self._show_tabs()
        self._show_page()

    def _show_tabs(self) -> None:
        if self._id is not None:
            self.setTabVisible(self._roles_at, self._draft.label(self._id).kind is Kind.EVENT)

    def _show_page(self) -> None:
        # Only the page that is open: others may be showing what is not there any more until they are opened.
        page, id_ = self.currentWidget(), self._id
        if id_ is None or self._draft.held.label(id_) is None:
            return
        if isinstance(page, Basics | AttributesPage | RolesPage):
            page.show_label(id_)
        else:
            self.guideline.show_guideline(self._draft.label(id_).guideline)

    def _write(self, guideline: Guideline) -> None:
        if self._id is not None:
            self._draft.put(replace(self._draft.label(self._id), guideline=guideline))
            self.changed.emit()

    def _tell(self) -> None:
        self._show_tabs()
        self.changed.emit()


class RelationPages(QTabWidget):
    """All that is known of a Relation label of a draft; changes it there."""

    changed = Signal()
    """The draft was changed."""

    def __init__(self, draft: Draft, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Pages of the label"))
        self._draft = draft
        self._id: str | None = None
        self.basics = RelationBasics(draft, theme, self)
        self.guideline = GuidelinePage(self)
        self.addTab(self.basics, _("Basics"))
        self.addTab(self.guideline, _("Guideline"))
        self.basics.changed.connect(self.changed)
        self.guideline.written.connect(self._write)

    def show_label(self, id_: str) -> None:
        """Show the Relation label with an id."""
        self._id = id_
        self.basics.show_label(id_)
        self.guideline.show_guideline(self._draft.relation(id_).guideline)

    def _write(self, guideline: Guideline) -> None:
        if self._id is not None:
            self._draft.put_relation(replace(self._draft.relation(self._id), guideline=guideline))
            self.changed.emit()


class Pages(QStackedWidget):
    """The pages of a Label, those of a Relation label, or what to do where none is chosen."""

    changed = Signal()
    """The draft was changed."""

    def __init__(self, draft: Draft, uses: Uses, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        nothing = label(_("Choose a label, or add one."), self, name="muted")
        nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.of_label = LabelPages(draft, uses, theme, self)
        self.of_relation = RelationPages(draft, theme, self)
        for page in (nothing, self.of_label, self.of_relation):
            self.addWidget(page)
        self.of_label.changed.connect(self.changed)
        self.of_relation.changed.connect(self.changed)

    def show_place(self, place: Place | None) -> None:
        """Show a label, or none."""
        if place is None:
            self.setCurrentIndex(0)
        elif place.what is Named.RELATION:
            self.of_relation.show_label(place.id)
            self.setCurrentWidget(self.of_relation)
        else:
            self.of_label.show_label(place.id)
            self.setCurrentWidget(self.of_label)

    def focus_name(self) -> None:
        """Let the user type another name for the label that is shown."""
        pages = self.currentWidget()
        if isinstance(pages, LabelPages | RelationPages):
            pages.setCurrentIndex(0)
            field = pages.basics.name.field
            field.setFocus()
            field.selectAll()

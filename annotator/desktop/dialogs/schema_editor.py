"""The schema editor: labels, relations and guidelines designed on a draft, and applied at one stroke."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMessageBox, QSplitter, QVBoxLayout, QWidget

from annotator.desktop.dialogs.schema.basics import free_color
from annotator.desktop.dialogs.schema.deleting import Deleting
from annotator.desktop.dialogs.schema.draft import Draft
from annotator.desktop.dialogs.schema.families import children
from annotator.desktop.dialogs.schema.fault_box import FaultBox
from annotator.desktop.dialogs.schema.faults import in_words
from annotator.desktop.dialogs.schema.fields import Primary, push
from annotator.desktop.dialogs.schema.labels_pane import LabelsPane
from annotator.desktop.dialogs.schema.pages import Pages
from annotator.desktop.dialogs.schema.places import Place, label_at, relation_at
from annotator.desktop.dialogs.schema.preview import Preview
from annotator.desktop.dialogs.schema.transfer import export_draft, import_labels
from annotator.desktop.fitting import open_at
from annotator.desktop.plain import escaped, isolated, label, one_line
from annotator.desktop.theme import Theme
from annotator.errors import AnnotatorError
from annotator.model.annotation import Span
from annotator.words import _
from annotator.workspace import Workspace
from annotator.workspace.designing import Named


class SchemaEditor(QDialog):
    """Designs the Schema of a project. Nothing changes there before “Apply”, and then everything in one step."""

    def __init__(
        self, workspace: Workspace, theme: Theme, sample: tuple[str, Sequence[Span]], parent: QWidget | None = None
    ) -> None:
        """`sample` is the text of an Article with its Spans, to see the labels at work."""
        super().__init__(parent)
        self.setObjectName("schemaEditor")
        self.setWindowTitle(_("Labels of the project"))
        open_at(self, 1120, 800)
        self._workspace = workspace
        self._version = workspace.schema_versions()[-1]
        self.draft = Draft(self._version.schema)
        self.pane = LabelsPane(self.draft, theme, self)
        self.tree = self.pane.tree
        self.pages = Pages(self.draft, workspace.uses_of, theme, self)
        self.preview = Preview(sample, self.draft, theme, self)
        self.fault = FaultBox(self)
        self._note = label("", self, name="muted")
        self._note.setWordWrap(True)
        self.apply = Primary(_("Apply"), self, self._apply)
        self.apply.setToolTip(escaped(_("Apply (Ctrl+Enter)")))
        self._cancel = push(_("Cancel"), self, self.reject)
        self._lay_out()
        pane, self._enter = self.pane, QShortcut(QKeySequence("Ctrl+Return"), self)
        self._enter.activated.connect(self.apply.click)
        self.tree.chosen.connect(self._show)
        self.tree.name_asked.connect(self.pages.focus_name)
        self.pages.changed.connect(self._refresh)
        pane.add_asked.connect(lambda: self._added(self._new_label()))
        pane.subtype_asked.connect(self._add_subtype)
        pane.relation_asked.connect(lambda: self._added(self.draft.add_relation()))
        pane.duplicate_asked.connect(self._duplicate)
        pane.move_asked.connect(self._move)
        pane.archive_asked.connect(self._archive)
        pane.delete_asked.connect(self._delete)
        self.tree.choose(None)
        self._show(self.tree.place)
        self._refresh()
        self.tree.setFocus()

    # Laying out

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label(_("Labels of the project"), self, name="title"), 1)
        head.addWidget(label(self._told_version(), self, name="meta"))
        upper = QSplitter(Qt.Orientation.Horizontal, self)
        upper.addWidget(self.pane)
        upper.addWidget(self.pages)
        upper.setSizes([340, 740])
        upper.setStretchFactor(1, 1)
        upper.setChildrenCollapsible(False)
        whole = QSplitter(Qt.Orientation.Vertical, self)
        whole.addWidget(upper)
        whole.addWidget(self.preview)
        whole.setSizes([560, 150])
        whole.setStretchFactor(0, 1)
        whole.setChildrenCollapsible(False)
        foot = QHBoxLayout()
        foot.addWidget(push(_("Import labels…"), self, self._import, name="importLabels"))
        foot.addWidget(push(_("Export…"), self, self._export, name="exportLabels"))
        foot.addWidget(self._note, 1)
        foot.addWidget(self._cancel)
        foot.addWidget(self.apply)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(18, 14, 18, 14)
        rows.setSpacing(10)
        rows.addLayout(head)
        rows.addWidget(whole, 1)
        rows.addWidget(self.fault)
        rows.addLayout(foot)

    def _told_version(self) -> str:
        last = self._version
        return _("Version {number}, {day}, by {name}").format(
            number=last.number, day=isolated(last.at[:10]), name=isolated(one_line(last.author))
        )

    # Showing

    def _show(self, place: Place | None) -> None:
        self.pages.show_place(place)
        self.preview.show_label(place.id if place and place.what is Named.LABEL else None)

    def _refresh(self) -> None:
        """Show everywhere but on the page what was changed in the draft."""
        self.pane.refresh()
        self.preview.refresh()
        self.apply.setEnabled(self.draft.is_changed)
        self._say("")

    def _rebuild(self, place: Place | None = None) -> None:
        """Show a draft with other labels, or in another order."""
        self.tree.rebuild(place)
        self._refresh()

    def _say(self, fault: str, note: str = "") -> None:
        """Show what is wrong, or what was done, or neither."""
        self.fault.show_text(fault)
        self._note.setText(note)

    # What is asked of the tree

    def _added(self, place: Place) -> None:
        self._rebuild(place)
        self.pages.focus_name()

    def _new_label(self, parent: str = "") -> Place:
        kind = self.tree.kind
        return self.draft.add_label(kind, free_color(self.draft, kind), parent)

    def _add_subtype(self) -> None:
        place = self.tree.place
        if place is not None and place.what is Named.LABEL:
            self._added(self._new_label(place.id))

    def _duplicate(self) -> None:
        place = self.tree.place
        if place is not None:
            color = (
                free_color(self.draft, self.tree.kind)
                if place.what is Named.LABEL
                else self.draft.relation(place.id).color
            )
            self._added(self.draft.duplicate(place, color))

    def _move(self, step: int) -> None:
        if self.tree.place is not None:
            self.draft.move(self.tree.place, step)
            self._rebuild()

    def _archive(self) -> None:
        place = self.tree.place
        if place is None or place.what is Named.RELATION:
            return
        archived = not self.draft.label(place.id).archived
        kept = self.draft.archive(place.id, archived=archived)
        self._rebuild()
        if not kept:
            self._say("", _("It came back without its key, which another label has now."))

    def _delete(self) -> None:
        place = self.tree.place
        if place is None:
            return
        uses = (0, 0) if place.what is Named.RELATION else self._uses(place)
        if not uses[0]:
            self._remove(place)
            return
        dialog = Deleting(self.draft, self.draft.label(place.id), uses, self)
        dialog.relabel_asked.connect(lambda other: self._remove(place, other))
        dialog.archive_asked.connect(self._archive)
        dialog.open()

    def _uses(self, place: Place) -> tuple[int, int]:
        """How many Spans have a Label, or are to get it, and in how many Articles at most."""
        names = [*self.draft.taken_over(place.id), *([] if place.is_new else [place.id])]
        uses = [self._workspace.uses_of(name) for name in names]
        return sum(spans for spans, _articles in uses), sum(articles for _spans, articles in uses)

    def _remove(self, place: Place, relabel: str = "") -> None:
        called = isolated(one_line(self.draft.called(place)))
        held = self.draft.held
        names = [label_at(one.name) for one in held.labels] + [relation_at(one.name) for one in held.relations]
        at = names.index(place)
        self.draft.remove(place, relabel)
        self._rebuild(names[at + 1] if at + 1 < len(names) else names[at - 1])
        told = _("“{label}” is deleted when you apply; Cancel keeps it.")
        if place.what is Named.RELATION:
            told = _("“{label}” is deleted when you apply. Arrows that have it stay, and are told as problems.")
        elif children(held, place.id):
            told = _("“{label}” is deleted when you apply; its subtypes have moved up.")
        self._say("", told.format(label=called))
        self.tree.setFocus()

    # Files

    def _import(self) -> None:
        try:
            came = import_labels(self, self._workspace, self.draft)
        except AnnotatorError as error:
            self._say(str(error))
            return
        if came:
            self._rebuild()

    def _export(self) -> None:
        try:
            path = export_draft(self, self._workspace, self.draft)
        except AnnotatorError as error:
            self._say(in_words(str(error), self.draft.schema()))
            return
        if path is not None:
            self._say("", _("The draft is in {path}.").format(path=isolated(str(path))))

    # Ending

    def _apply(self) -> None:
        self.apply.setFocus()  # so that a cell in which the user is typing is written
        faults = self.draft.faults()
        if faults:
            place = faults[0].place
            self.tree.choose(label_at(place.label) if place.label else place)
            self._say("\n".join(self._told_fault(one.place, one.text) for one in faults))
            return
        if self._workspace.schema_versions()[-1].schema != self.draft.base:
            self._say(
                _(
                    "The labels of the project were changed elsewhere after this window was opened, and nothing was "
                    "applied. Export your draft, open this window again and import the file."
                )
            )
            return
        try:
            self._workspace.change_schema(
                self.draft.schema(), self.draft.renames(), self.draft.relabels(), base=self.draft.base
            )
        except AnnotatorError as error:
            self._say(in_words(str(error), self.draft.schema()))
            return
        self.accept()

    def _told_fault(self, place: Place, text: str) -> str:
        """A fault with the label in which it is."""
        within = label_at(place.label) if place.label else place
        return f"{isolated(one_line(self.draft.called(within)))}: {text}"

    def reject(self) -> None:
        """Close the window; where something would be lost, only after asking."""
        if self.draft.is_changed and not self._may_go():
            return
        super().reject()

    def _may_go(self) -> bool:
        box = QMessageBox(self)
        box.setWindowTitle(_("Labels of the project"))
        box.setIcon(QMessageBox.Icon.Question)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(_("Your changes to the labels were not applied."))
        go = box.addButton(_("Discard them"), QMessageBox.ButtonRole.DestructiveRole)
        stay = box.addButton(_("Go on editing"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(stay)
        box.exec()
        return box.clickedButton() is go

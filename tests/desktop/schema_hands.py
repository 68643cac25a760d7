"""What tests do at the schema editor: a project with marked Spans, and somebody who works on its labels."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton

from annotator.desktop import theme
from annotator.desktop.dialogs.schema.draft import Draft
from annotator.desktop.dialogs.schema.places import label_at
from annotator.desktop.dialogs.schema_editor import SchemaEditor
from annotator.model.article import Article
from annotator.model.schema import Kind, Label, RelationLabel, Role, Schema
from annotator.workspace import Workspace
from tests.desktop.hands import LEFT, bury
from tests.helpers.builders import AUTHOR, TEXT, put_article, where

SCHEMA = Schema(
    "news",
    {"ar": "أخبار", "en": "News"},
    (
        Label("PERS", Kind.ENTITY, "#206BB9", "P", {"ar": "شخص", "en": "Person"}),
        Label("GPE", Kind.ENTITY, "#00A38F", "G", {"ar": "بلد", "en": "Country"}),
        Label("CITY", Kind.ENTITY, "#B9865C", "C", parent="GPE"),
        Label("Meet", Kind.EVENT, "#2A97E3", "M", roles=(Role("Place", fillers=("GPE",)),)),
        Label("DATE", Kind.DATE, "#AC7ECF", "D"),
    ),
    (RelationLabel("near"),),
)
MARKED = {"محمود عباس": "PERS", "القاهرة": "CITY", "التقى": "Meet"}


class Lead:
    """Somebody at the schema editor of a project in which three Spans are marked."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.article = put_article(workspace, Article("article-1", "لقاء", TEXT))
        for words, label in MARKED.items():
            workspace.mark(self.article, [where(words)], label)
        self.editor = self.opened()

    def opened(self, look: theme.Theme = theme.LIGHT) -> SchemaEditor:
        self.editor = SchemaEditor(self.workspace, look, (TEXT, self.workspace.spans(self.article)))
        self.editor.show()
        self.editor.activateWindow()
        QApplication.processEvents()
        return self.editor

    def press(self, name: str) -> None:
        """Press a button by its name."""
        button = self.editor.findChild(QPushButton, name) or self.editor.findChild(QToolButton, name)
        assert button is not None, name
        assert button.isEnabled(), name
        QTest.mouseClick(button, LEFT)

    def choose(self, name: str) -> None:
        self.editor.tree.choose(label_at(name))
        assert self.editor.tree.place == label_at(name)

    def type_name(self, name: str) -> None:
        field = self.editor.pages.of_label.basics.name.field
        field.selectAll()
        QTest.keyClicks(field, name)

    def apply(self) -> None:
        QTest.mouseClick(self.editor.apply, LEFT)

    @property
    def labels(self) -> dict[str, str]:
        """The Labels of the Spans by their words, as a second reader of the file finds them."""
        with Workspace.open(self.workspace.path) as other:
            return {span.surface(TEXT): span.label for span in other.spans(self.article)}

    @property
    def schema(self) -> Schema:
        """The Schema in the file."""
        with Workspace.open(self.workspace.path) as other:
            return other.schema


@contextmanager
def at_the_editor(app: QApplication, folder: Path) -> Iterator[Lead]:
    """A lead at the schema editor of a new project."""
    assert app.platformName() == "offscreen"
    theme.dress(app, "light")
    with Workspace.create(folder / "news.hashiya", schema=SCHEMA, annotator=AUTHOR) as workspace:
        lead = Lead(workspace)
        yield lead
        lead.editor.draft = Draft(SCHEMA)  # so that it does not ask about the changes
        bury(lead.editor)
    app.setStyleSheet("")

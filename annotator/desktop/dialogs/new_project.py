"""Making a project: where it is kept, what may be marked, and who annotates."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator import paths
from annotator.desktop.dialogs.files import ask_for_new
from annotator.desktop.plain import label
from annotator.desktop.preferences import Preferences
from annotator.errors import AnnotatorError
from annotator.words import _, by_language
from annotator.workspace import Workspace, schema_named, schema_names


class NewProject(QDialog):
    """Asks what a new project needs, and makes it. `workspace` is the project, open, once the dialog is accepted."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace: Workspace | None = None
        self._preferences = preferences
        self.setWindowTitle(_("New project"))
        self.setMinimumWidth(520)
        self._path = QLineEdit(str(_free_name(paths.projects_folder() / "news.hashiya")), self)
        self._path.setAccessibleName(_("File"))
        browse = QPushButton(_("Choose…"), self)
        browse.clicked.connect(self._browse)
        file_row = QHBoxLayout()
        file_row.addWidget(self._path, 1)
        file_row.addWidget(browse)
        self._schema = QComboBox(self)
        for name in schema_names():
            schema = schema_named(name)
            self._schema.addItem(f"{by_language(schema.titles)} ({name})", name)
        self._schema.setCurrentIndex(max(self._schema.findData("news"), 0))
        self._annotator = QLineEdit(preferences.text("annotator") or paths.login_name(), self)
        self._annotator.setAccessibleName(_("Your name as an annotator"))
        form = QFormLayout()
        form.addRow(_("File"), file_row)
        form.addRow(_("Labels"), self._schema)
        form.addRow(_("Your name as an annotator"), self._annotator)
        self._fault = label("", self, name="warning")
        self._fault.setWordWrap(True)
        self._fault.hide()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        make = buttons.addButton(_("Make the project"), QDialogButtonBox.ButtonRole.AcceptRole)
        make.setDefault(True)
        buttons.accepted.connect(self._make)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addLayout(form)
        layout.addWidget(self._fault)
        layout.addWidget(buttons)

    def _browse(self) -> None:
        chosen = ask_for_new(self, _("New project"), Path(self._path.text()), _("Hashiya projects (*.hashiya)"))
        if chosen is not None:
            self._path.setText(str(chosen))

    def _make(self) -> None:
        path = Path(self._path.text().strip()).expanduser()
        if path.suffix != ".hashiya":
            path = path.with_name(path.name + ".hashiya")
        try:
            self.workspace = Workspace.create(path, schema=self._schema.currentData(), annotator=self._annotator.text())
        except AnnotatorError as error:
            self._fault.setText(str(error))
            self._fault.show()
            return
        self._preferences.put("annotator", self.workspace.annotator)
        self.accept()


def _free_name(path: Path) -> Path:
    """`path`, or the first of `NAME-2`, `NAME-3`, … that is not there yet."""
    number = 2
    free = path
    while free.exists():
        free = path.with_stem(f"{path.stem}-{number}")
        number += 1
    return free

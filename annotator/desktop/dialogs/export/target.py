"""Where an export goes: a path with the right ending, offered and open to be changed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from annotator.desktop.dialogs.files import ask_for_new
from annotator.words import _


class TargetRow(QWidget):
    """A path to type, or to choose in a file dialog of this title."""

    changed = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._offered, self._ending, self._kind = "", "", ""
        self._folder = Path.home()
        self._path = QLineEdit(self)
        self._path.setObjectName("target")
        self._path.setAccessibleName(_("Where to"))
        # A path begins with its root, which is at the left in Arabic, too.
        self._path.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        browse = QPushButton(_("Choose…"), self)
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._path, 1)
        layout.addWidget(browse)
        self._path.textChanged.connect(self.changed)

    def offer(self, path: Path, ending: str, kind: str) -> None:
        """Offer a path whose name ends so (folders have no ending); a name that the user gave keeps its beginning.
        `kind` is what such files are called."""
        before, given = self._ending, self._path.text()
        self._ending, self._kind, self._folder = ending, kind, path.parent
        if given == self._offered:
            self._offered = str(path)
            self._path.setText(self._offered)
        elif given.endswith(before):
            self._path.setText(given.removesuffix(before) + ending)

    @property
    def path(self) -> Path | None:
        """The path that is meant, with an ending; None where no name is typed. A name alone is meant in the folder
        that was offered."""
        typed = self._path.text().strip()
        if not typed or "\0" in typed:
            return None
        try:
            path = self._folder / Path(typed).expanduser()
        except RuntimeError:  # ~somebody, whom nobody knows here
            path = self._folder / typed
        if not path.name:
            return None
        wants = self._ending and (not path.suffix or (self._ending == ".zip" and path.suffix.lower() != ".zip"))
        return path.with_name(path.name + self._ending) if wants else path

    def _browse(self) -> None:
        kinds = f"{self._kind} (*{self._ending})" if self._ending else f"{self._kind} (*)"
        # Whether a file may be replaced is asked when it is to be written, however its name was given.
        chosen = ask_for_new(self, self._title, self.path or Path(self._offered), kinds, asks=False)
        if chosen is not None:
            self._path.setText(str(chosen))

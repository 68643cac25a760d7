"""The encoder of a project: which file it is, another one, or none. A part of the settings of Suggestions."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QWidget

from annotator.desktop.background import Progress, run_beside
from annotator.desktop.dialogs.messages import say
from annotator.desktop.plain import isolated, label
from annotator.desktop.trouble import attempt, telling
from annotator.words import _
from annotator.workspace import Workspace


class EncoderRow(QWidget):
    """Shows the encoder that is chosen. What is changed here holds at once, from the next training on."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.told = label("", self)
        self.told.setWordWrap(True)
        self.choose = QPushButton(_("Choose an encoder…"), self)
        self.choose.setAutoDefault(False)
        self.choose.setToolTip(
            _("A language model as an ONNX file gives words vectors to learn by; it sends nothing anywhere.")
        )
        self.choose.clicked.connect(self._ask)
        self.without = QPushButton(_("Without"), self)
        self.without.setAutoDefault(False)
        self.without.setToolTip(_("Learn without an encoder"))
        self.without.clicked.connect(self._let_go)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.told, 1)
        line.addWidget(self.choose)
        line.addWidget(self.without)
        self._show()

    def take(self, model: Path) -> None:
        """Try a file beside the window, and choose it where it can be used; else say why not."""
        path, annotator = self._workspace.path, self._workspace.annotator

        def choose(_progress: Progress) -> None:
            with Workspace.open(path, annotator) as own:
                own.choose_encoder(model)

        refused = telling(partial(say, self, warns=True))
        run_beside(self, _("Trying “{name}”").format(name=isolated(model.name)), choose, self._taken, refused)

    def _ask(self) -> None:
        files = _("ONNX files") + " (*.onnx)"
        path, _kind = QFileDialog.getOpenFileName(self, _("Choose an encoder"), "", files)
        if path:
            self.take(Path(path))

    def _let_go(self) -> None:
        attempt(self._workspace.forget_encoder, partial(say, self, warns=True))
        self._show()

    def _taken(self, _nothing: object) -> None:
        self._workspace.take_model()
        self._show()

    def _show(self) -> None:
        chosen = self._workspace.encoder()
        name = isolated(Path(chosen.model).name) if chosen else ""
        self.told.setText(_("Encoder: {name}").format(name=name) if chosen else _("No encoder."))
        self.without.setEnabled(chosen is not None)

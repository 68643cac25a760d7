"""The fields of the form: made, and filled by the file dialogs; what they mean is for the form to say."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QDoubleSpinBox, QLineEdit, QSpinBox, QWidget

from annotator.desktop.dialogs.files import ask_for_existing, ask_for_folder
from annotator.desktop.dialogs.outside.label_table import LabelTable
from annotator.desktop.dialogs.outside.rows import Row, place_of
from annotator.desktop.dialogs.schema.fields import line, push, with_visible_ticks
from annotator.desktop.plain import label, one_line
from annotator.model.schema import Label
from annotator.suggest.external.setting_up import Way
from annotator.words import _

if TYPE_CHECKING:
    from annotator.desktop.theme import Theme
    from annotator.suggest.external.foreign import Info


class FormFields(QDialog):
    """A dialog with all fields that any way to a recommender outside needs; `rows` has them by name, in order."""

    def __init__(self, theme: Theme, labels: Sequence[Label], plugins: Sequence[Info], parent: QWidget | None) -> None:
        super().__init__(parent)
        self._make_fields(theme, plugins)
        self.table = LabelTable(labels, self)
        self.told = label("", self, name="muted")
        """What is said of the labels when somebody was asked for them."""
        self.told.setWordWrap(True)
        self.told.hide()
        self.rows = self._made_rows()

    def _make_fields(self, theme: Theme, plugins: Sequence[Info]) -> None:
        self.way = QComboBox(self)
        for way, told in ways().items():
            self.way.addItem(told, way.value)
        self.name = line(_("Name"), self, is_rtl=False, name="outsideName")
        self.name.setPlaceholderText("news")
        self.plugin = QComboBox(self)
        for one in plugins:
            self.plugin.addItem(one_line(f"{one.name} {one.version}"), one.name)
        self.command = line(_("Command"), self, is_rtl=False, name="outsideCommand")
        self.python = line(_("Python of the environment"), self, is_rtl=False, name="outsidePython")
        self.model = line(_("Model"), self, is_rtl=False, name="outsideModel")
        self.address = line(_("Address"), self, is_rtl=False, name="outsideAddress")
        self.host = QCheckBox(self)
        with_visible_ticks(self.host, theme)
        self.key = line(_("Key"), self, is_rtl=False, name="outsideKey")
        self.key.setEchoMode(QLineEdit.EchoMode.Password)
        self.key.setPlaceholderText(_("none, or the one that is kept"))
        self.forgets_key = QCheckBox(_("Forget the one that is kept"), self)
        with_visible_ticks(self.forgets_key, theme)
        self.seconds = QDoubleSpinBox(self)
        self.seconds.setRange(0.1, 3600)
        self.seconds.setDecimals(1)
        self.threshold = QSpinBox(self)
        self.threshold.setRange(0, 100)
        self.threshold.setSuffix("%")

    def _made_rows(self) -> dict[str, Row]:
        choose = _("Choose…")
        self.folder = push(_("Folder…"), self, self._choose_model)
        return {
            "name": Row(self, self.name),
            "plugin": Row(self, self.plugin),
            "command": Row(self, self.command, push(_("Program…"), self, self._choose_program)),
            "python": Row(self, self.python, push(choose, self, self._choose_python)),
            "address": Row(self, self.address),
            "host": Row(self, self.host),
            "model": Row(self, self.model, self.folder),
            "key": Row(self, self.key, self.forgets_key),
            "seconds": Row(self, self.seconds, label(_("seconds for an article"), self), stretch=False),
            "threshold": Row(self, self.threshold, label(_("right at least, to be heard"), self), stretch=False),
            "labels": Row(self, self.table),
        }

    def _choose_program(self) -> None:

        chosen = ask_for_existing(self, _("The program of the recommender"), place_of(""), "")
        if chosen is not None:
            self.command.setText(shlex.quote(str(chosen)))

    def _choose_python(self) -> None:
        chosen = ask_for_existing(self, _("The Python of the environment"), place_of(self.python.text()), "")
        if chosen is not None:
            self.python.setText(str(chosen))

    def _choose_model(self) -> None:
        chosen = ask_for_folder(self, _("The folder of the model"), place_of(self.model.text()))
        if chosen is not None:
            self.model.setText(str(chosen))


def ways() -> dict[Way, str]:
    """The ways in the order in which they are offered, as users read them."""
    return {
        Way.SPACY: _("A spaCy pipeline"),
        Way.HUGGINGFACE: _("A Hugging Face model (token classification)"),
        Way.GLINER: _("A GLiNER model"),
        Way.CHAT: _("A language model (Ollama, llama.cpp, or an address of that kind)"),
        Way.SERVICE: _("A service over HTTP"),
        Way.COMMAND: _("A command of your own"),
        Way.PLUGIN: _("A plug-in that is installed beside Hashiya"),
    }


def titles() -> dict[str, str]:
    """What stands before each row."""
    return {
        "name": _("Name"),
        "plugin": _("Plug-in"),
        "command": _("Command"),
        "python": _("Python"),
        "address": _("Address"),
        "host": "",
        "model": _("Model"),
        "key": _("Key"),
        "seconds": _("Time"),
        "threshold": _("Threshold"),
        "labels": _("Labels"),
    }

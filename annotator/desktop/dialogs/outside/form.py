"""The form in which a recommender outside is set up or changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from annotator.desktop.dialogs.files import ask_for_existing, ask_for_folder
from annotator.desktop.dialogs.outside.label_table import LabelTable
from annotator.desktop.dialogs.outside.rows import Row, place_of
from annotator.desktop.dialogs.schema.fields import Primary, line, push, with_visible_ticks
from annotator.desktop.plain import isolated, label, one_line
from annotator.model.schema import Label
from annotator.suggest.external.outside import host_of, is_this_machine
from annotator.suggest.external.setting_up import Draft, Way
from annotator.words import _

if TYPE_CHECKING:
    from annotator.desktop.theme import Theme
    from annotator.suggest.external.foreign import Info

Check = Callable[[Draft, Sequence[tuple[str, str | None]]], dict[str, str]]
"""What is wrong with a draft and its table of labels, by field."""

_QUICK, _SLOW = 10.0, 120.0
"""Seconds that a recommender is given unless the user says otherwise, and a language model."""


class OutsideForm(QDialog):
    """Asks for a Draft. What is wrong with it is told beside the fields; what is done about it is for others."""

    save_asked = Signal(object)
    """The `Draft` that is to be kept; it has no faults."""
    labels_asked = Signal(object)
    """The `Draft` of one whose labels are wanted."""
    trial_asked = Signal(object)

    def __init__(
        self,
        theme: Theme,
        labels: Sequence[Label],
        plugins: Sequence[Info],
        check: Check,
        parent: QWidget | None = None,
        *,
        draft: Draft | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("outsideForm")
        self.setWindowTitle(_("Change a recommender") if draft else _("Add a recommender"))
        self.setMinimumWidth(600)
        self._check = check
        self._host = draft.host if draft else ""
        self._is_checked, self._is_changed = False, draft is not None
        self._is_on = draft.enabled if draft else True
        self._make_fields(theme, plugins)
        self.table = LabelTable(labels, self)
        self.told = label("", self, name="muted")
        """What is said of the labels when somebody was asked for them."""
        self.told.setWordWrap(True)
        self.told.hide()
        self._lay_out()
        self._show(draft or Draft("", Way.SPACY))
        if draft is not None:
            self.way.setEnabled(False)
            self.name.setEnabled(False)
        self._wire()
        self._order_keys()
        self._follow_way()

    # Building

    def _make_fields(self, theme: Theme, plugins: Sequence[Info]) -> None:
        self.way = QComboBox(self)
        for way, told in _ways().items():
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

    def _lay_out(self) -> None:
        choose = _("Choose…")
        self.folder = push(_("Folder…"), self, self._choose_model)
        self.rows = {
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
        names = {
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
        self._form = QFormLayout()
        self._form.addRow(_("What it is"), self.way)
        for name, row in self.rows.items():
            title = label(names[name], self)
            title.setBuddy(row.field)
            self._form.addRow(title, row)
        self.way.setAccessibleName(_("What it is"))
        self.seconds.setAccessibleName(_("Seconds for an article"))
        self.threshold.setAccessibleName(_("Threshold in percent"))
        allowing = _("It is shown first what would be started or asked")
        under = QHBoxLayout()
        under.addWidget(push(_("Add a row"), self, self.table.add_row))
        under.addWidget(push(_("Take the row out"), self, self.table.remove_rows, tip=_("Delete does it too")))
        self.fetch = push(_("Ask for its labels"), self, lambda: self._ask(self.labels_asked), tip=allowing)
        under.addWidget(self.fetch)
        under.addStretch(1)
        self._form.addRow("", under)
        self._form.addRow("", self.told)
        foot = QHBoxLayout()
        self.trial = push(_("Try on this article"), self, lambda: self._ask(self.trial_asked), tip=allowing)
        foot.addWidget(self.trial)
        foot.addStretch(1)
        foot.addWidget(push(_("Cancel"), self, self.reject))
        self.save = Primary(_("Save"), self, lambda: self._ask(self.save_asked))
        self.save.setDefault(True)
        foot.addWidget(self.save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(12)
        layout.addLayout(self._form)
        layout.addLayout(foot)

    def _wire(self) -> None:
        self.way.currentIndexChanged.connect(lambda _at: self._follow_way())
        for field in (self.name, self.command, self.python, self.model, self.address, self.key):
            field.textChanged.connect(lambda _text: self._look_again())
        self.address.textChanged.connect(lambda _text: self._tell_host())
        self.host.toggled.connect(lambda _on: self._look_again())
        self.plugin.currentIndexChanged.connect(lambda _at: self._look_again())
        self.table.edited.connect(self._look_again)
        self.table.edited.connect(self._order_keys)

    def _show(self, draft: Draft) -> None:
        self.way.setCurrentIndex(self.way.findData(draft.way.value))
        self.name.setText(draft.name)
        if draft.way is Way.PLUGIN and self.plugin.findData(draft.name) < 0:
            self.plugin.addItem(one_line(draft.name), draft.name)
        self.plugin.setCurrentIndex(max(self.plugin.findData(draft.name), 0))
        for field, text in (
            (self.command, draft.command),
            (self.python, draft.python),
            (self.model, draft.model),
            (self.address, draft.address),
        ):
            field.setText(text)
        self.seconds.setValue(draft.seconds)
        self.threshold.setValue(round(draft.threshold * 100))
        self.table.show_table(draft.labels)
        self._tell_host()
        self.host.setChecked(bool(draft.host) and draft.host == host_of(draft.address))

    def _order_keys(self) -> None:
        """Let Tab go from top to bottom, through the boxes of the table too; what is below was made in its order."""
        stops: list[QWidget] = [self.way, *(stop for row in self.rows.values() for stop in row.stops)]
        stops += self.table.boxes
        for one, following in pairwise(stops):
            self.setTabOrder(one, following)

    # What it says

    @property
    def draft(self) -> Draft:
        """What is said now."""
        way = Way(self.way.currentData())
        address = self.address.text().strip()
        return Draft(
            (self.plugin.currentData() or "") if way is Way.PLUGIN else self.name.text().strip(),
            way,
            command=self.command.text(),
            python=self.python.text(),
            model=self.model.text(),
            address=address,
            host=host_of(address) if self.host.isChecked() else "",
            labels={theirs: ours for theirs, ours in self.table.pairs if ours is not None},
            enabled=self._is_on,
            seconds=self.seconds.value(),
            threshold=self.threshold.value() / 100,
        )

    def show_faults(self, faults: dict[str, str]) -> None:
        """Say beside the fields what is wrong, and nothing beside those that are good."""
        for name, row in self.rows.items():
            row.show_fault(faults.get(name, ""))
        if faults.get("name") and self.draft.way is Way.PLUGIN:
            self.rows["plugin"].show_fault(faults["name"])

    def show_labels(self, labels: Sequence[str]) -> None:
        """Somebody has told what its labels are."""
        self.table.add_new(labels)
        told = _("It proposes: {labels}").format(labels=isolated(", ".join(map(one_line, labels))))
        self.tell(told if labels else _("It does not say which labels it has; write them yourself."))

    def tell(self, words: str) -> None:
        """Say something beneath the table of labels."""
        self.told.setText(words)
        self.told.setVisible(bool(words))

    def _ask(self, asked: object) -> None:
        """Report what is wanted of the draft, if it is good; say what is wrong, and go there, otherwise."""
        self._is_checked = True
        faults = self._look_again()
        if faults:
            first = next((name for name in self.rows if name in faults), "")
            if first:
                self.rows["plugin" if first == "name" and self.draft.way is Way.PLUGIN else first].field.setFocus()
            return
        asked.emit(self.draft)  # type: ignore[attr-defined]

    def _look_again(self) -> dict[str, str]:
        """What is wrong now, told from the first time on that something was wanted."""
        if not self._is_checked:
            return {}
        faults = self._check(self.draft, self.table.pairs)
        self.show_faults(faults)
        return faults

    # Following what is chosen

    def _follow_way(self) -> None:
        """Show the fields that a way needs, and no others."""
        way = Way(self.way.currentData())
        wanted = {
            "name": way is not Way.PLUGIN,
            "plugin": way is Way.PLUGIN,
            "command": way is Way.COMMAND,
            "python": way.is_adapter,
            "model": way.is_adapter or way is Way.CHAT,
            "address": way.has_address,
            "host": way.has_address and self._leaves,
            "key": way is Way.CHAT,
        }
        for name, is_wanted in wanted.items():
            self._form.setRowVisible(self.rows[name], is_wanted)
        self.folder.setVisible(way.is_adapter)
        self.fetch.setVisible(way is Way.SERVICE or way is Way.COMMAND or way.is_adapter)
        self.address.setPlaceholderText("http://127.0.0.1:11434/v1" if way is Way.CHAT else "http://127.0.0.1:8000")
        self.model.setPlaceholderText("qwen3:8b" if way is Way.CHAT else "ar_news")
        usual, other = (_SLOW, _QUICK) if way is Way.CHAT else (_QUICK, _SLOW)
        if self.seconds.value() == other and not self._is_changed:
            self.seconds.setValue(usual)
        self._look_again()

    @property
    def _leaves(self) -> bool:
        host = host_of(self.address.text().strip())
        return bool(host) and not is_this_machine(host)

    def _tell_host(self) -> None:
        """Where the address is on another machine, ask whether texts may go there."""
        host = host_of(self.address.text().strip())
        self.host.setText(_("Texts may be sent to {host}, another machine").format(host=isolated(one_line(host))))
        if host != self._host:
            self.host.setChecked(False)  # it was said of another host
            self._host = host
        self._form.setRowVisible(self.rows["host"], Way(self.way.currentData()).has_address and self._leaves)
        self._look_again()

    def _choose_program(self) -> None:
        import shlex

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


def _ways() -> dict[Way, str]:
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

"""The form in which a recommender outside is set up or changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from annotator.desktop.dialogs.outside.fields import FormFields, titles
from annotator.desktop.dialogs.schema.fields import Primary, push
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


class OutsideForm(FormFields):
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
        super().__init__(theme, labels, plugins, parent)
        self.setObjectName("outsideForm")
        self.setWindowTitle(_("Change a recommender") if draft else _("Add a recommender"))
        self.setMinimumWidth(600)
        self._check = check
        self._host = draft.host if draft else ""
        self._is_checked, self._is_changed = False, draft is not None
        self._is_on = draft.enabled if draft else True
        self._lay_out()
        self._show(draft or Draft("", Way.SPACY))
        if draft is not None:
            self.way.setEnabled(False)
            self.name.setEnabled(False)
        self._wire()
        self._order_keys()
        self._follow_way()

    # Building

    def _lay_out(self) -> None:
        self._form = QFormLayout()
        self._form.addRow(_("What it is"), self.way)
        for name, row in self.rows.items():
            title = label(titles()[name], self)
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

"""How Suggestions are made in this project, and how sure they have to be."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSlider,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from annotator.desktop.background import Progress, run_beside
from annotator.desktop.dialogs.asking import agreed
from annotator.desktop.dialogs.files import ask_for_existing
from annotator.desktop.dialogs.learning import LearningSettings
from annotator.desktop.dialogs.messages import say
from annotator.desktop.fitting import open_at
from annotator.desktop.plain import isolated, label, one_line
from annotator.desktop.recommenders import explained, title_of
from annotator.desktop.trouble import telling
from annotator.errors import AnnotatorError
from annotator.words import _, ngettext
from annotator.workspace import Workspace

if TYPE_CHECKING:
    from annotator.suggest.thresholds import Outlook
    from annotator.workspace.steering import Steering

_STEP = 0.05
"""How far a step of the slider goes, as `Workspace.outlooks` tells them."""
_ENOUGH = 20
"""Decisions from which on shares of them say something."""


class SuggestionSettings(QDialog):
    """Shows what a project settled about Suggestions, and changes it with OK. Lists of names come in at once."""

    changed = Signal()
    """Other things may be proposed now."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None, *, is_on: bool = True) -> None:
        super().__init__(parent)
        self.setObjectName("suggestionSettings")
        self.setWindowTitle(_("Suggestions"))
        open_at(self, 560, 640)
        self._workspace = workspace
        self._outlooks: Sequence[Outlook] = workspace.outlooks()
        self.is_on = self._box(_("Show suggestions"), is_on)
        self.threshold = QSlider(Qt.Orientation.Horizontal, self)
        self.threshold.setRange(0, len(self._outlooks) - 1)
        self.threshold.setValue(round(workspace.threshold / _STEP))
        self._began_at = self.threshold.value()
        self.threshold.setPageStep(2)
        self.threshold.setTickPosition(QSlider.TickPosition.TicksBelow)
        self.threshold.setAccessibleName(_("How sure suggestions have to be"))
        self._percent = label("", self, name="counted")
        self.outlook = self._told("outlook")
        self.raised = self._told("raised")
        self.recommenders = {
            one.name: self._box(_capital(title_of(one.name)), one.is_on) for one in workspace.recommenders()
        }
        self.learning = LearningSettings(workspace, self)
        self.blind = QSpinBox(self)
        self.blind.setRange(0, 100)
        self.blind.setValue(workspace.blind_share)
        self.blind.setAccessibleName(_("Articles of a hundred on which suggestions are hidden"))
        self.names = label("", self)
        self.take_in = QPushButton(_("Import a list…"), self)
        self.forget = QPushButton(_("Forget the lists"), self)
        self.compare = QPushButton(_("Compare…"), self)
        for button in (self.take_in, self.forget, self.compare):
            button.setAutoDefault(False)
        self.compare.clicked.connect(self._compare)
        self.take_in.clicked.connect(self._ask_for_list)
        self.forget.clicked.connect(self._forget)
        self.threshold.valueChanged.connect(self._tell)
        self._lay_out()
        self._tell()
        self._count()

    def _box(self, text: str, is_on: bool) -> QCheckBox:
        box = QCheckBox(text.replace("&", "&&"), self)
        box.setChecked(is_on)
        return box

    def _told(self, name: str) -> QLabel:
        told = label("", self, name="muted")
        told.setProperty("part", name)
        told.setWordWrap(True)
        return told

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setSpacing(7)

        def heading(text: str) -> None:
            column.addSpacing(6)
            column.addWidget(label(text, inside, name="section"))

        def row(*parts: QWidget | str) -> None:
            line = QHBoxLayout()
            for part in parts:
                if isinstance(part, str):
                    line.addWidget(label(part, inside))
                else:
                    line.addWidget(part, 1 if part is self.threshold else 0)
            if self.threshold not in parts:
                line.addStretch(1)
            column.addLayout(line)

        column.addWidget(self.is_on)
        heading(_("How sure suggestions have to be"))
        row(self.threshold, self._percent)
        column.addWidget(self.outlook)
        column.addWidget(self.raised)
        heading(_("Who proposes"))
        for name, box in self.recommenders.items():
            column.addWidget(box)
            if explained(name):
                about = label(explained(name), inside, name="muted")
                about.setWordWrap(True)
                about.setContentsMargins(26, 0, 26, 0)
                column.addWidget(about)
        heading(_("Lists of names"))
        row(self.names, self.take_in, self.forget)
        column.addWidget(self.learning)
        heading(_("To compare"))
        row(_("Hide suggestions on"), self.blind, _("of a hundred articles"), self.compare)
        why = label(_("Chance chooses them. They show what people mark when nothing is proposed to them."), inside)
        why.setObjectName("muted")
        why.setWordWrap(True)
        column.addWidget(why)
        column.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Ok | standard.Cancel, self)
        buttons.accepted.connect(self._settle)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.addWidget(scroll)
        layout.addWidget(buttons)

    # What a threshold would show

    @property
    def _wanted(self) -> float:
        if self.threshold.value() == self._began_at:
            return self._workspace.threshold
        return self._outlooks[self.threshold.value()].threshold

    def _tell(self) -> None:
        """Say what the threshold would have shown of what was decided lately."""
        self._percent.setText(isolated(f"{self._wanted:.0%}"))
        self.outlook.setText(outlook_told(self._outlooks[0].shown, self._outlooks[self.threshold.value()]))
        raised = {
            name: asked for name, asked in self._workspace.thresholds().items() if asked > self._workspace.threshold
        }
        self.raised.setVisible(bool(raised))
        schema = self._workspace.schema
        told = [
            f"{isolated(one_line(found.title if (found := schema.label(name)) else name))} {isolated(f'{asked:.0%}')}"
            for name, asked in raised.items()
        ]
        self.raised.setText(
            _("More is asked where too many were wrong lately: {labels}").format(labels=_(", ").join(told))
        )

    # Lists of names

    def _count(self) -> None:
        count = len(self._workspace.names())
        self.names.setText(ngettext("{n} name was imported", "{n} names were imported", count))
        self.forget.setEnabled(bool(count))

    def _ask_for_list(self) -> None:
        title = _("Import a list of names")
        path = ask_for_existing(self, title, self._workspace.path.parent, _("Tables") + " (*.tsv *.txt)")
        if path is not None:
            self.take_in_list(path)

    def take_in_list(self, path: Path) -> None:
        """Take in a list of names from a file, and say what was left out."""
        from annotator.suggest.name_list import text_of

        try:
            taken = self._workspace.take_in_names(text_of(path))
        except AnnotatorError as error:
            say(self, str(error), warns=True)
            return
        self._count()
        told = ngettext("{n} name was taken in.", "{n} names were taken in.", len(taken.names))
        if taken.faults:
            left = ngettext(
                "{n} line was left out; mend it and take the list in again.",
                "{n} lines were left out; mend them and take the list in again.",
                len(taken.faults),
            )
            say(self, f"{told}\n{left}", more="\n".join(taken.faults), warns=True)
        else:
            say(self, told)
        self.changed.emit()

    def _forget(self) -> None:
        if agreed(self, _("Lists of names"), _("Forget the names of all lists?"), _("Forget")):
            self._workspace.forget_names()
            self._count()
            self.changed.emit()

    # Settling

    def _compare(self) -> None:
        """Work the comparison out beside the window, and show it."""

        def work(progress: Progress) -> Steering:
            with self._workspace.another() as own:
                return own.steering(progress)

        def done(found: Steering) -> None:
            from annotator.desktop.dialogs.steering import SteeringReport

            report = SteeringReport(found, self)
            report.finished.connect(report.deleteLater)
            report.open()

        run_beside(self, _("Comparing articles…"), work, done, telling(partial(say, self, warns=True)))

    def _settle(self) -> None:
        workspace = self._workspace
        try:
            self.learning.settle()
            if self.threshold.value() != self._began_at:  # one between two steps stays as it is
                workspace.settle_threshold(self._wanted)
            if self.blind.value() != workspace.blind_share:
                workspace.settle_blind_share(self.blind.value())
            for one in workspace.recommenders():
                if self.recommenders[one.name].isChecked() != one.is_on:
                    workspace.switch_recommender(one.name, not one.is_on)
        except AnnotatorError as error:
            say(self, str(error), warns=True)
            return
        self.changed.emit()
        self.accept()


def outlook_told(decided: int, outlook: Outlook) -> str:
    """What a threshold would have shown of the last `decided` Suggestions that were decided, in words."""
    if decided < _ENOUGH:
        return ngettext(
            "Only {n} suggestion has been decided so far: too few to tell what a threshold would show.",
            "Only {n} suggestions have been decided so far: too few to tell what a threshold would show.",
            decided,
        )
    told = ngettext(
        "Of the last {n} suggestion that was decided this would have shown {{shown}}:",
        "Of the last {n} suggestions that were decided this would have shown {{shown}}:",
        decided,
    ).format(shown=outlook.shown)
    if not outlook.shown:
        return told
    shares = _("{precision} of them right, and {coverage} of all that were right.").format(
        precision=isolated(f"{outlook.precision:.0%}"), coverage=isolated(f"{outlook.coverage:.0%}")
    )
    return f"{told} {shares}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]

"""From whom is learned, when, and which Article comes next: a part of the settings of Suggestions."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from annotator.desktop.dialogs.encoder import EncoderRow
from annotator.desktop.plain import isolated, label
from annotator.words import _, ngettext
from annotator.workspace import Workspace
from annotator.workspace.ordering import Order


class LearningSettings(QWidget):
    """Shows what a project settled about learning; `settle` changes it."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.teacher = QComboBox(self)
        self.teacher.setAccessibleName(_("Learn from"))
        self.teacher.addItem(_("my own finished articles"), False)
        self.teacher.addItem(_("everybody's finished articles"), True)
        self.teacher.setCurrentIndex(int(workspace.learns_from_everyone))
        self.learns = QCheckBox(_("Learn beside the work, whenever enough is new"), self)
        self.learns.setChecked(workspace.learns_beside)
        self.learned = label(learned_told(workspace), self, name="muted")
        self.learned.setWordWrap(True)
        self.encoder = EncoderRow(workspace, self)
        self.silent = QCheckBox(_("Propose nothing on articles that several people annotate"), self)
        self.silent.setChecked(workspace.silent_on_shared)
        self.order = QComboBox(self)
        self.order.setAccessibleName(_("The next article"))
        for order, words in _orders().items():
            self.order.addItem(words, order.value)
        self.order.setCurrentIndex(self.order.findData(workspace.order.value))
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(7)

        def row(words: str, box: QComboBox) -> None:
            line = QHBoxLayout()
            line.addWidget(label(words, self))
            line.addWidget(box)
            line.addStretch(1)
            column.addLayout(line)

        column.addSpacing(6)
        column.addWidget(label(_("What is learned"), self, name="section"))
        row(_("Learn from"), self.teacher)
        column.addWidget(self.learns)
        column.addWidget(self.learned)
        column.addWidget(self.encoder)
        column.addWidget(self.silent)
        column.addSpacing(6)
        column.addWidget(label(_("The next article"), self, name="section"))
        row(_("After Done comes"), self.order)

    def settle(self) -> None:
        """Change what is chosen otherwise now."""
        workspace = self._workspace
        chosen = (self.teacher.currentData(), self.silent.isChecked())
        if chosen != (workspace.learns_from_everyone, workspace.silent_on_shared):
            workspace.settle_teachers(everyone=chosen[0], silent_on_shared=chosen[1])
        if self.order.currentData() != workspace.order.value:
            workspace.set_order(self.order.currentData())
        if self.learns.isChecked() != workspace.learns_beside:
            workspace.set_learns_beside(self.learns.isChecked())


def learned_told(workspace: Workspace) -> str:
    """What was learned so far, and how good it is, in words."""
    model, troubles = workspace.model()
    if model is None:
        return troubles[0] if troubles else _("Nothing was learned yet.")
    told = ngettext("Learned from {n} article.", "Learned from {n} articles.", len(model.articles))
    good = _("Of what it is sure of, {share} is right.").format(share=isolated(f"{model.shown.precision:.0%}"))
    short = "" if model.is_good else _("That is not good enough yet to be shown.")
    lacking = workspace.lacks_encoder(model)
    return " ".join(filter(None, (told.format(n=len(model.articles)), good, short, lacking)))


def _orders() -> dict[Order, str]:
    return {
        Order.GIVEN: _("the next one in the list"),
        Order.RANDOM: _("one by chance"),
        Order.INFORMATIVE: _("by turns the one with most to learn from and one by chance"),
    }

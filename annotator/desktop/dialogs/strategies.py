"""Filling the gold version by a rule, as a start: what each rule would decide is shown before it does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from annotator.desktop.plain import escaped, isolated, label, leading, one_line
from annotator.review.class_words import kind_word
from annotator.words import _, ngettext

if TYPE_CHECKING:
    from annotator.workspace.case_reports import Adjudicated

UNANIMOUS, MAJORITY, UNION, FIRST = "unanimous", "majority", "union", "first"


class Strategies(QDialog):
    """Lets a rule be chosen; reports which one is to be counted and which one applied."""

    counting_asked = Signal(str, bool)
    """A strategy as `hashiya adjudicate` takes it, and whether what a rule decided before is decided anew."""
    applied = Signal(str, bool)

    def __init__(self, annotators: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("strategies")
        self.setWindowTitle(_("Begin with a rule"))
        self.setMinimumWidth(560)
        self._rules = QButtonGroup(self)
        self._names = dict(enumerate((UNANIMOUS, MAJORITY, UNION, FIRST)))
        self.first = QComboBox(self)
        self.first.setAccessibleName(_("The annotator who comes first"))
        for name in annotators:
            self.first.addItem(one_line(name), name)
        self.anew = QCheckBox(_("Decide anew what a rule decided before"), self)
        self.anew.setToolTip(escaped(_("What you decided yourself stays as it is in any case")))
        self.counting = QProgressBar(self)
        self.counting.setObjectName("thin")
        self.counting.setTextVisible(False)
        self._told = label("", self)
        self._rest = label("", self, name="muted")
        for line in (self._told, self._rest):
            line.setWordWrap(True)
            line.setAlignment(leading())
            line.setMinimumHeight(line.fontMetrics().height() * 2)
        self.apply = QPushButton(_("Fill the gold version"), self)
        self.apply.setObjectName("primary")
        self.apply.setDefault(True)
        self._close = QPushButton(_("Close"), self)
        self._close.setAutoDefault(False)
        self._lay_out()
        self._rules.idToggled.connect(lambda _which, on: self._ask() if on else None)
        self.first.activated.connect(lambda _at: self._choose_first())
        self.anew.toggled.connect(lambda _on: self._ask())
        self.apply.clicked.connect(self._apply)
        self._close.clicked.connect(self.reject)
        self._rules.button(0).setChecked(True)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(8)
        lede = label(
            _(
                "A rule decides what it can, in the whole project. What you decided yourself it leaves alone, and one "
                "undo takes all of it back."
            ),
            self,
            name="muted",
        )
        lede.setWordWrap(True)
        lede.setAlignment(leading())
        column.addWidget(lede)
        texts = (
            (_("What &all say"), _("Only where all say the same")),
            (_("What &most say"), _("Where more than half say the same, field by field")),
            (_("&Everything that anyone marked"), _("Each range with each label once")),
            (_("What &one annotator says:"), _("Also where that is nothing")),
        )
        for number, (text, tip) in enumerate(texts):
            button = QRadioButton(text, self)
            button.setToolTip(escaped(tip))
            self._rules.addButton(button, number)
            row = QHBoxLayout()
            row.addWidget(button)
            if self._names[number] == FIRST:
                row.addWidget(self.first, 1)
                button.setEnabled(self.first.count() > 0)
                self.first.setEnabled(self.first.count() > 0)
            else:
                beside = label(tip, self, name="muted")
                beside.setAlignment(leading())
                row.addWidget(beside, 1)
            column.addLayout(row)
        column.addWidget(self.anew)
        for widget in (self.counting, self._told, self._rest):
            column.addWidget(widget)
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._close)
        foot.addWidget(self.apply)
        column.addLayout(foot)

    @property
    def strategy(self) -> str:
        """The strategy that is chosen."""
        rule = self._names[self._rules.checkedId()]
        return f"{FIRST}:{self.first.currentData()}" if rule == FIRST else rule

    def choose(self, rule: str) -> None:
        """Choose a rule."""
        number = next(number for number, name in self._names.items() if name == rule)
        self._rules.button(number).setChecked(True)

    def _choose_first(self) -> None:
        if self._names[self._rules.checkedId()] == FIRST:
            self._ask()
        else:
            self.choose(FIRST)

    def _ask(self) -> None:
        self.show_counting(0)
        self._told.clear()
        self._rest.clear()
        self.apply.setEnabled(False)
        self.counting_asked.emit(self.strategy, self.anew.isChecked())

    def show_counting(self, percent: int) -> None:
        """Show how much of the project was counted."""
        self.counting.setRange(0, 100)
        self.counting.setValue(percent)

    def show_counts(self, found: Adjudicated) -> None:
        """Show what the chosen rule would do."""
        self.show_counting(100)
        cases = found.cases
        told = ngettext("{n} case would be decided", "{n} cases would be decided", cases.decided)
        articles = ngettext("in {n} article", "in {n} articles", len(found.changed))
        agreed = ngettext("{n} of them because all agree", "{n} of them because all agree", cases.agreed)
        beside = _("; ")
        self._told.setText(
            beside.join((f"{told} {articles}", agreed)) + "."
            if cases.decided
            else _("This rule would decide nothing more.")
        )
        left = ngettext("{n} case stays open", "{n} cases stay open", cases.left)
        kinds = [f"{isolated(kind_word(kind))}: {count}" for kind, count in cases.kinds.most_common(6)]
        self._rest.setText((left + (f" ({beside.join(kinds)})" if kinds else "")) if cases.left else "")
        self.apply.setEnabled(cases.decided > 0)

    @property
    def told(self) -> str:
        """What it says of the chosen rule."""
        return "\n".join(line.text() for line in (self._told, self._rest) if line.text())

    def _apply(self) -> None:
        self.accept()
        self.applied.emit(self.strategy, self.anew.isChecked())

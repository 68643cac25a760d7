"""How Articles are to be handed out: a part of the window that says who annotates what."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QPushButton, QSpinBox, QVBoxLayout, QWidget

from annotator.desktop.plain import escaped, label
from annotator.model.assignment import AssignRule, Strategy, strategy_word
from annotator.words import _

_MOST = 1_000_000


class RuleBox(QWidget):
    """The choices of which a rule is made."""

    asked = Signal()
    """The user wants a proposal."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.strategy = QComboBox(self)
        self.strategy.setAccessibleName(_("How"))
        for strategy in Strategy:
            self.strategy.addItem(strategy_word(strategy), strategy.value)
        self.overlap = self._number(
            _("Shared"), 0, 100, suffix="%", tip=_("The share of the articles that several get")
        )
        self.together = self._number(
            _("By how many"), 1, 99, special=_("by all"), tip=_("How many annotators get a shared article")
        )
        self.most = self._number(
            _("At most"), 0, _MOST, special=_("any number"), tip=_("No more articles than this each")
        )
        self.seed = self._number(_("Draw"), 0, _MOST, tip=_("Another number draws otherwise; the same one the same"))
        self.anew = QCheckBox(_("Hand out all again that nobody has begun"), self)
        self.propose = QPushButton(_("Propose"), self)
        self.propose.setAutoDefault(False)
        self.propose.setToolTip(escaped(_("Hand out to the ticked annotators; nothing is saved yet")))
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        for words, widget in (
            (_("How"), self.strategy),
            (_("Shared"), self.overlap),
            (_("By how many"), self.together),
            (_("At most"), self.most),
            (_("Draw"), self.seed),
        ):
            form.addRow(label(words, self), widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(label(_("Propose"), self, name="section"))
        layout.addLayout(form)
        layout.addWidget(self.anew)
        layout.addWidget(self.propose)
        self.propose.clicked.connect(self.asked)
        self.strategy.currentIndexChanged.connect(lambda _at: self._tell())
        self.overlap.valueChanged.connect(lambda _value: self._tell())
        self._tell()

    def rule(self, annotators: tuple[str, ...]) -> AssignRule:
        """What is chosen, for these annotators. Raises BadInput for what cannot be."""
        strategy = Strategy(self.strategy.currentData())
        overlap = 0 if strategy is Strategy.ALL else self.overlap.value()
        together = self.together.value() if overlap and self.together.value() > 1 else 0
        return AssignRule(annotators, strategy, overlap, together, self.most.value(), self.seed.value())

    @property
    def is_anew(self) -> bool:
        """Whether what nobody has begun is to be handed out again."""
        return self.anew.isChecked()

    def _tell(self) -> None:
        is_all = self.strategy.currentData() == Strategy.ALL
        self.overlap.setEnabled(not is_all)
        self.together.setEnabled(not is_all and self.overlap.value() > 0)

    def _number(
        self, name: str, least: int, most: int, *, suffix: str = "", special: str = "", tip: str = ""
    ) -> QSpinBox:
        box = QSpinBox(self)
        box.setRange(least, most)
        box.setSuffix(suffix)
        box.setSpecialValueText(special)
        box.setAccessibleName(name)
        box.setToolTip(escaped(tip))
        return box

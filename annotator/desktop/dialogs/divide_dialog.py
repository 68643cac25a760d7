"""Dividing a project: shares, what decides, and how alike near duplicates are, with what comes of it before it is
done."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.desktop.dialogs.divide.preview import Preview, PreviewTable, told_changes
from annotator.desktop.dialogs.divide.shares import ShareBoxes
from annotator.desktop.dialogs.value_box import ValueBox
from annotator.desktop.fitting import open_at
from annotator.desktop.parts import row_table
from annotator.desktop.plain import escaped, joined, label, leading
from annotator.frozen import frozen
from annotator.model.split import By, SplitRule
from annotator.words import _, ngettext

_PATIENCE = 250
"""Milliseconds after which it is said that something is being counted."""
_MOST_SEED = 2**31 - 1


@frozen
class Standing:
    """How a project is divided: by which rule (None where it is not), how many Articles it has, and how many of them
    are in no split."""

    rule: SplitRule | None
    articles: int
    without: int


class DivideDialog(QDialog):
    """Asks how a project is to be divided. Working it out and doing it are for others to do."""

    wish_changed = Signal(object, bool)
    """A `SplitRule` of which it is not known yet what would come of it, and whether all Articles are divided anew."""
    asked = Signal(object)
    """The `Plan` that is to be done."""

    def __init__(
        self, standing: Standing, titles: Mapping[str, str], parent: QWidget | None = None, *, of_all: bool = True
    ) -> None:
        """`of_all` says whether it may be told how many Spans all annotators have marked."""
        super().__init__(parent)
        self.setObjectName("divideDialog")
        self.setWindowTitle(_("Divide into train, dev and test"))
        open_at(self, 720, 720)
        self._standing = standing
        self._preview: Preview | None = None
        rule = standing.rule or SplitRule()
        self.shares = ShareBoxes(rule.percentages, self)
        self.by = ValueBox(((_by_word(by), by) for by in By), self)
        self.by.setObjectName("by")
        self.by.setAccessibleName(_("What decides"))
        self.by.choose(rule.by)
        self._by_told = label("", self, name="muted")
        self._by_told.setWordWrap(True)
        self.seed = _spin("seed", _("Seed"), 0, _MOST_SEED, rule.seed, self)
        self.seed.setToolTip(escaped(_("Another number draws otherwise; the same one draws the same.")))
        self.again = QPushButton(_("Draw again"), self)
        self.again.setAutoDefault(False)
        self.again.setToolTip(escaped(_("Take the next number, and see what that draws")))
        self.threshold = _spin("threshold", _("Similarity from"), 50, 100, round(rule.threshold * 100), self)
        self.threshold.setSuffix("%")
        self.threshold.setSingleStep(5)
        self.threshold.setToolTip(escaped(_("The similarity from which articles are near duplicates (0.8).")))
        self.anew = QCheckBox(_("Divide all articles anew"), self)
        self.anew.setObjectName("anew")
        self.anew.setVisible(standing.rule is not None)
        told = _("Otherwise articles keep their split, and those in none are added so that the shares come right.")
        self._anew_told = label(told, self, name="muted")
        self._anew_told.setWordWrap(True)
        self.table = PreviewTable(titles, self, of_all=of_all)
        self.view = _table(self.table, self)
        self.told = label("", self)
        self.told.setWordWrap(True)
        self._bar = QProgressBar(self)
        self._bar.setObjectName("thin")
        self._bar.setAccessibleName(_("Comparing articles…"))
        self._bar.setTextVisible(False)
        self._soon = QTimer(self, interval=_PATIENCE, singleShot=True)
        self._soon.timeout.connect(self._say_counting)
        self.divide = QPushButton(_("Divide"), self)
        self.divide.setObjectName("primary")
        self.divide.setDefault(True)
        self.cancel = QPushButton(_("Cancel"), self)
        self.cancel.setAutoDefault(False)
        self._lay_out()
        self._wire()

    def begin(self) -> None:
        """Show the dialog and ask for the first preview."""
        self.open()
        self._changed()

    @property
    def rule(self) -> SplitRule:
        """The rule that is chosen."""
        shares = {split.value: share for split, share in self.shares.shares.items()}
        return SplitRule(**shares, by=self.by.value, seed=self.seed.value(), threshold=self.threshold.value() / 100)

    # What comes of it

    def show_counting(self, percent: int = 0) -> None:
        """It is not known yet what would come of it."""
        self._bar.setValue(percent)
        if not self._soon.isActive() and not self._bar.isVisibleTo(self):
            self._soon.start()
        self._preview = None
        self._allow()

    def show_preview(self, preview: Preview) -> None:
        """What the rule that is chosen would come to."""
        self._preview = preview
        self.table.show(preview.plan.report)
        self._settle("\n".join(told_changes(preview)))

    def show_trouble(self, words: str) -> None:
        """Why nobody knows what would come of it."""
        self._preview = None
        self.table.show(None)
        self._settle(words)

    def _settle(self, words: str) -> None:
        self._soon.stop()
        self._bar.hide()
        self.told.setText(words)
        self._allow()

    def _say_counting(self) -> None:
        self._bar.show()
        self.told.setText(_("Comparing articles…"))

    def _allow(self) -> None:
        """Where nothing would be changed, nothing is done."""
        plan = self._preview.plan if self._preview else None
        self.divide.setEnabled(plan is not None and bool(plan.changed or plan.rule != self._standing.rule))

    def _changed(self) -> None:
        by = self.by.value
        self._by_told.setText(_by_told(by))
        for widget in (self.seed, self.again):
            widget.setEnabled(by is not By.TIME)
        self.show_counting()
        self.wish_changed.emit(self.rule, self.anew.isChecked())

    def _ask(self) -> None:
        if self._preview is not None:
            self.asked.emit(self._preview.plan)

    # What it looks like

    def _wire(self) -> None:
        self.shares.changed.connect(self._changed)
        self.by.currentIndexChanged.connect(self._changed)
        self.seed.valueChanged.connect(self._changed)
        self.threshold.valueChanged.connect(self._changed)
        self.anew.toggled.connect(self._changed)
        self.again.clicked.connect(lambda: self.seed.setValue((self.seed.value() + 1) % _MOST_SEED))
        self.divide.clicked.connect(self._ask)
        self.cancel.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        for told in (self._by_told, self._anew_told, self.told):
            told.setAlignment(leading())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(8)
        title = label(_standing_words(self._standing), self, name="title")
        title.setAlignment(leading())
        layout.addWidget(title)
        layout.addWidget(self.shares)
        layout.addLayout(_row(_field(_("What decides"), self.by), _field(_("Seed"), self.seed), self.again))
        layout.addWidget(self._by_told)
        layout.addLayout(_row(_field(_("Near duplicates: similarity from"), self.threshold)))
        duplicates = label(
            _("Copies of one report never come into several splits: a model would be tested with what it has seen."),
            self,
            name="muted",
        )
        duplicates.setWordWrap(True)
        duplicates.setAlignment(leading())
        layout.addWidget(duplicates)
        layout.addWidget(self.anew)
        layout.addWidget(self._anew_told)
        self._anew_told.setVisible(self._standing.rule is not None)
        layout.addWidget(label(_("What each part would hold"), self, name="section"))
        layout.addWidget(self.view, 1)
        layout.addWidget(self._bar)
        layout.addWidget(self.told)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.divide)
        layout.addLayout(foot)
        self._bar.hide()


def _spin(name: str, words: str, least: int, most: int, value: int, parent: QWidget) -> QSpinBox:
    made = QSpinBox(parent)
    made.setObjectName(name)
    made.setAccessibleName(words)
    made.setRange(least, most)
    made.setValue(value)
    made.setKeyboardTracking(False)
    return made


def _field(words: str, box: QWidget) -> QVBoxLayout:
    told = label(words, box.parentWidget(), name="fieldName")
    told.setAlignment(leading())
    told.setBuddy(box)
    column = QVBoxLayout()
    column.setSpacing(2)
    column.addWidget(told)
    column.addWidget(box)
    return column


def _row(*parts: QVBoxLayout | QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    for part in parts:
        if isinstance(part, QWidget):
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignBottom)
        else:
            row.addLayout(part)
            row.setAlignment(part, Qt.AlignmentFlag.AlignBottom)
    row.addStretch(1)
    return row


def _table(model: PreviewTable, parent: QWidget) -> QTableView:
    height = parent.fontMetrics().height() + 9
    view = row_table(model, _("What each part would hold"), parent, height=height)
    view.setObjectName("splitPreview")
    view.setMinimumHeight(150)
    view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    return view


def _by_word(by: By) -> str:
    return {By.RANDOM: _("Chance"), By.TIME: _("Time"), By.SOURCE: _("Source")}[by]


def _by_told(by: By) -> str:
    return {
        By.RANDOM: _("Articles are drawn by the seed, so that each label has its share in each part."),
        By.TIME: _("The newest articles are tested with, the oldest learnt from. The seed decides nothing."),
        By.SOURCE: _("All articles of one source stay together: it is tested with sources that are new."),
    }[by]


def _standing_words(standing: Standing) -> str:
    if standing.rule is None:
        told = _("not divided yet")
    elif standing.without:
        told = ngettext("{n} of them in no split", "{n} of them in no split", standing.without)
    else:
        told = _("all of them in a split")
    return joined((ngettext("{n} article", "{n} articles", standing.articles), told))

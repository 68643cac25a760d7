"""Where annotators differ: each class with its count, by Label and by pair, and its Cases in context."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QListView,
    QVBoxLayout,
    QWidget,
)

from annotator.desktop.bench.findings import Findings, Place
from annotator.desktop.dialogs.disagreement_rows import CaseRow
from annotator.desktop.dialogs.disagreement_tables import CaseTable, ClassColumn, ClassTable
from annotator.desktop.fitting import open_at
from annotator.desktop.parts import panes, push_button, row_table, set_widths
from annotator.desktop.plain import escaped, joined, label, leading, one_line
from annotator.desktop.theme import Look, Theme
from annotator.words import _, ngettext

if TYPE_CHECKING:
    from annotator.review.classes import Disagreement


class Disagreements(QDialog):
    """Shows what was found; reports the Case that the user wants to decide."""

    case_asked = Signal(str, str)
    """An Article's uid and the key of a Case in it."""
    again_asked = Signal()
    """Count again."""

    def __init__(self, looks: dict[str, Look], theme: Theme, parent: QWidget, *, names: bool = True) -> None:
        """`names` says whether the annotators may be named; else they are not told apart."""
        super().__init__(parent)
        self.setObjectName("disagreements")
        self.setWindowTitle(_("Disagreements"))
        open_at(self, 1180, 700)
        self._looks, self._names = looks, names
        self._findings = Findings()
        self.classes, self.places = ClassTable(self), CaseTable(self)
        self._heading = label("", self, name="title")
        self._heading.setAlignment(leading())
        self.label = self._box(_("Label"), _("Count only Cases in which this label is at issue"))
        self.pair = self._box(_("Annotators"), _("Count only what these two say differently"))
        self.class_list = row_table(self.classes, _("Classes of disagreement"), self, height=30)
        self.class_list.setObjectName("classList")
        set_widths(self.class_list, {ClassColumn.COUNT: 76}, growing=ClassColumn.KIND)
        self.place_list = QListView(self)
        self.place_list.setObjectName("placeList")
        self._told = label("", self, name="muted")
        self._told.setAlignment(leading())
        self._go = push_button(_("Decide this one"), _("Show this case on the bench"), self)
        self._go.setObjectName("primary")
        self._go.setDefault(True)
        self._again = push_button(_("Count again"), _("Look through the project once more"), self)
        self._close = push_button(_("Close"), _("Close this window"), self)
        self._dress(theme)
        self._lay_out()
        self._wire()

    # Building

    def _box(self, name: str, tip: str) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(name)
        box.setToolTip(escaped(tip))
        box.setMinimumWidth(150)
        return box

    def _dress(self, theme: Theme) -> None:
        self.place_list.setModel(self.places)
        self.place_list.setAccessibleName(_("Cases in context"))
        self.place_list.setItemDelegate(CaseRow(self.places, self._looks, theme, self.place_list))
        self.place_list.setUniformItemSizes(True)
        self.place_list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)

    def _lay_out(self) -> None:
        top, foot = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self._heading, 1)
        for told, box in ((_("Label"), self.label), (_("Annotators"), self.pair)):
            beside = label(told, self)
            beside.setBuddy(box)
            for widget in (beside, box):
                widget.setVisible(box is self.label or self._names)
            top.addWidget(beside)
            top.addWidget(box)
        foot.addWidget(self._told, 1)
        for button in (self._again, self._close, self._go):
            foot.addWidget(button)
        both = panes(Qt.Orientation.Horizontal, self.class_list, self.place_list, sizes=[270, 880])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(10)
        layout.addLayout(top)
        layout.addWidget(both, 1)
        layout.addLayout(foot)

    def _wire(self) -> None:
        self.label.currentIndexChanged.connect(lambda _at: self._recount())
        self.pair.currentIndexChanged.connect(lambda _at: self._recount())
        self.class_list.selectionModel().currentRowChanged.connect(lambda *_rows: self._list())
        self.class_list.activated.connect(lambda _index: self.place_list.setFocus())
        self.place_list.doubleClicked.connect(lambda index: self._ask(index.row()))
        self.place_list.selectionModel().currentChanged.connect(lambda *_rows: self._tell())
        self._go.clicked.connect(lambda: self._ask(self.place_list.currentIndex().row()))
        self._again.clicked.connect(self.again_asked)
        self._close.clicked.connect(self.reject)

    # What is shown

    def show_findings(self, findings: Findings) -> None:
        """Show what was found, from the class that was looked at last where there is any of it still."""
        self._findings = findings
        pairs = [joined(map(one_line, pair)) for pair in findings.pairs]
        _refill(self.label, _("All labels"), [(self._title(name), name) for name in findings.labels])
        _refill(self.pair, _("All annotators"), [(pair, pair) for pair in pairs])
        self._recount()
        self.class_list.setFocus()

    def show_class(self, kind: Disagreement) -> None:
        """List the Cases of this class, where there are any."""
        if (row := self.classes.row_of(kind)) >= 0:
            self.class_list.setCurrentIndex(self.classes.index(row, 0))
            self.place_list.setFocus()

    def _title(self, name: str) -> str:
        look = self._looks.get(name)
        return one_line(look.label.title if look else name)

    def _recount(self) -> None:
        held = self.classes.kind_at(self.class_list.currentIndex().row())
        wanted = self.label.currentData() or ""
        self.classes.show(self._findings, wanted, self._chosen_pair)
        if self.classes.rowCount():
            row = max(self.classes.row_of(held), 0)
            self.class_list.setCurrentIndex(self.classes.index(row, 0))
        self._list()
        total = self._findings.totals[wanted, self._chosen_pair]
        told = ngettext("{n} case", "{n} cases", total)
        self._heading.setText(told if total else _("No disagreements."))

    @property
    def _chosen_pair(self) -> tuple[str, str] | None:
        at = self.pair.currentIndex() - 1
        return self._findings.pairs[at] if at >= 0 else None

    def _list(self) -> None:
        """List the Cases of the class that is chosen."""
        kind = self.classes.kind_at(self.class_list.currentIndex().row())
        wanted = self.label.currentData() or ""
        found = self._findings.listed(kind, wanted, self._chosen_pair) if kind is not None else []
        self.places.show(found)
        if found:
            self.place_list.setCurrentIndex(self.places.index(0))
        self._tell()

    def _tell(self) -> None:
        listed = self.places.rowCount()
        kind = self.classes.kind_at(self.class_list.currentIndex().row())
        counted = self._findings.count(kind, self.label.currentData() or "", self._chosen_pair) if kind else 0
        more = _("The first {n} are listed.").format(n=listed) if listed < counted else ""
        self._told.setText(joined((_("Enter or a double click: decide. ✓ is decided."), more)))
        self._go.setEnabled(self.place is not None)

    @property
    def place(self) -> Place | None:
        """The Case that is chosen."""
        return self.places.place_at(self.place_list.currentIndex().row())

    def _ask(self, row: int) -> None:
        place = self.places.place_at(row)
        if place is not None:
            self.accept()
            self.case_asked.emit(place.article, place.key)


def _refill(box: QComboBox, everything: str, choices: list[tuple[str, str]]) -> None:
    """Let a box offer these, and what was chosen stay so where it is still there."""
    held = box.currentData()
    box.blockSignals(True)
    box.clear()
    for text, data in [(everything, ""), *choices]:
        box.addItem(text, data)
    box.setCurrentIndex(max(box.findData(held), 0))
    box.blockSignals(False)

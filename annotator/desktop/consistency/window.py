"""What is marked in several ways: looked through by kind, seen in context, made alike, or left as it is."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from annotator.desktop.consistency.finding_table import FindingColumn, FindingTable, KindTable, name_of
from annotator.desktop.consistency.place_list import PlaceList
from annotator.desktop.consistency.place_table import PlaceTable, Read
from annotator.desktop.consistency.telling import asked_for, stays
from annotator.desktop.fitting import open_at
from annotator.desktop.parts import panes, push_button, row_table, set_widths
from annotator.desktop.plain import escaped, isolated, joined, label, leading, one_line, quoted
from annotator.desktop.shortcuts import on_keys
from annotator.desktop.theme import Look, Theme
from annotator.review.doubts import Doubt, Finding, Occurrence, Variant, told
from annotator.review.words import meaning_of, title_of
from annotator.words import _, is_right_to_left, ngettext


class Consistency(QDialog):
    """Shows what was found. What is done about it is for others to do."""

    alike_asked = Signal(object, object, list)
    """A `Finding`, the `Variant` that its places are to be like, and those `Occurrence`s."""
    right_asked = Signal(object, bool)
    """A `Finding` that is right as it is, or not any more."""
    everyone_asked = Signal(bool)
    """Whether the Spans of all annotators are to be looked at."""
    place_asked = Signal(object)
    """An `Occurrence` whose Article the user wants to see."""
    undo_asked = Signal()
    redo_asked = Signal()

    def __init__(self, read: Read, own: str, looks: dict[str, Look], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("consistency")
        self.setWindowTitle(_("Consistency"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        open_at(self, 1240, 760)
        self._own = own
        self._called = lambda name: looks[name].chip if name in looks else name
        self.kinds, self.findings = KindTable(self), FindingTable(self._called, self)
        self.places = PlaceTable(read, self._called, self)
        self._heading = label("", self, name="title")
        self.kind_list = QListView(self)
        self.kind_list.setModel(self.kinds)
        self.kind_list.setObjectName("consistencyKinds")
        self.kind_list.setAccessibleName(_("Kinds"))
        self.words = QLineEdit(self)
        self.words.setPlaceholderText(_("Filter names"))
        self.words.setAccessibleName(_("Filter names"))
        self.words.setClearButtonEnabled(True)
        self.finding_list = row_table(self.findings, _("What is marked in several ways"), self)
        self.finding_list.setObjectName("consistencyFindings")
        widths = {FindingColumn.NAME: 130, FindingColumn.PLACES: 58, FindingColumn.DOUBT: 56}
        set_widths(self.finding_list, widths, growing=FindingColumn.WAYS)
        self.everyone = QCheckBox(_("All annotators"), self)
        self.everyone.setToolTip(escaped(_("Look at the spans of all annotators together")))
        self.with_right = QCheckBox(_("Show what is right too"), self)
        self.with_right.setToolTip(escaped(_("Show also what was said to be right as it is")))
        self._name = label("", self, name="title")
        self._name.setAlignment(leading())
        self._meaning = label("", self, name="muted")
        self._meaning.setWordWrap(True)
        self.models = QComboBox(self)
        self.models.setAccessibleName(_("Make them all like"))
        self._like = label(_("Make them all like"), self)
        self.place_list = PlaceList(self.places, looks, theme, self)
        self._told = label("", self, name="muted")
        self._told.setWordWrap(True)
        self.alike = push_button("", _("Make the ticked places so; one undo takes all of it back (Ctrl+Enter)"), self)
        self.alike.setObjectName("primary")
        self.right = push_button(_("This is right"), _("Keep it as it is, and do not show it again (Ctrl+K)"), self)
        self._close = push_button(_("Close"), _("Close this window"), self)
        self._lay_out()
        self._wire()

    # Building

    def _lay_out(self) -> None:
        before, after = QWidget(self), QWidget(self)
        left, right = QVBoxLayout(before), QVBoxLayout(after)
        self.kind_list.setFixedHeight(self.kinds.rowCount() * self.kind_list.sizeHintForRow(0) + 4)
        left.addWidget(self.kind_list)
        left.addWidget(self.words)
        left.addWidget(self.finding_list, 1)
        left.addWidget(self.with_right)
        left.addWidget(self.everyone)
        choice, foot = QHBoxLayout(), QHBoxLayout()
        choice.addWidget(self._name, 1)
        choice.addWidget(self._like)
        choice.addWidget(self.models)
        right.addLayout(choice)
        right.addWidget(self._meaning)
        right.addWidget(self.place_list, 1)
        right.addWidget(self._told)
        for layout in (left, right):
            layout.setSpacing(8)
            layout.setContentsMargins(0, 0, 0, 0)
        # Margins are not mirrored by themselves.
        (right if is_right_to_left() else left).setContentsMargins(0, 0, 10, 0)
        (left if is_right_to_left() else right).setContentsMargins(10, 0, 0, 0)
        whole = panes(Qt.Orientation.Horizontal, before, after, sizes=[460, 780])
        foot.addWidget(self.right)
        foot.addStretch(1)
        foot.addWidget(self._close)
        foot.addWidget(self.alike)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(10)
        layout.addWidget(self._heading)
        layout.addWidget(whole, 1)
        layout.addLayout(foot)

    def _wire(self) -> None:
        self.kind_list.setCurrentIndex(self.kinds.index(0))
        self.kind_list.selectionModel().currentChanged.connect(lambda *_rows: self._filter())
        self.words.textChanged.connect(lambda _words: self._filter())
        self.with_right.toggled.connect(lambda _on: self._filter())
        self.everyone.toggled.connect(self.everyone_asked)
        self.finding_list.selectionModel().currentRowChanged.connect(lambda *_rows: self._show_finding())
        self.finding_list.activated.connect(lambda _index: self.place_list.setFocus())
        self.models.currentIndexChanged.connect(lambda _at: self._choose_model())
        self.places.modelReset.connect(self._tell)
        self.places.dataChanged.connect(self._tell)
        self.place_list.place_asked.connect(self.place_asked)
        self.alike.clicked.connect(self._make_alike)
        self.right.clicked.connect(self._say_right)
        self._close.clicked.connect(self.reject)
        for keys, act in (
            ("Ctrl+Return", self.alike.click),
            ("Ctrl+Enter", self.alike.click),
            ("Ctrl+K", self.right.click),
            ("Ctrl+F", self.words.setFocus),
            ("Ctrl+Z", self.undo_asked.emit),
            ("Ctrl+Shift+Z", self.redo_asked.emit),
        ):
            on_keys(keys, self, act)

    # What is shown

    def offer_everyone(self, *, can_see: bool) -> None:
        """Whether there are others whose Spans this annotator may look at."""
        self.everyone.setVisible(can_see)

    def show_whose(self, *, everyone: bool) -> None:
        """Tell whose Spans are shown, without asking for anything."""
        self.everyone.blockSignals(True)
        self.everyone.setChecked(everyone)
        self.everyone.blockSignals(False)

    def show_findings(self, found: list[Finding], right: Collection[tuple[str, str]]) -> None:
        """Show what was found, from the Finding that was looked at last, else from the one that is in its place now."""
        self._again(lambda: self.findings.show(found, right))

    def forget(self, finding: Finding, model: Variant, places: list[Occurrence]) -> None:
        """These places are like a Variant now: a Finding of which no other is in question is shown no more."""
        done = set(places)
        left = (one for one in finding.occurrences if finding.variants[one.variant] != model and one not in done)
        if any(finding.is_doubtful(one.variant) or finding.kind is not Doubt.MISSED for one in left):
            self.places.look_again()
        else:
            self._again(lambda: self.findings.drop(finding))

    def _filter(self) -> None:
        kind = self.kinds.kind_at(self.kind_list.currentIndex().row())
        words, with_right = self.words.text(), self.with_right.isChecked()
        self._again(lambda: self.findings.filter(kind, words, with_right=with_right))

    def _again(self, change: Any) -> None:
        """Change what is listed, and keep to the Finding that is looked at."""
        row, held = self.finding_list.currentIndex().row(), self.finding
        had_focus = self.place_list.hasFocus()
        change()
        self.kinds.count(self.findings.open_ones)
        self._tell_all()
        at = self.findings.row_of(held.key if held else None)
        if at < 0:
            at = min(max(row, 0), self.findings.rowCount() - 1)
        self.finding_list.setCurrentIndex(self.findings.index(at, 0))
        self._show_finding()
        if had_focus:
            self.place_list.setFocus()

    @property
    def finding(self) -> Finding | None:
        """The Finding that is looked at."""
        return self.findings.finding_at(self.finding_list.currentIndex().row())

    def _tell_all(self) -> None:
        found = self.findings.open_ones
        if not found:
            self._heading.setText(_("Nothing is marked in several ways."))
            return
        named = ngettext("{n} finding", "{n} findings", len(found))
        places = ngettext("{n} place in question", "{n} places in question", sum(one.doubtful for one in found))
        self._heading.setText(joined((named, places)))

    def _show_finding(self) -> None:
        one = self.finding
        self.models.blockSignals(True)
        self.models.clear()
        for number, way in enumerate(one.variants) if one else ():
            if way.can_be_model and (way.count or number == one.model if one else False):
                self.models.addItem(f"{isolated(one_line(told(way, self._called)))} ({way.count})", number)
        self.models.setCurrentIndex(self.models.findData(one.model) if one else -1)
        self.models.blockSignals(False)
        has_choice = one is not None and one.kind not in (Doubt.DATE, Doubt.PUNCTUATION)
        self.models.setVisible(has_choice)
        self._like.setVisible(has_choice)
        self._name.setText(isolated(one_line(name_of(one))) if one else "")
        self._meaning.setText(f"{title_of(one.kind)}. {quoted(meaning_of(one.kind))}" if one else "")
        self.right.setText(_("Show again") if one and self.findings.is_right(one) else _("This is right"))
        self.right.setEnabled(one is not None)
        self.places.show(one, self._own)
        if self.places.rowCount() > 1:
            self.place_list.setCurrentIndex(self.places.index(1))

    def _choose_model(self) -> None:
        if self.finding is not None and self.models.currentIndex() >= 0:
            self.places.choose(int(self.models.currentData()))

    def _tell(self, *_rows: object) -> None:
        one, model = self.places.finding, self.places.model
        number = len(self.places.ticked)
        self.alike.setText(asked_for(one, model, number, self._called) if one and model else _("Make them alike"))
        self.alike.setEnabled(number > 0)
        self._told.setText(stays(one, has_others=self.places.has_others) if one else "")

    # What is asked

    def _make_alike(self) -> None:
        one, model = self.places.finding, self.places.model
        if one is not None and model is not None and self.places.ticked:
            self.alike_asked.emit(one, model, self.places.ticked)

    def _say_right(self) -> None:
        if self.finding is not None:
            self.right_asked.emit(self.finding, not self.findings.is_right(self.finding))

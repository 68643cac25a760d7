"""Exporting: the format, what goes out, what would stay behind, and where to; nothing is written before it is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QDialog, QHBoxLayout, QMessageBox, QPushButton, QVBoxLayout, QWidget

from annotator.dataset.export import companion_of
from annotator.desktop.dialogs.export.choice import Choice, last_folder, remember, remembered
from annotator.desktop.dialogs.export.format_list import FormatList, FormatTable, Offer
from annotator.desktop.dialogs.export.loss_pane import LossPane
from annotator.desktop.dialogs.export.options import OptionsForm
from annotator.desktop.dialogs.export.tally import Tally
from annotator.desktop.dialogs.export.target import TargetRow
from annotator.desktop.fitting import open_at
from annotator.desktop.plain import isolated, label, leading
from annotator.desktop.preferences import Preferences
from annotator.desktop.theme import Theme
from annotator.formats import FORMATS
from annotator.model.split import Split
from annotator.paths import is_file
from annotator.words import _, ngettext

_NARROW = 760
"""Pixels below which the formats stand above the rest, not beside it."""
_LIST_WIDTH, _LIST_HEIGHT = 350, 190


class ExportDialog(QDialog):
    """Asks what is to be exported. Counting and writing are for others to do.

    `splits` says how many Articles each split has, and nothing where there are none; `place` where a format's export
    lands where nobody says otherwise.
    """

    choice_changed = Signal(object)
    """A `Choice` of which it is not known yet what would be left behind, or None where nothing need be counted."""
    asked = Signal(object, object)
    """A `Choice` that is to be written, and the `Path` where to."""
    article_asked = Signal(str)
    """The uid of an Article that the user wants to see instead."""

    def __init__(
        self,
        annotators: Iterable[str],
        splits: Mapping[Split, int],
        place: Callable[[str], Path],
        preferences: Preferences,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        of_all: bool = True,
    ) -> None:
        """`of_all` says whether the Layers of all annotators may go out together."""
        super().__init__(parent)
        self.setObjectName("exportDialog")
        self.setWindowTitle(_("Export"))
        open_at(self, 1140, 720)
        self._place, self._preferences = place, preferences
        self._folder = last_folder(preferences)
        names = list(annotators)
        table = FormatTable((known for known in FORMATS if known.writes), self)
        written = [known.name for known in FORMATS if known.writes]
        self.choice = remembered(preferences, written, names, splits, of_all=of_all)
        self._counted: Choice | None = None
        self.formats = FormatList(table, theme, self)
        self._title = label("", self, name="title")
        self._purpose = label("", self, name="muted")
        self._purpose.setWordWrap(True)
        self.options = OptionsForm(names, splits, self, of_all=of_all)
        self.losses = LossPane(theme, self)
        self.target = TargetRow(_("Export"), self)
        self._beside = label("", self, name="muted")
        self._beside.setWordWrap(True)
        self._going_out = label("", self, name="muted")
        self._export = QPushButton(_("Export"), self)
        self._export.setObjectName("primary")
        self._export.setDefault(True)
        self._cancel = QPushButton(_("Cancel"), self)
        self._cancel.setAutoDefault(False)
        self._lay_out()
        self.formats.choose(self.choice.format_name)
        self._show_offer(self.formats.chosen)
        self.formats.format_chosen.connect(self._show_offer)
        self.formats.format_chosen.connect(self._changed)
        self.options.changed.connect(self._changed)
        self.target.changed.connect(self._tell_target)
        self.losses.article_asked.connect(self.article_asked)
        self._export.clicked.connect(self._ask)
        self._cancel.clicked.connect(self.reject)
        self.formats.setFocus()

    def begin(self) -> None:
        """Show the dialog and ask for the first count."""
        self.open()
        self._changed()

    # What is counted

    def show_counting(self, percent: int = 0) -> None:
        """It is not known yet what would be left behind."""
        self._counted = None
        self.losses.show_counting(percent)
        self._allow()

    def show_tally(self, tally: Tally) -> None:
        """What the current choice would leave behind."""
        self._counted = self.choice
        self.losses.show_tally(tally, self.formats.chosen.title)
        if tally.going_out:
            told = ngettext("{n} article goes out.", "{n} articles go out.", tally.going_out)
        else:
            told = _("No article fits: nothing would be in it.")
        if tally.in_no_split:
            n = tally.in_no_split
            told += " " + ngettext("{n} article is in no split.", "{n} articles are in no split.", n)
        self._going_out.setText(told)
        self._allow()

    def show_trouble(self, words: str) -> None:
        """Why nothing could be counted; then nothing can be written either."""
        self.losses.show_trouble(words)
        self._allow()

    # What is chosen

    def _show_offer(self, offer: Offer) -> None:
        """Show what there is to choose of a format."""
        self._title.setText(offer.title)
        endings = " ".join(offer.known.suffixes)
        self._purpose.setText(f"{offer.purpose} · {isolated(endings)}" if endings else offer.purpose)
        self.options.show_choice(self.choice, offer.known)

    def _changed(self) -> None:
        """Something else was chosen: offer a place for it, and have it counted anew where that may differ."""
        offer = self.formats.chosen
        self.choice = self.options.chosen(self.choice, offer.known)
        is_tree, as_folder = offer.known.write_tree is not None, self.choice.as_folder
        usual = self._place(offer.known.name)
        ending = "" if is_tree and as_folder else offer.ending
        name = usual.with_suffix("").name if not ending else usual.name
        self.target.offer((self._folder or usual.parent) / name, ending, offer.title)
        self._tell_target()
        if offer.lacking:
            self._counted = None
            self.choice_changed.emit(None)
            self.show_trouble(offer.lacking)
        elif not self.choice.loses_as(self._counted):
            self.show_counting()
            self.choice_changed.emit(self.choice)

    def _tell_target(self) -> None:
        path = self.target.path
        beside = companion_of(self.formats.chosen.known, path) if path is not None else None
        told = _("Written beside it: “{name}”, the set-up of the labels for {format}.")
        self._beside.setText(
            told.format(name=isolated(beside.name), format=isolated(self.formats.chosen.title)) if beside else ""
        )
        self._beside.setVisible(beside is not None)
        self._allow()

    def _allow(self) -> None:
        self._export.setEnabled(self.choice.loses_as(self._counted) and self.target.path is not None)
        if self._counted is None:
            self._going_out.setText("")

    def _ask(self) -> None:
        path = self.target.path
        if path is not None and self._may_replace(path):
            self.asked.emit(self.choice, path)

    def keep(self, path: Path) -> None:
        """Remember what was chosen and where it went."""
        remember(self._preferences, self.choice, path.parent)

    def _may_replace(self, path: Path) -> bool:
        """Whether what is there already may be replaced, if anything is."""
        beside = companion_of(self.formats.chosen.known, path)
        there = [one for one in (path, beside) if one is not None and is_file(one)]
        if not there:
            return True
        box = QMessageBox(self)
        box.setWindowTitle(_("Export"))
        box.setIcon(QMessageBox.Icon.Question)
        box.setTextFormat(Qt.TextFormat.PlainText)
        told = [_("A file “{name}” is there already.").format(name=isolated(one.name)) for one in there]
        box.setText("\n".join([*told, ngettext("Replace it?", "Replace them?", len(there))]))
        replace = box.addButton(_("Replace"), QMessageBox.ButtonRole.AcceptRole)
        keep = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(keep)
        box.exec()
        return box.clickedButton() is replace

    # What it looks like

    def _lay_out(self) -> None:
        # A label would put Latin words at the left in Arabic, too.
        for told in (self._title, self._purpose, self._beside, self._going_out):
            told.setAlignment(leading())
        rest = QVBoxLayout()
        rest.setSpacing(6)
        rest.addWidget(self._title)
        rest.addWidget(self._purpose)
        rest.addSpacing(6)
        rest.addWidget(self.options)
        rest.addSpacing(6)
        rest.addWidget(label(_("What would be left behind"), self, name="fieldName"))
        rest.addWidget(self.losses, 1)
        rest.addSpacing(6)
        rest.addWidget(label(_("Where to"), self, name="fieldName"))
        rest.addWidget(self.target)
        rest.addWidget(self._beside)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.setSpacing(18)
        self._body.addWidget(self.formats)
        self._body.addLayout(rest, 1)
        foot = QHBoxLayout()
        foot.addWidget(self._going_out, 1)
        foot.addWidget(self._cancel)
        foot.addWidget(self._export)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(14)
        layout.addLayout(self._body, 1)
        layout.addLayout(foot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = event.size().width() < _NARROW
        direction = QBoxLayout.Direction
        self._body.setDirection(direction.TopToBottom if is_narrow else direction.LeftToRight)
        unbound = 16_777_215
        self.formats.setMaximumSize(QSize(unbound, _LIST_HEIGHT) if is_narrow else QSize(_LIST_WIDTH, unbound))
        self.formats.setMinimumSize(QSize(0, 110) if is_narrow else QSize(_LIST_WIDTH, 0))

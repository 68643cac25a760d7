"""Making a dataset: the format, what goes in, whose licence, and where to; with what it would hold and leave behind
before anything is written."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from annotator.dataset.publishing.publish import is_for_datasets
from annotator.desktop.dialogs.export.choice import last_folder, remembered
from annotator.desktop.dialogs.export.format_list import FormatList, FormatTable, Offer
from annotator.desktop.dialogs.export.loss_pane import LossPane
from annotator.desktop.dialogs.export.options import OptionsForm
from annotator.desktop.dialogs.export.target import TargetRow
from annotator.desktop.dialogs.publish.licence_box import LicenceBox
from annotator.desktop.dialogs.publish.order import PLACE, Order, Outlook
from annotator.desktop.dialogs.publish.remarks import going_out, remarks
from annotator.desktop.fitting import open_at
from annotator.desktop.plain import escaped, label, leading
from annotator.desktop.preferences import Preferences
from annotator.desktop.theme import Theme
from annotator.formats import FORMATS
from annotator.words import _

_LIST_WIDTH = 330
_NOT_ASKED = ("split", "clitics", "files")
"""Boxes of an export that a dataset has no choice in."""


class PublishDialog(QDialog):
    """Asks what dataset is to be made. Counting and writing are for others to do.

    `title` is what it is called where nobody says otherwise, and `folder` where it lands then.
    """

    choice_changed = Signal(object)
    """A `Choice` of which it is not known yet what it would hold, or None where nothing need be counted."""
    asked = Signal(object)
    """The `Order` that is to be made."""
    article_asked = Signal(str)
    """The uid of an Article that the user wants to see instead."""

    def __init__(
        self,
        annotators: Iterable[str],
        title: str,
        folder: Path,
        preferences: Preferences,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        of_all: bool = True,
    ) -> None:
        """`of_all` says whether the Layers of all annotators may go out together."""
        super().__init__(parent)
        self.setObjectName("publishDialog")
        self.setWindowTitle(_("Publish a dataset"))
        open_at(self, 1140, 780)
        names = list(annotators)
        offered = [known for known in FORMATS if is_for_datasets(known)]
        self.choice = remembered(preferences, [known.name for known in offered], names, of=PLACE, of_all=of_all)
        self._preferences = preferences
        self._outlook: Outlook | None = None
        self._counted = self.choice
        self.formats = FormatList(FormatTable(offered, self), theme, self)
        self._heading = label("", self, name="title")
        self._purpose = label("", self, name="muted")
        self.title = QLineEdit(self)
        self.title.setObjectName("datasetTitle")
        self.title.setAccessibleName(_("Title"))
        self.title.setPlaceholderText(title)
        self.licence = LicenceBox(self)
        self.licence.choose(preferences.text(f"{PLACE}/licence"))
        self.names = QCheckBox(_("Name the annotators"), self)
        self.names.setObjectName("withNames")
        self.names.setToolTip(escaped(_("Otherwise they are A1, A2 and so on in all files")))
        self.names.setChecked(preferences.text(f"{PLACE}/with_names") == "yes")
        self.options = OptionsForm(names, {}, self, leaves_out=_NOT_ASKED, of_all=of_all)
        self.losses = LossPane(theme, self)
        self.remarks = label("", self)
        self.target = TargetRow(_("Publish a dataset"), self)
        self.target.offer((last_folder(preferences, of=PLACE) or folder.parent) / folder.name, "", _("Folder"))
        self._going_out = label("", self, name="muted")
        self.publish = QPushButton(_("Publish"), self)
        self.publish.setObjectName("primary")
        self.publish.setDefault(True)
        self.cancel = QPushButton(_("Cancel"), self)
        self.cancel.setAutoDefault(False)
        self._lay_out()
        self.formats.choose(self.choice.format_name)
        self._show_offer(self.formats.chosen)
        self._wire()
        self.formats.setFocus()

    def begin(self) -> None:
        """Show the dialog and ask for the first count."""
        self.open()
        self._changed()

    @property
    def order(self) -> Order | None:
        """What is ordered; None where no folder is named."""
        folder = self.target.path
        if folder is None:
            return None
        return Order(self.choice, self.title.text(), self.licence.licence, self.names.isChecked(), folder)

    def keep(self, order: Order) -> None:
        """Remember what was ordered."""
        order.remember(self._preferences)

    # What is counted

    def show_counting(self, percent: int = 0) -> None:
        """It is not known yet what it would hold."""
        self._outlook = None
        self.losses.show_counting(percent)
        self._tell()

    def show_outlook(self, outlook: Outlook) -> None:
        """What the current choice would hold and leave behind."""
        self._outlook, self._counted = outlook, self.choice
        self.losses.show_tally(outlook.tally, self.formats.chosen.title)
        self._tell()

    def show_trouble(self, words: str) -> None:
        """Why there would be no dataset."""
        self._outlook = None
        self.losses.show_trouble(words)
        self._tell()

    # What is chosen

    def _show_offer(self, offer: Offer) -> None:
        self._heading.setText(offer.title)
        self._purpose.setText(offer.purpose)
        self.options.show_choice(self.choice, offer.known)

    def _changed(self) -> None:
        """Something else was chosen: have it counted anew where that may differ."""
        offer = self.formats.chosen
        self.choice = self.options.chosen(self.choice, offer.known)
        if offer.lacking:
            self.choice_changed.emit(None)
            self.show_trouble(offer.lacking)
        elif self._outlook is None or not self.choice.loses_as(self._counted):
            self.show_counting()
            self.choice_changed.emit(self.choice)
        else:
            self._tell()

    def _tell(self) -> None:
        """Say what one should know before, and allow what can be done."""
        fault = self.licence.fault
        known, outlook = self.formats.chosen.known, self._outlook
        told = list(remarks(outlook, self.choice, known, self.licence.licence)) if outlook else []
        self.remarks.setText("\n".join([fault] if fault else told))
        self.remarks.setVisible(bool(fault or told))
        self._going_out.setText(going_out(outlook) if outlook else "")
        self.publish.setEnabled(outlook is not None and not fault and self.target.path is not None)

    def _ask(self) -> None:
        order = self.order
        if order is not None:
            self.asked.emit(order)

    # What it looks like

    def _wire(self) -> None:
        self.formats.format_chosen.connect(self._show_offer)
        self.formats.format_chosen.connect(self._changed)
        self.options.changed.connect(self._changed)
        self.licence.currentTextChanged.connect(lambda _text: self._tell())
        self.target.changed.connect(self._tell)
        self.losses.article_asked.connect(self.article_asked)
        self.publish.clicked.connect(self._ask)
        self.cancel.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        for told in (self._heading, self._purpose, self.remarks, self._going_out):
            told.setAlignment(leading())
            told.setWordWrap(True)
        about = QGridLayout()
        about.setHorizontalSpacing(12)
        about.setVerticalSpacing(2)
        for column, (words, field) in enumerate(((_("Title"), self.title), (_("Licence"), self.licence))):
            named = label(words, self, name="fieldName")
            named.setAlignment(leading())
            named.setBuddy(field)
            about.addWidget(named, 0, column)
            about.addWidget(field, 1, column)
            about.setColumnStretch(column, 1)
        rest = QVBoxLayout()
        rest.setSpacing(6)
        rest.addWidget(self._heading)
        rest.addWidget(self._purpose)
        rest.addSpacing(4)
        rest.addLayout(about)
        rest.addWidget(self.options)
        rest.addWidget(self.names)
        rest.addSpacing(4)
        rest.addWidget(label(_("What would be left behind"), self, name="fieldName"))
        rest.addWidget(self.losses, 1)
        rest.addWidget(self.remarks)
        rest.addSpacing(4)
        rest.addWidget(label(_("A new folder"), self, name="fieldName"))
        rest.addWidget(self.target)
        body = QHBoxLayout()
        body.setSpacing(18)
        self.formats.setFixedWidth(_LIST_WIDTH)
        body.addWidget(self.formats)
        body.addLayout(rest, 1)
        foot = QHBoxLayout()
        foot.addWidget(self._going_out, 1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.publish)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(14)
        layout.addLayout(body, 1)
        layout.addLayout(foot)

"""One of two Articles that are compared: what is known of it, its text with what differs marked, what to do with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFont, QResizeEvent, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTextEdit, QVBoxLayout, QWidget

from annotator.desktop.colours import mixed
from annotator.desktop.plain import escaped, joined, label, one_line
from annotator.desktop.text.direction import runs_right_to_left
from annotator.desktop.theme import Theme
from annotator.model.annotation import Fragment, Status
from annotator.model.article import ArticleEntry
from annotator.model.offsets import OffsetMap
from annotator.words import _, ngettext
from annotator.workspace import status_word

_TINT = 0.16
"""How much of the warning colour is in the ground behind what differs."""


class ComparedPane(QWidget):
    """Shows an Article of a group beside another one."""

    skip_asked = Signal(str)
    """The uid of the Article that is to be skipped, or not any more."""
    open_asked = Signal(str)
    """The uid of the Article that is to be opened."""

    def __init__(self, name: str, theme: Theme, font: tuple[str, float], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._theme = theme
        self._uid = ""
        self._whole_title = ""
        self._offsets = OffsetMap("")
        self._marks: Sequence[Fragment] = ()
        self._title = label("", self, name="compared")
        self._about = label("", self, name="muted")
        self._told = label("", self, name="muted")
        for widget in (self._title, self._about):
            widget.setSizePolicy(widget.sizePolicy().Policy.Ignored, widget.sizePolicy().Policy.Fixed)
        self.text = QTextEdit(self)
        self.text.setObjectName("comparedText")
        self.text.setReadOnly(True)
        self.text.setAcceptRichText(False)
        self.text.setUndoRedoEnabled(False)
        self.text.setTabChangesFocus(True)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.text.setAccessibleName(name)
        face = QFont(font[0])
        face.setPointSizeF(font[1])
        self.text.document().setDefaultFont(face)
        self.skip = QPushButton(self)
        self.skip.setAutoDefault(False)
        self.open = QPushButton(_("Open"), self)
        self.open.setAutoDefault(False)
        self.open.setToolTip(escaped(_("Go to this article")))
        self.skip.clicked.connect(lambda: self.skip_asked.emit(self._uid))
        self.open.clicked.connect(lambda: self.open_asked.emit(self._uid))
        self._lay_out()
        self.clear()

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(self._told, 1)
        foot.addWidget(self.skip)
        foot.addWidget(self.open)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for widget in (self._title, self._about):
            layout.addWidget(widget)
        layout.addWidget(self.text, 1)
        layout.addLayout(foot)

    @property
    def uid(self) -> str:
        """The Article that is shown; empty for none."""
        return self._uid

    def clear(self) -> None:
        """Show nothing."""
        self._uid = ""
        self._whole_title = ""
        self._title.clear()
        self._about.clear()
        self._told.clear()
        self.text.clear()
        self.text.setExtraSelections([])
        self.skip.setText(_("Skip this one"))
        for button in (self.skip, self.open):
            button.setEnabled(False)

    def show_article(self, uid: str, text: str, entry: ArticleEntry, split: str) -> None:
        """Show an Article from its beginning, without marks yet."""
        self._uid, self._marks = uid, ()
        self._offsets = OffsetMap(text)
        option = QTextOption(Qt.AlignmentFlag.AlignLeading)
        is_rtl = runs_right_to_left(text)
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if is_rtl else Qt.LayoutDirection.LeftToRight)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.text.document().setDefaultTextOption(option)
        self.text.setExtraSelections([])
        self.text.setPlainText(self._offsets.shown)
        self._told.setText(_("Comparing…"))
        for button in (self.skip, self.open):
            button.setEnabled(True)
        self.tell(entry, split)

    def tell(self, entry: ArticleEntry, split: str) -> None:
        """Say what is known of the Article."""
        status = Status(entry.status)
        self._whole_title = one_line(entry.title)
        self._show_title()
        self._title.setToolTip(escaped(entry.title))
        about = (one_line(entry.source), entry.published, split, status_word(status))
        self._about.setText(joined(about))
        is_skipped = status is Status.SKIPPED
        self.skip.setText(_("Do not skip it") if is_skipped else _("Skip this one"))
        told = _("Take the status “skipped” back") if is_skipped else _("Give this article the status “skipped”")
        self.skip.setToolTip(escaped(told))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_title()

    def _show_title(self) -> None:
        room = self._title.width()
        self._title.setText(self._title.fontMetrics().elidedText(self._whole_title, Qt.TextElideMode.ElideRight, room))

    def mark(self, ranges: Sequence[Fragment]) -> None:
        """Mark the words that the other Article does not have, in code points: by a ground and a line beneath."""
        self._marks = ranges
        shape = QTextCharFormat()
        shape.setBackground(QColor(mixed(self._theme.warning, self._theme.paper, _TINT)))
        shape.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
        shape.setUnderlineColor(QColor(self._theme.warning))
        selections = []
        for start, end in ranges:
            if start < end:
                selection = QTextEdit.ExtraSelection()
                selection.cursor = self._cursor(start, end)
                selection.format = shape
                selections.append(selection)
        self.text.setExtraSelections(selections)
        counted = ngettext("{n} place differs", "{n} places differ", len(ranges))
        self._told.setText(counted if ranges else _("The words are the same"))

    def go_to(self, number: int) -> None:
        """Take a place that differs in hand, and scroll to it."""
        if 0 <= number < len(self._marks):
            self.text.setTextCursor(self._cursor(*self._marks[number]))
            self.text.ensureCursorVisible()

    def _cursor(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self.text.document())
        cursor.setPosition(self._offsets.to_u16(start))
        cursor.setPosition(self._offsets.to_u16(end), QTextCursor.MoveMode.KeepAnchor)
        return cursor

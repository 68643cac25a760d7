"""The card of an event: a row for each Role, with its key and what fills it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from annotator.desktop.panels.words_button import WordsButton
from annotator.desktop.plain import escaped, label, one_line
from annotator.desktop.theme import Theme, icon
from annotator.frozen import frozen
from annotator.words import _


@frozen
class Filler:
    """What fills a Role: the arrow's uid, the Span's, its words, and what is wrong with it ('' where nothing is)."""

    relation: str
    span: str
    words: str
    problem: str = ""


@frozen
class RoleRow:
    """One row of the card. `problem` is what is missing, in words; `in_hand` says that a filler is being picked."""

    name: str
    title: str
    key: str
    required: bool
    fillers: tuple[Filler, ...]
    problem: str = ""
    in_hand: bool = False


_HEAD = 94
"""The width of a Role's name in pixels."""
_LONG_HEAD = 150
"""The same where nothing stands beside it."""


class RolesSection(QWidget):
    """Shows the Roles of one event; reports which is to be filled and which filler is meant."""

    role_pressed = Signal(str)
    """The name of the Role that is to be filled."""
    span_chosen = Signal(str)
    """The uid of a filler that was clicked."""
    removal_asked = Signal(str)
    """The uid of an arrow that is to go."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("eventCard")
        self.setAccessibleName(_("The event's arguments"))
        self._theme = theme
        self._rows: tuple[RoleRow, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 2, 0, 4)
        self._column.setSpacing(2)
        self.hide()

    @property
    def rows(self) -> tuple[RoleRow, ...]:
        """What is shown."""
        return self._rows

    def show_rows(self, rows: Sequence[RoleRow]) -> None:
        """Show these rows; none hides the card."""
        if tuple(rows) != self._rows:
            self._rows = tuple(rows)
            while (item := self._column.takeAt(0)) is not None:
                if (old := item.widget()) is not None:
                    old.hide()
                    old.deleteLater()
            for row in rows:
                self._column.addWidget(self._row(row))
        self.setVisible(bool(rows))

    def _row(self, row: RoleRow) -> QWidget:
        box = QWidget(self)
        box.setObjectName("roleInHand" if row.in_hand else "roleRow")
        box.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = QHBoxLayout(box)
        line.setContentsMargins(2, 1, 2, 1)
        line.setSpacing(3)
        line.addWidget(_key(row.key, box), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._head(row, box), 0, Qt.AlignmentFlag.AlignTop)
        held = QVBoxLayout()
        held.setSpacing(2)
        line.addLayout(held, 1)
        for filler in row.fillers:
            held.addLayout(self._filler(filler, box))
        if not row.fillers:
            waiting = _("click or drag") if row.in_hand else "—"
            empty = label(waiting, box, name="warning" if row.problem and not row.in_hand else "muted")
            empty.setToolTip(escaped(row.problem) if row.problem else "")
            empty.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
            empty.setMinimumHeight(22)
            held.addWidget(empty)
        return box

    def _head(self, row: RoleRow, box: QWidget) -> WordsButton:
        head = WordsButton(f"{row.title} •" if row.required else row.title, box, name="roleHead")
        head.setProperty("role", row.name)
        head.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        wanted = head.sizeHint().width() + 12 if not row.fillers and not row.in_hand else 0
        head.setFixedWidth(max(_HEAD, min(wanted, _LONG_HEAD)))
        head.setAccessibleName(_("{role}, required").format(role=row.title) if row.required else row.title)
        told = [row.title, _("required") if row.required else "", _("Key: {key}").format(key=row.key), row.problem]
        head.setToolTip(escaped("\n".join(part for part in told if part)))
        head.clicked.connect(lambda _on=False: self.role_pressed.emit(row.name))
        return head

    def _filler(self, filler: Filler, box: QWidget) -> QHBoxLayout:
        words = WordsButton(filler.words, box, name="fillerWrong" if filler.problem else "filler")
        words.setToolTip(escaped("\n".join(part for part in (filler.words, filler.problem) if part)))
        words.clicked.connect(lambda _on=False: self.span_chosen.emit(filler.span))
        gone = QToolButton(box)
        gone.setObjectName("unfill")
        gone.setFixedSize(24, 24)
        gone.setIcon(icon("close", self._theme.muted))
        gone.setToolTip(_("Take out of this role"))
        gone.setAccessibleName(_("Take “{words}” out of this role").format(words=one_line(filler.words)))
        gone.clicked.connect(lambda _on=False: self.removal_asked.emit(filler.relation))
        line = QHBoxLayout()
        line.setSpacing(2)
        line.addWidget(words, 1)
        line.addWidget(gone)
        return line


def _key(text: str, box: QWidget) -> QLabel:
    made = label(text, box, name="keyCap")
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    made.setFixedSize(18, 20)
    made.setContentsMargins(0, 0, 0, 0)
    return made

"""The card of an event: a row for each Role, with its key and what fills it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

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
        self._lines: list[list[_FillerLine]] = []
        """What shows the fillers of each row."""
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
        before, self._rows = self._rows, tuple(rows)
        for at in reversed(range(len(rows), len(before))):
            self._take_out(at)
        for at, row in enumerate(rows):
            if at < len(before) and _looks_like(row, before[at]):
                for line, filler in zip(self._lines[at], row.fillers, strict=True):
                    line.show_filler(filler)
                continue
            if at < len(before):
                self._take_out(at)
            self._put_in(at, row)
        self.setVisible(bool(rows))

    def _take_out(self, at: int) -> None:
        del self._lines[at]
        item = self._column.takeAt(at)
        if item is not None and (old := item.widget()) is not None:
            old.hide()
            old.deleteLater()

    def _put_in(self, at: int, row: RoleRow) -> None:
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
        lines = [_FillerLine(self, self._theme, filler, box) for filler in row.fillers]
        for one in lines:
            held.addLayout(one)
        if not row.fillers:
            waiting = _("click or drag") if row.in_hand else "—"
            empty = label(waiting, box, name="warning" if row.problem and not row.in_hand else "muted")
            empty.setToolTip(escaped(row.problem) if row.problem else "")
            empty.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
            empty.setMinimumHeight(22)
            held.addWidget(empty)
        self._lines.insert(at, lines)
        self._column.insertWidget(at, box)

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


class _FillerLine(QHBoxLayout):
    """The words of one filler, and a button that takes it out."""

    def __init__(self, section: RolesSection, theme: Theme, filler: Filler, box: QWidget) -> None:
        super().__init__()
        self._words = WordsButton("", box, name="fillerWrong" if filler.problem else "filler")
        self._words.clicked.connect(lambda _on=False: section.span_chosen.emit(self._filler.span))
        self._gone = QToolButton(box)
        self._gone.setObjectName("unfill")
        self._gone.setFixedSize(24, 24)
        self._gone.setIcon(icon("close", theme.muted))
        self._gone.setToolTip(_("Take out of this role"))
        self._gone.clicked.connect(lambda _on=False: section.removal_asked.emit(self._filler.relation))
        self.setSpacing(2)
        self.addWidget(self._words, 1)
        self.addWidget(self._gone)
        self.show_filler(filler)

    def show_filler(self, filler: Filler) -> None:
        """Show this one, which has a problem where the one before had any."""
        self._filler = filler
        self._words.show_words(filler.words)
        self._words.setToolTip(escaped("\n".join(part for part in (filler.words, filler.problem) if part)))
        self._gone.setAccessibleName(_("Take “{words}” out of this role").format(words=one_line(filler.words)))


def _looks_like(row: RoleRow, other: RoleRow) -> bool:
    """Whether a row differs from another one in the words of its fillers at most."""
    if [bool(filler.problem) for filler in row.fillers] != [bool(filler.problem) for filler in other.fillers]:
        return False
    return replace(row, fillers=()) == replace(other, fillers=())


def _key(text: str, box: QWidget) -> QLabel:
    made = label(text, box, name="keyCap")
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    made.setFixedSize(18, 20)
    made.setContentsMargins(0, 0, 0, 0)
    return made

"""One of the answers to a Case, with all that it says; what it says otherwise than the others stands out."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from annotator.desktop.bench.context_line import ContextLine, Mark, window_of
from annotator.desktop.bench.facts import Fact, facts_of
from annotator.desktop.bench.key_button import KeyButton, key_cap
from annotator.desktop.bench.letters import KEEP
from annotator.desktop.bench.told import ArrowTold, Told
from annotator.desktop.cut_line import CutLine
from annotator.desktop.plain import along, escaped, isolated, joined, label, one_line
from annotator.desktop.theme import Look, Theme
from annotator.frozen import frozen
from annotator.model.annotation import Fragment, Span
from annotator.model.decision import Field
from annotator.model.schema import Schema
from annotator.words import _, is_right_to_left


@frozen
class Ground:
    """What all cards stand on: the text, how it is read, the Labels, the colours."""

    text: str
    schema: Schema
    looks: dict[str, Look]
    font: QFont
    theme: Theme


_ROOM = 26
"""Code points of a Label, or of the words at an end of a Relation, that are shown; all are in the tooltip."""


class AnswerCard(QFrame):
    """Shows an answer; reports that it is taken, or one field of it."""

    taken = Signal()
    field_taken = Signal(str, object)
    """A field of a Span (see `annotator.model.decision.Field`) and the Span that says it."""

    def __init__(self, told: Told, case: Fragment, differing: Collection[str], ground: Ground, parent: QWidget) -> None:
        super().__init__(parent)
        self.told = told
        self._case, self._differing, self._ground = case, differing, ground
        self.setObjectName("answerTaken" if told.is_taken else "answerCard")
        self.setAccessibleName(", ".join(told.letters))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 8, 12, 10)
        self._column.setSpacing(4)
        self._column.addLayout(self._head())
        for span in told.spans:
            self._add_span(span)
        for arrow in told.arrows:
            self._column.addWidget(_arrow(arrow, self))
        if not told.spans and not told.arrows:
            self._column.addWidget(label(_("Nothing is marked here."), self, name="muted"))

    def _head(self) -> QHBoxLayout:
        told = self.told
        row = QHBoxLayout()
        row.setSpacing(6)
        for letter in told.letters:
            row.addWidget(key_cap(letter, self))
        if len(told.spans) == 1:
            row.addWidget(self._label_of(told.spans[0]))
        names = CutLine("meta", self)
        names.show_text(joined(told.names))
        names.setToolTip(escaped("\n".join(told.names)) if told.names else "")
        row.addWidget(names, 1)
        if len(told.letters) > 1:
            share = _("{n} of {all}").format(n=len(told.letters), all=told.asked)
            row.addWidget(label(share, self, name="muted"))
        if told.is_taken:
            row.addWidget(label("✓ " + _("Gold"), self, name="goldMark"))
        if told.asked:
            tip = _("Put this answer into the gold version")
            take = KeyButton(_("Take"), told.letters[0], tip, self, name="takeAnswer")
        elif not told.is_taken:
            take = KeyButton(_("Keep"), KEEP, _("Let the gold version stay as it is"), self, name="takeAnswer")
        else:
            return row
        take.clicked.connect(self.taken)
        row.addWidget(take)
        return row

    def _add_span(self, span: Span) -> None:
        ground = self._ground
        if len(self.told.spans) > 1:
            self._column.addWidget(self._label_of(span))
        look = ground.looks.get(span.label)
        color = look.color if look else QColor(ground.theme.muted)
        window = window_of(ground.text, *self._case)
        marks = [Mark(fragment, color) for fragment in span.fragments]
        line = ContextLine(ground.text, window, marks, ground.font, ground.theme, self)
        line.make_pressable()
        line.is_chosen = Field.RANGE in self.told.chosen
        line.setToolTip(escaped(one_line(span.surface(ground.text)) + "\n" + _("Click: these edges for the gold span")))
        line.pressed.connect(partial(self.field_taken.emit, Field.RANGE.value, span))
        self._column.addWidget(line)
        for fact in facts_of(ground.schema, span, self._differing):
            self._column.addWidget(self._of_fact(fact, span))

    def _label_of(self, span: Span) -> QPushButton:
        look = self._ground.looks.get(span.label)
        title = one_line(look.label.title if look else span.label)
        differs = Field.LABEL in self._differing
        button = self._fact(title, Field.LABEL, span, differs=differs, look=look)
        button.setText(along(_cut(title)).replace("&", "&&"))
        advice = look.label.advice if look else ""
        hint = _("Click: just this for the gold span")
        button.setToolTip(escaped("\n".join(part for part in (f"{title} ({span.label})", advice, hint) if part)))
        button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        button.setMinimumWidth(60)  # a long name must not widen the card
        return button

    def _of_fact(self, fact: Fact, span: Span) -> QPushButton:
        told = f"{isolated(fact.title)}: {isolated(fact.told)}"
        return self._fact(told, fact.field, span, differs=fact.differs, look=None)

    def _fact(self, text: str, field: str, span: Span, *, differs: bool, look: Look | None) -> QPushButton:
        """A line that says one field, and takes it where it is pressed."""
        button = QPushButton(along(text).replace("&", "&&"), self)
        button.setObjectName("factDiffering" if differs else "fact")
        button.setProperty("field", str(field))
        button.setCheckable(True)
        button.setChecked(field in self.told.chosen)
        button.setAutoDefault(False)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        button.setAccessibleName(text)
        button.setToolTip(escaped(text + "\n" + _("Click: just this for the gold span")))
        if look is not None:
            button.setIcon(look.swatch(11))
        button.clicked.connect(partial(self.field_taken.emit, str(field), span))
        return button


def _arrow(arrow: ArrowTold, parent: QWidget) -> QWidget:
    """From the words where it begins to those where it ends, the way the interface runs."""
    row = QWidget(parent)
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 2, 0, 2)
    layout.setSpacing(6)
    points = "←" if is_right_to_left() else "→"
    for text, name in (
        (_cut(arrow.source), "arrowEnd"),
        (f"— {isolated(_cut(arrow.title))} {points}", "arrowTitle"),
        (_cut(arrow.target), "arrowEnd"),
    ):
        layout.addWidget(label(text, row, name=name))
    layout.addStretch(1)
    told = f"{arrow.title}: {arrow.source}, {arrow.target}"
    row.setAccessibleName(told)
    row.setToolTip(escaped(told))
    return row


def _cut(text: str) -> str:
    """As much of a text as a card has room for beside others."""
    return text if len(text) <= _ROOM else f"{text[:_ROOM]}…"

"""The palette: every Label by kind, with its key, colour and count, and the guideline of the one in hand."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QVBoxLayout, QWidget

from annotator.desktop.lettering import CENTRE, LEFT, RIGHT, lettering
from annotator.desktop.plain import escaped, label, quoted
from annotator.desktop.theme import Look, Theme
from annotator.model.kind_words import kind_heading
from annotator.model.schema import Kind
from annotator.words import _, ngettext

_INDENT = 12
"""Pixels by which a subtype stands further in."""


class LabelPalette(QWidget):
    """One button a Label; the armed one stays down and marks every range that is dragged over."""

    label_pressed = Signal(str)
    """The name of a Label whose button was pressed."""

    def __init__(self, looks: dict[str, Look], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("labelPalette")
        self.setAccessibleName(_("Labels"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._buttons: dict[str, LabelButton] = {}
        self._looks = looks
        self._armed: str | None = None
        inside = QWidget()
        inside.setObjectName("pane")
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(8, 4, 8, 8)
        rows.setSpacing(1)
        for kind in Kind:
            members = in_families([look for look in looks.values() if look.label.kind is kind])
            if members:
                rows.addWidget(label(kind_heading(kind), inside, name="section"))
            for look, depth in members:
                if look.label.abstract:
                    group = label(look.label.title, inside, name="group")
                    group.setToolTip(escaped(quoted(look.label.advice)))
                    rows.addWidget(group)
                    continue
                button = LabelButton(look, theme, inside, depth=depth)
                button.clicked.connect(lambda _on=False, name=look.label.name: self.label_pressed.emit(name))
                button.entered.connect(self._advise)
                button.left.connect(lambda: self._advise(self._armed))
                self._buttons[look.label.name] = button
                rows.addWidget(button)
        rows.addStretch(1)
        self._scroll = scroll = QScrollArea(self)
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard goes from Label to Label, and the palette follows
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._advice = label("", self, name="meta")
        self._advice.setWordWrap(True)
        self._advice.setContentsMargins(12, 8, 12, 10)
        self._advice.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        self._advice.setMinimumHeight(QFontMetrics(self.font()).lineSpacing() * 5)
        # A long advice leaves the Labels less room, which is known when it has been laid out.
        self._laid_out = QTimer(self, interval=0, singleShot=True)
        self._laid_out.timeout.connect(self._bring_into_sight)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(scroll, 1)
        layout.addWidget(self._advice)
        self._advise(None)

    @property
    def armed(self) -> str | None:
        """The name of the Label that marks at once what is dragged over, or None."""
        return self._armed

    @property
    def first_button(self) -> QWidget:
        """Where the keyboard enters the palette."""
        return next(iter(self._buttons.values()), self._scroll)

    def arm(self, name: str | None) -> None:
        """Take a Label in hand, or none."""
        self._armed = name
        for known, button in self._buttons.items():
            button.setChecked(known == name)
        self._advise(name)
        self._laid_out.start()

    def _bring_into_sight(self) -> None:
        if self._armed in self._buttons:
            self._scroll.ensureWidgetVisible(self._buttons[self._armed])

    def show_counts(self, counts: dict[str, int]) -> None:
        """Say how many Spans of each Label the Article has."""
        for name, button in self._buttons.items():
            button.count = counts.get(name, 0)

    def _advise(self, name: str | None) -> None:
        look = self._looks.get(name or "")
        if look is None:
            self._advice.setText(
                _("Drag over words, then press a label's key; or press the key first: it marks all that you drag over.")
            )
        else:
            self._advice.setText(f"{look.label.title} ({look.label.name})\n{quoted(look.label.advice)}")


def in_families(looks: list[Look]) -> list[tuple[Look, int]]:
    """Labels with their subtypes after them, each with its depth; what is archived is left out, and so are groups in
    which nothing is left."""
    names = {look.label.name for look in looks}
    children: dict[str, list[Look]] = {}
    for look in looks:
        children.setdefault(look.label.parent if look.label.parent in names else "", []).append(look)

    def family(name: str, depth: int) -> list[tuple[Look, int]]:
        found: list[tuple[Look, int]] = []
        for look in children.get(name, ()):
            below = family(look.label.name, depth + 1)
            if look.label.is_markable or (look.label.abstract and below):
                found.append((look, depth))
            found += below
        return found

    return family("", 0)


class LabelButton(QAbstractButton):
    """One Label: a chip in its colour, its name, how often it stands in the Article, its key."""

    entered = Signal(str)
    left = Signal()

    def __init__(self, look: Look, theme: Theme, parent: QWidget | None = None, *, depth: int = 0) -> None:
        super().__init__(parent)
        self._look = look
        self._theme = theme
        self._indent = depth * _INDENT
        self._count = 0
        self.setCheckable(True)
        self.setObjectName(f"label-{look.label.name}")
        self.setText(look.label.title)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        key = _("Key: {key}").format(key=look.label.key) if look.label.key else ""
        told = (f"{look.label.title} ({look.label.name})", key, quoted(look.label.advice))
        self.setToolTip(escaped("\n".join(part for part in told if part)))
        self._name_for_readers()

    @property
    def count(self) -> int:
        return self._count

    @count.setter
    def count(self, value: int) -> None:
        if value != self._count:
            self._count = value
            self._name_for_readers()
            self.update()

    def _name_for_readers(self) -> None:
        counted = ngettext("{n} span", "{n} spans", self._count)
        self.setAccessibleName(f"{self._look.label.title}, {self._look.label.key}, {counted}")

    def nextCheckState(self) -> None:
        """The palette decides what is down, not the click."""

    def sizeHint(self) -> QSize:
        return QSize(190, QFontMetrics(self.font()).height() + 8)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.entered.emit(self._look.label.name)
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.left.emit()
        super().leaveEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, look = self._theme, self._look
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.isChecked() or self.underMouse() or self.isDown() or self.hasFocus():
            painter.setPen(QPen(look.color if self.isChecked() else QColor(theme.line), 1.4 if self.isChecked() else 1))
            painter.setBrush(look.tint if self.isChecked() else QColor(theme.hover))
            painter.drawRoundedRect(box, 6, 6)
        is_rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        row = self.rect().adjusted(9, 0, -9, 0)
        row.adjust(0, 0, -self._indent, 0) if is_rtl else row.adjust(self._indent, 0, 0, 0)
        swatch = self._taken(row, 12, is_rtl)
        self._paint_swatch(painter, QRectF(swatch.x(), swatch.center().y() - 5, 12, 12))
        row = self._rest(row, 12 + 9, is_rtl)
        key_width = 22
        key_box = self._taken(row, key_width, not is_rtl)
        letters = lettering(self.font())
        self._paint_key(painter, QRectF(key_box.x() + 1, key_box.center().y() - 8, 20, 18))
        row = self._rest(row, key_width + 6, not is_rtl)
        painter.setPen(QColor(theme.muted))
        if self._count:
            number = str(self._count)
            width = round(letters.width(number)) + 4
            letters.write(painter, self._taken(row, width, not is_rtl), number, CENTRE, is_rtl=False)
            row = self._rest(row, width + 4, not is_rtl)
        painter.setPen(QColor(theme.ink))
        letters.write(painter, row, self.text(), RIGHT if is_rtl else LEFT, is_rtl=is_rtl)

    def _paint_swatch(self, painter: QPainter, box: QRectF) -> None:
        """The shape of the kind's chip: round for entities, square for events, a ring for dates."""
        kind = self._look.label.kind
        painter.setPen(QPen(self._look.color, 2) if kind is Kind.DATE else Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.NoBrush if kind is Kind.DATE else self._look.color)
        radius = 1.5 if kind is Kind.EVENT else 6.0
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1) if kind is Kind.DATE else box, radius, radius)

    def _paint_key(self, painter: QPainter, box: QRectF) -> None:
        if not self._look.label.key:
            return
        painter.setPen(QPen(QColor(self._theme.line), 1))
        painter.setBrush(QColor(self._theme.paper))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(QColor(self._theme.muted))
        lettering(self.font()).write(painter, box, self._look.label.key, CENTRE, is_rtl=False)

    @staticmethod
    def _taken(row: QRect, width: int, from_right: bool) -> QRect:
        left = row.right() - width + 1 if from_right else row.left()
        return QRect(left, row.top(), width, row.height())

    @staticmethod
    def _rest(row: QRect, width: int, from_right: bool) -> QRect:
        return row.adjusted(0, 0, -width, 0) if from_right else row.adjusted(width, 0, 0, 0)

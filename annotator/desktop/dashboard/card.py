"""One figure on the dashboard: its title, what it counts, the drawing, its colours in words, and its table."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from annotator.desktop.dashboard.chart import Chart
from annotator.desktop.dashboard.flow import Flow
from annotator.desktop.dashboard.table import FigureTableView
from annotator.desktop.plain import escaped, isolated, label, leading, one_line
from annotator.desktop.theme import Theme
from annotator.review.figures import Figure, Form
from annotator.review.page.page import has_legend
from annotator.review.palette import DARK, LIGHT
from annotator.words import _

_DRAWN, _TOLD = 5, 4
"""The shares of the drawing and of the table in the width."""

_ROW, _HEAD, _HIGHEST = 26, 50, 236
"""Pixels of a row of a table, of its head with the bar below it, and of a table beside a lower figure at most."""


class Card(QWidget):
    """Shows a figure and its table beside each other."""

    more_asked = Signal(str)
    """More is to be seen of what goes by this key; see `Figure.keys`."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self.title, self.note = label(parent=self, name="compared"), label(parent=self, name="muted")
        self.note.setWordWrap(True)
        for told in (self.title, self.note):
            told.setAlignment(leading())
        self.legend = Legend(theme, self)
        self.chart = Chart(theme, self)
        self.table = FigureTableView(self)
        self.copy = QPushButton(_("Copy as CSV"), self)
        self.copy.setAutoDefault(False)
        self.copy.setToolTip(escaped(_("Copy this table for a spreadsheet; nothing in it is taken for a formula")))
        self.copy.clicked.connect(self._copy)
        self._keys: tuple[str, ...] = ()
        self.table.row_asked.connect(lambda row: self.more_asked.emit(self._keys[row]) if self._keys else None)
        head, words, body = QHBoxLayout(), QVBoxLayout(), QHBoxLayout()
        words.setSpacing(1)
        words.addWidget(self.title)
        words.addWidget(self.note)
        head.addLayout(words, 1)
        head.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignTop)
        drawn = QVBoxLayout()
        drawn.addWidget(self.chart)
        drawn.addStretch(1)
        body.addLayout(drawn, _DRAWN)
        body.addWidget(self.table, _TOLD)
        self._body = body
        body.setSpacing(16)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 14)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addWidget(self.legend)
        layout.addLayout(body)

    def show_figure(self, figure: Figure) -> None:
        """Show another figure, or the same one with other numbers."""
        self.title.setText(figure.title)
        self.note.setText(figure.note)
        self.copy.setAccessibleName(_("Copy as CSV") + f": {figure.title}")
        self.chart.setVisible(figure.form is not Form.TABLE)
        self._body.setStretch(0, 0 if figure.form is Form.TABLE else _DRAWN)
        self.chart.setAccessibleName(figure.title)
        self.chart.setAccessibleDescription(figure.note)
        if figure.form is not Form.TABLE:
            self.chart.show_figure(figure)
        self.legend.show_figure(figure)
        self._keys = figure.keys
        self.table.setToolTip(escaped(_("Enter or a double click lists them")) if figure.keys else "")
        self.table.show_table(figure.table, _("Table") + f": {figure.title}")
        rows = _ROW * len(figure.table.rows) + _HEAD
        drawn = 0 if figure.form is Form.TABLE else self.chart.height()
        self.table.setFixedHeight(min(max(rows, drawn), max(_HIGHEST, drawn)))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.table.held.as_csv())


class Legend(QWidget):
    """What the colours of a figure mean."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._palette = DARK if theme.is_dark else LIGHT
        self._flow = Flow(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def show_figure(self, figure: Figure) -> None:
        """Tell the colours of a figure, where there is anything to tell."""
        while (item := self._flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self.setVisible(has_legend(figure))
        if has_legend(figure):
            for one in figure.series:
                self._flow.addWidget(_Key(self._palette.of(one.tone), isolated(one_line(one.name)), self))


class _Key(QWidget):
    """A colour and what it stands for."""

    def __init__(self, color: str, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(_Swatch(color, self))
        layout.addWidget(label(text, self))


class _Swatch(QWidget):
    def __init__(self, color: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._color = QColor(color)
        self.setFixedSize(11, 11)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._color)
        painter.drawRoundedRect(self.rect(), 3, 3)

"""The start page: go on with a project, make one, or look at the sample."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPixmap
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator import paths
from annotator.desktop.lettering import LEFT, RIGHT, lettering
from annotator.desktop.plain import isolated, label, one_line
from annotator.desktop.text.direction import runs_right_to_left
from annotator.desktop.theme import Theme, icon
from annotator.words import _

_PATH = Qt.ItemDataRole.UserRole
_HEIGHT, _SHOWN = 54, 6
"""The height of a recent project in pixels, and how many are shown without scrolling."""


class StartPage(QWidget):
    """Reports what the user wants to begin with."""

    new_asked = Signal()
    open_asked = Signal()
    sample_asked = Signal()
    project_chosen = Signal(object)
    """The `Path` of a recent project."""

    def __init__(self, recent: list[Path], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("startPage")
        emblem = label("", self)
        emblem.setPixmap(
            QPixmap(str(paths.resources() / "icons" / "hashiya.png")).scaled(
                88, 88, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
        )
        lede = label(_("Mark names, events and dates in Arabic news."), self, name="lede")
        heading = QVBoxLayout()
        heading.setSpacing(0)
        heading.addWidget(label(_("Hashiya"), self, name="hero"))
        heading.addWidget(lede)
        top = QHBoxLayout()
        top.setSpacing(18)
        top.addWidget(emblem)
        top.addLayout(heading, 1)
        column = QVBoxLayout()
        column.setSpacing(22)
        column.addStretch(2)
        column.addLayout(top)
        column.addLayout(self._buttons(theme))
        self._recent = self._list_of(recent, theme)
        if recent:
            listed = QVBoxLayout()
            listed.setSpacing(2)
            listed.addWidget(label(_("Recent projects"), self, name="section"))
            listed.addWidget(self._recent)
            column.addLayout(listed)
        else:
            self._recent.hide()
        hint = _(
            "You can also drop a project anywhere on this window, or what is to be imported: texts, tables, web pages, "
            "feeds, Word documents, files of other tools, and folders and archives of them."
        )
        told = label(hint, self, name="muted")
        told.setWordWrap(True)
        column.addWidget(told)
        column.addStretch(3)
        middle = QWidget(self)
        middle.setLayout(column)
        middle.setMaximumWidth(640)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addWidget(middle, 6)
        row.addStretch(1)

    def _buttons(self, theme: Theme) -> QHBoxLayout:
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        for name, text, signal, is_first in (
            ("new", _("New project…"), self.new_asked, True),
            ("open", _("Open a project…"), self.open_asked, False),
            ("article", _("Look at the sample"), self.sample_asked, False),
        ):
            button = QPushButton(icon(name, theme.on_accent if is_first else theme.ink), text, self)
            button.setIconSize(QSize(18, 18))
            button.setObjectName("primary" if is_first else "")
            button.clicked.connect(signal)
            buttons.addWidget(button)
        buttons.addStretch(1)
        return buttons

    def _list_of(self, recent: list[Path], theme: Theme) -> QListWidget:
        made = QListWidget(self)
        made.setObjectName("recentProjects")
        made.setAccessibleName(_("Recent projects"))
        for path in recent:
            item = QListWidgetItem(f"{path.stem}\n{isolated(str(path.parent))}", made)
            item.setData(_PATH, path)
            item.setSizeHint(QSize(200, _HEIGHT))
        made.setItemDelegate(_Recent(made, theme))
        made.setMouseTracking(True)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setFixedHeight(min(len(recent), _SHOWN) * _HEIGHT + 10)
        made.itemActivated.connect(self._choose)
        made.itemClicked.connect(self._choose)
        return made

    def _choose(self, item: QListWidgetItem) -> None:
        self.project_chosen.emit(item.data(_PATH))


class _Recent(QStyledItemDelegate):
    """Paints a recent project: its name, and beneath it where it lies."""

    def __init__(self, view: QListWidget, theme: Theme) -> None:
        super().__init__(view)
        self._theme = theme

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme, box = self._theme, QRect(option.rect).adjusted(1, 2, -1, -2)
        is_on, is_under = (
            bool(option.state & flag) for flag in (QStyle.StateFlag.State_Selected, QStyle.StateFlag.State_MouseOver)
        )
        path: Path = index.data(_PATH)
        at = RIGHT if option.direction is Qt.LayoutDirection.RightToLeft else LEFT
        bold = QFont(option.font)
        bold.setWeight(QFont.Weight.DemiBold)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_on or is_under:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.accent_soft if is_on else theme.hover))
            painter.drawRoundedRect(box, 6, 6)
        inner = box.adjusted(12, 4, -12, -4)
        half = inner.height() // 2
        name, folder = one_line(path.stem), one_line(str(path.parent))
        painter.setPen(QColor(theme.ink))
        lettering(bold).write(painter, inner.adjusted(0, 0, 0, -half), name, at, is_rtl=runs_right_to_left(name))
        painter.setPen(QColor(theme.muted))
        lettering(option.font).write(painter, inner.adjusted(0, half, 0, 0), folder, at, is_rtl=False)
        painter.restore()

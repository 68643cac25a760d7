"""The start page: go on with a project, make one, or look at the sample."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from annotator import paths
from annotator.desktop.plain import isolated, label
from annotator.desktop.theme import Theme, icon
from annotator.words import _

_PATH = Qt.ItemDataRole.UserRole


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
        self._recent = self._list_of(recent)
        if recent:
            column.addWidget(label(_("Recent projects"), self, name="section"))
            column.addWidget(self._recent, 6)
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

    def _list_of(self, recent: list[Path]) -> QListWidget:
        made = QListWidget(self)
        made.setObjectName("recentProjects")
        made.setAccessibleName(_("Recent projects"))
        for path in recent:
            item = QListWidgetItem(f"{path.stem}\n{isolated(str(path.parent))}", made)
            item.setData(_PATH, path)
            item.setSizeHint(QSize(200, 50))
        made.itemActivated.connect(self._choose)
        made.itemClicked.connect(self._choose)
        return made

    def _choose(self, item: QListWidgetItem) -> None:
        self.project_chosen.emit(item.data(_PATH))

"""For which annotators files are made, and where."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from annotator.desktop.dialogs.ticks import Ticks
from annotator.desktop.fitting import open_at
from annotator.desktop.plain import escaped, isolated, label, one_line
from annotator.desktop.theme import Theme
from annotator.words import _, ngettext

_NAME = Qt.ItemDataRole.UserRole


class Bundling(QDialog):
    """Asks for whom; accepted where there is somebody."""

    def __init__(self, assigned: Mapping[str, int], folder: Path, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("bundling")
        self.setWindowTitle(_("Make files for annotators"))
        open_at(self, 520, 420)
        self.folder = folder
        told = label(
            _(
                "Each file is a project of its own: the annotator's articles, the labels with their guidelines, and "
                "their own work. There is nothing in it of anybody else."
            ),
            self,
        )
        told.setWordWrap(True)
        self.list = QListWidget(self)
        self.list.setAccessibleName(_("Annotators"))
        self.list.setItemDelegate(Ticks(self.list, theme))
        self.list.setSpacing(2)
        for name, count in assigned.items():
            articles = ngettext("{n} article", "{n} articles", count)
            item = QListWidgetItem(f"{isolated(one_line(name))} · {articles}", self.list)
            item.setData(_NAME, name)
            item.setCheckState(Qt.CheckState.Checked)
        self._place = label("", self, name="muted")
        self._place.setWordWrap(True)
        self.choose = QPushButton(_("Another folder…"), self)
        self.make = QPushButton(_("Make files"), self)
        self.make.setObjectName("primary")
        self.make.setDefault(True)
        self.make.setToolTip(escaped(_("Make a file for each ticked annotator")))
        cancel = QPushButton(_("Cancel"), self)
        for button in (self.choose, cancel):
            button.setAutoDefault(False)
        place, foot = QHBoxLayout(), QHBoxLayout()
        place.addWidget(self._place, 1)
        place.addWidget(self.choose)
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.make)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(10)
        layout.addWidget(told)
        layout.addWidget(self.list, 1)
        layout.addLayout(place)
        layout.addLayout(foot)
        self.list.itemClicked.connect(_toggle)
        QShortcut(
            QKeySequence(Qt.Key.Key_Space), self.list, context=Qt.ShortcutContext.WidgetShortcut
        ).activated.connect(lambda: _toggle(self.list.currentItem()) if self.list.currentItem() else None)
        self.list.itemChanged.connect(lambda _item: self._tell())
        self.choose.clicked.connect(self._choose)
        self.make.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
        self._tell()

    @property
    def chosen(self) -> list[str]:
        """The names of those who are ticked."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return [str(item.data(_NAME)) for item in items if item.checkState() is Qt.CheckState.Checked]

    def _choose(self) -> None:
        from annotator.desktop.dialogs.files import ask_for_folder

        found = ask_for_folder(self, _("Where the files go"), self.folder)
        self.folder = found or self.folder
        self._tell()

    def _tell(self) -> None:
        self._place.setText(_("In: {folder}").format(folder=isolated(str(self.folder))))
        self.make.setEnabled(bool(self.chosen))


def _toggle(item: QListWidgetItem) -> None:
    is_on = item.checkState() is Qt.CheckState.Checked
    item.setCheckState(Qt.CheckState.Unchecked if is_on else Qt.CheckState.Checked)

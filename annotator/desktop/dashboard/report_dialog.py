"""Where a report goes, in which language, and whether names are told."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator import words
from annotator.desktop.plain import escaped, isolated, label
from annotator.frozen import frozen
from annotator.words import _


@frozen
class ReportWish:
    """How a report is to be written."""

    path: Path
    language: words.Language
    hides_names: bool


class ReportDialog(QDialog):
    """Asks how a report is to be written; it stays open until that is done."""

    asked = Signal(object)
    """A `ReportWish`."""

    def __init__(self, path: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("reportDialog")
        self.setWindowTitle(_("Report"))
        self.setMinimumWidth(560)
        self.path = QLineEdit(str(path), self)
        self.path.setAccessibleName(_("File"))
        self._agreed = ""
        browse = QPushButton(_("Choose…"), self)
        browse.setAutoDefault(False)
        browse.setToolTip(escaped(_("Choose where the page goes")))
        browse.clicked.connect(self._browse)
        self.language = QComboBox(self)
        self.language.addItem("العربية", "ar")
        self.language.addItem("English", "en")
        self.language.setCurrentIndex(words.LANGUAGES.index(words.language()))
        self.language.setAccessibleName(_("Language"))
        self.hides = QCheckBox(_("Hide the annotators' names (A1, A2 …)"), self)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.write = buttons.addButton(_("Write"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.write.setDefault(True)
        buttons.accepted.connect(self._ask)
        buttons.rejected.connect(self.reject)
        file, form, layout = QHBoxLayout(), QFormLayout(), QVBoxLayout(self)
        file.addWidget(self.path, 1)
        file.addWidget(browse)
        form.addRow(label(_("File"), self), file)
        form.addRow(label(_("Language"), self), self.language)
        form.addRow(label("", self), self.hides)
        told = label(
            _("One page of HTML with the figures and their tables. It needs nothing else."), self, name="muted"
        )
        told.setWordWrap(True)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(14)
        layout.addWidget(told)
        layout.addLayout(form)
        layout.addWidget(buttons)

    def _browse(self) -> None:
        found, _kind = QFileDialog.getSaveFileName(self, _("Report"), self.path.text(), "HTML (*.html)")
        if found:
            self.path.setText(found)
            self._agreed = found

    def _ask(self) -> None:
        text = self.path.text().strip()
        if not text:
            self.path.setFocus()
            return
        path = Path(text).expanduser()
        if path.is_file() and text != self._agreed and not self._may_replace(path):
            return
        self.asked.emit(ReportWish(path, self.language.currentData(), self.hides.isChecked()))

    def _may_replace(self, path: Path) -> bool:
        box = QMessageBox(self)
        box.setWindowTitle(_("Report"))
        box.setIcon(QMessageBox.Icon.Question)
        box.setTextFormat(box.textFormat().PlainText)
        box.setText(_("“{path}” is there already.").format(path=path))
        replace = box.addButton(_("Replace"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.exec()
        return box.clickedButton() is replace


def tell_written(path: Path, parent: QWidget) -> None:
    """Say that a report was written, and offer to look at it or to show the folder."""
    box = QMessageBox(parent)
    box.setWindowTitle(_("Report"))
    box.setIcon(QMessageBox.Icon.Information)
    box.setTextFormat(box.textFormat().PlainText)
    box.setText("\n".join((_("The report was written."), isolated(str(path)))))
    show = box.addButton(_("Open it"), QMessageBox.ButtonRole.ActionRole)
    folder = box.addButton(_("Show the folder"), QMessageBox.ButtonRole.ActionRole)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Ok))
    box.exec()
    if box.clickedButton() is show:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
    elif box.clickedButton() is folder:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))

"""What the user says about files before they are imported, for what the files do not say themselves."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from annotator.desktop.plain import isolated, label, one_line
from annotator.words import _, ngettext

_ENCODINGS = ("windows-1256", "iso-8859-6", "mac-arabic", "utf-16-le", "utf-16-be")
"""What Arabic files are in where they are not UTF-8, the usual one first."""


class ImportOptions(QDialog):
    """Asks for the day of publication, the source, the encoding and where proclitics are; all may stay empty."""

    def __init__(self, files: list[Path], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Import articles"))
        self.setMinimumWidth(480)
        counted = ngettext("{n} file", "{n} files", len(files)) if not files[0].is_dir() else _("Folder")
        shown = label(f"{counted}: {isolated(one_line(files[0].name))}" + (" …" if len(files) > 1 else ""), self)
        self._published = QLineEdit(self)
        self._published.setPlaceholderText("2026-01-27")
        self._source = QLineEdit(self)
        self._encoding = QComboBox(self)
        self._encoding.addItem(_("Found out (UTF-8, UTF-16)"), None)
        for name in _ENCODINGS:
            self._encoding.addItem(name, name)
        self._clitics = QComboBox(self)
        for words, inside in (
            (_("Taken as they are"), None),
            (_("Outside of the spans"), False),
            (_("Inside the spans"), True),
        ):
            self._clitics.addItem(words, inside)
        form = QFormLayout()
        for words, field in (
            (_("Published on"), self._published),
            (_("Source"), self._source),
            (_("Encoding"), self._encoding),
            (_("و ف ب ل ك before names"), self._clitics),
        ):
            field.setAccessibleName(words)
            form.addRow(words, field)
        note = label(
            _("Only for files that do not say it themselves. Relative dates need the day."), self, name="muted"
        )
        note.setWordWrap(True)
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Cancel, self)
        go = buttons.addButton(_("Import"), QDialogButtonBox.ButtonRole.AcceptRole)
        go.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(shown)
        layout.addLayout(form)
        layout.addWidget(note)
        layout.addWidget(buttons)

    @property
    def published(self) -> str:
        """An ISO date, or empty; not looked at yet."""
        return self._published.text().strip()

    @property
    def source(self) -> str:
        return self._source.text().strip()

    @property
    def encoding(self) -> str | None:
        """The name of an encoding, or None where it is to be found out."""
        chosen = self._encoding.currentData()
        return chosen if isinstance(chosen, str) else None

    @property
    def clitics_inside(self) -> bool | None:
        """Whether the files' Spans keep their proclitics; None where they are to be taken as they are."""
        chosen = self._clitics.currentData()
        return chosen if isinstance(chosen, bool) else None

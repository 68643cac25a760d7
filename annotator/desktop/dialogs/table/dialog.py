"""A table before it is imported: its first rows, what its columns hold, and what would come of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from annotator.desktop.background import Progress, Work
from annotator.desktop.dialogs.table.making import HowMade
from annotator.desktop.dialogs.table.seeing import Seeing
from annotator.desktop.fitting import open_at
from annotator.desktop.newest import Newest
from annotator.desktop.plain import isolated, label, one_line
from annotator.errors import BadInput
from annotator.words import _, ngettext
from annotator.workspace.tables import Field, Group, Preview, Survey, TableReading, look, survey

_REST = 250
"""Milliseconds without a change after which rows are counted."""
_NOTED = 4
"""Remarks of other kinds that are told."""
_LINES = 8
"""Lines of room for what was counted."""
_TOLD = 3
"""Rows that cannot come in of which it is told why."""


class TableDialog(QDialog):
    """Asks how tables with the same columns are to be read.

    Whatever takes time is done beside it: rows and counts appear when they are there, and what was asked before that
    is forgotten.
    """

    def __init__(self, group: Group, parent: QWidget, encoding: str | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tableDialog")
        self.setWindowTitle(_("Import a table"))
        open_at(self, 1060, 720)
        self._paths = group.paths
        self._encoding = encoding
        self._looking = Newest(parent, rested=_REST)  # may go on for a moment after the dialog was closed
        self._looking.progressed.connect(self._tell_progress)
        self._looking.done.connect(self._found)
        self._looking.failed.connect(self._fail)
        self._seen: Preview | None = None
        self._survey: Survey | None = None
        self._fault = group.fault
        self.making = HowMade(is_workbook=group.is_workbook, parent=self)
        self.seeing = Seeing(self)
        self.count = label("", self, name="counted")
        self.told = label("", self, name="muted")
        self.told.setWordWrap(True)
        self.skip = QCheckBox(self)
        self.skip.toggled.connect(self._tell)
        self.reason = label("", self, name="fault")
        self.reason.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.go: QPushButton = buttons.addButton(_("Import"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.go.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(8)
        heading = label(_heading(group.paths), self, name="title")
        for widget in (heading, self.making, self.seeing, self._findings(), buttons):
            layout.addWidget(widget, 1 if widget is self.seeing else 0)
        self.making.changed.connect(self._look)
        self.making.dates_changed.connect(self._settle)
        self.seeing.choosers.chosen.connect(self._settle)
        if group.preview is not None:
            self._show(group.preview)
        else:
            self._fail(group.fault)
        self.seeing.view.setFocus()

    @property
    def reading(self) -> TableReading:
        """How the tables are to be read."""
        return replace(self.making.reading(self.seeing.choosers.fields), skip_bad=self._skips_bad)

    @property
    def _skips_bad(self) -> bool:
        return self.skip.isChecked() and self._survey is not None and self._survey.bad > 0

    @property
    def is_settled(self) -> bool:
        """Whether all that was asked has been found out."""
        return self._looking.is_idle

    def done(self, result: int) -> None:
        self._looking.stop()
        super().done(result)

    def _findings(self) -> QWidget:
        """What was counted, in room that stays the same, so that nothing moves under the pointer when it comes."""
        room = QWidget(self)
        room.setMinimumHeight(self.fontMetrics().lineSpacing() * _LINES)
        layout = QVBoxLayout(room)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for widget in (self.count, self.told, self.skip, self.reason):
            layout.addWidget(widget)
        layout.addStretch()
        return room

    # What is asked beside the window

    def _look(self) -> None:
        """Read the first rows anew, as is said by now."""
        path, reading, encoding = self._paths[0], self.making.reading(()), self._encoding
        self.count.setText(_("Reading…"))
        self.go.setEnabled(False)
        self._looking.begin(_in_words(lambda _progress: look(path, reading, encoding)), at_once=True)

    def _counting(self) -> Work:
        """What counts the rows, as is said by now."""
        paths, reading, encoding = self._paths, self.reading, self._encoding
        return _in_words(lambda progress: survey(paths, reading, encoding, progress))

    def _found(self, found: Preview | Survey) -> None:
        if isinstance(found, Preview):
            self._show(found)
        else:
            self._survey = found
            self._tell()

    def _tell_progress(self, percent: int) -> None:
        self.count.setText(_("Counting… {n}%").format(n=percent))

    # What is shown

    def _show(self, seen: Preview) -> None:
        self._seen, self._fault = seen, ""
        self.making.follow(seen, many=len(self._paths) > 1)
        self.seeing.show_table(seen)
        self._settle()

    def _fail(self, fault: str) -> None:
        self._fault = fault
        if self._seen is None:
            self.seeing.clear()
        self._survey = None
        self._tell()

    def _settle(self) -> None:
        """Something else is said of the table: mark what is wrong then, and count soon."""
        self._survey, self._fault = None, ""
        self.seeing.mark(month_first=self.making.month_first)
        self._looking.begin(self._counting() if Field.TEXT in self.seeing.choosers.fields else None)
        self._tell()

    def _tell(self) -> None:
        found = self._survey
        reason = self._why_not()
        self.reason.setText(reason)
        self.reason.setVisible(bool(reason))
        self.go.setEnabled(not reason)
        bad = found.bad if found else 0
        self.skip.setVisible(bool(bad))
        self.skip.setText(
            ngettext("Leave out {n} row that cannot come in", "Leave out {n} rows that cannot come in", bad)
        )
        lines = self._lines(found) if found else []
        if self._seen is not None and not self._seen.is_certain:
            lines.insert(0, _("It is not certain whether the first row holds names; look at it."))
        if self._seen is not None and self._seen.is_guess:
            lines.insert(0, _("The file is not UTF-8; look whether it can be read so, or choose another encoding."))
        self.told.setText("\n".join(lines))
        self.told.setVisible(bool(lines))
        if found:
            self.count.setText(ngettext("{n} article would come in.", "{n} articles would come in.", found.articles))
        else:
            self.count.setText("" if reason else _("Counting…"))

    def _lines(self, found: Survey) -> list[str]:
        """What was met in the rows, as much as there is room for."""
        several = len(self._paths) > 1
        notes = [f"{isolated(one_line(one.path.name))}: {one.text}" if several else one.text for one in found.notes]
        rows = []
        for one in found.faults[:_TOLD]:
            told = _("Row {line}: {why}").format(line=one.line, why=one.text)
            rows.append(f"{isolated(one_line(one.path.name))}: {told}" if several else told)
        more = len(notes) - _NOTED
        if more > 0:
            notes[_NOTED:] = [ngettext("… and {n} remark more", "… and {n} remarks more", more)]
        return [*notes, *rows]

    def _why_not(self) -> str:
        """Why the tables cannot be imported as is said by now; empty where they can."""
        if self._fault:
            return self._fault
        if Field.TEXT not in self.seeing.choosers.fields:
            return _("Choose the column that holds the text.")
        if self._survey and self._survey.bad and not self._skips_bad:
            n = self._survey.bad
            return ngettext(
                "{n} row cannot come in: leave it out, or choose otherwise.",
                "{n} rows cannot come in: leave them out, or choose otherwise.",
                n,
            )
        if self._survey and not self._survey.articles:
            return _("There is no article in it.")
        return ""


def _in_words(work: Work) -> Work:
    """The same work; a file that the system does not give out is no good as input either."""

    def done(progress: Progress) -> object:
        try:
            return work(progress)
        except OSError as error:
            raise BadInput(str(error)) from error

    return done


def _heading(paths: Sequence[Path]) -> str:
    """The tables' names, as far as there is room."""
    name = _("Import {name}").format(name=isolated(one_line(paths[0].name)))
    if len(paths) == 1:
        return name
    n = len(paths) - 1
    others = ngettext("and {n} other with the same columns", "and {n} others with the same columns", n)
    return f"{name} {others}"

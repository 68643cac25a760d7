"""What each split would hold: Articles, Spans, and Spans of each Label, with their shares."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from annotator.dataset.splitting import Plan
from annotator.desktop.plain import escaped, isolated, joined
from annotator.desktop.tables import Index
from annotator.frozen import frozen
from annotator.model.split import Split, SplitReport, split_word
from annotator.words import _, ngettext

_FLUSH = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
_SPLITS = tuple(Split)


@frozen
class Preview:
    """How a project would be divided, and how many Articles in how many groups of near duplicates stay together."""

    plan: Plan
    groups: int
    alike: int


class PreviewTable(QAbstractTableModel):
    """A row for the Articles, one for the Spans, and one for each Label, the most frequent first; a column a split.
    `titles` are what Labels are called, by their names; without `of_all`, the Spans of others are not to be told of, so
    there are Articles alone."""

    def __init__(self, titles: Mapping[str, str], parent: QObject | None = None, *, of_all: bool = True) -> None:
        super().__init__(parent)
        self._titles, self._of_all = titles, of_all
        self._rows: list[tuple[str, tuple[int, ...]]] = []

    def show(self, report: SplitReport | None) -> None:
        """Show what came of dividing, or nothing."""
        self.beginResetModel()
        self._rows = []
        if report is not None:
            counts = [report.counts[split] for split in _SPLITS]
            self._rows = [(_("Articles"), tuple(count.articles for count in counts))]
        if report is not None and self._of_all:
            self._rows += [
                (_("Spans"), tuple(count.spans for count in counts)),
                *(
                    (self._titles.get(name, name), tuple(count.labels.get(name, 0) for count in counts))
                    for name in report.labels
                ),
            ]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else 1 + len(_SPLITS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return split_word(_SPLITS[section - 1]) if section else ""
        return _FLUSH if role == Qt.ItemDataRole.TextAlignmentRole and section else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        name, numbers = self._rows[index.row()]
        cells = [name, *(_part(number, sum(numbers)) for number in numbers)]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cells[index.column()]
            case Qt.ItemDataRole.ToolTipRole:
                return escaped(name)
            case Qt.ItemDataRole.TextAlignmentRole if index.column():
                return _FLUSH
            case Qt.ItemDataRole.AccessibleTextRole:
                told = (f"{split_word(split)} {cell}" for split, cell in zip(_SPLITS, cells[1:], strict=True))
                return f"{name}: {', '.join(told)}" if index.column() == 0 else cells[index.column()]
        return None


def _part(number: int, total: int) -> str:
    return isolated(f"{number:,} ({number / total:.1%})" if total else "0")


def told_changes(preview: Preview) -> list[str]:
    """In sentences what dividing would change, what stays together, and what cannot be as it is wished."""
    report = preview.plan.report

    def counted(number: int) -> str:
        return ngettext("{n} article", "{n} articles", number)

    told, moved = _("Added to {split}: {articles}"), _("Moved from {old} to {new}: {articles}")
    lines = [
        joined(
            told.format(split=split_word(split), articles=counted(number))
            for split in Split
            if (number := report.added.get(split))
        ),
        joined(
            moved.format(old=split_word(old), new=split_word(new), articles=counted(number))
            for (old, new), number in sorted(report.moved.items())
        ),
    ]
    if not (report.added or report.moved):
        lines = [_("No article has another split than before.")]
    if preview.groups:
        groups = ngettext("{n} group", "{n} groups", preview.groups)
        told = _("Near duplicates stay together: {groups} of {articles} in all.")
        lines.append(told.format(groups=groups, articles=counted(preview.alike)))
    else:
        lines.append(_("No two articles are so much alike."))
    return [line for line in lines if len(line) > 1] + list(report.remarks)

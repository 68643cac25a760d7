"""A last look at an Article that is done: names that nobody was sure of, each marked or let be."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.desktop.fitting import open_at
from annotator.desktop.panels.contexts import paint_tick
from annotator.desktop.plain import isolated, label, one_line
from annotator.desktop.recommenders import because
from annotator.desktop.tables import Index
from annotator.desktop.theme import Look, Theme
from annotator.model.article import Article
from annotator.words import _, ngettext
from annotator.workspace import Suggestion

_AROUND = 36
"""Letters of the text that are shown on either side of a name."""

_NAME, _LABEL, _SURE, _PLACE = range(4)


class LastLook(QDialog):
    """Lists groups of Suggestions, none of them ticked; reports those that are to be marked."""

    accepted_groups = Signal(list)
    """The Suggestions of the groups that were ticked."""
    place_asked = Signal(int, int)
    """A range of the Article that the annotator wants to see."""

    def __init__(
        self,
        article: Article,
        groups: Sequence[tuple[Suggestion, ...]],
        looks: dict[str, Look],
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("lastLook")
        self.setWindowTitle(_("A last look"))
        open_at(self, 820, 420)
        self._groups = list(groups)
        lede = label(
            _("Nobody was sure enough of these names to propose them. Tick what is one; the others are let be."), self
        )
        lede.setWordWrap(True)
        self.list = QTreeWidget(self)
        self.list.setObjectName("lastLookList")
        self.list.setAccessibleName(_("Names that nobody was sure of"))
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setItemDelegateForColumn(_NAME, _Ticked(theme, self.list))
        self.list.setHeaderLabels([_("Name"), _("Label"), _("How sure"), _("Place")])
        self.list.header().setSectionResizeMode(_PLACE, QHeaderView.ResizeMode.Stretch)
        for group in self._groups:
            self.list.addTopLevelItem(self._row(article.text, group, looks))
        for column in (_NAME, _LABEL, _SURE):
            self.list.resizeColumnToContents(column)
        self.list.itemChanged.connect(lambda _item, _column: self._tell())
        self.list.itemDoubleClicked.connect(self._go)
        buttons = QDialogButtonBox(self)
        self.mark = buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(_("Let all be"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.addWidget(label(one_line(article.title), self, name="title"))
        layout.addWidget(lede)
        layout.addWidget(self.list)
        layout.addWidget(buttons)
        self._tell()

    def _row(self, text: str, group: tuple[Suggestion, ...], looks: dict[str, Look]) -> QTreeWidgetItem:
        first, look = group[0], looks.get(group[0].label)
        places = ngettext(" ({n} place)", " ({n} places)", len(group)) if len(group) > 1 else ""
        row = QTreeWidgetItem(
            [
                isolated(one_line(text[first.start : first.end])) + places,
                isolated(one_line(look.label.title if look else first.label)),
                f"{first.sureness:.0%}",
                isolated(_around(text, first)),
            ]
        )
        if look is not None:
            row.setIcon(_LABEL, look.swatch())
        row.setToolTip(_SURE, one_line(because(first)))
        row.setFlags(row.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        row.setCheckState(_NAME, Qt.CheckState.Unchecked)
        return row

    @property
    def ticked(self) -> list[Suggestion]:
        """The Suggestions of the groups that are ticked."""
        rows = (self.list.topLevelItem(at) for at in range(self.list.topLevelItemCount()))
        on = [row is not None and row.checkState(_NAME) is Qt.CheckState.Checked for row in rows]
        return [one for group, is_on in zip(self._groups, on, strict=True) if is_on for one in group]

    def _tell(self) -> None:
        count = len(self.ticked)
        self.mark.setText(ngettext("Mark {n} place", "Mark {n} places", count) if count else _("Mark what is ticked"))
        self.mark.setEnabled(count > 0)

    def _go(self, row: QTreeWidgetItem, _column: int) -> None:
        one = self._groups[self.list.indexOfTopLevelItem(row)][0]
        self.place_asked.emit(one.start, one.end)

    def _accept(self) -> None:
        self.accepted_groups.emit(self.ticked)
        self.accept()


class _Ticked(QStyledItemDelegate):
    """Paints tick boxes that can be seen on any ground."""

    def __init__(self, theme: Theme, parent: QTreeWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        style = shown.widget.style()
        box = style.subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, shown, shown.widget)
        is_on = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked.value
        painter.fillRect(box, QColor(self._theme.panel))
        paint_tick(painter, box, self._theme, is_on=is_on)


def _around(text: str, one: Suggestion) -> str:
    """The name with what stands around it, cut at words."""
    before = text[max(one.start - _AROUND, 0) : one.start]
    after = text[one.end : one.end + _AROUND]
    if one.start > _AROUND:
        before = f"…{before.partition(' ')[2]}"
    if one.end + _AROUND < len(text):
        after = f"{after.rpartition(' ')[0]}…"
    return one_line(f"{before}«{text[one.start : one.end]}»{after}")

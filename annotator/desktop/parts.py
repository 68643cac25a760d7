"""What dialogs are put together from: their buttons, tables of rows, and panes beside each other."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QPushButton, QSplitter, QTableView, QWidget

from annotator.desktop.plain import escaped


def push_button(text: str, tip: str, parent: QWidget) -> QPushButton:
    """A button with a tooltip that Enter elsewhere in the dialog does not press."""
    button = QPushButton(text, parent)
    button.setAutoDefault(False)
    button.setToolTip(escaped(tip))
    return button


def row_table(model: QAbstractItemModel, name: str, parent: QWidget, *, height: int = 28) -> QTableView:
    """A table whose rows are chosen one at a time and as a whole; Tab leaves it. `height` is a row’s, in pixels."""
    view = QTableView(parent)
    view.setModel(model)
    view.setAccessibleName(name)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setTabKeyNavigation(False)
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(height)
    header = view.horizontalHeader()
    header.setHighlightSections(False)
    header.setMinimumSectionSize(40)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
    return view


def set_widths(view: QTableView, widths: dict[Any, int], *, growing: int) -> None:
    """Give columns a width in pixels; the `growing` one takes the rest."""
    for column, width in widths.items():
        view.setColumnWidth(column, width)
    view.horizontalHeader().setSectionResizeMode(growing, QHeaderView.ResizeMode.Stretch)


def panes(way: Qt.Orientation, *widgets: QWidget, sizes: list[int]) -> QSplitter:
    """Widgets beside or above each other, of which the last one grows; `sizes` are pixels at first."""
    splitter = QSplitter(way)
    for widget in widgets:
        splitter.addWidget(widget)
    splitter.setStretchFactor(len(widgets) - 1, 1)
    splitter.setSizes(sizes)
    splitter.setChildrenCollapsible(False)
    return splitter

"""What goes out and how: whose Layers, of which status, and what the format lets one choose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QVBoxLayout, QWidget

from annotator.desktop.dialogs.export.choice import Choice
from annotator.desktop.plain import isolated, label, leading, one_line
from annotator.formats.bundle import Format
from annotator.formats.units import Unit
from annotator.model.annotation import Status
from annotator.words import _
from annotator.workspace import status_word

_EXAMPLES = {"IOB1": "I I I", "IOB2": "B I I", "IOBES": "B I E, S", "BILOU": "B I L, U"}
"""The letters of a Span of three tokens, and of one of a single token where that has another."""

_FIELD = 170
"""Pixels that a box needs at least."""

Item = tuple[str, Any]
"""What is shown of a value, and the value."""


class OptionsForm(QWidget):
    """Boxes to choose from; those that a format has no choice in are hidden."""

    changed = Signal()

    def __init__(self, annotators: Iterable[str], parent: QWidget | None = None, *, of_all: bool = True) -> None:
        super().__init__(parent)
        self._fields: dict[QComboBox, QWidget] = {}
        self._arranged: tuple[int, list[QWidget]] = (0, [])
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        names = ((one_line(name), name) for name in annotators)
        statuses = ((status_word(status), status) for status in Status)
        everyone = [(_("Of all annotators"), None)] if of_all else []
        self._annotator = self._box("layers", _("Layers"), *everyone, *names)
        self._status = self._box("status", _("Status"), (_("Any"), None), *statuses)
        self._clitics = self._box(
            "clitics",
            _("Proclitics (و ف ب ل ك)"),
            (_("As they are"), None),
            (_("Outside of the spans"), False),
            (_("Inside the spans"), True),
        )
        self._words = self._box(
            "words",
            _("Words"),
            (_("Parted at span edges"), False),
            (_("Kept whole, spans widened"), True),
        )
        self._scheme = self._box("scheme", _("Tags"))
        self._unit = self._box("unit", _("Offsets count"))
        self._files = self._box("files", _("Files"), (_("In one .zip archive"), False), (_("In a folder"), True))

    def show_choice(self, choice: Choice, known: Format) -> None:
        """Show a choice, as far as the format leaves it."""
        self.blockSignals(True)
        self._scheme.fill((isolated(f"{name} ({_EXAMPLES[name]})"), name) for name in known.schemes)
        self._unit.fill((_unit_words(unit), unit) for unit in known.units)
        for box, value in (
            (self._annotator, choice.annotator),
            (self._status, choice.status),
            (self._clitics, choice.clitics_inside),
            (self._words, choice.options.whole_words),
            (self._scheme, choice.options.scheme),
            (self._unit, choice.options.unit),
            (self._files, choice.as_folder),
        ):
            box.choose(value)
        for box, is_there in (
            (self._words, bool(known.schemes)),
            (self._scheme, bool(known.schemes)),
            (self._unit, bool(known.units)),
            (self._files, known.write_tree is not None),
        ):
            self._fields[box].setVisible(is_there)
        self.blockSignals(False)
        self._arrange()

    def chosen(self, before: Choice, known: Format) -> Choice:
        """What is chosen now; what the format leaves no choice in stays as it was `before`."""
        options = before.options
        if known.schemes:
            options = replace(options, whole_words=self._words.value, scheme=self._scheme.value)
        if known.units:
            options = replace(options, unit=self._unit.value)
        as_folder = self._files.value if known.write_tree is not None else before.as_folder
        return Choice(
            known.name, self._annotator.value, self._status.value, self._clitics.value, options, as_folder=as_folder
        )

    def _box(self, name: str, words: str, *items: Item) -> _Box:
        field = QWidget(self)
        box = _Box(items, field)
        box.setObjectName(name)
        box.setAccessibleName(words)
        told = label(words, field, name="fieldName")
        told.setAlignment(leading())
        told.setBuddy(box)
        layout = QVBoxLayout(field)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(told)
        layout.addWidget(box)
        self._fields[box] = field
        box.currentIndexChanged.connect(self.changed)
        return box

    def minimumSizeHint(self) -> QSize:
        # Boxes that stand beside each other now may stand below each other where it gets narrow.
        return QSize(_FIELD, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """As many boxes beside each other as there is room for."""
        columns = min(max(self.width() // _FIELD, 1), 3)
        shown = [field for field in self._fields.values() if not field.isHidden()]
        if (columns, shown) == self._arranged:
            return
        self._arranged = columns, shown
        for field in self._fields.values():
            self._grid.removeWidget(field)
        for number, field in enumerate(shown):
            self._grid.addWidget(field, number // columns, number % columns)
        for column in range(3):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)


class _Box(QComboBox):
    """A box of values, which Qt would not hand back as they were."""

    def __init__(self, items: Iterable[Item], parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(14)
        self.fill(items)

    def fill(self, items: Iterable[Item]) -> None:
        self.clear()
        self._values: list[Any] = []
        for words, value in items:
            self._values.append(value)
            self.addItem(words)

    def choose(self, value: object) -> None:
        """Make a value the current one, else the first."""
        self.setCurrentIndex(self._values.index(value) if value in self._values else 0)

    @property
    def value(self) -> Any:
        return self._values[self.currentIndex()]


def _unit_words(unit: Unit) -> str:
    return {
        Unit.CODE_POINTS: _("Code points, as Python does"),
        Unit.UTF16: _("UTF-16 units, as its window does"),
        Unit.GRAPHEMES: _("Letters with their marks (grapheme clusters)"),
        Unit.BYTES: _("UTF-8 bytes"),
    }[unit]

"""The guideline of a label, Arabic and English side by side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from annotator.desktop.dialogs.schema.fields import Lines
from annotator.desktop.plain import label
from annotator.frozen import frozen
from annotator.model.schema import Guideline
from annotator.words import RIGHT_TO_LEFT, _, language

_T = TypeVar("_T")


@frozen
class _Part:
    """One text of a Guideline, with the name and the size of its field."""

    told: str
    rows: int
    hint: str
    is_rtl: bool
    read: Callable[[Guideline], str]
    write: Callable[[Guideline, str], Guideline]


class GuidelinePage(QScrollArea):
    """Shows a Guideline and reports it as it is written."""

    written = Signal(object)
    """A `Guideline`."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._shown = Guideline()
        self._fields: list[tuple[Lines, _Part]] = []
        inside = QWidget()
        table = QGridLayout(inside)
        table.setContentsMargins(8, 6, 8, 8)
        table.setHorizontalSpacing(14)
        table.setVerticalSpacing(4)
        tongues = sorted(("ar", "en"), key=lambda one: one != language())
        columns = [[*_of_language(tongue), _examples()[at]] for at, tongue in enumerate(tongues)]
        for at, parts in enumerate(columns):
            table.setColumnStretch(at, 1)
            for row, part in enumerate(parts):
                field = Lines(part.told, part.rows, inside, is_rtl=part.is_rtl, hint=part.hint)
                heading = label(part.told, inside, name="section")
                heading.setBuddy(field)
                table.addWidget(heading, row * 2, at)
                table.addWidget(field, row * 2 + 1, at)
                field.written.connect(lambda text, part=part: self._write(part.write(self._shown, text)))
                self._fields.append((field, part))
        self.setWidget(inside)

    def show_guideline(self, guideline: Guideline) -> None:
        """Show a Guideline that is not the one that is being written."""
        if guideline != self._shown:
            self._shown = guideline
            for field, part in self._fields:
                field.show_text(part.read(guideline))

    def _write(self, guideline: Guideline) -> None:
        self._shown = guideline
        self.written.emit(guideline)


def _of_language(tongue: str) -> list[_Part]:
    is_rtl = tongue in RIGHT_TO_LEFT
    name = {"ar": _("Arabic"), "en": _("English")}[tongue]
    return [
        _Part(
            _("Definition ({language})").format(language=name),
            6,
            _("Markdown: **bold**, *italic*, - list"),
            is_rtl,
            lambda guideline: guideline.text.get(tongue, ""),
            lambda guideline, text: replace(guideline, text=_with(guideline.text, tongue, text)),
        ),
        _Part(
            _("Include ({language})").format(language=name),
            3,
            _("One item in each line"),
            is_rtl,
            lambda guideline: "\n".join(guideline.include.get(tongue, ())),
            lambda guideline, text: replace(guideline, include=_with(guideline.include, tongue, _lines(text))),
        ),
        _Part(
            _("Exclude ({language})").format(language=name),
            3,
            _("One item in each line"),
            is_rtl,
            lambda guideline: "\n".join(guideline.exclude.get(tongue, ())),
            lambda guideline, text: replace(guideline, exclude=_with(guideline.exclude, tongue, _lines(text))),
        ),
    ]


def _examples() -> list[_Part]:
    return [
        _Part(
            _("Examples"),
            4,
            _("An Arabic sentence in each line, what is marked in «…»"),
            True,
            lambda guideline: "\n".join(guideline.positive),
            lambda guideline, text: replace(guideline, positive=_lines(text)),
        ),
        _Part(
            _("Counter-examples"),
            4,
            _("What looks like it and is not marked, in «…»"),
            True,
            lambda guideline: "\n".join(guideline.negative),
            lambda guideline, text: replace(guideline, negative=_lines(text)),
        ),
    ]


def _lines(text: str) -> tuple[str, ...]:
    """What stands in each line that is not empty."""
    return tuple(line.strip() for line in text.split("\n") if line.strip())


def _with(texts: dict[str, _T], tongue: str, text: _T) -> dict[str, _T]:
    """The texts with another one in a language, or without one where it is empty."""
    return {name: told for name, told in {**texts, tongue: text}.items() if name != tongue or told}

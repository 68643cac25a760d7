"""The colours of the window, looked at."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QDoubleSpinBox,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QStyle,
    QStyleOptionButton,
    QWidget,
)

from annotator import paths
from annotator.desktop.colours import contrast
from annotator.desktop.theme import Mode, dress


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    """The application, in the light again afterwards."""
    yield qapp
    dress(qapp, "light")


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("kind", [QCheckBox, QRadioButton])
def test_a_box_that_is_not_ticked_is_seen(
    dressed: QApplication, kind: type[QCheckBox | QRadioButton], mode: Mode
) -> None:
    theme = dress(dressed, mode)
    box = kind("words")
    box.resize(box.sizeHint())
    option = QStyleOptionButton()
    box.initStyleOption(option)
    part = QStyle.SubElement.SE_CheckBoxIndicator if kind is QCheckBox else QStyle.SubElement.SE_RadioButtonIndicator
    place = box.style().subElementRect(part, option, box)
    row = place.center().y()
    image = box.grab().toImage()
    seen = [image.pixelColor(x, row).name() for x in range(place.left(), place.right() + 1)]
    assert max(contrast(color, theme.window) for color in seen) >= 3


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("kind", [QComboBox, QSpinBox, QDoubleSpinBox])
def test_lists_and_numbers_have_the_frame_of_a_line_of_text(
    dressed: QApplication, kind: type[QWidget], mode: Mode
) -> None:
    theme = dress(dressed, mode)
    line, field = QLineEdit(), kind()
    assert abs(field.sizeHint().height() - line.sizeHint().height()) <= 2
    for each in (line, field):
        each.resize(160, each.sizeHint().height())
        image = each.grab().toImage()
        assert image.pixelColor(80, 0).name().upper() == theme.line
        assert image.pixelColor(80, 3).name().upper() == theme.paper


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_a_ticked_box_is_filled_and_its_tick_is_seen(dressed: QApplication, mode: Mode) -> None:
    theme = dress(dressed, mode)
    box = QCheckBox("words")
    box.setChecked(True)
    box.resize(box.sizeHint())
    option = QStyleOptionButton()
    box.initStyleOption(option)
    place = box.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, box)
    image = box.grab(place).toImage()
    seen = {image.pixelColor(x, y).name().upper() for x in range(place.width()) for y in range(place.height())}
    assert theme.accent in seen
    assert max(contrast(color, theme.accent) for color in seen) >= 4.5


def test_every_drawing_of_the_style_sheet_is_there(dressed: QApplication) -> None:
    dress(dressed, "light")
    sheet = (paths.resources() / "themes" / "hashiya.qss").read_text(encoding="utf-8")
    for mode in ("light", "dark"):
        for name in re.findall(r"url\((themes:[^)]+)\)", sheet.replace("$mode", mode)):
            assert not QIcon(name).pixmap(16, 16).isNull(), name


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_what_is_to_be_done_is_the_last_button_and_thinking_better_of_it_stands_before(
    dressed: QApplication, direction: Qt.LayoutDirection
) -> None:
    dress(dressed, "light")
    for_dialogs = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
    message = QMessageBox(QMessageBox.Icon.Question, "", "?", QMessageBox.StandardButton.Ok)
    message.addButton(QMessageBox.StandardButton.Cancel)
    for whole in (for_dialogs, message):
        whole.setLayoutDirection(direction)
        whole.ensurePolished()
        whole.adjustSize()
        whole.grab()
        ok, cancel = (
            next(b for b in whole.findChildren(QPushButton) if b.text().replace("&", "") == name)
            for name in ("OK", "Cancel")
        )
        is_rtl = direction is Qt.LayoutDirection.RightToLeft
        assert (ok.x() < cancel.x()) is is_rtl


def test_what_stands_in_an_empty_line_can_be_read(dressed: QApplication) -> None:
    theme = dress(dressed, "light")
    line = QLineEdit()
    line.ensurePolished()
    assert line.palette().color(QPalette.ColorRole.PlaceholderText).name().upper() == theme.muted


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_numbers_and_what_stands_for_them_are_at_the_right_whatever_the_words(
    dressed: QApplication, direction: Qt.LayoutDirection
) -> None:
    theme = dress(dressed, "light")
    for words in ("", "any number", "أي عدد"):
        box = QSpinBox()
        box.setLayoutDirection(direction)
        box.setSpecialValueText(words)
        box.resize(240, box.sizeHint().height())
        image, field = box.grab().toImage(), box.lineEdit().geometry()
        inked = [
            x
            for x in range(field.left() + 4, field.right())
            if any(contrast(image.pixelColor(x, y).name(), theme.paper) > 4 for y in range(4, box.height() - 4))
        ]
        assert inked and min(inked) > 120, words

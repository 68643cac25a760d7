"""The colours of the window, looked at."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox, QRadioButton, QStyle, QStyleOptionButton

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

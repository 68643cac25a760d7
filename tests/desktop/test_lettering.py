"""Short texts that are painted again and again, against Qt's own drawing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPainter

from annotator.desktop import theme
from annotator.desktop.lettering import CENTRE, LEFT, RIGHT, Lettering, lettering

pytestmark = pytest.mark.usefixtures("qapp")
BOX = QRectF(20, 10, 200, 24)


@pytest.fixture
def font() -> QFont:
    theme.load_fonts()
    made = QFont(theme.UI_FONT)
    made.setPixelSize(15)
    return made


def painted(letters: Lettering, text: str, at: float, *, is_rtl: bool, scale: float = 1.0) -> tuple[int, int, int]:
    """The first and last column, and how many pixels, a text is painted on."""
    image = QImage(round(240 * scale), round(44 * scale), QImage.Format.Format_Grayscale8)
    image.setDevicePixelRatio(scale)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    letters.write(painter, BOX, text, at, is_rtl=is_rtl)
    painter.end()
    inked = [x for x in range(image.width()) for y in range(image.height()) if image.pixelColor(x, y).value() < 128]
    return (min(inked), max(inked), len(inked)) if inked else (0, 0, 0)


@pytest.mark.parametrize("text", ["الرئاسة السورية", "Transport", "لقاء"])
@pytest.mark.parametrize("is_rtl", [True, False])
def test_a_text_stands_at_the_side_that_is_asked_for(font: QFont, text: str, is_rtl: bool) -> None:
    letters = Lettering(font)
    width = QFontMetricsF(font).horizontalAdvance(text)
    assert letters.width(text) == width
    left = painted(letters, text, LEFT, is_rtl=is_rtl)
    right = painted(letters, text, RIGHT, is_rtl=is_rtl)
    centre = painted(letters, text, CENTRE, is_rtl=is_rtl)
    assert left[0] == pytest.approx(BOX.left(), abs=3)
    assert right[1] == pytest.approx(BOX.right(), abs=3)
    assert (centre[0] + centre[1]) / 2 == pytest.approx(BOX.center().x(), abs=3)
    assert left[2] == pytest.approx(right[2], rel=0.15)


def test_what_is_too_wide_is_cut_at_its_end_and_stays_in_the_box(font: QFont) -> None:
    letters = Lettering(font)
    text = "ترامب والشرع يبحثان هاتفياً مستقبل سوريا ومكافحة الإرهاب قبيل زيارة الشرع إلى موسكو"
    left, right, inked = painted(letters, text, RIGHT, is_rtl=True)
    assert inked
    assert left >= BOX.left() - 1
    assert right <= BOX.right() + 1
    beginning = painted(letters, "ترامب", RIGHT, is_rtl=True)
    assert right == pytest.approx(beginning[1], abs=1)


def test_a_text_keeps_its_place_on_a_screen_of_twice_the_pixels(font: QFont) -> None:
    letters = Lettering(font)
    once, twice = (painted(letters, "موسكو", RIGHT, is_rtl=True, scale=scale) for scale in (1.0, 2.0))
    assert (twice[0] / 2, twice[1] / 2) == pytest.approx(once[:2], abs=2)


def test_markup_is_written_as_it_is(font: QFont) -> None:
    letters = Lettering(font)
    assert painted(letters, "<b></b>", LEFT, is_rtl=False)[2] > 0
    assert painted(letters, "", LEFT, is_rtl=False)[2] == 0


def test_a_font_has_one_lettering_and_another_font_another(font: QFont) -> None:
    larger = QFont(font)
    larger.setPixelSize(22)
    assert lettering(font) is lettering(QFont(font))
    assert lettering(font) is not lettering(larger)
    assert lettering(larger).width("موسكو") > lettering(font).width("موسكو")


def test_the_last_words_are_whole_and_fit(font: QFont) -> None:
    letters = Lettering(font)
    text = "قال الرئيس السوري أحمد الشرع"
    assert letters.last_words(text, letters.width(text) + 5) == text
    assert letters.last_words(text, letters.width("أحمد الشرع") + 5) == "أحمد الشرع"
    assert letters.last_words(text, 1.0) == ""

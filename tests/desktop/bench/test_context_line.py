"""Words in context, the same ones in the same places in each answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QColor, QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.desktop import theme
from annotator.desktop.bench.context_line import ContextLine, Mark, window_of
from tests.desktop.bench_hands import TEXT
from tests.desktop.hands import LEFT, Key, bury, occurrence

Making = Callable[..., ContextLine]


@pytest.fixture
def line(qapp: QApplication) -> Iterator[Making]:
    """Makes lines of a width."""
    assert qapp.platformName() == "offscreen"
    theme.load_fonts()
    made: list[ContextLine] = []

    def making(text: str, words: str, width: int = 420) -> ContextLine:
        font = QFont(theme.ARTICLE_FONT)
        font.setPointSizeF(13)
        case = occurrence(text, "الرئيس دونالد ترامب")
        marks = [Mark(occurrence(text, words), QColor("#336699"))]
        one = ContextLine(text, window_of(text, *case), marks, font, theme.LIGHT)
        one.resize(width, one.heightForWidth(width))
        one.show()
        made.append(one)
        return one

    yield making
    for one in made:
        bury(one)


def test_the_same_words_stand_in_the_same_place_whatever_is_marked(line: Making) -> None:
    whole, part = line(TEXT, "الرئيس دونالد ترامب"), line(TEXT, "دونالد ترامب")
    where = occurrence(TEXT, "ترامب")
    assert whole.boxes(where) == part.boxes(where)
    (long,), (short,) = whole.boxes(whole.marked[0]), part.boxes(part.marked[0])
    assert short.left() == long.left() and short.right() < long.right()  # the title is at the right, where it begins


def test_letters_beyond_the_basic_plane_and_line_ends_shift_nothing(line: Making) -> None:
    text = TEXT.replace("أعلن ", "👨‍👩‍👧\r\n")
    made = line(text, "دونالد ترامب")
    assert len(made.boxes(made.marked[0])) == 1
    plain = line(text.replace("\r\n", "  "), "دونالد ترامب")
    assert made.boxes(made.marked[0]) == plain.boxes(plain.marked[0])


def test_a_narrow_line_is_wrapped_and_higher(line: Making) -> None:
    narrow = line(TEXT, "الرئيس دونالد ترامب", 160)
    assert narrow.heightForWidth(160) > narrow.heightForWidth(420)
    assert len({round(box.top()) for box in narrow.boxes(window_of(TEXT, *occurrence(TEXT, "ترامب")))}) > 1


def test_what_is_shown_begins_and_ends_with_whole_words() -> None:
    start, end = window_of(TEXT, *occurrence(TEXT, "الشرع"))
    assert TEXT[start:end].split()[0] in TEXT.split()
    assert TEXT[start:end].split()[-1] in TEXT.split()


def test_a_click_reports_only_where_it_may(line: Making) -> None:
    made = line(TEXT, "دونالد ترامب")
    pressed: list[bool] = []
    made.pressed.connect(lambda: pressed.append(True))
    QTest.mouseClick(made, LEFT)
    made.make_pressable()
    QTest.mouseClick(made, LEFT)
    QTest.keyClick(made, Key.Key_Space)
    assert pressed == [True, True]

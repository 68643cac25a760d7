"""Lanes of several Layers, as they are really painted, on the letters that they are about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.desktop import theme
from annotator.desktop.text.arguments import Argument, DrawnEvent
from annotator.desktop.text.lanes import GOLD, LaneLayer, on_lane
from annotator.desktop.text.lanes_overlay import GOLDEN
from annotator.desktop.text.lanes_view import LanesView
from annotator.model.annotation import Span
from annotator.workspace import schema_named
from tests.desktop.hands import bury, occurrence
from tests.desktop.pixels import Columns, apart, columns_of, of_color, picture

TEXT = "أعلن الرئيس دونالد ترامب أنه التقى أحمد الشرع في القاهرة."


@pytest.fixture
def view(qapp: QApplication) -> Iterator[LanesView]:
    """A view of its own."""
    assert qapp.platformName() == "offscreen"
    theme.load_fonts()
    made = LanesView(theme.LIGHT)
    made.resize(800, 400)
    made.show_text(TEXT, theme.looks(schema_named("news"), theme.LIGHT))
    made.show()
    yield made
    bury(made)


def layer(letter: str, *marks: tuple[str, str]) -> LaneLayer:
    return LaneLayer(letter, tuple(Span(words, label, (occurrence(TEXT, words),)) for words, label in marks))


def color(view: LanesView, label: str) -> QColor:
    return view._looks[label].color


def underlined(view: LanesView, letter: str, uid: str) -> Columns:
    """The columns of the underline that is painted in the lane of a Span."""
    span = view.highlights.get(on_lane(letter, uid))
    assert span is not None
    line = view._line_of(span.start)
    assert line is not None
    overlay = view._overlay()
    top = overlay.lane_top(line, view.highlights.lane(span.uid)) - view._origin().y()
    return of_color(picture(view), color(view, span.label), top, top + 2)


def test_each_layer_underlines_its_own_letters_in_its_own_lane(view: LanesView) -> None:
    view.show_layers([layer(GOLD), layer("A", ("الرئيس دونالد ترامب", "PERS")), layer("B", ("دونالد ترامب", "PERS"))])
    for letter, words in (("A", "الرئيس دونالد ترامب"), ("B", "دونالد ترامب")):
        letters = columns_of(view.letter_rects(*occurrence(TEXT, words)))
        painted = underlined(view, letter, words)
        assert not apart(painted, letters, 2)
        assert len(painted) > 0.9 * len(letters)


def test_only_gold_has_a_ground_behind_its_words(view: LanesView) -> None:
    view.show_layers([layer(GOLD, ("القاهرة", "GPE")), layer("A", ("أحمد الشرع", "PERS"))])
    tints = {label: view._looks[label].tint for label in ("GPE", "PERS")}
    for words, label, is_grounded in (("القاهرة", "GPE", True), ("أحمد الشرع", "PERS", False)):
        (box,) = view.letter_rects(*occurrence(TEXT, words))
        found = of_color(picture(view), tints[label], box.top() + 4, box.bottom() - 2)
        assert bool(found) is is_grounded
        assert not apart(found, columns_of([box]), 2)


def test_the_letters_of_the_layers_stand_beside_the_line_and_gold_has_its_sign(view: LanesView) -> None:
    view.show_layers([layer(GOLD), layer("A", ("القاهرة", "GPE")), layer("B")])
    (box,) = view.letter_rects(*occurrence(TEXT, "أعلن"))
    overlay = view._overlay()
    line = view._line_of(0)
    assert line is not None
    top = overlay.lane_top(line, 0) - view._origin().y()
    signs = of_color(picture(view), GOLDEN, top, top + view._measures.lane)
    assert signs and min(signs) > box.right()


def test_the_case_in_hand_is_framed_and_others_are_dimmed(view: LanesView) -> None:
    view.show_layers([layer(GOLD), layer("A", ("القاهرة", "GPE"), ("أحمد الشرع", "PERS"))])
    case = occurrence(TEXT, "القاهرة")
    view.show_case([case], [occurrence(TEXT, "أحمد الشرع")], [on_lane("A", "القاهرة")])
    assert underlined(view, "A", "القاهرة")
    assert not underlined(view, "A", "أحمد الشرع")  # fainter than its colour
    (box,) = view.letter_rects(*case)
    framed = of_color(picture(view), QColor(theme.LIGHT.accent), box.center().y() - 2, box.center().y() + 2)
    edges = {round(box.left() - 3), round(box.right() + 3)}
    assert framed and not apart(framed, edges, 3)


def test_what_waits_has_a_ground_once_where_cases_overlap(view: LanesView) -> None:
    view.show_layers([layer(GOLD), layer("A", ("أحمد الشرع", "PERS"))])
    start, end = occurrence(TEXT, "أحمد الشرع")
    view.show_case((), [(start, end), (start, start + 4)], ())
    (box,) = view.letter_rects(start, end)
    image = picture(view)
    y = round(box.top() + 5)
    inside = Counter(tuple(image[y, x]) for x in range(round(box.left()) + 4, round(box.right()) - 4))
    outside = tuple(image[y, round(box.right()) + 12])
    (ground, count), *_letters = inside.most_common()
    assert count > 0.9 * inside.total() and ground != outside


def test_arrows_are_drawn_between_lanes_and_named_on_the_chips(view: LanesView) -> None:
    view.show_layers([layer(GOLD), layer("A", ("التقى", "Meet"), ("أحمد الشرع", "PERS"))])
    before = picture(view)
    event = DrawnEvent("A:التقى", view._looks["Meet"], (Argument("A Participant", "A:أحمد الشرع"),))
    view.show_events([event])
    assert view._shown.badges["A:أحمد الشرع"][0] == "A Participant"
    assert (picture(view) != before).any()
    view.show_events(())
    assert view._shown.badges["A:أحمد الشرع"][0] == "A PERS"


def test_the_space_bar_is_reported(view: LanesView) -> None:
    pressed: list[bool] = []
    view.space_pressed.connect(lambda: pressed.append(True))
    QTest.keyClick(view, Qt.Key.Key_Space)
    QTest.keyClick(view, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert pressed == [True]

"""The word cursor walks in reading order and from line to line."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from annotator.desktop.text.article_view import ArticleView
from tests.desktop.hands import CTRL, SHIFT, Key
from tests.desktop.hands import press as press_key

TEXT = "قال الرئيس أحمد الشرع، في دمشق: “نعم” لـ CNN.\n\nوأضاف بوتين أمس في موسكو"


@pytest.fixture
def view(shown: Callable[..., ArticleView]) -> ArticleView:
    return shown(TEXT, width=760)


def word(view: ArticleView) -> str:
    """The word under the word cursor."""
    (fragment,) = view.target
    return TEXT[fragment[0] : fragment[1]]


def test_left_goes_on_in_arabic_word_by_word_and_stops_at_the_end(view: ArticleView) -> None:
    walked = []
    for _time in range(17):
        press_key(view, Key.Key_Left)
        walked.append(word(view))
    assert walked[:12] == ["قال", "الرئيس", "أحمد", "الشرع", "في", "دمشق", "نعم", "لـ", "CNN", "وأضاف", "بوتين", "أمس"]
    assert walked[-3:] == ["موسكو"] * 3
    press_key(view, Key.Key_Right)
    assert word(view) == "في"


def test_right_goes_on_in_a_latin_text(shown: Callable[..., ArticleView]) -> None:
    view = shown("President Putin met")
    press_key(view, Key.Key_Right, times=2)
    assert view.target == ((10, 15),)
    press_key(view, Key.Key_Left)
    assert view.target == ((0, 9),)


def test_home_and_end_go_to_the_ends_of_the_line_and_with_ctrl_of_the_text(view: ArticleView) -> None:
    press_key(view, Key.Key_Left, times=3)
    press_key(view, Key.Key_End)
    assert word(view) == "CNN"
    press_key(view, Key.Key_Home)
    assert word(view) == "قال"
    press_key(view, Key.Key_End, CTRL)
    assert word(view) == "موسكو"
    press_key(view, Key.Key_Home, CTRL)
    assert word(view) == "قال"


def test_down_and_up_go_to_the_word_below_over_an_empty_line_and_back(view: ArticleView) -> None:
    press_key(view, Key.Key_Left)
    press_key(view, Key.Key_Down)
    assert word(view) == "وأضاف"
    press_key(view, Key.Key_Down)
    assert word(view) == "وأضاف"
    press_key(view, Key.Key_Up)
    assert word(view) in ("قال", "الرئيس")


def test_down_stays_in_its_column_over_wrapped_lines(shown: Callable[..., ArticleView]) -> None:
    view = shown("كلمة " * 60, width=400)
    press_key(view, Key.Key_Left, times=3)
    before = view.letter_rects(*view.target[0])[0]
    press_key(view, Key.Key_Down, times=4)
    after = view.letter_rects(*view.target[0])[0]
    assert after.top() > before.top()
    assert abs(after.center().x() - before.center().x()) < before.width()


def test_the_page_keys_go_by_pages_and_scroll(shown: Callable[..., ArticleView]) -> None:
    view = shown("\n".join(f"سطر {n} من الأخبار" for n in range(100)), height=400)
    press_key(view, Key.Key_Left)
    press_key(view, Key.Key_PageDown, times=3)
    below = view.letter_rects(*view.target[0])[0]
    assert view.verticalScrollBar().value() > 300
    assert 0 <= below.top() <= 400
    press_key(view, Key.Key_PageUp, times=9)
    assert view.target[0][0] == 0
    press_key(view, Key.Key_PageDown, times=60)
    assert view.target[0][0] > view.document().characterCount() - 40


def test_shift_takes_words_in_hand_forward_and_gives_them_back(view: ArticleView) -> None:
    press_key(view, Key.Key_Left, times=3)
    press_key(view, Key.Key_Left, SHIFT)
    assert [TEXT[a:b] for a, b in view.pending] == ["أحمد الشرع"]
    press_key(view, Key.Key_Left, SHIFT)
    assert [TEXT[a:b] for a, b in view.pending] == ["أحمد الشرع، في"]
    press_key(view, Key.Key_Right, SHIFT, times=2)
    assert [TEXT[a:b] for a, b in view.pending] == ["أحمد"]
    press_key(view, Key.Key_Right, SHIFT)
    assert [TEXT[a:b] for a, b in view.pending] == ["الرئيس أحمد"]


def test_a_text_without_words_has_no_word_cursor(shown: Callable[..., ArticleView]) -> None:
    view = shown("… ، .")
    for key in (Key.Key_Left, Key.Key_Down, Key.Key_Home, Key.Key_Return):
        press_key(view, key)
        press_key(view, key, SHIFT)
    assert view.target == ()

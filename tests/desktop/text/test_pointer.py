"""From a press, a move and a release to the range that is meant."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPointF, Qt

from annotator.desktop.text.article_view import ArticleView
from tests.desktop.hands import ALT, CTRL, Pointer

TEXT = "قال الرئيس أحمد الشرع، في “دمشق”: نعم."


@pytest.fixture
def view(shown: Callable[..., ArticleView]) -> ArticleView:
    return shown(TEXT)


@pytest.fixture
def pointer(view: ArticleView) -> Pointer:
    return Pointer(view, TEXT)


def in_hand(view: ArticleView) -> list[str]:
    return [TEXT[start:end] for start, end in view.pending]


def test_a_drag_takes_whole_words(view: ArticleView, pointer: Pointer) -> None:
    chosen: list[tuple[int, int]] = []
    view.range_chosen.connect(lambda start, end: chosen.append((start, end)))
    start = TEXT.index("حمد")
    pointer.drag(start, start + 6)
    assert in_hand(view) == ["أحمد الشرع"]
    assert chosen == [(TEXT.index("أحمد"), TEXT.index("أحمد") + 10)]


def test_a_drag_backward_takes_the_same_words(view: ArticleView, pointer: Pointer) -> None:
    start = TEXT.index("حمد")
    pointer.drag_between(pointer.trailing(start + 5), pointer.leading(start))
    assert in_hand(view) == ["أحمد الشرع"]


def test_the_range_is_seen_while_the_button_is_held(view: ArticleView, pointer: Pointer) -> None:
    start = TEXT.index("أحمد")
    pointer.press(pointer.leading(start))
    pointer.move(pointer.trailing(start + 2))
    assert in_hand(view) == ["أحمد"]
    pointer.move(pointer.trailing(start + 8))
    assert in_hand(view) == ["أحمد الشرع"]
    pointer.move(pointer.leading(TEXT.index("الرئيس")))
    assert in_hand(view) == ["الرئيس"]
    pointer.release(pointer.leading(TEXT.index("الرئيس")))
    assert in_hand(view) == ["الرئيس"]


@pytest.mark.parametrize("words", ["حم", "أ", "، ", "د الش", "“دمشق”", ":"])
def test_with_alt_a_drag_takes_exactly_its_letters(view: ArticleView, pointer: Pointer, words: str) -> None:
    pointer.drag_over(words, modifiers=ALT)
    assert in_hand(view) == [words]


def test_a_drag_within_one_half_of_a_letter_takes_that_letter(shown: Callable[..., ArticleView]) -> None:
    view = shown("سـيـن", points=40.0)
    box = view.letter_rects(0, 1)[0]
    pointer = Pointer(view, "سـيـن")
    right = QPointF(box.right() - 2, box.center().y())
    pointer.drag_between(right, right - QPointF(6, 0), ALT)
    assert view.pending == ((0, 1),)


def test_a_hand_that_trembles_in_a_click_does_not_drag(view: ArticleView, pointer: Pointer) -> None:
    point = pointer.inside(TEXT.index("أحمد"))
    pointer.drag_between(point, point + QPointF(2, 1))
    assert view.pending == ()


def test_the_right_button_in_the_middle_of_a_drag_does_not_end_it(view: ArticleView, pointer: Pointer) -> None:
    start = TEXT.index("أحمد")
    pointer.press(pointer.leading(start))
    pointer.move(pointer.trailing(start + 2))
    right = Qt.MouseButton.RightButton
    pointer.press(pointer.trailing(start + 2), button=right)
    pointer.release(pointer.trailing(start + 2), button=right)
    pointer.move(pointer.trailing(start + 8))
    pointer.release(pointer.trailing(start + 8))
    assert in_hand(view) == ["أحمد الشرع"]


def test_a_double_click_takes_a_word_and_beside_the_text_nothing(view: ArticleView, pointer: Pointer) -> None:
    pointer.double_click_on("دمشق")
    assert in_hand(view) == ["دمشق"]
    pointer.click(QPointF(30, 500))
    assert in_hand(view) == []


def test_with_ctrl_a_drag_reports_a_further_fragment(view: ArticleView, pointer: Pointer) -> None:
    further: list[str] = []
    view.fragment_chosen.connect(lambda start, end: further.append(TEXT[start:end]))
    pointer.drag_over("أحمد")
    pointer.drag_over("دمشق", modifiers=CTRL)
    assert further == ["دمشق"]
    assert in_hand(view) == ["أحمد"]


def test_with_ctrl_and_nothing_in_hand_a_drag_is_a_drag(view: ArticleView, pointer: Pointer) -> None:
    pointer.drag_over("أحمد", modifiers=CTRL)
    assert in_hand(view) == ["أحمد"]


def test_a_drag_upward_over_several_lines_takes_all_between(shown: Callable[..., ArticleView]) -> None:
    text = "كلمة أولى في سطر\nثم سطر ثان هنا\nوسطر ثالث"
    view = shown(text)
    pointer = Pointer(view, text)
    first, last = text.index("أولى"), text.index("ثالث")
    pointer.drag_between(pointer.trailing(last + 3), pointer.leading(first))
    assert view.pending == ((first, last + 4),)


def test_a_drag_beyond_the_edge_scrolls_on(shown: Callable[..., ArticleView], qtbot: object) -> None:
    text = "\n".join(f"سطر {n} من الأخبار" for n in range(80))
    view = shown(text, height=300)
    pointer = Pointer(view, text)
    pointer.press(pointer.leading(0))
    beyond = QPointF(400, view.viewport().height() + 60)
    pointer.move(beyond)
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() > 500, timeout=5000)  # type: ignore[attr-defined]
    pointer.release(QPointF(view.viewport().width() / 2, view.viewport().height() - 10))
    ((start, end),) = view.pending
    assert start == 0
    assert text[:end].count("\n") > 5
    still = view.verticalScrollBar().value()
    pointer.press(QPointF(400, 100))
    pointer.release(QPointF(400, 100))
    assert view.verticalScrollBar().value() == still


def test_a_drag_beyond_the_upper_edge_scrolls_back(shown: Callable[..., ArticleView], qtbot: object) -> None:
    text = "\n".join(f"سطر {n} من الأخبار" for n in range(80))
    view = shown(text, height=300)
    pointer = Pointer(view, text)
    end = text.index("سطر 60")
    pointer.press(pointer.trailing(end + 5))
    pointer.move(QPointF(730, -250))
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() == 0, timeout=5000)  # type: ignore[attr-defined]
    pointer.release(QPointF(730, -250))
    assert view.pending[0][1] == end + 6
    assert text[: view.pending[0][0]].count("\n") == 0

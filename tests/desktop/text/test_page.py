"""The page as a whole: direction, and texts in which Qt counts otherwise than we do."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QGuiApplication

from annotator.desktop.text.article_view import ArticleView
from annotator.desktop.text.direction import runs_right_to_left
from annotator.model.annotation import Span
from annotator.model.offsets import OffsetMap
from tests.desktop.hands import ALT, Desk, Key, Pointer
from tests.desktop.pixels import apart, by_line, columns_of, differing, picture

SPECIAL = [
    json.loads(line)
    for line in (Path(__file__).parents[2] / "data" / "special.jsonl").read_text(encoding="utf-8").split("\n")
    if line
]


@pytest.mark.parametrize(
    ("text", "is_rtl"),
    [
        ("قال", True),
        ("President أحمد", False),
        ("2026 سوريا", True),
        ("“CNN” سوريا", True),
        ("BBC: قال الرئيس", True),
        ("President Putin met أحمد", False),
        ("\u200f CNN", False),
        ("123 - 456", True),
        ("", True),
        ("\ufeff\r\n  سوريا", True),
    ],
)
def test_an_article_runs_as_most_of_its_first_letters_do(text: str, is_rtl: bool) -> None:
    assert runs_right_to_left(text) is is_rtl


def test_a_right_to_left_text_begins_at_the_right_and_another_at_the_left(shown: Callable[..., ArticleView]) -> None:
    arabic, latin = shown("سوريا"), shown("Syria")
    assert arabic.letter_rects(0, 1)[0].left() > 600
    assert latin.letter_rects(0, 1)[0].left() < 100


@pytest.mark.parametrize("record", SPECIAL, ids=lambda record: record["title"])
def test_every_span_of_a_special_text_is_made_by_the_mouse_exactly(
    record: dict[str, object], at_desk: Callable[..., Desk]
) -> None:
    text, wanted = str(record["text"]), record["spans"]
    assert isinstance(wanted, list)
    desk = at_desk(text)
    for start, end, _label in wanted:
        desk.pointer.drag(start, end, ALT)
        desk.type("p")
        desk.key(Key.Key_Escape)
    assert [(start, end) for start, end, _label in desk.ranges] == [(start, end) for start, end, _label in wanted]
    assert [words for words, _label in desk.marked] == [text[start:end] for start, end, _label in wanted]


@pytest.mark.parametrize("width", [220, 800])
@pytest.mark.parametrize("record", SPECIAL, ids=lambda record: record["title"])
def test_every_span_of_a_special_text_is_painted_where_its_letters_stand(
    record: dict[str, object], width: int, shown: Callable[..., ArticleView]
) -> None:
    text, wanted = str(record["text"]), record["spans"]
    assert isinstance(wanted, list)
    view = shown(text, width=width, height=2400)
    plain = picture(view)
    for number, (start, end, _label) in enumerate(wanted):
        view.set_spans([Span(str(number), "PERS", ((start, end),))])
        painted = picture(view)
        lines = by_line(view.letter_rects(start, end))
        assert lines
        for boxes in lines:
            columns = differing(plain, painted, boxes[0].bottom() + 1, boxes[0].bottom() + 3)
            assert apart(columns, columns_of(boxes), 2) == set()
            assert apart(columns_of(boxes), columns, 2) == set()
        shown_letters = {ch for ch in text[start:end] if ch.isalnum()}
        for position in range(start, end):
            if text[position] in shown_letters:
                assert view.letter_rects(position, position + 1)


@pytest.mark.parametrize(
    "gap", ["\r\n", "\r", "\n", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\u00a0", "\t", "\r\n\r\n"]
)
@pytest.mark.parametrize("lead", ["", "\ufeff", "😀 "])
def test_after_any_gap_a_word_is_hit_where_it_is_seen(lead: str, gap: str, shown: Callable[..., ArticleView]) -> None:
    text = f"{lead}قال{gap}أحمد الشرع{gap}اليوم"
    view = shown(text)
    for word in ("قال", "أحمد", "الشرع", "اليوم"):
        start = text.index(word)
        for position in range(start, start + len(word)):
            hit = view.hit(view.letter_rects(position, position + 1)[0].center())
            assert hit is not None
            assert (hit.start, hit.end) == (position, position + 1)


def test_a_text_is_laid_out_as_its_offsets_say(shown: Callable[..., ArticleView]) -> None:
    for record in SPECIAL:
        text = record["text"]
        view = shown(text)
        length = view.document().characterCount() - 1  # Qt counts the end of the last paragraph
        assert length == OffsetMap(text).to_u16(len(text))


def test_a_deeper_lane_makes_room_and_gives_it_back(shown: Callable[..., ArticleView]) -> None:
    text = "قال الرئيس أحمد الشرع اليوم\nوقال بوتين غداً"
    view = shown(text)
    below = view.letter_rects(text.index("بوتين"), text.index("بوتين") + 1)[0].top()
    nested = [Span(str(n), "PERS", ((0, 10 + n),)) for n in range(5)]
    for span in nested:
        view.put_span(span.uid, span)
    assert view.letter_rects(text.index("بوتين"), text.index("بوتين") + 1)[0].top() > below
    for span in nested:
        view.put_span(span.uid, None)
    assert view.letter_rects(text.index("بوتين"), text.index("بوتين") + 1)[0].top() == below


def test_what_is_marked_later_is_painted_like_what_was_marked_before(shown: Callable[..., ArticleView]) -> None:
    text = "قال الرئيس أحمد الشرع اليوم في دمشق " * 6
    spans = [Span(f"u{n}", "GPE" if n % 2 else "PERS", ((n * 9, n * 9 + 5 + 7 * (n % 3)),)) for n in range(12)]
    one, other = shown(text), shown(text)
    one.set_spans(spans)
    for span in spans:
        other.put_span(span.uid, span)
    assert (picture(one) == picture(other)).all()
    for span in spans:
        other.put_span(span.uid, None)
    assert (picture(other) == picture(shown(text))).all()


def test_another_size_or_another_window_leaves_the_reader_at_the_same_words(shown: Callable[..., ArticleView]) -> None:
    text = "\n".join(f"فقرة رقم {n} عن أخبار اليوم في دمشق " * 3 for n in range(200))
    view = shown(text)
    view.verticalScrollBar().setValue(9000)
    hit = view.hit(QPointF(700.0, 2.0))
    assert hit is not None
    for change in (
        lambda: view.set_reading_font("Noto Naskh Arabic", 24.0),
        lambda: view.resize(480, 500),
        lambda: view.set_reading_font("Amiri", 12.0),
        lambda: view.resize(900, 700),
    ):
        change()
        assert -80 <= view.letter_rects(hit.start, hit.start + 1)[0].top() <= 40


def test_what_is_copied_is_the_article_not_what_qt_made_of_it(shown: Callable[..., ArticleView]) -> None:
    text = "في\u00a0عام\u00a02014\r\nثم"
    view = shown(text)
    Pointer(view, text).drag(0, 14, ALT)
    view.copy_words()
    assert QGuiApplication.clipboard().text() == "في\u00a0عام\u00a02014\r\nث"

"""Where letters stand: a point has the letter that is seen there, and a range is painted over exactly its letters."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPointF

from annotator.arabic.tokens import Words
from annotator.desktop.text.article_view import ArticleView
from annotator.model.annotation import Span
from annotator.model.offsets import OffsetMap
from tests.desktop.pixels import apart, by_line, columns_of, differing, picture, selected_by_qt

SENTENCES = {
    "quotes": "تنظيم “داعش” و«قسد» قال: \"نعم\" (لا) 'ربما'.",
    "numbers": "في 2024/03 و٢٠٢٦/٠١/١٨ بلغ 40% ثم 3,000 دولار عند 10:30، و-5 و+7.",
    "latin": "انتشر COVID-19 في شركة A&B، وقال Marco Rubio (ماركو روبيو) لقناة CNN إن U.S. Army هناك.",
    "address": "انظر تفاصيل الخبر كاملة في موقع الوكالة https://www.sana.sy/ar/?p=12&x=1 أو راسلنا على info@sana.sy.",
    "brackets": "وكالة (سانا [SANA] السورية) {قالت} <b>اليوم</b>.",
    "emoji": "عاجل 🔴🔴 أحمد 👨‍👩‍👧‍👦 الشرع🇸🇾٢٠٢٦ 👍🏽.",
    "tashkeel": "قَالَ مُحَمَّدٌ الشَّرْعُ إِنَّ سُورِيَّا سَتُشَارِكُ.",
    "ligatures": "لا لأن الإسلام والآن للاتفاق ﻻ ﷺ ﷲ سلام.",
    "tatweel": "قـــال دونـــالد ترامـــب.",
    "controls": "\u200fذكرت \u202bوكالة سانا (SANA)\u202c"
    " أن \u2067Marco Rubio ماركو\u2069 زار \u200eD.C.\u200e \u061c2026/01/18\u200f.",
    "left to right": "President أحمد الشرع met Putin (بوتين) in 2026 at موسكو, Russia.",
}
WIDTHS = (140, 300, 900)


def letters(text: str) -> list[tuple[int, int]]:
    """The grapheme clusters that a reader sees as letters or signs."""
    edges = OffsetMap(text).boundaries
    return [(a, b) for a, b in itertools.pairwise(edges) if any(ch.isprintable() and ch != " " for ch in text[a:b])]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", SENTENCES)
def test_the_middle_of_each_letter_is_that_letter(name: str, width: int, shown: Callable[..., ArticleView]) -> None:
    view = shown(SENTENCES[name], width=width, height=900)
    missed = []
    for start, end in letters(SENTENCES[name]):
        boxes = view.letter_rects(start, end)
        hit = view.hit(boxes[0].center()) if boxes else None
        if hit is None or (hit.start, hit.end) != (start, end) or not hit.inside:
            missed.append((start, end, SENTENCES[name][start:end], boxes, hit))
    assert missed == []


def ranges_in(text: str) -> list[tuple[int, int]]:
    """Ranges worth marking: each word, pairs of words, a letter in the middle, the whole text."""
    words = Words(text).ranges
    pairs = [(a[0], b[1]) for a, b in itertools.pairwise(words)]
    middles = [OffsetMap(text).snapped((a + b) // 2, (a + b) // 2 + 1) for a, b in words[::3]]
    return [*words, *pairs[::2], *middles, (words[0][0], words[-1][1])]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", SENTENCES)
def test_ground_and_underline_are_painted_over_exactly_the_letters(
    name: str, width: int, shown: Callable[..., ArticleView]
) -> None:
    text = SENTENCES[name]
    view = shown(text, width=width, height=1400)
    plain = picture(view)
    faults = []
    for start, end in ranges_in(text):
        by_qt = selected_by_qt(view, text, start, end)
        span = Span("u", "PERS", ((start, end),))
        view.put_span("u", span)
        painted = picture(view)
        view.put_span("u", None)
        lines = by_line(view.letter_rects(start, end))
        for boxes in lines:
            top, bottom = boxes[0].top(), boxes[0].bottom()
            wanted = columns_of(boxes)
            ground = differing(plain, painted, top + 4, bottom - 2)
            under = differing(plain, painted, bottom + 1, bottom + 3)
            truth = differing(plain, by_qt, top + 4, bottom - 2)
            for what, columns in (("ground", ground), ("underline", under), ("qt", truth)):
                # An emoji as high as its line hides the ground behind it.
                missing = set() if what == "ground" and bottom - top < 30 else apart(wanted, columns, 2)
                excess = apart(columns, wanted, 2)
                # Qt itself leaves a stray column at the page's edge now and then.
                if missing or len(excess) > (1 if what == "qt" else 0):
                    faults.append(
                        (
                            what,
                            text[start:end],
                            boxes,
                            sorted(apart(columns, wanted, 2)),
                            sorted(apart(wanted, columns, 2)),
                        )
                    )
    assert faults == []


@pytest.mark.parametrize(
    ("family", "points"), [("Amiri", 22.0), ("Scheherazade New", 13.0), ("IBM Plex Sans Arabic", 30.0)]
)
@pytest.mark.parametrize("name", ["latin", "tashkeel", "ligatures", "numbers"])
def test_letters_are_found_in_every_face_and_size(
    name: str, family: str, points: float, shown: Callable[..., ArticleView]
) -> None:
    text = SENTENCES[name]
    view = shown(text, width=420, height=1800, family=family, points=points)
    for start, end in letters(text):
        hit = view.hit(view.letter_rects(start, end)[0].center())
        assert hit is not None
        assert text[hit.start : hit.end] == text[start:end]
        assert (hit.start, hit.end, hit.inside) == (start, end, True)


def test_the_pieces_of_a_range_are_those_of_its_letters(shown: Callable[..., ArticleView]) -> None:
    text = SENTENCES["latin"]
    view = shown(text, width=300, height=900)
    for start, end in ranges_in(text):
        whole = {(round(b.top()), x) for b in view.letter_rects(start, end) for x in columns_of([b])}
        boxes = [b for position in range(start, end) for b in view.letter_rects(position, position + 1)]
        singly = {(round(b.top()), x) for b in boxes for x in columns_of([b])}
        assert len(whole ^ singly) <= 2 * len(boxes)


@pytest.mark.parametrize("text", ["أول\n\nثالث", "أول\r\n\r\nثالث", "\nثان", "أول\n", "\n \nثالث\n\n\n"])
def test_empty_paragraphs_are_shown_and_dragged_over(text: str, shown: Callable[..., ArticleView]) -> None:
    view = shown(text)
    assert picture(view).any()
    word = text.strip().split()[-1]
    start = text.index(word)
    hit = view.hit(view.letter_rects(start, start + 1)[0].center())
    assert hit is not None
    assert hit.start == start
    for y in range(0, 600, 9):
        view.hit(QPointF(300.0, y))


def test_white_space_at_the_end_of_a_wrapped_line_stands_nowhere(shown: Callable[..., ArticleView]) -> None:
    text = SENTENCES["latin"]
    view = shown(text, width=300, height=900)
    start = text.index("Rubio") + len("Rubio")
    assert [round(box.width()) for box in view.letter_rects(start, start + 1)] in ([], [0])


def test_a_point_beside_the_text_is_near_a_letter_and_outside(shown: Callable[..., ArticleView]) -> None:
    view = shown("سطر قصير", width=760)
    box = view.letter_rects(0, 8)[0]
    for point in (QPointF(box.left() - 40, box.center().y()), QPointF(box.center().x(), box.bottom() + 300)):
        hit = view.hit(point)
        assert hit is not None
        assert not hit.inside
    left = view.hit(QPointF(box.left() - 40, box.center().y()))
    assert left is not None
    assert left.edge == 8

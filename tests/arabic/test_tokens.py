"""Words, and what a rough range means."""

from __future__ import annotations

import itertools
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.arabic.tokens import Words
from tests.helpers.builders import ANY_TEXT, TRICKY

SIGNS = [*"()[]{}«»“”‘’\"﴾﴿،؛؟.,:/-%٪#@&_'", "\u2066", "\u2069"]
NEWS = st.lists(st.sampled_from([*TRICKY, *SIGNS, "داعش", "الشرع", "U.S.", "2024/03", "A&B"]), max_size=25).map("".join)


def words_of(text: str) -> list[str]:
    return [text[start:end] for start, end in Words(text).ranges]


def snapped(text: str, part: str) -> str:
    """What a drag over `part` takes, letter by letter."""
    start = text.index(part)
    a, b = Words(text).snapped(start, start + len(part))
    return text[a:b]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("قال الرئيس، أمس: نعم.", ["قال", "الرئيس", "أمس", "نعم"]),
        ("مُحَمَّدٌ الشَّرْعُ", ["مُحَمَّدٌ", "الشَّرْعُ"]),
        ("دونـــالد ترامـــب", ["دونـــالد", "ترامـــب"]),
        ("في 2024/03 و18-01-2026", ["في", "2024/03", "و18-01-2026"]),
        ("COVID-19 ينتشر", ["COVID-19", "ينتشر"]),
        ("شركة A&B وموقع www.aa.com/ar?x=1، ثم", ["شركة", "A&B", "وموقع", "www.aa.com/ar?x=1", "ثم"]),
        ("انظر https://sana.sy/ar/?p=12. وبعد", ["انظر", "https://sana.sy/ar/?p=12", "وبعد"]),
        ("عند 10:30 بلغ 3,000 و٣٫٥ و40%", ["عند", "10:30", "بلغ", "3,000", "و٣٫٥", "و40%"]),
        ("٤٠٪ من", ["٤٠٪", "من"]),
        ('تنظيم "داعش" و«قسد» و(سانا)', ["تنظيم", "داعش", "و", "قسد", "و", "سانا"]),
        ("سوريا/لبنان", ["سوريا", "لبنان"]),
        ("خان\u200cشيخون", ["خان\u200cشيخون"]),
        ("رجب\u00a0طيب", ["رجب", "طيب"]),
        ("الشرع🇸🇾٢٠٢٦", ["الشرع", "٢٠٢٦"]),
        ("علم 🏴\u200d☠\ufe0f هنا", ["علم", "هنا"]),
        ("حساب @abu_omar_", ["حساب", "abu_omar_"]),
        ("", []),
        (" \r\n ", []),
    ],
)
def test_words_end_where_a_reader_ends_them(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("text", "part", "taken"),
    [
        ("قال أحمد الشرع، أمس", "مد الشر", "أحمد الشرع"),
        ("قال أحمد الشرع، أمس", " أحمد الشرع، ", "أحمد الشرع"),
        ('تنظيم "داعش".', 'ظيم "داعش".', 'تنظيم "داعش"'),
        ('إن "داعش" هناك', '"داعش"', "داعش"),
        ('إن "داعش" هناك', ' "داع', "داعش"),
        ("وكالة سانا (SANA) قالت", "الة سانا (SANA) ", "وكالة سانا (SANA)"),
        ("وكالة سانا (SANA) قالت", "(SANA", "SANA"),
        ("قال «سوريا الجديدة» تعتمد", "«سوريا الجديدة»", "سوريا الجديدة"),
        ("قال «سوريا» و«لبنان» معاً", "«سوريا» و«لبنان»", "«سوريا» و«لبنان»"),
        ("“رائعة” مع", "“رائعة”", "رائعة"),
        ("يوم 2024/03، ثم", "24/0", "2024/03"),
        ("بنسبة 40% من", "40", "40%"),
        ("قال ﴿آية﴾ ثم", "﴿آية﴾", "آية"),
        ("مُحَمَّدٌ جاء", "حَ", "مُحَمَّدٌ"),
        ("قال … ثم", "…", "…"),
        ("قال \u2067Marco Rubio\u2069 ثم", "\u2067Marco Rubio\u2069", "Marco Rubio"),
        ("أ\r\nب", "أ\r\n", "أ"),
        ("قال @abu_omar_ أمس", "abu", "abu_omar_"),
    ],
)
def test_a_drag_takes_whole_words_and_leaves_the_signs_around_them(text: str, part: str, taken: str) -> None:
    assert snapped(text, part) == taken


def test_a_word_is_found_from_each_of_its_letters_and_from_no_other_place() -> None:
    words = Words("قال أحمد.")
    assert [words.at(position) for position in range(9)] == [*[(0, 3)] * 3, None, *[(4, 8)] * 4, None]
    assert words.at(9) is None
    assert [words.index_at(position) for position in (0, 3, 4, 8)] == [0, 0, 1, 1]
    assert Words("، قال").index_at(0) == -1


@given(ANY_TEXT | NEWS)
def test_words_are_apart_in_order_and_hold_every_letter_and_digit(text: str) -> None:
    ranges = Words(text).ranges
    assert all(start < end for start, end in ranges)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(ranges))
    held = {position for start, end in ranges for position in range(start, end)}
    loose = [position for position, char in enumerate(text) if char.isalnum() and unicodedata.category(char) != "No"]
    assert [position for position in loose if position not in held] == []


@st.composite
def texts_with_a_range(draw: st.DrawFn) -> tuple[str, int, int]:
    text = draw((ANY_TEXT | NEWS).filter(bool))
    start, end = sorted(draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=2, unique=True)))
    return text, start, end


OPENERS = {")": "(", "]": "[", "}": "{", "»": "«", "”": "“", "’": "‘", '"': '"', "﴾": "﴿"}
BIDI_CONTROLS = {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}
CLOSERS = {opener: closer for closer, opener in OPENERS.items()}


def is_lone_sign(char: str) -> bool:
    """Whether a range of words may not begin or end with this character, unless it is half of a pair."""
    is_control = unicodedata.category(char) == "Cc" or unicodedata.bidirectional(char) in BIDI_CONTROLS
    return char.isspace() or is_control or (unicodedata.category(char)[0] == "P" and char not in "%٪‰#@&_")


@given(texts_with_a_range())
@example(('تنظيم "داعش".', 2, 13))
@example(("«قسد» و«سانا»", 0, 13))
def test_a_snapped_range_holds_words_and_no_loose_signs_at_its_ends(drawn: tuple[str, int, int]) -> None:
    text, start, end = drawn
    words = Words(text)
    a, b = words.snapped(start, end)
    assert 0 <= a < b <= len(text)
    assert words.snapped(a, b) == (a, b)
    touched = [word for word in words.ranges if word[0] < end and start < word[1]]
    if not touched:
        return
    assert a <= touched[0][0]
    assert b >= touched[-1][1]
    assert all(not (w[0] < a < w[1] or w[0] < b < w[1]) for w in words.ranges)
    head, tail = text[a], text[b - 1]
    assert not is_lone_sign(head) or (head in CLOSERS and CLOSERS[head] in text[a + 1 : b])
    assert not is_lone_sign(tail) or (tail in OPENERS and OPENERS[tail] in text[a : b - 1])

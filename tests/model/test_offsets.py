"""Positions: what Python counts, what Qt counts, and where a letter ends."""

from __future__ import annotations

import itertools
import unicodedata
from pathlib import Path

import orjson
import pytest
import regex
from hypothesis import assume, example, given
from hypothesis import strategies as st
from PySide6.QtCore import QTextBoundaryFinder
from PySide6.QtGui import QTextCursor, QTextDocument

from annotator.model.offsets import OffsetMap, Utf16, around
from tests.helpers.builders import ANY_TEXT, TRICKY

SPECIAL = list(map(orjson.loads, (Path(__file__).parents[1] / "data" / "special.jsonl").read_bytes().splitlines()))
ALL_NEWLINES = "a\r\nb\rc\nd\u2028e\u2029f\x0bg\x0ch\x85i\r\r\n\n\r\n😀\r\n"

texts = given(text=ANY_TEXT)


def u16(text: str) -> int:
    """The oracle: what the codec says, with a CRLF as one."""
    return len(text.replace("\r\n", "\n").encode("utf-16-le")) // 2


def between_cr_and_lf(text: str, position: int) -> bool:
    return text[max(position - 1, 0) : position + 1] == "\r\n"


@texts
@example(ALL_NEWLINES)
@example("")
@example("😀\r\n😀")
def test_positions_agree_with_the_utf16_codec(text: str) -> None:
    offsets = OffsetMap(text)
    for position in range(len(text) + 1):
        before = text[: position - 1] if between_cr_and_lf(text, position) else text[:position]
        assert offsets.to_u16(position) == u16(before)


@texts
@example(ALL_NEWLINES)
@example("\r\n\r\n")
@example("😀\r\n😀")
def test_every_position_comes_back_from_qt_unless_it_parts_cr_from_lf(text: str) -> None:
    offsets = OffsetMap(text)
    for position in range(len(text) + 1):
        there_and_back = offsets.to_code_point(offsets.to_u16(position))
        assert there_and_back == position - between_cr_and_lf(text, position)


@texts
@example(ALL_NEWLINES)
@example("a😀b😀c")
def test_a_position_inside_a_surrogate_pair_is_the_start_of_its_character(text: str) -> None:
    offsets = OffsetMap(text)
    expected: list[int] = []
    for i, character in enumerate(text):
        if not (character == "\n" and text[:i].endswith("\r")):
            expected += [i] * (2 if character > "\uffff" else 1)
    assert [offsets.to_code_point(Utf16(p)) for p in range(u16(text))] == expected
    assert offsets.to_code_point(Utf16(u16(text))) == len(text)


@texts
def test_positions_outside_the_text_land_on_its_ends(text: str) -> None:
    offsets = OffsetMap(text)
    assert offsets.to_code_point(Utf16(-1)) == 0
    assert offsets.to_code_point(Utf16(u16(text) + 5)) == len(text)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("text", [case["text"] for case in SPECIAL] + [ALL_NEWLINES], ids=range(len(SPECIAL) + 1))
def test_qt_counts_as_the_map_says(text: str) -> None:
    offsets = OffsetMap(text)
    document = QTextDocument()
    document.setPlainText(offsets.shown)
    assert document.characterCount() - 1 == offsets.to_u16(len(text))
    cursor = QTextCursor(document)
    for start, character in enumerate(text):
        if character.isspace() or unicodedata.category(character)[0] == "C":
            continue  # Qt writes some of these its own way
        cursor.setPosition(offsets.to_u16(start))
        cursor.setPosition(offsets.to_u16(start + 1), QTextCursor.MoveMode.KeepAnchor)
        assert cursor.selectedText() == character


@pytest.mark.usefixtures("qapp")
@given(st.lists(st.sampled_from(TRICKY), max_size=12).map("".join))
@example("\ufeff\ufeffبداية")
def test_qt_counts_any_text_as_the_map_says(text: str) -> None:
    offsets = OffsetMap(text)
    document = QTextDocument()
    document.setPlainText(offsets.shown)
    assert document.characterCount() - 1 == offsets.to_u16(len(text))


# Letters


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("مُحَمَّد", ["مُ", "حَ", "مَّ", "د"]),
        ("قـــال", ["ق", "ـ", "ـ", "ـ", "ا", "ل"]),
        ("لا", ["ل", "ا"]),
        ("👨‍👩‍👧‍👦!", ["👨‍👩‍👧‍👦", "!"]),
        ("🇸🇾🇷🇺", ["🇸🇾", "🇷🇺"]),
        ("👍🏽🏴‍☠️", ["👍🏽", "🏴‍☠️"]),
        ("a\r\nb", ["a", "\r\n", "b"]),
        ("آ", ["آ"]),
        ("e\u0301", ["e\u0301"]),
        ("", []),
    ],
)
def test_a_letter_with_all_that_belongs_to_it_is_one(text: str, letters: list[str]) -> None:
    edges = OffsetMap(text).boundaries
    assert [text[a:b] for a, b in itertools.pairwise(edges)] == letters


def test_a_flag_behind_another_emoji_stays_whole() -> None:
    assert OffsetMap("😀🇸🇾").boundaries == [0, 1, 3]


@given(st.lists(st.sampled_from(TRICKY), max_size=20).map("".join))
def test_boundaries_are_where_qt_finds_them(text: str) -> None:
    # Qt 6.11 parts a flag that directly follows another emoji, which rules GB12 and GB13 of UAX 29 forbid.
    assume(not regex.search(r"[\p{Extended_Pictographic}\u200d][\U0001f1e6-\U0001f1ff]", text))
    text = OffsetMap(text).shown
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, text)
    units = {0}
    while (at := finder.toNextBoundary()) != -1:
        units.add(at)
    found = [i for i in range(len(text) + 1) if len(text[:i].encode("utf-16-le")) // 2 in units]
    assert OffsetMap(text).boundaries == found


@texts
@example("سُورِيَّا")
def test_an_edge_never_parts_a_letter_from_its_tashkeel(text: str) -> None:
    for position in OffsetMap(text).boundaries[1:-1]:
        before, after = text[position - 1], text[position]
        assert before + after != "\r\n"
        if unicodedata.category(after) in ("Mn", "Me"):
            assert unicodedata.category(before)[0] in "CZ", "a mark stands alone only after a control"


@given(ANY_TEXT, st.integers(0, 25), st.integers(0, 25))
def test_a_snapped_range_holds_what_was_asked_for_and_no_whole_letter_more(text: str, a: int, b: int) -> None:
    offsets = OffsetMap(text)
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    first, last = offsets.snapped(start, end)
    assert {first, last} <= set(offsets.boundaries)
    assert first <= start <= end <= last
    assert not [p for p in offsets.boundaries if first < p <= start or end <= p < last]


@texts
def test_walking_by_letters_visits_each_boundary_once_both_ways(text: str) -> None:
    offsets = OffsetMap(text)
    position, onward = 0, [0]
    while (following := offsets.next(position)) != position:
        onward.append(position := following)
    backward = [position]
    while (earlier := offsets.previous(position)) != position:
        backward.append(position := earlier)
    assert onward == offsets.boundaries
    assert backward == offsets.boundaries[::-1]


@pytest.mark.parametrize("case", SPECIAL, ids=lambda case: case["title"])
def test_the_spans_of_the_special_texts_stand_on_letters(case: dict[str, object]) -> None:
    text = str(case["text"])
    offsets = OffsetMap(text)
    for start, end, _label in case["spans"]:  # type: ignore[attr-defined]
        assert offsets.snapped(start, end) == (start, end)
        u16_range = offsets.to_u16(start), offsets.to_u16(end)
        assert tuple(map(offsets.to_code_point, u16_range)) == (start, end)


def test_a_leading_byte_order_mark_is_shown_as_a_word_joiner_of_the_same_width() -> None:
    assert OffsetMap("\ufeffنص").shown == "\u2060نص"
    assert OffsetMap("نص\ufeff").shown == "نص\ufeff"


def test_what_stands_around_a_range_ends_with_the_text() -> None:
    assert around("من القاهرة إلى", 3, 10, 2) == ("ن ", " إ")
    assert around("من القاهرة إلى", 3, 10, 40) == ("من ", " إلى")

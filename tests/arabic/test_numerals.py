"""Numbers in words, against pyarabic's own writer of cardinals and against plain lists."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarabic.number import ArNumbers

from annotator.arabic.numerals import cardinal_at, number, ordinal_at

UNITS = ("الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع")
UNITS_SHE = ("الأولى", "الثانية", "الثالثة", "الرابعة", "الخامسة", "السادسة", "السابعة", "الثامنة", "التاسعة")
TENS = {20: ("عشرون", "عشرين"), 30: ("ثلاثون", "ثلاثين"), 40: ("أربعون", "أربعين"), 90: ("تسعون", "تسعين")}


@given(st.integers(1, 999_999))
def test_every_cardinal_that_pyarabic_writes_is_read_back(count: int) -> None:
    words = ArNumbers().int2str(str(count))
    assert number(words) == count, words


@given(st.integers(0, 10**12), st.sampled_from(["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"]))
def test_digits_of_any_script_are_read(count: int, digits: str) -> None:
    assert number("".join(digits[int(digit)] for digit in str(count))) == count


@pytest.mark.parametrize("units", [UNITS, UNITS_SHE])
def test_the_ordinals_from_one_to_ninety_nine(units: tuple[str, ...]) -> None:
    eleventh = {UNITS: ("الحادي", "عشر"), UNITS_SHE: ("الحادية", "عشرة")}[units]
    expected = {word: place for place, word in enumerate(units, start=1)}
    expected[" ".join(eleventh)] = 11
    for place, word in enumerate(units[1:], start=12):
        expected[f"{word} {eleventh[1]}"] = place
    for ten, forms in TENS.items():
        for form in forms:
            expected[f"ال{form}"] = ten
            expected[f"{eleventh[0]} وال{form}"] = ten + 1
            for place, word in enumerate(units[1:], start=2):
                expected[f"{word} وال{form}"] = ten + place
    assert {words: number(words) for words in expected} == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("ألفان", 2000),
        ("ألفين وستة", 2006),
        ("ألفين وأحد عشر", 2011),
        ("ألفين وستة وعشرين", 2026),
        ("ألف وتسعمئة وسبع وستين", 1967),
        ("ألف وتسعمائة وثمانية وتسعين", 1998),
        ("ألف وأربعمئة وسبعة وأربعين", 1447),
        ("ثمان وأربعين", 48),
        ("مئتان", 200),
        ("مئتي", 200),
        ("ثلاث مئة", 300),
        ("اثنتا عشرة", 12),
        ("خمسة عشر", 15),
        ("مليونين وثلاثمئة ألف وخمسة", 2_300_005),
    ],
)
def test_duals_and_years_in_words(words: str, expected: int) -> None:
    assert number(words) == expected


@pytest.mark.parametrize("words", ["", " ", "كتاب", "ستة كتب", "و", "الثالث من"])
def test_what_is_no_number_is_none(words: str) -> None:
    assert number(words) is None


def test_a_number_ends_where_the_next_thing_begins() -> None:
    assert cardinal_at(["سته", "و", "ذهب"], 0) == (1, 6)
    assert ordinal_at(["الثالث", "من", "مارس"], 0) == (1, 3)
    assert ordinal_at(["الحادي"], 0) is None

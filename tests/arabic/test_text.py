"""Folding Arabic spelling, and the way back."""

from __future__ import annotations

import doctest
import unicodedata
from types import ModuleType

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.arabic import text, tokens
from annotator.arabic.text import Level, fold, folded
from annotator.model.offsets import OffsetMap
from tests.helpers.builders import ANY_TEXT

LEVELS = st.sampled_from(Level)
ANY_UNICODE = st.text(st.characters(), max_size=40)
ARABIC = st.text(
    st.sampled_from("اأإآٱبةىيیکوؤئء لمﻻﺅﷲ\u0670\u064e\u0651\u0653\u0654\u0655ـ\u200c\u200f٣۴5Aé.…👨\u200d👩\r\n"),
    max_size=30,
)
SOME_TEXT = ANY_TEXT | ANY_UNICODE | ARABIC


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("مُحَمَّدٌ", "محمد"),
        ("أَحْمَـد", "احمد"),
        ("إدلب", "ادلب"),
        ("آذار", "اذار"),
        ("ٱلله", "الله"),
        ("موسى", "موسي"),
        ("القاهرة", "القاهره"),
        ("قـــال", "قال"),
        ("خان\u200cشيخون", "خانشيخون"),
        ("\u202bوكالة\u202c \u2067سانا\u2069", "وكاله سانا"),
        ("\ufeffبداية", "بدايه"),
        ("COVID-19", "covid-19"),
        ("Straße", "strasse"),
        ("ایران", "ايران"),
        ("کابل", "كابل"),
        ("عام ٢٠٢٦ و۱۴۰۴", "عام 2026 و1404"),
        ("مسؤول", "مسءول"),
        ("مسئول", "مسءول"),
        ("أصدقائه", fold("أصدقاؤه")),
        ("café", "cafe"),
        ("ﷺ", "صلي الله عليه وسلم"),
        ("وَقَالَ ٱلَّذِينَ ءَامَنُوا۟ ۝", "وقال الذين ءامنوا "),
        ("", ""),
    ],
)
def test_what_reads_the_same_folds_to_the_same(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(("one", "other"), [("ﻻ", "لا"), ("آ", "ا\u0653"), ("إ", "ا\u0655"), ("ؤمن", "و\u0654من")])
def test_composed_and_decomposed_letters_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize("word", ["وزير", "شؤون", "مئة", "عين", "غين", "حاء", "خاء", "سوريا", "صوريا"])
def test_letters_that_read_differently_stay_apart(word: str) -> None:
    assert fold(word) != fold(word[1:])
    assert len(fold(word)) == len(word)


@given(ANY_TEXT)
def test_folding_twice_changes_nothing_more(written: str) -> None:
    assert fold(fold(written)) == fold(written)


@given(st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهوي ", max_size=30), st.data())
def test_tashkeel_and_tatweel_never_hide_a_match(bare: str, data: st.DataObject) -> None:
    ornaments = data.draw(st.lists(st.text("ًٌٍَُِّْـ", max_size=3), min_size=len(bare), max_size=len(bare)))
    adorned = "".join(char + ornament for char, ornament in zip(bare, ornaments, strict=True))
    assert fold(adorned) == fold(bare)


def test_the_shapes_that_a_letter_has_in_unicode_are_one() -> None:
    assert fold("ﻻ ﺩﻣﺸﻖ") == "لا دمشق"
    assert fold("الرَّحْمٰن") == "الرحمن"


@pytest.mark.parametrize(
    ("written", "found"),
    [("أَحْمَـد", "أحمد"), ("ﻻ", "لا"), ("القاهرة ٢٠٢٦", "القاهرة ٢٠٢٦"), ("ا\u0655لى", "إلى"), ("COVID", "COVID")],
)
def test_the_level_of_marks_keeps_the_letters_apart(written: str, found: str) -> None:
    assert fold(written, Level.MARKS) == found


@given(SOME_TEXT)
def test_the_exact_level_changes_nothing(written: str) -> None:
    assert fold(written, Level.EXACT) == written


@given(SOME_TEXT, LEVELS)
def test_folding_twice_changes_nothing_more_at_any_level(written: str, level: Level) -> None:
    assert fold(fold(written, level), level) == fold(written, level)


def test_no_character_folds_to_one_that_folds_further() -> None:
    for level in Level:
        every = "".join(map(chr, range(0x20000)))
        assert fold(fold(every, level), level) == fold(every, level)


@given(SOME_TEXT, LEVELS)
@example("وَ\u0654", Level.LETTERS)
@example("ﻻ…ـﷺ", Level.LETTERS)
@example("\u064eﻻ", Level.MARKS)
def test_the_way_back_is_total_and_in_order_and_leads_to_where_each_character_comes_from(
    written: str, level: Level
) -> None:
    found = folded(written, level)
    before = (0, 0)
    for index, char in enumerate(found.text):
        start, end = found.origin(index, index + 1)
        assert 0 <= start < end <= len(written)
        assert (start, end) >= before
        assert end >= before[1]
        assert char in fold(written[start:end], level)
        before = (start, end)


@given(SOME_TEXT, LEVELS, st.data())
def test_a_range_leads_back_to_whole_clusters_that_fold_to_it(written: str, level: Level, data: st.DataObject) -> None:
    found = folded(written, level)
    if not found.text:
        return
    start = data.draw(st.integers(0, len(found.text) - 1))
    end = data.draw(st.integers(start + 1, len(found.text)))
    origin = found.origin(start, end)
    assert OffsetMap(written).snapped(*origin) == origin
    assert found.text[start:end] in fold(written[slice(*origin)], level)


@given(SOME_TEXT, LEVELS)
@example("وَ\u0654", Level.LETTERS)
@example("يـ\u0654\u0654", Level.MARKS)
def test_folding_is_what_a_loop_over_the_characters_gives(written: str, level: Level) -> None:
    pieces = _one_by_one(written, level)
    found = folded(written, level)
    assert found.text == "".join(piece for _start, _end, piece in pieces)
    sources = [(start, end) for start, end, piece in pieces for _char in piece]
    widened = [OffsetMap(written).snapped(start, end) for start, end in sources]
    assert [found.origin(index, index + 1) for index in range(len(found.text))] == widened


def _one_by_one(written: str, level: Level) -> list[tuple[int, int, str]]:
    """Each character with where it stands and what it folds to; a seat and its hamza are one character."""
    pieces: list[tuple[int, int, str]] = []
    start = 0
    while start < len(written):
        end = start + 1
        char = written[start]
        if level is not Level.EXACT and char in "اويىی":
            ahead = end
            while ahead < len(written) and written[ahead] not in "\u0653\u0654\u0655" and not fold(written[ahead]):
                ahead += 1
            if ahead < len(written) and written[ahead] in "\u0653\u0654\u0655":
                seat = "ي" if char in "ىی" else char
                composed = unicodedata.normalize("NFC", seat + written[ahead])
                char, end = composed if len(composed) == 1 else char, ahead + 1
        pieces.append((start, end, fold(char, level)))
        start = end
    return pieces


@pytest.mark.parametrize(
    ("written", "needle", "level", "found"),
    [
        ("قال أَحْمَدُ وأحمد", "احمد", Level.LETTERS, ["أَحْمَدُ", "أحمد"]),
        ("قال أَحْمَدُ وأحمد", "أحمد", Level.MARKS, ["أَحْمَدُ", "أحمد"]),
        ("قال أَحْمَدُ وأحمد", "أحمد", Level.EXACT, ["أحمد"]),
        ("قال أَحْمَدُ وأحمد", "احمد", Level.MARKS, []),
        ("لرويترز", "رويترز", Level.LETTERS, ["رويترز"]),
        ("ﻻ وﻻيات", "لا", Level.LETTERS, ["ﻻ", "ﻻ"]),
        ("ﻻ", "ل", Level.LETTERS, ["ﻻ"]),
        ("قال ﷺ لنا", "ل", Level.LETTERS, ["ل", "ﷺ", "ل"]),
        ("سؤال سو\u0654ال سوق", "سو", Level.EXACT, ["سو"]),
        ("هههه", "هه", Level.LETTERS, ["هه", "هه"]),
        ("e\u0301", "e", Level.EXACT, ["e\u0301"]),
        ("نص", "", Level.LETTERS, []),
        ("وزارة\n الداخلية", "وزارة الداخلية", Level.LETTERS, ["وزارة\n الداخلية"]),
        ("نص", "ً", Level.LETTERS, []),
    ],
)
def test_needles_are_found_as_they_were_written(written: str, needle: str, level: Level, found: list[str]) -> None:
    assert [written[slice(*origin)] for origin in folded(written, level).find(needle)] == found


def test_whole_words_are_found_alone() -> None:
    written = "مصر المصرية بمصر مصر."
    assert list(folded(written).find("مصر", whole=True)) == [(0, 3), (17, 20)]


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("written", ["أُحمد", "مُحمد", "مـحمد", "حمدـه", "حمدُنا", "م\u200dحمد", "ﷺحمد", "حمد™"])
def test_marks_tatweel_and_joiners_do_not_end_a_word(written: str, level: Level) -> None:
    assert list(folded(f"هذا {written}، و", level).find("حمد", whole=True)) == []
    assert len(list(folded(f"هذا {written}، و", level).find("حمد"))) == 1


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("written", ["حمدُ", "\u200fحمد", "حمدـ", "(حمد)"])
def test_marks_at_the_end_of_a_word_leave_it_whole(written: str, level: Level) -> None:
    assert len(list(folded(f"هذا {written}، و", level).find("حمد", whole=True))) == 1


@pytest.mark.parametrize(("start", "end"), [(0, 0), (-1, 1), (2, 1), (0, 9)])
def test_only_a_range_of_the_folded_text_leads_back(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=str(start)):
        folded("أَحمد").origin(start, end)


@pytest.mark.parametrize("module", [text, tokens])
def test_the_examples_in_the_docstrings_run(module: ModuleType) -> None:
    result = doctest.testmod(module)
    assert result.attempted > 0
    assert result.failed == 0

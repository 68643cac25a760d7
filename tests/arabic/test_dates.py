"""Time expressions: the gold file, each rule's example, and what must hold for any text."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.arabic.dates import Confidence, find, read, rule_title
from annotator.arabic.dates.finder import _READERS
from annotator.arabic.dates.tables import Rule, tables
from annotator.words import use
from tests.helpers.date_scores import gold_rows, ours, scored

PUBLISHED = date(2026, 1, 27)  # a Tuesday
EXAMPLES = [(rule.name, shown) for rule in tables().rules for shown in rule.examples]


# The gold file: floors are the targets of the project


def test_the_gold_file_is_found_and_read() -> None:
    score = scored(gold_rows(), *ours())
    told = "\n".join(score.misses)
    assert score.expressions == 301
    assert score.value_share >= 95, told
    assert score.exact_f1 >= 94, told
    assert score.relaxed_f1 >= 97, told
    assert score.negatives == 25
    assert score.false_in_negatives <= 1, told


SPELLINGS = {
    "Arabic digits": str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"),
    "Persian digits": str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"),
    "no hamza": str.maketrans("أإآ", "ااا"),
    "no tashkeel": dict.fromkeys(range(0x64B, 0x653)),
    "Persian letters": str.maketrans("يك", "یک"),
    "heh for teh marbuta": str.maketrans("ةى", "هي"),
    "no-break spaces": {32: "\u00a0"},
    "bidi marks": {32: " \u200f"},
}


@pytest.mark.parametrize("spelling", SPELLINGS.values(), ids=list(SPELLINGS))
def test_the_gold_file_is_read_in_other_spellings_too(spelling: dict[int, str | None]) -> None:
    score = scored([respelled(row, spelling) for row in gold_rows()], *ours())
    told = "\n".join(score.misses)
    assert min(score.value_share + 2, score.exact_f1 + 3, score.relaxed_f1) >= 97, told


def respelled(row: dict[str, Any], spelling: dict[int, str | None]) -> dict[str, Any]:
    """The row with its sentence in another spelling, and its range moved along."""
    letters = [char.translate(spelling) for char in row["sentence"]]
    if row["start"] < 0:
        return row | {"sentence": "".join(letters)}
    start, end = (len("".join(letters[: row[side]])) for side in ("start", "end"))
    return row | {"sentence": "".join(letters), "start": start, "end": end}


# The tables


@pytest.mark.parametrize("shown", [shown for _rule, shown in EXAMPLES], ids=[rule for rule, _shown in EXAMPLES])
def test_each_example_of_the_rules_is_found_with_its_value(shown: dict[str, str]) -> None:
    published = date.fromisoformat(shown["published"])
    found = find(shown["text"], published)
    if not shown["found"]:
        assert found == []
        return
    told = [(shown["text"][one.start : one.end], one.value) for one in found]
    assert (shown["found"], shown["value"]) in told


@pytest.mark.parametrize("rule", tables().rules, ids=lambda rule: rule.name)
def test_each_rule_has_a_reader_and_a_title_in_both_languages(rule: Rule) -> None:
    assert rule.reads in _READERS
    assert rule.examples
    assert set(rule.title) == {"ar", "en"}


def test_a_rule_says_what_it_is_in_the_language_of_the_user() -> None:
    assert rule_title("month") == "month"
    use("ar")
    assert rule_title("month") == "شهر"


# What must hold for any text

_WORDS = """يوم الخميس الماضي غدا أمس اليوم 15 مارس 2026 / ( ) - ، . الساعة 10:30 صباحاً بعد قبل منذ ثلاثة أيام عام و لـ
للأسبوع رمضان 1447 هـ م من إلى كل ربيع الأول الربع بتوقيت غرينتش ليلة رأس السنة 31/12/2025 99:99 ٣١"""
_PIECES = st.sampled_from([*_WORDS.split(), "\u200f", "\u064b", "\u0640", "\n"])
_TEXTS = st.one_of(st.text(), st.lists(_PIECES, max_size=14).map(" ".join), st.lists(_PIECES, max_size=8).map("".join))


@given(_TEXTS, st.one_of(st.none(), st.dates()))
@example("و" * 50, None)
@example("31 فبراير 9999", date.max)
@example("9" * 5000 + " سنة", PUBLISHED)
@example("1" + ",000" * 2000, PUBLISHED)
@example("قبل 99999999999 سنة", date.min)
@example("(10 مارس", PUBLISHED)
def test_a_found_range_is_inside_the_text_and_has_a_letter_or_digit_at_both_ends(text: str, day: date | None) -> None:
    end = 0
    for one in find(text, day):
        assert end <= one.start < one.end <= len(text)
        assert text[one.start].isalnum()
        last = text[one.start : one.end].rstrip("\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652")[-1]
        assert last.isalnum() or (
            last in ")]" and ("(" in text[one.start : one.end] or "[" in text[one.start : one.end])
        )
        assert one.type in ("DATE", "TIME", "DURATION", "SET")
        assert one.value or one.warning
        end = one.end


@given(_TEXTS, st.integers(0, 60), st.integers(0, 60), st.one_of(st.none(), st.dates()))
def test_any_range_may_be_asked_about(text: str, start: int, length: int, day: date | None) -> None:
    one = read(text, start, start + length, day)
    assert one is None or 0 <= one.start < one.end <= len(text)


def test_marks_tatweel_and_bidi_marks_change_neither_the_value_nor_the_place() -> None:
    text = "يومَ \u200fالـخَمِيس\u200f الماضي"
    [one] = find(text, PUBLISHED)
    assert (one.start, one.end, one.value) == (0, len(text), "2026-01-22")


# Without a publication date, and where the text is wrong


def test_without_a_publication_date_a_relative_time_is_found_and_has_no_value() -> None:
    [one] = find("سيجتمع غداً الأربعاء مع الشرع")
    assert one.value == ""
    assert one.warning == "The article has no publication date, so this time has no value yet."


def test_without_a_publication_date_a_full_date_has_its_value() -> None:
    assert [one.value for one in find("في 15 مارس 2011 وعام 2014")] == ["2011-03-15", "2014"]


@pytest.mark.parametrize(
    ("text", "value"),
    [("الأربعاء 27 يناير 2026", "2026-01-27"), ("غداً الخميس", "2026-01-28")],
)
def test_a_weekday_that_does_not_fit_is_flagged_and_both_days_are_offered(text: str, value: str) -> None:
    [one] = find(text, PUBLISHED)
    assert (one.value, one.confidence) == (value, Confidence.CHECK)
    assert one.warning
    assert len(one.alternatives) == 1


@pytest.mark.parametrize("text", ["31 نيسان 2025", "30 شباط", "30/2/2025"])
def test_a_day_that_does_not_exist_has_no_value_and_is_flagged(text: str) -> None:
    [one] = find(text, PUBLISHED)
    assert one.value == ""
    assert "There is no such day" in one.warning


# Confidence and alternatives


def test_a_bare_weekday_asks_for_attention_and_names_the_verb_that_told() -> None:
    [one] = find("أعلن الوزير الجمعة استقالته", PUBLISHED)
    assert (one.value, one.confidence) == ("2026-01-23", Confidence.CHECK)
    assert [(other.value, other.reason) for other in one.alternatives] == [
        ("2026-01-30", "Against the tense of “أعلن”.")
    ]


@pytest.mark.parametrize("text", ["15 مارس 2026", "اليوم الثلاثاء", "يوم الخميس الماضي", "الخميس 22 يناير 2026"])
def test_explicit_days_are_sure(text: str) -> None:
    assert [one.confidence for one in find(text, PUBLISHED)] == [Confidence.HIGH]


def test_the_night_before_a_weekday_has_two_candidates() -> None:
    [one] = find("ليلة الخميس", PUBLISHED)
    assert one.confidence is Confidence.CHECK
    assert one.alternatives[-1].value == "2026-01-21TNI"


def test_the_week_of_the_project_is_offered_where_it_differs_from_the_iso_week() -> None:
    sunday = date(2026, 1, 25)
    [monday_week] = find("الأسبوع المقبل", sunday, week_starts=0)
    [saturday_week] = find("الأسبوع المقبل", sunday, week_starts=5)
    assert (monday_week.value, monday_week.alternatives) == ("2026-W05", ())
    assert [other.value for other in saturday_week.alternatives] == ["2026-W06"]


# Both calendars


def test_a_hijri_day_has_its_gregorian_value_and_the_hijri_one_beside_it() -> None:
    [one] = find("بتاريخ 15 رمضان 1447 هـ", PUBLISHED)
    assert (one.calendar, one.value, one.other) == ("hijri", "2026-03-04", "1447-09-15")


def test_a_gregorian_day_has_the_hijri_one_beside_it() -> None:
    [one] = find("في 4 مارس 2026", PUBLISHED)
    assert (one.calendar, one.value, one.other) == ("gregorian", "2026-03-04", "1447-09-15")


def test_a_day_in_both_calendars_is_two_times_of_the_same_day() -> None:
    text = "15 رمضان 1447 هـ الموافق 4 مارس 2026"
    assert [(text[one.start : one.end], one.value) for one in find(text, PUBLISHED)] == [
        ("15 رمضان 1447 هـ", "2026-03-04"),
        ("4 مارس 2026", "2026-03-04"),
    ]


# Names

NOT_TIMES = (
    "حركة 14 آذار",
    "ميدان 6 أكتوبر",
    "صحيفة اليوم السابع",
    "الرئيس رجب طيب أردوغان",
    "القرار 1701",
    "الوزير شعبان",
    "المدير العام السابق",
    "فاز 3 - صفر",
    "باب المندب",
    "الرأي العام",
    "مارس ضغوطا",
    "بعد عقد اتفاقية أوسلو",
    "في إب اليمنية",
    "مساحتها 1000 م مربع",
    "رجل في الستينيات من عمره",
    "النصف الأول من المباراة",
    "ساعات الفجر",
    "أولاً وأخيراً",
    "بمشاركة 2000 شخص",
)


@pytest.mark.parametrize("text", NOT_TIMES)
def test_names_and_counts_are_no_times(text: str) -> None:
    assert find(text, PUBLISHED) == []


# Real news of every kind

HARD = {
    "خلال الفترة نفسها من العام الماضي": [("الفترة نفسها من العام الماضي", "2025")],
    "في الـ24 ساعة الماضية": [("الـ24 ساعة الماضية", "PT24H")],
    "27/1/2026 - 10:15 ص": [("27/1/2026 - 10:15 ص", "2026-01-27T10:15")],
    "من يناير إلى يونيو 2019": [("يناير إلى يونيو 2019", "2019-01/2019-06")],
    "ليل الجمعة السبت": [("ليل الجمعة السبت", "2026-01-23TNI")],
    "عقد الثلاثاء10مارس اجتماعا": [("الثلاثاء10مارس", "2026-03-10")],
    "يبلغ من العمر 70 عاماً": [("70 عاماً", "P70Y")],
    "في الخامسة والنصف من مساء الجمعة": [("الخامسة والنصف من مساء الجمعة", "2026-01-23T17:30")],
    "بعد 15 شهراً من الحرب": [("15 شهراً", "P15M")],
    "منذ أكثر من عشر سنوات": [("عشر سنوات", "P10Y")],
    "زاروا الاثنين والثلاثاء الماضيين بيروت": [("الاثنين والثلاثاء الماضيين", "2026-01-19/2026-01-20")],
    "في العقد الأول من القرن الحادي والعشرين": [("العقد الأول من القرن الحادي والعشرين", "200")],
    "7 أكتوبر من العام الماضي": [("7 أكتوبر من العام الماضي", "2025-10-07")],
    "منذ هجوم 7 أكتوبر": [("7 أكتوبر", "2023-10-07")],
    "من السبت إلى الخميس": [("السبت", "2026-01-24"), ("الخميس", "2026-01-29")],
    "الساعة 9:00 مساءً (18:00 بتوقيت غرينتش)": [
        ("الساعة 9:00 مساءً", "2026-01-27T21:00"),
        ("18:00 بتوقيت غرينتش", "2026-01-27T18:00Z"),
    ],
    "تأجيل الجلسة إلى الأحد": [("الأحد", "2026-02-01")],
    "ولد عام 1992 وفي السنة التالية سافر": [("عام 1992", "1992"), ("السنة التالية", "1993")],
    "مونديال 2022 ونسخة المونديال 2018": [("2022", "2022"), ("2018", "2018")],
    "كل يوم أحد ومساء كل خميس": [("كل يوم أحد", "XXXX-WXX-7"), ("مساء كل خميس", "XXXX-WXX-4TEV")],
    "العام 1447": [("العام 1447", "2025-06-26/2026-06-15")],
    "الأحد الأول من مايو": [("الأحد الأول من مايو", "2026-05-03")],
    "يوم الجمعة الأول من مايو": [("يوم الجمعة الأول من مايو", "2026-05-01")],
    "فتح في 3 مارس 2026. وأغلق الساعة العاشرة مساء": [
        ("3 مارس 2026", "2026-03-03"),
        ("الساعة العاشرة مساء", "2026-01-27T22:00"),
    ],
    "وصل أمس إلى بيروت. واجتمع الساعة العاشرة مساء": [
        ("أمس", "2026-01-26"),
        ("الساعة العاشرة مساء", "2026-01-26T22:00"),
    ],
}


@pytest.mark.parametrize(("text", "expected"), HARD.items(), ids=list(HARD))
def test_hard_and_real_phrases(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(text[one.start : one.end], one.value) for one in find(text, PUBLISHED)] == expected

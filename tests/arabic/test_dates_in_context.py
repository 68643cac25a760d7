"""Times that are read by the words around them: weekdays, feasts, months, names, numbers."""

from __future__ import annotations

from datetime import date

import pytest

from annotator.arabic.dates import find, read

PUBLISHED = date(2026, 1, 27)  # a Tuesday

# Which way a bare weekday points

TO_COME = (
    *[
        "سيبدأ",
        "سيبحث",
        "سيناقش",
        "سينظر",
        "سينعقد",
        "سيدلي",
        "سيدرس",
        "سيدخل",
        "سيطلق",
        "سيطرح",
        "سيفتح",
        "سيفتتح",
        "سيفوز",
        "سيلتقي",
        "سيلقي",
        "سيلعب",
        "سيلغي",
    ],
    *[
        "سينطلق",
        "سينتهي",
        "سينقل",
        "سينسحب",
        "سيبلغ",
        "سيبقى",
        "سيدعو",
        "سيدشن",
        "سيولي",
        "سيطلع",
        "سيطالب",
        "ستهاجم",
        "وسيبدأ",
    ],
    *("لن يحضر", "لن تعقد الجلسة", "من المقرر عقد الاجتماع", "المتوقع عقد قمة", "من المقرر فتح المعبر"),
    "من المقرر اليوم عقد لقاء",
    *("المرتقب نشر التقرير", "المزمع عقده", "تُعقد"),
)
BEEN = (
    *["سيدة", "سيطرة", "سيناء", "سينما", "سيول", "سيف", "سيدات", "السيد", "سيبيريا", "سنوات", "سيارات", "وسيطرة"],
    *(
        "المقرر الأممي بحث",
        "لم يعلن الجيش",
        "ولم تسجل إصابات",
        "لم يحضر",
        "لمّا يحضر",
        "تُوفي",
        "توفيت",
        "من المقرر أن يعقد. عقد",
        "كما كان مقررا قال",
    ),
)


@pytest.mark.parametrize(
    ("words", "value"), [(words, "2026-01-30") for words in TO_COME] + [(words, "2026-01-23") for words in BEEN]
)
def test_the_words_before_a_weekday_tell_which_week(words: str, value: str) -> None:
    assert find(f"{words} الجمعة", PUBLISHED)[-1].value == value


@pytest.mark.parametrize("text", ["بعد 99999999999999999999 سنة", "9999999 سنة", "1,000,000,000,000,000,000,000 يوم"])
def test_a_number_that_cannot_be_read_leaves_no_single_year(text: str) -> None:
    assert read(text, 0, len(text), PUBLISHED) is None


FEASTS_AND_MONTHS = {
    "يحتفل المسلمون بعيد الفطر": [("عيد الفطر", "2026-03-20")],
    "وبعيد الأضحى المبارك": [("عيد الأضحى المبارك", "2026-05-27")],
    "احتفلوا بعيد الميلاد": [("عيد الميلاد", "2025-12-25")],
    "بعيد ظهر الجمعة": [("بعيد ظهر الجمعة", "2026-01-23TAF")],
    "بيت بعيد عن المدينة": [],
    "وفي مارس": [("مارس", "2026-03")],
    "ففي مارس": [("مارس", "2026-03")],
    "وفي رمضان": [("رمضان", "2026-02-18/2026-03-19")],
    "وفي آب": [("آب", "2025-08")],
    "وبحلول مارس": [("مارس", "2026-03")],
    "ومنذ مارس": [("مارس", "2025-03")],
    "وحتى مارس": [("مارس", "2026-03")],
    "في يناير وفبراير ومارس": [("يناير", "2026-01"), ("فبراير", "2026-02"), ("مارس", "2026-03")],
    "قال محمد رمضان وشعبان علي": [],
}


@pytest.mark.parametrize(("text", "expected"), FEASTS_AND_MONTHS.items(), ids=list(FEASTS_AND_MONTHS))
def test_feasts_and_months_after_joined_words(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(text[one.start : one.end], one.value) for one in find(text, PUBLISHED)] == expected


NAMES_AND_YEARS = {
    "التقى الرئيس المصري اليوم الثلاثاء نظيره": [("اليوم الثلاثاء", "2026-01-27")],
    "قال وزير الخارجية المصري اليوم إن": [("اليوم", "2026-01-27")],
    "قال لموقع روسيا اليوم إن": [],
    "نشرت «المصري اليوم» تقريرا": [],
    "سكان جبل الجمعة": [],
    "في 14/11": [("14/11", "2025-11-14")],
    "الموافق 14/11": [("14/11", "2025-11-14")],
    "في 3/4 الحالات": [],
    "بنسبة 3/4": [],
    "8 مارس من كل عام": [("8 مارس من كل عام", "XXXX-03-08")],
    "عيد الفطر من العام الماضي": [("عيد الفطر من العام الماضي", "2025-03-30")],
    "سنة 3000 قبل الميلاد": [("سنة 3000 قبل الميلاد", "BC3000")],
    "القرن 5 ق.م": [("القرن 5 ق.م", "BC04")],
    "القرن الخامس قبل الميلاد": [("القرن الخامس قبل الميلاد", "BC04")],
    "بين 2000 و1500 قبل الميلاد": [("1500 قبل الميلاد", "BC1500")],
    "يعود بعد عامين ونصف العام": [("بعد عامين ونصف العام", "2028-07")],
    "ينتهي بعد شهر ونصف الشهر": [("بعد شهر ونصف الشهر", "2026-03")],
    "عاد بعد عامين ونصف العام": [("عامين ونصف العام", "P2Y6M")],
    "بعد عام ونصف من الحرب": [("عام ونصف", "P1Y6M")],
    "قبل عام ونصف مليون شخص": [("قبل عام", "2025")],
}


@pytest.mark.parametrize(("text", "expected"), NAMES_AND_YEARS.items(), ids=list(NAMES_AND_YEARS))
def test_names_digits_and_years_that_are_read_by_what_stands_around_them(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert [(text[one.start : one.end], one.value) for one in find(text, PUBLISHED)] == expected


def test_a_publication_date_that_no_news_has_is_not_called_missing() -> None:
    [one] = find("غداً", date.max)
    assert (one.value, one.warning) == ("", "No news was published on 9999-12-31, so this time has no value.")
    assert read("غداً", 0, 4, date.max) == one

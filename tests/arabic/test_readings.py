"""Values in plain words of both languages, and what a person may type for one."""

from __future__ import annotations

from datetime import date

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import words
from annotator.arabic.hijri_words import other_calendar
from annotator.arabic.readings import reading, typed
from annotator.arabic.timex import fits, type_of
from annotator.errors import BadInput
from tests.helpers.shared import SHARED

GOLD = SHARED / "data" / "dates" / "gold_dev.jsonl"

READINGS = [
    ("DATE", "2026-01-28", "Wednesday 28 January 2026", "الأربعاء 28 يناير 2026"),
    ("DATE", "2026-03", "March 2026", "شهر مارس 2026"),
    ("DATE", "2026", "the year 2026", "سنة 2026"),
    ("DATE", "2026-W05", "week 5 of 2026", "الأسبوع 5 من 2026"),
    ("DATE", "2026-W05-WE", "the weekend of week 5 of 2026", "عطلة نهاية الأسبوع 5 من 2026"),
    ("DATE", "2026-W05-3", "Wednesday 28 January 2026", "الأربعاء 28 يناير 2026"),
    ("DATE", "2025-Q3", "the third quarter of 2025", "الربع الثالث من 2025"),
    ("DATE", "2025-H1", "the first half of 2025", "النصف الأول من 2025"),
    ("DATE", "2025-SU", "summer 2025", "صيف 2025"),
    ("DATE", "202X", "the decade from 2020 to 2029", "العقد من 2020 إلى 2029"),
    ("DATE", "196", "the decade from 1960 to 1969", "العقد من 1960 إلى 1969"),
    ("DATE", "19", "the century from 1900 to 1999", "القرن من 1900 إلى 1999"),
    ("DATE", "2026-03-03/2026-03-05", "from 3 to 5 March 2026", "من 3 إلى 5 مارس 2026"),
    ("DATE", "2026-02-18/2026-03-19", "from 18 February to 19 March 2026", "من 18 فبراير إلى 19 مارس 2026"),
    ("DATE", "2011/2015", "from 2011 to 2015", "من 2011 إلى 2015"),
    ("DATE", "PAST_REF", "some time in the past", "وقت مضى"),
    ("DATE", "XXXX-05-12", "12 May", "12 مايو"),
    ("TIME", "2026-01-27TEV", "the evening of Tuesday 27 January 2026", "مساء الثلاثاء 27 يناير 2026"),
    ("TIME", "2026-01-27T15:30", "Tuesday 27 January 2026, at 15:30", "الثلاثاء 27 يناير 2026، الساعة 15:30"),
    (
        "TIME",
        "2026-01-27T10:30Z",
        "Tuesday 27 January 2026, at 10:30 GMT",
        "الثلاثاء 27 يناير 2026، الساعة 10:30 بتوقيت غرينتش",
    ),
    ("TIME", "TNI", "at night", "ليلاً"),
    ("DURATION", "P3M", "three months", "ثلاثة أشهر"),
    ("DURATION", "PT3H", "three hours", "ثلاث ساعات"),
    ("DURATION", "P2D", "2 days", "يومان"),
    ("DURATION", "P15M", "15 months", "15 شهراً"),
    ("DURATION", "P100Y", "100 years", "100 عام"),
    ("DURATION", "P3Y6M", "three years and six months", "ثلاثة أعوام وستة أشهر"),
    ("DURATION", "P3.5Y", "3.5 years", "3.5 سنة"),
    ("DURATION", "PTXH", "some hours", "ساعات"),
    ("SET", "P1D", "every day", "كل يوم"),
    ("SET", "P2W", "every 2 weeks", "كل أسبوعين"),
    ("SET", "P3M", "every three months", "كل ثلاثة أشهر"),
    ("SET", "XXXX-WXX-5", "every Friday", "كل يوم جمعة"),
    ("SET", "XXXX-WXX", "every week", "كل أسبوع"),
    ("SET", "R/P1M", "every month", "كل شهر"),
]


@pytest.mark.parametrize(("kind", "value", "plain", "arabic"), READINGS, ids=[row[1] for row in READINGS])
def test_a_value_is_read_in_the_language_of_the_interface(kind: str, value: str, plain: str, arabic: str) -> None:
    assert reading(kind, value) == plain
    words.use("ar")
    assert reading(kind, value) == arabic


def test_hijri_values_are_read_with_their_weekday() -> None:
    assert reading("DATE", "1447-09-15", calendar="islamic-umalqura") == "Wednesday 15 Ramadan 1447 AH"
    assert reading("DATE", "1447-09", calendar="islamic-umalqura") == "Ramadan 1447 AH"
    assert reading("DATE", "1447-13-01", calendar="islamic-umalqura") == ""
    words.use("ar")
    assert reading("DATE", "1447-09-15", calendar="islamic-umalqura") == "الأربعاء 15 رمضان 1447 هـ"


def test_the_other_calendar_says_the_same_day() -> None:
    assert other_calendar("2026-01-28") == "Wednesday 9 Shaban 1447 AH"
    assert other_calendar("2026-01-28TEV") == "Wednesday 9 Shaban 1447 AH"
    assert other_calendar("2026-03-03/2026-03-05") == "from 14 Ramadan 1447 AH to 16 Ramadan 1447 AH"


def test_an_interval_that_is_a_hijri_month_is_told_as_that() -> None:
    assert other_calendar("2026-02-18/2026-03-19") == "Ramadan 1447 AH"


def test_a_reckoned_day_says_that_it_is() -> None:
    assert other_calendar("1258-02-17").endswith("656 AH, reckoned")


@pytest.mark.parametrize("value", ["2026-01", "P3M", "2026", "PAST_REF", "0500-01-01", "x", ""])
def test_what_is_no_day_has_no_other_calendar_or_one_of_its_own(value: str) -> None:
    assert other_calendar(value) == ("from 12 Rajab 1447 AH to 12 Shaban 1447 AH" if value == "2026-01" else "")


@pytest.mark.parametrize(
    "value",
    ["", "x", "2026-02-30", "2026-13", "2027-W53", "P", "PT", "PX", "T", "2026-01-27T25:00", "/", "2026/", "R/", "P1X",
     "2026-03-05/2026-03-03", "../..", "2026/2027/2028", "غداً"],
)  # fmt: skip
def test_what_is_no_value_is_not_read(value: str) -> None:
    assert reading("DATE", value) == ("from the year 2026 on" if value == "2026/" else "")


@given(st.text(alphabet="0123456789-/:TPXWQHREFNMDYZ.+_", max_size=24) | st.text(max_size=8))
def test_whatever_stands_there_is_read_or_is_not_and_nothing_breaks(value: str) -> None:
    for kind in ("DATE", "TIME", "DURATION", "SET", ""):
        told = reading(kind, value)
        assert bool(told) == bool(type_of(value))
    other_calendar(value)


@pytest.mark.real_data
def test_every_value_of_the_gold_set_is_read() -> None:
    if not GOLD.is_file():
        pytest.skip(f"326 rows left out: {GOLD} is not there")
    rows = [orjson.loads(line) for line in GOLD.read_bytes().splitlines()]
    unread = {row["value"] for row in rows if row["value"] and not reading(row["type"], row["value"])}
    assert unread == set()


# What is typed


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2026-01-28", ("DATE", "2026-01-28")),
        (" 2026-01 ", ("DATE", "2026-01")),
        ("٢٠٢٦-٠١-٢٨", ("DATE", "2026-01-28")),
        ("2026-01-28tev", ("TIME", "2026-01-28TEV")),
        ("P3M", ("DURATION", "P3M")),
        ("R/P1W", ("SET", "R/P1W")),
        ("PAST_REF", ("DATE", "PAST_REF")),
        ("2026-03-03/2026-03-05", ("DATE", "2026-03-03/2026-03-05")),
    ],
)
def test_iso_and_timex3_are_taken_as_they_are(text: str, found: tuple[str, str]) -> None:
    assert typed(text, None) == found


@pytest.mark.parametrize(("text", "why"), [("", "Type a date"), ("2026-02-30", "There is no day 2026-02-30")])
def test_what_cannot_be_taken_is_told_in_one_sentence(text: str, why: str) -> None:
    with pytest.raises(BadInput, match=why):
        typed(text, date(2026, 1, 27))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("غداً", ("DATE", "2026-01-28")),
        ("بعد غد", ("DATE", "2026-01-29")),
        ("مساء الثلاثاء", ("TIME", "2026-01-27TEV")),
        ("الأسبوع الماضي", ("DATE", "2026-W04")),
        ("15 رمضان 1447", ("DATE", "2026-03-04")),
        ("15/9/1447 هـ", ("DATE", "2026-03-04")),
        ("٢٧/١/٢٠٢٦", ("DATE", "2026-01-27")),
        ("ثلاثة أشهر", ("DURATION", "P3M")),
        ("كل يوم جمعة", ("SET", "XXXX-WXX-5")),
        ("2026-1-5", ("DATE", "2026-01-05")),
    ],
)
def test_arabic_is_read_and_counted_from_the_day_of_publication(text: str, found: tuple[str, str]) -> None:
    assert typed(text, date(2026, 1, 27)) == found


@pytest.mark.parametrize(
    ("text", "published", "why"),
    [
        ("غداً", None, "which is not known; set it first"),
        ("كلام", date(2026, 1, 27), "no date that can be read"),
        ("tomorrow", None, "no date that can be read"),
        ("2026-13-1", None, "There is no day"),
    ],
)
def test_why_words_have_no_value_is_told_in_one_sentence(text: str, published: date | None, why: str) -> None:
    with pytest.raises(BadInput, match=why):
        typed(text, published)


def test_a_day_that_no_month_has_is_refused_by_what_is_wrong_with_it() -> None:
    with pytest.raises(BadInput) as refused:
        typed("31 نيسان 2025", date(2026, 1, 27))
    assert "no date that can be read" not in str(refused.value)


@pytest.mark.parametrize(
    "nonsense",
    ["2026-W60", "2026-13", "32 رمضان 1447", "abc 2026 xyz", "لا أعرف 2026", "أمس أو غداً", "بعد مليار مليار عام"],
)
def test_what_says_more_than_a_date_is_refused(nonsense: str) -> None:
    with pytest.raises(BadInput):
        typed(nonsense, date(2026, 1, 27))


@pytest.mark.parametrize(
    "phrase", ["في 3 مارس 2026", "يوم الثلاثاء المقبل", " غداً ", "منذ عام 2019", "٣ مارس ٢٠٢٦", "مارس", "رمضان"]
)
def test_a_word_beside_a_date_does_not_matter(phrase: str) -> None:
    assert typed(phrase, date(2026, 1, 27))[1]


@pytest.mark.parametrize("value", ["P{}Y", "PT{}H", "P1.{}D", "R{}/P1Y", "{}-01-01", "{}", "{} سنة"])
def test_no_number_is_too_long_to_be_refused(value: str) -> None:
    long = value.format("9" * 5000)
    assert reading("DURATION", long) == reading("SET", long) == ""
    with pytest.raises(BadInput):
        typed(long, date(2026, 1, 27))


@pytest.mark.parametrize("week", ["2025-W99", "2025-W00", "2025-w53", "2025-W10-9"])
def test_a_week_that_does_not_exist_is_refused_by_its_name(week: str) -> None:
    with pytest.raises(BadInput, match=f"There is no week {week}"):
        typed(week, date(2026, 1, 27))


def test_a_week_may_be_typed_with_one_digit() -> None:
    assert typed("2025-w9", None) == ("DATE", "2025-W09")


def test_a_day_of_each_year_is_a_set() -> None:
    assert fits("SET", "XXXX-03-08")

"""When a page was published: right, or empty with a word about it."""

from __future__ import annotations

import io
from datetime import date

import pytest

from annotator.formats import webpage
from annotator.formats.bundle import Bundle, Defaults, Note
from annotator.formats.page_dates import in_address, stamp_of
from tests.helpers.pages import URL, modern


def published(html: str, default: str = "") -> tuple[str, str]:
    """The day of a page, and what is said about it."""
    notes, day = [], ""
    for found in webpage.FORMAT.read(io.BytesIO(html.encode()), Defaults("a1", published=default)):  # type: ignore[misc]
        if isinstance(found, Note):
            notes.append(found.text)
        elif isinstance(found, Bundle):
            day = found.article.published
    return day, " ".join(notes)


def meta(name: str, value: str) -> str:
    return f'<meta property="{name}" content="{value}">'


def linked(value: str, kind: str = '"NewsArticle"') -> str:
    return f'<script type="application/ld+json">{{"@type": {kind}, "datePublished": "{value}"}}</script>'


STATES = {
    "open graph": meta("article:published_time", "2026-01-27T10:30:00+03:00"),
    "name": '<meta name="datePublished" content="2026-01-27 02:00:00">',
    "item property": '<meta itemprop="datePublished" content="2026-01-27">',
    "JSON-LD": linked("2026-01-27T23:59:00+02:00"),
    "several types": linked("2026-01-27", '["ReportageNewsArticle", "Article"]'),
    "a graph": '<script type="application/ld+json">{"@graph": [{"@type": "WebSite"}, {"@type": "NewsArticle", '
    '"datePublished": "2026-01-27T08:00:00+00:00"}]}</script>',
    "Arabic words": meta("article:published_time", "الثلاثاء، 27 يناير 2026 - 12:09 م"),
    "Arabic digits": meta("article:published_time", "٢٠٢٦-٠١-٢٧"),
    "English words": meta("article:published_time", "January 27, 2026"),
    "mail's way": meta("pubdate", "Tue, 27 Jan 2026 23:30:00 +0300"),
    "a zone without a colon": meta("article:published_time", "2026-01-27T03:01+0400"),
    "just past midnight": meta("article:published_time", "2026-01-27T00:10:00+03:00"),
    "a plain date": '<meta name="date" content="2026-01-27">',
}


@pytest.mark.parametrize("head", STATES.values(), ids=STATES.keys())
def test_the_day_that_a_page_states_is_its_day(head: str) -> None:
    assert published(modern(head)) == ("2026-01-27", "")


def test_what_is_stated_counts_more_than_what_the_user_said_of_pages_that_do_not() -> None:
    assert published(modern(STATES["open graph"]), "2020-05-05") == ("2026-01-27", "")
    assert published(modern(), "2020-05-05") == ("2020-05-05", "")


def test_of_two_clocks_that_tell_one_moment_that_of_the_place_counts() -> None:
    head = meta("article:published_time", "2026-01-26T22:59:50+00:00") + linked("2026-01-27T00:59:50+02:00")
    assert published(modern(head)) == ("2026-01-27", "")


def test_late_in_greenwich_the_address_decides() -> None:
    head = meta("article:published_time", "2026-01-26T21:30:00Z")
    html = modern(head).replace(URL, "https://almina.example/2026/01/27/summit")
    assert published(html) == ("2026-01-27", "")
    day, told = published(modern(head))
    assert (day, "by the clock of Greenwich" in told) == ("2026-01-26", True)


def test_days_that_contradict_each_other_leave_it_empty_and_are_told() -> None:
    head = meta("article:published_time", "2026-01-27") + linked("2019-03-01")
    day, told = published(modern(head))
    assert (day, "2019-03-01, 2026-01-27" in told) == ("", True)


def test_the_days_of_other_articles_do_not_count() -> None:
    others = "".join(
        f"<li itemscope><a href='/{n}'>محلل: القمة لن تغير شيئا</a>"
        f"<time itemprop='datePublished' datetime='2026-02-0{n}'></time></li>"
        for n in range(1, 6)
    )
    listed = (
        '<script type="application/ld+json">{"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", '
        '"datePublished": "2024-01-01"}]}</script>'
    )
    html = modern(STATES["open graph"] + listed).replace("<aside", f"<ul>{others}</ul><aside")
    assert published(html) == ("2026-01-27", "")


def test_when_a_page_was_changed_is_not_when_it_was_published() -> None:
    head = meta("article:modified_time", "2026-02-20T10:00:00+03:00")
    day, told = published(modern(head))
    assert (day, told) == ("", "it does not say when it was published; there is on it: 2026-02-20")


LINE = "<div class='info'>تم نشره الثلاثاء 27 كانون الثاني / يناير 2026 09:22 مساءً</div>"
TIME = "<time datetime='2026-01-27T09:00'>صباحا</time>"
HINTS = {
    "address": (URL, "https://almina.example/2026/1/27/summit", "its address"),
    "digits in the address": (URL, "https://almina.example/a/202601271044893040-x/", "its address"),
    "a time": ("<article>", f"<article>{TIME}", "the time that it shows"),
    "a line": ("</h1>", f"</h1>{LINE}", "what is written on it"),
}


@pytest.mark.parametrize(("old", "new", "where"), HINTS.values(), ids=HINTS.keys())
def test_a_day_that_is_only_supposed_is_told_with_where_it_is_from(old: str, new: str, where: str) -> None:
    day, told = published(modern().replace(old, new))
    assert day == "2026-01-27"
    assert "it does not say when it was published; 2026-01-27 was taken from" in told
    assert where in told


def test_suppositions_that_contradict_each_other_leave_it_empty() -> None:
    html = modern().replace(URL, "https://almina.example/2026/01/27/summit")
    html = html.replace("<article>", "<article><time datetime='2026-01-20'>قبل أسبوع</time>")
    day, told = published(html)
    assert (day, "there is on it: 2026-01-20, 2026-01-27" in told) == ("", True)


@pytest.mark.parametrize(
    "text",
    [
        "", "x", "2026", "2026-13-40", "0001-01-01", "1970-01-01T00:00:00Z", "9999-12-31", "۱۳۹۹/۰۲/۲۱ - ۱۸:۵۹",
        "اليوم", "منذ ساعتين", "1447-08-08", "27 يناير", "2026-01-27T99:99:99+99:99" * 9,
        "٣٠ فبراير ٢٠٢٦", "Tue, 99 Jan 2026",
    ],
)  # fmt: skip
def test_what_names_no_day_that_news_appear_on_is_no_stamp(text: str) -> None:
    assert stamp_of(text) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-01-27T23:30:00+03:00", date(2026, 1, 27)),
        ("2026-01-27T22:30:00Z", date(2026, 1, 27)),
        ("2020-02-18 T 07:20:50 +0330", date(2020, 2, 18)),
        ("27 Jan 2026", date(2026, 1, 27)),
        ("الأربعاء، 07 أكتوبر 2020 - 12:09 م", date(2020, 10, 7)),
        ("24 نيسان / أبريل 2020", date(2020, 4, 24)),
        ("8 شعبان 1447", date(2026, 1, 27)),
    ],
)
def test_a_stamp_has_the_day_that_is_written(text: str, day: date) -> None:
    found = stamp_of(text)
    assert found is not None
    assert found.day == day


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/2026/1/27/x", date(2026, 1, 27)),
        ("https://a.example/news/2026-01-27-1.38", date(2026, 1, 27)),
        ("https://a.example/20260127/x", date(2026, 1, 27)),
        ("https://a.example/2026/01/x", None),
        ("https://a.example/article/84512-20", None),
        ("https://a.example/2026/13/27/x", None),
    ],
)
def test_an_address_may_name_the_day(url: str, day: date | None) -> None:
    assert list(in_address(url).values()) == ([day] if day else [])

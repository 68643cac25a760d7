"""Feeds of each kind: every entry an Article; what is no feed, or a hostile one, is refused in words."""

from __future__ import annotations

import io
from html import escape

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.formats import feed
from annotator.formats.bundle import BadLine, Bundle, Defaults, Found, Note
from annotator.model.article import Article

FIRST = "<p>انطلقت القمّة\u00a0الطارئة، می\u200cخواهم.</p>\n<p>وقال الأمين العام &quot;نعم&quot;.<br>سطر آخر</p>"
TEXT = 'انطلقت القمّة\u00a0الطارئة، می\u200cخواهم.\nوقال الأمين العام "نعم".\nسطر آخر'
RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>وكالة الميناء</title><link>https://almina.example/</link>
<item><title>قمة &quot;طارئة&quot; في القاهرة</title><link>https://almina.example/1</link>
<pubDate>Tue, 27 Jan 2026 23:30:00 +0300</pubDate><description>ملخص</description>
<content:encoded><![CDATA[{FIRST}]]></content:encoded></item>
<item><title>خبر ثان</title><guid isPermaLink="true">https://almina.example/2</guid>
<dc:date>2026-01-26T12:10:00+03:00</dc:date><description>{escape("<b>وصل</b> الوفد.")}</description></item>
</channel></rss>"""
RDF = f"""<?xml version="1.0" encoding="utf-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel rdf:about="https://almina.example/"><title>وكالة الميناء</title></channel>
<item rdf:about="https://almina.example/1"><title>قمة "طارئة" في القاهرة</title><link>https://almina.example/1</link>
<dc:date>2026-01-27T23:30:00+03:00</dc:date><content:encoded><![CDATA[{FIRST}]]></content:encoded></item></rdf:RDF>"""
ATOM = f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>وكالة الميناء</title>
<entry><title type="html">قمة &amp;quot;طارئة&amp;quot; في القاهرة</title><link rel="self" href="https://almina.example/x.atom"/>
<link rel="alternate" href="https://almina.example/1"/><published>2026-01-27T23:30:00+03:00</published>
<updated>2026-02-01T00:00:00+03:00</updated><content type="html">{escape(FIRST)}</content></entry></feed>"""
PLAIN = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>وكالة الميناء</title>
<entry><title>قمة "طارئة" في القاهرة</title><link href="https://almina.example/1"/>
<published>2026-01-27T23:30:00+03:00</published><content>{escape(TEXT)}</content></entry></feed>"""


def read(data: str | bytes, **said: str | None) -> list[Found]:
    raw = data.encode() if isinstance(data, str) else data
    return list(feed.FORMAT.read(io.BytesIO(raw), Defaults("a1", **said)))  # type: ignore[misc, arg-type]


def articles(data: str | bytes, **said: str | None) -> list[Article]:
    return [found.article for found in read(data, **said) if isinstance(found, Bundle)]


def refused(data: str | bytes) -> str:
    (found,) = read(data)
    assert isinstance(found, BadLine), found
    return found.reason


@pytest.mark.parametrize("data", [RSS, RDF, ATOM, PLAIN], ids=["RSS 2.0", "RSS 1.0", "Atom", "Atom of plain text"])
def test_an_entry_is_an_article_with_all_that_is_told_of_it(data: str) -> None:
    found = articles(data)[0]
    assert found.title == 'قمة "طارئة" في القاهرة'
    assert found.text == TEXT
    assert (found.url, found.source, found.published) == (
        "https://almina.example/1", "وكالة الميناء", "2026-01-27",
    )  # fmt: skip
    assert not any(isinstance(one, Note | BadLine) for one in read(data))


def test_entries_are_as_many_as_feedparser_finds() -> None:
    for data in (RSS, RDF, ATOM):
        assert len(articles(data)) == len(feedparser.parse(io.BytesIO(data.encode())).entries)


def test_a_summary_is_the_text_where_there_is_no_other() -> None:
    second = articles(RSS)[1]
    assert (second.text, second.url, second.published) == ("وصل الوفد.", "https://almina.example/2", "2026-01-26")


def test_plain_lines_of_a_description_stay_lines() -> None:
    data = RSS.replace(escape("<b>وصل</b> الوفد."), "وصل الوفد.\n\nوغادر &amp;amp; عاد.")
    assert articles(data)[1].text == "وصل الوفد.\nوغادر & عاد."


def test_an_entry_that_only_says_when_it_was_changed_has_no_day_and_that_is_told() -> None:
    note, found = read(ATOM.replace("<published>2026-01-27T23:30:00+03:00</published>", ""))
    assert isinstance(note, Note)
    assert (note.line, "changed on 2026-02-01" in note.text) == (1, True)
    assert isinstance(found, Bundle)
    assert found.article.published == ""


def test_a_day_of_publication_that_is_none_is_not_taken_for_one_of_change() -> None:
    note, *found = read(RSS.replace("Tue, 27 Jan 2026 23:30:00 +0300", "قريباً"))
    assert isinstance(note, Note)
    assert "does not say when it was published" in note.text
    assert [one.article.published for one in found if isinstance(one, Bundle)] == ["", "2026-01-26"]


def test_a_day_by_the_clock_of_greenwich_late_in_the_evening_is_told() -> None:
    data = RSS.replace("Tue, 27 Jan 2026 23:30:00 +0300", "Mon, 26 Jan 2026 22:30:00 GMT")
    notes = [one for one in read(data) if isinstance(one, Note)]
    assert [(note.line, "Greenwich" in note.text) for note in notes] == [(1, True)]


def test_what_the_feed_does_not_say_is_said_by_the_user() -> None:
    data = "<rss><channel><item><title>خبر</title><description>وصل الوفد.</description></item></channel></rss>"
    (found,) = read(data, published="2026-01-27", source="وكالة")
    assert isinstance(found, Bundle)
    assert (found.article.published, found.article.source) == ("2026-01-27", "وكالة")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1256"])
def test_the_encoding_is_what_the_file_says(encoding: str) -> None:
    text = RSS.replace("می\u200cخواهم", "كذا").replace('encoding="utf-8"', f'encoding="{encoding}"')
    assert articles(text.encode(encoding))[0].title == 'قمة "طارئة" في القاهرة'


def test_a_feed_in_an_encoding_that_it_does_not_name_is_refused_and_read_where_the_user_names_it() -> None:
    data = RSS.replace("می\u200cخواهم", "كذا").encode("windows-1256")
    assert "is not UTF-8" in refused(data)
    assert articles(data, encoding="windows-1256")[0].source == "وكالة الميناء"


def test_names_of_html_and_lone_ampersands_are_mended_and_that_is_told() -> None:
    data = RSS.replace("خبر ثان", "خبر&nbsp;ثان & ثالث\x0b").replace("example/2", "example/2?a=1&b=2")
    found = read(data)
    assert isinstance(found[0], Note)
    assert "undefined entity. It was mended" in found[0].text
    second = articles(data)[1]
    assert (second.title, second.url) == ("خبر\u00a0ثان & ثالث", "https://almina.example/2?a=1&b=2")
    assert articles(data)[0].text == TEXT


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("<html><body>خبر</body></html>", "it is no RSS or Atom feed"),
        ("خبر", "not XML"),
        ("", "not XML"),
        (RSS[:-60], "not XML"),
        ("<rss><channel><title>x</title></channel></rss>", "there is no entry in the feed"),
        ("<rss><channel><item><title>x</title></item></channel></rss>", "entry 1: there is no text in it"),
        ('<!DOCTYPE rss [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><rss>&b;</rss>', "it declares entities"),
        ('<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss>&a;</rss>', "it declares entities"),
        ("<rss>" + "<a>" * 5000, "too many in one another"),
        ("<rss>" + "<a/>" * 600_000 + "</rss>", "too many elements"),
        ("<rss>" + " " * 20_000_000, "too large for a feed"),
    ],
)
def test_what_is_no_feed_or_a_hostile_one_is_refused(data: str, reason: str) -> None:
    assert reason in refused(data)


def test_a_document_type_without_entities_does_no_harm() -> None:
    told = RSS.replace("<rss", '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://x.example/rss.dtd">\n<rss')
    assert articles(told)[0].text == TEXT


@settings(max_examples=80, deadline=None)
@given(st.sampled_from([RSS, RDF, ATOM]), st.data())
def test_a_feed_that_was_damaged_is_read_or_refused_and_never_fails(data: str, choice: st.DataObject) -> None:
    damaged = bytearray(data.encode())
    for _time in range(choice.draw(st.integers(1, 8))):
        at = choice.draw(st.integers(0, len(damaged) - 1))
        if choice.draw(st.booleans()):
            damaged[at] = choice.draw(st.integers(0, 255))
        else:
            damaged[at : at + choice.draw(st.integers(0, 30))] = choice.draw(
                st.sampled_from([b"<", b"&", b"]]>", b"<![CDATA[", b"<item>", b"\0", b"&#0;", b"&#55296;"])
            )
    for found in read(bytes(damaged)):
        assert isinstance(found, Bundle | BadLine | Note)
        if isinstance(found, Bundle):
            found.article.text.encode()


def test_feeds_are_known_by_how_they_begin() -> None:
    for data in (RSS, RDF, ATOM, "\ufeff" + RSS, "<!-- x -->\n<rss>"):
        assert feed.sniff(data.encode(), "a.xml")
    assert feed.sniff(RSS.encode("utf-16"), "a.xml")
    assert feed.sniff(b"", "a.rss")
    others = (
        '<?xml version="1.0"?><rdf:RDF xmlns:rdf="x">',
        "<View/>",
        '<xmi:XMI xmlns:xmi="x"/>',
        "<rssx>",
        '{"rss": 1}',
    )
    assert not any(feed.sniff(data.encode(), "a.xml") for data in others)

"""Web pages: the article to the letter, whatever stands around it; its title, site, address and encoding."""

from __future__ import annotations

import io
import socket

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.formats import page as our_page
from annotator.formats import webpage
from annotator.formats.bundle import BadLine, Bundle, Defaults, Found, Note, Options, Pack
from annotator.model.article import Article
from tests.helpers.builders import small_schema
from tests.helpers.pages import (
    ASIDE,
    LAYOUTS,
    PARAGRAPHS,
    SITE,
    TITLE,
    URL,
    article,
    modern,
    of_divisions,
    old,
    page,
    saved,
)

STATED = '<meta property="article:published_time" content="2026-01-27T10:30:00+03:00">'


def read(data: bytes | str, **said: str | None) -> list[Found]:
    raw = data.encode() if isinstance(data, str) else data
    return list(webpage.FORMAT.read(io.BytesIO(raw), Defaults("a1", **said)))  # type: ignore[misc, arg-type]


def article_on(data: bytes | str, **said: str | None) -> Article:
    """The article on a page that nothing is doubtful about."""
    (found,) = read(data, **said)
    assert isinstance(found, Bundle), found
    assert found.layer is None
    return found.article


def refused(data: bytes | str, **said: str | None) -> str:
    (found,) = read(data, **said)
    assert isinstance(found, BadLine), found
    return found.reason


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_named: object) -> None:
        raise AssertionError("a page reached for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.parametrize(("layout", "encoding"), LAYOUTS.values(), ids=LAYOUTS.keys())
def test_the_text_is_that_of_the_article_and_nothing_else(layout: object, encoding: str) -> None:
    found = article_on(layout(STATED).encode(encoding))  # type: ignore[operator]
    assert found.text.split("\n") == list(PARAGRAPHS)
    assert (found.title, found.url, found.published) == (TITLE, URL, "2026-01-27")
    assert not any(words in found.text for words in ASIDE)


@pytest.mark.parametrize(("layout", "encoding"), LAYOUTS.values(), ids=LAYOUTS.keys())
def test_a_page_saved_in_one_file_gives_the_same(layout: object, encoding: str) -> None:
    html = layout(STATED)  # type: ignore[operator]
    plain, whole = article_on(html.encode(encoding)), article_on(saved(html, encoding=encoding, charset=None))
    assert (whole.text, whole.title, whole.url) == (plain.text, plain.title, plain.url)


def test_the_encoding_that_is_told_with_a_saved_page_counts_more_than_its_own_word() -> None:
    html = modern(STATED).replace("utf-8", "iso-8859-1")
    assert article_on(saved(html, encoding="windows-1256", charset="windows-1256")).text.split("\n") == list(PARAGRAPHS)


def test_the_site_has_its_name_and_without_one_that_of_its_host() -> None:
    assert article_on(modern(STATED)).source == SITE
    assert article_on(page(article(), STATED, title=TITLE), source="x").source == "almina.example"


def test_where_a_page_was_saved_from_is_its_address_where_it_has_none() -> None:
    html = modern(STATED).replace(f'<link rel="canonical" href="{URL}">', "")
    marked = html.replace("<head>", f"<!-- saved from url=(0040){URL} -->\n<head>")
    assert (article_on(html).url, article_on(marked).url) == ("", URL)
    assert article_on(saved(html)).url == URL


LETTERS = {
    "no-break space": "القاهرة\u00a0الكبرى",
    "joiner": "می\u200cخواهم",
    "marks of direction": "الجامعة \u200f(Arab League)\u200e",
    "isolates": "قال \u2067محمد\u2069 ذلك",
    "narrow space": "12\u202f000 طن",
    "tashkeel out of canonical order": "مُحَمَّدٌ الأُمَّة مُحَم\u064e\u0651د",
    "letters of two characters": "ا\u0654حمد ا\u0653ل",
    "tatweel": "الـقـمـة",
    "shapes of old fonts": "ﻻ ﷲ ﷺ",
    "emoji": "👨‍👩‍👧‍👦 🇪🇬 ✌🏽",
    "an emoji newer than this Python": "\U0001fae9 كذا",
    "signs": "5 < 6 & 7 > 3 «كذا» “ذلك” … ― ٪",
}


@pytest.mark.parametrize("words", LETTERS.values(), ids=LETTERS.keys())
@pytest.mark.parametrize(
    ("layout", "encoding"), [LAYOUTS["modern"], LAYOUTS["of divisions"]], ids=["modern", "divisions"]
)
def test_no_letter_is_changed(words: str, layout: object, encoding: str) -> None:
    paragraph = f"وجاء في البيان الختامي للقمة ما نصه {words} ثم اختتمت الجلسة أعمالها في ساعة متأخرة."
    html = layout(STATED, (*PARAGRAPHS[:2], paragraph, *PARAGRAPHS[2:]))  # type: ignore[operator]
    assert article_on(html.encode(encoding)).text.split("\n")[2] == paragraph


def test_characters_that_html_writes_by_number_or_name_are_what_they_stand_for() -> None:
    html = modern(STATED).replace("القاهرة", "القاهرة&nbsp;الكبرى&#8204;&zwnj;&#x627;&amp;&quot;")
    assert 'القاهرة\u00a0الكبرى\u200c\u200cا&"' in article_on(html).text


def test_a_title_keeps_its_letters_too() -> None:
    html = modern(STATED).replace(TITLE, "می\u200cخواهم قمة\u00a0عربية \u200f(GCC) طارئة")
    found = article_on(html)
    assert found.title == "می\u200cخواهم قمة\u00a0عربية \u200f(GCC) طارئة"
    assert found.text.split("\n") == list(PARAGRAPHS)


@pytest.mark.parametrize("separator", [" | ", " - ", " – ", " : ", " » "])
def test_the_name_of_the_site_is_no_part_of_the_title(separator: str) -> None:
    for title in (f"{TITLE}{separator}{SITE}", f"{SITE}{separator}{TITLE}"):
        html = modern(STATED).replace(f'content="{TITLE}"', f'content="{title}"')
        assert article_on(html).title == TITLE


def test_a_time_in_a_sentence_stays_in_it() -> None:
    html = modern(STATED).replace("غداً الأربعاء", '<time datetime="2026-01-28">غداً الأربعاء</time>')
    assert article_on(html).text.split("\n") == list(PARAGRAPHS)


def test_subheadings_lists_quotes_and_tables_are_lines() -> None:
    more = (
        "<h2>ملفات صعبة على الطاولة</h2><ul><li>البند الأول: الأمن المائي وسبل تعزيزه</li>"
        "<li>البند الثاني: التجارة البينية</li></ul>"
        "<table><tr><td>الدولة</td><td>الوفد</td></tr><tr><td>مصر</td><td>12 عضوا</td></tr></table>"
        "<blockquote><p>هذا قرار تاريخي لن ننساه أبدا ما حيينا.</p></blockquote>"
    )
    html = modern(STATED).replace("</article>", f"{more}</article>")
    assert article_on(html).text.split("\n") == [
        *PARAGRAPHS,
        "ملفات صعبة على الطاولة",
        "البند الأول: الأمن المائي وسبل تعزيزه",
        "البند الثاني: التجارة البينية",
        "الدولة\tالوفد",
        "مصر\t12 عضوا",
        "هذا قرار تاريخي لن ننساه أبدا ما حيينا.",
    ]


def test_a_short_flash_is_an_article() -> None:
    flash = "عاجل: انفجار يهز وسط العاصمة وسيارات الإسعاف تتجه إلى المكان."
    found = article_on(page(f"<main><article><h1>{TITLE}</h1><p>{flash}</p></article></main>", STATED))
    assert found.text == flash


def test_a_lead_that_stands_apart_and_describes_the_page_is_part_of_the_article() -> None:
    lead = "أعلنت الجامعة، اليوم الثلاثاء، انطلاق قمة\u00a0طارئة في القاهرة تبحث إعادة الإعمار والأمن الغذائي."
    described = f'{STATED}<meta property="og:description" content="{lead[:60]}...">'
    apart = of_divisions(described).replace(
        "<div class='share-buttons'>", f"<div class='x-lead'><p>{lead}</p></div><div class='share-buttons'>"
    )
    assert article_on(apart).text.split("\n") == [lead, *PARAGRAPHS]
    inside = of_divisions(f'{STATED}<meta name="description" content="{PARAGRAPHS[0]}">')
    assert article_on(inside).text.split("\n") == list(PARAGRAPHS)


# Encodings


def test_windows_1256_is_read_by_the_word_of_the_page_in_each_way_to_say_it() -> None:
    html = old(STATED)
    for says in (
        '<meta charset="windows-1256">',
        "<meta charset=windows-1256>",
        '<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=windows-1256">',
        "<meta http-equiv=content-type content='text/html;charset=cp1256'>",
        '<meta content="text/html; charset=x-cp1256" http-equiv="Content-Type">',
    ):
        told = html.replace('<meta charset="windows-1256">', says)
        assert article_on(told.encode("windows-1256")).text.split("\n") == list(PARAGRAPHS), says


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-6", "mac-arabic"])
def test_a_mark_or_a_name_says_the_encoding(encoding: str) -> None:
    plain = tuple(text.replace("“", '"').replace("”", '"').replace("ّ", "") for text in PARAGRAPHS)
    named = None if encoding.startswith("utf") else encoding
    html = modern(STATED, plain).replace("©", "")
    assert article_on(html.encode(encoding), encoding=named).text.split("\n") == list(plain)


def test_utf_8_is_read_as_such_whatever_the_page_says_and_that_is_told() -> None:
    html = modern(STATED).replace('charset="utf-8"', 'charset="windows-1256"')
    note, found = read(html)
    assert isinstance(note, Note)
    assert "says that it is in windows-1256, but it is in UTF-8" in note.text
    assert isinstance(found, Bundle)
    assert found.article.text.split("\n") == list(PARAGRAPHS)


def test_a_page_that_does_not_say_its_encoding_and_is_not_utf_8_is_refused() -> None:
    html = old(STATED).replace('<meta charset="windows-1256">', "").encode("windows-1256")
    assert "is not UTF-8. If the text is in another encoding, name it with --encoding" in refused(html)
    assert article_on(html, encoding="windows-1256").text.split("\n") == list(PARAGRAPHS)


def test_letters_that_are_cut_in_half_outside_of_the_article_do_no_harm() -> None:
    half = "<meta name='description' content='انطلقت".encode()[:-1] + b"'>"
    data = modern(STATED).encode().replace(b"</head>", half + b"</head>")
    assert article_on(data).text.split("\n") == list(PARAGRAPHS)
    inside = modern(STATED).encode().replace("استمرت".encode(), "استمرت".encode()[:-1])
    assert "is not UTF-8" in refused(inside)


def test_utf_16_without_a_mark_is_told_as_in_plain_text() -> None:
    assert "NUL bytes" in refused(modern(STATED).encode("utf-16-le"))


# What is no article


def test_a_page_that_we_made_is_told_in_one_sentence() -> None:
    out = io.BytesIO()
    our_page.write([Pack(Article("a", TITLE, "\n".join(PARAGRAPHS)))], small_schema(), out, Options())
    assert refused(out.getvalue()) == (
        "it is a page that Hashiya made for reading; import what it exports as jsonl instead"
    )


@pytest.mark.parametrize(
    "html",
    [
        "<!DOCTYPE html><html><head><title>x</title></head><body></body></html>",
        "<html><body><script>document.write('خبر طويل من القاهرة عن القمة العربية الطارئة')</script></body></html>",
        "<html><frameset><frame src='a.html'></frameset></html>",
        "<html><body><img src='a.png'></body></html>",
        page("<nav><a href='/'>الرئيسية</a></nav>"),
    ],
)
def test_a_page_without_an_article_is_told_in_one_sentence(html: str) -> None:
    assert refused(html) == "no article was found on it"


@pytest.mark.parametrize("data", [b"", b"   ", b"<!-- -->", b"<html>\0</html>"])
def test_what_is_no_page_at_all_is_refused(data: bytes) -> None:
    assert refused(data)


def test_a_saved_file_without_a_page_is_refused() -> None:
    data = saved(modern(STATED)).replace(b"text/html", b"text/css")
    assert refused(data) == "there is no page in it"


# Hostile pages

WORDS = "قالت مصادر مطلعة إن الوفد وصل صباح اليوم إلى العاصمة لإجراء محادثات. "
HOSTILE = {
    "too deep": (page("<div>" * 5000 + WORDS * 5), "nested too deeply"),
    "too deep without ends": (page("".join(f"<font>{WORDS}" for _n in range(400))), "nested too deeply"),
    "too many elements": (page("<b>x</b>" * 40_000), "more than 20000 elements"),
    "too large": (page("x" * 20_000_000), "too large for a page"),
    "too many messages": (
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n"
        + b"--a\nContent-Type: multipart/related; boundary=a\n\n" * 5000,
        "too many parts",
    ),
}


@pytest.mark.parametrize(("data", "reason"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_page_is_refused(data: bytes | str, reason: str) -> None:
    assert reason in refused(data)


@pytest.mark.parametrize(
    "head",
    [
        f"<script type='application/ld+json'>{'[' * 100_000}</script>",
        "<script type='application/ld+json'>" + '{"a":' * 100_000 + "</script>",
        '<script type=\'application/ld+json\'>{"@graph": 5, "@type": {"a": []}, "datePublished": [1]}</script>',
        f"<meta name='author' content='{'ا ' * 200_000}'>",
        f"<meta name='date' content='{'9' * 100_000}'>",
        f"<title>{'خبر - ' * 50_000}</title>",
        '<link rel="canonical" href="http://[bad">',
        '<meta property="og:url" content="javascript:alert(1)">',
    ],
)
def test_a_hostile_head_takes_nothing_from_the_article(head: str) -> None:
    for found in read(modern(head)):
        assert isinstance(found, Note | Bundle)
        if isinstance(found, Bundle):
            assert found.article.text.split("\n") == list(PARAGRAPHS)
            assert found.article.url == URL


BYTES = [modern(STATED).encode(), old(STATED).encode("windows-1256"), saved(modern(STATED))]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(BYTES), st.data())
def test_a_page_that_was_damaged_is_read_or_refused_and_never_fails(data: bytes, choice: st.DataObject) -> None:
    damaged = bytearray(data)
    for _time in range(choice.draw(st.integers(1, 12))):
        at = choice.draw(st.integers(0, len(damaged) - 1))
        match choice.draw(st.sampled_from(["change", "cut", "double", "put"])):
            case "change":
                damaged[at] = choice.draw(st.integers(0, 255))
            case "cut":
                del damaged[at : at + choice.draw(st.integers(1, 200))]
            case "double":
                damaged[at:at] = damaged[at : at + 300]
            case "put":
                damaged[at:at] = choice.draw(
                    st.sampled_from([b"<", b">", b"<p>", b"</div>", b"<!--", b"&", b"<script>"])
                )
        if not damaged:
            break
    for found in read(bytes(damaged)):
        assert isinstance(found, Bundle | BadLine | Note)
        if isinstance(found, Bundle):
            found.article.text.encode()
            assert "\0" not in found.article.text


def test_pages_are_known_by_how_they_begin() -> None:
    for beginning in (b"<!DOCTYPE html><html>", b"\xef\xbb\xbf\n<!-- x -->\n<HTML lang=ar>", saved(modern())[:500]):
        assert webpage.sniff(beginning, "a.bin")
    for beginning in (b"MIME-Version: 1.0\n\ntext", b"<p>html</p>", b'{"text": "<html>"}', "خبر".encode()):
        assert not webpage.sniff(beginning, "a.bin")
    assert webpage.sniff(b"anything", "a.HTM")

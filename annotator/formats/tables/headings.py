"""What the names of columns tell of what they hold, in Arabic and in English."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from annotator.arabic.text import fold
from annotator.formats.fields import Field

_LONGEST = 60
_SEAM = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NO_WORD = re.compile(r"[\W_]+")

# By how surely a name tells of the field; of several columns the one with the earlier name is meant.
_NAMES: dict[Field, str] = {
    Field.TEXT: """text, full text, fulltext, article text, news text, article body, article content, body, main text,
        content, contents, النص, نص, نص الخبر, نص المقال, نص المقالة, النص الكامل, المتن, متن الخبر, متن, المحتوى,
        محتوى الخبر, محتوى المقال, محتوى, article, story, news, sentence, tweet, الخبر, خبر, المقال, المقالة, تفاصيل,
        تفاصيل الخبر, التفاصيل, الجملة, التغريدة""",
    Field.TITLE: """title, headline, article title, news title, heading, subject, العنوان, عنوان, عنوان الخبر,
        عنوان المقال, العنوان الرئيسي, المانشيت, الموضوع""",
    Field.PUBLISHED: """published, publication date, published at, published on, published date, date published,
        publish date, pub date, pubdate, date, datetime, article date, news date, تاريخ النشر, التاريخ, تاريخ,
        تاريخ الخبر, تاريخ المقال, وقت النشر, يوم النشر""",
    Field.SOURCE: """source, source name, publisher, agency, news agency, newspaper, outlet, channel, المصدر, مصدر,
        مصدر الخبر, اسم المصدر, الوكالة, وكالة, وكالة الأنباء, الصحيفة, الجريدة, الناشر, القناة""",
    Field.URL: """url, link, href, uri, permalink, article url, article link, source url, web address, الرابط, رابط,
        رابط الخبر, رابط المقال, الوصلة, وصلة""",
    Field.ID: """id, article id, news id, doc id, uid, uuid, guid, identifier, المعرف, معرف, رقم الخبر, رقم المقال,
        الرقم, رقم""",
}


@lru_cache(maxsize=1024)
def field_of(name: str) -> tuple[Field, int] | None:
    """The field that a column of this name holds, with how far from the surest name this one is; None for a name that
    tells nothing.

    >>> field_of("نصّ الخبر"), field_of("publishedAt"), field_of("القسم")
    ((<Field.TEXT: 'text'>, 13), (<Field.PUBLISHED: 'published'>, 2), None)
    """
    return _known().get(_plain(name)) if len(name) <= _LONGEST else None


def _plain(name: str) -> str:
    """A name by which those that differ in case, marks, spelling, separators or the article are one."""
    words = _NO_WORD.sub(" ", fold(_SEAM.sub(" ", name)).lower()).split()
    return " ".join(word.removeprefix("ال") or word for word in words)


@cache
def _known() -> dict[str, tuple[Field, int]]:
    known: dict[str, tuple[Field, int]] = {}
    for field, names in _NAMES.items():
        for rank, name in enumerate(names.split(",")):
            known.setdefault(_plain(name.strip()), (field, rank))
    return known

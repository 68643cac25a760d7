"""Pages of news sites that never were, each of the same article, in the shapes that real ones have."""

from __future__ import annotations

from collections.abc import Callable
from email.message import EmailMessage
from html import escape

TITLE = "قمة عربية طارئة تبحث إعادة الإعمار"
SITE = "صحيفة الميناء"
URL = "https://almina.example/news/84512-summit"
PARAGRAPHS = (
    "انطلقت في القاهرة اليوم الثلاثاء أعمالُ القمّة العربيّة الطارئة بحضور القادة، في جلسة مغلقة استمرت ساعتين.",
    "وقال الأمين العام للجامعة مُحَمَّد الساحلي إن القمة ستبحث إعادة الإعمار والأمن الغذائي، وإن “القرارات ستكون ملزمة”.",
    "ومن المقرر أن تختتم القمة أعمالها غداً الأربعاء ببيان ختامي، على أن تجتمع لجنة المتابعة في 3 فبراير/شباط المقبل.",
    "وكانت القمة السابقة قد أسست صندوقا مشتركا بلغت مساهماته 120 مليون دولار (نحو 110 ملايين يورو) خلال عام واحد.",
)
ASIDE = (
    "الرئيسية", "رياضة عالمية", "محلل: القمة لن تغير شيئا", "كأس آسيا: الأخضر يتأهل إلى النهائي", "خبر رائع شكرا لكم",
    "جميع الحقوق محفوظة", "سياسة الخصوصية",
)  # fmt: skip
"""What stands around the article."""

_NAVIGATION = "<nav><ul><li><a href='/'>الرئيسية</a></li><li><a href='/sport'>رياضة عالمية</a></li></ul></nav>"
_RELATED = (
    "<aside class='related'><h3>مواضيع متعلقة</h3><ul><li><a href='/1'>محلل: القمة لن تغير شيئا</a></li>"
    "<li><a href='/2'>كأس آسيا: الأخضر يتأهل إلى النهائي</a></li></ul></aside>"
)
_COMMENTS = "<section id='comments'><h3>التعليقات</h3><div class='comment'><p>خبر رائع شكرا لكم</p></div></section>"
_FOOTER = "<footer><p>جميع الحقوق محفوظة © صحيفة الميناء</p><a href='/privacy'>سياسة الخصوصية</a></footer>"


def page(body: str, head: str = "", *, charset: str = "utf-8", title: str = f"{TITLE} | {SITE}") -> str:
    """A page with what is given in its head and its body."""
    return (
        f'<!DOCTYPE html>\n<html lang="ar" dir="rtl">\n<head>\n<meta charset="{charset}">\n'
        f'<title>{escape(title)}</title>\n<link rel="canonical" href="{URL}">\n{head}\n</head>\n'
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def article(paragraphs: tuple[str, ...] = PARAGRAPHS) -> str:
    """The article in the markup of now."""
    inside = "\n".join(f"<p>{escape(text)}</p>" for text in paragraphs)
    return f"<main><article><h1>{TITLE}</h1>\n{inside}\n</article></main>"


def modern(head: str = "", paragraphs: tuple[str, ...] = PARAGRAPHS) -> str:
    """A page with elements that say what they are."""
    site = f'<meta property="og:site_name" content="{SITE}"><meta property="og:title" content="{TITLE}">'
    return page(f"<header>{_NAVIGATION}</header>{article(paragraphs)}{_RELATED}{_COMMENTS}{_FOOTER}", site + head)


def of_divisions(head: str = "", paragraphs: tuple[str, ...] = PARAGRAPHS) -> str:
    """A page of divisions whose classes alone tell what they are."""
    inside = "".join(f"<p style='text-align: justify;'><span>{escape(text)}</span></p>" for text in paragraphs)
    return page(
        f"<div class='top-menu'>{_NAVIGATION}</div><div id='wrapper'><div class='row'><div class='col-md-8'>"
        f"<div class='post-header'><h1 class='post-title'>{TITLE}</h1></div><div class='share-buttons'><a>فيسبوك</a>"
        f"<a>تويتر</a></div><div class='entry-content article-body' itemprop='articleBody'>{inside}</div></div>"
        f"<div class='sidebar col-md-4'>{_RELATED}</div></div></div>{_COMMENTS}<div class='footer'>{_FOOTER}</div>",
        head,
    )


def old(head: str = "", paragraphs: tuple[str, ...] = PARAGRAPHS) -> str:
    """A page of tables and line breaks, in windows-1256."""
    inside = "<br><br>\n".join(f"<FONT SIZE=3>{escape(text)}</FONT>" for text in paragraphs)
    return page(
        "<TABLE WIDTH=100%><TR><TD><A HREF=/>الرئيسية</A> | <A HREF=/s>رياضة عالمية</A></TD></TR></TABLE>"
        f"<TABLE><TR><TD VALIGN=top><H1>{TITLE}</H1><DIV ID=story>{inside}</DIV></TD></TR></TABLE>"
        "<TABLE><TR><TD><A HREF=/p>سياسة الخصوصية</A></TD></TR></TABLE>",
        head,
        charset="windows-1256",
    )


LAYOUTS: dict[str, tuple[Callable[..., str], str]] = {
    "modern": (modern, "utf-8"),
    "of divisions": (of_divisions, "utf-8"),
    "old": (old, "windows-1256"),
}
"""Each with the encoding that it says it is in."""


def saved(html: str, *, encoding: str = "utf-8", charset: str | None = "utf-8") -> bytes:
    """A page as browsers save it in one file."""
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = URL
    message["Subject"] = TITLE
    message["MIME-Version"] = "1.0"
    message.set_type("multipart/related")
    message.set_param("type", "text/html")
    part = EmailMessage()
    part.set_content(html.encode(encoding), "text", "html", cte="quoted-printable")
    if charset:
        part.set_param("charset", charset)
    part["Content-Location"] = URL
    picture = EmailMessage()
    picture.set_content(b"\x89PNG", "image", "png")
    message.attach(part)
    message.attach(picture)
    return bytes(message)

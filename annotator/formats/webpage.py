"""Saved web pages, HTML and MHTML: the article on them, without what stands around it. Nothing is fetched.

trafilatura finds the article. What it does not keep of a text, such as no-break spaces, joiners and bidi marks, is put
in other letters before and put back afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from annotator.errors import BadInput
from annotator.formats.bundle import BadLine, Bundle, Defaults, Format, Found, Note
from annotator.formats.encoding import fault_of
from annotator.formats.html_reading import FAULTS, Page, is_lost, library, page_of
from annotator.formats.html_text import Element, Markup, is_blank, lines_of
from annotator.formats.mhtml import MOST_BYTES, is_mhtml, saved_page
from annotator.formats.page import GENERATOR, cannot_be_read
from annotator.formats.page_about import About, page_about, plainly
from annotator.formats.page_dates import published
from annotator.formats.stand_ins import StandIns
from annotator.model.article import Article, title_of
from annotator.model.check import unwritable
from annotator.model.clock import now
from annotator.model.ids import new_uid
from annotator.words import _

_FOUND = Markup(
    blocks=frozenset({"p", "head", "list", "item", "quote", "table", "div", "code"}),
    breaks=frozenset({"lb"}),
    rows=frozenset({"row"}),
    cells=frozenset({"cell"}),
)
"""What trafilatura makes of a page."""
_SHORTEST = 20
"""Letters that an article has at least."""
_SHORTEST_LEAD = 40
_LETTER = re.compile(r"[^\W\d_]")
_BEGINNING = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_SAVED_FROM = re.compile(rb"<!--[^>]{0,400}?(?:saved from url=\(\d+\)|\burl:\s*)(https?://[^\s>]+)", re.IGNORECASE)
_PARAGRAPHS = ("p", "li", "td", "blockquote", "h1", "h2", "h3", "h4", "dd")
_LOOKED_AT = 4096
_ENDINGS = (".html", ".htm", ".xhtml", ".mhtml", ".mht")


def read(stream: BinaryIO, defaults: Defaults) -> Iterator[Found]:
    """The article on the page, if there is one, and what is doubtful about it."""
    try:
        data = stream.read(MOST_BYTES + 1)
        url = ""
        if is_mhtml(data[:_LOOKED_AT]):
            saved = saved_page(data)
            page, url = page_of(saved.html, named=defaults.encoding, told=saved.encoding), saved.url
        else:
            page = page_of(data, named=defaults.encoding)
            match = _SAVED_FROM.search(data[:_LOOKED_AT])
            url = match[1].decode("utf-8", "replace") if match else ""
        yield from _found(page, url, defaults)
    except BadInput as error:
        yield BadLine(1, str(error))


def _found(page: Page, saved_from: str, defaults: Defaults) -> Iterator[Found]:
    root = page.root
    if any(meta.get("name") == "generator" and meta.get("content") == GENERATOR for meta in root.iter("meta")):
        raise BadInput(cannot_be_read())
    about = page_about(root, saved_from)
    day = published(root, about.url, lambda: about.supposed_day)
    text = "\n".join(_article(root, about))
    is_short = len(_LETTER.findall(text)) < _SHORTEST
    if page.fault and (is_short or is_lost(text + about.title)):
        raise BadInput(page.fault)
    if is_short:
        raise BadInput(_("no article was found on it"))
    if fault := fault_of(text) or unwritable(about.title + about.source + about.url):
        raise BadInput(fault)
    if page.doubts:
        yield Note(0, page.doubts)
    if day.doubt and (day.day or not defaults.published):
        yield Note(0, day.doubt)
    yield Bundle(
        Article(
            new_uid(),
            about.title or title_of(text),
            text,
            source=about.source or defaults.source,
            url=about.url,
            published=day.day or defaults.published,
            imported_at=now(),
        ),
        line=1,
    )


def _article(root: Element, about: About) -> list[str]:
    """The lines of the article, without its title. The tree is changed by this."""
    trafilatura = library("trafilatura")
    whole = lines_of(root)
    stand_ins = StandIns(root)
    _keep_times(root)
    try:
        found = trafilatura.bare_extraction(root, include_comments=False)
    except FAULTS:
        found = None
    if found is None:
        return []
    undone = [stand_ins.undone(line).strip() for line in lines_of(found.body, _FOUND)]
    lines = [line for line in undone if not is_blank(line)]
    if lines and plainly(lines[0]) in {plainly(title) for title in about.titles}:
        lines = lines[1:]
    return [*_lead(whole, lines, about.description), *lines]


def _lead(whole: list[str], lines: list[str], description: str) -> list[str]:
    """The lead of an article, where it stands apart from the rest and so was not found: a line of the page above the
    others that says what the page describes itself with."""
    told = plainly(description).rstrip(".…")
    known = {plainly(line) for line in lines}
    if len(told) < _SHORTEST_LEAD or not lines or any(told in line or line in told for line in known):
        return []
    for line in whole:
        plain = plainly(line)
        if plain in known:
            break
        if len(plain) >= _SHORTEST_LEAD and (plain.startswith(told) or told.startswith(plain.rstrip(".…"))):
            return [line]
    return []


def _keep_times(root: Element) -> None:
    """Let the times that stand in sentences be words like all others: what is marked as a time is otherwise taken for a
    part of the page, not of the article."""
    for time in list(root.iter("time")):
        around = time.getparent()
        while around is not None and around.tag not in _PARAGRAPHS:
            around = around.getparent()
        if around is not None:
            said = sum(len("".join(each.itertext())) for each in around.iter("time"))
            if len("".join(around.itertext()).strip()) > 2 * said:
                time.tag = "span"


def sniff(data: bytes, name: str) -> bool:
    """Whether a file is called or begins as pages do."""
    return name.lower().endswith(_ENDINGS) or _BEGINNING.match(data) is not None or is_mhtml(data)


FORMAT = Format("webpage", _ENDINGS, read=read, sniff=sniff, needs="web")

"""News feeds: RSS 0.9 to 2.0, RSS 1.0 and Atom, each entry an Article. feedparser knows their dialects; nothing is
fetched.

It would follow what a file declares, so the file is looked at before: one that declares entities, or is too large or
too deep, is refused. HTML's names of characters and lone ampersands, which are no XML and common, are mended.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from html import unescape
from html.entities import name2codepoint
from io import BytesIO
from typing import Any, BinaryIO
from xml.parsers import expat

from annotator.errors import BadInput
from annotator.formats.bundle import BadLine, Bundle, Defaults, Format, Found, Note
from annotator.formats.encoding import fault_of, xml_text
from annotator.formats.html_reading import fragment_of, library
from annotator.formats.html_text import lines_of, tidy
from annotator.formats.page_dates import Published, Stamp, in_address, settled, stamp_of
from annotator.model.article import Article, title_of
from annotator.model.check import unwritable
from annotator.model.clock import now
from annotator.model.ids import new_uid
from annotator.words import _

_MOST_BYTES = 20_000_000
_MOST_ELEMENTS = 500_000
_DEEPEST = 100
_ENDINGS = (".rss", ".atom", ".rdf", ".xml")
_SURE_ENDINGS = (".rss", ".atom")
_ROOTS = frozenset({"rss", "RDF", "feed"})
_NAMESPACES = {"RDF": "purl.org/rss", "feed": "/atom"}
_BEGINNING = re.compile(
    r"\s*(?:<\?[^>]*\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*>\s*)*<(?:[\w.-]+:)?(rss|feed|RDF)\b([^>]*)", re.DOTALL
)
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});)(?:(\w{2,10});)?")
_TAG = re.compile(r"<[/!A-Za-z]")
_LONGEST_TITLE = 1000


def read(stream: BinaryIO, defaults: Defaults) -> Iterator[Found]:
    """An Article for each entry, in the order of the file."""
    try:
        data = stream.read(_MOST_BYTES + 1)
        if len(data) > _MOST_BYTES:
            raise BadInput(_("it is too large for a feed: more than {n} MB").format(n=_MOST_BYTES // 1_000_000))
        text, mended = _sound(xml_text(data, defaults.encoding))
        feed = library("feedparser").parse(
            BytesIO(b'<?xml version="1.0" encoding="utf-8"?>' + text.encode()),
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except BadInput as error:
        yield BadLine(1, str(error))
        return
    if mended:
        yield Note(0, mended)
    name = _title(feed.feed.get("title"))
    for number, entry in enumerate(feed.entries, 1):
        try:
            yield from _found(entry, number, name, feed.version, defaults)
        except BadInput as error:
            yield BadLine(number, _("entry {number}: {reason}").format(number=number, reason=error))
    if not feed.entries:
        yield BadLine(1, _("there is no entry in the feed"))


def _found(entry: Any, number: int, name: str, version: str, defaults: Defaults) -> Iterator[Found]:
    text = _text(entry)
    title = _title(entry.get("title"))
    source = _title(entry.get("source", {}).get("title")) or name or defaults.source
    url = unescape(str(entry.get("link") or ""))
    if fault := fault_of(text) or unwritable(title + source + url):
        raise BadInput(fault)
    day = _published(entry, url, version)
    if day.doubt and (day.day or not defaults.published):
        yield Note(number, day.doubt)
    yield Bundle(
        Article(
            new_uid(),
            title or title_of(text),
            text,
            source=source,
            url=url if url.startswith(("http://", "https://")) else "",
            published=day.day or defaults.published,
            imported_at=now(),
        ),
        line=number,
    )


def _text(entry: Any) -> str:
    """All of the text of an entry: of its contents the longest, else its summary."""
    contents = [*entry.get("content", ()), entry.get("summary_detail") or {}]
    found = [_lines(str(one.get("value") or ""), str(one.get("type") or "")) for one in contents]
    return "\n".join(max(found, key=lambda lines: sum(map(len, lines)), default=[]))


def _lines(value: str, kind: str) -> list[str]:
    if "html" in kind and _TAG.search(value):
        return lines_of(fragment_of(value))
    lines = [line.strip() for line in value.splitlines()]
    if "html" in kind and "&" in value:
        lines = [" ".join(lines_of(fragment_of(line))) if line else "" for line in lines]
    return [line for line in lines if line]


def _title(value: object) -> str:
    """A title without the HTML that may be in it."""
    told = tidy(str(value or ""))[:_LONGEST_TITLE]
    return " ".join(lines_of(fragment_of(told))) if "<" in told or "&" in told else told


def _published(entry: Any, url: str, version: str) -> Published:
    stamps = _stamps(entry.get("published"))
    if not stamps and version.startswith("rss"):  # dc:date
        stamps = _stamps(dict.get(entry, "updated"))
    if stamps:
        return settled(stamps, lambda: in_address(url))
    changed = _stamps(dict.get(entry, "updated"))
    if changed:
        doubt = _("it does not say when it was published, only that it was changed on {day}")
        return Published("", doubt.format(day=changed[0].day.isoformat()))
    return Published("", _("it does not say when it was published"))


def _stamps(told: object) -> list[Stamp]:
    stamp = stamp_of(told) if isinstance(told, str) else None
    return [stamp] if stamp else []


def _sound(text: str) -> tuple[str, str]:
    """The file as XML that is well-formed and does no harm, and what had to be mended for it. Raises BadInput."""
    try:
        _look_at(text)
        return text, ""
    except expat.ExpatError as error:
        fault = _told(error)
    mended = _AMPERSAND.sub(_as_xml, _FORBIDDEN.sub("", text))
    try:
        _look_at(mended)
    except expat.ExpatError as error:
        raise BadInput(_told(error)) from None
    return mended, _("{fault}. It was mended").format(fault=fault)


def _told(error: expat.ExpatError) -> str:
    detail = expat.errors.messages.get(error.code, "?")
    return _("line {line}: {reason}").format(line=error.lineno, reason=_("not XML: {detail}").format(detail=detail))


def _as_xml(match: re.Match[str]) -> str:
    """An ampersand that is no XML: the character that HTML calls so, or itself."""
    code = name2codepoint.get(match[1] or "")
    return f"&#{code};" if code else f"&amp;{match[0][1:]}"


def _look_at(text: str) -> None:
    """Parse without believing anything. Raises BadInput for what is no feed or does harm, ExpatError for no XML."""
    parser = expat.ParserCreate(namespace_separator=" ")
    depth = count = 0

    def doctype(_name: str, _system: str | None, _public: str | None, has_subset: int) -> None:
        if has_subset:
            raise BadInput(_("it declares entities in a <!DOCTYPE …>, which can do harm and is never needed here"))

    def start(tag: str, _says: dict[str, str]) -> None:
        nonlocal depth, count
        depth, count = depth + 1, count + 1
        if count == 1 and tag.rpartition(" ")[2] not in _ROOTS:
            raise BadInput(_("it is no RSS or Atom feed"))
        if depth > _DEEPEST or count > _MOST_ELEMENTS:
            raise BadInput(_("it has too many elements, or too many in one another"))

    def end(_tag: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.Parse(text, True)


def sniff(data: bytes, name: str) -> bool:
    """Whether a file is called or begins as feeds do."""
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    beginning = data.removeprefix(codecs.BOM_UTF8).decode("utf-16" if wide else "latin-1", "ignore")
    match = _BEGINNING.match(beginning)
    if match is None:
        return name.lower().endswith(_SURE_ENDINGS)
    return match[1] == "rss" or _NAMESPACES[match[1]] in match[2].lower()


FORMAT = Format("feed", _ENDINGS, read=read, sniff=sniff, needs="web", shared=frozenset({".xml", ".rdf"}))

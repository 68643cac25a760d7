"""When a page was published: what it states, and where it states nothing, what its address and its text let suppose.

The day decides what «اليوم» means, so it is right or it is empty. A time that is told in UTC late in the evening may
belong to the next day where the page was written; another statement of the same page decides then, if there is one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from annotator.arabic import dates
from annotator.formats.html_text import Element, lines_of
from annotator.frozen import frozen
from annotator.words import _

_STATING = (
    "article:published_time article:published og:published_time og:article:published_time datepublished date.published "
    "publish-date publish_date publishdate pubdate publication_date publication-date parsely-pub-date sailthru.date "
    "dc.date.issued dcterms.issued citation_publication_date cxenseparse:recs:publishtime originalpublicationdate "
    "article_date_original rnews:datepublished published_time"
)
_STATES = frozenset(_STATING.split())
_MAY_STATE = frozenset({"date", "dc.date", "dcterms.date", "dc.date.created", "dcterms.created", "citation_date"})
"""What some pages keep the day of the last change in."""
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_ISO = re.compile(
    r"\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"
    r"(?:[\sTt,-]+(\d{1,2}):(\d{2})(?::\d{2}(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?\s*",
    re.IGNORECASE,
)
_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: n for n, name in enumerate(_MONTH_NAMES, 1)}
_DAY_MONTH = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]{3})[a-z]*\.?,?\s+(\d{4})\b")
_MONTH_DAY = re.compile(r"\b([A-Za-z]{3})[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
_IN_ADDRESS = re.compile(r"/(\d{4})([-/])(\d{1,2})\2(\d{1,2})(?!\d)|/(20\d\d)()(\d\d)(\d\d)(?:\d{4,}|(?!\d))")
_CUE = re.compile(r"(?:تاريخ النشر|تم نشره|تم النشر|نُ?شرت? (?:في|بتاريخ|يوم)|النشر\s*:|تاريخ الإضافة)")
_FULL_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?=T|$)")
_LONGEST = 200
_MOST_LINES = 400
_MOST_NODES = 2000
_LATE = 20
"""The hour, in UTC, from which on it is the next day somewhere between Morocco and Oman."""
_OLDEST = 1990


@frozen
class Stamp:
    """A point in time as a page tells it. `at` is None where the page has no clock or no zone; `is_utc` says that the
    day is that of Greenwich."""

    day: date
    at: datetime | None = None
    is_utc: bool = False

    @property
    def is_late(self) -> bool:
        """Whether it is the next day in the east of the Arab world by then."""
        return self.is_utc and self.at is not None and self.at.hour >= _LATE


@frozen
class Published:
    """The day, in ISO 8601, or nothing; and what is to be said about it."""

    day: str = ""
    doubt: str = ""


def published(root: Element, url: str, guess: Callable[[], str]) -> Published:
    """When a page was published. `guess` is asked where nothing tells it: an ISO date or nothing, which is told and not
    believed."""
    stamps = [*_stated(root)] or [*_perhaps_stated(root)]

    def hints() -> dict[str, date]:
        return dict(_hints(root, url))

    return settled(stamps, hints) if stamps else _supposed(hints(), guess)


def settled(stamps: list[Stamp], hints: Callable[[], Mapping[str, date]]) -> Published:
    """The day that stamps state, at least one of them; `hints` are days that are shown elsewhere, by where."""
    told = _agreed(stamps)
    if told is None:
        days = ", ".join(sorted({stamp.day.isoformat() for stamp in stamps}))
        return Published("", _("it says of several days that it was published then: {days}").format(days=days))
    if not told.is_late:
        return Published(told.day.isoformat())
    near = {told.day, told.day + timedelta(days=1)} & set(hints().values())
    if len(near) == 1:
        return Published(near.pop().isoformat())
    doubt = _("it was published on {day} by the clock of Greenwich; where it was written, that may be the day after")
    return Published(told.day.isoformat(), doubt.format(day=told.day.isoformat()))


def _supposed(hints: dict[str, date], guess: Callable[[], str]) -> Published:
    days = sorted({day.isoformat() for day in hints.values()})
    if len(days) == 1:
        where = _("it does not say when it was published; {day} was taken from {places}. See whether that is right")
        return Published(days[0], where.format(day=days[0], places=", ".join(hints)))
    guessed = stamp_of(guess())
    if not days and guessed is not None:
        days = [guessed.day.isoformat()]
    if not days:
        return Published("", _("it does not say when it was published"))
    told = _("it does not say when it was published; there is on it: {days}")
    return Published("", told.format(days=", ".join(days)))


def _agreed(stamps: list[Stamp]) -> Stamp | None:
    """The stamp that all others agree with; None where they do not.

    Of those that tell the same moment, or the same day, one with the clock of the place counts most.
    """
    local = [stamp for stamp in stamps if not stamp.is_utc]
    chosen = (local or stamps)[0]
    for stamp in stamps:
        same_moment = stamp.at is not None and chosen.at is not None and abs(stamp.at - chosen.at) < timedelta(hours=1)
        near = stamp.is_late and chosen.at is None and chosen.day - stamp.day == timedelta(days=1)
        if stamp.day != chosen.day and not same_moment and not near:
            return None
    return chosen


def stamp_of(text: str) -> Stamp | None:
    """The point in time that a text tells: ISO 8601 and what is near to it, RFC 2822, or words in Arabic or English.

    >>> stamp_of("2026-01-27T23:30:00+03:00").day.isoformat(), stamp_of("الثلاثاء 27 يناير 2026").day.isoformat()
    ('2026-01-27', '2026-01-27')
    """
    from email.utils import parsedate_to_datetime  # here, for the start

    text = text.strip().translate(_DIGITS)
    if not text or len(text) > _LONGEST:
        return None
    match = _ISO.match(text)
    if match:
        return _iso(match)
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return _in_words(text)
    return _stamp(at.year, at.month, at.day, at if at.tzinfo else None)


def _iso(match: re.Match[str]) -> Stamp | None:
    year, month, day, hour, minute = (int(part) if part else 0 for part in match.groups()[:5])
    zone = (match[6] or "").upper()
    if not zone or hour > 23 or minute > 59:
        return _stamp(year, month, day, None)
    offset = timedelta(0)
    if zone[0] in "+-":
        offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:])) * (-1 if zone[0] == "-" else 1)
    try:
        at = datetime(year, month, day, hour, minute, tzinfo=UTC) - offset
    except (ValueError, OverflowError):
        return None
    return _stamp(year, month, day, at, is_utc=not offset)


def _stamp(year: int, month: int, day: int, at: datetime | None, *, is_utc: bool | None = None) -> Stamp | None:
    try:
        told = date(year, month, day)
    except ValueError:
        return None
    if told.year < _OLDEST or told > datetime.now(UTC).date() + timedelta(days=2):
        return None
    if at is not None and is_utc is None:
        is_utc = not at.utcoffset()
    return Stamp(told, at.astimezone(UTC) if at else None, bool(is_utc))


def _in_words(text: str) -> Stamp | None:
    for expression, order in ((_DAY_MONTH, (3, 2, 1)), (_MONTH_DAY, (3, 1, 2))):
        match = expression.search(text)
        if match and match[order[1]].lower() in _MONTHS:
            return _stamp(int(match[order[0]]), _MONTHS[match[order[1]].lower()], int(match[order[2]]), None)
    days = {found.value[:10] for found in dates.find(text) if _FULL_DAY.match(found.value)}
    if len(days) != 1:
        return None
    year, month, day = map(int, days.pop().split("-"))
    return _stamp(year, month, day, None)


def _stated(root: Element) -> Iterator[Stamp]:
    """What a page says in the places that are for the day of publication."""
    yield from _metas(root, _STATES)
    for node in _linked_data(root):
        if any(kind in str(node.get("@type", "")) for kind in ("Article", "Posting", "Report")):
            yield from _maybe(node.get("datePublished"))
    marked = [
        stamp
        for element in root.xpath("//*[contains(@itemprop, 'datePublished')]")[:20]
        for stamp in _maybe(element.get("content") or element.get("datetime") or "".join(element.itertext()))
    ]
    if len({stamp.day for stamp in marked}) == 1:  # else they are those of other articles, too
        yield from marked


def _perhaps_stated(root: Element) -> Iterator[Stamp]:
    yield from _metas(root, _MAY_STATE)
    for node in _linked_data(root):
        if "WebPage" in str(node.get("@type", "")):
            yield from _maybe(node.get("datePublished"))


def _metas(root: Element, names: frozenset[str]) -> Iterator[Stamp]:
    for meta in root.iter("meta"):
        said = {(meta.get(key) or "").strip().lower() for key in ("property", "name", "itemprop")}
        if said & names:
            yield from _maybe(meta.get("content"))


def _maybe(value: object) -> Iterator[Stamp]:
    stamp = stamp_of(value) if isinstance(value, str) else None
    if stamp is not None:
        yield stamp


def _linked_data(root: Element) -> Iterator[dict[str, Any]]:
    """The objects of JSON-LD that describe the page itself, and not what it lists."""
    waiting: list[Any] = []
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "") and script.text:
            try:
                waiting.append(json.loads(script.text, strict=False))
            except (ValueError, RecursionError):
                continue
    for _count in range(_MOST_NODES):
        if not waiting:
            return
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting += node[:_MOST_NODES]
        elif isinstance(node, dict):
            yield node
            waiting += [node[key] for key in ("@graph", "mainEntity") if isinstance(node.get(key), list | dict)]


def _hints(root: Element, url: str) -> Iterator[tuple[str, date]]:
    """Days that a page shows without saying that it was published then: where, and which."""
    yield from in_address(url).items()
    times = {stamp.day for element in root.iter("time") for stamp in _maybe(element.get("datetime"))}
    if len(times) == 1:
        yield _("the time that it shows"), times.pop()
    for line in lines_of(root)[:_MOST_LINES]:
        if len(line) <= _LONGEST and _CUE.search(line):
            stamp = _in_words(line.translate(_DIGITS))
            if stamp is not None:
                yield _("what is written on it"), stamp.day
                break


def in_address(url: str) -> dict[str, date]:
    """The day in an address, by what to call that place; none where there is none."""
    for match in _IN_ADDRESS.finditer(url):
        year, month, day = match.group(1, 3, 4) if match[1] else match.group(5, 7, 8)
        stamp = _stamp(int(year), int(month), int(day), None)
        if stamp is not None:
            return {_("its address"): stamp.day}
    return {}

"""What a page says of itself: its title, where it was published, and its address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from annotator.formats.html_reading import FAULTS, library
from annotator.formats.html_text import Element, lines_of, tidy
from annotator.frozen import frozen

_SEPARATOR = re.compile(r"\s*[|•·–—»«]\s*|\s+-\s+|\s+:\s+")
_HEADINGS = ("h1", "h2", "h3")
_MOST_HEADINGS = 60
_UNSEEN = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_LONGEST = 1000


@frozen
class About:
    """`titles` are all that may stand above the article; `supposed_day` is a guess of when it was published, or
    empty."""

    title: str
    titles: tuple[str, ...]
    source: str
    url: str
    supposed_day: str
    description: str


def page_about(root: Element, saved_from: str) -> About:
    """What the page says; `saved_from` is the address that it was saved from, or empty."""
    told = _told(root, saved_from)
    url = next((each for each in (told["url"], saved_from) if _is_address(each)), "")
    source = _site_name(root, told["sitename"], url)
    chosen = told["title"]
    written = [each for each in _titles(root) if each]
    # The library leaves out joiners and bidi marks; the page has the title as it was written.
    whole = next((each for each in written if plainly(each) == plainly(chosen)), chosen.strip())
    title = _without_site(whole, source)
    description = _meta(root, "og:description") or _meta(root, "description", "twitter:description")
    return About(title, (title, whole, *written), source, url, told["date"], description)


def plainly(text: str) -> str:
    """The text by which titles are compared: without white space and what nobody sees."""
    return "".join(_UNSEEN.sub("", text).split())


def _told(root: Element, saved_from: str) -> dict[str, str]:
    metadata = library("trafilatura.metadata")
    asked = {"original_date": True, "extensive_search": False}
    try:
        found = metadata.extract_metadata(root, default_url=saved_from or None, date_config=asked)
    except FAULTS:
        found = None
    return {name: str(getattr(found, name, None) or "") for name in ("title", "sitename", "url", "date")}


def _is_address(text: str) -> bool:
    if len(text) > 4 * _LONGEST or not text.startswith(("http://", "https://")):
        return False
    try:
        return bool(urlsplit(text).netloc)
    except ValueError:
        return False


def _meta(root: Element, *names: str) -> str:
    for meta in root.iter("meta"):
        said = (meta.get("property") or meta.get("name") or "").strip().lower()
        content = tidy(meta.get("content") or "")
        if said in names and content:
            return content[:_LONGEST]
    return ""


def _titles(root: Element) -> Iterator[str]:
    """What may be the title, as it is written."""
    for name in ("og:title", "twitter:title", "title", "dc.title", "headline"):
        yield _meta(root, name)
    for heading in list(root.iter(*_HEADINGS))[:_MOST_HEADINGS]:
        yield " ".join(lines_of(heading))[:_LONGEST]
    for title in root.iter("title"):
        whole = tidy("".join(title.itertext()))[:_LONGEST]
        yield whole
        yield from _SEPARATOR.split(whole)


def _site_name(root: Element, told: str, url: str) -> str:
    """The name of the site in its own words, else its host."""
    name = _meta(root, "og:site_name") or _meta(root, "application-name") or told.strip()
    if not name or "//" in name or name.startswith("@"):
        host = urlsplit(url).netloc
        return host.removeprefix("www.") or name
    return name


def _without_site(title: str, site: str) -> str:
    """The title without the name of the site before or behind it."""
    pieces = [(match.start(), match.end()) for match in _SEPARATOR.finditer(title)]
    if pieces and site:
        (start, _end), (_start, end) = pieces[-1], pieces[0]
        if plainly(title[pieces[-1][1] :]) == plainly(site):
            return title[:start].strip()
        if plainly(title[: pieces[0][0]]) == plainly(site):
            return title[end:].strip()
    return title

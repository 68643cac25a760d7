"""Boilerplate in Articles that are to come in: shown, counted, or left out, and never without being asked for.

Only what comes without a Layer is ever changed. The offsets of Spans belong to the text as it stands in their file, and
what Hashiya itself exported is known by its text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from annotator.arabic.boilerplate import Passage, kind_title, passages, without
from annotator.edits.report import Remark, Report
from annotator.edits.sources import Source, unreadable
from annotator.formats.bundle import Bundle, Defaults
from annotator.model.article import title_of

LeaveOut = Callable[[Passage], bool]
"""Whether a passage is to be left out."""

_CONTEXT = 80
"""Characters of the text before and behind a passage that are shown with it."""
_MOST_PLACES = 100
"""Places of passages that say the same which are kept to be shown."""


@dataclass(frozen=True, slots=True)
class Place:
    """A passage in an Article that is to come in: where it stands, and the words of it and around it."""

    path: Path
    line: int
    title: str
    passage: Passage
    before: str
    words: str
    behind: str


@dataclass(slots=True)
class Alike:
    """Passages that say the same, in how many Articles, and some of their places."""

    kind: str
    folded: str
    count: int
    articles: int
    places: list[Place]

    @property
    def title(self) -> str:
        """What their kind is called."""
        return kind_title(self.kind)

    @property
    def words(self) -> str:
        """What the first of them says."""
        return self.places[0].words


def places_in(sources: Iterable[Source], defaults: Defaults, progress: Callable[[int, int], None]) -> Iterator[Place]:
    """The boilerplate in what the sources hold and could be left out of. What is no good in them is passed over.
    Raises BadInput."""
    known = list(sources)
    try:
        before, total = 0, sum(source.size for source in known)
        for source in known:
            for found, done in source.found(defaults):
                if isinstance(found, Bundle) and may_be_changed(found):
                    yield from _places(found, source.path)
                progress(min(before + done, total), total)
            before += source.size
    except OSError as error:
        raise unreadable(error) from error


def gathered(places: Iterable[Place]) -> list[Alike]:
    """Places by what they say, what stands in most Articles first."""
    groups: dict[tuple[str, str], Alike] = {}
    last: dict[tuple[str, str], tuple[Path, int]] = {}
    for place in places:
        key = place.passage.kind, place.passage.folded
        alike = groups.setdefault(key, Alike(*key, 0, 0, []))
        alike.count += 1
        alike.articles += last.get(key) != (place.path, place.line)
        last[key] = place.path, place.line
        if len(alike.places) < _MOST_PLACES:
            alike.places.append(place)
    return sorted(groups.values(), key=lambda alike: -alike.articles)


def may_be_changed(found: Bundle) -> bool:
    """Whether something may be left out of an Article's text."""
    return found.layer is None and not found.keeps_ids


def proposed(text: str) -> list[Passage]:
    """The boilerplate in a text; none where nothing else would be left of it."""
    found = passages(text)
    return found if found and without(text, found).strip() else []


class Cleaning:
    """What is done about boilerplate while Articles come in; the report says what was. Without `leave_out` nothing
    is."""

    def __init__(self, leave_out: LeaveOut | None, report: Report) -> None:
        self._leave_out = leave_out
        self._report = report

    def cleaned(self, found: Bundle, path: Path) -> Bundle:
        """The Bundle, without what is to be left out of its text."""
        if not may_be_changed(found):
            if self._leave_out is not None and passages(found.article.text):
                self._report.uncleaned += 1
            return found
        text = found.article.text
        told = proposed(text)
        gone = [passage for passage in told if self._leave_out is not None and self._leave_out(passage)]
        self._report.boilerplate += len(told) - len(gone)
        if not gone:
            return found
        self._report.removed += [Remark(path, found.line, text[one.start : one.end]) for one in gone]
        rest = without(text, gone)
        title = title_of(rest) if found.article.title == title_of(text) else found.article.title
        return replace(found, article=replace(found.article, text=rest, title=title))


def _places(found: Bundle, path: Path) -> Iterator[Place]:
    text = found.article.text
    for passage in proposed(text):
        start, end = passage.start, passage.end
        yield Place(
            path,
            found.line,
            found.article.title,
            passage,
            text[max(start - _CONTEXT, 0) : start],
            text[start:end],
            text[end : end + _CONTEXT],
        )

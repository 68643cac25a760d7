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
from annotator.frozen import frozen
from annotator.model.article import title_of
from annotator.model.offsets import around

LeaveOut = Callable[[Passage], bool]
"""Whether a passage is to be left out."""

_CONTEXT = 80
"""Characters of the text before and behind a passage that are shown with it."""
_MOST_PLACES = 100
"""Places of passages that say the same which are kept to be shown."""


@frozen
class Place:
    """A passage in an Article that is to come in: where it stands, and the words of it and around it."""

    path: Path
    line: int
    title: str
    passage: Passage
    before: str
    words: str
    behind: str


@dataclass(slots=True, eq=False)
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
    """The boilerplate in what the sources hold and could be left out of. What is no good in them is passed over, and a
    file that begins as our own exports do is not read on. Raises BadInput."""
    known = list(sources)
    try:
        before, total = 0, sum(source.size for source in known)
        for source in known:
            for number, (found, done) in enumerate(source.found(defaults)):
                if isinstance(found, Bundle) and may_be_changed(found):
                    yield from _places(found, source.path)
                elif isinstance(found, Bundle) and found.keeps_ids and number == 0:
                    break
                progress(min(before + done, total), total)
            before += source.size
            progress(before, total)
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


@frozen
class Cleaned:
    """A Bundle as it may come in: what went from its text, how much boilerplate stayed in it, and whether it was to go
    and had to stay, for the text may not be changed."""

    bundle: Bundle
    gone: tuple[str, ...] = ()
    kept: int = 0
    is_left: bool = False

    def told(self, report: Report, path: Path) -> None:
        """Put into the report what was done, for an Article that came in."""
        report.removed += [Remark(path, self.bundle.line, words) for words in self.gone]
        report.boilerplate += self.kept
        report.uncleaned += self.is_left


def cleaned(found: Bundle, leave_out: LeaveOut | None) -> Cleaned:
    """The Bundle without the boilerplate that is to be left out of its text; None keeps all of it."""
    text = found.article.text
    if not may_be_changed(found):
        return Cleaned(found, is_left=leave_out is not None and bool(passages(text)))
    told = proposed(text)
    gone = [passage for passage in told if leave_out is not None and leave_out(passage)]
    if not gone:
        return Cleaned(found, kept=len(told))
    rest = without(text, gone)
    title = title_of(rest) if found.article.title == title_of(text) else found.article.title
    bundle = replace(found, article=replace(found.article, text=rest, title=title))
    return Cleaned(bundle, tuple(text[one.start : one.end] for one in gone), len(told) - len(gone))


def _places(found: Bundle, path: Path) -> Iterator[Place]:
    text = found.article.text
    for passage in proposed(text):
        start, end = passage.start, passage.end
        before, behind = around(text, start, end, _CONTEXT)
        yield Place(path, found.line, found.article.title, passage, before, text[start:end], behind)

"""What a place of a Finding is to become, so that it is like the others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from annotator.arabic.names_in_text import Names
from annotator.arabic.word_by_word import Reading, read
from annotator.model.annotation import Fragment, Span
from annotator.review.doubts import Doubt, Finding, Occurrence, Variant
from annotator.review.edges import mended
from annotator.review.heads import is_head, range_as
from annotator.review.named_places import Front, Seen, letters_before, look, marks_of


class Wanted(NamedTuple):
    """What is to be marked."""

    fragments: tuple[Fragment, ...]
    label: str


class Change(NamedTuple):
    """Spans that are to go, and what is to be marked instead of them."""

    spans: tuple[Span, ...]
    wanted: tuple[Wanted, ...]


def changes(
    finding: Finding, model: Variant, text: str, spans: Sequence[Span], places: Iterable[Occurrence], *, lil_whole: bool
) -> list[Change]:
    """What makes places of a Finding in one Layer, which holds `spans` now, like a Variant. Places that are not as they
    were found any more, or cannot be like it, are left out."""
    wanted = list(places)
    if finding.kind is Doubt.PUNCTUATION:
        return _mendings(text, spans, wanted)
    if is_head(finding):
        return _heads(model, text, spans, wanted)
    reading = read(text)
    known: Names[None] = Names()
    known.put(tuple(finding.surface.split(" ")), None)
    at = {(one.first, one.last): one for one in wanted}
    found, taken = [], set[str]()
    for seen in look(reading, marks_of(reading, spans), known, lambda _none: 0):
        place = at.get(name_range(reading, seen))
        if place is None or not _is_as_found(finding, seen, place):
            continue
        change = _change(finding, model, reading, seen, lil_whole=lil_whole)
        if change is not None and taken.isdisjoint(span.uid for span in change.spans):
            taken.update(span.uid for span in change.spans)
            found.append(change)
    return found


def name_range(reading: Reading, seen: Seen) -> tuple[int, int]:
    """The range of a name at its place, without what stands before it in its first word where it can be without."""
    place = seen.place
    words = place.first, place.last
    return reading.range_of(*words, place.letters) or (reading.ranges[words[0]][0], reading.ranges[words[1]][1])


def _is_as_found(finding: Finding, seen: Seen, place: Occurrence) -> bool:
    """Whether a place is marked as it was when it was found."""
    spans = [mark.span for mark in seen.marks]
    edges = (min(span.start for span in spans), max(span.end for span in spans)) if spans else (place.first, place.last)
    if edges != (place.start, place.end):
        return False
    variant = finding.variants[place.variant]
    if variant.pattern:
        return seen.pattern == variant.pattern
    if finding.kind in (Doubt.LABEL, Doubt.MISSED):
        return seen.labels == variant.labels
    return seen.is_whole


def _mendings(text: str, spans: Sequence[Span], places: Iterable[Occurrence]) -> list[Change]:
    at = {(one.start, one.end) for one in places}
    found = []
    for span in spans:
        fine = mended(text, span.fragments) if (span.start, span.end) in at else None
        if fine is not None and fine != span.fragments:
            found.append(Change((span,), (Wanted(fine, span.label),)))
    return found


def _heads(model: Variant, text: str, spans: Sequence[Span], places: Iterable[Occurrence]) -> list[Change]:
    at = {(one.start, one.end): one for one in places}
    found = []
    for span in spans:
        place = at.get((span.start, span.end)) if len(span.fragments) == 1 else None
        around = range_as(text, place, model.key) if place is not None else None
        if around is not None and (around,) != span.fragments:
            found.append(Change((span,), (Wanted((around,), span.label),)))
    return found


def _change(finding: Finding, model: Variant, reading: Reading, seen: Seen, *, lil_whole: bool) -> Change | None:
    spans = tuple(mark.span for mark in seen.marks)
    match finding.kind:
        case Doubt.LABEL:
            return Change(spans, tuple(Wanted(spans[0].fragments, label) for label in model.labels))
        case Doubt.CLITIC:
            around = _whole(reading, seen, keeps=model.key == Front.INSIDE, lil_whole=lil_whole)
            return None if around is None else Change(spans, tuple(Wanted((around,), one.label) for one in spans))
        case Doubt.BOUNDARY if model.pattern:
            parts = [_part(reading, seen, *one[:3]) for one in model.pattern]
            wanted = tuple(Wanted((part,), label) for part, label in zip(parts, model.labels, strict=True) if part)
            return Change(spans, wanted) if len(wanted) == len(parts) else None
        case _:
            around = _whole(reading, seen, keeps=finding.keeps_clitics, lil_whole=lil_whole)
            if around is None:
                return None
            held = (
                spans
                if not finding.nests or seen.is_whole
                else tuple(one for one in spans if one.label in model.labels)
            )
            return Change(held, tuple(Wanted((around,), label) for label in model.labels))


def _whole(reading: Reading, seen: Seen, *, keeps: bool, lil_whole: bool) -> Fragment | None:
    place = seen.place
    letters = 0 if keeps else letters_before(place, reading, lil_whole=lil_whole)
    return reading.range_of(place.first, place.last, letters)


def _part(reading: Reading, seen: Seen, first: int, last: int, letters: int) -> Fragment | None:
    """The range of a part of a name; see `Pattern`."""
    begin, end = seen.place.first + first, seen.place.first + last
    if not 0 <= begin <= end < len(reading.ranges):
        return None
    return reading.range_of(begin, end, max(letters + seen.place.letters, 0) if first == 0 else letters)

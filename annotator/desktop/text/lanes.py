"""Several Layers over one text: each has a band of lanes of its own beneath the words. No Qt in here."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from annotator.desktop.text.highlights import Highlights
from annotator.frozen import frozen
from annotator.model.annotation import Span, reading_order

GOLD = "gold"
"""The letter of the Layer that fills as Cases are decided; those of annotators are A, B, C …"""

_PARAGRAPH = re.compile("\r\n|[\n\r\u2029]")


@frozen
class LaneLayer:
    """The Spans of one Layer, the letter that stands for it."""

    letter: str
    spans: tuple[Span, ...]


def on_lane(letter: str, uid: str) -> str:
    """The name of a Span on the page: in a Layer that was made from another one, Spans may have the same uid."""
    return f"{letter}:{uid}"


def letter_of(uid: str) -> str:
    """The letter of the Layer in which a Span on the page is."""
    return uid.partition(":")[0]


def bare(uid: str) -> str:
    """The uid that a Span on the page has in its Layer."""
    return uid.partition(":")[2]


class Lanes(Highlights):
    """Spans of several Layers. In each paragraph the bands stand in the order of the Layers, the first nearest to the
    words, each with as many lanes as its Layer needs there, and one where it needs none. Where none has anything there
    are no lanes. Paragraphs that a Span joins count as one. On a line the bands take no more room than they need on
    that line; see `lane_on`."""

    def __init__(self, text: str, layers: Sequence[LaneLayer], before: Lanes | None = None) -> None:
        """Layers that are just what they were `before` are not looked at again."""
        super().__init__()
        self._layers = tuple(layers)
        self._on_lines: dict[tuple[str, int, int], int] = {}
        known = dict(zip(before._layers, before._bands.values(), strict=True)) if before else {}
        self._bands: dict[str, Highlights] = {layer.letter: known.get(layer) or _band(layer) for layer in layers}
        self._starts, self._ends = _paragraphs(text, self.in_order())
        self._places = [
            dict(zip(self._bands, pairwise(accumulate(self._sizes(*paragraph), initial=0)), strict=True))
            for paragraph in zip(self._starts, self._ends, strict=True)
        ]

    def __len__(self) -> int:
        return sum(map(len, self._bands.values()))

    def get(self, uid: str) -> Span | None:
        band = self._bands.get(letter_of(uid))
        return band.get(uid) if band else None

    def between(self, start: int, end: int) -> list[Span]:
        found = (span for band in self._bands.values() for span in band.between(start, end))
        return sorted(found, key=reading_order)

    def in_order(self) -> list[Span]:
        return [span for band in self._bands.values() for span in band.in_order()]

    def lane(self, uid: str) -> int:
        letter = letter_of(uid)
        span = self._bands[letter].get(uid)
        assert span is not None
        return self.band_at(letter, span.start)[0] + self._bands[letter].lane(uid)

    def lanes_between(self, start: int, end: int) -> int:
        first, last = self._at(start), self._at(max(end - 1, start))
        return max(max((end for _first, end in place.values()), default=0) for place in self._places[first : last + 1])

    def band_at(self, letter: str, position: int) -> tuple[int, int]:
        """The lanes `[first, end)` of a Layer in the paragraph of a letter of the text."""
        return self._places[self._at(position)][letter]

    def lane_on(self, lane: int, start: int, end: int) -> int:
        """Where a lane of a paragraph is on its line `[start, end)`, from the words down."""
        first_here = 0
        for letter, (first, behind) in self._places[self._at(start)].items():
            if lane < behind:
                return first_here + lane - first
            first_here += self._size_on(letter, start, end)
        return first_here

    def depth_on(self, start: int, end: int) -> int:
        """How many lanes a line `[start, end)` takes; none where no Layer has anything on it."""
        return sum(self._size_on(letter, start, end) for letter in self._bands) if self.between(start, end) else 0

    def _size_on(self, letter: str, start: int, end: int) -> int:
        key = letter, start, end
        if key not in self._on_lines:
            self._on_lines[key] = max(self._bands[letter].lanes_between(start, max(end, start + 1)), 1)
        return self._on_lines[key]

    @property
    def layers(self) -> tuple[LaneLayer, ...]:
        """What is shown."""
        return self._layers

    @property
    def letters(self) -> list[str]:
        """The Layers, the nearest to the words first."""
        return list(self._bands)

    def _at(self, position: int) -> int:
        return max(bisect_right(self._starts, position) - 1, 0)

    def _sizes(self, start: int, end: int) -> list[int]:
        """How many lanes each Layer has in a paragraph."""
        needed = [band.lanes_between(start, end) for band in self._bands.values()]
        return [max(lanes, 1) for lanes in needed] if any(needed) else [0] * len(needed)


def _band(layer: LaneLayer) -> Highlights:
    return Highlights(replace(span, uid=on_lane(layer.letter, span.uid)) for span in layer.spans)


def _paragraphs(text: str, spans: Iterable[Span]) -> tuple[list[int], list[int]]:
    """Where paragraphs begin and end, in code points; those that a Span joins are one."""
    starts = [0, *(match.end() for match in _PARAGRAPH.finditer(text))]
    joined = {number for span in spans for number in _within(starts, span)}
    kept = [start for number, start in enumerate(starts) if number not in joined]
    return kept, [*kept[1:], max(len(text), kept[-1] + 1)]


def _within(starts: list[int], span: Span) -> range:
    """The paragraphs that begin inside a Span."""
    return range(bisect_right(starts, span.start), bisect_right(starts, span.end - 1))

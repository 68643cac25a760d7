"""Several Layers over one text: each has a band of lanes of its own beneath the words. No Qt in here."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from annotator.desktop.text.highlights import Highlights
from annotator.model.annotation import Span

GOLD = "gold"
"""The letter of the Layer that fills as Cases are decided; those of annotators are A, B, C …"""

_PARAGRAPH = re.compile("\r\n|[\n\r\u2029]")


@dataclass(frozen=True, slots=True)
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
    words, each with as many lanes as its Layer needs there, and one where it needs none: so a Layer is found at the
    same height in all lines of a paragraph. Where none has anything there are no lanes. Paragraphs that a Span joins
    count as one."""

    def __init__(self, text: str, layers: Sequence[LaneLayer]) -> None:
        self._bands = {
            layer.letter: Highlights(replace(span, uid=on_lane(layer.letter, span.uid)) for span in layer.spans)
            for layer in layers
        }
        super().__init__(span for band in self._bands.values() for span in band.in_order())
        self._starts, self._ends = _paragraphs(text, self._spans.values())
        self._places = [
            dict(zip(self._bands, pairwise(accumulate(self._sizes(*paragraph), initial=0)), strict=True))
            for paragraph in zip(self._starts, self._ends, strict=True)
        ]

    def lane(self, uid: str) -> int:
        letter = letter_of(uid)
        return self.band_at(letter, self._spans[uid].start)[0] + self._bands[letter].lane(uid)

    def lanes_between(self, start: int, end: int) -> int:
        first, last = self._at(start), self._at(max(end - 1, start))
        return max(max((end for _first, end in place.values()), default=0) for place in self._places[first : last + 1])

    def band_at(self, letter: str, position: int) -> tuple[int, int]:
        """The lanes `[first, end)` of a Layer in the paragraph of a letter of the text."""
        return self._places[self._at(position)][letter]

    @property
    def letters(self) -> list[str]:
        """The Layers, the nearest to the words first."""
        return list(self._bands)

    def _assign(self, spans: Iterable[Span]) -> None:
        """Each Layer has given its Spans their lanes by itself."""

    def _at(self, position: int) -> int:
        return max(bisect_right(self._starts, position) - 1, 0)

    def _sizes(self, start: int, end: int) -> list[int]:
        """How many lanes each Layer has in a paragraph."""
        needed = [band.lanes_between(start, end) for band in self._bands.values()]
        return [max(lanes, 1) for lanes in needed] if any(needed) else [0] * len(needed)


def _paragraphs(text: str, spans: Iterable[Span]) -> tuple[list[int], list[int]]:
    """Where paragraphs begin and end, in code points; those that a Span joins are one."""
    starts = [0, *(match.end() for match in _PARAGRAPH.finditer(text))]
    joined = {number for span in spans for number in _within(starts, span)}
    kept = [start for number, start in enumerate(starts) if number not in joined]
    return kept, [*kept[1:], max(len(text), kept[-1] + 1)]


def _within(starts: list[int], span: Span) -> range:
    """The paragraphs that begin inside a Span."""
    return range(bisect_right(starts, span.start), bisect_right(starts, span.end - 1))

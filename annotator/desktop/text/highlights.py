"""Which Spans lie over which letters, and in which lane below the line each is drawn. No Qt in here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from annotator.model.annotation import Span, reading_order

_BUCKET = 128
"""Code points a bucket; each knows the Spans that reach into it."""


class Highlights:
    """The Spans of one Article, ready to be asked by place. A Span takes a lane from its first letter to its last,
    so a discontinuous one has a single lane. Inner Spans are nearer to the words than those around them."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._spans: dict[str, Span] = {}
        self._buckets: dict[int, set[str]] = defaultdict(set)
        self._lanes: dict[str, int] = {}
        for span in spans:
            self._insert(span)
        self._assign(self._spans.values())

    def __len__(self) -> int:
        return len(self._spans)

    def get(self, uid: str) -> Span | None:
        return self._spans.get(uid)

    def lane(self, uid: str) -> int:
        """The lane of a Span; 0 is nearest to the words."""
        return self._lanes[uid]

    def between(self, start: int, end: int) -> list[Span]:
        """The Spans that reach into `[start, end)`, an outer one before those nested in it."""
        found: set[str] = set()
        for bucket in range(start // _BUCKET, (max(end, start + 1) - 1) // _BUCKET + 1):
            found |= self._buckets.get(bucket, set())
        spans = (self._spans[uid] for uid in found)
        return sorted((s for s in spans if s.start < end and start < s.end), key=reading_order)

    def at(self, position: int) -> list[Span]:
        """The Spans that mark the letter at `position`, the innermost first."""
        covering = [span for span in self.between(position, position + 1) if span.covers(position)]
        return sorted(covering, key=lambda span: (span.end - span.start, span.uid))

    def in_order(self) -> list[Span]:
        """All Spans in reading order."""
        return sorted(self._spans.values(), key=reading_order)

    def lanes_between(self, start: int, end: int) -> int:
        """How many lanes the text `[start, end)` needs."""
        return max((self._lanes[span.uid] + 1 for span in self.between(start, end)), default=0)

    def put(self, uid: str, span: Span | None) -> None:
        """Add a Span, put a changed one in place of what was there, or take it out (None)."""
        before = self._spans.get(uid)
        around = self._neighbours(before) if before else set()
        if before:
            self._take_out(before)
        if span is not None:
            self._insert(span)
            around |= self._neighbours(span)
        self._assign(self._spans[other] for other in around if other in self._spans)

    def _insert(self, span: Span) -> None:
        self._spans[span.uid] = span
        for bucket in range(span.start // _BUCKET, (span.end - 1) // _BUCKET + 1):
            self._buckets[bucket].add(span.uid)

    def _take_out(self, span: Span) -> None:
        del self._spans[span.uid]
        self._lanes.pop(span.uid, None)
        for bucket in range(span.start // _BUCKET, (span.end - 1) // _BUCKET + 1):
            self._buckets[bucket].discard(span.uid)

    def _neighbours(self, span: Span) -> set[str]:
        """The Span with all that overlap it, and those that overlap these, and so on: lanes depend on no others."""
        reached = {span.uid}
        waiting = [span]
        while waiting:
            here = waiting.pop()
            for other in self.between(here.start, here.end):
                if other.uid not in reached:
                    reached.add(other.uid)
                    waiting.append(other)
        return reached

    def _assign(self, spans: Iterable[Span]) -> None:
        """Give lanes to Spans that overlap nothing but one another: the shortest first, each the nearest free one."""
        group = sorted(spans, key=lambda span: (span.end - span.start, span.start, span.uid))
        for span in group:
            self._lanes.pop(span.uid, None)
        for span in group:
            taken = {self._lanes[o.uid] for o in self.between(span.start, span.end) if o.uid in self._lanes}
            lane = 0
            while lane in taken:
                lane += 1
            self._lanes[span.uid] = lane

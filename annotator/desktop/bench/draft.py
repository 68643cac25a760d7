"""What the lead makes of a Case by hand, before it is decided. No Qt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from annotator.frozen import frozen
from annotator.model.annotation import Span


@frozen
class Draft:
    """The Spans that Gold would get, and the one of them that is in hand."""

    spans: tuple[Span, ...] = ()
    chosen: str = ""

    @classmethod
    def of(cls, spans: Iterable[Span]) -> Draft:
        """A draft that begins with what was said, its first Span in hand."""
        held = tuple(spans)
        return cls(held, held[0].uid if held else "")

    @property
    def span(self) -> Span | None:
        """The Span in hand."""
        return self.get(self.chosen)

    def get(self, uid: str) -> Span | None:
        return next((span for span in self.spans if span.uid == uid), None)

    def choosing(self, uid: str) -> Draft:
        """With another Span in hand, or none."""
        return replace(self, chosen=uid if self.get(uid) else "")

    def stepped(self, way: int) -> Draft:
        """With the next Span in hand (1) or the one before (-1), around the corner at the ends."""
        uids = [span.uid for span in self.spans]
        if not uids:
            return self
        at = uids.index(self.chosen) + way if self.chosen in uids else 0
        return replace(self, chosen=uids[at % len(uids)])

    def put(self, span: Span) -> Draft:
        """With this Span in the place of the one of the same uid, or added; it is in hand then."""
        uids = [held.uid for held in self.spans]
        if span.uid not in uids:
            return Draft((*self.spans, span), span.uid)
        return Draft(tuple(span if held.uid == span.uid else held for held in self.spans), span.uid)

    def without(self, uid: str) -> Draft:
        """Without a Span."""
        return Draft.of(span for span in self.spans if span.uid != uid)

"""Layers in a line: `layer("a", PERS=[(0, 4)], ORG=[((0, 2), (5, 7))])`, and Hypothesis strategies of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from hypothesis import strategies as st

from annotator.model.annotation import Fragment, Layer, LayerId, Span, Status, joined
from annotator.review.coding import Stretches, by_letters
from annotator.review.tally import Counts, Sums, Tally

LENGTH = 24
LABELS = ("GPE", "ORG", "PERS")


def span(label: str, *fragments: Fragment, uid: str = "") -> Span:
    return Span(uid, label, fragments)


def layer(annotator: str, spans: Iterable[Span], status: Status = Status.DONE, article: str = "a") -> Layer:
    return Layer(LayerId(article, annotator), status, spans=tuple(spans))


def counted(*ways: Callable[[Counts], None], resamples: int = 0) -> Sums:
    """The sums over Articles, each of which is counted in one of these ways."""
    tally = Tally()
    for way in ways:
        counts: Counts = defaultdict(float)
        way(counts)
        tally.add(counts)
    return tally.sums(resamples, 1)


def stretches(marked: Sequence[Sequence[Span]], length: int = LENGTH) -> Stretches:
    return Stretches([by_letters(spans) for spans in marked], length)


fragments = st.lists(
    st.tuples(st.integers(0, LENGTH - 1), st.integers(1, 6)).map(lambda one: (one[0], min(sum(one), LENGTH))),
    min_size=1,
    max_size=2,
).map(joined)
spans = st.lists(st.builds(lambda label, ranges: span(label, *ranges), st.sampled_from(LABELS), fragments), max_size=5)
several = st.lists(spans, min_size=2, max_size=4)

"""Counting the Layers of all Articles: from Layers to an `Agreement`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from itertools import combinations

from annotator.model.annotation import Layer, Relation
from annotator.model.problems import is_argument
from annotator.model.schema import Schema
from annotator.review.agreement import Agreement, Level
from annotator.review.alpha_u import count_alpha_u
from annotator.review.closeness import count_spans
from annotator.review.coding import Stretches, Tokens, by_letters, count_codings
from annotator.review.fields import count_fields
from annotator.review.gamma import count_gamma, gamma
from annotator.review.matching import pair_up
from annotator.review.related import count_arrows
from annotator.review.tally import Counts, Tally
from annotator.review.telling import Couple, Telling
from annotator.review.units import count_units


class Comparison:
    """Takes in the Layers of one Article after the other, and tells how far their annotators agree."""

    def __init__(
        self,
        schema: Schema,
        labels: Collection[str] = (),
        levels: Collection[Level] = tuple(Level),
        *,
        seed: int = 0,
        samples: int = 0,
    ) -> None:
        """Only Spans of these Labels are compared, or all where there are none. `samples` is on how many random
        annotations of each Article chance is measured for gamma; where it is 0 there is no gamma. The same `seed`
        gives the same chance."""
        self._schema = schema
        self._wanted = frozenset(labels)
        self._levels = tuple(levels)
        self._seed = seed
        self._samples = samples
        self._tally = Tally()
        self._articles: Counter[Couple] = Counter()

    def add(self, text: str, layers: Iterable[Layer], going_on: Callable[[], None] = lambda: None) -> None:
        """Take in the Layers of one Article, at least two, each of another annotator. `going_on` is called where that
        takes long, and may raise to end it."""
        counts: Counts = defaultdict(float)
        chosen = sorted(map(self._narrowed, layers), key=lambda layer: layer.id.annotator)
        names = [layer.id.annotator for layer in chosen]
        for one, other in combinations(chosen, 2):
            couple = one.id.annotator, other.id.annotator
            self._articles[couple] += 1
            pairs = pair_up(one.spans, other.spans)
            count_spans(counts, couple, one.spans, other.spans, pairs)
            count_fields(counts, couple, one.spans, other.spans, pairs)
            count_arrows(counts, couple, one, other, pairs, self._kind)
        marked = [by_letters(layer.spans) for layer in chosen]
        # A damaged file may have Spans behind the end of the text; `hashiya check` names them.
        length = max([len(text), *(span.end for layer in chosen for span in layer.spans)])
        letters = Stretches(marked, length)
        count_units(counts, letters)
        count_alpha_u(counts, marked, length)
        if Level.CHARACTER in self._levels:
            count_codings(counts, Level.CHARACTER, names, letters.codings)
        if Level.TOKEN in self._levels:
            words = Tokens(text)
            stretches = Stretches([words.marks(layer.spans) for layer in chosen], len(words))
            count_codings(counts, Level.TOKEN, names, stretches.codings)
        if self._samples:
            self._count_gamma(counts, chosen, length, going_on)
        self._tally.add(counts)

    def told(self, resamples: int, progress: Callable[[int, int], None] = lambda _done, _total: None) -> Agreement:
        """All figures, with intervals from so many resamples of the Articles; `progress` may raise to cancel."""
        if not self._tally.articles:
            return Agreement(resamples=resamples, seed=self._seed)
        # One Article drawn anew is the same Article: that would be an interval without any width.
        sums = self._tally.sums(resamples if self._tally.articles > 1 else 0, self._seed, progress)
        told = Telling(sums, self._articles, self._levels).agreement()
        return replace(
            told,
            articles=self._tally.articles,
            gamma=gamma(sums, self._samples) if self._samples else None,
            resamples=resamples,
            seed=self._seed,
        )

    def _count_gamma(self, counts: Counts, layers: Sequence[Layer], length: int, going_on: Callable[[], None]) -> None:
        import numpy as np

        dice = np.random.default_rng((self._seed, self._tally.articles))
        count_gamma(counts, [layer.spans for layer in layers], length, self._samples, dice, going_on)

    def _kind(self, source: str, relation: Relation) -> str:
        return "argument" if is_argument(self._schema, relation, source) else "relation"

    def _narrowed(self, layer: Layer) -> Layer:
        if not self._wanted:
            return layer
        spans = tuple(span for span in layer.spans if span.label in self._wanted)
        held = {span.uid for span in spans}
        relations = tuple(one for one in layer.relations if one.source in held and one.target in held)
        return replace(layer, spans=spans, relations=relations)

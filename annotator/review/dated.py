"""Dates whose value is not the one that their words have."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from annotator.arabic.text import fold
from annotator.model.annotation import Layer, LayerId, Span
from annotator.review.doubts import Doubt, Finding, Occurrence, Variant, share

Value = tuple[str, str]
"""A TIMEX3 type and value."""

Said = Callable[[str, Span], Value | None]
"""What the words of a Span in the Article of this uid say; None where it is no date or nobody can tell."""

KEYS = ("agrees", "other", "coarser", "finer", "type", "missing")
"""How a value stands to what the words say."""

_SURE = 3
"""Places that count for what the words say, before any is looked at."""
_USUAL = 0.5
"""The share of dates with a value from which one without is doubtful."""


@dataclass(slots=True)
class Dated:
    """The dates of some Layers, by their words: each with the value that it has and the one that it should have."""

    said: Said
    is_date: Callable[[str], bool]
    _by_words: defaultdict[str, list[Occurrence]] = field(default_factory=lambda: defaultdict(list))
    _without: list[tuple[LayerId, Span, str]] = field(default_factory=list)
    _valued: int = 0

    def add(self, text: str, layer: Layer) -> None:
        """Look at the dates of a Layer."""
        for span in layer.spans:
            if len(span.fragments) == 1 and self.is_date(span.label):
                words = " ".join(fold(span.surface(text)).split())
                if span.value:
                    self._valued += 1
                    self._keep(layer.id, span, words)
                else:
                    self._without.append((layer.id, span, words))

    def _keep(self, layer: LayerId, span: Span, words: str) -> None:
        given = span.type, span.value
        # What was proposed and stayed needs no second look.
        said = given if span.value and span.confidence is not None else self.said(layer.article, span)
        if said is not None:
            place = span.start, span.end
            way = KEYS.index(way_of(given, said))
            self._by_words[words].append(Occurrence(layer, *place, *place, way, given, said))

    def findings(self) -> Iterator[Finding]:
        """One Finding for the words of each date that does not always agree. Dates without a value are none where most
        have none."""
        if self._valued > _USUAL * (self._valued + len(self._without)):
            for without in self._without:
                self._keep(*without)
        self._without.clear()
        for words, places in self._by_words.items():
            counts = Counter(one.variant for one in places)
            if len(places) == counts[0]:
                continue
            variants = tuple(Variant(key, counts[number], can_be_model=not number) for number, key in enumerate(KEYS))
            # What never agrees may well be what the program does not know.
            doubt = share(counts[0] + _SURE, len(places) + _SURE)
            yield Finding(Doubt.DATE, words, variants, 0, doubt, places)


def way_of(given: Value, said: Value) -> str:
    """How a type and value stand to others; see `KEYS`.

    >>> way_of(("DATE", "2024-05"), ("DATE", "2024-05-12"))
    'coarser'
    """
    if given[1] == said[1]:
        return "agrees" if not given[0] or given[0] == said[0] else "type"
    if not given[1]:
        return "missing"
    if said[1].startswith(given[1]):
        return "coarser"
    return "finer" if said[1] and given[1].startswith(said[1]) else "other"

"""Spans that begin or end with what belongs to no name: signs, spaces, brackets without their partners."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from annotator.arabic.tokens import trimmed, without_partner
from annotator.model.annotation import Fragment, Layer, Span
from annotator.review.doubts import Doubt, Finding, Occurrence, Variant, share

_SURE = 5
"""Places that count for it that a sign is no part of a Span, before any is looked at."""
_ABBREVIATED = 3
"""Letters that a word has at most of which a dot may be a part: د. and U.S."""


def mended(text: str, fragments: tuple[Fragment, ...]) -> tuple[Fragment, ...] | None:
    """The fragments of a Span as they are without stray signs at their ends; as they are where there are none. None
    where nothing would be left, or a bracket within has no partner.

    A bracket whose partner stands right outside takes it in; elsewhere it goes.
    """
    start, end = fragments[0][0], fragments[-1][1]
    inner = _inner(text, start, end)
    if inner is None:
        return None
    start, end = inner
    alone = without_partner(text, start, end)
    if len(alone) == 1 and len(fragments) == 1:
        start, end = _with_partner(text, start, end)
        alone = without_partner(text, start, end)
    if alone:
        return None
    if len(fragments) == 1:
        return ((start, end),)
    kept = [(max(first, start), min(last, end)) for first, last in fragments]
    return tuple((first, last) for first, last in kept if first < last)


def _inner(text: str, start: int, end: int) -> tuple[int, int] | None:
    inner = trimmed(text, start, end)
    if inner is not None and text[inner[1] : end].lstrip().startswith(".") and _is_abbreviated(text[slice(*inner)]):
        return inner[0], text.index(".", inner[1]) + 1
    return inner


def _is_abbreviated(words: str) -> bool:
    last = words.replace(".", " ").split()[-1]
    return len(last) == 1 or ("." in words and len(last) < _ABBREVIATED)


def _with_partner(text: str, start: int, end: int) -> tuple[int, int]:
    wider = [(start, end + 1), (start - 1, end)]
    return next(
        (one for one in wider if one[0] >= 0 and one[1] <= len(text) and not without_partner(text, *one)), (start, end)
    )


@dataclass(slots=True)
class Edges:
    """What is counted of the ends of Spans: signs within them, and such signs right outside of others."""

    strays: defaultdict[str, list[Occurrence]] = field(default_factory=lambda: defaultdict(list))
    outside: Counter[str] = field(default_factory=Counter)

    def add(self, text: str, layer: Layer) -> None:
        """Count the Spans of a Layer."""
        for span in layer.spans:
            start, end = span.start, span.end
            fine = mended(text, span.fragments)
            if fine == span.fragments:
                for sign in {text[start - 1 : start], text[end : end + 1]}:
                    self.outside[sign] += 1
                continue
            sign, variant = _told(text, span, fine)
            first, last = (fine[0][0], fine[-1][1]) if fine else (start, end)
            self.strays[sign].append(Occurrence(layer.id, start, end, first, last, variant))

    def findings(self) -> Iterator[Finding]:
        """One Finding for each sign, told by how often it stands outside otherwise."""
        for sign, places in self.strays.items():
            counts = Counter(place.variant for place in places)
            without = self.outside[sign] if len(sign) == 1 else sum(self.outside[one] for one in set(sign))
            variants = [Variant("clean", without)]
            keys = ("start", "end", "both", "alone")
            variants += [Variant(key, counts[number], can_be_model=False) for number, key in enumerate(keys, 1)]
            doubt = share(without + _SURE, without + _SURE + len(places))
            yield Finding(Doubt.PUNCTUATION, _named(sign), tuple(variants), 0, doubt, places)


def _told(text: str, span: Span, fine: tuple[Fragment, ...] | None) -> tuple[str, int]:
    """Which signs are stray, and the number of the Variant."""
    start, end = span.start, span.end
    if fine is None:
        alone = without_partner(text, start, end)
        return (text[alone[0]] if alone else text[start:end].strip() or " "), 4
    if fine[0][0] < start or fine[-1][1] > end:
        return text[without_partner(text, start, end)[0]], 4
    before, after = text[start : fine[0][0]], text[fine[-1][1] : end]
    return _sign(before or after), 3 if before and after else 1 if before else 2


def _sign(stray: str) -> str:
    """The sign that a stray text is about: the first that is no space, else a space."""
    return next((char for char in stray if not char.isspace()), " ")


def _named(sign: str) -> str:
    """A sign as it can be seen."""
    if sign.isspace():
        return "␣"
    return sign if sign.isprintable() else unicodedata.name(sign, f"U+{ord(sign[0]):04X}")

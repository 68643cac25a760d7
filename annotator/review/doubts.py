"""What is doubtful in Layers: the same thing marked in several ways, with all its places, and how doubtful that is."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import field
from enum import StrEnum
from math import sqrt
from typing import overload

from annotator.frozen import frozen
from annotator.model.annotation import LayerId
from annotator.words import _, pgettext


class Doubt(StrEnum):
    """What is doubtful about a name, or about Spans of one sort."""

    LABEL = "label"
    """The same name under different Labels."""
    CLITIC = "clitic"
    """The same name with the proclitics before it in the Span and without, or cut into."""
    BOUNDARY = "boundary"
    """The same words marked as a whole, and elsewhere a part of them: a title inside and outside."""
    MISSED = "missed"
    """A name that is marked, and elsewhere stands unmarked in a finished Article."""
    DATE = "date"
    """Dates whose value is not the one that their words have."""
    PUNCTUATION = "punctuation"
    """Spans that begin or end with signs or spaces, and brackets without their partners."""


NAMED = frozenset({Doubt.LABEL, Doubt.CLITIC, Doubt.BOUNDARY, Doubt.MISSED})
"""What is found by comparing the places of names."""

Pattern = tuple[tuple[int, int, int, str], ...]
"""What is marked at the words of a name instead of all of them: first and last word, counted from the first word of the
name; how many letters of its first word stand before it, of the name's first word counted from the name; and Label."""

WHOLE = "[whole]"
"""The key of the Variant in which all the words of a name are marked; no Label has such a name."""

CERTAIN = 1.96
"""Standard deviations of the interval in `share`: 95 %."""


@frozen
class Variant:
    """One of the ways in which the same thing is marked, and at how many places.

    `key` names it the same at each look: the Labels, or a word. `labels` are the Labels at such a place; none where it
    is not marked. `shown` is such a place, with the edges of the Spans as square brackets. `pattern` says which words
    are marked where it is not all of them; `can_be_model` whether others can be made like it.
    """

    key: str
    count: int
    shown: str = ""
    labels: tuple[str, ...] = ()
    pattern: Pattern = ()
    can_be_model: bool = True


@frozen
class Occurrence:
    """A place of a Finding: `[start, end)` is marked there, in code points, or not marked but meant; the words of the
    name stand at `[first, last)`. `variant` is the number of its Variant.

    A date has its type and value in `given` and what its words say in `said`.
    """

    layer: LayerId
    start: int
    end: int
    first: int
    last: int
    variant: int
    given: tuple[str, str] = ("", "")
    said: tuple[str, str] = ("", "")


FIELDS = 6
"""Numbers that a place takes in `Places`."""


class Places(Sequence[Occurrence]):
    """Occurrences kept in few bytes: a name may have many thousands."""

    def __init__(self, layers: Sequence[LayerId], numbers: array[int]) -> None:
        self._layers = layers
        self._numbers = numbers

    def __len__(self) -> int:
        return len(self._numbers) // FIELDS

    @overload
    def __getitem__(self, at: int) -> Occurrence: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Occurrence]: ...
    def __getitem__(self, at: int | slice) -> Occurrence | Sequence[Occurrence]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        if at < 0:
            at += len(self)
        if not 0 <= at < len(self):
            raise IndexError(at)
        layer, start, end, first, last, variant = self._numbers[at * FIELDS : (at + 1) * FIELDS]
        return Occurrence(self._layers[layer], start, end, first, last, variant)


@frozen
class Finding:
    """The same thing marked in several ways. `surface` is its words, folded, or the signs that it is about; `model` the
    number of the Variant that the others should most likely be like, and `doubt` how sure that is, between 0 and 1.
    `occurrences` are all its places, in reading order. `keeps_clitics` says that the name is marked with the proclitics
    before it, and `nests` that Spans lie within others in these Layers."""

    kind: Doubt
    surface: str
    variants: tuple[Variant, ...]
    model: int
    doubt: float
    occurrences: Sequence[Occurrence] = field(compare=False, repr=False)
    keeps_clitics: bool = False
    nests: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """What names it the same at each look."""
        return self.kind.value, self.surface

    def is_doubtful(self, variant: int) -> bool:
        """Whether places of the Variant of this number are in question: all that are not like the model, but where
        places are missed these alone."""
        return not self.variants[variant].labels if self.kind is Doubt.MISSED else variant != self.model

    @property
    def doubtful(self) -> int:
        """At how many places it is marked in another way."""
        return sum(one.count for number, one in enumerate(self.variants) if self.is_doubtful(number))

    @property
    def doubtful_places(self) -> list[Occurrence]:
        """Those places, in reading order."""
        return [one for one in self.occurrences if self.is_doubtful(one.variant)]

    @property
    def claims(self) -> frozenset[str]:
        """What is said to be right where the whole Finding is: that there are these Variants of a name, or that the
        doubtful places are as they should be."""
        if self.kind in (Doubt.LABEL, Doubt.CLITIC, Doubt.BOUNDARY):
            return frozenset(one.key for one in self.variants if one.count)
        return frozenset(f"{one.layer.article} {one.start} {one.layer.annotator}" for one in self.doubtful_places)


def share(count: float, total: float) -> float:
    """What share a count has of a total at least, as far as so few tell: the lower end of Wilson's interval.

    E. B. Wilson, “Probable inference, the law of succession, and statistical inference”, JASA 22(158), 1927.

    >>> round(share(50, 51), 2), round(share(2, 3), 2)
    (0.9, 0.21)
    """
    if total <= 0:
        return 0.0
    part, square = count / total, CERTAIN**2
    middle = part + square / (2 * total)
    return max(
        (middle - CERTAIN * sqrt((part * (1 - part) + square / (4 * total)) / total)) / (1 + square / total), 0.0
    )


def ranked(findings: Iterable[Finding]) -> list[Finding]:
    """Findings in the order of their kinds, the most doubtful of each first."""
    order = list(Doubt)
    return sorted(findings, key=lambda one: (order.index(one.kind), -one.doubt, -one.doubtful, one.surface))


def told(variant: Variant, called: Callable[[str], str] = str) -> str:
    """What a Variant is called: the Labels as they are `called`, what is so about it, or what it looks like."""
    words = {
        "inside": _("proclitic inside"),
        "outside": _("proclitic outside"),
        "cut": _("cut into"),
        "in": _("inside the span"),
        "out": _("outside of the span"),
        "unmarked": pgettext("place", "not marked"),
        "agrees": _("as the words say"),
        "missing": _("no value"),
        "type": _("another type"),
        "coarser": _("less precise"),
        "finer": _("more precise"),
        "other": _("another value"),
        "clean": _("outside of the span"),
        "start": _("at the start"),
        "end": _("at the end"),
        "both": _("on both sides"),
        "alone": _("without its partner"),
    }
    if variant.pattern or variant.key == WHOLE:
        return variant.shown
    return " + ".join(map(called, variant.labels)) or words[variant.key]

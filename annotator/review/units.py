"""Krippendorff's family of alphas for units that several annotators cut out of one text and give values to.

The text is to each annotator a row of units with values and gaps without, letter after letter. Where the letters of two
annotators meet, their values coincide or do not; l(c, k) is how many letters the one calls c and the other k, each
place with m annotators weighing `1 / (m - 1)` for each ordered pair. By chance, any two letters might have met, but for
those of one unit, which nobody cut apart: `e(c, k) = (l(c) l(k) - [c = k] q(c)) / (l - q / l)`, where q(c) sums up the
squared lengths of the units of value c, and the plain lengths for the gaps. With `alpha = 1 - Do / De`:

- *u*: all that differs, `Do = l - sum l(c, c)`, `De = l - sum e(c, c)`: boundaries and values at once;
- *|u* (`binary`): whether a letter is in a unit at all, whatever its value: boundaries alone;
- *cu*: the values alone, where both have a unit: l*, e* and q* of the letters in which units of two annotators meet
  (of a unit, the letters that it shares with another annotator count for q*, with each of more than one as in l*);
- *(k)u*: one value k: `1 - (e*(k) / l*(k)) (l*(k) - l*(k, k)) / (e*(k) - e*(k, k))`.

K. Krippendorff, Y. Mathet, S. Bouvry and A. Widlöcher, “On the reliability of unitizing textual continua: Further
developments”, Quality & Quantity 50(6), 2016, pages 2347-2364; the same in K. Krippendorff, “Content Analysis”, 4th
edition, 2019, section 12.6, whose equations 32 to 38 these are.

Where Spans of one annotator lie over each other, the letters below all of them are a unit of their own, whose value is
all their Labels: so nothing is left out, and who marks the same agrees wholly. Each fragment of a discontinuous Span
is a unit. The sums of the Articles are added up, as if the texts stood behind each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from annotator.frozen import frozen
from annotator.review.coding import Stretches, Value
from annotator.review.tally import Counts, Sums, ratio

if TYPE_CHECKING:
    from annotator.review.tally import Sum

GAP: Value = ()


def count_units(counts: Counts, stretches: Stretches) -> None:
    """Count the letters of one Article by what the annotators call them, and the lengths of their units."""
    others = len(stretches.covers) - 1
    for values, weight in stretches.codings.items():
        meeting = others - values.count(GAP)
        for value in set(values):
            number = values.count(value)
            counts["unit", "given", value] += weight * number
            if number > 1:
                counts["unit", "both", value] += weight * number * (number - 1) / others
            if value and meeting:
                counts["unit", "met", value] += weight * number * meeting / others
    covering = [sum(map(bool, here)) for here in zip(*stretches.covers, strict=True)]
    for covers, named in zip(stretches.covers, stretches.values, strict=True):
        for value, length, met in _units(covers, named, stretches.lengths, covering):
            counts["unit", "squared", value] += length**2
            if met:
                counts["unit", "met squared", value] += (met / others) ** 2


def _units(
    covers: Sequence[tuple[int, ...]], named: Sequence[Value], lengths: Sequence[int], covering: Sequence[int]
) -> Iterator[tuple[Value, int, int]]:
    """The units of one annotator: the value, the length, and how many letters others have there, each counted."""
    before: tuple[int, ...] = ()
    value, length, met = GAP, 0, 0
    for here, name, letters, number in zip(covers, named, lengths, covering, strict=True):
        if here != before:
            if before:
                yield value, length, met
            before, value, length, met = here, name, 0, 0
        length += letters
        met += letters * (number - 1)
    if before:
        yield value, length, met


@frozen
class UnitAlphas:
    """The four alphas; of the last one each value has its own."""

    u: Sum
    binary: Sum
    cu: Sum
    by_value: dict[Value, Sum]


def unit_alphas(sums: Sums, values: Iterable[Value]) -> UnitAlphas:
    """All four, of these values (the gap is none of them)."""
    held = list(values)
    free, free_both = sums["unit", "given", GAP], sums["unit", "both", GAP]
    given, both, squared, met, met_squared = (
        sums.of([("unit", what, value) for value in held])
        for what in ("given", "both", "squared", "met", "met squared")
    )
    letters = free + given.sum(axis=0)
    possible = _possible(letters, free + squared.sum(axis=0))
    apart = letters - free_both - both.sum(axis=0)
    by_chance = ratio(letters**2 - free**2 - (given**2).sum(axis=0), possible)

    shared = met.sum(axis=0)
    able = _possible(shared, met_squared.sum(axis=0))
    of_value = ratio(met * shared - met_squared, able)  # e*(k)
    rest = ratio(met * (shared - met), able)  # e*(k) - e*(k, k)
    return UnitAlphas(
        u=1 - ratio(apart, by_chance),
        binary=1 - ratio(free - free_both, ratio(free * (letters - free), possible)),
        cu=1 - ratio(shared - both.sum(axis=0), ratio(shared**2 - (met**2).sum(axis=0), able)),
        by_value={
            value: 1 - ratio(of_value[at] * (met[at] - both[at]), met[at] * rest[at]) for at, value in enumerate(held)
        },
    )


def _possible(letters: Sum, squared: Sum) -> Sum:
    """`l - q / l`: what the products of frequencies are divided by."""
    return letters - ratio(squared, letters)

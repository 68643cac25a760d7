"""What two annotators say of the same Span beyond its Label: type and value of dates, and Attributes.

Compared are the pairs of Spans of one Label that overlap (see `matching`); for whether the boundaries agree has been
told already. A pair counts for a field where at least one of the two says anything there, and agrees where both say the
same; of an Attribute with several values all must be the same, in whatever order. `exact` asks that of all fields of a
pair at once, over the pairs that have any field.

A value of a date, such as 2024-05-12T10:30, is compared as a whole and in its parts: year, month (or week, or season),
day, and time.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field

from annotator.frozen import frozen
from annotator.model.annotation import Span
from annotator.review.matching import Pair
from annotator.review.tally import NOTHING, Counts, Figure, Sums, figure, ratio

PARTS = ("year", "month", "day", "time")

_VALUE = re.compile(
    r"(?P<year>[0-9X]{2,4})(?:-(?P<month>[0-9A-Z]{1,3})(?:-(?P<day>[0-9A-Z]{1,2}))?)?(?:T(?P<time>[0-9A-Z:.+-]+))?"
)

Field = tuple[str, str]
"""`value` or `attribute` and its name; `("exact", "")` for all at once."""


@frozen
class FieldAgreement:
    """`pairs` is how many pairs of Spans have the field on either side, `same` the share of them that say the same."""

    pairs: int = 0
    same: Figure = NOTHING


NO_FIELD = FieldAgreement()


@frozen
class FieldsAgreement:
    """All fields: `exact` asks for all of them at once; `parts` are those of the value of a date."""

    exact: FieldAgreement = NO_FIELD
    type: FieldAgreement = NO_FIELD
    value: FieldAgreement = NO_FIELD
    parts: Mapping[str, FieldAgreement] = field(default_factory=dict)
    attributes: Mapping[str, FieldAgreement] = field(default_factory=dict)


NO_FIELDS = FieldsAgreement()


def count_fields(
    counts: Counts, couple: Hashable, first: Sequence[Span], second: Sequence[Span], pairs: Iterable[Pair]
) -> None:
    """Count the fields of the `pairs` of two Layers under the name of this `couple`."""
    for i, j, _alike in pairs:
        one, other = first[i], second[j]
        if one.label != other.label:
            continue
        ours, theirs = dict(_said(one)), dict(_said(other))
        if not (ours or theirs):
            continue
        for name in ours.keys() | theirs.keys():
            counts[couple, "field", name] += 1
            if ours.get(name) == theirs.get(name):
                counts[couple, "field same", name] += 1
        counts[couple, "field", ("exact", "")] += 1
        if ours == theirs:
            counts[couple, "field same", ("exact", "")] += 1


def fields(sums: Sums, couples: Iterable[Hashable], names: Iterable[Field]) -> FieldsAgreement:
    """What these pairs of annotators together say in the fields of these names."""
    held = list(couples)

    def told(name: Field) -> FieldAgreement:
        pairs = sums.total((couple, "field", name) for couple in held)
        same = sums.total((couple, "field same", name) for couple in held)
        return FieldAgreement(int(pairs[0]), figure(ratio(same, pairs)))

    known = sorted(set(names))
    return FieldsAgreement(
        told(("exact", "")),
        told(("type", "")),
        told(("value", "")),
        {part: told(("part", part)) for part in PARTS if ("part", part) in known},
        {name: told((kind, name)) for kind, name in known if kind == "attribute"},
    )


def _said(span: Span) -> Iterator[tuple[Field, object]]:
    if span.type:
        yield ("type", ""), span.type
    if span.value:
        yield ("value", ""), span.value
        if found := _VALUE.fullmatch(span.value):
            yield from ((("part", part), said) for part, said in found.groupdict().items() if said)
    for name in {attribute.name for attribute in span.attributes}:
        yield ("attribute", name), tuple(sorted(one.value for one in span.attributes if one.name == name))

"""Values of dates and Attributes are compared where two annotators mean the same Span."""

from __future__ import annotations

from dataclasses import replace

from annotator.model.annotation import Attribute, Span
from annotator.review.fields import FieldAgreement, FieldsAgreement, count_fields, fields
from annotator.review.matching import pair_up
from annotator.review.tally import Counts
from tests.review.layers import counted, span


def compared(first: list[Span], second: list[Span]) -> FieldsAgreement:
    def count(counts: Counts) -> None:
        count_fields(counts, "ab", first, second, pair_up(first, second))

    sums = counted(count)
    names = {name for _couple, what, name in sums if what == "field" and isinstance(name, tuple)}
    return fields(sums, ["ab"], names)


def date(at: int, value: str, type_: str = "DATE") -> Span:
    return replace(span("DATE", (at, at + 4)), type=type_, value=value)


def told(one: FieldAgreement) -> tuple[int, float | None]:
    return one.pairs, one.same.value


def test_a_value_is_compared_as_a_whole_and_in_its_parts() -> None:
    first = [
        date(0, "2024-05-12"),
        date(10, "2024-05-12T10:30", "TIME"),
        date(20, "2024-W05"),
        date(30, "P3D", "DURATION"),
    ]
    second = [date(0, "2024-05-13"), date(10, "2024-05-12", "DATE"), date(20, "2024-W05"), date(30, "P3D", "DURATION")]
    found = compared(first, second)
    assert told(found.type) == (4, 0.75)
    assert told(found.value) == (4, 0.5)
    assert {part: told(one) for part, one in found.parts.items()} == {
        "year": (3, 1),
        "month": (3, 1),
        "day": (2, 0.5),
        "time": (1, 0),
    }
    assert told(found.exact) == (4, 0.5)


def test_an_attribute_agrees_where_all_its_values_do_in_whatever_order() -> None:
    def person(*said: tuple[str, str]) -> Span:
        return replace(span("PERS", (0, 4)), attributes=tuple(Attribute(*one) for one in said))

    one, turned = person(("role", "x"), ("role", "y")), person(("role", "y"), ("role", "x"))
    assert {name: told(found) for name, found in compared([one], [turned]).attributes.items()} == {"role": (1, 1)}
    found = compared([one], [person(("role", "x"), ("certain", "no"))])
    assert {name: told(one) for name, one in found.attributes.items()} == {"role": (1, 0), "certain": (1, 0)}


def test_an_attribute_that_is_called_like_a_field_is_none() -> None:
    one = replace(span("PERS", (0, 4)), attributes=(Attribute("value", "x"),))
    found = compared([one], [one])
    assert (told(found.value), told(found.attributes["value"])) == ((0, None), (1, 1))


def test_spans_without_any_field_do_not_count() -> None:
    assert told(compared([span("PERS", (0, 4))], [span("PERS", (0, 4))]).exact) == (0, None)


def test_spans_of_another_label_or_place_are_not_compared() -> None:
    moved = replace(date(1, "2024-05-12"), fragments=((1, 6),))
    assert told(compared([date(0, "2024-05-12")], [moved]).value) == (1, 1)
    assert told(compared([date(0, "2024-05-12")], [replace(moved, label="PERS")]).value) == (0, None)
    assert told(compared([date(0, "2024-05-12")], [date(20, "2024-05-12")]).value) == (0, None)

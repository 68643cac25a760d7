"""What Attributes say, what they may say, and what they say of themselves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.annotation import Attribute
from annotator.model.attributes import defaults, faults_of, split, values_of, with_values
from annotator.model.schema import AttributeSpec, AttributeType, Choice
from tests.helpers.schemas import TENSE, attribute_specs

TITLES = AttributeSpec("Titles", AttributeType.SEVERAL, choices=(Choice("Dr"), Choice("Haj")))
AGE, LIVING = AttributeSpec("Age", AttributeType.NUMBER), AttributeSpec("Living", AttributeType.YES_NO)
BORN, REMARK = AttributeSpec("Born", AttributeType.DATE), AttributeSpec("Remark")
SAID = (Attribute("a", "1"), Attribute("b", "x"), Attribute("c", "2"), Attribute("b", "y"))

attributes = st.lists(st.builds(Attribute, st.sampled_from("abc"), st.sampled_from("xyz")), max_size=6)
values = st.lists(st.sampled_from("xyz"), max_size=3)


def told(*pairs: tuple[str, str]) -> tuple[Attribute, ...]:
    return tuple(Attribute(name, value) for name, value in pairs)


def test_all_values_of_an_attribute_are_found_in_order() -> None:
    assert values_of(SAID, "b") == ("x", "y")
    assert values_of(SAID, "d") == ()


def test_other_values_stand_where_the_former_stood() -> None:
    assert with_values(SAID, "b", ["z"]) == told(("a", "1"), ("b", "z"), ("c", "2"))
    assert with_values(SAID, "b", []) == told(("a", "1"), ("c", "2"))
    assert with_values(SAID, "d", ["p", "q"]) == (*SAID, *told(("d", "p"), ("d", "q")))


@given(attributes, st.sampled_from("abc"), values)
def test_whatever_is_said_is_said_and_the_others_stay(before: list[Attribute], name: str, said: list[str]) -> None:
    after = with_values(before, name, said)
    assert values_of(after, name) == tuple(said)
    assert [one for one in after if one.name != name] == [one for one in before if one.name != name]


@pytest.mark.parametrize(
    ("spec", "text", "found"),
    [
        (TITLES, "Dr, Haj", ("Dr", "Haj")),
        (TITLES, " Haj ,, ", ("Haj",)),
        (TITLES, "", ()),
        (TENSE, "past,future", ("past,future",)),  # only several_of has several
        (REMARK, "one, two", ("one, two",)),
        (REMARK, "", ()),
    ],
)
def test_only_several_of_is_cut_at_commas(spec: AttributeSpec, text: str, found: tuple[str, ...]) -> None:
    assert split(spec, text) == found


def test_a_new_span_gets_each_default_and_nothing_where_there_is_none() -> None:
    several = AttributeSpec("Titles", AttributeType.SEVERAL, choices=TITLES.choices, default="Haj,Dr")
    assert defaults([TENSE, AGE, several]) == told(("Tense", "past"), ("Titles", "Haj"), ("Titles", "Dr"))


@given(attribute_specs())
def test_no_default_of_a_sound_schema_is_at_fault(spec: AttributeSpec) -> None:
    assert list(faults_of(spec, values_of(defaults([spec]), spec.name))) == []


@pytest.mark.parametrize(
    ("spec", "value"),
    [
        *((TENSE, value) for value in ("past", "future")),
        *((TITLES, value) for value in ("Dr", "Haj")),
        *((LIVING, value) for value in ("yes", "no")),
        *((AGE, value) for value in ("0", "-3", "2.50", "007")),
        *((BORN, value) for value in ("2024-05-12", "P3D", "2024-W10", "XXXX-WXX-7", "PRESENT_REF")),
        *((REMARK, value) for value in ("", "كلمة", "a\nb", ",")),
    ],
)
def test_a_value_that_fits_has_no_fault(spec: AttributeSpec, value: str) -> None:
    assert list(faults_of(spec, (value,))) == []


@pytest.mark.parametrize(
    ("spec", "value", "wanted"),
    [
        *((TENSE, value, "one of past, future") for value in ("", "PAST", "past,future", "Dr")),
        (TITLES, "Dr,Haj", "one of Dr, Haj"),
        *((LIVING, value, "yes or no") for value in ("", "Yes", "true", "نعم")),
        *((AGE, value, "a number") for value in ("", "٣", "+1", "1e3", ".5", "1.", "1,5", " 1", "1\n", "nan")),
        *((BORN, value, "a date") for value in ("", "12 May", "\t", "x" * 41)),
    ],
)
def test_a_value_that_does_not_fit_is_told_what_is_wanted(spec: AttributeSpec, value: str, wanted: str) -> None:
    assert list(faults_of(spec, (value,))) == [wanted]


def test_only_several_of_has_several_values_and_each_of_them_once() -> None:
    assert list(faults_of(TITLES, ("Dr", "Haj"))) == []
    assert list(faults_of(TITLES, ("Dr", "Dr"))) == ["each value once"]
    for spec, pair in ((TENSE, ("past", "future")), (AGE, ("1", "2")), (REMARK, ("a", "b"))):
        assert list(faults_of(spec, pair)) == ["one value"]
    assert list(faults_of(TENSE, ("past", "past"))) == ["one value", "each value once"]


def test_nothing_said_is_never_at_fault() -> None:
    assert [list(faults_of(spec, ())) for spec in (TENSE, TITLES, LIVING, AGE, BORN, REMARK)] == [[]] * 6

"""Events with their arguments, and who may fill a Role."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.model.annotation import Relation, Span
from annotator.model.events import distance, events, fillers, partners
from tests.helpers.schemas import event_schema

SCHEMA = event_schema()


def span(uid: str, label: str, *pieces: tuple[int, int]) -> Span:
    return Span(uid, label, pieces)


MEET = span("meet", "Meet", (50, 55))
NEAR, FAR = span("near", "PERS", (60, 65)), span("far", "PERS", (0, 5))
CITY, ORG, TRIP = span("city", "CITY", (70, 75)), span("org", "ORG", (35, 40)), span("trip", "Trip", (80, 85))
SPANS = [MEET, NEAR, FAR, CITY, ORG, TRIP]


def arrow(label: str, source: Span, target: Span) -> Relation:
    return Relation(f"{label}-{source.uid}-{target.uid}", label, source.uid, target.uid)


def uids(found: list[Span]) -> list[str]:
    return [one.uid for one in found]


def test_every_trigger_is_an_event_in_reading_order_with_or_without_arguments() -> None:
    drawn = [arrow("Place", TRIP, CITY)]
    first, second = events(SCHEMA, reversed(SPANS), drawn)
    assert (first.trigger, first.arguments) == (MEET, ())
    assert (second.trigger, second.arguments) == (TRIP, ((drawn[0], CITY),))


def test_arguments_stand_in_the_order_of_the_roles_and_then_of_the_text() -> None:
    drawn = [
        arrow("What", MEET, ORG),  # a role that it does not have comes last
        arrow("Chair", MEET, FAR),
        arrow("Who", MEET, NEAR),
        arrow("Who", MEET, FAR),
        arrow("Place", MEET, CITY),
    ]
    (event, _trip) = events(SCHEMA, SPANS, drawn)
    told = [(one.label, target.uid) for one, target in event.arguments]
    assert told == [("Place", "city"), ("Who", "far"), ("Who", "near"), ("Chair", "far"), ("What", "org")]


def test_what_is_no_argument_is_none_of_the_event() -> None:
    drawn = [arrow("same", MEET, TRIP), arrow("Place", CITY, MEET), replace(arrow("Who", MEET, NEAR), target="gone")]
    assert [event.arguments for event in events(SCHEMA, SPANS, drawn)] == [(), ()]


# Who may fill a Role


def test_the_nearest_that_may_fill_a_role_comes_first() -> None:
    assert uids(fillers(SCHEMA, SPANS, [], "meet", "Who")) == ["near", "org", "far"]
    assert uids(fillers(SCHEMA, SPANS, [], "meet", "Place")) == ["city"]
    assert uids(fillers(SCHEMA, SPANS, [], "trip", "Place")) == ["city"]


def test_of_two_as_near_the_earlier_comes_first() -> None:
    before, after = span("z", "PERS", (43, 45)), span("a", "PERS", (60, 62))
    assert distance(MEET, before) == distance(MEET, after) == 5
    assert uids(fillers(SCHEMA, [MEET, after, before], [], "meet", "Who")) == ["z", "a"]


def test_those_that_take_part_already_come_after_those_that_do_not() -> None:
    assert uids(fillers(SCHEMA, SPANS, [arrow("Chair", MEET, NEAR)], "meet", "Who")) == ["org", "far", "near"]


def test_an_arrow_that_is_no_argument_takes_nobody_for_it() -> None:
    """Once whoever was related to the trigger in any way came last."""
    assert uids(fillers(SCHEMA, SPANS, [arrow("in", MEET, NEAR)], "meet", "Who")) == ["near", "org", "far"]
    assert uids(fillers(SCHEMA, SPANS, [arrow("Chair", TRIP, NEAR)], "meet", "Who")) == ["near", "org", "far"]


def test_neither_the_trigger_nor_who_fills_the_role_may_fill_it_again() -> None:
    say = span("say", "Say", (20, 25))
    drawn = [arrow("What", say, CITY), arrow("Who", MEET, NEAR)]
    assert uids(fillers(SCHEMA, [*SPANS, say], drawn, "say", "What")) == ["org", "far", "meet", "near", "trip"]
    assert uids(fillers(SCHEMA, SPANS, drawn, "meet", "Who")) == ["org", "far"]


@pytest.mark.parametrize(("trigger", "role"), [("meet", "What"), ("near", "Who"), ("gone", "Who")])
def test_nobody_fills_a_role_that_is_not_there(trigger: str, role: str) -> None:
    assert fillers(SCHEMA, SPANS, [], trigger, role) == []


def test_the_nearest_to_which_a_relation_may_lead_comes_first() -> None:
    near = span("gpe", "GPE", (66, 69))
    assert uids(partners(SCHEMA, [*SPANS, near], "near", "in")) == ["gpe", "city"]
    assert uids(partners(SCHEMA, [*SPANS, near], "city", "near")) == ["gpe", "org"]
    assert uids(partners(SCHEMA, SPANS, "org", "near")) == ["city"]  # it leads both ways
    assert uids(partners(SCHEMA, SPANS, "near", "same")) == ["city", "org", "far"]
    assert partners(SCHEMA, SPANS, "near", "nosuch") == partners(SCHEMA, SPANS, "gone", "same") == []


@pytest.mark.parametrize(
    ("one", "other", "between"),
    [
        ([(0, 5)], [(5, 9)], 0),
        ([(0, 5)], [(6, 9)], 1),
        ([(0, 9)], [(2, 4)], 0),
        ([(0, 2), (8, 9)], [(4, 5)], 0),
        ([(7, 9)], [(0, 3)], 4),
    ],
)
def test_distance_counts_the_code_points_between(
    one: list[tuple[int, int]], other: list[tuple[int, int]], between: int
) -> None:
    a, b = span("a", "PERS", *one), span("b", "PERS", *other)
    assert distance(a, b) == distance(b, a) == between

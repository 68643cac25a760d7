"""Things that never change, against the standard library's own frozen dataclasses."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.frozen import frozen


@frozen
class Place:
    """Where something stands."""

    name: str
    at: tuple[int, ...] = ()
    seen: int = field(default=0, compare=False)
    inside: list[int] = field(default_factory=list, repr=False, compare=False)


@frozen
class Town(Place):
    people: int = 0


@frozen
class Nothing:
    pass


@frozen
class Caseless:
    word: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Caseless) and self.word.casefold() == other.word.casefold()

    def __hash__(self) -> int:
        return hash(self.word.casefold())

    def __repr__(self) -> str:
        return self.word


def _theirs() -> Any:
    @dataclass(frozen=True, slots=True)
    class Place:
        """Where something stands."""

        name: str
        at: tuple[int, ...] = ()
        seen: int = field(default=0, compare=False)
        inside: list[int] = field(default_factory=list, repr=False, compare=False)

    Place.__qualname__ = "Place"
    return Place


THEIRS = _theirs()
PARTS = st.tuples(
    st.text(max_size=2), st.lists(st.integers(0, 2), max_size=2).map(tuple), st.integers(0, 1), st.lists(st.none())
)


@given(PARTS, PARTS)
def test_two_are_equal_and_hashed_and_told_as_those_of_the_standard_library(one: Any, other: Any) -> None:
    assert (Place(*one) == Place(*other)) is (THEIRS(*one) == THEIRS(*other))
    assert (hash(Place(*one)) == hash(Place(*other))) is (hash(THEIRS(*one)) == hash(THEIRS(*other)))
    assert repr(Place(*one)) == repr(THEIRS(*one))
    assert dataclasses.asdict(Place(*one)) == dataclasses.asdict(THEIRS(*one))


@given(PARTS)
def test_one_survives_being_copied_and_pickled(parts: Any) -> None:
    place = Place(*parts)
    for again in (
        copy.copy(place),
        copy.deepcopy(place),
        pickle.loads(pickle.dumps(place)),
        dataclasses.replace(place),
    ):
        assert again == place
        assert dataclasses.astuple(again) == dataclasses.astuple(place)


def test_fields_defaults_and_patterns_are_those_of_a_dataclass() -> None:
    assert [one.name for one in dataclasses.fields(Town)] == ["name", "at", "seen", "inside", "people"]
    assert Place("بغداد").inside is not Place("بغداد").inside
    match Town("بغداد", (1,), people=7):
        case Town(name, (first,), people=people):
            assert (name, first, people) == ("بغداد", 1, 7)


def test_a_class_and_the_one_below_it_are_never_equal() -> None:
    assert Place("بغداد") != Town("بغداد")
    assert Place("بغداد") != ("بغداد", ())


def test_a_thing_without_fields_is_like_another_of_its_kind() -> None:
    assert Nothing() == Nothing()
    assert len({Nothing(), Nothing()}) == 1
    assert repr(Nothing()) == "Nothing()"


def test_what_a_class_says_of_itself_stands() -> None:
    assert Caseless("Word") == Caseless("wORD")
    assert hash(Caseless("Word")) == hash(Caseless("wORD"))
    assert repr(Caseless("Word")) == "Word"


def test_what_makes_one_is_written_when_the_first_one_is_made() -> None:
    @frozen
    class Later:
        name: str
        seen: list[int] = field(default_factory=list)

        def __post_init__(self) -> None:
            self.seen.append(len(self.name))

    @frozen
    class LaterStill(Later):
        people: int = 0

    waiting = Later.__init__
    assert (LaterStill("مصر", [1], people=7).seen, Later.__init__) == ([1, 3], waiting)
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'name'"):
        Later()  # type: ignore[call-arg]
    assert Later.__init__ is not waiting
    assert [Later("بغداد").seen, Later(name="مصر").seen] == [[5], [3]]


def test_a_class_that_makes_its_own_does_so() -> None:
    @frozen
    class Twice:
        name: str

        def __init__(self, name: str) -> None:
            self.name = name * 2  # type: ignore[misc]

    assert Twice("بغ").name == "بغبغ"


def test_a_field_that_is_not_there_cannot_be_set() -> None:
    with pytest.raises(AttributeError):
        Place("بغداد").country = "العراق"  # type: ignore[attr-defined]


def nobody_may(place: Place, town: Town) -> None:
    """mypy reads this, and nothing runs it: it would complain of an ignored error that is none."""
    place.name = "بغداد"  # type: ignore[misc]
    town.people = 1  # type: ignore[misc]

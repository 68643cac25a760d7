"""What each strategy decides, and what it leaves open."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from annotator.errors import BadInput
from annotator.model.annotation import Attribute, Span
from annotator.model.decision import NONE, Choice
from annotator.review.cases import Case, cases_of
from annotator.review.strategies import Rule, Strategy, choice_of, strategy_named
from tests.helpers.builders import ARTICLE, small_schema, where
from tests.helpers.gold import Mark, marked

NAME = "محمود عباس"


def case(*answers: list[Mark]) -> Case:
    """The Case about Spans that annotators a, b, c … make."""
    layers = [marked(name, *marks) for name, marks in zip("abcde", answers, strict=False)]
    return cases_of(ARTICLE, layers, small_schema())[0]


def date(uid: str, value: str = "2024", note: str = "", *attributes: tuple[str, str]) -> Span:
    said = tuple(Attribute(*one) for one in attributes)
    return Span(uid, "DATE", (where("الأحد"),), "DATE", value, said, note)


def chosen(name: str) -> Callable[[Case], Choice | None]:
    return lambda one: choice_of(strategy_named(name), one)


unanimous, majority, union, first_b = map(chosen, ("unanimous", "majority", "union", "first:b"))


@pytest.mark.parametrize("decide", [unanimous, majority, union])
def test_what_all_say_is_taken_by_each(decide: Callable[[Case], Choice | None]) -> None:
    assert decide(case([("PERS", NAME)], [("PERS", NAME)])) == Choice.take("a")


def test_unanimous_decides_nothing_else() -> None:
    assert unanimous(case([("PERS", NAME)], [("PERS", NAME)], [])) is None


def test_majority_is_more_than_half_of_all_who_were_asked() -> None:
    assert majority(case([("PERS", NAME)], [("GPE", NAME)], [("PERS", NAME)])) == Choice.take("a")
    assert majority(case([("PERS", NAME)], [("GPE", NAME)])) is None
    assert majority(case([("PERS", NAME)], [("PERS", NAME)], [], [])) is None
    assert majority(case([("PERS", NAME)], [], [])) == NONE


def test_majority_takes_field_by_field_what_most_of_a_majority_say() -> None:
    whole = case([date("1", "2024", "", ("x", "1"))], [date("2", "2023", "", ("x", "1"))], [date("3", "2023", "")])
    assert majority(whole) == Choice.take("a", fields={"value": "b"})
    torn = case([date("1", "2024")], [date("2", "2023")], [date("3", "2022")])
    assert majority(torn) is None
    noted = case([date("1", note="?")], [date("2")], [date("3")], [])
    assert majority(noted) == Choice.take("a", fields={"note": "b"})


def test_union_takes_everything_and_leaves_open_what_is_said_otherwise_of_the_same() -> None:
    assert union(case([("PERS", NAME)], [("GPE", NAME)], [])) == Choice.take("a", "b")
    assert union(case([("PERS", NAME)], [])) == Choice.take("a")
    assert union(case([date("1", "2024")], [date("2", "2023")])) is None


def test_first_takes_one_annotator_also_where_that_one_has_nothing() -> None:
    assert first_b(case([("PERS", NAME)], [("GPE", NAME)])) == Choice.take("b")
    assert first_b(case([("PERS", NAME)], [])) == Choice.take("b")
    assert chosen("first:z")(case([("PERS", NAME)], [])) is None


def test_strategies_have_names() -> None:
    assert str(strategy_named("majority")) == "majority"
    assert strategy_named("first: ليلى  علي ") == Strategy(Rule.FIRST, "ليلى علي")
    assert str(strategy_named("first:b")) == "first:b"
    for wrong in ("", "most", "first", "first:", "union:a", "majority:"):
        with pytest.raises(BadInput, match="first:NAME"):
            strategy_named(wrong)

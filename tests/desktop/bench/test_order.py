"""The order in which the Cases of an Article are decided."""

from __future__ import annotations

from annotator.desktop.bench.order import Order
from annotator.review.cases import Answer, Case
from annotator.review.classes import Disagreement
from annotator.review.docket import CaseEntry, CaseState


def entry(
    key: str,
    start: int,
    end: int,
    state: CaseState = CaseState.OPEN,
    *,
    agreed: bool = False,
    ends: tuple[str, ...] = (),
) -> CaseEntry:
    kinds = frozenset() if agreed else frozenset({Disagreement.LABEL})
    case = Case(key, start, end, (Answer("a"),), kinds, ends=tuple((f"span-{end}", end) for end in ends))
    return CaseEntry("article", case, state)


FIRST, AGREED, SECOND = entry("1", 0, 5), entry("2", 6, 9, agreed=True), entry("3", 10, 20, CaseState.DECIDED)
INNER, LAST = entry("4", 12, 15, CaseState.SKIPPED), entry("5", 30, 33)
ORDER = Order((FIRST, AGREED, SECOND, INNER, LAST))


def key(found: CaseEntry | None) -> str | None:
    return found.case.key if found else None


def test_those_on_which_all_agree_have_no_place_among_the_others() -> None:
    assert [ORDER.place(one.case.key) for one in ORDER.entries] == [(1, 4), None, (2, 4), (3, 4), (4, 4)]


def test_steps_lead_through_all_and_stop_at_the_ends() -> None:
    assert [key(ORDER.beside(here, 1)) for here in "12345"] == ["3", "3", "4", "5", None]
    assert [key(ORDER.beside(here, -1)) for here in "12345"] == [None, "1", "1", "3", "4"]
    assert key(ORDER.beside("none", 1)) == "1"
    assert Order().beside("", 1) is None


def test_going_on_leads_to_what_is_open_and_around_the_corner() -> None:
    assert [key(ORDER.going_on(here)) for here in ("", "1", "2", "5")] == ["1", "5", "5", "1"]
    assert Order((SECOND,)).going_on() is None


def test_what_is_put_off_is_neither_open_nor_done() -> None:
    assert (ORDER.put_off, ORDER.is_done) == (1, False)
    assert not Order((SECOND, INNER)).is_done
    assert Order((SECOND,)).is_done


def test_over_a_letter_the_shortest_case_comes_first_and_then_those_around_it() -> None:
    assert [key(ORDER.at(13, after)) for after in ("", "4", "3")] == ["4", "3", "4"]
    assert ORDER.at(25) is None


def test_an_agreed_relation_is_offered_when_its_ends_are_decided_or_are_taken_with_it() -> None:
    waits, ready = entry("1>2", 0, 9, agreed=True, ends=("1", "2")), entry("2>3", 6, 20, agreed=True, ends=("2", "3"))
    order = Order((FIRST, AGREED, SECOND, waits, ready))
    assert [one.case.key for one in order.offered] == ["2", "2>3"]

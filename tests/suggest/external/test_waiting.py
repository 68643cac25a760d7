"""Waiting for what may never come."""

from __future__ import annotations

from threading import Event

import pytest

from annotator.suggest.external.waiting import while_asked, within


def test_what_comes_in_time_is_returned_and_what_is_raised_is_raised() -> None:
    assert within(10, lambda: 3) == 3
    assert while_asked(lambda: 3, lambda: None) == 3
    with pytest.raises(KeyError):
        while_asked(lambda: {}["x"], lambda: None)


def test_whoever_waits_too_long_goes_on_without_it() -> None:
    never = Event()
    with pytest.raises(TimeoutError):
        within(0.01, never.wait)
    never.set()


def test_whoever_thinks_better_of_it_waits_no_longer() -> None:
    never, looked = Event(), list[int]()

    def look() -> None:
        looked.append(1)
        if len(looked) > 2:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        while_asked(never.wait, look, every=0.01)
    never.set()


def test_nothing_is_begun_for_one_who_thought_better_of_it_before() -> None:
    begun = list[int]()

    def look() -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        while_asked(lambda: begun.append(1), look)
    assert begun == []

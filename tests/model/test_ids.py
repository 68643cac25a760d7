"""Uids: version 7, in order, never twice."""

from __future__ import annotations

import re
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from annotator.model import ids
from annotator.model.clock import iso_day, now

FORM = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


def test_a_uid_is_a_uuid_of_version_7() -> None:
    uid = ids.new_uid()
    assert FORM.fullmatch(uid)
    assert uuid.UUID(uid).variant == uuid.RFC_4122


def test_uids_sort_by_the_order_in_which_they_were_made() -> None:
    made = [ids.new_uid() for _ in range(20_000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)


def test_uids_of_several_threads_are_all_different() -> None:
    with ThreadPoolExecutor(4) as pool:
        made = [uid for uids in pool.map(lambda _: [ids.new_uid() for _ in range(2_000)], range(4)) for uid in uids]
    assert len(set(made)) == 8_000


def test_uids_stay_in_order_when_the_clock_is_set_back(monkeypatch: pytest.MonkeyPatch) -> None:
    first = ids.new_uid()
    monkeypatch.setattr(ids.time, "time_ns", lambda: 1_000_000_000)
    assert ids.new_uid() > first


def test_the_present_moment_is_utc_in_iso_8601_with_milliseconds() -> None:
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", now())


@pytest.mark.parametrize(
    "text", ["2026-01-27", "20260127", "2026-01-27T09:30:00Z", "2026-01-27 09:30", "2026-01-27T09:30:00+03:00"]
)
def test_a_date_or_a_date_with_a_time_names_its_day(text: str) -> None:
    assert iso_day(text) == "2026-01-27"


@pytest.mark.parametrize("text", ["", "2026", "27/01/2026", "2026-13-01", "2026-01-27x", "2026-01-275", "٢٠٢٦-٠١-٢٧"])
def test_what_is_no_date_names_no_day(text: str) -> None:
    with pytest.raises(ValueError):
        iso_day(text)

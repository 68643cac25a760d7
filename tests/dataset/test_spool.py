"""What is put away in files: it comes back, by part and by row, however much of it there is."""

from __future__ import annotations

import tempfile
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.dataset import spool
from annotator.dataset.duplicates import find_groups
from annotator.dataset.spool import Rows, Spool
from annotator.errors import Unwritable
from tests.helpers import wire


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Little is held, so that files are made for few numbers."""
    monkeypatch.setattr(spool, "_SMALL", 64)
    monkeypatch.setattr(spool, "_WAITING", 5)
    monkeypatch.setattr(spool, "_AT_ONCE", 3)


@given(st.lists(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2**64 - 1)), max_size=9), max_size=9))
def test_numbers_come_back_sorted_from_the_part_they_were_put_into(lots: list[list[tuple[int, int]]]) -> None:
    with closing(Spool(4)) as numbers:
        for lot in lots:
            for part, number in lot:
                numbers.waiting[part].append(number)
            numbers.settle()
        for part in range(4):
            assert numbers.take(part) == sorted(number for lot in lots for home, number in lot if home == part)
            assert numbers.take(part) == []


@given(st.lists(st.binary(min_size=8, max_size=8), min_size=1, max_size=30), st.data())
def test_rows_come_back_by_number_and_columns_of_those_that_are_asked_for(
    rows: list[bytes], data: st.DataObject
) -> None:
    wanted = data.draw(st.sets(st.sampled_from(range(len(rows)))))
    with closing(Rows(8)) as held:
        for row in rows:
            held.add(row)
        assert [held.row(number) for number in range(len(rows))] == rows
        assert list(held.columns(2, 5, sorted(wanted))) == [(number, rows[number][2:5]) for number in sorted(wanted)]


def test_groups_are_the_same_whether_sketches_are_held_or_lie_in_files(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {f"a{number}": text for number, text in enumerate(wire.texts(150, seed=3))}
    found = find_groups(texts.items(), texts.__getitem__, count=len(texts))
    monkeypatch.setattr(spool, "_SMALL", 2**30)
    monkeypatch.setattr(spool, "_WAITING", 2**30)
    assert len(found) > 5
    assert found == find_groups(texts.items(), texts.__getitem__, count=len(texts))


def test_a_disk_without_room_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(tempfile.SpooledTemporaryFile[bytes]):
        def write(self, _data: object) -> int:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(spool, "SpooledTemporaryFile", Full)
    texts = {f"a{number}": text for number, text in enumerate(wire.texts(10, seed=3))}
    with pytest.raises(Unwritable, match="No space left"):
        find_groups(texts.items(), texts.__getitem__, count=len(texts))

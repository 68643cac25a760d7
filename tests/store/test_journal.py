"""The Journal: rows in order, and which of them undo and redo are about."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from annotator.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.create(tmp_path / "news.hashiya")) as store:
        yield store


class Steps:
    """Writes steps by their names, as the History does."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._next = 0

    def write(self, annotator: str, *, size: int = 1, undoes: str | None = None) -> str:
        step = f"step-{self._next}"
        with self._store.atomic():
            for i in range(size):
                self._store.journal.append(
                    uid=step if i == 0 else f"{step}.{i}",
                    step=step,
                    at="",
                    annotator=annotator,
                    article=None,
                    edit="{}",
                    inverse="{}",
                    undoes=undoes,
                )
        self._next += 1
        return step


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(["do", "undo", "redo"])), max_size=25))
@example(
    [("a", move) for move in ("do", "do", "undo", "undo", "redo", "undo", "redo", "redo", "undo", "do", "undo", "redo")]
)
def test_undo_and_redo_find_what_two_stacks_would(store: Store, moves: list[tuple[str, str]]) -> None:
    with store.atomic():
        store.db.execute("DELETE FROM journal")
    steps, past, future = Steps(store), {"a": [], "b": []}, {"a": [], "b": []}  # type: ignore[var-annotated]
    for annotator, move in moves:
        if move == "do":
            past[annotator].append(steps.write(annotator, size=2))
            future[annotator].clear()
        elif move == "undo" and past[annotator]:
            taken = store.journal.to_undo(annotator)
            assert taken is not None
            undo = steps.write(annotator, undoes=taken.step)
            future[annotator].append((undo, past[annotator].pop()))
        elif move == "redo" and future[annotator]:
            taken = store.journal.to_redo(annotator)
            undo, original = future[annotator].pop()
            assert taken is not None
            assert (taken.step, taken.undoes is not None) == (undo, True)
            steps.write(annotator, undoes=undo)
            past[annotator].append(original)
        for name in "ab":
            found = store.journal.to_undo(name)
            assert (found.step if found else None) == (past[name][-1] if past[name] else None)
            redo = store.journal.to_redo(name)
            assert (redo.step if redo else None) == (future[name][-1][0] if future[name] else None)


def test_the_rows_of_a_step_are_given_last_first(store: Store) -> None:
    step = Steps(store).write("a", size=3)
    assert [entry.uid for entry in store.journal.of_step(step)] == [f"{step}.2", f"{step}.1", step]
    assert store.journal.size_of(step) == 3
    assert store.journal.head(step).uid == step


def test_the_journal_is_read_in_order_or_newest_first(store: Store) -> None:
    steps = Steps(store)
    made = [steps.write("a") for _ in range(4)]
    assert [entry.step for entry in store.journal.each()] == made
    assert [entry.step for entry in store.journal.each(newest_first=True, limit=2)] == made[:1:-1]
    assert store.journal.count() == 4

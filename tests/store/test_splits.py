"""The splits of a project and their rule, as they stand in the file."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from annotator.model.split import By, SplitRule
from annotator.store import Store
from annotator.workspace import Workspace
from tests.helpers.builders import behind_its_back, put_article, text_article


@pytest.fixture
def store(project: Workspace) -> Iterator[Store]:
    """A project of three Articles."""
    for text in ("أول", "ثان", "ثالث"):
        put_article(project, text_article(text))
    opened = Store.open(project.path)
    yield opened
    opened.close()


def test_splits_are_put_changed_and_taken_away(store: Store) -> None:
    first, second, third = store.articles.uids("")
    with store.atomic():
        store.splits.put({second: "dev", first: "train"})
    assert list(store.splits.all().items()) == [(first, "train"), (second, "dev")]
    assert store.splits.missing() == 1
    with store.atomic():
        store.splits.put({first: "test", second: "", third: "", "gone": "train"})
    assert store.splits.all() == {first: "test"}
    assert store.splits.of([first, second, "gone"]) == {first: "test"}
    assert store.splits.missing() == 2


def test_a_rule_comes_back_as_it_was(store: Store) -> None:
    assert store.splits.rule() is None
    rule = SplitRule(33.34, 33.33, 33.33, By.SOURCE, 12, 0.65)
    with store.atomic():
        store.splits.put_rule(rule)
    assert store.splits.rule() == rule
    with store.atomic():
        store.splits.put_rule(None)
    assert store.splits.rule() is None


@pytest.mark.parametrize("told", ["nonsense", "[]", "{}", '{"by": "luck"}', '{"by": "time", "train": 200}'])
def test_a_rule_that_someone_made_unreadable_is_none_and_a_check_finds_it(project: Workspace, told: str) -> None:
    put_article(project, text_article("نص"))
    project.split(SplitRule())
    with behind_its_back(project.path) as db:
        db.execute("UPDATE settings SET value = ? WHERE name = 'split'", (told,))
        db.execute("UPDATE splits SET name = 'somewhere'")
    assert (project.split_rule(), project.splits()) == (None, {})
    assert [found for found in project.check() if "splits" in found]
    project.split(SplitRule())
    assert set(project.splits().values()) == {"train"}

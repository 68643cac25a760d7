"""The Edit that divides a project, and how it stands in users' files: that is never changed, only added to."""

from __future__ import annotations

import pytest

from annotator.edits.edit import Edit
from annotator.edits.envelope import pack, unpack
from annotator.edits.split_edit import Divide
from annotator.model.split import By, SplitRule
from annotator.store import Store
from annotator.workspace import Workspace
from tests.helpers.builders import put_article, text_article

PINNED: list[tuple[Edit, str]] = [
    (
        Divide(SplitRule(70, 20, 10, By.TIME, 7, 0.75), (("a-1", "train"), ("a-2", ""))),
        '{"do":"divide","rule":{"train":70,"dev":20,"test":10,"by":"time","seed":7,"threshold":0.75},'
        '"splits":{"a-1":"train","a-2":""}}',
    ),
    (Divide(None, (("a-1", ""),)), '{"do":"divide","rule":null,"splits":{"a-1":""}}'),
]


@pytest.mark.parametrize(("edit", "line"), PINNED)
def test_it_is_kept_as_it_always_was(edit: Edit, line: str) -> None:
    assert pack(edit) == line
    assert unpack(line) == edit


def test_it_returns_what_takes_it_back(project: Workspace) -> None:
    first, second = (put_article(project, text_article(text)) for text in ("أول", "ثان"))
    project.split(SplitRule(100, 0, 0))
    store = Store.open(project.path)
    edit = Divide(SplitRule(0, 0, 100), ((first, "test"), (second, ""), ("gone", "dev")))
    with store.atomic():
        inverse = edit.apply(store)
    assert store.splits.all() == {first: "test"}
    with store.atomic():
        assert inverse.apply(store).rule == edit.rule
    assert store.splits.all() == {first: "train", second: "train"}
    assert store.splits.rule() == SplitRule(100, 0, 0)
    store.close()

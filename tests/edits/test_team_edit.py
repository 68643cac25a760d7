"""The Edits of a team, and how they stand in users' files: that is never changed, only added to."""

from __future__ import annotations

import pytest

from annotator.edits.edit import Edit
from annotator.edits.envelope import pack, unpack
from annotator.edits.schema_story import tell
from annotator.edits.team_edit import Assign, SetRole
from annotator.errors import Refused
from annotator.model.roles import Role
from annotator.store import Store
from annotator.workspace import Workspace
from tests.helpers.builders import put_article, text_article

PINNED: list[tuple[Edit, str, str]] = [
    (SetRole("ليلى", Role.LEAD), '{"do":"set_role","name":"ليلى","role":"lead"}', "Let ليلى be lead here"),
    (SetRole("b", None), '{"do":"set_role","name":"b","role":""}', "Take b off the list of annotators"),
    (
        Assign((("b", ("n1", "n2")),), (("a", ("n1",)),)),
        '{"do":"assign","given":[["b",["n1","n2"]]],"taken":[["a",["n1"]]]}',
        "Say who annotates what (a, b)",
    ),
    (Assign((("a", ("n1",)),)), '{"do":"assign","given":[["a",["n1"]]]}', "Say who annotates what (a)"),
]


@pytest.mark.parametrize(("edit", "line", "_words"), PINNED)
def test_it_is_kept_as_it_always_was(edit: Edit, line: str, _words: str) -> None:
    assert pack(edit) == line
    assert unpack(line) == edit


@pytest.mark.parametrize(("edit", "_line", "words"), PINNED)
def test_it_is_told(edit: Edit, _line: str, words: str) -> None:
    assert tell(edit) == words


def test_assigning_returns_what_takes_it_back(project: Workspace) -> None:
    first, second = (put_article(project, text_article(text)) for text in ("أول", "ثان"))
    store = Store.open(project.path)
    with store.atomic():
        Assign((("a", (first,)),)).apply(store)
    edit = Assign((("a", (first, second, "gone")), ("b", (first,))), (("a", (first, "gone")),))
    with store.atomic():
        inverse = edit.apply(store)
    assert store.assignments.all() == {"a": (first, second), "b": (first,)}
    with store.atomic():
        inverse.apply(store)
    assert store.assignments.all() == {"a": (first,)}


def test_somebody_who_has_something_to_do_is_not_taken_away(project: Workspace) -> None:
    uid = put_article(project, text_article("أول"))
    project.add_annotator("b")
    project.reassign({"b": {uid}}, {})
    store = Store.open(project.path)
    with store.atomic(), pytest.raises(Refused, match="b stays"):
        SetRole("b", None).apply(store)
    assert store.annotators.role("b") is Role.ANNOTATOR

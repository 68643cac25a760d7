"""What annotators are shown of one another's work: nothing, until a lead opens the review."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.errors import Refused
from annotator.model.annotation import Status
from annotator.model.article import Article
from annotator.model.roles import GOLD, Role
from annotator.store.search import Query
from annotator.suggest.suggestion import Suggestion
from annotator.workspace import Workspace
from tests.helpers.builders import AUTHOR, TEXT, put_article, small_schema, where

CAIRO, ABBAS = where("القاهرة"), where("محمود عباس")


@pytest.fixture
def project(tmp_path: Path) -> Workspace:
    """AUTHOR leads; `a1` has marked محمود عباس in the first Article and `a2` القاهرة, and both are done with it."""
    workspace = Workspace.create(tmp_path / "blind.hashiya", schema=small_schema(), annotator=AUTHOR)
    workspace.settle_blind_share(0)
    for number in range(2):
        put_article(workspace, Article(f"n{number}", f"خبر {number}", f"{TEXT} {number}"))
    for name, place, label in (("a1", ABBAS, "PERS"), ("a2", CAIRO, "GPE")):
        with Workspace.open(workspace.path, name) as own:
            own.mark("n0", [place], label)
            own.set_status("n0", Status.DONE)
    return workspace


@pytest.fixture
def first(project: Workspace) -> Workspace:
    return Workspace.open(project.path, "a1")


def exported(workspace: Workspace, **options: str) -> list[str]:
    out = io.BytesIO()
    workspace.export(out, **options)  # type: ignore[arg-type]
    return [json.loads(line)["annotator"] for line in out.getvalue().splitlines()]


def examples(workspace: Workspace) -> list[str]:
    return [one.annotator for one in workspace.examples("GPE")]


def log(workspace: Workspace) -> set[str]:
    return {entry.annotator for entry in workspace.log()}


def uses(workspace: Workspace) -> tuple[int, int]:
    return workspace.uses_of("GPE")


def found(workspace: Workspace) -> list[int]:
    return [len(hit.spans) for hit in workspace.find(Query("القاهرة", article="n0"))]


def names_found(workspace: Workspace) -> list[tuple[str, ...]]:
    return [one.labels for one in workspace.occurrences("القاهرة", "n0")]


def proposed(workspace: Workspace) -> list[str]:
    return [one.label for one in workspace.suggestions("n1") if one.label != "DATE"]


HIDDEN: list[tuple[Callable[[Workspace], object], object, object]] = [
    (examples, [], ["a2"]),
    (log, {"a1"}, {AUTHOR, "a1", "a2"}),
    (uses, (0, 0), (1, 1)),
]


@pytest.mark.parametrize(("look", "own", "all_of_it"), HIDDEN, ids=lambda one: getattr(one, "__name__", ""))
def test_others_are_shown_to_the_lead_and_after_the_review_is_opened(
    project: Workspace, first: Workspace, look: Callable[[Workspace], object], own: object, all_of_it: object
) -> None:
    assert look(project) == all_of_it
    assert look(first) == own
    project.open_review()
    assert look(first) == all_of_it
    project.open_review(is_open=False)
    assert look(first) == own


def test_whose_work_may_be_seen_can_be_asked(project: Workspace, first: Workspace) -> None:
    assert [first.may_see(name) for name in ("a1", "a2", AUTHOR)] == [True, False, False]
    assert project.may_see("a2")
    project.open_review()
    assert first.may_see("a2")


@pytest.mark.parametrize("look", [found, names_found])
def test_finding_shows_ones_own_spans_even_to_a_lead(
    project: Workspace, first: Workspace, look: Callable[[Workspace], list[object]]
) -> None:
    for workspace in (project, first):
        assert look(workspace) in ([0], [()])


def test_suggestions_learn_from_others_only_where_one_may_see_them(project: Workspace, first: Workspace) -> None:
    project.settle_teachers(everyone=True)
    assert proposed(project) == ["GPE"]  # of those who are done with it the last one counts
    assert proposed(first) == ["PERS"]
    assert first.teacher == "a1"
    assert first.models_folder(first.teacher) != project.models_folder(project.teacher)
    project.open_review()
    assert proposed(first) == ["GPE"]


def test_what_others_said_of_suggestions_counts_for_the_lead_alone(project: Workspace, first: Workspace) -> None:
    with Workspace.open(project.path, "a2") as second:
        second.dismiss("n1", Suggestion("PERS", 0, 5, origin="small", confidence=0.5))
    assert project.tally("small").all == 1
    assert first.tally("small").all == 0


def test_what_is_missing_in_others_layers_is_not_told(project: Workspace, first: Workspace) -> None:
    with Workspace.open(project.path, "a2") as second:
        second.mark("n1", [where("التقى")], "Meet")
    assert [line for line in first.shortcomings() if "a2" in line] == []


def test_that_a_label_is_in_use_is_told_without_a_number(project: Workspace, first: Workspace) -> None:
    with pytest.raises(Refused, match="the label of 1 span"):
        project.delete_label("GPE")
    with pytest.raises(Refused, match="the label of spans"):
        first.delete_label("GPE")


def test_an_article_that_is_to_be_shared_is_shared_before_anybody_begins(project: Workspace, first: Workspace) -> None:
    assert not first.is_shared("n1")
    project.reassign({"a1": {"n1"}, "a2": {"n1"}}, {})
    assert first.is_shared("n1")


def test_gold_examples_are_a_leads_until_the_review(project: Workspace, first: Workspace) -> None:
    project.add_annotator(GOLD, Role.GOLD)
    with Workspace.open(project.path, GOLD) as gold:
        gold.mark("n1", [CAIRO], "GPE")
    assert examples(project) == [GOLD, "a2"]
    assert examples(first) == []


def test_in_a_part_all_goes_out_that_is_in_it(project: Workspace, tmp_path: Path) -> None:
    project.reassign({"a1": {"n0", "n1"}}, {})
    project.bundle("a1", tmp_path / "a1.hashiya")
    with Workspace.open(tmp_path / "a1.hashiya") as part:
        assert exported(part) == ["a1", ""]


def test_how_far_annotators_agree_is_told_once_the_review_is_open(project: Workspace, first: Workspace) -> None:
    with pytest.raises(Refused, match="a1"):
        first.agreement()
    assert project.agreement().f1.exact.value == 0
    project.open_review()
    assert first.agreement().articles == 1

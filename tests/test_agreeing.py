"""How far the annotators of a project agree, asked of the Workspace."""

from __future__ import annotations

import pytest

from annotator.errors import BadInput, Unknown
from annotator.model.annotation import Status
from annotator.review.agreement import Agreement
from annotator.workspace import Workspace
from tests.helpers.builders import AUTHOR, OTHER, TEXT, behind_its_back, where

Marks = list[tuple[str, str]]
NAME, TITLED, CITY = ("محمود عباس", "PERS"), ("الرئيس محمود عباس", "PERS"), ("القاهرة", "GPE")


def mark(project: Workspace, article: str, name: str, marks: Marks, status: Status = Status.DONE) -> None:
    with Workspace.open(project.path, name) as workspace:
        for words, label in marks:
            workspace.mark(article, [where(words)], label)
        workspace.set_status(article, status)


def exact(found: Agreement) -> dict[str, float | None]:
    return {f"{pair.first}+{pair.second}": pair.f1.exact.value for pair in found.pairs}


def test_those_who_have_done_the_same_article_are_compared(project: Workspace, article: str) -> None:
    mark(project, article, AUTHOR, [NAME, CITY])
    mark(project, article, OTHER, [TITLED, CITY])
    found = project.agreement()
    (pair,) = found.pairs
    assert {pair.first, pair.second} == {AUTHOR, OTHER}
    assert (pair.f1.exact.value, pair.f1.range.value, pair.f1.overlap.value) == (0.5, 0.5, 1)
    assert pair.labels["GPE"].f1.exact.value == 1
    assert pair.labels["PERS"].f1.exact.value == 0
    assert found.gamma is None


def test_work_that_is_not_done_counts_where_its_status_is_asked_for(project: Workspace, article: str) -> None:
    mark(project, article, AUTHOR, [NAME])
    mark(project, article, OTHER, [NAME], Status.IN_PROGRESS)
    assert project.agreement() == Agreement(resamples=1000)
    found = project.agreement(statuses=[Status.DONE, Status.IN_PROGRESS])
    assert list(exact(found).values()) == [1]


def test_gold_is_compared_only_where_it_is_named(project: Workspace, article: str) -> None:
    for name in ("a", "b", "gold"):
        mark(project, article, name, [NAME])
    with behind_its_back(project.path) as file:
        file.execute("UPDATE annotators SET role = 'gold' WHERE name = 'gold'")
    assert exact(project.agreement()) == {"a+b": 1}
    assert exact(project.agreement(["a", "gold"])) == {"a+gold": 1}


def test_only_the_wanted_labels_are_compared(project: Workspace, article: str) -> None:
    mark(project, article, "a", [NAME, CITY])
    mark(project, article, "b", [TITLED, CITY])
    assert exact(project.agreement(labels=["GPE"])) == {"a+b": 1}


def test_gamma_is_told_where_it_is_asked_for(project: Workspace, article: str) -> None:
    mark(project, article, "a", [NAME, CITY])
    mark(project, article, "b", [NAME, CITY])
    found = project.agreement(with_gamma=True, resamples=2).gamma
    assert found is not None
    assert (found.value.value, found.mean.value, found.samples) == (1, 1, 1000)


def test_values_of_dates_are_compared(project: Workspace, article: str) -> None:
    for name in "ab":
        mark(project, article, name, [("يوم الأحد 12 مايو 2024", "DATE")])
    found = project.agreement()
    assert (found.fields.value.pairs, found.fields.value.same.value, found.fields.parts["day"].same.value) == (1, 1, 1)


@pytest.mark.parametrize(
    ("asked", "error", "told"),
    [
        ({"annotators": ["a"]}, BadInput, "two annotators at least"),
        ({"annotators": ["a", "a"]}, BadInput, "two annotators at least"),
        ({"annotators": ["a", "nobody"]}, Unknown, "no annotator “nobody”"),
        ({"labels": ["NONE"]}, Unknown, "no label “NONE”"),
        ({"resamples": -1}, BadInput, "nought or more"),
        ({"seed": -1}, BadInput, "nought or more"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    project: Workspace, article: str, asked: dict[str, object], error: type[Exception], told: str
) -> None:
    mark(project, article, "a", [NAME])
    with pytest.raises(error, match=told):
        project.agreement(**asked)  # type: ignore[arg-type]


def test_it_can_be_cancelled(project: Workspace, article: str) -> None:
    class Cancelled(Exception):
        pass

    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    for name in "ab":
        mark(project, article, name, [NAME])
    with pytest.raises(Cancelled):
        project.agreement(progress=stop)


def test_nothing_is_changed(project: Workspace, article: str) -> None:
    for name in "ab":
        mark(project, article, name, [NAME])
    before = list(project.log())
    project.agreement()
    assert list(project.log()) == before
    assert project.article(article).text == TEXT
